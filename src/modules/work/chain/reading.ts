import type { Tx } from '../../../platform/db/database.ts'
import { dateIn } from '../../../platform/clock.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { accountName, timeZoneOf } from '../../people/index.ts'
import { mayUpdate } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import type { Item } from '../schema.ts'
import { namesFor } from '../reading.ts'
import { daysLate } from '../rules.ts'
import { ownerWords, stateWords } from '../view.ts'
import { dependencyObject } from './actions.ts'
import { chainOf, type Forecast, forecast, waitsOf } from './rules.ts'
import type { Dependency, NamedKnot } from './schema.ts'
import { words } from './say.ts'
import { dependenciesAt, edgesBehind, knotsOf, waitingFor } from './store.ts'
import { called } from './waiting.ts'

/** One item of the chain as a line of a page. */
export type ChainLine = {
  id: number
  href: string
  code: string | null
  title: { words: string; lang: Lang }
  owner: string
  /** state, and late by how much */
  state: string
  due: string | null
  /** the day on which it is expected to end, when that is another one; null otherwise */
  expected: string | null
  /** whole days that lie between */
  between: string | null
  /** the line: to end it, or to let it hold again */
  line: { id: number; version: number; fromPlan: boolean } | null
}
export type ChainTold = {
  /** sentences about today: what it waits for, that it is late all the same */
  told: readonly string[]
  waits: readonly ChainLine[]
  waiting: readonly ChainLine[]
  /** what ended lines lead to, with who ended them */
  ended: readonly (ChainLine & { by: string; mayUndo: boolean })[]
  forecast: { begins: string | null; finish: string | null; late: number; unknown: boolean } | null
  /** from the item back to what moves it first */
  chain: readonly { href: string; words: string; note: string }[]
  /** every change of the lines of this item, newest first */
  history: readonly { day: string; iso: string; words: string; who: string; note: string | null }[]
  mayChange: boolean
}

