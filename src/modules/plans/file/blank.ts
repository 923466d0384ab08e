import type { Element, Measure, Target } from './format.ts'

/** An element with nothing but what it must have: every other field as the format leaves it. In: what it has. */
export const blankElement = (has: Pick<Element, 'id' | 'level' | 'title'> & Partial<Element>): Element => ({
  code: null,
  printed: null,
  oldCodes: [],
  parents: [],
  text: null,
  owner: null,
  champion: null,
  timeframe: null,
  wave: null,
  major: false,
  youWillSee: [],
  source: null,
  mentions: [],
  cites: [],
  state: 'stated',
  note: null,
  ...has,
})

/** A measure with nothing but what it must have; an outcome for everybody, without targets. In: what it has. */
export const blankMeasure = (has: Pick<Measure, 'id' | 'of' | 'title'> & Partial<Measure>): Measure => ({
  definition: null,
  role: 'outcome',
  who: null,
  code: null,
  pair: null,
  monitoring: null,
  instrument: null,
  artefact: false,
  every: null,
  office: null,
  source: null,
  mentions: [],
  populations: [{ set: 'all', value: 'all' }],
  targets: [],
  note: null,
  ...has,
})

/** A target with nothing but what it must have: of everybody, on a straight way. In: what it has. */
export const blankTarget = (has: Pick<Target, 'id' | 'kind'> & Partial<Target>): Target => ({
  words: null,
  source: null,
  population: { set: 'all', value: 'all' },
  operator: null,
  amount: null,
  unit: null,
  baseline: null,
  dueBy: null,
  path: 'linear',
  milestones: [],
  scope: 'all',
  unitRule: null,
  interpretations: [],
  chosen: null,
  chosenBy: null,
  chosenOn: null,
  note: null,
  ...has,
})
