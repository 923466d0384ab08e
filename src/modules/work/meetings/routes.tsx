import type { Ctx, Route } from '../../../platform/web/route.ts'
import { peopleOf, todayOf } from '../../people/index.ts'
import { ledDistrict } from '../reading.ts'
import { instant } from '../view.ts'
import { may, mustFound, mustMay } from './access.ts'
import { addSingle } from './adding.ts'
import { addCommittee, addMember, type Clash, endMember, saveCommittee, undoCommittee } from './committees.ts'
import { actionErrors, fine, nameErrors, parseErrors, type Refused } from './form-errors.ts'
import { CommitteeForm } from './pages/committee-form.tsx'
import { CommitteeList } from './pages/committee-list.tsx'
import { CommitteeShow } from './pages/committee-show.tsx'
import { Conflict } from './pages/conflict.tsx'
import { History } from './pages/history.tsx'
import { committeeChoices, committeeList, committeeView } from './reading.ts'
import { clashNames, committeeHistory } from './reading-history.ts'
import { words } from './say.ts'
import { committeeForm, endForm, memberForm, type Sheet, singleForm } from './schema.ts'
import { committeeSheet } from './sheet.ts'
import { committeeById, seatsOf } from './store.ts'
import { fieldWords, holdersOf, valueWords } from './view.ts'

const savedOf = (ctx: Ctx): number | null =>
  /^\d{1,9}$/.test(ctx.query('saved') ?? '') ? Number(ctx.query('saved')) : null
/** The address of a page with the version that was saved on it. */
export const savedAt = (path: string, version: number | null): string =>
  version === null ? path : `${path}?saved=${version}`

async function list(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope((tx) => committeeList(tx, ctx.who(), ctx.lang))
  return ctx.page({
    title: words(ctx.lang)('title'),
    current: '/work',
    body: <CommitteeList lang={ctx.lang} {...props} />,
  })
}

async function show(ctx: Ctx, refused: Refused = fine): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope((tx) => committeeView(tx, ctx.who(), ctx.id('id'), lang))
  const { reportsTo, below } = props.facts
  return ctx.page({
    title: props.name.words,
    current: '/work',
    status: refused.errors.length > 0 ? 422 : 200,
    thread: {
      lang,
      up: [
        { label: say('title'), href: '/work/committees' },
        ...(reportsTo ? [{ label: reportsTo.name, href: reportsTo.href }] : []),
      ],
      here: { label: props.name.words },
      down: below.slice(0, 3).map((one) => ({ label: one.name, href: one.href })),
    },
    body: (
      <CommitteeShow
        lang={lang}
        {...props}
        {...refused}
        csrf={ctx.csrf}
        typed={refused.errors.length > 0 ? ctx.typed() : {}}
        saved={savedOf(ctx)}
      />
    ),
  })
}

/** The fields of a form as they stand for a committee's sheet. */
function asTyped(sheet: Sheet): Record<string, string> {
  const rule = sheet.rule ? (JSON.parse(String(sheet.rule)) as Record<string, unknown>) : null
  const pick = (rule?.pick ?? {}) as Record<string, unknown>
  const { rule: _, open_minutes, ...rest } = sheet
  return {
    ...Object.fromEntries(
      Object.entries(rest)
        .filter(([name]) => !name.includes('.'))
        .map(([name, value]) => [name, String(value ?? '')]),
    ),
    ...(open_minutes ? { open_minutes: 'yes' } : {}),
    every: String(rule?.every ?? ''),
    weekday: String(pick.weekday ?? 2),
    nth: String(pick.nth ?? 1),
    days: String(rule?.days ?? 'office'),
    off: String(rule?.off ?? 'after'),
  }
}

