import { languages, type Text } from '../../../platform/words.ts'
import type { Element, PlanGraph } from '../../plans/index.ts'
import type { EditionContent } from '../editions/content.ts'
import type { PublicCell } from '../sources.ts'
import { keyOf } from '../tables.ts'
import type { ReportContent, ReportRow } from './schema.ts'

/** What a plan's annual reports are about: its goals, and what stands at its top. */
export function goalsIn(graph: PlanGraph): readonly Element[] {
  const goals = graph.plan.elements.filter((one) => graph.level(one)?.role === 'goal')
  const top = graph.roots().filter((one) => !goals.includes(one))
  return [...goals, ...top]
}

/** The part of the plan whose work belongs to a goal: the goal itself, or what it stands under where nothing stands below the goal. */
export const baseOf = (graph: PlanGraph, goal: Element): Element =>
  graph.children(goal.id).length > 0 ? goal : (graph.parents(goal.id)[0] ?? goal)

/** The parts of that work: what stands right below it, but for goals. */
export const partsOf = (graph: PlanGraph, base: Element, goal: Element): Element[] =>
  graph.children(base.id).filter((one) => one.id !== goal.id && graph.level(one)?.role !== 'goal')

/** The parts of an edition that some promises need: their measures, and of those the cells of the whole district. */
export function numbersFor(content: EditionContent, promises: ReadonlySet<string>): ReportContent['numbers'] {
  const own = content.promises.filter((one) => promises.has(one.id))
  const used = new Set(own.map((one) => one.definition))
  return {
    number: content.number,
    as_of: content.as_of,
    district: content.district,
    years: content.years,
    definitions: content.definitions.filter((card) => used.has(card.id)),
    promises: own,
    cells: content.cells.filter(
      (cell) => used.has(cell.definition) && cell.org_id === content.district.org_id && cell.period === 'year',
    ),
    untranslated: [],
  }
}

/** True when two texts say the same in every language. */
export const sameWords = (a: Text, b: Text): boolean => languages.every((lang) => (a[lang] ?? '') === (b[lang] ?? ''))

/** The school year that a report from an edition is about: the latest one that is over. */
export const yearOfReport = (content: Pick<EditionContent, 'years'>): number => content.years.latest

/** Every text of a report that somebody typed, and the titles of the plan. */
export function reportTexts({ words, corrects, goal, below, strategies, responses, numbers }: ReportContent): Text[] {
  return [
    words,
    ...(corrects ? [corrects.words] : []),
    goal.title,
    ...(goal.text ? [goal.text] : []),
    ...[below, ...strategies, ...numbers.promises].map((one) => one.title),
    ...responses.map((one) => one.words),
  ]
}

/**
 * The signed reports that the next edition gives out: those of the newest year, so that they stand together in the newest edition, and each that no published
 * edition gave out yet. Older ones stay in the editions that gave them out. In: signed reports; the ids of those that are out.
 */
export function reportsToGive<Row extends Pick<ReportRow, 'progress_report_id' | 'school_year'>>(
  signed: readonly Row[],
  out: ReadonlySet<number>,
): Row[] {
  const newest = Math.max(...signed.map((one) => one.school_year))
  return signed.filter((one) => one.school_year === newest || !out.has(one.progress_report_id))
}

/** True when every number of a report stands in the ledger as its edition released it, shown or hidden. */
export function standsInLedger(content: Pick<ReportContent, 'numbers'>, released: readonly PublicCell[]): boolean {
  const at = new Map(released.map((cell) => [keyOf(cell), cell]))
  return content.numbers.cells.every((cell) => {
    const known = at.get(keyOf(cell))
    return known?.state === cell.state && known.shown === cell.shown && known.n === cell.n && known.d === cell.d
  })
}
