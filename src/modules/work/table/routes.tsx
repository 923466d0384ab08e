import { invalid } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { accountName, todayOf } from '../../people/index.ts'
import { mayRead, readable } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { homeDistrict, namesFor, savedOf } from '../reading.ts'
import { words as itemWords } from '../say.ts'
import { type Fields, isState, unfinished } from '../schema.ts'
import { itemsOfIds, listItems, totalsOf } from '../store.ts'
import { lineOf } from '../view.ts'
import { mostRows, type RowOutcome, type RowTyped, undoMany, updateMany } from './actions.ts'
import { type RowTold, tableHref, WorkTable } from './pages/work-table.tsx'
import { words } from './say.ts'

const pageSize = 50

/** Changes as an address names them: `12.3_14.2`. */
const changesOf = (text: string | undefined): { id: number; version: number }[] =>
  [...(text ?? '').matchAll(/(\d{1,9})\.(\d{1,9})/g)]
    .slice(0, mostRows)
    .map((one) => ({ id: Number(one[1]), version: Number(one[2]) }))

async function show(ctx: Ctx, told: ReadonlyMap<number, RowTold> = new Map(), justSaved = ''): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const districts = readable(visitor)
  const whose = ctx.query('whose') === 'all' && districts.length > 0 ? 'all' : 'mine'
  const asked = Number(ctx.query('page') ?? 1)
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1
  const back = /^(\d{1,3})\.(\d{1,3})$/.exec(ctx.query('undone') ?? '')
  const props = await ctx.inScope(async (tx) => {
    const today = await todayOf(tx, homeDistrict(visitor))
    const deputy = await standingIn(tx, visitor)
    const filter = { ...(whose === 'mine' ? { owner: deputy } : { districts }), states: unfinished, today }
    const { total } = await totalsOf(tx, filter)
    const listed = await listItems(tx, filter, { limit: pageSize, offset: (page - 1) * pageSize })
    // A row that was not saved stays on the page, also when it is no longer one of those still to do.
    const missing = [...told.keys()].filter((id) => !listed.some((item) => item.item_id === id))
    const refused = (await itemsOfIds(tx, missing)).filter((item) => mayRead(deputy, item))
    const items = [...refused, ...listed]
    const names = await namesFor(tx, items)
    const saved = await savedOf(tx, deputy, changesOf(justSaved || ctx.query('saved')), lang)
    return {
      total,
      pages: Math.max(1, Math.ceil(total / pageSize)),
      lines: items
        .map((item) => lineOf(item, deputy, today, names, lang))
        .filter((line) => line.mayUpdate || told.has(line.id)),
      saved,
    }
  })
  return ctx.page({
    title: words(lang)('title'),
    current: '/work',
    width: 'wide',
    status: told.size > 0 ? 409 : 200,
    body: (
      <WorkTable
        lang={lang}
        {...props}
        told={told}
        whose={whose}
        readsAll={districts.length > 0}
        page={page}
        undone={back ? { count: Number(back[1]), stayed: Number(back[2]) } : null}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** The rows of a post: `v-12`, `s-12`, `n-12`, `d-12`. Errors: Invalid `work/bad-form` for anything else. */
function rowsOf(form: Readonly<Record<string, string>>): RowTyped[] {
  const ids = Object.keys(form)
    .map((name) => /^v-([1-9]\d{0,8})$/.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .map(Number)
  if (ids.length > mostRows)
    throw invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')
  return ids.map((id) => {
    const version = Number(form[`v-${id}`])
    const state = form[`s-${id}`]
    if (!Number.isInteger(version) || version < 1 || (state !== undefined && !isState(state)))
      throw invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')
    const [note, due_on] = [form[`n-${id}`]?.trim(), form[`d-${id}`]?.trim()]
    return {
      id,
      typed: {
        version,
        ...(state === undefined ? {} : { state }),
        ...(note === undefined ? {} : { note }),
        ...(due_on === undefined ? {} : { due_on }),
      },
    }
  })
}

async function save(ctx: Ctx): Promise<Response> {
  const rows = rowsOf(await ctx.form())
  const outcomes = await ctx.inScope((tx) => updateMany(tx, ctx.who(), rows))
  const saved = outcomes
    .filter((one) => one.kind === 'saved')
    .filter((one) => one.version !== null)
    .map((one) => `${one.item.item_id}.${one.version}`)
    .join('_')
  const told = new Map<number, RowTold>()
  for (const [index, outcome] of outcomes.entries()) {
    const row = rows[index]
    if (!row || outcome.kind === 'saved') continue
    const { state = '', note = '', due_on = '' } = row.typed
    told.set(row.id, { state, note, due_on, problem: await problemOf(ctx, outcome) })
  }
  if (told.size > 0) return show(ctx, told, saved)
  const whose = ctx.query('whose') === 'all' ? 'all' : 'mine'
  return ctx.redirect(`${tableHref(whose)}&saved=${saved}`)
}

/** Why a row was not saved, in one or two sentences. */
async function problemOf(ctx: Ctx, outcome: Exclude<RowOutcome, { kind: 'saved' }>): Promise<string> {
  const { lang } = ctx
  const say = words(lang)
  const item = itemWords(lang)
  if (outcome.kind === 'refused') return say('refused')
  if (outcome.kind === 'problems') {
    const [first] = outcome.problems
    if (!first) return say('refused')
    const date = outcome.item.starts_on ? shortDate(outcome.item.starts_on, lang) : ''
    return `${item(`problem.${first.code}`)} ${item(`problem.${first.code}Hint`, { date })}`
  }
  const told = (fields: Fields): string =>
    [
      item(`state.${fields.state}`),
      fields.note || say('nothing'),
      fields.due_on ? shortDate(fields.due_on, lang) : item('undated'),
    ].join(', ')
  const actor = outcome.theirs?.actor ?? null
  const who = actor === null ? null : await ctx.inScope((tx) => accountName(tx, actor))
  return who ? say('conflict', { who, now: told(outcome.item) }) : say('conflictNoOne', { now: told(outcome.item) })
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const { undone, stayed } = await ctx.inScope((tx) => undoMany(tx, ctx.who(), changesOf(form.which)))
  return ctx.redirect(`${tableHref(form.whose === 'all' ? 'all' : 'mine')}&undone=${undone.length}.${stayed}`)
}

/** Many items at once. Stands before the pages of items, whose address takes a number. */
export const tableRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/table', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/table', access: 'signed-in', handle: save },
  { method: 'POST', path: '/work/table/undo', access: 'signed-in', handle: undo },
]
