import { describe, expect, it } from 'vitest'
import { widths } from '../../../platform/look/charts/frame.tsx'
import { textWidth } from '../../../platform/look/charts/scale.ts'
import { demoCorrections, demoValues } from '../../../../demo/values.ts'
import { planText } from '../../../platform/testing/plan-site.tsx'
import { blankMeasure, blankTarget } from '../file/blank.ts'
import type { Measure } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { changeOf } from './change.ts'
import { begunSince, byPeriod, firstDay, hasEnded, inOrder, kindFor, periodsOf, readPeriod } from './period.ts'
import { type CellName, cellOf, cells, drawQuadrant } from './quadrant.ts'
import { aboutStudents, isSame, isSmall, kindOf, reaches, readPeriodOf, readTold } from './rules.ts'
import { say } from './say.ts'
import type { PairValue, Typed, Value } from './schema.ts'
import { standingWords, valueWords } from './view.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const measure = (has: Partial<Measure> = {}): Measure =>
  blankMeasure({ id: 'm', of: ['e'], title: { en: 'A measure', source: 'en' } as Measure['title'], ...has })
const asks = (amount: number, unit: 'percent' | 'count' | 'usd' | 'days', more = {}) =>
  blankTarget({ id: 't', kind: 'level', operator: '>=', amount, unit, ...more })
const percentM = measure({ targets: [asks(90, 'percent')] })
const countM = measure({ targets: [asks(600, 'count')] })
const told = (m: Measure, form: 'count' | 'percent' | 'pair' | 'artefact', typed: Typed, correction = false) =>
  readTold(m, form, { source: 'the list', ...typed }, correction)
const rules = (found: ReturnType<typeof told>): string[] => found.problems.map((one) => `${one.field} ${one.rule}`)

describe('periods', () => {
  it('are read, and lie where the school year has them', () => {
    expect(readPeriod('2027-m09')).toMatchObject({ kind: 'month', year: 2027, n: 3 })
    expect(firstDay(readPeriod('2027-m09') as never)).toBe('2026-09-01')
    expect(firstDay(readPeriod('2027-m02') as never)).toBe('2027-02-01')
    expect(firstDay(readPeriod('2027-h2') as never)).toBe('2027-01-01')
    expect(firstDay(readPeriod('2027-t2') as never)).toBe('2026-11-01')
    expect(firstDay(readPeriod('2027-q4') as never)).toBe('2027-04-01')
    for (const bad of ['27', '2027-h3', '2027-q0', '2027-m13', '2027-m9', '2027-x1', '1999', '2027-q04'])
      expect(readPeriod(bad), bad).toBeNull()
    expect(periodsOf('month', 2027)).toEqual(
      ['07', '08', '09', '10', '11', '12', '01', '02', '03', '04', '05', '06'].map((n) => `2027-m${n}`),
    )
  })

  it('stand in the order of their ends, the whole year last', () => {
    const codes = ['2027', '2027-m01', '2026', '2027-q4', '2027-h1', '2027-m06', '2027-m07']
    expect(byPeriod(codes.map((period) => ({ period }))).map((one) => one.period)).toEqual([
      '2026',
      '2027-m07',
      '2027-h1',
      '2027-m01',
      '2027-m06',
      '2027-q4',
      '2027',
    ])
    expect(inOrder(readPeriod('2027') as never, readPeriod('2027') as never)).toBe(0)
  })

  it('have ended only when all their days lie behind', () => {
    expect(hasEnded(readPeriod('2027-m10') as never, '2026-11-01')).toBe(true)
    expect(hasEnded(readPeriod('2027-m10') as never, '2026-10-31')).toBe(false)
    expect(begunSince(['quarter'], '2026-07-01', '2026-11-20').map((one) => one.code)).toEqual(['2027-q2', '2027-q1'])
    expect([kindFor('weekly'), kindFor('marking_period'), kindFor(null)]).toEqual(['month', 'quarter', 'year'])
  })

  it('are refused for another rhythm and before they begin', () => {
    const m = measure({ every: 'quarterly' })
    expect(readPeriodOf(m, '2027-q1', '2026-11-20')).toEqual({ code: '2027-q1' })
    expect(readPeriodOf(m, '2027', '2026-11-20')).toEqual({ code: '2027' })
    expect(readPeriodOf(m, '2027-m09', '2026-11-20')).toEqual({ field: 'period', rule: 'otherPeriod' })
    expect(readPeriodOf(m, '2027-q3', '2026-11-20')).toEqual({ field: 'period', rule: 'future' })
    expect(readPeriodOf(m, 'soon', '2026-11-20')).toEqual({ field: 'period', rule: 'period' })
  })
})

