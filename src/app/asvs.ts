import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../platform/config.ts'

/** How an item of the standard stands here. */
export const standings = { met: 'met', part: 'partly', no: 'not met', na: 'does not apply' } as const
export type Standing = keyof typeof standings

export type Item = { id: string; state: Standing; asks: string; how: string; test: string }

/** Chapters of OWASP ASVS 4.0.3, with the number of items of level 2 (those of level 1 among them). */
export const chapters = [
  ['Architecture, design, threats', 38],
  ['Authentication', 54],
  ['Sessions', 18],
  ['Access', 9],
  ['Input and output', 30],
  ['Stored cryptography', 13],
  ['Errors and logs', 12],
  ['Data protection', 15],
  ['Communication', 7],
  ['Malicious code', 5],
  ['Rules of the work', 8],
  ['Files', 15],
  ['Interfaces', 13],
  ['Configuration', 23],
] as const

/** The items of level 2, one a line of `docs/run/asvs.tsv`, in our own words. Throws on a line that is not whole. */
export function readItems(text = readFileSync(join(projectRoot, 'docs/run/asvs.tsv'), 'utf8')): Item[] {
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', state = '', asks = '', how = '', test = ''] = line.split('\t')
      if (!/^\d+\.\d+\.\d+$/.test(id) || !(state in standings) || asks === '' || how === '')
        throw new Error(`Not a line of asvs.tsv: ${line}`)
      return { id, state: state as Standing, asks, how, test }
    })
}

/** The page of the items for those who operate or examine Throughline. */
export function asvsPage(): string {
  const items = readItems()
  const count = (state: Standing, of = items) => of.filter((one) => one.state === state).length
  const line = (of: Item[]) =>
    (Object.keys(standings) as Standing[]).map((state) => `${count(state, of)} ${standings[state]}`).join(', ')
  const parts = chapters.map(([name], i) => {
    const own = items.filter((one) => one.id.startsWith(`${i + 1}.`))
    const rows = own.map(
      (one) =>
        `| ${one.id} | ${one.asks} | ${standings[one.state]} | ${one.how} | ${one.test === '' ? '' : `\`${one.test}\``} |`,
    )
    return `## ${i + 1}. ${name}\n\n${line(own)}.\n\n| item | what it asks | here | how, or why not | tested in |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Verification standard, level 2, item by item

Every item of level 2 of the [OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/)
4.0.3, by its number; what it asks is told in our own short words, the standard's text counts. Judged by the authors, not by an outside examiner. Written by
\`npm run docs\` from \`asvs.tsv\`; a test checks that every item is there and every test that is named exists.

Of ${items.length} items: ${line(items)}.

${parts.join('\n')}`
}
