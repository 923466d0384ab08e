import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount as howMany } from '../../platform/testing/amount.ts'
import { type Call, type CallInputs, callInputs, type CallName, type CallValue, decide, replay } from './calls.ts'
import { wilson } from './stats/wilson.ts'
import { type Target, targetParser } from './targets.ts'
import { trendOf } from './trend.ts'
import { en } from './words-calls.en.ts'
import { es } from './words-calls.es.ts'
import { sayCall, sayInterval, sayTrend } from './words-calls.ts'

const target = (rest: object = {}): Target => {
  const all = {
    statement: 'cut chronic absenteeism to 13% or lower by 2029',
    source: { document: 'plan', page: '3' },
    measure: { id: 'chronic-absenteeism', version: '1' },
    population: 'all',
    unit: 'percent',
    kind: 'level',
    operator: '<=',
    amount: 13,
    baseline: { value: 29.1, unit: 'percent', asOf: { schoolYear: 2022 }, source: 'state' },
    dueBy: { schoolYear: 2029 },
    scope: { kind: 'all' },
    ...rest,
  }
  return targetParser.parse(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
}
const share = (k: number, n: number): CallValue => ({ type: 'share', k, n })
const call = (value: CallValue, rest: object = {}, on = '2026-06-30', inputs: Partial<CallInputs> = {}): Call =>
  decide(callInputs(on, value, target(rest), inputs))
const key = (made: Call): string => `${made.call} ${made.reason.key}`

describe('methods 3.4, no call comes first', () => {
  const met = share(10, 200)
  it.each([
    ['hidden', call({ type: 'hidden' })],
    ['zero_population', call({ type: 'none', state: 'zero_population' })],
    ['zero_population', call(share(0, 0))],
    ['not_applicable', call({ type: 'none', state: 'not_applicable' })],
    ['not_measured', call({ type: 'none', state: 'not_measured' })],
    ['few', call(share(0, 19))],
    ['definition', call(met, {}, '2026-06-30', { sameDefinition: false })],
    ['incomplete', call(met, {}, '2026-06-30', { complete: false })],
    ['noNumber', call(met, { kind: 'qualitative', operator: undefined, amount: undefined })],
    ['noBaseline', call(met, { baseline: null })],
    ['noBaseline', call(met, { kind: 'changePoints', amount: -7, baseline: null }, '2030-01-01')],
    [
      'ambiguous',
      call(met, {
        interpretations: [
          { id: 'a', targetValue: 13, argument: 'points' },
          { id: 'b', targetValue: 20, argument: 'relative' },
        ],
      }),
    ],
  ])('%s, although the value would meet the target', (reason, made) => {
    expect(key(made)).toBe(`no_call no_call.${reason}`)
  })
  it('20 students are enough', () => expect(call(share(0, 20)).call).toBe('met'))
  it('past the due day no path is needed, so no baseline either', () =>
    expect(call(met, { baseline: null }, '2029-06-30').call).toBe('met'))
})

describe('methods 3.4, met', () => {
  it('exact arithmetic on counts: 26 of 200 is 13%, strict or not as written', () => {
    expect(key(call(share(26, 200)))).toBe('met met.level')
    expect(call(share(26, 200), { operator: '<' }).call).not.toBe('met')
    expect(call(share(27, 200)).call).not.toBe('met')
    expect(call(share(9_000_002, 69_230_777)).call).not.toBe('met')
  })
  it('tells when it could be chance', () => {
    expect(call(share(26, 200)).couldBeChance).toBe(true)
    expect(call(share(2, 2000)).couldBeChance).toBe(false)
  })
  it('a plan to 2020: less than 10%, strictly', () => {
    const strict = { operator: '<', amount: 10, dueBy: { schoolYear: 2020 } }
    expect(call(share(100, 1000), strict).call).toBe('too_close')
    expect(call(share(99, 1000), strict).call).toBe('met')
  })
  it('a band is met inside it', () => {
    const band = { kind: 'band', low: 99, high: 101, operator: undefined, amount: undefined }
    const amount = (value: number): CallValue => ({ type: 'amount', amount: value, n: null, interval: null })
    const parsed = (value: number, on: string) =>
      decide(callInputs(on, amount(value), target({ ...band, unit: 'usd', baseline: null })))
    expect(key(parsed(100, '2026-06-30'))).toBe('met met.band')
    expect(key(parsed(102, '2026-06-30'))).toBe('behind behind.band')
    expect(key(parsed(102, '2029-06-30'))).toBe('missed missed.band')
  })
})

describe('methods 3.4, past the due day', () => {
  it('missed when the interval leaves the target out, too close when it holds it', () => {
    expect(key(call(share(60, 200), {}, '2029-06-30'))).toBe('missed missed.interval')
    expect(key(call(share(30, 200), {}, '2029-07-01'))).toBe('too_close too_close.due')
  })
  it('a count is missed by one: at most 483 suspensions', () => {
    const count = {
      kind: 'changeRelative',
      unit: 'count',
      amount: -90,
      baseline: { value: 4835, unit: 'count', asOf: { schoolYear: 2016 }, source: 'plan' },
      dueBy: { schoolYear: 2020 },
    }
    const tally = (amount: number): CallValue => ({
      type: 'amount',
      amount,
      n: null,
      interval: { low: amount - 40, high: amount + 40 },
    })
    expect(call(tally(483), count).call).toBe('met')
    expect(key(call(tally(484), count))).toBe('missed missed.level')
  })
})

describe('methods 3.4, before the due day', () => {
  it('the interval against the path', () => {
    expect(key(call(share(4412, 19_100)))).toBe('behind behind.above')
    expect(key(call(share(3300, 19_100)))).toBe('on_pace on_pace.below')
    expect(key(call(share(50, 220)))).toBe('too_close too_close.path')
    const rise = {
      operator: '>=',
      amount: 48,
      baseline: { value: 22, unit: 'percent', asOf: { schoolYear: 2022 }, source: 'state' },
    }
    expect(key(call(share(4412, 19_100), rise))).toBe('behind behind.below')
    expect(key(call(share(9000, 19_100), rise))).toBe('on_pace on_pace.above')
  })
  it('a path that is silent says when it will speak', () => {
    const made = call(share(50, 220), { path: { kind: 'endOnly' } })
    expect([key(made), made.firstPossible]).toEqual(['no_call no_call.silent', '2029-06-30'])
    expect(call(share(10, 220), { path: { kind: 'endOnly' } }).call).toBe('met')
  })
  it('an index without an interval is never judged on its point', () => {
    const index = {
      unit: 'index',
      operator: '>=',
      amount: 75,
      baseline: { value: 50, unit: 'index', asOf: { schoolYear: 2022 }, source: 'state' },
    }
    expect(key(call({ type: 'amount', amount: 60, n: 300, interval: null }, index))).toBe('no_call no_call.noInterval')
  })
  it('says what would settle it, and those counts do', () => {
    const { settles, expected } = call(share(50, 220))
    const { n, good, bad } = settles!
    expect(wilson({ k: good!, n })!.high).toBeLessThanOrEqual(expected!)
    expect(wilson({ k: good! + 1, n })!.high).toBeGreaterThan(expected!)
    expect(wilson({ k: bad!, n })!.low).toBeGreaterThan(expected!)
    expect(wilson({ k: bad! - 1, n })!.low).toBeLessThanOrEqual(expected!)
  })
  it('settles a rising target the other way round', () => {
    const rise = {
      operator: '>=',
      amount: 48,
      baseline: { value: 22, unit: 'percent', asOf: { schoolYear: 2022 }, source: 'state' },
    }
    const { settles, expected, call: name } = call(share(80, 220), rise)
    const { n, good, bad } = settles!
    expect(name).toBe('too_close')
    expect(wilson({ k: good!, n })!.low).toBeGreaterThanOrEqual(expected!)
    expect(wilson({ k: good! - 1, n })!.low).toBeLessThan(expected!)
    expect(wilson({ k: bad!, n })!.high).toBeLessThan(expected!)
    expect(wilson({ k: bad! + 1, n })!.high).toBeGreaterThanOrEqual(expected!)
    expect(sayCall(call(share(80, 220), rise), 'es').sentences[1]).toBe(
      `Con 220 estudiantes, ${good} o más lo decidirían a favor, y ${bad} o menos en contra.`,
    )
  })
})

describe('calls as a whole', () => {
  const rank: Record<CallName, number> = { missed: 0, behind: 0, too_close: 1, on_pace: 2, met: 3, no_call: -1 }
  const scene = fc.record({
    n: fc.integer({ min: 20, max: 800 }),
    amount: fc.integer({ min: 1, max: 99 }),
    base: fc.integer({ min: 1, max: 99 }),
    operator: fc.constantFrom('>=', '>', '<=', '<'),
    year: fc.integer({ min: 2022, max: 2030 }),
  })
  it('never gets worse as the value gets better', () => {
    fc.assert(
      fc.property(scene, ({ n, amount, base, operator, year }) => {
        const baseline = { value: base, unit: 'percent', asOf: { schoolYear: 2022 }, source: 'state' }
        const goal = target({ operator, amount, baseline })
        const ranks = Array.from(
          { length: n + 1 },
          (_, k) => rank[decide(callInputs(`${year}-06-30`, share(k, n), goal)).call],
        )
        const rising = operator.startsWith('>') ? ranks : ranks.toReversed()
        expect(rising).toEqual(rising.toSorted((a, b) => a - b))
      }),
      { numRuns: howMany(60, 600) },
    )
  })
  it('can be replayed from its stored inputs, and only from those of a call', () => {
    for (const value of [share(50, 220), share(4412, 19_100), { type: 'hidden' } as const]) {
      const made = call(value)
      expect(replay(JSON.parse(JSON.stringify(made.inputs)))).toEqual(made)
    }
    expect(() => replay({ ...call(share(1, 30)).inputs, rule: 'call-0' })).toThrow()
  })
  it('a hidden value is nowhere in the call', () =>
    expect(JSON.stringify(call({ type: 'hidden' }))).not.toContain('"k"'))
})

describe('methods 3.3 and 3.4, trend', () => {
  const trend = (now: CallValue, baseline: CallValue, good: 'up' | 'down' = 'down', sameDefinition = true) =>
    trendOf({ now, baseline, good, sameDefinition }).trend
  it('22 of 90 to 15 of 88 is no clear change', () =>
    expect(trend(share(15, 88), share(22, 90))).toBe('no_clear_change'))
  it('a large fall is improving or worsening by what is good', () => {
    expect(trend(share(200, 2000), share(500, 2000))).toBe('improving')
    expect(trend(share(200, 2000), share(500, 2000), 'up')).toBe('worsening')
  })
  it('needs two comparable points', () => {
    expect(trend(share(1, 20), share(9, 20), 'down', false)).toBe('not_comparable')
    expect(trend(share(1, 20), { type: 'hidden' })).toBe('not_comparable')
    expect(trend(share(1, 20), { type: 'amount', amount: 0.2, n: null, interval: null })).toBe('not_comparable')
    expect(trend(share(1, 20), share(0, 0))).toBe('not_comparable')
  })
})

describe('sentences', () => {
  it('a call behind pace', () => {
    const made = sayCall(call(share(4412, 19_100)), 'en')
    expect(made.word).toBe('Behind pace')
    expect(made.sentences).toEqual([
      'The path to 13% asked for 19.9% by now; the interval, 22.5 to 23.7, lies wholly above it.',
    ])
    expect(sayCall(call(share(4412, 19_100)), 'es').sentences[0]).toBe(
      'El camino hacia 13% pedía 19.9% a esta fecha; el intervalo, de 22.5 a 23.7, queda por completo por encima.',
    )
  })
  it('too close says what would settle it', () => {
    const [why, next] = sayCall(call(share(50, 220)), 'en').sentences
    expect(why).toBe('The path to 13% asked for 19.9% by now; the interval, 17.7 to 28.7, lies on both sides of it.')
    expect(next).toMatch(
      /^With 220 students, \d+ or fewer would settle it on the good side, and \d+ or more on the other\.$/,
    )
  })
  it('no call says why and when a first call is possible', () => {
    expect(sayCall(call(share(0, 12)), 'en').sentences).toEqual([
      'Only 12 students; a call needs at least 20.',
      'A first call is possible once 20 students are counted.',
    ])
    expect(sayCall(call(share(50, 220), { path: { kind: 'endOnly' } }), 'es').sentences).toEqual([
      'El plan no pide nada antes del 30 jun 2029.',
      'El primer veredicto será posible el 30 jun 2029.',
    ])
  })
  it('met and missed name the target as it was written', () => {
    expect(sayCall(call(share(26, 200)), 'en').sentences[0]).toBe('The value is 13.0%; the target was 13% or less.')
    expect(sayCall(call(share(60, 200), {}, '2029-06-30'), 'en').sentences[0]).toBe(
      'The target was 13% or less by Jun 30, 2029; the value is 30.0%, and the interval, 24.1 to 36.7, does not reach it.',
    )
  })
  it('rounding never blurs an interval with the path', () => {
    const made = call(share(4412, 19_100))
    const near = {
      ...made,
      reason: {
        key: 'behind.above' as const,
        values: {
          ...made.reason.values,
          expected: { number: 0.22499, as: 'percent' as const },
          interval: { interval: { low: 0.2251, high: 0.237 }, near: 0.22499, as: 'percent' as const },
        },
      },
    }
    expect(sayCall(near, 'en').sentences[0]).toContain('asked for 22.50% by now; the interval, 22.51 to 23.70')
  })
  it('trend and interval', () => {
    const trend = trendOf({ now: share(15, 88), baseline: share(22, 90), good: 'down', sameDefinition: true })
    expect(sayTrend(trend, 'en').sentence).toBe(
      'The change since the baseline is \u22127.4 points; chance alone could make it \u221219.1 to +4.6, and zero lies inside.',
    )
    expect(sayInterval({ low: 0.225, high: 0.237 }, 'percent', 19_100, 'en')).toBe(
      'We counted everyone; the band, 22.5 to 23.7, shows what chance alone could do to a group of 19,100.',
    )
  })
  it('no sentence says "because", in either language', () => {
    expect(Object.values(en).join(' ')).not.toMatch(/because/i)
    expect(Object.values(es).join(' ')).not.toMatch(/porque|debido/i)
  })
})
