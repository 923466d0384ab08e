import type { DefinitionCard } from '../definitions/catalog.ts'
import { isOwn } from '../own/id.ts'

/** The parts of the list of indicators, in their order. */
export const areas = [
  'attendance',
  'graduation',
  'achievement',
  'readiness',
  'climate',
  'support',
  'whole',
  'staff',
  'money',
  'own',
  'other',
] as const
export type Area = (typeof areas)[number]

/** Measures whose data would put them elsewhere than their meaning does. */
const named: Readonly<Record<string, Area>> = {
  'freshmen-on-track': 'graduation',
  'on-track-chicago': 'graduation',
  'algebra-1-by-grade-9': 'graduation',
  'college-career-exams': 'readiness',
  'arts-access': 'whole',
}

/** What a dataset is about: a new measure finds its place by what it reads. The first that fits counts. */
const byData: readonly (readonly [dataset: string, area: Area])[] = [
  ['cohort', 'graduation'],
  ['postsecondary', 'readiness'],
  ['discipline', 'climate'],
  ['survey', 'climate'],
  ['fitness', 'whole'],
  ['assessment', 'achievement'],
  ['growth', 'achievement'],
  ['index', 'achievement'],
  ['course', 'readiness'],
  ['program', 'support'],
  ['staff', 'staff'],
  ['budget', 'money'],
  ['submission', 'attendance'],
  ['attendance', 'attendance'],
  ['enrollment', 'attendance'],
]

/** The area of a measure. In: its id and datasets; `own` when the district defined it. */
export function areaOf(definition: Pick<DefinitionCard, 'datasets'> & { id: string }, own = false): Area {
  if (own || isOwn(definition.id)) return 'own'
  const known = named[definition.id]
  if (known) return known
  const reads: readonly string[] = definition.datasets
  return byData.find(([dataset]) => reads.includes(dataset))?.[1] ?? 'other'
}
