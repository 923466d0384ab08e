import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { dataTrouble, readIn } from '../copy.ts'
import { todayOf } from '../orgs/settings.ts'
import { recount } from '../students/store-load.ts'
import { nextVersion } from '../versions.ts'
import { followRoster } from './roles.ts'
import { type DerivedFile, derivedColumns, type RosterFile, type RosterLoaded, rosterFiles } from './schema.ts'
import {
  countRoster,
  mergeGroups,
  mergePlain,
  mergeStaffRoles,
  mergeStudentRows,
  openRosterStaging,
} from './store-load.ts'
import { mergeMemberships, moveSpells } from './store-spells.ts'

const parts: readonly (RosterFile | DerivedFile)[] = [...rosterFiles, ...(Object.keys(derivedColumns) as DerivedFile[])]

/** First and last day of a school year, as enrollment files have it. */
const yearBounds = (year: number) => ({ first: `${year - 1}-07-01`, last: `${year}-06-30` })

async function stage(tx: Tx, folder: string, which: readonly (RosterFile | DerivedFile)[]): Promise<void> {
  for (const part of which) {
    const { table, columns } = await openRosterStaging(tx, part)
    await readIn(tx, table, columns, createReadStream(join(folder, `${part}.csv`)))
  }
}

async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw dataTrouble(error)
  }
}

/**
 * Makes a district's roster equal to what lies in a folder: a CSV for each part of the state and what follows from it (roster/schema.ts). Students are added and renamed,
 * never removed; groups that a roster does not know are left alone; the enrollment of the school year follows; then accounts and roles of the staff do.
 * In: a transaction whose scope holds the district's students (a system actor). Out: counts. Errors: Invalid `people/unreadable-file`.
 */
export async function loadRosterState(
  tx: Tx,
  scope: Scope,
  districtId: number,
  told: { folder: string; schoolYear: number },
): Promise<RosterLoaded> {
  const { folder, schoolYear } = told
  const today = await todayOf(tx, districtId)
  await stage(tx, folder, parts)
  const spells = await telling(async () => {
    await mergePlain(tx, districtId)
    await mergeStudentRows(tx, districtId)
    await mergeStaffRoles(tx, districtId)
    await mergeMemberships(tx, districtId)
    await mergeGroups(tx, districtId, schoolYear)
    return moveSpells(tx, districtId, { year: schoolYear, ...yearBounds(schoolYear), today })
  })
  await recount(tx, districtId, schoolYear, today)
  const access = await followRoster(tx, scope, districtId)
  const done: RosterLoaded = {
    ...(await countRoster(tx, districtId)),
    school_year: schoolYear,
    spells_added: spells.added,
    spells_ended: spells.ended,
    accounts_made: access.accounts_made,
    roles_given: access.roles_given,
    roles_ended: access.roles_ended,
  }
  await record(tx, scope, {
    org_id: districtId,
    object: 'people.roster',
    object_id: districtId,
    version: await nextVersion(tx, 'people.roster', districtId),
    verb: 'loaded',
    became: { ...done },
  })
  return done
}
