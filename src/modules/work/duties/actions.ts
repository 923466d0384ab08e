import type { Tx } from '../../../platform/db/database.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { orgByCode, orgById, schoolDays, todayOf } from '../../people/index.ts'
import { schoolYear, usualCalendar, yearOfDay } from '../../plans/index.ts'
import { type Loaded, type Outcome, saveItems, updateItem } from '../actions.ts'
import { mayUpdate, mustUpdate } from '../access.ts'
import { attachAlso } from '../artefacts/actions.ts'
import { standingIn } from '../delegation/reading.ts'
import type { NewItem, Owner } from '../schema.ts'
import { itemById } from '../store.ts'
import { mustKeep } from './access.ts'
import { type DayBook, type DayTold, dayBook } from './days.ts'
import { limitDay, resolved, dutyYear } from './rules.ts'
import { type Duty, dutySchema, type DutyTold, type Settled } from './schema.ts'
import { dutiesOf, dutyById, type DutyRow, insertDuty, insertFulfilment, setDuty } from './store.ts'

export const dutyObject = 'work.duty'

/** Days before its time begins from which an occurrence stands in the list of work. */
export const ahead = 14

/** All occurrences of a duty in a school year begin with this. */
export const yearPrefix = (duty: Pick<Duty, 'slug'>, year: number): string => `duty:${duty.slug}/${year}/`
/** All items of a duty that follow an event begin with this. */
export const eventPrefix = (duty: Pick<Duty, 'slug'>): string => `duty:${duty.slug}/event/`

async function rowOf(tx: Tx, districtId: number, told: DutyTold): Promise<DutyRow> {
  const read = dutySchema.safeParse(told)
  if (!read.success)
    throw invalid(
      'work/bad-duty',
      'A duty of the list is not written as duties are.',
      'Correct the places below and load the list again.',
      read.error.issues.map((issue) => ({ path: [told.slug, ...issue.path].join('.'), message: issue.message })),
    )
  const one = read.data
  const office = await orgByCode(tx, districtId, one.owner.org)
  if (!office)
    throw invalid(
      'work/no-such-office',
      'A duty names an organization that the district does not have.',
      'Write the code of one that is in the list of organizations.',
    )
  return {
    org_id: office.org_id,
    slug: one.slug,
    basis: one.basis,
    title: one.title,
    artefact: one.artefact,
    needs_artefact: one.needs_artefact,
    rule: one.rule,
    owner_role: one.owner.role,
    owner_org: office.org_id,
    owner_account: null,
    from_date: one.from,
    to_date: one.to,
    grace_days: one.grace,
    earlier: [],
    kept: 'list',
    listed: true,
  }
}

/** What became of a list of duties; `kept`: the names of those that people keep on their pages, which the list does not change. */
export type DutiesTaken = Loaded & { kept: string[] }

/**
 * Takes a district's list of duties. Known ones get the list's words and rules; what people settled stays; those that the list leaves out end.
 * Duties that people entered or changed on a page stay as they are. The same list twice changes nothing.
 * Errors: Invalid `work/bad-duty`, `work/duty-twice`, `work/no-such-office`.
 */
export async function saveDuties(
  tx: Tx,
  scope: Scope,
  districtId: number,
  list: readonly DutyTold[],
): Promise<DutiesTaken> {
  const told: DutiesTaken = { added: 0, changed: 0, dropped: 0, same: 0, kept: [] }
  const known = new Map((await dutiesOf(tx, [districtId], true)).map((duty) => [duty.slug, duty]))
  const listed = new Set<string>()
  for (const one of list) {
    const row = await rowOf(tx, districtId, one)
    if (listed.has(row.slug))
      throw invalid('work/duty-twice', 'A duty stands twice in the list.', 'Give each a name of its own.', [
        { path: row.slug, message: 'This name stands twice.' },
      ])
    listed.add(row.slug)
    const duty = known.get(row.slug)
    if (!duty) {
      const id = await insertDuty(tx, districtId, row)
      await record(tx, scope, {
        org_id: districtId,
        object: dutyObject,
        object_id: id,
        version: 1,
        verb: 'added',
        became: { ...row, settled: {} },
      })
      told.added += 1
    } else if (duty.kept === 'page') told.kept.push(duty.slug)
    else if (await change(tx, scope, duty, row, 'loaded')) told.changed += 1
    else told.same += 1
  }
  for (const duty of known.values())
    if (
      !listed.has(duty.slug) &&
      duty.listed &&
      duty.kept === 'list' &&
      (await change(tx, scope, duty, { listed: false }, 'unlisted'))
    )
      told.dropped += 1
  return told
}

type Fields = Partial<DutyRow & Pick<Duty, 'settled'>>