describe('how a measure is told', () => {
  it('follows from the measure', () => {
    const none = () => false
    expect(kindOf(measure({ definition: 'x' }), () => true)).toBe('computed')
    expect(kindOf(measure({ definition: 'x' }), none)).toBe('count')
    expect(kindOf(measure({ pair: 'pre_post', targets: [asks(1, 'percent')] }), none)).toBe('pair')
    expect(kindOf(percentM, none)).toBe('percent')
    expect(kindOf(measure({ artefact: true }), none)).toBe('artefact')
    expect(kindOf(measure({ role: 'qualitative' }), none)).toBe('artefact')
    expect(kindOf(countM, none)).toBe('count')
  })

  it('knows what is about students', () => {
    expect(aboutStudents(measure({ who: 'student' }))).toBe(true)
    expect(aboutStudents(measure({ who: 'adult' }))).toBe(false)
    expect(aboutStudents(measure({ populations: [{ set: 'grade', value: '3' }] }))).toBe(true)
  })
})

describe('four things stay four', () => {
  it('zero, not measured, suppressed and not applicable are read and said apart', () => {
    const said = (['value', 'not_measured', 'suppressed', 'not_applicable'] as const).map((state) => {
      const found = told(countM, 'count', { state, amount: state === 'value' ? '0' : '' })
      expect(found.problems).toEqual([])
      return standingWords(found.told, countM, 'en')
    })
    expect(said).toEqual(['0', 'not measured', 'suppressed', 'not applicable'])
    expect(new Set([...said, standingWords(null, countM, 'en')]).size).toBe(5)
    // There is a value, and this reader may not see it: a sixth thing.
    expect(standingWords({ state: 'value', value: null }, countM, 'en')).toBe('hidden: few students')
  })

  it('asks for a source always, for a reason when something is changed', () => {
    expect(rules(readTold(countM, 'count', { amount: '1' }, false))).toEqual(['source source'])
    expect(rules(told(countM, 'count', { amount: '1' }, true))).toEqual(['reason reason'])
    expect(rules(told(countM, 'count', { state: 'withdrawn' }))).toEqual(['state nothingToTakeBack'])
    expect(told(countM, 'count', { state: 'withdrawn', reason: 'typed twice' }, true).told?.state).toBe('withdrawn')
    expect(rules(told(countM, 'count', { state: 'hidden' }))).toEqual(['state state'])
  })
})

