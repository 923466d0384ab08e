import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { nextVersion } from '../versions.ts'
import { checkCalendar } from './check-calendar.ts'
import { checkOrganizations, type OrgTold } from './check-organizations.ts'
import { belongs, type Change, changeOf, type Known } from './compare.ts'
import { foundDistrict } from './found-district.ts'
import { refuse } from './refuse.ts'
import type { CalendarRow, Loaded, OrganizationRow, RowProblem } from './schema.ts'
import { todayOf } from './settings.ts'
import { lineageOfDistrict, orgById, orgsOfDistrict } from './store.ts'
import { expandCalendar, replaceEntries, yearsOf } from './store-calendar.ts'
import { insertOrg, nextOrgId, placesOf, rebuildClosure, updateOrg, writeLineage, writePlaces } from './store-tree.ts'

/**
 * Loads rows of organizations.csv into a district: adds and changes, never removes; the same rows twice change nothing. All in the caller's transaction.
 * `districtId` null finds or makes the district (and, where new, the state) that the rows name; only a system actor may. Each change is in the history.
 * A row whose parent differs from the known one is a move as of today; two dated rows of one code tell a move's own date.
 * Out: counts and the district. Errors: Invalid `people/bad-organizations` with one detail a problem; Forbidden.
 */
export async function loadOrganizations(
  tx: Tx,
  scope: Scope,
  districtId: number | null,
  rows: readonly OrganizationRow[],
): Promise<Loaded & { district_id: number }> {
  const { orgs, problems } = checkOrganizations(rows)
  refuse(problems, 'organizations')
  const founded = districtId === null ? await foundDistrict(tx, scope, orgs) : { id: districtId, made: 0 }
  const known = await knownOf(tx, founded.id, orgs)
  const wrong: RowProblem[] = []
  const inside = orgs.filter((told) => belongs(known, told, wrong))
  const changes = inside.map((told) => changeOf(known, told, wrong)).filter((change) => change !== null)
  refuse(wrong, 'organizations')
  const real = changes.filter((change) => !change.same)
  for (const change of real) await writeChange(tx, scope, founded.id, change)
  if (real.length > 0) {
    // After all rows are there: a successor may come later in the file.
    for (const change of real) await writeLineage(tx, founded.id, change.id, change.lineage)
    if (!(await rebuildClosure(tx, founded.id)))
      throw invalid(
        'people/org-circle',
        'The parents go round in a circle.',
        'Follow parent_code upwards: it must end at the state.',
      )
    await expandCalendar(tx, founded.id, await yearsOf(tx, founded.id))
  }
  const added = real.filter((change) => change.before === null).length
  return {
    added: added + founded.made,
    changed: real.length - added,
    same: changes.length - real.length,
    removed: 0,
    absent: [...known.orgs.keys()].filter((code) => !inside.some((told) => told.code === code)).length,
    district_id: founded.id,
  }
}

async function knownOf(tx: Tx, districtId: number, orgs: readonly OrgTold[]): Promise<Known> {
  const district = await orgById(tx, districtId)
  if (district?.kind !== 'district')
    throw missing('people/no-district', 'There is no such district.', 'Choose the district again.')
  const all = await orgsOfDistrict(tx, districtId)
  const inside = all.filter((org) => org.kind !== 'state')
  const ids = new Map(inside.map((org) => [org.code, org.org_id]))
  const kinds = new Map<number, string>(inside.map((org) => [org.org_id, org.kind]))
  for (const told of orgs) {
    if (told.kind === 'state' || told.kind === 'district' || ids.has(told.code)) continue
    const id = await nextOrgId(tx)
    ids.set(told.code, id)
    kinds.set(id, told.kind)
  }
  return {
    district,
    today: await todayOf(tx, districtId),
    states: new Map(all.filter((org) => org.kind === 'state').map((org) => [org.code, org.org_id])),
    orgs: new Map(inside.map((org) => [org.code, org])),
    ids,
    kinds,
    places: Map.groupBy(await placesOf(tx, districtId), (place) => place.org_id),
    lineage: Map.groupBy(await lineageOfDistrict(tx, districtId), (row) => row.from_org),
  }
}

async function writeChange(tx: Tx, scope: Scope, districtId: number, change: Change): Promise<void> {
  const { id, before, became, was, now } = change
  const version = before ? before.version + 1 : 1
  if (before) await updateOrg(tx, id, version, became)
  else await insertOrg(tx, id, became)
  await writePlaces(tx, districtId, id, change.places)
  const verb = before ? 'changed' : 'added'
  await record(tx, scope, { org_id: districtId, object: 'people.org', object_id: id, version, verb, was, became: now })
}

/**
 * Makes a district (and its state where it is new) without a file. Out: its id; the same codes again give the same id.
 * The transaction may from then on write in that district.
 */
export async function makeDistrict(
  tx: Tx,
  scope: Scope,
  told: { state_code: string; state_name: string; code: string; name: string; from_date: string },
): Promise<number> {
  const blank = {
    parent_code: null,
    to_date: null,
    low_grade: null,
    high_grade: null,
    phone: null,
    address: null,
    successor_code: null,
    lineage: null,
  }
  const made = await loadOrganizations(tx, scope, null, [
    { ...blank, org_code: told.state_code, name: told.state_name, kind: 'state', from_date: told.from_date },
    {
      ...blank,
      org_code: told.code,
      name: told.name,
      kind: 'district',
      parent_code: told.state_code,
      from_date: told.from_date,
    },
  ])
  return made.district_id
}

/**
 * Loads rows of calendar.csv: for each school year, the days of the district or school that the file names replace the known ones; others stay.
 * Then every school's days are worked out: a school's own row wins over the district's, days of school are numbered. The same rows twice change nothing.
 * Out: counts of worked-out days (all schools and the district). Errors: Invalid `people/bad-calendar`.
 */
export async function loadCalendar(
  tx: Tx,
  scope: Scope,
  districtId: number,
  rows: readonly CalendarRow[],
): Promise<Loaded & { years: number[] }> {
  const { days, problems } = checkCalendar(rows)
  const schools = new Map(
    (await orgsOfDistrict(tx, districtId)).filter((org) => org.kind === 'school').map((org) => [org.code, org.org_id]),
  )
  const unknown = new Map(
    days.filter((day) => day.org !== null && !schools.has(day.org)).map((day) => [day.org ?? '', day.row]),
  )
  for (const [code, row] of unknown)
    problems.push({
      row,
      code: 'people/calendar-unknown-school',
      field: 'org_code',
      value: code,
      message: `There is no school ${code}.`,
      hint: 'Load the organizations first, or leave the cell empty for the whole district.',
    })
  refuse(problems, 'calendar')
  const years = [...new Set(days.map((day) => day.year))].sort((a, b) => a - b)
  const idOf = (code: string | null) => (code === null ? districtId : (schools.get(code) as number))
  await replaceEntries(
    tx,
    districtId,
    days.map((day) => ({ ...day, org_id: idOf(day.org) })),
  )
  const counts = await expandCalendar(tx, districtId, years)
  if (counts.added + counts.changed + counts.removed > 0)
    await record(tx, scope, {
      org_id: districtId,
      object: 'people.calendar',
      object_id: districtId,
      version: await nextVersion(tx, 'people.calendar', districtId),
      verb: 'loaded',
      became: { years, added: counts.added, changed: counts.changed, removed: counts.removed },
    })
  return { ...counts, years }
}
