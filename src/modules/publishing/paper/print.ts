import { createRequire } from 'node:module'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Doc } from './doc.ts'
import { printable } from './glyphs.ts'
import { template } from './template.ts'

const load = createRequire(import.meta.url)
let kept: NodeCompiler | null = null

/** The typesetter is 50 MB of machine code: loaded with the first paper that is printed. */
function compiler(): NodeCompiler {
  if (!kept) {
    const { NodeCompiler: made } = load('@myriaddreamin/typst-ts-node-compiler') as {
      NodeCompiler: typeof NodeCompiler
    }
    kept = made.create({ workspace: import.meta.dirname })
  }
  return kept
}

/** Every text of a value as the font can show it. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, clean(one)]])),
    )
  return value
}

/**
 * Prints a paper. In: the paper; its texts are data, never program. Out: a tagged PDF (PDF/UA-1) in its language, with its title; the same paper gives the same
 * bytes, as its only date is the day that it is as of. No network, no file is read.
 */
export function printed(doc: Doc): Buffer {
  const typesetter = compiler()
  const made = typesetter.compile({
    mainFileContent: template,
    inputs: { paper: JSON.stringify(clean(doc)) },
  })
  const result = made.result
  if (made.hasError() || !result) throw new Error('The paper could not be set.')
  const bytes = typesetter.pdf(result, { pdfStandard: 'ua-1' })
  // What was remembered of this paper helps no other one.
  typesetter.evictCache(2)
  return bytes
}