describe('counts and rates', () => {
  it.each([
    ['1,250', { form: 'count', amount: 1250 }],
    ['0', { form: 'count', amount: 0 }],
  ])('takes %s', (amount, value) => expect(told(countM, 'count', { amount }).told?.value).toEqual(value))
  it.each([
    ['', 'amount needed'],
    ['many', 'amount number'],
    ['12,5', 'amount number'],
    ['-3', 'amount negative'],
    ['2.5', 'amount whole'],
    ['9999999999999', 'amount large'],
  ])('refuses %s', (amount, rule) => expect(rules(told(countM, 'count', { amount }))).toEqual([rule]))
  it('takes parts of days and dollars', () => {
    const m = measure({ targets: [asks(10, 'days')] })
    expect(told(m, 'count', { amount: '9.5' }).told?.value).toEqual({ form: 'count', amount: 9.5 })
  })

  it('keeps both counts of a percent, and says it where the whole is not known', () => {
    const both = told(percentM, 'percent', { k: '34', n: '40' }).told?.value as Value
    expect(valueWords(both, percentM, 'en')).toBe('85.0% (34 of 40)')
    const alone = told(percentM, 'percent', { percent: '85' }).told?.value as Value
    expect(valueWords(alone, percentM, 'en')).toBe('85.0% (of how many is not known)')
    expect(valueWords(alone, percentM, 'es')).toBe('85.0% (no se sabe de cuántos)')
  })
  it.each([
    [{ k: '34' }, ['n needed']],
    [{ n: '40' }, ['k needed']],
    [{ k: '41', n: '40' }, ['k moreThanAll']],
    [{ k: '0', n: '0' }, ['n ofNobody']],
    [{ percent: '101' }, ['percent percentRange']],
    [{ k: '34', n: '40', percent: '58' }, ['percent percentDiffers']],
    [{}, ['percent needed']],
  ])('refuses %o', (typed, expected) => expect(rules(told(percentM, 'percent', typed))).toEqual(expected))
  it('takes a rounded percent beside its counts', () =>
    expect(told(percentM, 'percent', { k: '1', n: '3', percent: '33' }).told?.value).toMatchObject({ k: 1, n: 3 }))

  it('knows whether a target is reached, on the counts, and where that cannot be told', () => {
    const value = (k: number, n: number): Value => ({ form: 'percent', k, n, percent: null })
    expect(reaches(asks(90, 'percent'), value(9, 10))).toBe(true)
    expect(reaches(asks(90, 'percent', { operator: '>' }), value(9, 10))).toBe(false)
    expect(reaches(asks(70, 'percent'), value(699, 1000))).toBe(false)
    expect(reaches(asks(600, 'count'), { form: 'count', amount: 600 })).toBe(true)
    expect(reaches(asks(600, 'count'), value(9, 10))).toBeNull()
    expect(reaches(asks(90, 'percent', { scope: 'each' }), value(10, 10))).toBeNull()
    expect(reaches(asks(90, 'percent', { kind: 'changePoints' }), value(10, 10))).toBeNull()
  })

  it('two that say the same are the same, whatever the order of their figures', () => {
    const one = { state: 'value', source: 's', value: { form: 'percent', k: 1, n: 3, percent: null } } as const
    expect(isSame(one, { ...one, value: { n: 3, percent: null, form: 'percent', k: 1 } })).toBe(true)
    expect(isSame(one, { ...one, value: { ...one.value, k: 2 } })).toBe(false)
    expect(isSame(one, { ...one, source: 'another' })).toBe(false)
    expect(isSame({ state: 'not_measured', source: 's', value: null }, { ...one, value: null })).toBe(false)
  })

  it('knows where few students stand behind a value', () => {
    const percent = (k: number | null, n: number | null): Value => ({ form: 'percent', k, n, percent: null })
    expect([0, 1, 5, 6].map((amount) => isSmall({ form: 'count', amount }))).toEqual([false, true, true, false])
    expect(
      [percent(10, 19), percent(5, 40), percent(35, 40), percent(34, 40), percent(null, null)].map(isSmall),
    ).toEqual([true, true, true, false, true])
  })
})

describe('before and after, by hand', () => {
  // 30 persons twice: 12 both times, 2 only before, 9 only after, 7 never. Before 14/30, after 21/30. The interval was worked out apart from this program.
  it('the same persons, shares: Newcombe’s interval from the pairs', () => {
    const change = changeOf({ form: 'pair', way: 'same_share', both: 12, first: 2, second: 9, neither: 7 })
    expect(change).toMatchObject({ who: 'same', beforeN: 30, afterN: 30 })
    expect(change.before).toBeCloseTo(14 / 30, 12)
    expect(change.after).toBeCloseTo(0.7, 12)
    expect(change.change).toBeCloseTo(7 / 30, 12)
    expect(change.interval?.low).toBeCloseTo(0.0182, 4)
    expect(change.interval?.high).toBeCloseTo(0.4175, 4)
  })
  // methods 3.3: 56/70 - 48/80 = .2000 (.0524, .3339)
  it('two groups, shares: Newcombe’s interval for different people', () => {
    const change = changeOf({ form: 'pair', way: 'groups_share', before: 48, beforeN: 80, after: 56, afterN: 70 })
    expect(change.change).toBeCloseTo(0.2, 12)
    expect(change.interval?.low).toBeCloseTo(0.0524, 4)
    expect(change.interval?.high).toBeCloseTo(0.3339, 4)
  })
  // 20 persons, sum 56 before (2.80) and 68 after (3.40); two groups: 56 of 20 (2.80), 51 of 15 (3.40).
  it.each([
    { form: 'pair', way: 'same_score', before: 56, beforeN: 20, after: 68, afterN: 20 },
    { form: 'pair', way: 'groups_score', before: 56, beforeN: 20, after: 51, afterN: 15 },
  ] as PairValue[])('scores give means and no interval: $way', (value) => {
    const change = changeOf(value)
    expect([change.before, change.after]).toEqual([2.8, 3.4])
    expect(change.change).toBeCloseTo(0.6, 12)
    expect(change.interval).toBeNull()
    expect(valueWords(value, measure(), 'en')).toBe('2.80 before, 3.40 after: +0.60')
  })
  it('refuses pairs that cannot be', () => {
    const m = measure({ pair: 'pre_post' })
    expect(rules(told(m, 'pair', {}))).toEqual(['way way'])
    const same = { way: 'same_score', before: '56', beforeN: '20', after: '68' }
    expect(told(m, 'pair', same).told?.value).toMatchObject({ afterN: 20 })
    expect(rules(told(m, 'pair', { ...same, afterN: '19' }))).toEqual(['afterN samePersons'])
    const zero = { way: 'same_share', both: '0', first: '0', second: '0', neither: '0' }
    expect(rules(told(m, 'pair', zero))).toEqual(['both ofNobody'])
    const groups = { way: 'groups_share', before: '9', beforeN: '8', after: '1', afterN: '0' }
    expect(rules(told(m, 'pair', groups))).toEqual(['afterN ofNobody', 'before moreThanAll', 'after moreThanAll'])
  })
})