async function edit(ctx: Ctx, fresh: boolean, refused: Refused = fine): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const visitor = ctx.who()
  const id = fresh ? null : ctx.id('id')
  const props = await ctx.inScope(async (tx) => {
    if (id === null) {
      const district = ledDistrict(visitor)
      mustFound(visitor, district)
      const today = await todayOf(tx, district)
      const typed = { from_date: today, org_id: String(district), kind: 'team', days: 'office', off: 'after' }
      return {
        district,
        version: null,
        typed,
        title: say('newCommittee'),
        ...(await committeeChoices(tx, district, today, lang)),
      }
    }
    const committee = await committeeById(tx, id)
    const seats = await seatsOf(tx, [id])
    const today = await todayOf(tx, committee.district_id)
    mustMay(visitor, committee, may(visitor, committee, seats, today), 'keep')
    return {
      district: committee.district_id,
      version: committee.version,
      typed: asTyped(committeeSheet(committee, seats)),
      title: say('editCommittee'),
      ...(await committeeChoices(tx, committee.district_id, today, lang)),
    }
  })
  const again = refused.errors.length > 0
  return ctx.page({
    title: props.title,
    current: '/work',
    status: again ? 422 : 200,
    body: (
      <CommitteeForm
        lang={lang}
        id={id}
        {...props}
        {...refused}
        // A form that comes back keeps the version from which it was made.
        version={again && /^\d{1,9}$/.test(ctx.typed().version ?? '') ? Number(ctx.typed().version) : props.version}
        typed={again ? ctx.typed() : props.typed}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function conflict(ctx: Ctx, id: number, clash: Clash): Promise<Response> {
  const { lang } = ctx
  const back = `/work/committees/${id}`
  const props = await ctx.inScope(async (tx) => {
    const at = await clashNames(tx, { committee: id }, clash.theirs?.actor ?? null, lang)
    const { version } = await committeeById(tx, id)
    const say = words(lang)
    const when = clash.theirs ? instant(clash.theirs.at, at.zone, lang) : null
    return {
      version,
      rows: clash.fields.map((name) => ({
        label: fieldWords(name, at.titles, lang),
        now: valueWords(name, clash.now[name], at, lang),
        mine: valueWords(name, clash.mine[name], at, lang),
      })),
      theirs:
        clash.theirs && when
          ? {
              who:
                clash.theirs.actor === null
                  ? say('system')
                  : (at.names.accounts.get(clash.theirs.actor) ?? say('somebody')),
              at: `${when.day}, ${when.time}`,
            }
          : null,
    }
  })
  return ctx.page({
    title: words(lang)('conflictTitle'),
    current: '/work',
    status: 409,
    body: <Conflict lang={lang} {...props} action={back} back={back} fields={asTyped(clash.mine)} csrf={ctx.csrf} />,
  })
}

const textFields = ['name_en', 'name_es', 'purpose_en', 'purpose_es', 'standing'] as const

async function save(ctx: Ctx, fresh: boolean): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const id = fresh ? null : ctx.id('id')
  const { district, now } = await ctx.inScope(async (tx) => {
    if (id === null) {
      const asked = /^\d{1,9}$/.test(form.district ?? '') ? Number(form.district) : ledDistrict(visitor)
      mustFound(visitor, asked)
      return { district: asked, now: {} as Sheet }
    }
    const committee = await committeeById(tx, id)
    const seats = await seatsOf(tx, [id])
    mustMay(visitor, committee, may(visitor, committee, seats, await todayOf(tx, committee.district_id)), 'keep')
    return { district: committee.district_id, now: committeeSheet(committee, seats) }
  })
  const typed = committeeForm.safeParse(form)
  if (!typed.success) return edit(ctx, fresh, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const { data } = typed
  const texts = textFields.filter((name) => data[name] !== now[name]).map((name) => [name, data[name]] as const)
  const named = await nameErrors(ctx, district, 'committee', texts, form)
  if (named.errors.length > 0) return edit(ctx, fresh, named)
  try {
    const saved = await ctx.inScope((tx) =>
      id === null
        ? addCommittee(tx, visitor, district, data)
        : saveCommittee(tx, visitor, id, { ...data, version: data.version ?? 1 }),
    )
    if (saved.kind === 'conflict') return await conflict(ctx, id ?? 0, saved)
    return ctx.redirect(savedAt(`/work/committees/${saved.id}`, saved.version))
  } catch (error) {
    return edit(ctx, fresh, { errors: actionErrors(error, ctx.lang), named: null })
  }
}

/** The committee of the address, for somebody who may do something in it; and who may hold something in its district. */
async function allowed(ctx: Ctx, what: 'keep' | 'write'): Promise<{ district: number; holders: ReadonlySet<string> }> {
  return ctx.inScope(async (tx) => {
    const committee = await committeeById(tx, ctx.id('id'))
    const today = await todayOf(tx, committee.district_id)
    const seats = await seatsOf(tx, [committee.committee_id])
    mustMay(ctx.who(), committee, may(ctx.who(), committee, seats, today), what)
    const people = await peopleOf(tx, committee.district_id, today)
    return { district: committee.district_id, holders: new Set(holdersOf(people, ctx.lang).map((one) => one.value)) }
  })
}

async function member(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const { district, holders } = await allowed(ctx, 'keep')
  const typed = memberForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const { m_part: part, m_holder: holder, m_seat: seat, m_from: from_date, m_to: to_date } = typed.data
  const named = await nameErrors(ctx, district, 'member', [['m_seat', seat]], form)
  if (named.errors.length > 0) return show(ctx, named)
  try {
    const saved = await ctx.inScope((tx) =>
      addMember(tx, ctx.who(), id, { part, holder, seat, from_date, to_date }, (one) => holders.has(one)),
    )
    return ctx.redirect(savedAt(`/work/committees/${id}`, saved.version))
  } catch (error) {
    return show(ctx, { errors: actionErrors(error, ctx.lang, { 'work/no-such-holder': 'm_holder' }), named: null })
  }
}

async function end(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const seat = ctx.id('member')
  await allowed(ctx, 'keep')
  const typed = endForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const saved = await ctx.inScope((tx) => endMember(tx, ctx.who(), id, seat, typed.data.to_date))
  return ctx.redirect(savedAt(`/work/committees/${id}`, saved.version))
}

async function single(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const { district } = await allowed(ctx, 'write')
  const typed = singleForm.safeParse(form)
  if (!typed.success) return show(ctx, { errors: parseErrors(typed.error, ctx.lang), named: null })
  const named = await nameErrors(ctx, district, 'when', [['place', typed.data.place]], form)
  if (named.errors.length > 0) return show(ctx, named)
  const saved = await ctx.inScope((tx) => addSingle(tx, ctx.who(), id, typed.data))
  return ctx.redirect(savedAt(`/work/meetings/${saved.id}`, saved.version))
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const saved = await ctx.inScope((tx) => undoCommittee(tx, ctx.who(), id, version))
  return ctx.redirect(savedAt(`/work/committees/${id}`, saved.version))
}

async function history(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope((tx) => committeeHistory(tx, ctx.who(), ctx.id('id'), lang))
  return ctx.page({
    title: words(lang)('historyOf', { of: props.title }),
    current: '/work',
    thread: {
      lang,
      up: [
        { label: words(lang)('title'), href: '/work/committees' },
        { label: props.title, href: props.back },
      ],
      here: { label: words(lang)('history') },
      down: [],
    },
    body: <History lang={lang} {...props} csrf={ctx.csrf} />,
  })
}

/** The register of committees. Stands before the pages of items, whose address takes a number. */
export const committeeRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/committees', access: 'signed-in', handle: list },
  { method: 'GET', path: '/work/committees/new', access: 'signed-in', handle: (ctx) => edit(ctx, true) },
  { method: 'POST', path: '/work/committees', access: 'signed-in', handle: (ctx) => save(ctx, true) },
  { method: 'GET', path: '/work/committees/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'GET', path: '/work/committees/:id/edit', access: 'signed-in', handle: (ctx) => edit(ctx, false) },
  { method: 'POST', path: '/work/committees/:id', access: 'signed-in', handle: (ctx) => save(ctx, false) },
  { method: 'POST', path: '/work/committees/:id/members', access: 'signed-in', handle: member },
  { method: 'POST', path: '/work/committees/:id/members/:member/end', access: 'signed-in', handle: end },
  { method: 'POST', path: '/work/committees/:id/meetings', access: 'signed-in', handle: single },
  { method: 'GET', path: '/work/committees/:id/history', access: 'signed-in', handle: history },
  { method: 'POST', path: '/work/committees/:id/undo', access: 'signed-in', handle: undo },
]
