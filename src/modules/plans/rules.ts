import { Temporal } from 'temporal-polyfill'
import type { Text } from '../../platform/words.ts'
import type { ReferenceRow } from '../indicators/index.ts'
import type { Plan } from './file/format.ts'
import type { PlanGraph } from './graph.ts'
import type { ElementRow, PlanRow } from './schema.ts'

/** Address of an element's page. The id stays when the code changes. */
export const elementHref = (slug: string, element: string): string =>
  `/plans/${encodeURIComponent(slug)}/${encodeURIComponent(element)}`

/** Words that stand for a page where the id of a plan stands (`/plans/ledger`): no plan may have them as its id. A test holds them to the routes. */
export const takenByPages: ReadonlySet<string> = new Set(['crosswalk', 'ledger', 'units'])
/** Words that stand for a page of a plan where an element's id stands (`/plans/x/diff`): no element may have them as id or code. */
export const takenByPlanPages: ReadonlySet<string> = new Set([
  'about',
  'alignment',
  'approvals',
  'diff',
  'drafts',
  'families',
  'find',
  'glossary',
  'measures',
  'offices',
  'record',
  'reviews',
  'rollout',
  'values',
  'voices',
])

/** The instant at which a day ends in a time zone: what was recorded before it is what the page said at the end of that day. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone)
  return new Date(next.epochMilliseconds)
}

/** True for a day as addresses write it: yyyy-mm-dd, one that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

/** Small letters, no accents, single spaces: `Mas días` finds `más DÍAS`. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** The words of a search: eight at most, each of 60 letters at most. */
export const termsOf = (asked: string): string[] =>
  [...new Set(plain(asked).split(' '))]
    .filter(Boolean)
    .slice(0, 8)
    .map((term) => term.slice(0, 60))

const textsOf = (text: Text | null): string[] => (text ? [text.en ?? '', text.es ?? ''] : [])

/**
 * The measures of a plan with this code, or with all of some words in code, title (every language), instrument or indicator; by code first, then in the order
 * of the plan. In: the code as typed; words in small letters without accents (see `termsOf`).
 */
export function findMeasures(plan: Plan, asked: { code: string; terms: readonly string[] }): Plan['measures'] {
  const code = plain(asked.code)
  if (code === '') return []
  const byCode = plan.measures.filter((one) => one.code !== null && plain(one.code) === code)
  const byWords = plan.measures.filter((one) => {
    const words = plain([one.code ?? '', ...textsOf(one.title), one.instrument ?? '', one.definition ?? ''].join(' '))
    return asked.terms.length > 0 && asked.terms.every((term) => words.includes(term))
  })
  return [...new Set([...byCode, ...byWords])]
}

/** The rows of today's elements, in the order of the plan. */
export function elementRows(graph: PlanGraph): ElementRow[] {
  const offices = new Map(graph.plan.offices.map((office) => [office.id, office.orgCode]))
  return graph.plan.elements.map((e, sort) => ({
    element: e.id,
    code: e.code,
    old_codes: e.oldCodes,
    level: e.level,
    role: graph.level(e)?.role ?? 'task',
    sort,
    parents: e.parents,
    title: e.title,
    owner: e.owner,
    owner_code: e.owner ? (offices.get(e.owner) ?? null) : null,
    from_date: e.timeframe?.from ?? null,
    to_date: e.timeframe?.to ?? null,
    words: plain([e.code ?? '', ...e.oldCodes, ...textsOf(e.title), ...textsOf(e.text)].join(' ')),
  }))
}

/** The elements of a plan in canonical form, each as the text that it stands there as. */
const elementTexts = (canonical: string): [id: string, text: string][] => {
  const { elements = [] } = JSON.parse(canonical) as { elements?: { id: string }[] }
  return elements.map((one) => [one.id, JSON.stringify(one)])
}

/** How many elements a new version adds, changes and takes out. In: both versions in canonical form, null for none before. */
export function differenceOf(
  before: string | null,
  after: string,
): { added: number; changed: number; removed: number } {
  const known = new Map(before === null ? [] : elementTexts(before))
  const told = { added: 0, changed: 0, removed: 0 }
  for (const [id, text] of elementTexts(after)) {
    const was = known.get(id)
    if (was === undefined) told.added += 1
    else if (was !== text) told.changed += 1
    known.delete(id)
  }
  return { ...told, removed: known.size }
}

/**
 * The published figures of a plan in the shape of the indicators' references: those of a definition that is computed, about all students,
 * the same measure, in percent or as a fraction. Values become fractions by moving the decimal point, so that 22.4 is 0.224.
 */
export function referencesOf(plan: Plan, isKnown: (definition: string) => boolean): ReferenceRow[] {
  const sources = new Map(plan.sources.map((source) => [source.id, source]))
  const measures = new Map(plan.measures.map((measure) => [measure.id, measure]))
  return plan.published.flatMap((figure) => {
    const definition = measures.get(figure.measure)?.definition
    const fraction =
      figure.unit === 'percent' ? Number(`${figure.value}e-2`) : figure.unit === 'fraction' ? figure.value : null
    if (
      !definition ||
      !isKnown(definition) ||
      fraction === null ||
      !figure.comparable ||
      figure.population.set !== 'all'
    )
      return []
    const source = sources.get(figure.source.id)
    return [
      {
        place: figure.entity.code,
        definition,
        school_year: figure.schoolYear,
        value: fraction,
        n: figure.numerator,
        d: figure.denominator,
        suppressed: false,
        source: [source?.publisher, source?.title, source?.file, figure.source.place].filter(Boolean).join(', '),
      },
    ]
  })
}

/** Plans as a list shows them: the current one, other own ones, then examples; later years first. */
export function inListOrder<P extends Pick<PlanRow, 'kind' | 'current' | 'period_to' | 'slug'>>(
  plans: readonly P[],
): P[] {
  const rank = (plan: P) => (plan.current ? 0 : plan.kind === 'own' ? 1 : 2)
  return plans.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.period_to < b.period_to ? 1 : a.period_to > b.period_to ? -1 : a.slug.localeCompare(b.slug)),
  )
}
