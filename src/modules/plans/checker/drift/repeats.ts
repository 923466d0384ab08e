import type { Element, Measure } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import { type CheckInput, type CheckRule, onceFor } from '../rule.ts'
import { ownWords, shared } from '../wording.ts'

/** `key`: the sum of its stems' marks; `shorter`: the sums without one of them. Equal sums are looked at again, stem by stem. */
type Item<T> = {
  thing: T
  path: Path
  title: string
  stems: ReadonlySet<string>
  key: number
  shorter: readonly number[]
}

/** A text of fewer stems is too short to know it again: "Professional learning" is no duty yet. */
const least = 3
/** From this many stems on, one more word does not make it another thing; a number always does. */
const long = 6
/** Of many equal texts each is compared with this many earlier ones. */
const most = 8

const wide = 2 ** 52
const marks = new Map<string, number>()
/** A number for a stem, spread over 52 bits (FNV-1a, twice). */
function markOf(stem: string): number {
  const known = marks.get(stem)
  if (known !== undefined) return known
  let [low, high] = [0x811c9dc5, 0x01000193]
  for (let i = 0; i < stem.length; i++) {
    low = Math.imul(low ^ stem.charCodeAt(i), 0x01000193)
    high = Math.imul(high ^ stem.charCodeAt(stem.length - 1 - i), 0x85ebca6b)
  }
  const mark = (high >>> 12) * 2 ** 32 + (low >>> 0)
  if (marks.size > 50_000) marks.clear()
  marks.set(stem, mark)
  return mark
}

function item<T>(input: CheckInput, thing: T, path: Path, title: string): Item<T> | null {
  const stems = input.stems(title)
  if (stems.size < least) return null
  let key = 0
  for (const one of stems) key = (key + markOf(one)) % wide
  const shorter: number[] = []
  if (stems.size >= long) for (const one of stems) if (!/\d/.test(one)) shorter.push((key - markOf(one) + wide) % wide)
  return { thing, path, title, stems, key, shorter }
}

/** Equal sets, or one of them has one stem more. */
function close(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  return large.size - small.size <= 1 && shared(small, large) === small.size
}

/**
 * Finds texts that say the same: equal stems, or, when long, all but one word. Costs time in proportion to the words: equal sets meet under one key,
 * near ones under the key of the set without one stem.
 */
function repeats<T>(
  items: readonly Item<T>[],
  may: (a: T, b: T) => boolean,
  found: (one: Item<T>, earlier: Item<T>) => void,
): void {
  const whole = new Map<number, Item<T>[]>()
  const cut = new Map<number, Item<T>[]>()
  const add = (to: Map<number, Item<T>[]>, key: number, one: Item<T>): void => {
    const list = to.get(key)
    if (!list) to.set(key, [one])
    else if (list.length < most) list.push(one)
  }
  const earlierOf = (one: Item<T>): Item<T> | undefined => {
    const fits = (other: Item<T>): boolean => close(other.stems, one.stems) && may(other.thing, one.thing)
    const equal = whole.get(one.key)?.find(fits)
    if (equal) return equal
    for (const key of one.shorter) {
      const near = whole.get(key)?.find(fits)
      if (near) return near
    }
    return cut.get(one.key)?.find(fits)
  }
  for (const one of items) {
    const earlier = earlierOf(one)
    if (earlier) found(one, earlier)
    add(whole, one.key, one)
    for (const key of one.shorter) add(cut, key, one)
  }
}

/** True when one stands above the other, or a line joins them: then the plan itself says that they belong together. */
function joined({ graph }: CheckInput, a: string, b: string): boolean {
  const above = (low: string, high: string): boolean => graph.up(low).some((e) => e.id === high)
  return a === b || above(a, b) || above(b, a) || graph.links(a).some((end) => end.element.id === b)
}

