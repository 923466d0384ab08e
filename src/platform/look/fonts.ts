import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type Font = { family: string; file: string; weight: string; path: string; body: Uint8Array }

const require = createRequire(import.meta.url)
const sources = [
  {
    family: 'Public Sans Variable',
    pack: '@fontsource-variable/public-sans',
    file: 'public-sans-latin-wght-normal.woff2',
    weight: '100 900',
  },
  {
    family: 'Source Serif 4 Variable',
    pack: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4-latin-wght-normal.woff2',
    weight: '200 900',
  },
] as const

/* The range of the latin files: English, Spanish and the marks that plans use. */
const range =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'

let made: readonly Font[] | undefined

/** The two font files, from the packages in node_modules, with addresses that carry a hash of their bytes. */
export function fonts(): readonly Font[] {
  made ??= sources.map(({ family, pack, file, weight }) => {
    const body = readFileSync(join(dirname(require.resolve(`${pack}/package.json`)), 'files', file))
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
    return { family, file, weight, body, path: `/assets/${file.replace('.woff2', '')}-${hash}.woff2` }
  })
  return made
}

/** The `@font-face` rules. Font addresses are relative to the style sheet, so that a folder of files works anywhere. */
export function fontFaces(): string {
  return fonts()
    .map(
      (font) =>
        `@font-face{font-family:"${font.family}";font-style:normal;font-weight:${font.weight};font-display:swap;src:url(${font.path.replace('/assets/', '')}) format("woff2");unicode-range:${range}}`,
    )
    .join('\n')
}
