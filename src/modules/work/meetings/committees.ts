import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { historyOf, record, type Recorded } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { orgByCode, orgById, todayOf } from '../../people/index.ts'
import { may, mustFound, mustMay } from './access.ts'
import { refreshMeetings } from './refresh.ts'
import { leadsBack, slugOf } from './rules.ts'
import type { Committee, CommitteeTyped, Part, Seat, Sheet } from './schema.ts'
import { committeeColumns, committeeSheet, committeeTyped, holderOf, holderText, undoOf, wanted } from './sheet.ts'
import {
  committeeById,
  committeesOf,
  endSeat,
  insertCommittee,
  insertSeat,
  openMinutes,
  seatsOf,
  setCommittee,
} from './store.ts'

export const committeeObject = 'work.committee'

/** A save from an older version that touches what somebody else changed: nothing is written, both stand on the page. */
export type Clash = { kind: 'conflict'; mine: Sheet; now: Sheet; fields: readonly string[]; theirs: Recorded | null }
export type Saved = { kind: 'saved'; id: number; version: number | null }

async function checked(tx: Tx, districtId: number, id: number, wants: Sheet): Promise<void> {
  const org = await orgById(tx, Number(wants.org_id))
  if (org?.district_id !== districtId && org?.org_id !== districtId)
    throw invalid('work/no-such-org', 'This organization is not one of the district.', 'Choose one of the list.', [
      { path: 'org_id', message: 'This organization is not one of the district.' },
    ])
  const all = new Map((await committeesOf(tx, [districtId])).map((one) => [one.committee_id, one.reports_to]))
  const to = wants.reports_to === null ? null : Number(wants.reports_to)
  if (to !== null && (!all.has(to) || leadsBack(id, to, all)))
    throw invalid(
      'work/reports-in-a-ring',
      'A committee cannot report to itself, not even over others.',
      'Choose another one, or nobody.',
      [{ path: 'reports_to', message: 'A committee cannot report to itself, not even over others.' }],
    )
}

/**
 * Enters a committee. The same form twice gives the same committee. Errors: Forbidden `work/not-in-committee`; Invalid `work/no-such-org`,
 * `work/reports-in-a-ring`; Conflict `work/committee-there` when another one has this name.
 */
export async function addCommittee(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: CommitteeTyped,
): Promise<Saved> {
  mustFound(visitor, districtId)
  const wants = committeeTyped(typed)
  await checked(tx, districtId, 0, wants)
  const slug = slugOf(typed.name_en)
  const id = await insertCommittee(tx, districtId, { slug, ...committeeColumns(wants) })
  if (id === 0) {
    const there = (await committeesOf(tx, [districtId])).find((one) => one.slug === slug)
    const same = there && Object.entries(wants).every(([name, value]) => committeeSheet(there, [])[name] === value)
    if (there && same) return { kind: 'saved', id: there.committee_id, version: null }
    throw conflict(
      'work/committee-there',
      'There is a committee of this name already.',
      'Open it in the list of committees, or choose another name.',
    )
  }
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: committeeObject,
    object_id: id,
    version: 1,
    verb: 'made',
    became: { ...wants },
  })
  await refreshMeetings(tx, visitor.scope, districtId, await todayOf(tx, districtId), id)
  return { kind: 'saved', id, version: 1 }
}

async function put(
  tx: Tx,
  scope: Scope,
  committee: Committee,
  verb: string,
  now: Sheet,
  fields: Sheet,
  was: Sheet = Object.fromEntries(
    Object.keys(fields).flatMap((name) => (name in now ? [[name, now[name] ?? null]] : [])),
  ),
): Promise<number> {
  const own = Object.keys(fields).some((name) => !/^m\d+\./.test(name))
  const columns = committeeColumns({ ...now, ...fields })
  for (const [name, value] of Object.entries(fields)) {
    const seat = /^m(\d+)\.to_date$/.exec(name)
    if (seat) await endSeat(tx, Number(seat[1]), value === null ? null : String(value))
  }
  const version = await setCommittee(tx, committee.committee_id, own ? columns : {})
  await record(tx, scope, {
    org_id: committee.district_id,
    object: committeeObject,
    object_id: committee.committee_id,
    version,
    verb,
    was: { ...was },
    became: { ...fields },
  })
  if ('open_minutes' in fields) await openMinutes(tx, committee.committee_id, fields.open_minutes === true)
  if (['rule', 'from_date', 'to_date', 'org_id', 'name_en', 'name_es'].some((name) => name in fields) || !own)
    await refreshMeetings(
      tx,
      scope,
      committee.district_id,
      await todayOf(tx, committee.district_id),
      committee.committee_id,
    )
  return version
}

async function opened(tx: Tx, id: number): Promise<{ committee: Committee; seats: Seat[]; now: Sheet; today: string }> {
  const committee = await committeeById(tx, id, true)
  const seats = await seatsOf(tx, [id])
  const today = await todayOf(tx, committee.district_id)
  return { committee, seats, now: committeeSheet(committee, seats), today }
}

/** Changes a committee from the version that was seen. Errors: as of `addCommittee`, Missing. */
export async function saveCommittee(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: CommitteeTyped & { version: number },
): Promise<Saved | Clash> {
  const { committee, seats, now, today } = await opened(tx, id)
  mustMay(visitor, committee, may(visitor, committee, seats, today), 'keep')
  const mine = committeeTyped(typed)
  await checked(tx, committee.district_id, id, mine)
  const changes = await historyOf(tx, committeeObject, id)
  const merged = wanted(now, changes, typed.version, mine)
  if (merged.kind === 'conflict')
    return {
      kind: 'conflict',
      mine: merged.mine,
      now,
      fields: merged.fields,
      theirs: changes.find((one) => one.version > typed.version) ?? null,
    }
  const { fields } = merged
  if (Object.keys(fields).length === 0) return { kind: 'saved', id, version: null }
  return { kind: 'saved', id, version: await put(tx, visitor.scope, committee, 'updated', now, fields) }
}

