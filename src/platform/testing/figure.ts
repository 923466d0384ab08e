import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { projectRoot } from '../config.ts'
import { slug } from './full-plan.ts'

/** One number that a check hands over: how much it looked at, how long something took, how many were refused. */
export type Figure = { name: string; value: number | string; unit: string }

/**
 * Hands a figure of a check to the full run, which writes it into `docs/checks.md`; otherwise it is only printed.
 * In: what was counted, in words; the number; its unit ('' for none). Never a name of a person or a path.
 */
export function figure(name: string, value: number | string, unit = ''): void {
  const one: Figure = { name, value, unit }
  const kept = process.env.THROUGHLINE_FIGURES
  const own = expect.getState().testPath ?? ''
  if (kept) appendFileSync(join(kept, `${slug(own.replace(`${projectRoot}/`, ''))}.jsonl`), `${JSON.stringify(one)}\n`)
  console.log(`figure: ${name}: ${value}${unit ? ` ${unit}` : ''}`)
}
