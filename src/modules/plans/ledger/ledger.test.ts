import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readBeside } from '../file/beside.ts'
import type { Plan, Target } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { buildLedger, type Entry, promising } from './build.ts'
import { askedOf, type Figure, type Promised, standingOf, yearOfDay } from './decide.ts'
import { ledgerFile } from './format.ts'
import { entryView, reasonWords } from './view.ts'

const text = (name: string) => readFileSync(new URL(`../../../../plans/${name}`, import.meta.url), 'utf8')
const plan = (name: string): Plan => {
  const read = readPlan(text(`${name}.plan.yaml`))
  if (!read.plan) throw new Error(name)
  return read.plan
}
const hartford = ['hartford-2015-20', 'hartford-2018-22', 'hartford-2021-24'].map(plan)
const file = readBeside(text('connecticut.ledger.yaml'), ledgerFile)
const today = '2026-11-20'
const entries = buildLedger(hartford, file.value, today)
const entry = (id: string): Entry => entries.find((one) => one.id === id) as Entry
const ofHartford = (id: string) => entry(id).districts.find((one) => one.code === '0640011')
const told = (id: string) =>
  ofHartford(id)?.promises.map(({ promised, standing }) => [
    promised.plan.id.slice(9),
    promised.target.id,
    standing.state,
    standing.reasons.map((one) => one.why).join(' '),
  ])

it('asks a district for its own promises, not for those of its schools and offices', () => {
  const rows = [
    { slug: 'district', unit_id: null },
    { slug: 'school', unit_id: 4 },
  ]
  expect(promising(rows).map((one) => one.slug)).toEqual(['district'])
})

describe('the ledger of Connecticut', () => {
  it('is a file without mistakes', () => {
    expect(file.problems).toEqual([])
  })

  it('holds every target of chronic absenteeism over the three plans of Hartford, and why none can be called kept or missed', () => {
    expect(told('chronic-absenteeism')).toEqual([
      ['2015-20', 'm-e1-level', 'superseded', 'superseded'],
      ['2015-20', 'm-e1-cut', 'superseded', 'superseded'],
      ['2018-22', 'g5-2022', 'superseded', 'superseded'],
      ['2018-22', 'scc7-a-students-way', 'unknown', 'noDue noBaseline'],
      ['2018-22', 'dg-cos-absence-2019', 'unknown', 'noBaseline readings'],
      ['2021-24', 'g4-2024', 'unknown', 'noValue'],
    ])
    const asked = ofHartford('chronic-absenteeism')?.promises.map((one) => one.standing.asked)
    expect(asked).toEqual([10, 10.04, null, null, null, 13])
  })

  it('holds graduation and reading in grade 3 likewise', () => {
    expect(told('four-year-graduation')?.map((row) => row.slice(0, 3))).toEqual([
      ['2015-20', 'm-e3-level', 'superseded'],
      ['2018-22', 'g2-2022', 'superseded'],
      ['2018-22', 'dg-osss-grad-2022', 'unknown'],
      ['2021-24', 'g1-2024', 'unknown'],
    ])
    const reading = ofHartford('grade-3-reading')?.promises ?? []
    expect(reading.map((one) => [one.promised.plan.id.slice(9), one.standing.state, one.promised.series])).toEqual([
      ['2015-20', 'superseded', 'unnamed-test'],
      ['2018-22', 'superseded', 'smarter-balanced'],
      ['2018-22', 'unknown', 'smarter-balanced'],
      ['2018-22', 'unknown', 'smarter-balanced'],
      ['2021-24', 'unknown', 'smarter-balanced'],
    ])
  })

  it('holds each published value once, also when two plan files carry it, for three districts', () => {
    const figures = (id: string) =>
      entry(id).districts.map((one) => [
        one.code,
        one.figures.map((row) => `${row.schoolYear} ${row.value}`).join(', '),
      ])
    expect(figures('chronic-absenteeism')).toEqual([
      ['0640011', '2012 26, 2013 24.9, 2014 26.6, 2015 25.7, 2016 22.4, 2019 25.3642'],
      ['1510011', '2012 18.1, 2013 19.8, 2014 20.6, 2015 18.6, 2016 16.2'],
      ['9000016', '2012 10.2, 2013 12.1, 2014 12.9, 2015 13.7, 2016 12.7'],
    ])
    expect(figures('grade-3-reading')).toEqual([
      ['0640011', '2015 24.1, 2016 24.4'],
      ['1510011', '2015 26.1, 2016 28.9'],
    ])
    expect(
      ofHartford('four-year-graduation')
        ?.figures.filter((one) => one.series === null)
        .map((one) => one.schoolYear),
    ).toEqual([2019])
  })

  it('says every reason in both languages, and marks the breaks', () => {
    for (const lang of ['en', 'es'] as const)
      for (const one of entries) {
        const view = entryView(one, lang, () => null)
        for (const row of view.districts.flatMap((district) => district.promises)) {
          expect(row.reasons.length, row.id).toBeGreaterThan(0)
          expect(row.reasons.join(' ')).not.toMatch(/[{}]|undefined|NaN/)
        }
      }
    const view = entryView(entry('grade-3-reading'), 'en', () => null)
    expect(view.breaks.map((one) => `${one.kind} ${one.years}`)).toEqual([
      'Counted in another way from 2014-15',
      'Unusual years 2019-20 to 2020-21',
    ])
  })

  it('leaves out drafts, which promise nothing', () => {
    const [first] = hartford as [Plan, ...Plan[]]
    const draft: Plan = { ...first, adoption: { ...first.adoption, state: 'draft' } }
    expect(buildLedger([draft], null, today)).toEqual([])
  })
})

