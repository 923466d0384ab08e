import type { Ctx, Route } from '../../../platform/web/route.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { peopleOf } from '../../people/index.ts'
import { blockOf } from '../artefacts/reading.ts'
import { homeDistrict, savedFrom } from '../reading.ts'
import { instant } from '../view.ts'
import { mustMay } from './access.ts'
import { addAction, addDecision, addPoint, approveMinutes, correctMinutes, meetingObject } from './adding.ts'
import { buildAgenda } from './agenda.ts'
import { actionErrors, fine, nameErrors, parseErrors, type Refused } from './form-errors.ts'
import { Conflict } from './pages/conflict.tsx'
import { History } from './pages/history.tsx'
import { MeetingShow } from './pages/meeting-show.tsx'
import { clashNames, meetingHistory } from './reading-history.ts'
import { meetingView } from './reading-meeting.ts'
import { savedAt } from './routes.tsx'
import { words } from './say.ts'
import {
  actionForm,
  approveForm,
  correctionForm,
  decisionForm,
  minutesForm,
  pointForm,
  type Sheet,
  versionForm,
  whenForm,
} from './schema.ts'
import { undoOf } from './sheet.ts'
import { meetingById } from './store.ts'
import {
  arrange,
  type MeetingClash,
  type Open,
  openMeeting,
  type SavedMeeting,
  saveMinutes,
  saveWhen,
  undoMeeting,
} from './verbs.ts'
import { fieldWords, holdersOf, valueWords } from './view.ts'

const href = (id: number): string => `/work/meetings/${id}`

