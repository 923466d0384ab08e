import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { amount } from '../../../../platform/testing/amount.ts'
import { canonical } from '../../file/canonical.ts'
import type { Plan } from '../../file/format.ts'
import { readPlan } from '../../file/read.ts'
import { lostIn } from '../lost.ts'
import type { Book } from './book.ts'
import { readCsv, writeCsv } from './csv.ts'
import { planOfTemplate, templateOf } from './template.ts'
import { readXlsx, writeXlsx } from './xlsx.ts'

const plansFolder = new URL('../../../../../plans/', import.meta.url)
const plans = readdirSync(plansFolder).filter((name) => name.endsWith('.plan.yaml'))
const planIn = (name: string): Plan => {
  const { plan } = readPlan(readFileSync(new URL(name, plansFolder)))
  if (!plan) throw new Error(`${name} is not a plan`)
  return plan
}
const open = (opened: { book: Book | null; refused: unknown }): Book => {
  expect(opened.refused).toBe(null)
  if (!opened.book) throw new Error('refused')
  return opened.book
}

describe.each(plans)('%s in the template', (name) => {
  const plan = planIn(name)
  it('goes out and comes back as CSV and XLSX, without what is listed', async () => {
    const csv = planOfTemplate(open(readCsv(new TextEncoder().encode(writeCsv(templateOf(plan))))), 'en')
    expect(csv.findings).toEqual([])
    if (!csv.plan) throw new Error('no plan')
    if (plans.indexOf(name) % amount(4, 1) === 0) {
      const xlsx = planOfTemplate(open(await readXlsx(await writeXlsx(templateOf(plan)))), 'en')
      expect(xlsx.findings).toEqual([])
      expect(xlsx.plan && canonical(xlsx.plan)).toBe(canonical(csv.plan))
    }
    expect(lostIn(csv.plan, 'tables')).toEqual([])
    // What is not listed as lost is the same; what is listed is a field of its own, left out on both sides.
    const lost = new Set(lostIn(plan, 'tables').flatMap((one) => one.fields))
    const without = (group: string, one: object) =>
      Object.fromEntries(Object.entries(one).filter(([key]) => !lost.has(`${group}.${key}`)))
    const kept = (of: Plan) => ({
      elements: of.elements.map((one) => without('elements', one)),
      measures: of.measures.map((one) => ({
        ...without('measures', one),
        targets: one.targets.map((each) => without('targets', each)),
      })),
      ...without('plan', { ...of, elements: [], measures: [] }),
    })
    expect(kept(csv.plan)).toEqual(kept(plan))
  })
})

describe('a broken template', () => {
  const book = (): Book => templateOf(planIn('two-brooks-2026-29.plan.yaml'))
  const broken = (change: (book: Book) => void): string[] => {
    const changed = book()
    change(changed)
    const { plan, findings } = planOfTemplate(changed, 'en')
    expect(plan).toBe(null)
    return findings.map((one) => `${one.where} ${one.rule}`)
  }
  const sheet = (all: Book, name: string) => {
    const found = all.sheets.find((one) => one.name === name)
    if (!found) throw new Error(name)
    return found
  }
  const set = (all: Book, name: string, row: number, head: string, value: string) => {
    const { rows } = sheet(all, name)
    const column = (rows[0] ?? []).indexOf(head)
    const cells = rows[row]
    if (!cells || column < 0) throw new Error(head)
    cells[column] = value
  }
  it('is told by cell, and nothing is taken', () => {
    expect(broken((all) => set(all, 'Elements', 4, 'From', 'soon'))).toEqual(['Elements!L5 table-bad-date'])
    expect(broken((all) => set(all, 'Elements', 2, 'Level', 'gaol'))).toEqual(['Elements!C3 unknown-level'])
    expect(broken((all) => set(all, 'Elements', 4, 'Under', 'nowhere'))).toEqual(['Elements!D5 dangling-parent'])
    expect(broken((all) => set(all, 'Elements', 3, 'Id', 'p1'))).toContain('Elements!A4 duplicate-id')
    expect(broken((all) => set(all, 'Elements', 3, 'Id', 'Not an id'))).toContain('Elements!A4 bad-id')
    expect(broken((all) => set(all, 'Targets', 1, 'Amount', 'many'))).toContain('Targets!F2 table-bad-number')
    expect(broken((all) => set(all, 'Targets', 1, 'Measure', 'm-absense'))).toEqual(['Targets!A2 table-unknown-one'])
    expect(broken((all) => set(all, 'Targets', 1, 'Kind', 'levle'))).toEqual(['Targets!D2 not-one-of'])
    expect(broken((all) => set(all, 'Measures', 1, 'Document', 'maybe'))).toEqual(['Measures!K2 table-bad-yes'])
    expect(
      broken((all) => {
        const row = sheet(all, 'Plan').rows[10]
        if (row) row[1] = 'someday'
      }),
    ).toEqual(['Plan!B11 table-bad-date'])
    expect(
      broken((all) => {
        const row = sheet(all, 'Plan').rows.find(([head]) => head === 'Language')
        if (row) row[1] = '\u0001n'
      }),
    ).toEqual(['Plan!B2 not-one-of'])
    expect(broken((all) => all.sheets.splice(1, 1))).toContain(' table-no-sheet')
  })
  it('names a column that is not of the template and the nearest one, and goes on', () => {
    const changed = book()
    set(changed, 'Elements', 0, 'Owner', 'Ownr')
    const { plan, findings } = planOfTemplate(changed, 'en')
    expect(plan).not.toBe(null)
    expect(findings).toMatchObject([{ where: 'Elements!I1', severity: 'warning', fix: 'Is “Owner” meant?' }])
  })
})

describe('CSV', () => {
  it('keeps quotes, lines, commas and what looks like a formula', () => {
    const rows = [
      ['a,b', '"q"', 'two\nlines', '=1+1', "'=x", '-5'],
      ['x', null, null, null, null, '+'],
    ]
    const text = writeCsv({ sheets: [{ name: 'One', rows }] })
    expect(text).toContain(`"'=1+1"`)
    expect(open(readCsv(new TextEncoder().encode(text)))).toEqual({ sheets: [{ name: 'One', rows }] })
    expect(open(readCsv(new TextEncoder().encode('a;b\n1;2\n'))).sheets).toEqual([
      {
        name: 'CSV',
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    ])
    expect(readCsv(new TextEncoder().encode('a,"b')).refused).toBe('broken')
    expect(readCsv(new Uint8Array([0xff, 0xfe])).refused).toBe('text')
    expect(readCsv(new TextEncoder().encode('x\n'.repeat(70_000))).refused).toBe('rows')
  })
})
