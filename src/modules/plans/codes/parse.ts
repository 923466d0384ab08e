import type { Plan } from '../file/format.ts'
import { numberOf } from '../file/numbering.ts'
import { type Numbering, numberings } from './above.ts'

/**
 * A code taken apart: the level that it belongs to, its number there (null at a level without numbers), and the code before it. `element`: the element that
 * has it today, or null.
 */
export type ParsedCode = {
  code: string
  level: string
  ordinal: number | null
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
  const parseAt = (code: string, level: string, depth: number): ParsedCode[] => {
    const element = bearers.get(level)?.get(code) ?? null
    if (bare.has(level)) return element ? [{ code, level, ordinal: null, above: null, element }] : []
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
    const alone = numberOf(numbering, code, '')
    const out: ParsedCode[] = []
    // Under a level, a code without that level's code is only right when the element has none above it.
    if (alone !== null && (!numbering.under || element)) out.push({ code, level, ordinal: alone, above: null, element })
    if (!numbering.under) return out
    for (let cut = code.length - 1; cut > 0; cut--) {
      const head = code.slice(0, cut)
      const ordinal = numberOf(numbering, code, head)
      if (ordinal === null || (ordinal > lastLetters && /^(?:letters|capitals)$/.test(numbering.style))) continue
      for (const above of parseAt(head, numbering.under, depth + 1)) out.push({ code, level, ordinal, above, element })
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