async function show(ctx: Ctx, refused: Refused = fine): Promise<Response> {
  const { lang } = ctx
  const id = ctx.id('id')
  const visitor = ctx.who()
  const asked = ctx.query('saved') ?? ''
  const props = await ctx.inScope(async (tx) => {
    const view = await meetingView(tx, visitor, id, lang)
    const version = /^\d{1,9}$/.test(asked) ? Number(asked) : null
    const undoable =
      version !== null &&
      view.minutes !== 'approved' &&
      undoOf(await historyOf(tx, meetingObject, id), version) !== null
    return {
      ...view,
      saved: version === null ? null : { version, undoable: undoable && view.may.write },
      savedItem: await savedFrom(tx, visitor, asked, lang),
      evidence: view.district === homeDistrict(visitor) ? await blockOf(tx, visitor, `meeting:${id}`, lang) : null,
    }
  })
  const again = refused.errors.length > 0
  return ctx.page({
    title: props.title,
    current: '/work',
    status: again ? 422 : 200,
    thread: {
      lang,
      up: [
        { label: words(lang)('title'), href: '/work/committees' },
        { label: props.committee.name.words, href: props.committee.href },
      ],
      here: { label: props.date, note: props.minutesSaid },
      down: [
        { label: words(lang)('decisionsTitle'), href: '#decisions' },
        { label: words(lang)('actionsTitle'), href: '#actions' },
      ],
    },
    body: (
      <MeetingShow
        lang={lang}
        {...props}
        {...refused}
        // A form that comes back keeps the version from which it was made.
        version={again && /^\d{1,9}$/.test(ctx.typed().version ?? '') ? Number(ctx.typed().version) : props.version}
        typed={again ? ctx.typed() : {}}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** The meeting of the address, for somebody who may do this there, and who may be given an action. */
async function allowed(ctx: Ctx, what: 'write' | 'approve'): Promise<Open & { holders: ReadonlySet<string> }> {
  return ctx.inScope(async (tx) => {
    const at = await openMeeting(tx, ctx.who(), ctx.id('id'), false)
    mustMay(ctx.who(), at.committee, at.may, what)
    const people = await peopleOf(tx, at.committee.district_id, at.today)
    return { ...at, holders: new Set(holdersOf(people, ctx.lang).map((one) => one.value)) }
  })
}

/** What goes wrong on the way back to the page, or the page with what was saved. */
async function done(
  ctx: Ctx,
  work: () => Promise<SavedMeeting>,
  part: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  try {
    const saved = await work()
    return ctx.redirect(`${savedAt(href(saved.id), saved.version)}${part}`)
  } catch (error) {
    return show(ctx, { errors: actionErrors(error, ctx.lang, fields), named: null })
  }
}

/** The fields of the form that a sheet was made of. */
function asTyped(mine: Sheet): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(mine)) {
    const point = /^p(\d+)\.(minutes|place|listed)$/.exec(name)
    if (point?.[2] === 'minutes') fields[`t-${point[1]}`] = String(value ?? '')
    else if (point?.[2] === 'place') fields[`o-${point[1]}`] = String(value ?? '')
    else if (point) {
      if (value === true) fields[`k-${point[1]}`] = 'yes'
    } else if (name === 'present') fields.present = String(value ?? '').replaceAll(',', '\n')
    else if (name === 'state') {
      if (value === 'called_off') fields.called_off = 'yes'
    } else if (name !== 'minutes') fields[name] = String(value ?? '')
  }
  return fields
}

async function merged(
  ctx: Ctx,
  outcome: SavedMeeting | MeetingClash,
  part: 'when' | 'agenda' | 'minutes',
): Promise<Response> {
  const id = ctx.id('id')
  if (outcome.kind === 'saved') return ctx.redirect(savedAt(href(id), outcome.version))
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx) => {
    const at = await clashNames(tx, { meeting: id }, outcome.theirs?.actor ?? null, lang)
    const when = outcome.theirs ? instant(outcome.theirs.at, at.zone, lang) : null
    return {
      version: (await meetingById(tx, id)).version,
      rows: outcome.fields.map((name) => ({
        label: fieldWords(name, at.titles, lang),
        now: valueWords(name, outcome.now[name], at, lang),
        mine: valueWords(name, outcome.mine[name], at, lang),
      })),
      theirs:
        outcome.theirs && when
          ? {
              who:
                outcome.theirs.actor === null
                  ? say('system')
                  : (at.names.accounts.get(outcome.theirs.actor) ?? say('somebody')),
              at: `${when.day}, ${when.time}`,
            }
          : null,
    }
  })
  return ctx.page({
    title: say('conflictTitle'),
    current: '/work',
    status: 409,
    body: (
      <Conflict
        lang={lang}
        {...props}
        action={`${href(id)}/${part}`}
        back={href(id)}
        fields={asTyped(outcome.mine)}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function when(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = await allowed(ctx, 'write')
  const typed = whenForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const { called_off, ...rest } = typed.data
  const places = rest.place === at.whole.meeting.place ? [] : [['place', rest.place] as const]
  const named = await nameErrors(ctx, at.committee.district_id, 'when', places, form)
  if (named.errors.length > 0) return show(ctx, named)
  const outcome = await ctx.inScope((tx) =>
    saveWhen(tx, ctx.who(), ctx.id('id'), { ...rest, called_off: called_off === 'yes' }),
  )
  return merged(ctx, outcome, 'when')
}

async function build(ctx: Ctx): Promise<Response> {
  await ctx.form()
  const saved = await ctx.inScope((tx) => buildAgenda(tx, ctx.who(), ctx.id('id')))
  return ctx.redirect(savedAt(href(saved.id), saved.version))
}

async function point(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = await allowed(ctx, 'write')
  const typed = pointForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const { n_title: title, n_about: about } = typed.data
  const texts = [['n_title', title] as const, ['n_about', about] as const]
  const named = await nameErrors(ctx, at.committee.district_id, 'point', texts, form)
  if (named.errors.length > 0) return show(ctx, named)
  return done(
    ctx,
    () => ctx.inScope((tx) => addPoint(tx, ctx.who(), ctx.id('id'), { title, about }, ctx.lang)),
    '#agenda',
  )
}

const idsOf = (form: Readonly<Record<string, string>>, letter: string): [number, string][] =>
  Object.entries(form).flatMap(([name, value]): [number, string][] => {
    const found = new RegExp(`^${letter}-(\\d{1,9})$`).exec(name)
    return found ? [[Number(found[1]), value]] : []
  })

async function order(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  await allowed(ctx, 'write')
  const typed = versionForm.safeParse(form)
  const wrong = idsOf(form, 'o').filter(([, value]) => !/^\d{1,3}$/.test(value.trim()))
  if (!typed.success || wrong.length > 0) {
    const say = words(ctx.lang)
    const fields = wrong.map(([id]) => ({ field: `o-${id}`, message: say('fieldBad'), hint: say('fieldBadHint') }))
    return show(ctx, { errors: typed.success ? fields : parseErrors(typed.error, ctx.lang), named: null })
  }
  const points = new Map(
    idsOf(form, 'o').map(([id, value]) => [id, { place: Number(value), listed: form[`k-${id}`] === 'yes' }]),
  )
  const outcome = await ctx.inScope((tx) => arrange(tx, ctx.who(), ctx.id('id'), { ...typed.data, points }))
  return merged(ctx, outcome, 'agenda')
}

/** Longest text of one point. */
const longest = 10_000

async function minutes(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = await allowed(ctx, 'write')
  const typed = minutesForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const texts = new Map(idsOf(form, 't').map(([id, text]) => [id, text.trim()]))
  const long = [...texts].filter(([, text]) => text.length > longest)
  if (long.length > 0) {
    const say = words(ctx.lang)
    return show(ctx, {
      errors: long.map(([id]) => ({ field: `t-${id}`, message: say('tooLong'), hint: say('tooLongHint') })),
      named: null,
    })
  }
  const changed = [...texts].filter(([id, text]) => at.now[`p${id}.minutes`] !== text)
  const named = await nameErrors(
    ctx,
    at.committee.district_id,
    'minutes',
    changed.map(([id, text]) => [`t-${id}`, text] as const),
    form,
  )
  if (named.errors.length > 0) return show(ctx, named)
  const present = typed.data.present.split('\n').flatMap((one) => (/^\d{1,9}$/.test(one) ? [Number(one)] : []))
  const outcome = await ctx.inScope((tx) =>
    saveMinutes(tx, ctx.who(), ctx.id('id'), {
      version: typed.data.version,
      guests: typed.data.guests,
      present,
      texts,
    }),
  )
  return merged(ctx, outcome, 'minutes')
}

async function decision(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = await allowed(ctx, 'write')
  const typed = decisionForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const one = typed.data
  const named = await nameErrors(ctx, at.committee.district_id, 'decision', [['d_words', one.d_words]], form)
  if (named.errors.length > 0) return show(ctx, named)
  const row = {
    point: one.d_point,
    words: one.d_words,
    votes_for: one.d_for,
    votes_against: one.d_against,
    abstained: one.d_abstained,
  }
  return done(ctx, () => ctx.inScope((tx) => addDecision(tx, ctx.who(), ctx.id('id'), row)), '#decisions', {
    votes_for: 'd_for',
    'work/no-such-point': 'd_point',
  })
}

async function action(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = await allowed(ctx, 'write')
  const typed = actionForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const { a_point, a_words, a_owner, a_due } = typed.data
  const named = await nameErrors(ctx, at.committee.district_id, 'action', [['a_words', a_words]], form)
  if (named.errors.length > 0) return show(ctx, named)
  const row = { point: a_point, words: a_words, owner: a_owner, due_on: a_due }
  const known = (holder: string) => at.holders.has(holder)
  return done(
    ctx,
    () => ctx.inScope((tx) => addAction(tx, ctx.who(), ctx.id('id'), row, ctx.lang, known)),
    '#actions',
    { owner: 'a_owner', due_on: 'a_due', 'work/no-such-point': 'a_point' },
  )
}

async function approve(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  await allowed(ctx, 'approve')
  const typed = approveForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  return done(ctx, () => ctx.inScope((tx) => approveMinutes(tx, ctx.who(), ctx.id('id'), typed.data)), '', {
    'work/no-such-approver': 'approved_in',
  })
}

async function correct(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = await allowed(ctx, 'write')
  const typed = correctionForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const { c_of: of, c_words, c_reason } = typed.data
  const texts = [['c_words', c_words] as const, ['c_reason', c_reason] as const]
  const named = await nameErrors(ctx, at.committee.district_id, 'correction', texts, form)
  if (named.errors.length > 0) return show(ctx, named)
  const row = { of, words: c_words, reason: c_reason }
  return done(ctx, () => ctx.inScope((tx) => correctMinutes(tx, ctx.who(), ctx.id('id'), row)), '#corrections', {
    'work/no-such-point': 'c_of',
  })
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const saved = await ctx.inScope((tx) => undoMeeting(tx, ctx.who(), ctx.id('id'), version))
  return ctx.redirect(savedAt(href(saved.id), saved.version))
}

async function history(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope((tx) => meetingHistory(tx, ctx.who(), ctx.id('id'), lang))
  return ctx.page({
    title: words(lang)('historyOf', { of: props.title }),
    current: '/work',
    thread: {
      lang,
      up: [
        { label: props.committee.name, href: props.committee.href },
        { label: props.title, href: props.back },
      ],
      here: { label: words(lang)('history') },
      down: [],
    },
    body: <History lang={lang} {...props} csrf={ctx.csrf} />,
  })
}

/** Meetings with agenda, minutes, decisions and actions. Stands before the pages of items, whose address takes a number. */
export const meetingRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/meetings/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/meetings/:id/when', access: 'signed-in', handle: when },
  { method: 'POST', path: '/work/meetings/:id/build', access: 'signed-in', handle: build },
  { method: 'POST', path: '/work/meetings/:id/points', access: 'signed-in', handle: point },
  { method: 'POST', path: '/work/meetings/:id/agenda', access: 'signed-in', handle: order },
  { method: 'POST', path: '/work/meetings/:id/minutes', access: 'signed-in', handle: minutes },
  { method: 'POST', path: '/work/meetings/:id/decisions', access: 'signed-in', handle: decision },
  { method: 'POST', path: '/work/meetings/:id/actions', access: 'signed-in', handle: action },
  { method: 'POST', path: '/work/meetings/:id/approve', access: 'signed-in', handle: approve },
  { method: 'POST', path: '/work/meetings/:id/corrections', access: 'signed-in', handle: correct },
  { method: 'POST', path: '/work/meetings/:id/undo', access: 'signed-in', handle: undo },
  { method: 'GET', path: '/work/meetings/:id/history', access: 'signed-in', handle: history },
]
