import type { Level } from './format.ts'

type Numbering = NonNullable<Level['numbering']>

const romans: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(n: number): string {
  let rest = n
  let out = ''
  for (const [value, sign] of romans)
    while (rest >= value) {
      out += sign
      rest -= value
    }
  return out
}

function letters(n: number): string {
  let out = ''
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26))
    out = String.fromCharCode(97 + ((rest - 1) % 26)) + out
  return out
}

/** The n-th number (from 1) in a style: 3, iii, c, C; '' for levels without codes. */
export function ordinal(style: Numbering['style'], n: number): string {
  if (style === 'decimal') return String(n)
  if (style === 'roman') return roman(n)
  if (style === 'letters') return letters(n)
  return style === 'capitals' ? letters(n).toUpperCase() : ''
}

/** What of the code above stands in a code: all of it; with `carry: number` what begins with its first digit. */
export function carriedOf(numbering: Numbering, above: string): string {
  const digit = numbering.carry === 'number' ? above.search(/\d/) : 0
  return digit > 0 ? above.slice(digit) : above
}

const startOf = (numbering: Numbering, above: string): string => {
  const carried = carriedOf(numbering, above)
  const first = carried ? carried + numbering.separator : ''
  return numbering.carry === 'number' ? numbering.prefix + first : first + numbering.prefix
}

/** True for a level at which a number may carry a letter. */
const mayVary = (numbering: Numbering): boolean => numbering.variants !== null && numbering.style === 'decimal'

/**
 * The code of the n-th element (from 1) of a level. `above`: the code of the element of the level `under`, '' when it has none. `variant`: 0 for a number alone,
 * 1 for 1A, 2 for 1B.
 */
export function codeOf(numbering: Numbering, n: number, above: string, variant = 0): string {
  const letter = variant > 0 && mayVary(numbering) ? ordinal(numbering.variants ?? 'none', variant) : ''
  return startOf(numbering, above) + ordinal(numbering.style, n) + letter
}

/** A number in a code, and the letter behind it: 0 none, 1 for A, 2 for B. */
export type NumberInCode = { n: number; variant: number }

const lettersOf = (text: string): number => {
  let n = 0
  for (const c of text.toLowerCase()) n = n * 26 + (c.charCodeAt(0) - 96)
  return n
}

/** The letter behind the number at the end of a code, wherever that code stands: 0 none, 1 for A. */
export function variantIn(numbering: Numbering, code: string): number {
  const found = mayVary(numbering) ? /\d([A-Z]|[a-z])$/.exec(code)?.[1] : undefined
  const n = found ? lettersOf(found) : 0
  return n > 0 && ordinal(numbering.variants ?? 'none', n) === found ? n : 0
}

/** The number that a code carries by its level's numbering, with its letter, or null when the code does not follow it. Reverses `codeOf`. */
export function numberIn(numbering: Numbering, code: string, above: string): NumberInCode | null {
  const start = startOf(numbering, above)
  if (!code.startsWith(start)) return null
  const variant = variantIn(numbering, code)
  const rest = code.slice(start.length, variant > 0 ? -1 : undefined)
  let n = 0
  if (numbering.style === 'decimal') n = /^[1-9]\d{0,5}$/.test(rest) ? Number(rest) : 0
  else if (numbering.style === 'roman') {
    let left = rest
    for (const [value, sign] of romans)
      while (left.startsWith(sign)) {
        n += value
        left = left.slice(sign.length)
      }
    if (left) n = 0
  } else if (/^[a-z]{1,4}$/i.test(rest)) n = lettersOf(rest)
  return n > 0 && codeOf(numbering, n, above, variant) === code ? { n, variant } : null
}

/** The number alone: see `numberIn`. */
export const numberOf = (numbering: Numbering, code: string, above: string): number | null =>
  numberIn(numbering, code, above)?.n ?? null
