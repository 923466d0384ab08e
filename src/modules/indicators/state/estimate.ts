import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { type Estimate, estimateIndex, type OwnRate } from '../accountability/estimate.ts'
import type { IndicatorId } from '../accountability/indicators.ts'
import { years } from '../accountability/years.ts'
import { find, valueOf } from '../cells.ts'
import { cellsFor } from '../view.ts'
import { definitionOf } from './view.ts'

/** Which of our measures stands for a part. `yearOn`: the state scores graduation one year late. `group`: whose rate it is. */
const sources: readonly { id: IndicatorId; definition: string; group?: 'high_needs'; yearOn?: number }[] = [
  { id: '1a', definition: 'ela-performance-index' },
  { id: '1b', definition: 'ela-performance-index', group: 'high_needs' },
  { id: '1c', definition: 'math-performance-index' },
  { id: '1d', definition: 'math-performance-index', group: 'high_needs' },
  { id: '1e', definition: 'science-performance-index' },
  { id: '1f', definition: 'science-performance-index', group: 'high_needs' },
  { id: '2a', definition: 'ela-growth' },
  { id: '2b', definition: 'ela-growth', group: 'high_needs' },
  { id: '2c', definition: 'math-growth' },
  { id: '2d', definition: 'math-growth', group: 'high_needs' },
  { id: '4a', definition: 'chronic-absenteeism' },
  { id: '4b', definition: 'chronic-absenteeism', group: 'high_needs' },
  { id: '5', definition: 'college-career-courses' },
  { id: '6', definition: 'college-career-exams' },
  { id: '7', definition: 'freshmen-on-track' },
  { id: '8', definition: 'four-year-graduation', yearOn: -1 },
  { id: '9', definition: 'six-year-graduation', group: 'high_needs', yearOn: -1 },
  { id: '10', definition: 'postsecondary-entrance' },
  { id: '12', definition: 'arts-access' },
]

/** The newest school year whose weights are known. */
export const newestWeights = Math.max(...years.map((one) => one.schoolYear))

/**
 * An index of our own making for a place: our numbers of a school year under the weights of that year, or of the newest one that is known. Numbers that this reader may not
 * see drop out like those that we do not have. Out: the estimate and whose weights; null when nothing at all could be scored, or the state scored nothing that year.
 */
export async function estimateFor(
  tx: Tx,
  scope: Scope,
  asked: { districtId: number; orgId: number; schoolYear: number; highGrade: string },
): Promise<{ estimate: Estimate; weights: number } | null> {
  const rates: OwnRate[] = []
  for (const source of sources) {
    const definition = definitionOf({ id: source.definition })
    if (!definition) continue
    const read = await cellsFor(tx, scope, {
      definition: definition.id,
      districtId: asked.districtId,
      orgIds: [asked.orgId],
      schoolYears: [asked.schoolYear + (source.yearOn ?? 0)],
      periods: ['year'],
      groupSets: [source.group ?? 'all'],
    })
    const cell = find(read.get(asked.orgId)?.cells ?? [], {
      group_set: source.group ?? 'all',
      group_value: source.group ? 'yes' : 'all',
    })
    rates.push({ id: source.id, rate: valueOf(cell, definition), students: cell?.d ?? null })
  }
  const weights = Math.min(asked.schoolYear, newestWeights)
  const estimate = estimateIndex({ schoolYear: weights, highGrade: asked.highGrade, rates })
  if (typeof estimate === 'string' || estimate.possible === 0) return null
  return { estimate, weights }
}
