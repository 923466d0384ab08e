import { longDate, shortDate } from '../../../../platform/format.ts'
import { alike } from '../../../../platform/json.ts'
import type { FormError } from '../../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../../platform/web/route.ts'
import { read } from '../../../../platform/words.ts'
import { todayOf } from '../../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../../plans/index.ts'
import { leadingDistrict } from '../../keeping/district.ts'
import type { Kept } from '../../keeping/row.ts'
import { goesOnFrom } from '../../keeping/view.ts'
import { mustReadDuty } from '../access.ts'
import { bookReader } from '../actions.ts'
import { resolved } from '../rules.ts'
import { words } from '../say.ts'
import type { Duty } from '../schema.ts'
import { dutyById } from '../store.ts'
import { ruleWords } from '../view.ts'
import { changeDuty, dutyOwners, endDuty, enterDuty, mustLeadDuties, nextDays, replaceRule } from './actions.ts'
import { type DutyProblem, endForm, ruleForm, ruleShown, wordsForm, wordsShown } from './form.ts'
import { DutyEdit, DutyNew } from './pages/duty-form.tsx'

/** A form that comes back: what is wrong, or (200) what it would do. `next`: the days of a rule that was only looked at. */
type Back = {
  status: 200 | 409 | 422
  errors: readonly FormError[]
  next: { days: readonly string[]; event: boolean } | null
}

const wrong = (ctx: Ctx, problems: readonly DutyProblem[]): Back => ({
  status: 422,
  errors: problems.map(({ field, code, day }) => ({
    field,
    message: words(ctx.lang)(`problem.${code}`, { date: day ? shortDate(day, ctx.lang) : '' }),
    hint: words(ctx.lang)(`problem.${code}Hint`),
  })),
  next: null,
})
const changed = (ctx: Ctx): Back => ({
  status: 409,
  errors: [{ message: words(ctx.lang)('problem.changed'), hint: words(ctx.lang)('problem.changedHint') }],
  next: null,
})

/** The days of a rule that somebody only looks at, or what is wrong with it. */
async function lookedAt(ctx: Ctx, districtId: number, orgId: number): Promise<Back> {
  const typed = ruleForm.parse(ctx.typed())
  const days = await ctx.inScope((tx) => nextDays(tx, districtId, orgId, typed))
  const problems = days.filter((one) => typeof one !== 'string')
  if (problems.length > 0) return wrong(ctx, problems)
  return {
    status: 200,
    errors: [],
    next: {
      days: days.filter((one) => typeof one === 'string').map((one) => longDate(one, ctx.lang)),
      event: typed.kind === 'sla',
    },
  }
}

