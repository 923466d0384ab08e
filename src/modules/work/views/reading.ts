import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { accountName, orgById, orgsUnder, todayOf } from '../../people/index.ts'
import { openPlanRow } from '../../plans/index.ts'
import { type Deputy, readable } from '../access.ts'
import { forecast } from '../chain/rules.ts'
import { choicesOf, ownPlans } from '../chain/plan-chosen.ts'
import { edgesBehind, knotsOf, waveById } from '../chain/store.ts'
import { withWaits } from '../chain/waiting.ts'
import { standingIn } from '../delegation/reading.ts'
import { homeDistrict, namesFor } from '../reading.ts'
import type { Item } from '../schema.ts'
import { type Line, lineOf, ownerWords, stateWords } from '../view.ts'
import type { DrawnRow } from './draw.ts'
import { cursorIn, cursorOf, statesOf, viewHref, type ViewName, type ViewQuery } from './filter.ts'
import type { FrameProps } from './pages/frame.tsx'
import type { TimelineRow } from './pages/timeline-show.tsx'
import { barOf, type Window, windowOf } from './rules.ts'
import { words } from './say.ts'
import { boardPage, type Column, type Counted, listPage, timelinePage, type ViewFilter } from './store.ts'

export type Around = Pick<FrameProps, 'asked' | 'plans' | 'offices' | 'person' | 'narrowed' | 'readsAll'> & {
  filter: ViewFilter
  today: string
  /** the visitor, with what they do for others today */
  deputy: Deputy
}

/** How many items a page of the list and of the timeline has, and how many a column of the board. */
export const sizes = { list: 50, timeline: 40, board: 20 } as const

/**
 * What an address asks for, as a filter for this visitor, with everything that the form of filters shows. Whoever does not read the district's work sees only the own.
 * A wave or a part that the plan does not have fits nothing.
 */
export async function aroundOf(
  tx: Tx,
  visitor: Visitor,
  view: ViewName,
  asked: ViewQuery,
  lang: Lang,
): Promise<Around> {
  const say = words(lang)
  const deputy = await standingIn(tx, visitor)
  const seen = readable(visitor)
  const home = homeDistrict(visitor)
  const rows = await ownPlans(tx, visitor)
  const plan = rows.find((row) => row.slug === asked.plan)
  const districtId = plan?.district_id ?? (seen.includes(home) || seen.length === 0 ? home : (seen[0] ?? home))
  const readsAll = seen.includes(districtId)
  const today = await todayOf(tx, districtId)
  const offices = readsAll
    ? (await orgsUnder(tx, districtId, today, 'office')).map((one) => ({ id: one.org_id, name: one.name }))
    : []
  if (asked.office !== undefined && !offices.some((one) => one.id === asked.office)) {
    const other = await orgById(tx, asked.office)
    if (other) offices.push({ id: other.org_id, name: other.name })
  }
  const narrowed: { words: string; href: string }[] = []
  if (asked.wave !== undefined && readsAll) {
    const name = await waveById(tx, asked.wave).then(
      (wave) => wave.name,
      () => '',
    )
    narrowed.push({
      words: say('wave', { name }),
      href: viewHref(view, { ...asked, wave: undefined, after: undefined }),
    })
  }
  let elements: string[] | undefined
  if (asked.under !== undefined) {
    const graph = plan ? (await openPlanRow(tx, plan)).graph : null
    const part = graph?.byId(asked.under)
    elements = part && graph ? [part.id, ...graph.down(part.id).map((one) => one.id)] : []
    const name = part ? [part.code, read(part.title, lang).words].filter(Boolean).join(' ') : asked.under
    narrowed.push({
      words: say('under', { name }),
      href: viewHref(view, { ...asked, under: undefined, after: undefined }),
    })
  }
  const account = typeof asked.owner === 'number' ? asked.owner : null
  const owner: ViewFilter['owner'] =
    !readsAll || asked.owner === 'mine'
      ? deputy
      : asked.owner === 'nobody'
        ? 'nobody'
        : account === null
          ? undefined
          : { account }
  return {
    asked,
    plans: choicesOf(rows, lang),
    offices,
    person: account === null ? null : { id: account, name: (await accountName(tx, account)) ?? String(account) },
    narrowed,
    readsAll,
    today,
    deputy,
    filter: {
      districtId,
      plan: asked.plan,
      office: asked.office,
      owner,
      states: statesOf(asked.state),
      late: asked.late === 'yes',
      from: asked.from,
      to: asked.to,
      wave: readsAll ? asked.wave : undefined,
      elements,
      today,
    },
  }
}

