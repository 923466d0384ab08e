import { z } from 'zod'
import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, type Detail, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record as remember } from '../../../platform/history/history.ts'
import { todayOf } from '../orgs/settings.ts'
import { orgById } from '../orgs/store.ts'
import { seeFrom } from '../students/read.ts'
import { type Basis, bases, basisCodes, partyKinds } from './exceptions.ts'
import { findStudent } from './record.ts'
import type { DisclosureRow } from './schema.ts'
import { addDisclosure, disclosureById, updateDisclosure } from './store-disclosure.ts'

const text = (most: number) => z.string().trim().max(most)
/** The form of an entry. `students`: district ids, a line each. */
export const disclosureForm = z.object({
  on_date: z.iso.date(),
  party: text(200).min(2),
  party_kind: z.enum(partyKinds),
  basis: z.enum(basisCodes as [Basis, ...Basis[]]),
  interest: text(1000),
  what: text(1000).min(3),
  was_given: z.enum(['yes', 'no']),
})
export type DisclosureTyped = Record<string, string>

const labels = ['on_date', 'party', 'party_kind', 'basis', 'interest', 'what', 'was_given'] as const

/** Reads the form; every wrong field is named. Errors: Invalid `people/disclosure-form`. */
export function readDisclosure(typed: DisclosureTyped, today: string) {
  const read = disclosureForm.safeParse({ interest: '', ...typed })
  const details: Detail[] = []
  const wrong = (path: string, code: string, message: string) => details.push({ path, code, message })
  if (!read.success)
    for (const path of labels)
      if (read.error.issues.some((issue) => issue.path[0] === path)) wrong(path, 'people/needed', 'Fill it in.')
  if (read.success) {
    const { basis, interest, on_date } = read.data
    if (on_date > today) wrong('on_date', 'people/disclosure-later', 'The day lies in the future.')
    // 34 CFR 99.32(a)(3)(ii): the legitimate interest of the party; (a)(5): the threat in an emergency. Consent and directory information need none.
    if (bases[basis].entered && interest.length < 8)
      wrong('interest', 'people/disclosure-interest', 'Say why the party has a right to it.')
  }
  if (!read.success || details.length > 0)
    throw invalid('people/disclosure-form', 'Something is missing.', 'Fill in what is marked.', details)
  const { was_given, ...rest } = read.data
  return { ...rest, was_given: was_given === 'yes' }
}

const most = 100_000
const nobody = () =>
  invalid('people/disclosure-nobody', 'It is about nobody.', 'Give the id of at least one student.', [
    { path: 'students', code: 'people/disclosure-nobody', message: 'Give the id of at least one student.' },
  ])

/**
 * Enters a disclosure of some students, whose keys the caller has under its scope. In: the organization that gives the records out, the form as typed.
 * For exports of other modules: in the transaction that makes the file. Errors: Forbidden, Invalid.
 */
export async function disclose(
  tx: Tx,
  scope: Scope,
  told: { org_id: number; by: string; typed: DisclosureTyped; keys: readonly number[] },
): Promise<DisclosureRow> {
  const org = await orgById(tx, told.org_id)
  if (!org || org.district_id === null || !scope.students.includes(told.org_id))
    throw forbidden(
      'people/no-students',
      'Your roles do not cover the students of this organization.',
      'Ask the administrator of your district if you need them for your work.',
    )
  const form = readDisclosure(told.typed, await todayOf(tx, org.district_id))
  if (told.keys.length === 0 || told.keys.length > most) throw nobody()
  await seeFrom(tx, org.district_id)
  const row = await addDisclosure(tx, {
    ...form,
    org_id: told.org_id,
    district_id: org.district_id,
    entered_by: scope.actor,
    entered_name: told.by,
    entered_at: now(),
    keys: [...new Set(told.keys)],
  })
  const { on_date, party, party_kind, basis, interest, what, was_given, students } = row
  await remember(tx, scope, {
    org_id: org.district_id,
    object: 'people.disclosure',
    object_id: row.disclosure_id,
    version: 1,
    verb: 'entered',
    became: { on_date, party, party_kind, basis, interest, what, was_given, students },
  })
  return row
}

/** Enters a disclosure with students given by their district ids, a line each. The organization is that of the first student in the scope. */
export async function enterDisclosure(
  tx: Tx,
  scope: Scope,
  by: string,
  typed: DisclosureTyped,
): Promise<DisclosureRow> {
  const ids = [...new Set((typed.students ?? '').split(/[\s,;]+/).filter((id) => id !== ''))]
  if (ids.length > 500)
    throw invalid('people/disclosure-many', 'That is too many ids.', 'Enter a list by the export of the list.', [
      { path: 'students', code: 'people/disclosure-many', message: 'At most 500 ids.' },
    ])
  const found = []
  const unknown: string[] = []
  for (const id of ids) {
    try {
      found.push(await findStudent(tx, scope, id))
    } catch (error) {
      if ((error as { code?: string }).code !== 'people/no-student') throw error
      unknown.push(id)
    }
  }
  if (unknown.length > 0)
    throw invalid('people/disclosure-unknown', 'Some ids are not known.', 'Check the ids.', [
      { path: 'students', code: 'people/disclosure-unknown', message: 'Some ids are not known in your schools.' },
    ])
  const [first] = found
  if (!first) {
    readDisclosure(typed, await todayOf(tx, scope.districts[0] ?? 0))
    throw nobody()
  }
  return disclose(tx, scope, {
    org_id: first.org_id,
    by,
    typed,
    keys: found.filter((one) => one.district_id === first.district_id).map((one) => one.student_key),
  })
}

export async function openDisclosure(tx: Tx, scope: Scope, id: number): Promise<DisclosureRow> {
  for (const district of scope.districts) {
    await seeFrom(tx, district)
    const row = scope.students.length > 0 ? await disclosureById(tx, id) : null
    if (row) return row
  }
  throw missing('people/no-disclosure', 'There is no such entry.', 'Open the register and choose one.')
}

/** Corrects an entry: the first wording stays in the history, with the reason. Only where the organization that gave the records out is in scope. */
export async function correctDisclosure(
  tx: Tx,
  scope: Scope,
  id: number,
  version: number,
  typed: DisclosureTyped,
  reason: string,
): Promise<DisclosureRow> {
  const was = await openDisclosure(tx, scope, id)
  const form = readDisclosure(typed, await todayOf(tx, was.district_id))
  if (reason.trim().length < 3)
    throw invalid('people/correct-why', 'Say why it is corrected.', 'A few words are enough.', [
      { path: 'reason', code: 'people/correct-why', message: 'Say why it is corrected.' },
    ])
  const after = scope.students.includes(was.org_id) ? await updateDisclosure(tx, id, version, form) : null
  if (!scope.students.includes(was.org_id))
    throw forbidden(
      'people/not-yours',
      'Your roles do not cover this.',
      'Ask the data steward of the district to correct it.',
    )
  if (!after)
    throw conflict(
      'people/changed-meanwhile',
      'Somebody else changed this at the same moment.',
      'Look at it again, then repeat your change.',
    )
  const fields = ({ on_date, party, party_kind, basis, interest, what, was_given }: DisclosureRow) => ({
    on_date,
    party,
    party_kind,
    basis,
    interest,
    what,
    was_given,
  })
  await remember(tx, scope, {
    org_id: was.district_id,
    object: 'people.disclosure',
    object_id: id,
    version: after.version,
    verb: 'corrected',
    reason: reason.trim(),
    was: fields(was),
    became: fields(after),
  })
  return after
}
