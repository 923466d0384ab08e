import type { Tx } from '../../../platform/db/database.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { historyOf, record, type Recorded } from '../../../platform/history/history.ts'
import { stable } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import type { Rule } from '../duties/schema.ts'
import type { Sheet } from '../meetings/schema.ts'
import { sheetAt, undoOf as fieldsBefore, wanted } from '../meetings/sheet.ts'
import { mustLeadCycles } from './access.ts'
import { heldSeries, refreshCycles, seriesObject } from './actions.ts'
import { askedOf } from './asked.ts'
import { planNamed } from './measured.ts'
import type { Series, SeriesTyped } from './schema.ts'
import { type SeriesRow, setSeries } from './store.ts'

const lines = (list: readonly string[]): string => [...new Set(list)].toSorted().join('\n')
const listed = (value: unknown): string[] =>
  String(value ?? '')
    .split('\n')
    .filter((one) => one !== '')
const ruleIn = (value: unknown): Rule => JSON.parse(String(value)) as Rule

/** How often a series comes, as its form says it. */
export const everyIn = (rule: unknown): string => {
  const one = ruleIn(rule)
  return one.kind === 'recurs' ? one.every : ''
}

/** The rule that the form's choice stands for. */
export const ruleFor = (every: SeriesTyped['every']): Rule => ({ kind: 'recurs', every, days: 'office', off: 'before' })

/** What people change of a series, as one flat sheet; lists one a line. */
export const seriesSheet = (one: Series): Sheet => ({
  title_en: one.title.en ?? '',
  title_es: one.title.es ?? '',
  levels: lines(one.chosen.levels),
  offices: lines(one.chosen.offices),
  elements: lines(one.chosen.elements),
  rule: stable(one.rule),
  opens_before: one.opens_before,
  closes_after: one.closes_after,
})

/** What a form wants. Left as often as it came, the rule stays as it was, with all that a form does not show. */
const sheetTyped = (typed: SeriesTyped, seen: Sheet): Sheet => ({
  title_en: typed.title_en,
  title_es: typed.title_es,
  levels: lines(typed.levels),
  offices: lines(typed.offices),
  elements: lines(typed.elements),
  rule: everyIn(seen.rule) === typed.every ? (seen.rule ?? '') : stable(ruleFor(typed.every)),
  opens_before: typed.opens_before,
  closes_after: typed.closes_after,
})

const columnsOf = (sheet: Sheet): Pick<SeriesRow, 'title' | 'chosen' | 'rule' | 'opens_before' | 'closes_after'> => ({
  title: { en: String(sheet.title_en), es: String(sheet.title_es) },
  chosen: { levels: listed(sheet.levels), offices: listed(sheet.offices), elements: listed(sheet.elements) },
  rule: ruleIn(sheet.rule),
  opens_before: Number(sheet.opens_before),
  closes_after: Number(sheet.closes_after),
})

async function put(tx: Tx, visitor: Visitor, series: Series, verb: string, fields: Sheet): Promise<Series> {
  const { series_id: id, district_id: district } = series
  const now = seriesSheet(series)
  const columns = columnsOf({ ...now, ...fields })
  if (['levels', 'offices', 'elements'].some((name) => name in fields)) {
    const plan = await planNamed(tx, district, series.plan)
    if (!plan || askedOf(plan.graph, columns.chosen).length === 0) throw nothingAsked()
  }
  const row = await setSeries(tx, id, columns)
  await record(tx, visitor.scope, {
    org_id: district,
    object: seriesObject,
    object_id: id,
    version: row.version,
    verb,
    was: Object.fromEntries(Object.keys(fields).map((name) => [name, now[name] ?? null])),
    became: { ...fields },
  })
  await refreshCycles(tx, visitor.scope, district, await todayOf(tx, district))
  return row
}

const nothingAsked = () =>
  invalid(
    'work/nothing-asked',
    'No element of the plan fits what was chosen, so nobody would be asked.',
    'Choose a level, or other offices.',
  )

export type SeriesOutcome =
  | { kind: 'saved'; series: Series }
  /** Somebody changed the same parts after this person opened the form: nothing is saved, both stand on the page. */
  | { kind: 'conflict'; series: Series; mine: Sheet; now: Sheet; fields: readonly string[]; theirs: Recorded | null }

/**
 * Changes a series: its name, whom it asks, how often and for how long. An open cycle stays as it was opened; the change counts from the next time on. In: what the
 * form sent, made from a version. An older one is merged where it touches other parts. The same form twice changes nothing.
 * Errors: Missing, Forbidden `work/cycle-leaders-only`, Invalid `work/nothing-asked`.
 */
export async function changeSeries(tx: Tx, visitor: Visitor, id: number, typed: SeriesTyped): Promise<SeriesOutcome> {
  const series = await heldSeries(tx, id)
  mustLeadCycles(visitor, series.district_id)
  const now = seriesSheet(series)
  const changes = await historyOf(tx, seriesObject, id)
  const graph = (await planNamed(tx, series.district_id, series.plan))?.graph
  const elements = typed.elements.filter((one) => graph?.byId(one) || series.chosen.elements.includes(one))
  const seen = sheetAt(now, changes, typed.version)
  const merged = wanted(now, changes, typed.version, sheetTyped({ ...typed, elements }, seen))
  if (merged.kind === 'conflict')
    return {
      kind: 'conflict',
      series,
      mine: merged.mine,
      now,
      fields: merged.fields,
      theirs: changes.find((one) => one.version > typed.version) ?? null,
    }
  const { fields } = merged
  if (Object.keys(fields).length === 0) return { kind: 'saved', series }
  return { kind: 'saved', series: await put(tx, visitor, series, 'changed', fields) }
}

/** What undoing a version of a series would write; null when it is no change of the form, or a later one touched the same part. */
export function seriesBefore(changes: readonly Recorded[], version: number): Sheet | null {
  const target = changes.find((one) => one.version === version)
  return target?.verb === 'changed' || target?.verb === 'undone' ? fieldsBefore(changes, version) : null
}

/** Undoes one change of a series as a new change. Errors: Missing, Forbidden `work/cycle-leaders-only`, Conflict `work/changed-since`, Invalid `work/nothing-asked`. */
export async function undoSeries(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Series> {
  const series = await heldSeries(tx, id)
  mustLeadCycles(visitor, series.district_id)
  const fields = seriesBefore(await historyOf(tx, seriesObject, id), version)
  if (!fields)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  return put(tx, visitor, series, 'undone', fields)
}