const nextOf = (items: readonly Item[], more: boolean, day: (item: Item) => string | null): string | null => {
  const last = items.at(-1)
  return more && last ? cursorOf(day(last), last.item_id) : null
}
const begin = (item: Item): string | null => item.starts_on ?? item.due_on

async function linesOf(tx: Tx, { deputy, today }: Around, items: readonly Item[], lang: Lang): Promise<Line[]> {
  const names = await namesFor(tx, items)
  return withWaits(
    tx,
    items.map((item) => lineOf(item, deputy, today, names, lang)),
    lang,
  )
}

/** A page of the list. */
export async function listOf(
  tx: Tx,
  around: Around,
  lang: Lang,
): Promise<{ lines: Line[]; counts: Counted; next: string | null }> {
  const part = { after: cursorIn(around.asked.after), limit: sizes.list }
  const { items, counts, more } = await listPage(tx, around.filter, part)
  return {
    lines: await linesOf(tx, around, items, lang),
    counts,
    next: nextOf(items, more, (item) => item.due_on),
  }
}

/** A page of the timeline: rows for the table, bars for the drawing, and where each is expected to end by what it waits for. */
export async function timelineOf(
  tx: Tx,
  around: Around,
  lang: Lang,
): Promise<{ rows: TimelineRow[]; drawn: DrawnRow[]; window: Window; counts: Counted; next: string | null }> {
  const { today, asked } = around
  const say = words(lang)
  const window = windowOf(asked, today)
  const part = { after: cursorIn(asked.after), limit: sizes.timeline }
  const { items, counts, more } = await timelinePage(tx, { ...around.filter, ...window }, part)
  const ids = items.map((item) => item.item_id)
  const edges = await edgesBehind(tx, ids)
  const behind =
    edges.length === 0 ? [] : await knotsOf(tx, [...new Set([...ids, ...edges.map((one) => one.needs_item)])])
  const told = forecast(behind, edges, today)
  const names = await namesFor(tx, items)
  const rows: TimelineRow[] = []
  const drawn: DrawnRow[] = []
  for (const item of items) {
    const one = told.get(item.item_id)
    const expected = one && one.late > 0 && one.by !== null ? one.finish : null
    const bar = barOf(item, window, today, expected)
    if (!bar) continue
    const title = read(item.title, lang).words
    const state = stateWords(item, today, lang)
    const day = (iso: string | null): string => (iso === null ? say('noDay') : shortDate(iso, lang))
    rows.push({
      id: item.item_id,
      href: `/work/${item.item_id}`,
      title,
      code: item.code ?? '',
      owner: ownerWords(item, names, lang),
      state,
      begins: day(item.starts_on),
      due: day(item.due_on),
      expected: expected === null ? '' : day(expected),
    })
    const before = edges
      .filter((edge) => edge.item_id === item.item_id)
      .map((edge) => ids.indexOf(edge.needs_item))
      .filter((at) => at >= 0)
    drawn.push({ code: item.code ?? '', title, state, bar, before })
  }
  return { rows, drawn, window, counts, next: nextOf(items, more, begin) }
}

/** The columns of the board. One state asked for: one column, page by page. */
export async function boardOf(
  tx: Tx,
  around: Around,
  lang: Lang,
): Promise<{
  columns: (Omit<Column, 'items'> & { lines: Line[] })[]
  counts: Counted
  next: string | null
}> {
  const one = around.filter.states.length === 1
  // A board without its finished column would not show where a card went.
  const states = around.asked.state === 'unfinished' ? [...around.filter.states, 'done' as const] : around.filter.states
  const limit = one ? sizes.list : sizes.board
  const columns = await boardPage(tx, { ...around.filter, states }, { after: cursorIn(around.asked.after), limit })
  const all = columns.flatMap((column) => column.items)
  const lines = new Map((await linesOf(tx, around, all, lang)).map((line) => [line.id, line]))
  const [first] = columns
  return {
    columns: columns.map(({ items, ...column }) => ({
      ...column,
      lines: items.flatMap((item) => lines.get(item.item_id) ?? []),
    })),
    counts: {
      total: columns.reduce((sum, column) => sum + column.total, 0),
      late: columns.reduce((sum, column) => sum + column.late, 0),
      stuck: columns.find((column) => column.state === 'stuck')?.total ?? 0,
      undated: 0,
    },
    next: one && first ? nextOf(first.items, first.more, (item) => item.due_on) : null,
  }
}
