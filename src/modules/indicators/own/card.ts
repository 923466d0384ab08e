import { createHash } from 'node:crypto'
import type { DefinitionCard } from '../definitions/catalog.ts'
import type { OutcomeCard, OutcomeDataset, ParamValue } from '../definitions/outcomes.ts'
import { compile } from './engine/compile.ts'
import { type FactName, factOf } from './facts.ts'
import { ownPrefix } from './id.ts'
import { type Definition, testsOf } from './language.ts'

/** An own definition as the engine computes it. */
export type OwnCard = OutcomeCard & { ownSql: string }

/** Its own words, for the sentences of the catalog that say whose definition it is. */
const wordsOf = ({ name, sentence }: Definition) => ({
  nameEn: name.en,
  nameEs: name.es,
  sentenceEn: sentence.en,
  sentenceEs: sentence.es,
})

const datasetOf = (fact: FactName): string => (fact === 'attendance' ? 'enrollment' : factOf(fact).dataset)

const unitOf = ({ counts }: Definition): 'share' | 'per100' | 'days' =>
  counts.kind === 'share' ? 'share' : counts.kind === 'count' ? 'per100' : 'days'

/** The same as a card of the catalog, for pages. */
export function ownDefinitionCard(definition: Definition): DefinitionCard {
  const card = ownCard(definition)
  const { counts } = definition
  return {
    id: card.id as DefinitionCard['id'],
    words: card.words,
    unit: counts.kind === 'share' ? 'fraction' : counts.kind === 'count' ? 'per100' : 'days',
    direction: definition.direction,
    grain: 'school year, organization, group',
    people: 'd',
    counts: counts.kind === 'share' ? 'students' : 'tally',
    datasets: ['enrollment', 'student_group', 'org', ...card.datasets],
    sql: ['enrolled', 'year-trait'],
    parameters: [],
  }
}

/**
 * A checked definition as a card of a measure of a school year. What must be there before it is computed: the rows that say who is asked about, or, when
 * that is everybody enrolled, those of the first count.
 */
export function ownCard(definition: Definition): OwnCard {
  const { sql, params } = compile(definition)
  const tests = testsOf(definition)
  const rows = [definition.of, ...tests.map((test) => test.rows)]
  const first = rows.find((one) => one.fact !== 'enrollment') ?? definition.of
  // Course flags may be away: then what a course counts for is not known. Absences are read from results, not from the lake.
  const datasets = new Set(rows.map((one) => datasetOf(one.fact)).filter((one) => one !== 'enrollment'))
  const rule: Record<string, ParamValue> = {
    rule: createHash('sha256').update(sql).digest('hex').slice(0, 16),
    ...params,
  }
  return {
    id: `${ownPrefix}${definition.id}`,
    words: { name: 'own.name', sentence: 'own.sentence', people: 'students', values: wordsOf(definition) },
    unit: unitOf(definition),
    direction: definition.direction,
    needs: { dataset: datasetOf(first.fact) as OutcomeDataset, yearsBack: first.year === 'before' ? 1 : 0 },
    datasets: [...datasets] as OutcomeDataset[],
    steps: ['enrolled', 'own'],
    trait: 'year-trait',
    params: rule,
    grades: definition.grades ?? factOf(definition.of.fact).grades,
    above: definition.counts.kind === 'share' ? 'any' : 'sum',
    ownSql: sql,
  }
}