describe('done, and the outcome', () => {
  it.each([
    [{ k: 8, n: 10 }, 'on_pace', 'done_good'],
    [{ k: 8, n: 10 }, 'behind', 'done_bad'],
    [{ k: 7, n: 10 }, 'met', 'notDone_good'],
    [{ k: 0, n: 3 }, 'missed', 'notDone_bad'],
    [{ k: 0, n: 0 }, 'met', 'cannot_tell'],
    [{ k: 9, n: 10 }, 'too_close', 'cannot_tell'],
    [{ k: 9, n: 10 }, null, 'cannot_tell'],
  ] as const)('%o beside %s', (steps, call, cell) => expect(cellOf(steps, call)).toBe(cell))
})

describe('the drawing', () => {
  const labels = (lang: 'en' | 'es') =>
    Object.fromEntries(cells.map((one) => [one, say(lang)(`cell.${one}`)])) as Record<CellName, string>
  it.each(widths.flatMap((width) => cells.map((cell) => [width, cell] as const)))(
    'at %i px with the mark at %s: one mark, every word inside its field',
    (width, cell) => {
      for (const lang of ['en', 'es'] as const) {
        const view = {
          id: 'q',
          title: 't',
          lead: 'l',
          sentence: 's',
          cell,
          labels: labels(lang),
          here: say(lang)('here'),
          rows: [],
        }
        const { body, height } = drawQuadrant(view, width)
        expect(body.match(/<circle/g)).toHaveLength(1)
        expect(body.match(/class="value"/g)).toHaveLength(1)
        const wide = (width - 12) / 2
        for (const [, x = '', y = '', line = ''] of body.matchAll(/<tspan x="([\d.]+)" y="([\d.]+)">([^<]*)/g)) {
          const left = Number(x) - 10
          const room = line === labels(lang).cannot_tell ? width : left + wide
          expect(Number(x) + textWidth(line), `${lang} ${line}`).toBeLessThanOrEqual(room)
          expect(Number(y)).toBeLessThan(height)
        }
      }
    },
  )
})

it('every value of the demo is one that its office could have entered', () => {
  const { plan } = readPlan(planText('mill-river-2026-29'))
  const isComputed = (id: string) => plan?.measures.some((m) => m.definition === id) ?? false
  const seen = new Set<string>()
  for (const { measure: id, typed } of demoValues) {
    const m = plan?.measures.find((one) => one.id === id)
    expect(m, id).toBeDefined()
    if (!m) continue
    const kind = kindOf(m, isComputed)
    expect(kind, id).not.toBe('computed')
    if (kind === 'computed') continue
    expect(readPeriodOf(m, typed.period ?? '', '2026-11-20'), `${id} ${typed.period}`).toEqual({ code: typed.period })
    expect(readTold(m, kind, typed, false).problems, `${id} ${typed.period}`).toEqual([])
    expect(seen.has(`${id}/${typed.period}`), `${id} ${typed.period}`).toBe(false)
    seen.add(`${id}/${typed.period}`)
  }
  for (const { measure: id, typed } of demoCorrections) expect(seen.has(`${id}/${typed.period}`)).toBe(true)
})

it('nothing is said to be so because of something else', () => {
  expect(Object.values(en).filter((words) => /\bbecause\b|\bdue to\b/i.test(words))).toEqual([])
  expect(Object.values(es).filter((words) => /\bporque\b|debido a|gracias a/i.test(words))).toEqual([])
})
