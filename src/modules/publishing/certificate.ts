import { type Audited, type Certificate, stateRules } from '../indicators/index.ts'
import { digestOf } from './editions/canonical.ts'
import type { Linked } from './linked.ts'
import type { CellKey, Collected, PublicCell } from './sources.ts'
import type { SumKind } from './sums.ts'
import type { TableName } from './tables.ts'

export type Solver = { name: string; version: string }

/**
 * The certificate of an edition, for those who prepare and approve: what was attacked, with what, what is left. It is bound to the edition by `pattern`, the
 * digest of the public cells, and to the true table by `input`. Both stay inside: whoever has the digest of true counts can try counts until it fits.
 */
export type EditionCertificate = {
  format: 1
  held: boolean
  rule: { id: string; version: string }
  solver: Solver
  /** the facts of the attack; they name no cell */
  facts: Certificate
  unknowns: number
  /** how often the attack found something and more was hidden, the last time included */
  rounds: number
  tables: { name: TableName; cells: number; hidden: number }[]
  sums: Record<SumKind, number>
  /** numbers of the ledger that readers were taken to know */
  ledger: number
  /** numbers that count days, which are shown by another rule and were not attacked */
  days: number
  /** counts that follow for a reader who could tell which stars are small counts; nobody is told */
  tellable: number
  /** the counts of which readers can tell most, narrowest first, each with the range that checked tables reach */
  narrowest: { cell: CellKey | null; part: 'n' | 'k' | 'm'; edition: string | null; least: number; most: number }[]
  input: string
  pattern: string
}

/**
 * What the public reads of it. Nothing in it depends on a hidden count: no digest of true counts, no range that was found, no measure of effort, which
 * differ with what is hidden.
 */
export type PublicCertificate = {
  format: 1
  held: boolean
  sums: Record<SumKind, number>
  /** earlier editions that were attacked together with this one */
  editions: number[]
  /** what others published of the same cells */
  others: { from: string; facts: number }[]
  solver: Solver
  few: number
}

const listed = 100

/** The digest of an edition's public cells, to which its certificate is bound. */
export const patternOf = (cells: readonly PublicCell[]): string => digestOf(cells)

/** Puts the inside certificate together. In: the linked table, what became of it, the public cells of the content. Pure. */
export function certify(input: {
  made: Audited
  link: Linked
  rule: EditionCertificate['rule']
  tables: EditionCertificate['tables']
  days: number
  solver: Solver
  cells: readonly PublicCell[]
  clean: boolean
}): EditionCertificate {
  const { made, link } = input
  const { attacked } = made
  const { outside = [], released = [] } = link.table
  return {
    format: 1,
    held: input.clean && made.protection.clean && made.certificate.held,
    rule: input.rule,
    solver: input.solver,
    facts: made.certificate,
    unknowns: attacked.effort.unknowns,
    rounds: made.rounds,
    tables: input.tables,
    sums: link.sums,
    ledger: released.filter((one) => one.shown).length,
    days: input.days,
    tellable: made.protection.tellable.length,
    narrowest: attacked.findings
      .filter((one) => one.guarded)
      .toSorted((a, b) => a.most - a.least - (b.most - b.least) || (a.id < b.id ? -1 : 1))
      .slice(0, listed)
      .map((one) => ({
        cell: link.keys.get(one.id) ?? null,
        part: one.part,
        edition: one.edition ?? null,
        least: one.least,
        most: one.most,
      })),
    input: digestOf({ ...link.table, outside, released }),
    pattern: patternOf(input.cells),
  }
}

/** The public part. In: numbers of the earlier editions that were attacked along; how many lines each of the
 * others printed. Not how many of them say something of our numbers: that depends on hidden ones. */
export function publicPart(
  inside: Pick<EditionCertificate, 'held' | 'sums' | 'solver'>,
  editions: readonly number[],
  others: Collected['others'],
): PublicCertificate {
  return {
    format: 1,
    held: inside.held,
    sums: inside.sums,
    editions: [...editions].sort((a, b) => a - b),
    others: [...others]
      .map(({ from, lines }) => ({ from, facts: lines }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    solver: inside.solver,
    few: stateRules.hideUpTo,
  }
}

/** Whether an edition's certificate is there, held, and about these very cells. */
export const isCertified = (
  certificate: EditionCertificate | null,
  content: { cells: readonly PublicCell[] } | null,
): boolean =>
  certificate !== null && content !== null && certificate.held && certificate.pattern === patternOf(content.cells)
