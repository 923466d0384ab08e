import { z } from 'zod'
import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { report } from '../../../platform/db/progress.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { forbidden, invalid, missing } from '../../../platform/errors.ts'
import { ask } from '../../../platform/events.ts'
import { record as remember } from '../../../platform/history/history.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { opens, type Role } from '../access.ts'
import { systemScope } from '../accounts/identify.ts'
import { todayOf } from '../orgs/settings.ts'
import { districtsSeen, everyDistrict, orgById, orgsOfDistrict } from '../orgs/store.ts'
import { seeFrom } from '../students/read.ts'
import { logRead } from '../students/store.ts'
import { optOutOf, writeOptOut } from '../students/store-opt-out.ts'
import { absencesAsked, standingsAsked } from './events.ts'
import { keepRecord, removeRecords } from './record-files.ts'
import type { RecordRow, WholeRecord } from './schema.ts'
import {
  addRecord,
  endExpired,
  readParts,
  recordById,
  recordsKept,
  seekStudent,
  setFailed,
  setReady,
} from './store-record.ts'

/** Days that a prepared record is kept; then it has to be opened again, with a reason. */
export const recordDays = 7
const dayMs = 86_400_000

export const prepareJob = {
  name: 'people.prepare-record',
  payload: z.object({ district_id: z.int(), record_id: z.int() }),
}

/** Roles that open single students: they may open a record, each within the own organizations. */
export const recordRoles = (Object.keys(opens) as Role[]).filter((role) => opens[role].students)

const notYours = () =>
  forbidden(
    'people/no-students',
    'Your roles do not cover the records of students.',
    'Ask the administrator of your district if you need them for your work.',
  )

const noStudent = () =>
  missing(
    'people/no-student',
    'No student with this id is in your schools.',
    'Check the id, with its zeros. A student who left is opened by the data steward of the district.',
  )

/** A student by the district's id, within the scope; opens the running year for the transaction. Errors: Missing `people/no-student`, Forbidden. */
export async function findStudent(tx: Tx, scope: Scope, externalId: string) {
  if (scope.students.length === 0) throw notYours()
  for (const district of await districtsSeen(tx)) {
    if (!scope.districts.includes(district.org_id)) continue
    await seeFrom(tx, district.org_id)
    const found = await seekStudent(tx, district.org_id, externalId.trim(), scope.students)
    if (found?.org_id) return found
  }
  throw noStudent()
}

/**
 * Opens one student's whole record for one reason: the request is a row, the worker prepares it. Errors: Invalid `people/record-why`; Missing, Forbidden.
 * Who may: whose scope holds the student (34 CFR 99.10 asks that parents get it within 45 days; staff print it for them).
 */
export async function openRecord(
  services: Services,
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  asked: { externalId: string; reason: string },
): Promise<number> {
  const reason = asked.reason.trim()
  if (reason.length < 8)
    throw invalid('people/record-why', 'It needs a reason.', 'Write in a few words what the record is for.', [
      { path: 'reason', code: 'people/record-why', message: 'It needs a reason.' },
    ])
  const found = await findStudent(tx, scope, asked.externalId)
  const at = now()
  const id = await addRecord(tx, {
    district_id: found.district_id,
    org_id: found.org_id,
    student_key: found.student_key,
    opened_by: visitor.account_id,
    opened_name: visitor.name,
    reason,
    opened_at: at,
    expires_at: new Date(at.getTime() + recordDays * dayMs),
  })
  await services.queue.send(tx, prepareJob, { district_id: found.district_id, record_id: id })
  return id
}

/** One's own opened record. Errors: Missing when it is another person's, over, or past its time. */
export async function ownRecord(tx: Tx, scope: Scope, id: number): Promise<RecordRow & { student_key: number }> {
  const row = await recordById(tx, id)
  if (
    !row ||
    row.opened_by !== scope.actor ||
    row.state === 'over' ||
    row.student_key === null ||
    row.expires_at <= now()
  )
    throw missing('people/record-over', 'This record is no longer kept.', 'Open it again with a reason.')
  await seeFrom(tx, row.district_id)
  return { ...row, student_key: row.student_key }
}

/** Who may follow the preparing of a record: whoever opened it. */
export async function watchRecord(tx: Tx, visitor: Visitor, subject: string): Promise<boolean | null> {
  const id = /^record:(\d{1,9})$/.exec(subject)?.[1]
  return id === undefined ? null : (await recordById(tx, Number(id)))?.opened_by === visitor.account_id
}

/** Writes down that a prepared record was looked at or taken away. */
export async function logRecord(
  tx: Tx,
  scope: Scope,
  row: RecordRow & { student_key: number },
  purpose: 'student' | 'export',
) {
  await logRead(tx, {
    at: now(),
    actor: scope.actor,
    actor_name: scope.name,
    org_id: row.org_id,
    purpose,
    reason: row.reason,
    keys: [row.student_key],
  })
}

