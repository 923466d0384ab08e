import { today } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { type Cell, fromAudited, fromValue, isSmall } from './cells.ts'
import { type DefinitionCard, isDaily } from './definitions/catalog.ts'
import type { Place } from './place.ts'
import { stoppedIn } from './sound.ts'
import { currentRuns } from './store.ts'
import { auditedOfList, noteSmallReads, referencesOfPlace, targetsOfDistrict, valuesOfList } from './store-list.ts'
import { lastYearOf, makeView, readerOf, type View } from './view.ts'

/** Splits rows by their definition. */
function byDefinition<Row extends { definition: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.definition, [...(found.get(row.definition) ?? []), row])
  return found
}

/**
 * All indicators of one place at once, in a handful of queries whatever their number. In: a transaction under the reader's scope, the place, the
 * definitions in the order wanted. Out: views without groups; a measure that was never computed for the district and is not counted day by day is left out.
 * Reading small numbers is noted, as everywhere.
 */
export async function viewsOf(
  tx: Tx,
  scope: Scope,
  place: Place,
  definitions: readonly DefinitionCard[],
): Promise<View[]> {
  const districtId = place.district.org_id
  const orgId = place.org.org_id
  const runs = byDefinition((await currentRuns(tx)).filter((run) => run.district_id === districtId))
  const wanted = definitions.filter((one) => isDaily(one) || runs.has(one.id))
  const asked = { definitions: wanted.map((one) => one.id), orgId, periods: ['year', 'todate'] }
  const reader = readerOf(scope, orgId)
  const rows: { definition: string; cell: Cell }[] =
    reader === 'scope'
      ? (await valuesOfList(tx, asked)).map((row) => ({ definition: row.definition, cell: fromValue(row) }))
      : (await auditedOfList(tx, asked)).map((row) => ({ definition: row.definition, cell: fromAudited(row) }))
  const cells = byDefinition(rows)
  const cellsOf = (id: string): Cell[] => (cells.get(id) ?? []).map((one) => one.cell)
  const small = wanted
    .map((one) => ({ id: one.id, cells: cellsOf(one.id).filter(isSmall).length }))
    .filter((one) => one.cells > 0)
  if (small.length > 0)
    await noteSmallReads(tx, scope, {
      district_id: districtId,
      org_id: orgId,
      definitions: small.map((one) => one.id),
      cells: small.map((one) => one.cells),
      day: today(),
    })
  const promises = byDefinition(await targetsOfDistrict(tx, districtId))
  const state = byDefinition(await referencesOfPlace(tx, 'CT'))
  const lasts = wanted.filter(isDaily).flatMap((one) => lastYearOf(cellsOf(one.id), place.currentYear) ?? [])
  const stopped = await stoppedIn(tx, districtId, lasts)
  return wanted.map((definition) =>
    makeView(
      {
        definition,
        districtId,
        districtCode: place.district.code,
        orgId,
        currentYear: place.currentYear,
        isDistrict: orgId === districtId,
      },
      {
        reader,
        cells: cellsOf(definition.id),
        runs: runs.get(definition.id) ?? [],
        promises: promises.get(definition.id) ?? [],
        state: state.get(definition.id) ?? [],
        stopped: isDaily(definition) ? stopped : new Map(),
      },
    ),
  )
}
