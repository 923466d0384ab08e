import { appendFileSync } from 'node:fs'

/** One number that a check hands over: how much it looked at, how long something took, how many were refused. */
export type Figure = { name: string; value: number | string; unit: string }

/**
 * Hands a figure of a check to the full run, which writes it into `docs/checks.md`; otherwise it is only printed.
 * In: what was counted, in words; the number; its unit ('' for none). Never a name of a person or a path.
 */
export function figure(name: string, value: number | string, unit = ''): void {
  const one: Figure = { name, value, unit }
  const kept = process.env.THROUGHLINE_FIGURES
  if (kept) appendFileSync(kept, `${JSON.stringify(one)}\n`)
  console.log(`figure: ${name}: ${value}${unit ? ` ${unit}` : ''}`)
}
