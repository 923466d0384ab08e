import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { sha256 } from '../editions/canonical.ts'
import { printedAside } from './aside.ts'
import type { Doc } from './doc.ts'
import { printed } from './print.ts'
import { printedElsewhere } from './read-back.test.ts'
import { template } from './template.ts'

const paper = (title: string, paragraphs: number): Doc => ({
  lang: 'en',
  title,
  lead: '',
  author: 'District',
  day: '2026-11-20',
  facts: [],
  blocks: [
    { kind: 'heading', level: 2, words: 'Promised and reached' },
    ...Array.from({ length: paragraphs }, (_, at) => ({
      kind: 'para' as const,
      said: {
        words: `Paragraph ${at}: ${'one and two and three. '.repeat(20)}`,
      },
    })),
  ],
  foot: 'Foot',
  pageOf: 'Sheet',
})

it('sets a paper aside: others go on meanwhile, and the bytes are the same', async () => {
  const doc = paper('A long one', 300)
  let done = false
  const asked = printedAside(doc).finally(() => {
    done = true
  })
  let turns = 0
  while (!done) {
    await new Promise((next) => setImmediate(next))
    turns += 1
  }
  // Were it set here, the first turn would come after it.
  expect(turns).toBeGreaterThan(20)
  expect(sha256(await asked)).toBe(sha256(printed(doc)))
  const three = await Promise.all([paper('One', 1), paper('Two', 1), paper('One', 1)].map(printedAside))
  expect(three[0]).toEqual(three[2])
  expect(three[0]).not.toEqual(three[1])
})

it('says that a paper cannot be set, and sets the next one', async () => {
  const wrong = { ...paper('Wrong', 1), day: 'never' }
  expect(() => printed(wrong)).toThrow('The paper could not be set.')
  for (let twice = 0; twice < 2; twice++)
    await expect(printedAside(wrong)).rejects.toMatchObject({
      kind: 'Unavailable',
      code: 'publishing/paper-not-set',
      hint: 'Read it as a page, and tell the person who looks after the installation.',
    })
  expect((await printedAside(paper('Right', 1))).subarray(0, 5).toString()).toBe('%PDF-')
})

/** Another font of the name of ours: the same letters, twice as wide. */
function impostor(): Buffer {
  const font = Buffer.from(readFileSync(join(import.meta.dirname, 'fonts/LibertinusSerif-Regular.otf')))
  for (let table = 0; table < font.readUInt16BE(4); table++) {
    const entry = 12 + 16 * table
    if (font.toString('latin1', entry, entry + 4) !== 'hmtx') continue
    const [from, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)]
    for (let at = from; at + 4 <= from + length; at += 4)
      font.writeUInt16BE(Math.min(2000, font.readUInt16BE(at) * 2), at)
  }
  return font
}

it('prints the same bytes in another process, on a machine that has another font of that name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'other.otf'), impostor())
  const settings = join(folder, 'fonts.conf')
  writeFileSync(settings, `<?xml version="1.0"?><fontconfig><dir>${folder}</dir></fontconfig>`)
  const doc = paper('Everywhere the same', 2)
  const { ours, told } = await printedElsewhere(doc, folder, {
    env: { FONTCONFIG_FILE: settings },
    given: template,
    program: `
      const { NodeCompiler } = load('@myriaddreamin/typst-ts-node-compiler')
      const plain = NodeCompiler.create({ workspace: '.' })
      const { result } = plain.compile({ mainFileContent: given, inputs: { paper: JSON.stringify(doc) } })
      told = digest(plain.pdf(result, { pdfStandard: 'ua-1' }))`,
  })
  expect(ours).toBe(sha256(printed(doc)))
  // The other font was there to be found, and would have changed the paper.
  if (process.platform === 'linux') expect(told).not.toBe(ours)
})