async function newPage(ctx: Ctx, back: Back | null = null): Promise<Response> {
  const { lang } = ctx
  const district = leadingDistrict(ctx.who())
  mustLeadDuties(ctx.who(), district)
  const { owners, today } = await ctx.inScope(async (tx) => ({
    owners: await dutyOwners(tx, district, lang),
    today: await todayOf(tx, district),
  }))
  return ctx.page({
    title: words(lang)('enter'),
    current: '/work',
    width: 'text',
    status: back?.status ?? 200,
    thread: {
      lang,
      up: [{ label: words(lang)('title'), href: '/work/duties' }],
      here: { label: words(lang)('enter') },
      down: [],
    },
    body: (
      <DutyNew
        lang={lang}
        owners={owners}
        typed={back ? ctx.typed() : { from: today }}
        errors={back?.errors ?? []}
        now={{}}
        next={back?.next ?? null}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function enter(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = leadingDistrict(visitor)
  mustLeadDuties(visitor, district)
  if (form.look === 'yes') return newPage(ctx, await lookedAt(ctx, district, district))
  const typed = { words: wordsForm.parse(form), rule: ruleForm.parse(form) }
  const outcome = await ctx.inScope((tx) => enterDuty(tx, visitor, district, typed))
  if (outcome.kind === 'problems') return newPage(ctx, wrong(ctx, outcome.problems))
  return ctx.redirect(`/work/duties/${outcome.row.duty_id}?saved=yes`)
}

async function editPage(ctx: Ctx, back: Back | null = null): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const typed = back ? ctx.typed() : {}
  const props = await ctx.inScope(async (tx) => {
    const duty = await dutyById(tx, ctx.id('id'))
    mustReadDuty(ctx.who(), duty)
    mustLeadDuties(ctx.who(), duty.district_id)
    const today = await todayOf(tx, duty.district_id)
    const { book } = await bookReader(tx, duty.district_id, [yearOfDay(usualCalendar, today)])(duty.org_id)
    const rule = ruleWords(duty, resolved(duty, book), lang)
    const owners = await dutyOwners(tx, duty.district_id, lang, duty)
    const shown = ruleShown(duty.rule)
    return {
      duty,
      rule,
      owners,
      unlike: shown === null ? rule : null,
      shown: {
        ...wordsShown(duty),
        ...shown,
        grace: duty.grace_days === 0 ? '' : String(duty.grace_days),
        from: today,
        to: duty.to_date ?? '',
      },
    }
  })
  const { duty, shown } = props
  // Only one of the three forms came back: the fields of the others stand as they are.
  const sent = { ...shown, ...('title_en' in typed ? { needs_artefact: '' } : {}), ...typed }
  const now: Record<string, string> = {}
  if (back?.status === 409) {
    const before = wordsShown(duty)
    for (const [name, value] of Object.entries(before))
      if ('title_en' in typed && (typed[name] ?? '') !== value) {
        const owner = props.owners.find((one) => one.value === value)?.label
        now[name] = name === 'owner' ? (owner ?? value) : name === 'needs_artefact' ? say(value ? 'yes' : 'no') : value
      }
    if ('kind' in typed && !alike(ruleShown(duty.rule), null)) now.rule = props.rule
    if ('to' in typed) now.to = duty.to_date === null ? say('nothing') : shortDate(duty.to_date, lang)
  }
  const title = read(duty.title, lang)
  return ctx.page({
    title: say('edit'),
    current: '/work',
    width: 'text',
    status: back?.status ?? 200,
    thread: {
      lang,
      up: [
        { label: say('title'), href: '/work/duties' },
        { label: title.words, href: `/work/duties/${duty.duty_id}` },
      ],
      here: { label: say('edit') },
      down: [],
    },
    body: (
      <DutyEdit
        lang={lang}
        id={duty.duty_id}
        version={goesOnFrom(back && { status: back.status === 409 ? 409 : 422 }, typed, duty.version)}
        title={title}
        owners={props.owners}
        typed={sent}
        unlike={props.unlike}
        errors={back?.errors ?? []}
        now={now}
        next={back?.next ?? null}
        saved={back === null && ctx.query('saved') === 'same' ? say('same') : null}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** Goes on when a form was saved, and shows it again with what is wrong otherwise. */
async function after(ctx: Ctx, outcome: Kept<Duty> | { kind: 'problems'; problems: DutyProblem[] }): Promise<Response> {
  if (outcome.kind === 'problems') return editPage(ctx, wrong(ctx, outcome.problems))
  if (outcome.kind === 'conflict') return editPage(ctx, changed(ctx))
  const at = `/work/duties/${outcome.row.duty_id}`
  return ctx.redirect(outcome.same ? `${at}/edit?saved=same` : `${at}?saved=yes`)
}

async function change(ctx: Ctx): Promise<Response> {
  const typed = wordsForm.parse(await ctx.form())
  return after(ctx, await ctx.inScope((tx) => changeDuty(tx, ctx.who(), ctx.id('id'), typed)))
}

async function end(ctx: Ctx): Promise<Response> {
  const typed = endForm.parse(await ctx.form())
  return after(ctx, await ctx.inScope((tx) => endDuty(tx, ctx.who(), ctx.id('id'), typed)))
}

async function rule(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  if (form.look !== 'yes')
    return after(ctx, await ctx.inScope((tx) => replaceRule(tx, ctx.who(), id, ruleForm.parse(form))))
  const duty = await ctx.inScope(async (tx) => {
    const found = await dutyById(tx, id)
    mustReadDuty(ctx.who(), found)
    mustLeadDuties(ctx.who(), found.district_id)
    return found
  })
  return editPage(ctx, await lookedAt(ctx, duty.district_id, duty.org_id))
}

/** Entering, changing and ending a duty. Stands before the page of a duty, whose address takes a number. */
export const keepRoutes: readonly Route[] = [
  { method: 'POST', path: '/work/duties', access: 'signed-in', handle: enter },
  { method: 'GET', path: '/work/duties/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  { method: 'GET', path: '/work/duties/:id/edit', access: 'signed-in', handle: (ctx) => editPage(ctx) },
  { method: 'POST', path: '/work/duties/:id', access: 'signed-in', handle: change },
  { method: 'POST', path: '/work/duties/:id/rule', access: 'signed-in', handle: rule },
  { method: 'POST', path: '/work/duties/:id/end', access: 'signed-in', handle: end },
]
