import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { checkPlan } from '../check.ts'
import { canonical } from '../file/canonical.ts'
import { type Plan, planFormat } from '../file/format.ts'
import { type Format, receivePlan, sendPlan } from './formats.ts'
import { lostIn } from './lost.ts'
import { writable } from './signs.ts'
import { disposeSchemas, validate } from './stratml/standard.ts'

afterAll(disposeSchemas)

/** Words as people could type them, and as they should not: signs of XML, CSV and formulas, lines, other scripts. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '&',
        '<',
        '>',
        '"',
        "'",
        ']]>',
        '=1+1',
        "'=x",
        '-',
        '@',
        ',',
        ';',
        '\n',
        '\t',
        ' ',
        '  ',
        '[Elements]',
        '_x0041_',
        '☂',
        'é',
        '日本',
        '😀',
        '&amp;',
        '<!--',
        '%',
        '\\',
        '(none)',
        'yes',
        '2026-01-01',
        '5',
      ),
      fc.string({ minLength: 1, maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => writable(parts.join(' '), '').replaceAll('\r', '').normalize('NFC').trim())
  .filter((text) => text !== '')

const day = fc.integer({ min: 0, max: 1000 }).map((n) => new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10))
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })

const target = fc.oneof(
  fc.record({
    kind: fc.constant('level'),
    operator: fc.constantFrom('>=', '<='),
    amount: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 1e-9, max: 1e22, noNaN: true })),
    unit: fc.constant('percent'),
    dueBy: maybe(day.map((date) => ({ date }))),
    note: maybe(words),
  }),
  fc.record({
    kind: fc.constantFrom('qualitative', 'direction'),
    note: maybe(words),
    dueBy: maybe(day.map((date) => ({ date }))),
  }),
)

/** A small plan of a random grammar of two to four levels, with everything that more than one format carries. */
const plan: fc.Arbitrary<Plan> = fc
  .record({
    levels: fc.integer({ min: 2, max: 4 }),
    title: words,
    org: words,
    code: maybe(words),
    summary: maybe(words),
    notes: fc.array(words, { maxLength: 1 }),
    values: fc.array(words, { maxLength: 2 }),
    offices: fc.array(words, { minLength: 1, maxLength: 3 }),
    elements: fc.array(
      fc.record({
        title: words,
        es: maybe(words),
        text: maybe(words),
        note: maybe(words),
        coded: fc.boolean(),
        owned: fc.boolean(),
        pick: fc.nat(),
        when: maybe(fc.record({ words: words.map((one) => one.slice(0, 80).trim()).filter(Boolean), from: day })),
        measures: fc.array(fc.record({ title: words, targets: fc.array(target, { maxLength: 3 }) }), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map((one) => {
    const ids: string[][] = Array.from({ length: one.levels }, () => [])
    const elements = one.elements.map((each, i) => {
      let level = i === 0 ? 0 : each.pick % one.levels
      while (level > 0 && ids[level - 1]?.length === 0) level--
      const above = ids[level - 1] ?? []
      ids[level]?.push(`e${i}`)
      return {
        id: `e${i}`,
        code: each.coded ? `C${i}.a` : null,
        level: `l${level}`,
        parents: level === 0 ? [] : [above[each.pick % above.length] ?? ''],
        title: each.es ? { en: each.title, es: each.es } : each.title,
        text: each.text,
        note: each.note,
        owner: each.owned ? 'o0' : null,
        timeframe: each.when,
      }
    })
    const value = {
      format: 'throughline-plan/1',
      id: 'p-1',
      language: 'en',
      title: one.title,
      summary: one.summary,
      org: { name: one.org.slice(0, 300).trim(), code: one.code?.slice(0, 300).trim() ?? null },
      period: { words: 'three years', from: '2026-07-01', to: '2029-06-30' },
      adoption: { state: 'draft' },
      grammar: {
        levels: Array.from({ length: one.levels }, (_, i) => ({
          id: `l${i}`,
          name: `Level ${i}`,
          plural: `Levels ${i}`,
          role: ['theme', 'goal', 'strategy', 'task'][i],
          parents: i === 0 ? [] : [`l${i - 1}`],
        })),
      },
      statements: one.values.map((title, i) => ({ id: `v${i}`, kind: 'value', title })),
      offices: one.offices.map((name, i) => ({ id: `o${i}`, name })),
      elements,
      measures: one.elements.flatMap((each, i) =>
        each.measures.map((measure, j) => ({
          id: `m${i}-${j}`,
          of: [`e${i}`],
          title: measure.title,
          role: 'outcome',
          targets: measure.targets.map((asked, k) => ({ id: `t${i}-${j}-${k}`, ...asked })),
        })),
      ),
      notes: one.notes,
    }
    return planFormat('en').parse(value)
  })
  .filter((one) => checkPlan(one).every((problem) => problem.severity !== 'error'))

const runs = (sample: number, full: number) => ({ seed: seed(), numRuns: amount(sample, full) })
const through = async (one: Plan, format: Format): Promise<{ plan: Plan; bytes: Uint8Array }> => {
  const { bytes } = await sendPlan(one, format, { lang: 'en' })
  const came = await receivePlan(bytes, format, { language: 'en', lang: 'en' })
  if (!came.plan) throw new Error(JSON.stringify(came.findings.filter((each) => each.severity === 'error')))
  return { plan: came.plan, bytes }
}

describe('any damaged file', () => {
  it.each(['stratml1', 'stratml2', 'csv', 'xlsx', 'json'] as const)(
    '%s is read or refused, never thrown',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(
          plan,
          fc.array(
            fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.integer({ min: 0, max: 255 })),
            {
              minLength: 1,
              maxLength: 4,
            },
          ),
          fc.double({ min: 0.2, max: 1.2, noNaN: true }),
          async (one, damage, cut) => {
            const { bytes } = await sendPlan(one, format, { lang: 'en' })
            const broken = new Uint8Array(bytes).subarray(0, Math.ceil(bytes.length * Math.min(1, cut)))
            for (const [at, value] of damage) broken[Math.floor(at * broken.length)] = value
            const came = await receivePlan(broken, format, { language: 'en', lang: 'es' })
            if (!came.plan)
              expect(came.findings.some((each) => each.severity === 'error' && each.what !== '')).toBe(true)
          },
        ),
        runs(format === 'xlsx' ? 4 : 15, 3000),
      )
    },
  )
})

describe('any small plan', () => {
  it('through JSON is the same plan', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (one) => {
        expect(canonical((await through(one, 'json')).plan)).toBe(canonical(one))
      }),
      runs(15, 2000),
    )
  })
  it.each(['stratml1', 'stratml2'] as const)('through %s and back and there again loses nothing', async (format) => {
    await fc.assert(
      fc.asyncProperty(plan, async (one) => {
        const first = await through(one, format)
        validate(new TextDecoder().decode(first.bytes), format === 'stratml1' ? 1 : 2)
        expect(first.plan.elements.length).toBe(one.elements.length)
        expect(first.plan.elements.map((each) => each.title.en ?? '').toSorted()).toEqual(
          one.elements.map((each) => each.title.en ?? '').toSorted(),
        )
        if (format === 'stratml2') expect(first.plan.measures.length).toBe(one.measures.length)
        const second = await through(first.plan, format)
        expect(new TextDecoder().decode(second.bytes)).toBe(new TextDecoder().decode(first.bytes))
        expect(canonical(second.plan)).toBe(canonical(first.plan))
        expect(lostIn(first.plan, format)).toEqual([])
      }),
      runs(15, 2000),
    )
  })
  it.each([
    ['csv', 15],
    ['xlsx', 3],
  ] as const)('through %s is the same but for what is listed', async (format, sample) => {
    await fc.assert(
      fc.asyncProperty(plan, async (one) => {
        const came = await through(one, format)
        const lost = new Set(
          lostIn(one, 'tables').flatMap((each) => each.fields.map((field) => field.replace('plan.', ''))),
        )
        const kept = (of: Plan) => Object.fromEntries(Object.entries(of).filter(([key]) => !lost.has(key)))
        expect(kept(came.plan)).toEqual(kept(one))
        expect(lostIn(came.plan, 'tables')).toEqual([])
      }),
      runs(sample, 1000),
    )
  })
})
