import type { Element, Plan } from '../file/format.ts'
import { codeOf, numberIn, variantIn } from '../file/numbering.ts'
import { bearerAbove, elementsById, type Numbering, numberings } from './above.ts'

/** Levels that are numbered alike share one series: major goals 1 to 4, secondary goals 5 to 7. */
const seriesOf = (n: Numbering): string => JSON.stringify([n.style, n.prefix, n.under, n.separator, n.carry])

/**
 * Series whose numbers go on over the elements above, as TL1, FCP2, FCP3 do: read from the codes that the plan has. A series counts as going on when it
 * stands under several elements, no number comes twice and each element begins above where the one before it ended. Without codes it begins again.
 */
function goingOn(plan: Plan, byId: ReadonlyMap<string, Element>, levels: ReadonlyMap<string, Numbering>): Set<string> {
  const seen = new Map<string, { above: Set<string>; highest: number; last: string; rises: boolean }>()
  for (const e of plan.elements) {
    const numbering = levels.get(e.level)
    if (!numbering?.under || !e.code) continue
    const above = bearerAbove(e, numbering.under, byId)
    const found = above?.code ? numberIn(numbering, e.code, above.code) : null
    if (!above || !found) continue
    const { n, variant } = found
    const key = seriesOf(numbering)
    const series = seen.get(key)
    if (!series) seen.set(key, { above: new Set([above.id]), highest: n, last: above.id, rises: true })
    else {
      // 1A comes after 1 and counts no further.
      const again = above.id !== series.last || (variant === 0 && series.above.size > 1)
      if (n <= series.highest && again) series.rises = false
      if (above.id !== series.last && series.above.has(above.id)) series.rises = false
      series.above.add(above.id)
      series.highest = Math.max(series.highest, n)
      series.last = above.id
    }
  }
  return new Set([...seen].filter(([, one]) => one.rises && one.above.size > 1).map(([key]) => key))
}

/** The number that was given last, and the one that its element has today. */
type Counted = { n: number; variant: number; was: number | null }

/** The number after the last one. An element that carries a letter today stays beside those with its number: 1, 1A, 1B; also where there is no 1. */
function nextNumber(last: Counted | undefined, code: string | null, numbering: Numbering): Counted {
  const was = code === null ? null : Number(/(\d+)[A-Za-z]?$/.exec(code)?.[1] ?? 0)
  if (code === null || variantIn(numbering, code) === 0) return { n: (last?.n ?? 0) + 1, variant: 0, was }
  const beside = last !== undefined && (last.was === null || last.was === was)
  return beside ? { n: last.n, variant: last.variant + 1, was } : { n: (last?.n ?? 0) + 1, variant: 1, was }
}

/**
 * The codes of a whole plan by its grammar (PLAN-02): elements count in the order of the plan, under the element whose code comes first.
 * In: the plan. Out: the code of each element by id. Levels without numbers keep the codes that their elements have; an element without a code at such a
 * level is left out. An element whose code carries a letter (1A) keeps one. `only`: levels that get new codes; the codes of all others stay, and new codes
 * stand under the ones that others have today. Linear in the elements.
 */
export function generateCodes(plan: Plan, only?: ReadonlySet<string>): Map<string, string> {
  const byId = elementsById(plan)
  const levels = numberings(plan)
  const across = goingOn(plan, byId, levels)
  const out = new Map<string, string>()
  const counted = new Map<string, Counted>()
  const open = new Set<string>()
  // An element may stand in the file before the one whose code comes first.
  const waiting: Element[] = []
  const give = (e: Element): boolean => {
    const numbering = levels.get(e.level)
    if (!numbering) {
      if (e.code) out.set(e.id, e.code)
      return true
    }
    const above = numbering.under ? bearerAbove(e, numbering.under, byId) : undefined
    if (above && !out.has(above.id) && !open.has(above.id) && levels.has(above.level)) return false
    const start = above ? (out.get(above.id) ?? above.code ?? '') : ''
    const series = seriesOf(numbering)
    const key = across.has(series) ? series : `${series}\n${above?.id ?? ''}`
    const next = nextNumber(counted.get(key), e.code, numbering)
    counted.set(key, next)
    const code = only && !only.has(e.level) ? e.code : codeOf(numbering, next.n, start, next.variant)
    if (code) out.set(e.id, code)
    else open.add(e.id)
    return true
  }
  for (const e of byId.values()) if (!give(e)) waiting.push(e)
  // At most once for each level of codes; what still waits stands in a circle and is counted from nothing.
  for (let left = waiting; left.length > 0; ) {
    const still = left.filter((e) => !give(e))
    if (still.length === left.length) for (const e of still) open.add(e.id)
    left = still
  }
  return out
}
