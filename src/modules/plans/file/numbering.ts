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

/** The code of the n-th element (from 1) of a level. `above`: the code of the element of the level `under`, '' when it has none. */
export function codeOf(numbering: Numbering, n: number, above: string): string {
  return `${above ? above + numbering.separator : ''}${numbering.prefix}${ordinal(numbering.style, n)}`
}

/** The number that a code carries by its level's numbering, or null when the code does not follow it. Reverses `codeOf`. */
export function numberOf(numbering: Numbering, code: string, above: string): number | null {
  const start = (above ? above + numbering.separator : '') + numbering.prefix
  if (!code.startsWith(start)) return null
  const rest = code.slice(start.length)
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
  } else if (/^[a-z]{1,4}$/i.test(rest)) for (const c of rest.toLowerCase()) n = n * 26 + (c.charCodeAt(0) - 96)
  return n > 0 && codeOf(numbering, n, above) === code ? n : null
}