describe('how a promise stands', () => {
  const [first] = hartford as [Plan, ...Plan[]]
  const measure = first.measures[0] as Plan['measures'][number]
  const base = measure.targets[0] as Target
  const window = { id: 'p', title: first.title, period: { words: '2026-29', from: '2026-07-01', to: '2029-06-30' } }
  const promised = (target: Partial<Target>, more: Partial<Promised> = {}): Promised => ({
    plan: window,
    measure,
    target: {
      ...base,
      interpretations: [],
      chosen: null,
      baseline: null,
      dueBy: { words: null, schoolYear: 2029, date: null },
      ...target,
    },
    series: 's',
    later: null,
    ...more,
  })
  const figure = (value: number, more: Partial<Figure> = {}): Figure => ({
    entity: { name: 'D', code: '1' },
    schoolYear: 2029,
    population: { set: 'all', value: 'all' },
    value,
    unit: 'percent',
    numerator: null,
    denominator: null,
    series: 's',
    source: 'x',
    note: null,
    ...more,
  })
  const level: Partial<Target> = { kind: 'level', operator: '<', amount: 10, unit: 'percent' }
  const baseline = {
    value: 25.1,
    unit: 'percent',
    asOf: { words: null, schoolYear: 2026, date: null },
    source: 'x',
  } as const
  const after = '2029-07-01'
  const state = (one: Promised, figures: Figure[] = [], breaks: Parameters<typeof standingOf>[2] = [], day = after) => {
    const { state, reasons } = standingOf(one, figures, breaks, day)
    return `${state}: ${reasons.map((reason) => reason.why).join(' ')}`
  }

  it('is open until the end of the day on which it is due', () => {
    expect(state(promised(level), [], [], '2029-06-30')).toBe('open: open')
    expect(state(promised(level), [], [], after)).toBe('unknown: noValue')
  })

  it('is kept or missed by the published value of the due year, strictly where the words are strict', () => {
    expect(state(promised(level), [figure(9.9)])).toBe('kept: kept')
    expect(state(promised(level), [figure(10)])).toBe('missed: missed')
    expect(state(promised({ ...level, operator: '<=' }), [figure(10)])).toBe('kept: kept')
    expect(state(promised(level), [figure(0.099, { unit: 'fraction' })])).toBe('kept: kept')
    expect(state(promised(level), [figure(9.9, { schoolYear: 2028 })])).toBe('unknown: noValue')
  })

  it('computes what a change asks from its own starting value, exactly', () => {
    const change: Partial<Target> = {
      kind: 'changeRelative',
      operator: '<=',
      amount: -60,
      unit: 'percent',
      baseline: { ...baseline },
    }
    expect(askedOf(promised(change).target)).toBe(10.04)
    expect(state(promised(change), [figure(10.04)])).toBe('kept: kept')
    expect(askedOf(promised({ ...change, kind: 'changePoints', amount: -7 }).target)).toBe(18.1)
    expect(state(promised({ ...change, baseline: null }), [figure(1)])).toBe('unknown: noBaseline')
  })

  it('is never called while it can be read in several ways, and is called by the reading that somebody chose', () => {
    const argument = { en: 'x' }
    const interpretations: Target['interpretations'] = [
      { id: 'a', value: 10, unit: 'percent', argument },
      { id: 'b', value: 12, unit: 'percent', argument },
    ]
    expect(state(promised({ ...level, interpretations }), [figure(1)])).toBe('unknown: readings')
    expect(state(promised({ ...level, interpretations, chosen: 'b' }), [figure(11)])).toBe('kept: kept')
  })

  it('does not take the value of another measure, of other students, in another unit, or across a break', () => {
    expect(state(promised(level), [figure(9, { series: null })])).toBe('unknown: otherMeasure')
    expect(state(promised(level), [figure(9, { series: 'other' })])).toBe('unknown: otherMeasure')
    expect(state(promised(level), [figure(9, { population: { set: 'grade', value: '3' } })])).toBe('unknown: noValue')
    expect(state(promised(level), [figure(9, { unit: 'count' })])).toBe('unknown: otherUnit')
    const change = (kind: 'definition' | 'gap' | 'source', schoolYear: number, to: number | null = null) => ({
      kind,
      schoolYear,
      to,
      title: { en: 'x' },
      source: 'x',
    })
    expect(state(promised(level), [figure(9)], [change('definition', 2028)])).toBe('unknown: break')
    expect(state(promised(level), [figure(9)], [change('definition', 2026)])).toBe('kept: kept')
    expect(state(promised(level), [figure(9)], [change('gap', 2028, 2029)])).toBe('unknown: gap')
    expect(state(promised(level), [figure(9)], [change('gap', 2027, 2028), change('source', 2028)])).toBe('kept: kept')
  })

  it('is replaced only by a plan that begins before it is due', () => {
    const later = (from: string) => ({ id: 'q', title: first.title, period: { words: 'x', from, to: '2033-06-30' } })
    expect(state(promised(level, { later: later('2028-07-01') }), [figure(9)])).toBe('superseded: superseded')
    expect(state(promised(level, { later: later('2029-07-01') }), [figure(9)])).toBe('kept: kept')
  })

  it('tells all reasons at once', () => {
    expect(state(promised({ kind: 'direction', operator: '<', amount: null, dueBy: null, scope: 'each' }))).toBe(
      'unknown: noDue noBaseline units',
    )
    expect(state(promised({ kind: 'qualitative', amount: null }))).toBe('unknown: inWords noValue')
  })

  it('counts school years from July on', () => {
    expect([yearOfDay('2026-06-30'), yearOfDay('2026-07-01')]).toEqual([2026, 2027])
  })

  it('has words for a break', () => {
    const change = {
      kind: 'gap',
      schoolYear: 2020,
      to: 2021,
      title: { en: 'Pandemic.', es: 'Pandemia.' },
      source: 'x',
    } as const
    expect(reasonWords({ why: 'gap', change }, 'es')).toBe('Vencía en años fuera de lo común: Pandemia.')
  })
})