/** True when both places serve one goal and one office answers for both: the plan repeats the line on purpose. */
function oneGoalAndOwner({ graph }: CheckInput, a: Measure, b: Measure): boolean {
  const owner = (m: Measure): string | null => m.office ?? graph.byId(m.of[0] ?? '')?.owner ?? null
  if (owner(a) === null || owner(a) !== owner(b)) return false
  const goals = (m: Measure): Set<string> =>
    new Set(m.of.flatMap((id) => graph.parents(id).flatMap((e) => (graph.level(e)?.role === 'goal' ? [e.id] : []))))
  const theirs = goals(b)
  return [...goals(a)].some((id) => theirs.has(id))
}

const workRoles = new Set(['strategy', 'action', 'task'])
const nameOf = (e: Element): string => e.code ?? e.id

const works = onceFor((input): Item<Element>[] =>
  input.plan.elements.flatMap((e, i) => {
    const role = input.graph.level(e)?.role
    if (!role || !workRoles.has(role)) return []
    return item(input, e, ['elements', i], ownWords(e.title, input.plan)) ?? []
  }),
)

/** The same work asked of two offices, or asked twice under different parents. */
const work = (id: 'same-duty' | 'repeated-work'): CheckRule => ({
  id,
  severity: id === 'same-duty' ? 'warning' : 'note',
  run: (input, tell) => {
    const { graph, plan } = input
    const officeName = (of: string | null): string => {
      const known = plan.offices.find((one) => one.id === of)
      return known ? ownWords(known.name, plan) : (of ?? '')
    }
    repeats(
      works(input),
      (a, b) => {
        if (graph.level(a)?.role !== graph.level(b)?.role || joined(input, a.id, b.id)) return false
        const two = a.owner !== null && b.owner !== null && a.owner !== b.owner
        return id === 'same-duty' ? two : !two
      },
      (one, earlier) => {
        const other = earlier.thing
        const times = [other, one.thing].map((e) => e.timeframe?.words ?? '')
        tell(
          [...one.path, 'title'],
          {
            title: one.title,
            other: nameOf(other),
            office: officeName(one.thing.owner),
            office2: officeName(other.owner),
            times: times[0] && times[1] && times[0] !== times[1] ? 'differ' : 'same',
            time: times[1] ?? '',
            time2: times[0] ?? '',
          },
          { related: [earlier.path] },
        )
      },
    )
  },
})

/** The same measures at two places of the plan that nothing joins, for the same people. */
const repeatedMeasure: CheckRule = {
  id: 'repeated-measure',
  severity: 'note',
  run: (input, tell) => {
    const items = input.plan.measures.flatMap(
      (m, i) => item(input, m, ['measures', i], ownWords(m.title, input.plan)) ?? [],
    )
    const pairs = new Map<string, [Item<Measure>, Item<Measure>][]>()
    const people = (m: Measure): string =>
      JSON.stringify([m.who, m.populations, m.targets.map((t) => t.population), m.instrument])
    repeats(
      items,
      (a, b) =>
        people(a) === people(b) &&
        !oneGoalAndOwner(input, a, b) &&
        !a.of.some((x) => b.of.some((y) => joined(input, x, y))),
      (one, earlier) => {
        const key = JSON.stringify([one, earlier].map(({ thing }) => thing.of))
        const list = pairs.get(key)
        if (list) list.push([one, earlier])
        else pairs.set(key, [[one, earlier]])
      },
    )
    const placeOf = ({ thing: m }: Item<Measure>): string => {
      const e = input.graph.byId(m.of[0] ?? '')
      return e ? nameOf(e) : m.id
    }
    // What two places share is one finding, however many measures it is.
    for (const list of pairs.values()) {
      const [first, ...others] = list
      if (!first) continue
      const [one, earlier] = first
      tell(
        [...one.path, 'title'],
        { title: one.title, here: placeOf(one), there: placeOf(earlier), more: others.length },
        { related: [earlier.path, ...others.flatMap(([other, before]) => [other.path, before.path])] },
      )
    }
  },
}

export const repeated: readonly CheckRule[] = [work('same-duty'), work('repeated-work'), repeatedMeasure]
