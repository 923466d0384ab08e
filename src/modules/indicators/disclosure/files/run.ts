import { attack } from '../attack/attack.ts'
import type { Attacked } from '../attack/published.ts'
import { open } from '../attack/reading.ts'
import { protectAndAttack, readerOf } from '../audit.ts'
import { certificate } from '../certificate.ts'
import { levels, stateRules } from '../table.ts'
import { readJj, WrongFile, writeJj } from './jj.ts'
import { jjAsRead, jjTable, withPattern } from './jj-table.ts'
import { publishedFrom, tableFrom } from './json.ts'
import { attackText, patternText, verdictText } from './tell.ts'

/** `file`: the protected table, in the format of the input. `held`: nothing was found. */
export type Ran = { text: string; json: unknown; file: string | null; held: boolean }

const isJson = (text: string): boolean => /^\s*[{[]/.test(text)
/** An unlimited end has no number in JSON. */
const plain = (attacked: Attacked) => ({
  ...attacked,
  findings: attacked.findings.map(ended),
  sensitive: attacked.sensitive.map(ended),
})
const ended = <T extends { low: number; high: number; least: number; most: number }>(one: T) => ({
  ...one,
  high: one.high >= open ? null : one.high,
  width: one.high >= open ? null : one.high - one.low,
  least: Number.isFinite(one.least) ? one.least : null,
  most: Number.isFinite(one.most) ? one.most : null,
})

/**
 * `throughline disclosure attack`: what can readers of this published table find out? In: the text of a JSON or JJ file. Out: bounds of every hidden
 * count and the verdict. Errors: WrongFile with the line.
 */
export async function runAttack(text: string): Promise<Ran> {
  const { readable, guards } = isJson(text) ? publishedFrom(text) : jjAsRead(readJj(text))
  const attacked = await attack(readable, guards, { full: true })
  const held = attacked.sensitive.length === 0 && attacked.impossible.length === 0
  return {
    text: `${attackText(attacked)}\n\n${verdictText(attacked)}`,
    json: {
      ...plain(attacked),
      held,
      certificate: certificate({ readable, guards, attacked, rules: stateRules }),
    },
    file: null,
    held,
  }
}

/**
 * `throughline disclosure protect`: hides what must be hidden, attacks it, says what is left. In: the text of a JSON or JJ file with true counts; a seed.
 * Out: pattern, bounds of every hidden count, verdict, and the protected table as a file. Errors: WrongFile with the line.
 */
export async function runProtect(text: string, seed: string | undefined): Promise<Ran> {
  const jj = isJson(text) ? null : readJj(text)
  const read = jj
    ? { ...jjTable(jj), rules: { ...stateRules, primariesKnown: false }, seed: undefined }
    : tableFrom(text)
  const { table, rules } = read
  try {
    levels(table)
  } catch (error) {
    throw new WrongFile(0, (error as Error).message)
  }
  const made = await protectAndAttack(table, seed ?? read.seed ?? 'throughline', rules)
  const { readable, guards, start } = readerOf(table, made.protection)
  const full = jj
    ? await attack(...jjParts(withPattern(jj, hiddenOf(made.protection.cells))), { full: true })
    : await attack(readable, guards, { full: true, start })
  const { cells, hidden, clean, exposed, unprotected, alreadyPublic, tellable, impossible } = made.protection
  const held = clean && full.sensitive.length === 0
  return {
    text: `${patternText(cells)}\n\n${attackText(full)}\n\n${hidden.primary} counts hidden by the rule, ${hidden.secondary} to protect them.\n${verdictText(full)}`,
    json: {
      cells,
      hidden,
      clean: held,
      exposed,
      unprotected,
      alreadyPublic,
      tellable,
      impossible,
      attack: plain(full),
      certificate: made.certificate,
    },
    file: jj
      ? writeJj(withPattern(jj, hiddenOf(cells)))
      : `${JSON.stringify({ cells: cells.map(({ id, n, k, outcome }) => ({ id, n, k, outcome })), relations: table.relations }, null, 1)}\n`,
    held,
  }
}

const hiddenOf = (cells: readonly { id: string; n: number | null }[]): Set<string> =>
  new Set(cells.flatMap(({ id, n }) => (n === null ? [id] : [])))

const jjParts = (jj: Parameters<typeof jjAsRead>[0]): [Parameters<typeof attack>[0], Parameters<typeof attack>[1]] => {
  const { readable, guards } = jjAsRead(jj)
  return [readable, guards]
}
