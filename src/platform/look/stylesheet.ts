import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { fontFaces } from './fonts.ts'

const folder = new URL('./css/', import.meta.url)
const first = ['layers.css', 'tokens.css', 'base.css', 'layout.css']
const last = ['print.css']

let made: { text: string; hash: string } | undefined

/** The style sheet of the product: every file of `css/` in one, lightly minified. Out: its text and a hash of it. Made once. */
export function stylesheet(): { text: string; hash: string } {
  if (made) return made
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .sort()
  const parts = files.filter((name) => !first.includes(name) && !last.includes(name))
  const source = [...first, ...parts, ...last].map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const text = transformSync([source[0], fontFaces(), ...source.slice(1)].join('\n'), {
    loader: 'css',
    minifyWhitespace: true,
    target: 'esnext',
    legalComments: 'none',
  }).code
  made = { text, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) }
  return made
}
