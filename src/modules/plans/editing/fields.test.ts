import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { changedFields, elementFields, flatElement, meant, mergeFlat, takeElement } from './fields.ts'
import { flatMeasure, measureFields, takeMeasure } from './measure-fields.ts'
import { same } from './ops.ts'
import { fromLines, withWords } from './texts.ts'

const folder = new URL('../../../../plans/', import.meta.url)
const load = (name: string): Plan => {
  const { plan } = readPlan(readFileSync(new URL(name, folder)))
  if (!plan) throw new Error(name)
  return plan
}
const mill = load('mill-river-2026-29.plan.yaml')
const names = ['mill-river-2026-29', 'hartford-2021-24', 'ctecs-2019-22', 'okr-example']

describe('forms', () => {
  test.each(names)('every element and measure of %s goes through its form and comes back as it was', (name) => {
    expect(readdirSync(folder)).toContain(`${name}.plan.yaml`)
    const plan = name === names[0] ? mill : load(`${name}.plan.yaml`)
    for (const one of plan.elements) {
      const { value, problems } = takeElement(plan, one, flatElement(plan, one))
      expect([one.id, problems, same(value, one)]).toEqual([one.id, [], true])
    }
    for (const one of plan.measures) {
      const { value, problems } = takeMeasure(plan, one, flatMeasure(plan, one))
      expect([one.id, problems, same(value, one)]).toEqual([one.id, [], true])
      expect(Object.keys(flatMeasure(plan, one)).toSorted()).toEqual(measureFields(one).toSorted())
    }
  })

  test('a new code keeps the old one; parents are named by code, old code or id', () => {
    const one = mill.elements.find((e) => e.code === '2.1')
    if (!one) throw new Error('no 2.1')
    expect(takeElement(mill, one, { code: '2.9' }).value).toMatchObject({ code: '2.9', oldCodes: ['2.1'] })
    expect(takeElement(mill, one, { parents: 'g2, G1' }).value?.parents).toEqual([
      meant(mill, 'G2')?.id,
      meant(mill, 'g1')?.id,
    ])
    expect(takeElement(mill, one, { parents: '2.1' }).problems).toEqual([{ field: 'parents', rule: 'nobody' }])
    expect(takeElement(mill, one, { 'timeframe.from': '2026-02-30' }).problems).toEqual([
      { field: 'timeframe.from', rule: 'date' },
    ])
    const none = { 'timeframe.words': '', 'timeframe.from': '', 'timeframe.to': '' }
    expect(takeElement(mill, one, none).value?.timeframe).toBe(null)
  })

  test('places of the source are lines; a line without a place, or with another key, is none', () => {
    const h18 = load('hartford-2018-22.plan.yaml')
    const g2 = h18.elements.find((e) => e.id === 'g2')
    if (!g2) throw new Error('no g2')
    const lines = flatElement(h18, g2).mentions.split('\n')
    expect(lines[1]).toBe('place: Strategy table | words: graduation rate 9% | number: 9 | unit: % | date: 2022')
    const take = (mentions: string) => takeElement(h18, g2, { mentions })
    expect(take([...lines, 'page: 4 | place: A box | words: 9%'].join('\n')).value?.mentions[3]).toMatchObject({
      page: 4,
      place: 'A box',
      words: '9%',
    })
    expect(take('').value?.mentions).toEqual([])
    for (const bad of ['words: 9%', 'place: x | size: 3', 'place: x | page: three', 'a box'])
      expect(take(bad).problems).toEqual([{ field: 'mentions', rule: 'shape' }])
    expect(take('place: x | words: one two three four five six seven').value).toBe(null)
    expect(takeElement(h18, g2, { 'source.page': '7' }).value?.source).toEqual({ page: 7, place: 'Strategy table' })
    expect(takeElement(h18, g2, { 'source.page': 'x' }).value).toBe(null)
    expect(takeElement(h18, g2, { 'source.place': '' }).value?.source).toBe(null)
  })

  test('numbers as people type them; half a baseline is no baseline', () => {
    const one = mill.measures.find((m) => m.targets.length > 0)
    const target = one?.targets[0]
    if (!one || !target) throw new Error('no target')
    const field = (name: string) => `t.${target.id}.${name}`
    const take = (typed: string) => takeMeasure(mill, one, { [field('amount')]: typed })
    expect([' 1,250.5 ', '-3', '\u22123', ''].map((typed) => take(typed).value?.targets[0]?.amount)).toEqual([
      1250.5,
      -3,
      -3,
      null,
    ])
    for (const typed of ['12%', '1,25', '1e9', 'many'])
      expect(take(typed).problems).toEqual([{ field: field('amount'), rule: 'number' }])
    const half = takeMeasure(mill, one, { [field('baseline.value')]: '', [field('baseline.source')]: 'A report' })
    expect(half.problems.map((p) => p.field)).toContain(field('baseline.value'))
  })

  test('line ends and spaces of a browser are no change', () => {
    const shown = { ...flatElement(mill, mill.elements[0] as Plan['elements'][number]), 'text.en': 'a\nb' }
    expect(changedFields(elementFields, shown, { ...shown, 'text.en': ' a\r\nb ' })).toEqual({})
    expect(mergeFlat({ a: 'x' }, { a: 'y' }, { a: 'y ' })).toEqual({ fields: {}, clashes: [] })
  })
})

describe('texts', () => {
  const both = { source: 'en', en: 'one', es: 'uno' } as const
  test('a changed original makes the translation stale; a changed translation is written again', () => {
    expect(withWords(both, 'en', { en: 'two' })).toEqual({ source: 'en', en: 'two', es: 'uno', state: { es: 'stale' } })
    expect(withWords({ ...both, state: { es: 'stale' } }, 'en', { es: 'dos' })?.state).toEqual({ es: 'written' })
    expect(withWords(both, 'en', { en: 'two', es: 'dos' })).toEqual({ source: 'en', en: 'two', es: 'dos' })
    expect(withWords(both, 'en', { en: '', es: ' ' })).toBe(null)
    expect(withWords(null, 'es', { es: 'uno' })).toEqual({ source: 'es', es: 'uno' })
  })
  test('lines: unchanged ones stay as they are, in both languages', () => {
    const list = [{ ...both, state: { es: 'reviewed' } } as const, { source: 'en', en: 'only' } as const]
    expect(fromLines(list, 'en', { en: 'one\nonly\nnew', es: 'uno' })).toEqual([...list, { source: 'en', en: 'new' }])
    expect(fromLines(list, 'en', { en: 'only', es: '' })).toEqual([{ source: 'en', en: 'only' }])
  })
})