const wrongSeat = () =>
  invalid(
    'work/no-such-holder',
    'This seat cannot be given like that.',
    'Choose somebody of the list or say what the seat is, and a last day that is not before the first.',
  )

/**
 * Gives a seat for a time to an office, a person, or somebody without an account. The same seat twice is one: where there are several,
 * they are numbered. Errors: Missing, Forbidden, Invalid `work/no-such-holder` (not of this district, or the days are turned round).
 */
export async function addMember(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { part: Part; holder: string; seat: string; from_date: string; to_date: string | null },
  known: (holder: string) => boolean,
): Promise<Saved> {
  const { committee, seats, now, today } = await opened(tx, id)
  mustMay(visitor, committee, may(visitor, committee, seats, today), 'keep')
  const holder = holderOf(typed.holder)
  const turned = typed.to_date !== null && typed.to_date < typed.from_date
  if (
    !holder ||
    turned ||
    (typed.holder === '') === (typed.seat === '') ||
    (typed.holder !== '' && !known(typed.holder))
  )
    throw wrongSeat()
  const row = { part: typed.part, ...holder, seat: typed.seat, from_date: typed.from_date, to_date: typed.to_date }
  const same = seats.some(
    (seat) =>
      seat.part === row.part &&
      holderText(seat) === holderText(row) &&
      seat.from_date === row.from_date &&
      seat.to_date === row.to_date,
  )
  if (same) return { kind: 'saved', id, version: null }
  const seat = await insertSeat(tx, { committee_id: id, district_id: committee.district_id, ...row })
  const fields: Sheet = {
    [`m${seat}.holder`]: holderText(row),
    [`m${seat}.part`]: row.part,
    [`m${seat}.from_date`]: row.from_date,
    [`m${seat}.to_date`]: row.to_date,
  }
  return { kind: 'saved', id, version: await put(tx, visitor.scope, committee, 'member', now, fields, {}) }
}

/** Sets the last day of a seat. The same day twice changes nothing. Errors: Missing, Forbidden, Invalid `work/no-such-holder`. */
export async function endMember(tx: Tx, visitor: Visitor, id: number, member: number, to: string): Promise<Saved> {
  const { committee, seats, now, today } = await opened(tx, id)
  mustMay(visitor, committee, may(visitor, committee, seats, today), 'keep')
  const seat = seats.find((one) => one.member_id === member)
  if (!seat || to < seat.from_date) throw wrongSeat()
  if (seat.to_date === to) return { kind: 'saved', id, version: null }
  return {
    kind: 'saved',
    id,
    version: await put(tx, visitor.scope, committee, 'ended', now, { [`m${member}.to_date`]: to }),
  }
}

/** Undoes one change of a committee as a new change. Errors: Missing, Forbidden, Conflict `work/changed-since`. */
export async function undoCommittee(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Saved> {
  const { committee, seats, now, today } = await opened(tx, id)
  mustMay(visitor, committee, may(visitor, committee, seats, today), 'keep')
  const changes = await historyOf(tx, committeeObject, id)
  // A seat is never taken out of the list again: it ends.
  const member = changes.find((one) => one.version === version)?.verb === 'member'
  const fields = member ? null : undoOf(changes, version)
  if (!fields)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  return { kind: 'saved', id, version: await put(tx, visitor.scope, committee, 'undone', now, fields) }
}

/** A committee as a district's own list tells it, for the command line and the demo. Codes are those of its organizations. */
export type CommitteeTold = Omit<CommitteeTyped, 'org_id' | 'reports_to' | 'version' | 'district'> & {
  org: string
  /** the English name of another one of the list, before this one */
  reports: string | null
  members: readonly ({ part: Part; from: string; to?: string } & ({ role: string; org: string } | { seat: string }))[]
}

/**
 * Takes a list of committees with their seats; those that are known stay as they are. For a fresh district: people change them on the pages afterwards.
 * Out: the ids by English name. Errors: Invalid `work/no-such-org`.
 */
export async function takeCommittees(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  list: readonly CommitteeTold[],
): Promise<Map<string, number>> {
  const ids = new Map((await committeesOf(tx, [districtId])).map((one) => [one.name.en ?? '', one.committee_id]))
  const orgId = async (code: string) => (await orgByCode(tx, districtId, code))?.org_id ?? -1
  for (const told of list) {
    if (ids.has(told.name_en)) continue
    const { org, reports, members, ...typed } = told
    const reports_to = reports === null ? null : (ids.get(reports) ?? null)
    const { id } = await addCommittee(tx, visitor, districtId, { ...typed, org_id: await orgId(org), reports_to })
    ids.set(told.name_en, id)
    for (const member of members)
      await addMember(
        tx,
        visitor,
        id,
        {
          part: member.part,
          holder: 'role' in member ? `${member.role}@${await orgId(member.org)}` : '',
          seat: 'seat' in member ? member.seat : '',
          from_date: member.from,
          to_date: member.to ?? null,
        },
        (holder) => !holder.endsWith('@-1'),
      )
  }
  return ids
}
