import type { Tx } from '../../../platform/db/database.ts'
import { makeScope, type Scope } from '../../../platform/db/scope.ts'
import { type Detail, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { nextVersion } from '../versions.ts'
import { placesAfter } from './places.ts'
import { checkCalendar, checkOrganizations, dayAfter, type OrgTold, overlapping } from './rules.ts'
import type { CalendarRow, Lineage, Loaded, Org, OrganizationRow, RowProblem } from './schema.ts'
import { todayOf } from './settings.ts'
import { lineageOfDistrict, orgById, orgsOfDistrict } from './store.ts'
import { expandCalendar, replaceEntries, yearsOf } from './store-calendar.ts'
import {
  closeState,
  districtByCode,
  enterDistrict,
  insertOrg,
  nextOrgId,
  type OrgWritten,
  placesOf,
  rebuildClosure,
  stateByCode,
  updateOrg,
  writeLineage,
  writePlaces,
} from './store-tree.ts'

const detail = (problem: RowProblem): Detail => ({
  path: `row ${problem.row}, ${problem.field}`,
  code: problem.code,
  message: problem.message,
  hint: problem.hint,
})

function refuse(problems: readonly RowProblem[], what: 'organizations' | 'calendar'): void {
  if (problems.length > 0)
    throw invalid(`people/bad-${what}`, `The ${what} file has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was loaded.`, 'Correct the rows and send the file again.', problems.slice(0, 50).map(detail))
}

/**
 * Loads rows of organizations.csv into a district: adds and changes, never removes; the same rows twice change nothing. All in the caller's transaction.
 * `districtId` null makes the district (and, where new, the state) that the rows name; only a system actor may. Each change is in the history.
 * A row whose parent differs from the known one is a move as of today; two dated rows of one code tell a move's own date.
 * Out: counts and the district. Errors: Invalid `people/bad-organizations` with one detail a problem; Forbidden.
 */
export async function loadOrganizations(tx: Tx, scope: Scope, districtId: number | null, rows: readonly OrganizationRow[]): Promise<Loaded & { district_id: number }> {
  const { orgs, problems } = checkOrganizations(rows)
  refuse(problems, 'organizations')
  const counts: Loaded = { added: 0, changed: 0, same: 0, removed: 0, absent: 0 }
  const home = districtId ?? (await foundDistrict(tx, scope, orgs, counts))
  const district = await orgById(tx, home)
  if (!district || district.kind !== 'district') throw missing('people/no-district', 'There is no such district.', 'Choose the district again.')
  const today = await todayOf(tx, home)
  const known = new Map<string, Org>()
  const stateCodes = new Map<string, number>()
  for (const org of await orgsOfDistrict(tx, home)) {
    if (org.kind === 'state') stateCodes.set(org.code, org.org_id)
    else known.set(org.code, org)
  }
  const ids = new Map([...known].map(([code, org]) => [code, org.org_id]))
  const wrong: RowProblem[] = []
  const say = (told: OrgTold, code: string, field: string, value: string, message: string, hint: string) =>
    wrong.push({ row: told.row, code: `people/${code}`, field, value, message, hint })
  const inside = orgs.filter((told) => {
    if (told.kind === 'state') {
      if (!stateCodes.has(told.code)) say(told, 'org-other-state', 'org_code', told.code, `The district does not belong to ${told.code}.`, 'Remove the row.')
      return false
    }
    if (told.kind === 'district' && told.code !== district.code) {
      say(told, 'org-other-district', 'org_code', told.code, `This file is for the district ${district.code}.`, 'Send each district its own file.')
      return false
    }
    return true
  })
  for (const told of inside) if (!ids.has(told.code)) ids.set(told.code, await nextOrgId(tx))
  const kindOf = new Map<number, string>([...[...known.values()].map((org) => [org.org_id, org.kind] as const), ...inside.map((told) => [ids.get(told.code) as number, told.kind] as const)])
  const parentId = (told: OrgTold, code: string): number | null => {
    const id = told.kind === 'district' ? stateCodes.get(code) : ids.get(code)
    if (id === undefined) say(told, 'org-unknown-parent', 'parent_code', code, `There is no organization ${code}.`, 'Add its row, or correct the code.')
    return id ?? null
  }
  const places = Map.groupBy(await placesOf(tx, home), (place) => place.org_id)
  const lineage = Map.groupBy(await lineageOfDistrict(tx, home), (row) => row.from_org)
  let moved = false
  for (const told of inside) {
    const id = ids.get(told.code) as number
    const before = known.get(told.code)
    if (before && before.kind !== told.kind) {
      say(told, 'org-other-kind', 'kind', told.kind, `${told.code} is known as a ${before.kind}.`, 'Give the new organization a code of its own.')
      continue
    }
    const toldPlaces = told.places.map((place) => ({ org_id: id, parent_id: parentId(told, place.parent), from_date: place.from, to_date: place.to }))
    if (toldPlaces.some((place) => place.parent_id === null)) continue
    const stays = placesAfter(places.get(id) ?? [], toldPlaces as Parameters<typeof placesAfter>[1], { today, isPortfolio: (org) => kindOf.get(org) === 'portfolio' })
    const line = stays.filter((place) => kindOf.get(place.parent_id) !== 'portfolio')
    if (overlapping(line.map((place) => ({ parent: '', from: place.from_date, to: place.to_date }))))
      say(told, 'org-two-parents', 'parent_code', told.places.at(-1)?.parent ?? '', 'The organization has two parents at the same time.', 'Give each row its own dates.')
    const became: OrgWritten = {
      district_id: home,
      kind: told.kind,
      code: told.code,
      name: told.name,
      parent_id: (line.at(-1) ?? stays.at(-1))?.parent_id ?? null,
      from_date: told.from,
      to_date: told.to,
      low_grade: told.low,
      high_grade: told.high,
      phone: told.phone,
      address: told.address,
    }
    const after: Lineage[] =
      told.lineage === null || told.to === null
        ? []
        : (told.successors.length === 0 ? [null] : told.successors).map((code) => {
            const to = code === null ? null : (ids.get(code) ?? null)
            if (code !== null && to === null) say(told, 'org-unknown-successor', 'successor_code', code, `There is no organization ${code}.`, 'Add its row, or correct the code.')
            return { from_org: id, to_org: to, kind: told.lineage as Lineage['kind'], on_date: dayAfter(told.to as string) }
          })
    if (told.lineage !== null && told.to === null) say(told, 'org-not-ended', 'to_date', '', `"${told.lineage}" needs the last day of the organization.`, 'Fill to_date.')
    if (wrong.length > 0) continue
    const was = before ? { ...pick(before), places: shown(places.get(id) ?? []), lineage: shown(lineage.get(id) ?? []) } : {}
    const now = { ...pick(became), places: shown(stays), lineage: shown(after) }
    if (JSON.stringify(was) === JSON.stringify(now)) {
      counts.same++
      continue
    }
    const version = before ? before.version + 1 : 1
    if (before) await updateOrg(tx, id, version, became)
    else await insertOrg(tx, id, became)
    counts[before ? 'changed' : 'added']++
    await writePlaces(tx, home, id, stays)
    known.set(told.code, { ...became, org_id: id, version })
    moved = true
    await record(tx, scope, { org_id: home, object: 'people.org', object_id: id, version, verb: before ? 'changed' : 'added', was, became: now })
    lineage.set(id, after)
  }
  refuse(wrong, 'organizations')
  counts.absent = [...known.keys()].filter((code) => !inside.some((told) => told.code === code)).length
  if (moved) {
    for (const told of inside) await writeLineage(tx, home, ids.get(told.code) as number, lineage.get(ids.get(told.code) as number) ?? [])
    if (!(await rebuildClosure(tx, home))) throw invalid('people/org-circle', 'The parents go round in a circle.', 'Follow parent_code upwards: it must end at the state.')
    await expandCalendar(tx, home, await yearsOf(tx, home))
  }
  return { ...counts, district_id: home }
}

const pick = (org: OrgWritten | Org): Record<string, unknown> => ({
  kind: org.kind,
  code: org.code,
  name: org.name,
  parent_id: org.parent_id,
  from_date: org.from_date,
  to_date: org.to_date,
  low_grade: org.low_grade,
  high_grade: org.high_grade,
  phone: org.phone,
  address: org.address,
})
const shown = (rows: readonly Record<string, unknown>[]): string =>
  rows.map((row) => [row.parent_id ?? row.to_org ?? '', row.kind ?? '', row.from_date ?? row.on_date, row.to_date ?? ''].join(' ').trim()).join('; ')

async function foundDistrict(tx: Tx, scope: Scope, orgs: readonly OrgTold[], counts: Loaded): Promise<number> {
  if (scope.actor !== null || !scope.name.startsWith('system:'))
    throw forbidden('people/no-new-district', 'A new district is made when the installation is set up.', 'Ask the operator.')
  const districts = orgs.filter((told) => told.kind === 'district')
  const states = orgs.filter((told) => told.kind === 'state')
  const [told, state] = [districts[0], states[0]]
  if (!told || !state || districts.length > 1 || states.length > 1)
    throw invalid('people/bad-organizations', 'A first file names one state and one district.', 'Add both rows; send each district its own file.')
  const known = await districtByCode(tx, told.code)
  if (known) {
    await enterDistrict(tx, known.org_id)
    return known.org_id
  }
  let stateId = (await stateByCode(tx, state.code))?.org_id
  if (stateId === undefined) {
    stateId = await nextOrgId(tx)
    await insertOrg(tx, stateId, { district_id: null, kind: 'state', code: state.code, name: state.name, parent_id: null, from_date: state.from, to_date: null, low_grade: null, high_grade: null, phone: null, address: null })
    await closeState(tx, stateId, state.from)
    counts.added++
  }
  const id = await nextOrgId(tx)
  await enterDistrict(tx, id)
  const became: OrgWritten = { district_id: id, kind: 'district', code: told.code, name: told.name, parent_id: stateId, from_date: told.from, to_date: told.to, low_grade: told.low, high_grade: told.high, phone: told.phone, address: told.address }
  await insertOrg(tx, id, became)
  await writePlaces(tx, id, id, [{ org_id: id, parent_id: stateId, from_date: told.from, to_date: told.to }])
  await rebuildClosure(tx, id)
  await record(tx, scope, { org_id: id, object: 'people.org', object_id: id, version: 1, verb: 'added', became: pick(became) })
  counts.added++
  return id
}

/**
 * Makes a district (and its state where it is new) without a file. Out: its id; the same codes again give the same id.
 * The transaction may from then on write in that district.
 */
export async function makeDistrict(tx: Tx, scope: Scope, told: { state_code: string; state_name: string; code: string; name: string; from_date: string }): Promise<number> {
  const blank = { parent_code: null, to_date: null, low_grade: null, high_grade: null, phone: null, address: null, successor_code: null, lineage: null }
  const made = await loadOrganizations(tx, scope, null, [
    { ...blank, org_code: told.state_code, name: told.state_name, kind: 'state', from_date: told.from_date },
    { ...blank, org_code: told.code, name: told.name, kind: 'district', parent_code: told.state_code, from_date: told.from_date },
  ])
  return made.district_id
}

/**
 * Loads rows of calendar.csv: for each school year, the days of the district or school that the file names replace the known ones; others stay.
 * Then every school's days are worked out: a school's own row wins over the district's, days of school are numbered. The same rows twice change nothing.
 * Out: counts of worked-out days (all schools and the district). Errors: Invalid `people/bad-calendar`.
 */
export async function loadCalendar(tx: Tx, scope: Scope, districtId: number, rows: readonly CalendarRow[]): Promise<Loaded & { years: number[] }> {
  const { days, problems } = checkCalendar(rows)
  const orgs = new Map((await orgsOfDistrict(tx, districtId)).filter((org) => org.kind === 'school').map((org) => [org.code, org.org_id]))
  const unknown = new Set(days.flatMap((day) => (day.org === null || orgs.has(day.org) ? [] : [day.org])))
  rows.forEach((cells, index) => {
    const code = cells.org_code?.trim()
    if (code && unknown.delete(code))
      problems.push({ row: index + 1, code: 'people/calendar-unknown-school', field: 'org_code', value: code, message: `There is no school ${code}.`, hint: 'Load the organizations first, or leave the cell empty for the whole district.' })
  })
  refuse(problems, 'calendar')
  const years = [...new Set(days.map((day) => day.year))].sort()
  await replaceEntries(tx, districtId, days.map((day) => ({ ...day, org_id: day.org === null ? districtId : (orgs.get(day.org) as number) })))
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

/** The scope of somebody or something widened to a district that was made in this very transaction. */
export const within = (scope: Scope, districtId: number): Scope => makeScope({ ...scope, districts: [districtId] })