/** Everything that the page of an item says about what it waits for and what waits for it, with the days that follow. Nothing is written. */
export async function chainOfItem(tx: Tx, visitor: Visitor, item: Item, today: string, lang: Lang): Promise<ChainTold> {
  const say = words(lang)
  const id = item.item_id
  const after = await waitingFor(tx, id)
  const edges = await edgesBehind(tx, [id, ...after])
  const lines = await dependenciesAt(tx, id)
  const ids = new Set([
    id,
    ...edges.flatMap((edge) => [edge.item_id, edge.needs_item]),
    ...lines.map((one) => one.needs_item),
  ])
  const knots = new Map((await knotsOf(tx, [...ids])).map((one) => [one.item_id, one]))
  const told = forecast([...knots.values()], edges, today)
  const names = await namesFor(tx, [...knots.values()])
  const mayChange = mayUpdate(await standingIn(tx, visitor), item)
  const lineTo = (other: NamedKnot, line: Dependency | null): ChainLine => {
    const seen = told.get(other.item_id)
    return {
      id: other.item_id,
      href: `/work/${other.item_id}`,
      code: other.code,
      title: read(other.title, lang),
      owner: ownerWords(other, names, lang),
      state: stateWords(other, today, lang),
      due: other.due_on === null ? null : shortDate(other.due_on, lang),
      expected: seen && seen.late > 0 && seen.finish !== null ? shortDate(seen.finish, lang) : null,
      between: line && line.days_between > 0 ? say('between', { days: line.days_between }) : null,
      line: line ? { id: line.dependency_id, version: line.version, fromPlan: line.source !== 'person' } : null,
    }
  }
  const pick = (holds: boolean, way: 'needs_item' | 'item_id'): ChainLine[] =>
    lines
      .filter((one) => one.ended !== holds && (way === 'needs_item' ? one.item_id : one.needs_item) === id)
      .flatMap((one) => {
        const other = knots.get(one[way])
        return other ? [lineTo(other, one)] : []
      })
  const own = told.get(id) ?? null
  const zone = await timeZoneOf(tx, item.district_id)
  const ended: ChainTold['ended'][number][] = []
  const changes: { at: Date; told: ChainTold['history'][number] }[] = []
  for (const line of [...pick(true, 'needs_item'), ...pick(false, 'needs_item')]) {
    const all = line.line ? await historyOf(tx, dependencyObject, line.line.id) : []
    const told: (typeof changes)[number][] = []
    for (const one of all) {
      const who = one.actor === null ? say('system') : ((await accountName(tx, one.actor)) ?? say('somebody'))
      told.push({ at: one.at, told: changeTold(one, line, who, shortDate(dateIn(one.at, zone), lang), lang) })
    }
    changes.push(...told)
    if (lines.some((one) => one.ended && one.dependency_id === line.line?.id)) {
      const last = told[0]?.told
      const by = say('endedBy', { who: last?.who ?? say('system'), date: last?.day ?? '' })
      ended.push({ ...line, by, mayUndo: mayChange })
    }
  }
  return {
    told: sentences(item, knots, waitsOf(id, knots, edges), own, today, lang),
    waits: pick(true, 'needs_item'),
    waiting: pick(true, 'item_id'),
    ended,
    forecast:
      own && own.by !== null && item.state !== 'done' && item.state !== 'dropped'
        ? {
            begins: own.begins === null ? null : shortDate(own.begins, lang),
            finish: own.finish === null ? null : shortDate(own.finish, lang),
            late: own.late,
            unknown: own.unknown,
          }
        : null,
    chain: chainOf(id, told).flatMap((at) => {
      const one = knots.get(at)
      const end = told.get(at)?.finish ?? null
      if (!one) return []
      return [
        {
          href: `/work/${at}`,
          words: `${one.code === null ? '' : `${one.code} `}${read(one.title, lang).words}`,
          note: [
            stateWords(one, today, lang),
            end === null ? say('noEnd') : say('endsOn', { date: shortDate(end, lang) }),
          ].join(' \u00b7 '),
        },
      ]
    }),
    history: changes.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map((one) => one.told),
    mayChange,
  }
}

/** One change of a line in words: what it says since then, who said it, and from what. */
function changeTold(
  one: Recorded,
  line: ChainLine,
  who: string,
  day: string,
  lang: Lang,
): ChainTold['history'][number] {
  const say = words(lang)
  const what = [line.code, line.title.words].filter(Boolean).join(' ')
  const verb =
    one.became.ended === true ? 'ended' : one.verb === 'added' || !('ended' in one.became) ? 'added' : 'again'
  const [was, became] = [one.was.days_between, one.became.days_between]
  return {
    day,
    iso: one.at.toISOString(),
    words: say(`verb.${verb}`, { what }),
    who,
    note:
      typeof became !== 'number'
        ? null
        : typeof was === 'number'
          ? say('daysFromTo', { was, became })
          : became > 0
            ? say('daysAre', { became })
            : null,
  }
}

/** What is to be said of an item that waits: for what, whether it is late by its own day too, and what will never come. */
function sentences(
  item: Item,
  knots: ReadonlyMap<number, NamedKnot>,
  waits: { open: number[]; dropped: number[] },
  own: Forecast | null,
  today: string,
  lang: Lang,
): string[] {
  const say = words(lang)
  if (item.state === 'done' || item.state === 'dropped') return []
  const name = (id: number): string => {
    const one = knots.get(id)
    return one ? called(one, lang) : ''
  }
  const passed = daysLate(item, today) > 0
  const [first, ...more] = waits.open
  return [
    ...(first === undefined
      ? []
      : [say(passed ? 'waitsLate' : 'waitsNotLate', { what: name(first), more: more.length })]),
    ...waits.dropped.map((id) => say('droppedBefore', { what: name(id) })),
    ...(own?.unknown && first !== undefined ? [say('unknownEnd')] : []),
  ]
}
