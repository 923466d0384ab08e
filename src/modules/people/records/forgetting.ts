import { randomBytes } from 'node:crypto'
import { now } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import { tell } from '../../../platform/events.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { holds, mustHold, type Role } from '../access.ts'
import { systemScope } from '../accounts/identify.ts'
import { trust } from '../accounts/store.ts'
import { todayOf } from '../orgs/settings.ts'
import { recount } from '../students/store-load.ts'
import { studentForgotten } from './events.ts'
import type { Dropped, Forgetting, Subject } from './schema.ts'
import { dropRows, yearsEnrolled } from './store-dropping.ts'
import {
  addForgetting,
  addMarks,
  addSubject,
  changeForgetting,
  dropSubject,
  forgettingById,
  forgottenList,
  type ForgottenList,
  lockAlone,
  lockShared,
  mark,
  noteRefs,
  studentByExternal,
  studentsOnList,
  subjectById,
  subjectOpen,
  unmark,
} from './store-forgetting.ts'

/** Who may ask that a student be forgotten: those who answer for the records of the whole district. */
export const forgetAskers: readonly Role[] = ['data_steward', 'superintendent']
/** Who may decide it, being another person; an administrator decides by the reason and sees no student. */
export const forgetDeciders: readonly Role[] = ['data_steward', 'superintendent', 'administrator']

/** Opens the requests of a district for the running transaction. Errors: Forbidden `people/not-yours`. */
export async function openForgettings(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
): Promise<{ mayAsk: boolean; mayDecide: boolean }> {
  mustHold(visitor, forgetDeciders, districtId)
  await trust(tx, [districtId])
  return { mayAsk: holds(visitor, forgetAskers, districtId), mayDecide: true }
}

const noSuch = () =>
  missing('people/no-forgetting', 'There is no such request.', 'It may belong to another district. Open the list.')

const told = (row: Forgetting, verb: string) => ({
  org_id: row.district_id,
  object: 'people.forgetting',
  object_id: row.forgetting_id,
  version: row.version,
  verb,
  reason: row.reason,
})

/**
 * Asks that a student be forgotten: by the district's id, typed twice, with a reason. Nothing goes before somebody else has agreed.
 * Errors: Invalid (`people/id-differs`, `people/no-reason`), Conflict when it was asked already.
 */
export async function askToForget(
  tx: Tx,
  scope: Scope,
  asked: { districtId: number; externalId: string; again: string; reason: string; name: string },
): Promise<Forgetting> {
  const { districtId, reason, name } = asked
  const externalId = asked.externalId.trim()
  if (externalId === '' || externalId !== asked.again.trim())
    throw invalid('people/id-differs', 'The two ids differ.', 'Type the id of the student twice.', [
      { path: 'again', code: 'people/id-differs', message: 'The two ids differ.' },
    ])
  if (reason.trim().length < 8)
    throw invalid('people/forget-why', 'It needs a reason.', 'Write in a few words why.', [
      { path: 'reason', code: 'people/forget-why', message: 'It needs a reason.' },
    ])
  if (await subjectOpen(tx, districtId, externalId))
    throw conflict('people/forget-twice', 'This was asked already.', 'Open the list of requests.')
  const found = await studentByExternal(tx, districtId, externalId)
  const row = await addForgetting(tx, {
    district_id: districtId,
    reason: reason.trim(),
    state: 'asked',
    asked_by: scope.actor,
    asked_name: name,
    asked_at: now(),
  })
  await addSubject(tx, {
    forgetting_id: row.forgetting_id,
    district_id: districtId,
    student_key: found?.student_key ?? null,
    external_id: externalId,
    last_name: found?.last_name ?? '',
    first_name: found?.first_name ?? '',
  })
  await record(tx, scope, { ...told(row, 'asked'), became: { state: 'asked', by: name } })
  return row
}

/** Agrees or refuses, being another person than who asked. Out: the row; the caller sends the work when it runs. */
export async function decideForgetting(
  tx: Tx,
  scope: Scope,
  id: number,
  version: number,
  agree: boolean,
  name: string,
): Promise<Forgetting> {
  const row = await forgettingById(tx, id, true)
  if (!row) throw noSuch()
  if (row.state !== 'asked' || row.version !== version)
    throw conflict('people/forget-decided', 'This was decided meanwhile.', 'Open it again.')
  if (row.asked_by !== null && row.asked_by === scope.actor)
    throw conflict(
      'people/forget-second',
      'The person who asked cannot agree.',
      'Ask another data steward, the superintendent or an administrator.',
    )
  const after = await changeForgetting(tx, id, {
    state: agree ? 'running' : 'refused',
    decided_by: scope.actor,
    decided_name: name,
    decided_at: now(),
  })
  // Who refuses sees no student, so that the system takes the subject away: `closeRefused`.
  await record(tx, scope, {
    ...told(after, agree ? 'agreed' : 'refused'),
    was: { state: 'asked' },
    became: { state: after.state, by: name },
  })
  return after
}

const scopeOf = (db: Db, districtId: number): Promise<Scope> => systemScope(db, 'forget', districtId)

/** A refused request no longer says who it was about. */
export async function closeRefused(db: Db, districtId: number, id: number): Promise<void> {
  const scope = await scopeOf(db, districtId)
  await inScope(db, scope, async (tx) => {
    if ((await forgettingById(tx, id))?.state === 'refused') await dropSubject(tx, id)
  })
}

