import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Doc } from './doc.ts'
import { printable } from './glyphs.ts'
import { template } from './template.ts'

const load = createRequire(import.meta.url)
const fonts = ['LibertinusSerif-Regular', 'LibertinusSerif-Bold'] as const
let kept: NodeCompiler | null = null

/**
 * The typesetter is 50 MB of machine code: loaded with the first paper that is printed. It looks for a font first among those that it is given, then among those of
 * the machine; ours are given, so that a machine with another font of that name prints the same bytes.
 */
function compiler(): NodeCompiler {
  if (!kept) {
    const { NodeCompiler: made } = load('@myriaddreamin/typst-ts-node-compiler') as {
      NodeCompiler: typeof NodeCompiler
    }
    kept = made.create({
      workspace: join(import.meta.dirname, 'fonts'),
      fontArgs: [
        {
          fontBlobs: fonts.map((name) => readFileSync(join(import.meta.dirname, 'fonts', `${name}.otf`))),
        },
      ],
    })
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
 * Prints a paper, and blocks whoever calls while it is set (0.3 s for a packet): pages ask `printedAside`. In: the paper; its texts are data, never program. Out: a
 * tagged PDF (PDF/UA-1) in its language, with its title; the same paper gives the same bytes on every machine, as its only date is the day that it is as of. No
 * network, no file is read. Errors: where a sign has no shape, or the paper cannot be tagged.
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
