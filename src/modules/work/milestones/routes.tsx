import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { roleName, timeZoneOf, todayOf } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import { leadingDistrict } from '../keeping/district.ts'
import type { Kept } from '../keeping/row.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { namesFor } from '../reading.ts'
import { ownerWords } from '../view.ts'
import {
  changeMilestone,
  countReached,
  enterMilestone,
  mayCount,
  milestoneOwners,
  mustKeepMilestones,
  ownerText,
  undoMilestone,
} from './actions.ts'
import { countWords, MilestoneList } from './pages/milestone-list.tsx'
import { MilestoneNew, MilestoneShow } from './pages/milestone-show.tsx'
import { itemOfMilestone, milestonesFor, ownedBy } from './reading.ts'
import { type MilestoneProblem, standingOf } from './rules.ts'
import { words } from './say.ts'
import { type Milestone, milestoneForm, type MilestoneKind, reachedForm } from './schema.ts'
import { milestoneById, type MilestoneFields, milestoneKeeper, noMilestone } from './store.ts'

type Refused = { status: 409 | 422; errors: readonly FormError[] }

const wrong = (ctx: Ctx, problems: readonly MilestoneProblem[]): Refused => ({
  status: 422,
  errors: problems.map(({ field, code }) => ({
    field,
    message: words(ctx.lang)(`problem.${code}`),
    hint: words(ctx.lang)(`problem.${code}Hint`),
  })),
})
const changed = (ctx: Ctx): Refused => ({
  status: 409,
  errors: [{ message: words(ctx.lang)('problem.changed'), hint: words(ctx.lang)('problem.changedHint') }],
})

async function list(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope((tx) => milestonesFor(tx, ctx.who(), ctx.lang))
  return ctx.page({
    title: words(ctx.lang)('milestones'),
    current: '/work',
    body: <MilestoneList lang={ctx.lang} {...props} />,
  })
}

