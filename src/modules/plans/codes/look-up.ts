import type { Plan } from '../file/format.ts'
import { nearest } from '../file/nearest.ts'
import { numberOf } from '../file/numbering.ts'
import { bearerAbove, elementsById, numberings } from './above.ts'

/** What bears a code: an element, or a measure that the plan calls by one. */
export type Hit = { list: 'elements' | 'measures'; id: string; code: string }

/**
 * How a code was found. `exact`: as it stands (letters' case aside). `old`: it was its code before. `printed`: as the source prints it. `loose`: spaces,
 * points or dashes were missing or different. `number`: the number was given in another style, such as TL1.4 for TL1.iv. `none`: not at all.
 */
export type FoundBy = 'exact' | 'old' | 'printed' | 'loose' | 'number' | 'none'

/** What was found. More than one hit: the words do not say which. `nearest`: a code that may have been meant, when nothing was found; otherwise ''. */
export type LookUp = { typed: string; by: FoundBy; hits: readonly Hit[]; nearest: string }

/** Codes of a plan, ready for look-up and completion. */
export type CodeIndex = {
  lookUp: (typed: string) => LookUp
  /** Codes that begin as typed (case, spaces and separators aside), in the order of the plan. */
  complete: (typed: string, limit?: number) => readonly Hit[]
}

const exactKey = (text: string): string => text.trim().toLowerCase()
/** Only letters and digits: TL1.iv, tl 1 iv and TL-1-IV are one. */
const looseKey = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9\u00c0-\uffff]+/g, '')

/** Makes the index of a plan's codes: linear in its elements and measures. */
export function codeIndex(plan: Plan): CodeIndex {
  const maps = { exact: new Map(), old: new Map(), printed: new Map(), loose: new Map(), number: new Map() } as Record<
    Exclude<FoundBy, 'none'>,
    Map<string, Hit[]>
  >
  const all: { hit: Hit; key: string }[] = []
  const put = (by: Exclude<FoundBy, 'none'>, key: string, hit: Hit): void => {
    if (!key) return
    const list = maps[by].get(key)
    if (!list) maps[by].set(key, [hit])
    else if (!list.some((one) => one.list === hit.list && one.id === hit.id)) list.push(hit)
  }
  const levels = numberings(plan)
  const byId = elementsById(plan)
  const codeOf = new Map<string, string>()
  for (const e of plan.elements) {
    const hit: Hit = { list: 'elements', id: e.id, code: e.code ?? e.oldCodes[0] ?? e.printed ?? '' }
    if (e.code) {
      codeOf.set(e.id, exactKey(e.code))
      put('exact', exactKey(e.code), hit)
      put('loose', looseKey(e.code), hit)
      all.push({ hit, key: looseKey(e.code) })
      const numbering = levels.get(e.level)
      if (numbering && numbering.style !== 'decimal') {
        const above = (numbering.under && bearerAbove(e, numbering.under, byId)?.code) || ''
        const n = numberOf(numbering, e.code, above)
        if (n !== null) put('number', `${looseKey(above)}#${n}`, hit)
      }
    }
    for (const code of e.oldCodes) put('old', looseKey(code), hit)
    if (e.printed && looseKey(e.printed) !== looseKey(e.code ?? '')) put('printed', looseKey(e.printed), hit)
  }
  for (const m of plan.measures) {
    if (!m.code || m.of.some((id) => codeOf.get(id) === exactKey(m.code ?? ''))) continue
    const hit: Hit = { list: 'measures', id: m.id, code: m.code }
    put('exact', exactKey(m.code), hit)
    put('loose', looseKey(m.code), hit)
    all.push({ hit, key: looseKey(m.code) })
  }
  const near = (typed: string): string =>
    typed.length >= 2 && all.length < 5000
      ? nearest(
          typed,
          all.map((one) => one.hit.code),
        )
      : ''
  const numberKey = (typed: string): string => {
    const found = /^(.*?)[^\p{L}\p{N}]*(\d{1,4})$/u.exec(typed.trim())
    return found?.[2] ? `${looseKey(found[1] ?? '')}#${Number(found[2])}` : ''
  }
  return {
    lookUp: (given) => {
      const typed = given.slice(0, 60)
      const tries: readonly (readonly [Exclude<FoundBy, 'none'>, string])[] = [
        ['exact', exactKey(typed)],
        ['loose', looseKey(typed)],
        ['old', looseKey(typed)],
        ['printed', looseKey(typed)],
        ['number', numberKey(typed)],
      ]
      for (const [by, key] of tries) {
        const hits = key ? maps[by].get(key) : undefined
        if (hits) return { typed, by, hits, nearest: '' }
      }
      return { typed, by: 'none', hits: [], nearest: near(typed.trim()) }
    },
    complete: (typed, limit = 20) => {
      const key = looseKey(typed.slice(0, 60))
      const out: Hit[] = []
      for (const one of all) {
        if (out.length >= limit) break
        if (key && one.key.startsWith(key)) out.push(one.hit)
      }
      return out
    },
  }
}