async function change(tx: Tx, scope: Scope, duty: Duty, became: Fields, verb: string): Promise<Duty | null> {
  const changed = (Object.keys(became) as (keyof Fields)[]).filter((name) => !alike(duty[name], became[name]))
  if (changed.length === 0) return null
  const now = Object.fromEntries(changed.map((name) => [name, became[name]])) as Fields
  const row = await setDuty(tx, duty.duty_id, now)
  await record(tx, scope, {
    org_id: duty.district_id,
    object: dutyObject,
    object_id: duty.duty_id,
    version: row.version,
    verb,
    was: Object.fromEntries(changed.map((name) => [name, duty[name]])),
    became: now,
  })
  return row
}

/** The days of an organization in some school years: a school's own, for all others the district's. Each is read once. */
export function bookReader(tx: Tx, districtId: number, years: readonly number[]) {
  type Place = { book: DayBook; closes: string | null }
  const books = new Map<number, Promise<DayBook>>()
  const places = new Map<number, Promise<Place>>()
  const bookOf = async (orgId: number): Promise<DayBook> => {
    const days: DayTold[] = []
    for (const year of years) days.push(...(await schoolDays(tx, orgId, year)))
    return dayBook(days)
  }
  const placeOf = async (orgId: number): Promise<Place> => {
    const org = await orgById(tx, orgId)
    const own = org?.kind === 'school' ? orgId : districtId
    const book = books.get(own) ?? bookOf(own)
    books.set(own, book)
    return { book: await book, closes: org?.to_date ?? null }
  }
  return (orgId: number): Promise<Place> => {
    const place = places.get(orgId) ?? placeOf(orgId)
    places.set(orgId, place)
    return place
  }
}

const ownerOf = (duty: Duty): Owner =>
  duty.owner_account !== null
    ? { account_id: duty.owner_account }
    : duty.owner_role !== null && duty.owner_org !== null
      ? { role: duty.owner_role, org_id: duty.owner_org }
      : null

const itemOf = (duty: Duty, source: string, from: string | null, due: string): NewItem => ({
  source,
  kind: 'duty',
  org_id: duty.org_id,
  title: duty.title,
  href: `/work/duties/${duty.duty_id}`,
  owner: ownerOf(duty),
  starts_on: from,
  due_on: due,
  needs_evidence: duty.artefact !== null && !duty.needs_artefact,
  needs_artefact: duty.needs_artefact,
})

/**
 * Makes the occurrences of a district's duties due items: everything of this school year whose time begins within two weeks, and what begins then of the next.
 * Days that the calendar moved since are moved; what it took away is dropped. Earlier years stay as they are. Twice changes nothing. `only`: one duty.
 */
export async function refreshDuties(
  tx: Tx,
  scope: Scope,
  districtId: number,
  today: string,
  only?: Duty,
): Promise<Loaded> {
  const all: Loaded = { added: 0, changed: 0, dropped: 0, same: 0 }
  const until = addDays(today, ahead)
  const years = [...new Set([yearOfDay(usualCalendar, today), yearOfDay(usualCalendar, until)])]
  const bookOf = bookReader(tx, districtId, years)
  for (const duty of only ? [only] : await dutiesOf(tx, [districtId], true)) {
    const { book, closes } = await bookOf(duty.org_id)
    if (duty.rule.kind === 'sla' && duty.earlier.length === 0) continue
    for (const year of years) {
      const { due } = dutyYear(duty, year, book, closes)
      const items = (duty.listed ? due : [])
        .filter((one) => one.from <= until)
        .map((one) => itemOf(duty, `${yearPrefix(duty, year)}${one.key}`, one.from, one.due))
      const done = await saveItems(tx, scope, districtId, yearPrefix(duty, year), items)
      for (const name of ['added', 'changed', 'dropped', 'same'] as const) all[name] += done[name]
    }
  }
  return all
}

/** Errors of a form made from an older version of the duty. */
const changedMeanwhile = () =>
  conflict(
    'work/duty-changed',
    'Somebody changed this duty while the page was open.',
    'Look at it as it is now, and choose again.',
  )

/**
 * Settles what the rule leaves open: how often, or how many days. Its occurrences come at once. In: the version that the person saw.
 * Errors: Missing, Forbidden `work/not-your-duty`, Conflict `work/duty-changed`, Invalid `work/nothing-open`.
 */
