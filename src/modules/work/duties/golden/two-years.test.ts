import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoDuties } from '../../../../../demo/duties.ts'
import { dayBook } from '../days.ts'
import { limitDay, occurrencesOf, resolve } from '../rules.ts'
import { dutySchema } from '../schema.ts'
import { goldenDays } from './calendar.ts'

/*
 * `two-years.tsv`: the due day of every occurrence of every obligation from July 2026 to June 2028, worked out day by day from the rules in words and checked
 * against a wall calendar, not by this program. A dash: none that time. Among them: the 1st on a Sunday (2026-11-01, also the end of daylight saving time),
 * 29 February 2028, holidays, storms, weeks and a third week that are all break, August 1 on a weekend twice.
 */
const book = dayBook(goldenDays())
const duties = demoDuties.map((one) => dutySchema.parse(one))
const rowOf = (duty: (typeof duties)[number]) => ({ rule: duty.rule, from_date: duty.from, to_date: duty.to })
const resolved = (slug: string) => {
  const duty = duties.find((one) => one.slug === slug)
  if (!duty) throw new Error(`no ${slug}`)
  return { duty, found: resolve(duty.rule, {}, duty.from, book) }
}

function computed(): string[] {
  const lines = ['duty\tyear\tnominal\tdue']
  for (const duty of duties) {
    const found = resolve(duty.rule, {}, duty.from, book)
    if (found.kind !== 'recurs') continue
    for (const year of [2027, 2028]) {
      const { due, skipped } = occurrencesOf(rowOf(duty), found.reading, year, book)
      const all = [
        ...due.map((one) => ({ nominal: one.nominal, due: one.due })),
        ...skipped.map((one) => ({ nominal: one.nominal, due: '-' })),
      ].toSorted((a, b) => (a.nominal < b.nominal ? -1 : 1))
      for (const one of all) lines.push([duty.slug, year, one.nominal, one.due].join('\t'))
    }
  }
  return lines
}

describe('two school years of every recurring obligation', () => {
  it('has the due days that were worked out by hand', () => {
    const golden = readFileSync(new URL('two-years.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
    const order = (lines: readonly string[]) => lines.toSorted()
    expect(order(computed())).toEqual(order(golden))
    expect(golden).toHaveLength(559)
  })

  it('covers every row of the list of obligations', () => {
    const rows =
      'OPS-02 TL-01 SCH-03 IMPL-03 SAFE-02 SAFE-04 FCP-05 FIN-02 FIN-03 FIN-11 SCH-01 FIN-01 FCP-09 SCH-02 FCP-07 FCP-06 TAL-14 TAL-03 TAL-01 FIN-18 GOV-02 IMPL-13 FCP-03 TAL-20'
    expect([...new Set(duties.map((one) => one.basis))].toSorted()).toEqual(rows.split(' ').toSorted())
    expect(new Set(duties.map((one) => one.slug)).size).toBe(duties.length)
  })

  it('leaves to a person what the words do not say', () => {
    expect(resolved('sch-03-river').found).toEqual({ kind: 'open', ask: 'reading', choices: ['weekly', 'monthly'] })
    expect(resolved('tal-20').found).toEqual({ kind: 'open', ask: 'limit' })
  })

  it('settled, the same words come back as often as the person said', () => {
    const { duty } = resolved('sch-03-river')
    const found = resolve(duty.rule, { reading: 'monthly' }, duty.from, book)
    if (found.kind !== 'recurs') throw new Error('still open')
    expect(occurrencesOf(rowOf(duty), found.reading, 2027, book).due.map((one) => one.due)).toEqual([
      '2026-08-31',
      '2026-09-30',
      '2026-10-30',
      '2026-11-30',
      '2026-12-23',
      '2027-01-29',
      '2027-02-25',
      '2027-03-31',
      '2027-04-30',
      '2027-05-28',
      '2027-06-16',
    ])
  })

  it('counts a limit in calendar days, over daylight saving and breaks', () => {
    const { duty, found } = resolved('fcp-03')
    if (found.kind !== 'sla') throw new Error('no limit')
    const day = (on: string) => limitDay(duty.rule, found.limit, on, book).due
    expect([day('2027-03-01'), day('2026-11-29'), day('2028-02-01'), day('2026-10-15')]).toEqual([
      '2027-03-29',
      '2026-12-23',
      '2028-02-29',
      '2026-11-12',
    ])
    const before = resolved('tal-03-before')
    if (before.found.kind !== 'sla') throw new Error('no limit')
    // Submitted on a Saturday: there is until Monday.
    expect(limitDay(before.duty.rule, before.found.limit, '2026-11-21', book).due).toBe('2026-11-23')
  })
})
