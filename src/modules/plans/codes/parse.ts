import type { Plan } from '../file/format.ts'
import { carriedOf, numberIn } from '../file/numbering.ts'
import { type Numbering, numberings } from './above.ts'

/**
 * A code taken apart: the level that it belongs to, its number there (null at a level without numbers), and the code before it. `element`: the element that
 * has it today, or null.
 */
export type ParsedCode = {
  code: string
  level: string
  ordinal: number | null
  /** the letter behind the number: 0 none, 1 for 1A */
  variant: number
  above: ParsedCode | null
  element: string | null
}

/** Beyond zz a code of letters is a word, or a roman number. */
const lastLetters = 52

/** Takes codes of one plan apart. Made once, so that many codes cost little each. */
export type CodeParser = (code: string) => readonly ParsedCode[]

/**
 * A parser for the codes of a plan, from its grammar.
 * Out of the parser: every way to read the code (`i` is the first roman number and the ninth letter), those of elements that exist first, then the lower
 * number. Empty when the grammar cannot make such a code. The code must be written as the plan writes it: see `lookUp` for what people type.
 */
export function codeParser(plan: Plan): CodeParser {
  const levels = numberings(plan)
  const bare = new Set(plan.grammar.levels.map((l) => l.id).filter((id) => !levels.has(id)))
  const bearers = new Map<string, Map<string, string>>()
  for (const e of plan.elements) {
    if (!e.code) continue
    const ofLevel = bearers.get(e.level) ?? new Map<string, string>()
    if (!ofLevel.has(e.code)) ofLevel.set(e.code, e.id)
    bearers.set(e.level, ofLevel)
  }
  // With `carry: number` a code holds only a part of the one above: which whole codes have that part?
  const byPart = new Map<string, Map<string, string[]>>()
  const headsOf = (numbering: Numbering, under: string, part: string): readonly string[] => {
    if (numbering.carry !== 'number') return [part]
    let ofLevel = byPart.get(under)
    if (!ofLevel) {
      ofLevel = new Map()
      for (const code of bearers.get(under)?.keys() ?? []) {
        const key = carriedOf(numbering, code)
        ofLevel.set(key, [...(ofLevel.get(key) ?? []), code])
      }
      byPart.set(under, ofLevel)
    }
    const known = ofLevel.get(part)
    return known ?? [(levels.get(under)?.prefix ?? '') + part]
  }
  const parseAt = (code: string, level: string, depth: number): ParsedCode[] => {
    const element = bearers.get(level)?.get(code) ?? null
    if (bare.has(level)) return element ? [{ code, level, ordinal: null, variant: 0, above: null, element }] : []
    const numbering = levels.get(level)
    return numbering && depth < 20 ? numbered(code, level, numbering, element, depth) : []
  }
  const numbered = (
    code: string,
    level: string,
    numbering: Numbering,
    element: string | null,
    depth: number,
  ): ParsedCode[] => {
    const alone = numberIn(numbering, code, '')
    const out: ParsedCode[] = []
    // Under a level, a code without that level's code is only right when the element has none above it.
    if (alone && (!numbering.under || element))
      out.push({ code, level, ordinal: alone.n, variant: alone.variant, above: null, element })
    const { under } = numbering
    if (!under) return out
    const lettered = /^(?:letters|capitals)$/.test(numbering.style)
    const from = numbering.carry === 'number' && code.startsWith(numbering.prefix) ? numbering.prefix.length : 0
    for (let cut = code.length - 1; cut > from; cut--) {
      const found = numberIn(numbering, code, code.slice(from, cut))
      if (!found || (found.n > lastLetters && lettered)) continue
      for (const head of headsOf(numbering, under, code.slice(from, cut)))
        for (const above of parseAt(head, under, depth + 1))
          out.push({ code, level, ordinal: found.n, variant: found.variant, above, element })
    }
    return out
  }
  const rank = (p: ParsedCode): number =>
    (p.element ? 0 : 1_000_000) + (p.above && !p.above.element ? 500_000 : 0) + Math.min(p.ordinal ?? 0, 400_000)
  return (code) =>
    code.length > 24
      ? []
      : plan.grammar.levels.flatMap((l) => parseAt(code, l.id, 0)).toSorted((a, b) => rank(a) - rank(b))
}