export async function settleDuty(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; settled: Settled },
): Promise<Duty> {
  const duty = await dutyById(tx, id, true)
  mustKeep(visitor, duty)
  if (alike(duty.settled, typed.settled)) return duty
  if (typed.version !== duty.version) throw changedMeanwhile()
  const asks =
    duty.rule.kind === 'words' ? 'reading' : duty.rule.kind === 'sla' && duty.rule.limit === null ? 'limit' : null
  if (asks === null || typed.settled[asks] === undefined)
    throw invalid('work/nothing-open', 'Nothing of this duty is open in that way.', 'Open the duty and choose there.')
  const settled: Settled = asks === 'reading' ? { reading: typed.settled.reading } : { limit: typed.settled.limit }
  const row = (await change(tx, visitor.scope, duty, { settled }, 'settled')) ?? duty
  await refreshDuties(tx, visitor.scope, duty.district_id, await todayOf(tx, duty.district_id), row)
  return row
}

/** Undoes the newest settling as a new change. Errors as of `settleDuty`, and Conflict `work/changed-since`. */
export async function undoDuty(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Duty> {
  const duty = await dutyById(tx, id, true)
  mustKeep(visitor, duty)
  const changes = await historyOf(tx, dutyObject, id)
  const target = changes.find((one) => one.version === version)
  const later = changes.some((one) => one.version > version && 'settled' in one.became)
  const only = target !== undefined && Object.keys(target.became).every((name) => name === 'settled')
  if (!target || !only || target.verb === 'added' || later)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  const was = (target.was.settled ?? {}) as Settled
  const row = (await change(tx, visitor.scope, duty, { settled: was }, 'undone')) ?? duty
  await refreshDuties(tx, visitor.scope, duty.district_id, await todayOf(tx, duty.district_id), row)
  return row
}

/**
 * Something happened that starts a limit: an application came in. In: a number or mark of its own (never a name), the day.
 * The same mark and day twice is the same item. Errors: Missing, Forbidden, Invalid `work/no-limit`.
 */
export async function startLimit(
  tx: Tx,
  visitor: Visitor,
  id: number,
  event: { key: string; on: string },
): Promise<void> {
  const duty = await dutyById(tx, id, true)
  mustKeep(visitor, duty)
  const year = yearOfDay(usualCalendar, event.on)
  const { book } = await bookReader(tx, duty.district_id, [year, year + 1])(duty.org_id)
  const found = resolved(duty, book)
  if (found.kind !== 'sla')
    throw invalid('work/no-limit', 'No limit of days runs for this duty.', 'Settle first how many days it has.')
  const { due } = limitDay(duty.rule, found.limit, event.on, book)
  // A prefix of its own for each, so that the others stay.
  const prefix = `${eventPrefix(duty)}${event.key}/`
  const item = itemOf(duty, prefix, event.on, due)
  await saveItems(tx, visitor.scope, duty.district_id, prefix, [{ ...item, title: marked(item.title, event.key) }])
}

const marked = (title: NewItem['title'], key: string): NewItem['title'] => ({
  ...title,
  ...(title.en ? { en: `${title.en} (${key})` } : {}),
  ...(title.es ? { es: `${title.es} (${key})` } : {}),
})

/**
 * An occurrence that is done also fulfils others: each of them is done on the same day, with what there is to show, and says by which.
 * In: the item that is done; the others with the versions that the person saw. Out: what came of each. Errors: Missing, Forbidden `work/not-yours` of any,
 * Conflict `work/not-done` when the first is not done.
 */
export async function fulfil(
  tx: Tx,
  visitor: Visitor,
  itemId: number,
  others: readonly { id: number; version: number }[],
): Promise<Outcome[]> {
  const item = await itemById(tx, itemId, true)
  const deputy = await standingIn(tx, visitor)
  mustUpdate(deputy, item)
  if (item.kind !== 'duty' || item.state !== 'done')
    throw conflict(
      'work/not-done',
      'This is not done yet, so nothing else can be done with it.',
      'Finish it first, then choose what else it counts for.',
    )
  const outcomes: Outcome[] = []
  for (const other of others.toSorted((a, b) => a.id - b.id)) {
    const found = await itemById(tx, other.id, true)
    if (found.kind !== 'duty' || found.district_id !== item.district_id || found.item_id === item.item_id) continue
    // What shows the one shows the other too.
    if (found.needs_artefact && mayUpdate(deputy, found)) await attachAlso(tx, deputy, itemId, other.id)
    const outcome = await updateItem(
      tx,
      deputy,
      other.id,
      {
        version: other.version,
        state: 'done',
        note: item.note,
        ...(item.done_on === null ? {} : { done_on: item.done_on }),
      },
      `work.item:${item.item_id}`,
    )
    if (outcome.kind === 'saved') await insertFulfilment(tx, other.id, item.item_id, item.district_id)
    outcomes.push(outcome)
  }
  return outcomes
}

/** First and last day of a school year, by its ending year. */
export const daysOfYear = (year: number) => schoolYear(usualCalendar, year)
