import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Path } from '../file/problem.ts'
import { readPlan } from '../file/read.ts'
import { valueAt } from './value.ts'

const { plan } = readPlan(readFileSync(new URL('../../../../plans/hartford-2018-22.plan.yaml', import.meta.url)))
if (!plan) throw new Error('no plan')
const e = (id: string): number => plan.elements.findIndex((one) => one.id === id)
const m = (id: string): number => plan.measures.findIndex((one) => one.id === id)

test.each<[string, Path, string | null, string | null]>([
  ['a day', ['adoption', 'on'], plan.adoption.on, null],
  ['a number', ['measures', m('m-dg-fin-cycle'), 'targets', 0, 'amount'], '-60', null],
  ['a target by its words', ['measures', m('m-dg-fin-cycle'), 'targets', 0], 'by 60 days', 'en'],
  ['words of the source', ['elements', e('g2'), 'timeframe', 'words'], 'by 2022', 'en'],
  ['a text in the reader’s language', ['elements', e('g2'), 'title'], 'Más estudiantes terminan la secundaria', null],
  ['a code', ['elements', e('g2'), 'code'], 'G2', null],
  ['ids', ['elements', e('g2'), 'parents'], 'o-tl', null],
  ['nothing for an element', ['elements', e('g2')], null, null],
  ['nothing for the plan', [], null, null],
  ['nothing where nothing is', ['elements', 99_999, 'code'], null, null],
])('%s', (_, path, words, lang) => {
  const found = valueAt(plan, path, 'es')
  expect([found?.words ?? null, found?.lang ?? null]).toEqual([words, lang])
})
