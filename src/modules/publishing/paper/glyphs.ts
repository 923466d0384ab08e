/**
 * Signs that the font of the papers can show (Libertinus Serif, which comes with the typesetter): from, to. A test prints every one. Where a tagged PDF lacks a
 * sign it is refused as a whole, so what is not in this list is written as its number.
 */
export const shownRanges: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x17f],
  [0x192, 0x192],
  [0x218, 0x21b],
  [0x386, 0x386],
  [0x388, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x45f],
  [0x1e80, 0x1e85],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x2030, 0x2030],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x2044, 0x2044],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2248, 0x2248],
  [0x2260, 0x2260],
  [0x2264, 0x2265],
  [0x25a0, 0x25a1],
  [0x25cb, 0x25cb],
  [0x25cf, 0x25cf],
]

const shown = (code: number): boolean => shownRanges.some(([from, to]) => code >= from && code <= to)

/** A text as the font can show it: accents joined to their letters, line ends as spaces, every other sign as `[U+1F600]`; marks without a shape are left out. */
export function printable(text: string): string {
  let out = ''
  for (const sign of text.normalize('NFC')) {
    const code = sign.codePointAt(0) ?? 0
    if (shown(code)) out += sign
    else if (/\s/u.test(sign)) out += ' '
    else if (!/[\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(sign))
      out += `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  }
  return out
}