async function newPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const { lang } = ctx
  const district = leadingDistrict(ctx.who())
  mustKeepMilestones(ctx.who(), district)
  const owners = await ctx.inScope((tx) => milestoneOwners(tx, district, lang))
  return ctx.page({
    title: words(lang)('newTitle'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <MilestoneNew
        lang={lang}
        owners={owners}
        typed={refused ? ctx.typed() : {}}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function enter(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const typed = milestoneForm.parse(await ctx.form())
  const outcome = await ctx.inScope((tx) => enterMilestone(tx, visitor, leadingDistrict(visitor), typed, ctx.lang))
  if (outcome.kind === 'problems') return newPage(ctx, wrong(ctx, outcome.problems))
  const same = outcome.kind === 'saved' && outcome.same
  return ctx.redirect(`/work/milestones/${outcome.row.milestone_id}?saved=${same ? 'same' : 'yes'}`)
}

/** A milestone as its form shows it. */
const shown = (row: Milestone, lang: Lang): Record<string, string> => ({
  title: read(row.title, lang).words,
  kind: row.kind,
  basis: row.basis,
  owner: ownerText(row),
  planned: row.planned === null ? '' : String(row.planned),
  due_on: row.due_on,
  ended: row.ended ? 'yes' : '',
})

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx) => {
    const row = await milestoneById(tx, ctx.id('id'))
    if (!readable(visitor).includes(row.district_id)) throw noMilestone()
    const today = await todayOf(tx, row.district_id)
    const item = await itemOfMilestone(tx, row)
    const changes = await historyOf(tx, milestoneKeeper.object, row.milestone_id)
    const past = changes.flatMap((one) => [one.was.owner_org, one.became.owner_org])
    const names = await namesFor(
      tx,
      [ownedBy(row), ...past.map((id) => ({ ...ownedBy(row), owner_org: typeof id === 'number' ? id : null }))],
      changes.map((one) => one.actor),
    )
    const zone = await timeZoneOf(tx, row.district_id)
    const keeps = leads(visitor, row.district_id)
    const typed = refused ? ctx.typed() : {}
    const stands = shown(row, lang)
    const now: Record<string, string> = {}
    const told = (name: string, value: string): string =>
      name === 'kind'
        ? say(`kind.${value as MilestoneKind}`)
        : name === 'owner'
          ? ownerWords(ownedBy(row), names, lang)
          : name === 'due_on'
            ? shortDate(value, lang)
            : name === 'ended'
              ? say(value === 'yes' ? 'yes' : 'no')
              : value
    if (refused?.status === 409 && 'title' in typed)
      for (const [name, value] of Object.entries(stands))
        if ((typed[name] ?? '') !== value) now[name] = told(name, value)
    const version = goesOnFrom(refused, typed, row.version)
    const counts = row.planned !== null && !row.ended && mayCount(visitor, row)
    return {
      id: row.milestone_id,
      title: read(row.title, lang),
      ended: row.ended,
      facts: [
        { label: say('headStanding'), value: say(`standing.${standingOf(row, item, today)}`) },
        ...(row.planned === null ? [] : [{ label: say('headReached'), value: countWords(row, lang) }]),
        { label: say('headDue'), value: shortDate(item?.due_on ?? row.due_on, lang) },
        { label: say('headKind'), value: say(`kind.${row.kind}`) },
        { label: say('owner'), value: ownerWords(ownedBy(row), names, lang) },
        ...(row.basis ? [{ label: say('basis'), value: row.basis }] : []),
        ...(item && !row.ended
          ? [{ label: say('item'), value: <a href={`/work/${item.item_id}`}>{say('toItem')}</a> }]
          : []),
      ],
      counting: counts
        ? {
            version,
            value: 'reached' in typed ? (typed.reached ?? '') : String(row.reached),
            now: refused?.status === 409 && 'reached' in typed ? String(row.reached) : null,
          }
        : null,
      entry: keeps
        ? {
            version,
            owners: await milestoneOwners(tx, row.district_id, lang, row),
            typed: 'title' in typed ? typed : stands,
            now,
          }
        : null,
      mayUndo: counts || keeps,
      history: historyLines(
        changes,
        { names, zone, lang },
        {
          verb: (verb) =>
            say(`verb.${verb === 'entered' || verb === 'counted' || verb === 'undone' ? verb : 'changed'}`),
          field: (field) =>
            field === 'org_id' ? null : say(`field.${field as Exclude<keyof MilestoneFields, 'org_id'>}`),
          value: (field, value) =>
            field === 'title'
              ? read(value as Text, lang).words
              : field === 'kind'
                ? say(`kind.${value as MilestoneKind}`)
                : field === 'owner_role'
                  ? roleName(String(value), lang)
                  : field === 'owner_org'
                    ? (names.orgs.get(Number(value)) ?? '')
                    : field === 'due_on'
                      ? shortDate(String(value), lang)
                      : field === 'ended'
                        ? say(value === true ? 'yes' : 'no')
                        : String(value),
          undo: keeps ? ['changed', 'counted'] : ['counted'],
        },
      ),
    }
  })
  const saved = refused ? undefined : ctx.query('saved')
  return ctx.page({
    title: props.title.words,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [{ label: say('milestones'), href: '/work/milestones' }],
      here: { label: props.title.words },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <MilestoneShow
        lang={lang}
        {...props}
        notice={saved === 'same' ? say('same') : saved === 'yes' ? say('saved') : null}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** Goes on when a form was saved, and shows it again with what is wrong otherwise. */
async function after(
  ctx: Ctx,
  outcome: Kept<Milestone> | { kind: 'problems'; problems: MilestoneProblem[] },
): Promise<Response> {
  if (outcome.kind === 'problems') return show(ctx, wrong(ctx, outcome.problems))
  if (outcome.kind === 'conflict') return show(ctx, changed(ctx))
  return ctx.redirect(`/work/milestones/${outcome.row.milestone_id}?saved=${outcome.same ? 'same' : 'yes'}`)
}

async function change(ctx: Ctx): Promise<Response> {
  const typed = milestoneForm.parse(await ctx.form())
  return after(ctx, await ctx.inScope((tx) => changeMilestone(tx, ctx.who(), ctx.id('id'), typed, ctx.lang)))
}

async function count(ctx: Ctx): Promise<Response> {
  const typed = reachedForm.parse(await ctx.form())
  return after(ctx, await ctx.inScope((tx) => countReached(tx, ctx.who(), ctx.id('id'), typed)))
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const id = ctx.id('id')
  await ctx.inScope((tx) => undoMilestone(tx, ctx.who(), id, version))
  return ctx.redirect(`/work/milestones/${id}?saved=yes`)
}

/** Milestones of staffing and roles. Stands before the pages of items, whose address takes a number. */
export const milestoneRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/milestones', access: 'signed-in', handle: list },
  { method: 'POST', path: '/work/milestones', access: 'signed-in', handle: enter },
  { method: 'GET', path: '/work/milestones/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  { method: 'GET', path: '/work/milestones/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/milestones/:id', access: 'signed-in', handle: change },
  { method: 'POST', path: '/work/milestones/:id/reached', access: 'signed-in', handle: count },
  { method: 'POST', path: '/work/milestones/:id/undo', access: 'signed-in', handle: undo },
]
