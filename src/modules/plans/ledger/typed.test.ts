import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../platform/config.ts'
import { readBeside } from '../file/beside.ts'
import type { Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { ledgerFile } from './format.ts'

const shared = join(projectRoot, '../shared/data')
const there = existsSync(shared)
if (!there) console.warn(`The typed figures are not compared: there is no ${shared}.`)

type Typed = Pick<
  Plan['published'][number],
  'entity' | 'value' | 'unit' | 'numerator' | 'denominator' | 'population' | 'source'
>
type Source = Plan['sources'][number]
const figures: { of: string; typed: Typed; source: Source | undefined }[] = []
const plansFolder = join(projectRoot, 'plans')
for (const name of globSync('*.plan.yaml', { cwd: plansFolder })) {
  const { plan } = readPlan(readFileSync(join(plansFolder, name)))
  if (plan?.org.synthetic) continue
  for (const typed of plan?.published ?? [])
    figures.push({ of: name, typed, source: plan?.sources.find((one) => one.id === typed.source.id) })
}
const ledger = readBeside(readFileSync(join(plansFolder, 'connecticut.ledger.yaml')), ledgerFile).value
for (const typed of ledger?.measures.flatMap((one) => one.figures) ?? [])
  figures.push({ of: 'ledger', typed, source: ledger?.sources.find((one) => one.id === typed.source.id) })

/** Cells of a line as the state exports it: quoted text, codes as `="0640011"`. */
const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map((one) =>
    (one[1] ?? '')
      .replaceAll(/^"|"$/g, '')
      .replaceAll('""', '"')
      .replace(/^="(.*)"$/, '$1'),
  )

function printed(typed: Typed, file: string): { value: number; counts: readonly number[] } | null {
  const [path] = globSync(`{edsight/*-district,accountability}/${file}`, { cwd: shared })
  if (!path) return null
  const lines = readFileSync(join(shared, path), 'utf8').split(/\r?\n/).map(cells)
  const head = lines.find((row) => row.some((cell) => /^(District Code|ReportingDistrictCode)$/.test(cell))) ?? []
  const column = typed.source.place.split(', ').at(-1) ?? ''
  const subject = typed.source.place.includes(', Math,') ? 'Math' : typed.source.place.includes(', ELA,') ? 'ELA' : null
  const row = lines.find(
    (one) =>
      one.some((cell) => cell.padStart(7, '0') === typed.entity.code) &&
      (subject === null ||
        (one.includes(subject) && one[head.indexOf('Grade')] === typed.population.value.padStart(2, '0'))),
  )
  if (!row) return null
  const at = head.indexOf(column)
  if (at >= 0) {
    const fraction = /^Ind\dRate$/.test(column) ? 100 : 1
    const value = Number((Number(row[at]) * fraction).toFixed(4))
    return { value, counts: row.map(Number) }
  }
  const counted = head.indexOf(`${column} Count`)
  return counted < 0 ? null : { value: Number(row[counted + 1]), counts: row.map(Number) }
}

describe('figures that were typed in', () => {
  it('have a source with a file and say in which row and column they stand', () => {
    expect(figures.length).toBeGreaterThan(60)
    expect(
      figures
        .filter(({ typed, source }) => !source?.file || !/^district row \d{7}, /.test(typed.source.place))
        .map((one) => one.of),
    ).toEqual([])
  })

  it.skipIf(!there)('are the printed ones', () => {
    const wrong = figures.flatMap(({ of, typed, source }) => {
      const found = source?.file ? printed(typed, source.file) : null
      const told = `${of}: ${typed.entity.code} ${source?.file} ${typed.value}`
      if (!found) return [`${told}: not found`]
      const counts = [typed.numerator, typed.denominator].filter((one) => one !== null)
      if (found.value !== typed.value) return [`${told}: printed is ${found.value}`]
      return counts.every((one) => found.counts.includes(one)) ? [] : [`${told}: its counts are not printed`]
    })
    expect(wrong).toEqual([])
  })
})