/** What the person who runs the installation asks for by the command line: asked and decided at once. */
export async function forgetByCommand(
  db: Db,
  districtId: number,
  externalId: string,
  reason: string,
  name: string,
): Promise<Forgetting> {
  const scope = await scopeOf(db, districtId)
  return inScope(db, scope, async (tx) => {
    const row = await askToForget(tx, scope, { districtId, externalId, again: externalId, reason, name })
    const after = await changeForgetting(tx, row.forgetting_id, {
      state: 'running',
      decided_name: name,
      decided_at: now(),
    })
    await record(tx, scope, {
      ...told(after, 'agreed'),
      was: { state: 'asked' },
      became: { state: 'running', by: name },
    })
    return after
  })
}

/**
 * For whoever writes results by student: between this and the end of the transaction nobody is forgotten, so that what was read before can be checked and written.
 */
export const noForgetting = (tx: Tx, districtId: number): Promise<void> => lockShared(tx, districtId)

/** The other side of `noForgetting`: call it first in the transaction that forgets. */
export const onlyForgetting = (tx: Tx, districtId: number): Promise<void> => lockAlone(tx, districtId)

/** Begins, or goes on: writes the mark first, so that no file brings the person back meanwhile. Null when there is nothing to do. */
export async function beginForgetting(tx: Tx, id: number): Promise<{ row: Forgetting; subject: Subject } | null> {
  const row = await forgettingById(tx, id, true)
  if (row?.state !== 'running') return null
  await noteRefs(tx, id)
  const subject = await subjectById(tx, id)
  if (!subject) return null
  await mark(tx, row.district_id, id, subject.external_id, randomBytes(32).toString('hex'), now())
  return { row, subject }
}

/** Takes the student out of `people` and tells everybody above. Safe twice. */
export async function dropStudent(
  services: Services,
  tx: Tx,
  scope: Scope,
  subject: Subject,
): Promise<Dropped & { record_ids: number[] }> {
  const key = subject.student_key
  if (key === null)
    return {
      identities: 0,
      years: 0,
      spells: 0,
      others: 0,
      reads: 0,
      disclosures: 0,
      records: 0,
      record_ids: [],
    }
  const years = await yearsEnrolled(tx, key)
  const dropped = await dropRows(tx, subject.district_id, key, subject.refs)
  const today = await todayOf(tx, subject.district_id)
  for (const year of years) await recount(tx, subject.district_id, year, today)
  await tell(services, tx, scope, studentForgotten, { district_id: subject.district_id, student_key: key })
  return dropped
}

/** Ends it: the row keeps who, when, why and how much; who it was about goes. */
export async function finishForgetting(
  tx: Tx,
  scope: Scope,
  id: number,
  counts: Record<string, number>,
): Promise<Forgetting> {
  const after = await changeForgetting(tx, id, { state: 'done', done_at: now(), counts })
  await dropSubject(tx, id)
  await record(tx, scope, {
    ...told(after, 'forgotten'),
    was: { state: 'running' },
    became: { state: 'done', ...counts },
  })
  return after
}

/** True when a student of the district has this id. */
export async function isKnown(db: Db, districtId: number, externalId: string): Promise<boolean> {
  return inScope(
    db,
    await scopeOf(db, districtId),
    async (tx) => (await studentByExternal(tx, districtId, externalId)) !== null,
  )
}

/** The list that is kept beside backups: marks and the key that makes them. */
export async function readForgottenList(db: Db, districtId: number): Promise<ForgottenList> {
  return inScope(db, await scopeOf(db, districtId), (tx) => forgottenList(tx, districtId))
}

/**
 * Takes a list that was kept beside backups into the district's own, so that nobody on it comes back with a later file. Out: how many were not on it yet; none where
 * the district was founded anew and has another key, then only who is here now can be found by `cameBack`.
 */
export async function takeForgottenList(
  db: Db,
  districtId: number,
  list: { key: string; marks: readonly string[] },
): Promise<number> {
  return inScope(db, await scopeOf(db, districtId), (tx) => addMarks(tx, districtId, list, now()))
}

/** Which students of a district stand on a list that was kept elsewhere, or (without one) on its own list. */
export async function cameBack(
  db: Db,
  districtId: number,
  list?: { key: string; marks: readonly string[] },
): Promise<string[]> {
  return inScope(db, await scopeOf(db, districtId), async (tx) => {
    const own = await forgottenList(tx, districtId)
    const asked = list ?? (own.key === null ? null : { key: own.key, marks: own.marks.map((one) => one.mark) })
    return asked ? studentsOnList(tx, districtId, asked.key, asked.marks) : []
  })
}

/** Lets an id come back with the next file: somebody who was forgotten is enrolled again. */
export async function allowBack(db: Db, districtId: number, externalId: string, reason: string): Promise<boolean> {
  const scope = await scopeOf(db, districtId)
  return inScope(db, scope, async (tx) => {
    if (!(await unmark(tx, districtId, externalId))) return false
    const row = await addForgetting(tx, {
      district_id: districtId,
      reason,
      state: 'lifted',
      asked_by: null,
      asked_name: scope.name,
      asked_at: now(),
    })
    await record(tx, scope, { ...told(row, 'allowed back'), became: { state: 'lifted' } })
    return true
  })
}
