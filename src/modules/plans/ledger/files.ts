import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../platform/config.ts'
import { readBeside } from '../file/beside.ts'
import { problemLine } from '../problems/say.ts'
import { type LedgerFile, ledgerFile } from './format.ts'

let kept: LedgerFile | null | undefined

/** The ledger file that came with this version of the program; null when there is none. Read once: it changes with the program only. */
export function ledgerOfProgram(): LedgerFile | null {
  if (kept !== undefined) return kept
  const folder = join(projectRoot, 'plans')
  const name = readdirSync(folder).find((one) => one.endsWith('.ledger.yaml'))
  if (!name) return (kept = null)
  const read = readBeside(readFileSync(join(folder, name)), ledgerFile)
  if (!read.value) throw new Error(read.problems.map((problem) => problemLine(problem, `plans/${name}`)).join('\n'))
  return (kept = read.value)
}
