import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { hidden, type Hidden } from '../../../platform/look/cells.ts'
import type { Org } from '../../people/index.ts'
import { type Cell, valueOf } from '../cells.ts'
import { type DefinitionCard, definitions } from '../definitions/catalog.ts'
import type { Place } from '../place.ts'
import { cellsFor } from '../view.ts'
import type { PublishedMeasure } from './measures.ts'
import { stateCode } from './published.ts'
import { published, type PublishedRow } from './store.ts'

/** Where a place stands in the state's files; null when its code cannot be one of the state's. */
export function placeInFiles(org: Pick<Org, 'code' | 'kind'>): { level: 'district' | 'school'; code: string } | null {
  const code = stateCode(org.code)
  if (code === null || (org.kind !== 'district' && org.kind !== 'school')) return null
  return { level: org.kind, code }
}

export const definitionOf = (measure: { id: string }): DefinitionCard | null =>
  (definitions as Partial<Record<string, DefinitionCard>>)[measure.id] ?? null

/** Our own values of a measure for some organizations, whole years, as this reader may see them. Index points and fractions as the measure has them. */
export async function ownValues(
  tx: Tx,
  scope: Scope,
  asked: { measure: PublishedMeasure; districtId: number; orgIds: readonly number[]; groupSets: readonly string[] },
): Promise<(orgId: number, schoolYear: number, set?: string, value?: string) => number | Hidden | null> {
  const definition = definitionOf(asked.measure)
  if (!definition) return () => null
  const read = await cellsFor(tx, scope, {
    definition: definition.id,
    districtId: asked.districtId,
    orgIds: asked.orgIds,
    periods: ['year'],
    groupSets: asked.groupSets,
  })
  const key = (orgId: number, cell: Pick<Cell, 'school_year' | 'group_set' | 'group_value'>): string =>
    `${orgId} ${cell.school_year} ${cell.group_set} ${cell.group_value}`
  const byKey = new Map([...read].flatMap(([id, { cells }]) => cells.map((cell) => [key(id, cell), cell] as const)))
  return (orgId, school_year, group_set = 'all', group_value = 'all') => {
    const cell = byKey.get(key(orgId, { school_year, group_set, group_value }))
    return cell?.hidden ? hidden : valueOf(cell, definition)
  }
}

/** What the state published of one measure, split by where it stands. Years newest first. */
export type PublishedView = {
  own: PublishedRow[]
  state: Map<number, PublishedRow>
  schools: PublishedRow[]
  districts: PublishedRow[]
}

/** Reads what the state published of a measure for a place: its own rows by year and group, the state's, those of its schools, those of other districts. */
export async function publishedView(tx: Tx, place: Place, measure: PublishedMeasure): Promise<PublishedView> {
  const rows = await published(tx, { districtId: place.district.org_id, measure: measure.id })
  const at = placeInFiles(place.org)
  const newestFirst = (a: PublishedRow, b: PublishedRow): number => b.school_year - a.school_year
  return {
    own: rows.filter((one) => at && one.level === at.level && one.code === at.code).sort(newestFirst),
    state: new Map(
      rows
        .filter((one) => one.level === 'state' && one.group_set === 'all')
        .map((one) => [one.school_year, one] as const),
    ),
    schools:
      place.org.kind === 'district' ? rows.filter((one) => one.level === 'school' && one.group_set === 'all') : [],
    districts: rows.filter((one) => one.level === 'district' && one.group_set === 'all'),
  }
}