/** Prepares a record (worker): gathers what `people` holds and asks those above. Safe twice. */
export async function prepareRecord(services: Services, districtId: number, id: number): Promise<void> {
  const scope = await systemScope(services.db, 'records', districtId)
  const subject = `record:${id}`
  await report(services.db, { subject, step: 'people.record.reading', done: 1, total: 2 })
  const made = await inScope(services.db, scope, async (tx) => {
    const row = await recordById(tx, id)
    if (!row || row.student_key === null || (row.state !== 'preparing' && row.state !== 'ready')) return null
    return gather(services, tx, scope, row, row.student_key)
  })
  if (made) await keepRecord(services.home, districtId, id, made)
  const kept = made && (await inScope(services.db, scope, (tx) => setReady(tx, id, now())))
  if (made && !kept) await sweepRecordFiles(services, districtId)
  await report(services.db, { subject, step: 'people.record.done', done: 2, total: 2, state: 'done' })
}

export async function recordFailed(services: Services, districtId: number, id: number, code: string): Promise<void> {
  const scope = await systemScope(services.db, 'records', districtId)
  await inScope(services.db, scope, (tx) => setFailed(tx, id, code))
  await report(services.db, { subject: `record:${id}`, step: 'people.record.failed', state: 'failed', code })
}

async function gather(
  services: Services,
  tx: Tx,
  scope: Scope,
  row: RecordRow,
  key: number,
): Promise<WholeRecord | null> {
  await seeFrom(tx, row.district_id)
  const parts = await readParts(tx, key)
  const { identity } = parts
  if (!identity) return null
  const asked = { district_id: row.district_id, student_key: key }
  const names = new Map((await orgsOfDistrict(tx, row.district_id)).map((org) => [org.org_id, org.name]))
  const nameOf = (org: number) => names.get(org) ?? String(org)
  const out = await optOutOf(tx, key)
  return {
    made_at: now().toISOString(),
    district: (await orgById(tx, row.district_id))?.name ?? '',
    opened: { by: row.opened_name, at: row.opened_at.toISOString(), reason: row.reason },
    identity,
    directory_opt_out: out ? { since: out.since, source: out.source } : null,
    years: parts.years,
    enrollment: parts.enrollment,
    classes: parts.classes,
    absences: (await ask(services, tx, scope, absencesAsked, asked)).map(({ org_id, ...one }) => ({
      ...one,
      school: nameOf(org_id),
    })),
    standings: (await ask(services, tx, scope, standingsAsked, asked)).map(({ org_id, ...one }) => ({
      ...one,
      place: nameOf(org_id),
    })),
    reads: parts.reads.map((one) => ({ ...one, at: one.at.toISOString() })),
    disclosures: parts.disclosures,
  }
}

/** Removes prepared files that no row wants any more. */
export async function sweepRecordFiles(services: Services, districtId: number): Promise<number> {
  const scope = await systemScope(services.db, 'records', districtId)
  const kept = await inScope(services.db, scope, async (tx) => {
    await endExpired(tx, districtId, now())
    return recordsKept(tx, districtId)
  })
  return removeRecords(services.home, districtId, new Set(kept))
}

/** Nightly: prepared records that are past their time go, in every district. */
export async function sweepRecords(services: Services): Promise<void> {
  for (const district of await everyDistrict(services.db)) await sweepRecordFiles(services, district.org_id)
}

/** Sets or ends a directory opt-out by hand, from an opened record; a change of history. */
export async function setOptOut(
  tx: Tx,
  scope: Scope,
  row: RecordRow & { student_key: number },
  told: { on: boolean; since: string; by: string },
): Promise<void> {
  const today = await todayOf(tx, row.district_id)
  const since = told.since === '' ? today : told.since
  if (told.on && since > today)
    throw invalid('people/opt-out-later', 'The day lies in the future.', 'Give the day on which it was asked for.', [
      { path: 'since', code: 'people/opt-out-later', message: 'The day lies in the future.' },
    ])
  const was = await optOutOf(tx, row.student_key)
  const { student_key, district_id } = row
  if (!(await writeOptOut(tx, { student_key, district_id, since, by: told.by, on: told.on }))) return
  // By the request, not by the key: the history outlives the person.
  const object = 'people.directory-opt-out'
  await remember(tx, scope, {
    org_id: row.district_id,
    object,
    object_id: `${row.record_id}:${now().getTime()}`,
    version: 1,
    verb: told.on ? 'set' : 'ended',
    reason: row.reason,
    was: was ? { since: was.since, source: was.source } : {},
    became: told.on ? { since, source: 'hand' } : { since: null, source: null },
  })
}
