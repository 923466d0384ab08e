import type { Plan } from '../file/format.ts'
import type { Path } from '../file/problem.ts'
import type { CheckInput } from './rule.ts'

/** What bears a code: an element, or a measure that the plan calls by one. */
export type Bearer = { list: 'elements' | 'measures'; id: string; code: string; old: boolean; path: Path }

/** One place where an element names the code of something else, with the words that stand beside it. */
export type Cite = { by: string; code: string; words: string | null; place: string; path: Path }

export const codeKey = (code: string): string => code.trim().toLowerCase()

/**
 * Every code of a plan and what bears it, today's codes and old ones. A measure that carries the code of the very element that it measures is no second bearer.
 */
export function codesOf(plan: Plan): Map<string, Bearer[]> {
  const out = new Map<string, Bearer[]>()
  const add = (bearer: Bearer): void => {
    const key = codeKey(bearer.code)
    const list = out.get(key)
    if (list) list.push(bearer)
    else out.set(key, [bearer])
  }
  const codeOf = new Map<string, string>()
  plan.elements.forEach((e, i) => {
    const path = ['elements', i, 'code']
    if (e.code) {
      add({ list: 'elements', id: e.id, code: e.code, old: false, path })
      codeOf.set(e.id, codeKey(e.code))
    }
    e.oldCodes.forEach((code, j) => {
      add({ list: 'elements', id: e.id, code, old: true, path: ['elements', i, 'oldCodes', j] })
    })
  })
  plan.measures.forEach((m, i) => {
    const code = m.code
    if (code && !m.of.some((id) => codeOf.get(id) === codeKey(code)))
      add({ list: 'measures', id: m.id, code, old: false, path: ['measures', i, 'code'] })
  })
  return out
}

/** Every citation of a code in the order of the file. */
export function citesOf(plan: Plan): Cite[] {
  return plan.elements.flatMap((e, i) =>
    e.cites.map((cite, j) => ({
      by: e.id,
      code: cite.code,
      words: cite.words,
      place: cite.source?.place ?? '',
      path: ['elements', i, 'cites', j],
    })),
  )
}

/** What a cited code means: the bearer of today, or else the one that had it before; null when nothing or more than one thing bears it. */
export function meantBy(codes: ReadonlyMap<string, readonly Bearer[]>, code: string): Bearer | null {
  const all = codes.get(codeKey(code)) ?? []
  const today = all.filter((one) => !one.old)
  const list = today.length > 0 ? today : all
  return new Set(list.map((one) => `${one.list} ${one.id}`)).size === 1 ? (list[0] ?? null) : null
}

/**
 * A pattern for codes in running text, such as OE7.b: only where the plan's own codes begin with two letters or more and a digit, so that a number or a
 * word is never taken for one. Null when the plan has no such codes.
 */
export function codePattern(input: CheckInput): RegExp | null {
  const heads = new Set<string>()
  for (const e of input.plan.elements) {
    const head = /^([A-Z]{2,})\d+\.[A-Za-z0-9]/.exec(e.code ?? '')
    if (head?.[1]) heads.add(head[1])
  }
  return heads.size > 0 ? new RegExp(`\\b(?:${[...heads].join('|')})\\d+(?:\\.[A-Za-z0-9]+)+\\b`, 'g') : null
}
