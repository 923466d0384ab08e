import { addDays } from '../../../../platform/dates.ts'
import type { Tx } from '../../../../platform/db/database.ts'
import { forbidden } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/history/history.ts'
import { alike } from '../../../../platform/json.ts'
import type { Visitor } from '../../../../platform/web/route.ts'
import { read } from '../../../../platform/words.ts'
import { orgById, peopleOf, roleName, todayOf } from '../../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../../plans/index.ts'
import { leads } from '../../access.ts'
import { type Kept, keepRow, undoRow } from '../../keeping/row.ts'
import { holdersOf } from '../../meetings/view.ts'
import { lockDistrict } from '../../store.ts'
import { mustReadDuty } from '../access.ts'
import { bookReader, daysOfYear, dutyObject, refreshDuties } from '../actions.ts'
import { dutyYear, stretchesOf } from '../rules.ts'
import type { Duty } from '../schema.ts'
import { dutiesOf, dutyById, type DutyRow, insertDuty } from '../store.ts'
import { type DutyProblem, type EndTyped, isDay, ruleOf, type RuleTyped, type WordsTyped, wordsOf } from './form.ts'
import { doneFrom, type DutyFields, dutyKeeper } from './store.ts'
import { undoableVerbs } from './verbs.ts'

type Problems = { kind: 'problems'; problems: DutyProblem[] }
const problem = (field: string, code: DutyProblem['code'], day?: string): Problems => ({
  kind: 'problems',
  problems: [{ field, code, ...(day ? { day } : {}) }],
})

/** Duties are entered, changed and ended by those who lead the district: nobody lets go of a duty of their own. */
export function mustLeadDuties(visitor: Visitor, districtId: number): void {
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/not-your-duties',
      'Only the superintendent, the cabinet or an administrator may enter, change or end a duty.',
      'Ask one of them to do it.',
    )
}

async function ledDuty(tx: Tx, visitor: Visitor, id: number): Promise<Duty> {
  const duty = await dutyById(tx, id, true)
  mustReadDuty(visitor, duty)
  mustLeadDuties(visitor, duty.district_id)
  return duty
}

/** The offices that may own a duty: every role that somebody of the district holds, and the present owner. Out: `role@organization`, in words. */
export async function dutyOwners(
  tx: Tx,
  districtId: number,
  lang: 'en' | 'es',
  present: { owner_role: string | null; owner_org: number | null } | null = null,
): Promise<{ value: string; label: string }[]> {
  const people = await peopleOf(tx, districtId, await todayOf(tx, districtId))
  const held = holdersOf(people, lang).filter((one) => !one.value.startsWith('account:'))
  const value = `${present?.owner_role}@${present?.owner_org}`
  if (!present?.owner_role || present.owner_org === null || held.some((one) => one.value === value)) return held
  const org = await orgById(tx, present.owner_org)
  return [{ value, label: [roleName(present.owner_role, lang), org?.name ?? ''].join(', ') }, ...held]
}

/** The owners that a form may name; the one that the duty has stays one, also when nobody holds the role today. */
async function ownersFor(tx: Tx, districtId: number, duty: Duty | null): Promise<ReadonlySet<string>> {
  return new Set((await dutyOwners(tx, districtId, 'en', duty)).map((one) => one.value))
}

/** A short name made of a title, unlike those that are taken. */
function slugFor(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  const base = plain === '' ? 'duty' : plain
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!taken.has(slug)) return slug
  }
}

const refreshed = async (tx: Tx, visitor: Visitor, duty: Duty): Promise<void> => {
  await refreshDuties(tx, visitor.scope, duty.district_id, await todayOf(tx, duty.district_id), duty)
}

/** The first day of the school year that runs: what was before it stays as it was. */
const yearBegins = (today: string): string => daysOfYear(yearOfDay(usualCalendar, today)).from

/** Enters a duty; what is due soon stands in the list of work at once. The same form twice is the same duty. Errors: Forbidden `work/not-your-duties`. */
export async function enterDuty(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: { words: WordsTyped; rule: RuleTyped },
): Promise<Kept<Duty> | Problems> {
  mustLeadDuties(visitor, districtId)
  await lockDistrict(tx, districtId)
  const words = wordsOf(typed.words, await ownersFor(tx, districtId, null))
  const when = ruleOf(typed.rule)
  if (Array.isArray(words) || Array.isArray(when))
    return {
      kind: 'problems',
      problems: [...(Array.isArray(words) ? words : []), ...(Array.isArray(when) ? when : [])],
    }
  const began = yearBegins(await todayOf(tx, districtId))
  if (when.from < began) return problem('from', 'beforeYear', began)
  const row: Omit<DutyRow, 'slug'> = {
    ...words,
    rule: when.rule,
    from_date: when.from,
    to_date: null,
    grace_days: when.grace,
    earlier: [],
    kept: 'page',
    listed: true,
  }
  const all = await dutiesOf(tx, [districtId], true)
  const same = all.find((one) =>
    (Object.keys(row) as (keyof typeof row)[]).every((name) => alike(one[name], row[name])),
  )
  if (same) return { kind: 'saved', row: same, same: true }
  const slug = slugFor(read(row.title, 'en').words, new Set(all.map((one) => one.slug)))
  const id = await insertDuty(tx, districtId, { ...row, slug })
  const became = { ...row, slug, settled: {} }
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: dutyObject,
    object_id: id,
    version: 1,
    verb: 'added',
    became,
  })
  const duty = await dutyById(tx, id)
  await refreshed(tx, visitor, duty)
  return { kind: 'saved', row: duty, same: false }
}

/** Saves what a page changed, from then on kept there; then the occurrences follow. */
async function keep(
  tx: Tx,
  visitor: Visitor,
  duty: Duty,
  typed: { version: number; verb: string; reason?: string; fields: (seen: DutyFields) => DutyFields },
): Promise<Kept<Duty>> {
  const fields = (seen: DutyFields): DutyFields => {
    const wanted = typed.fields(seen)
    return alike(wanted, seen) ? seen : { ...wanted, kept: 'page' }
  }
  const outcome = await keepRow(tx, visitor.scope, dutyKeeper, duty, { ...typed, fields })
  if (outcome.kind === 'saved' && !outcome.same) await refreshed(tx, visitor, outcome.row)
  return outcome
}

/** Changes words, owner, or what there is to show. Errors: Missing, Forbidden `work/not-your-duties`. */
export async function changeDuty(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: WordsTyped,
): Promise<Kept<Duty> | Problems> {
  const duty = await ledDuty(tx, visitor, id)
  const words = wordsOf(typed, await ownersFor(tx, duty.district_id, duty))
  if (Array.isArray(words)) return { kind: 'problems', problems: words }
  // An owner by name stays unless another one is chosen.
  const { org_id, owner_role, owner_org, owner_account, ...rest } = words
  const mine =
    duty.owner_role === owner_role && duty.owner_org === owner_org
      ? rest
      : { ...rest, org_id, owner_role, owner_org, owner_account }
  return keep(tx, visitor, duty, { version: typed.version, verb: 'changed', fields: (seen) => ({ ...seen, ...mine }) })
}

/**
 * Lets another rule hold from a day on; until the day before, the present one does. From the very day on which the present one began, it takes its place.
 * What lies before this school year, and what is done, stays. Errors: Missing, Forbidden `work/not-your-duties`.
 */
export async function replaceRule(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: RuleTyped,
): Promise<Kept<Duty> | Problems> {
  const duty = await ledDuty(tx, visitor, id)
  const when = ruleOf(typed)
  if (Array.isArray(when)) return { kind: 'problems', problems: when }
  const { rule, grace, from } = when
  const began = stretchesOf(duty).at(-1)?.from ?? duty.from_date
  if (alike(rule, duty.rule) && grace === duty.grace_days) return { kind: 'saved', row: duty, same: true }
  const wrong = await wrongDay(tx, duty, { field: 'from', day: from, first: began, opens: from })
  if (wrong) return wrong
  if (duty.to_date !== null && from > duty.to_date) return problem('from', 'afterEnd', duty.to_date)
  const fields = (seen: DutyFields): DutyFields => ({
    ...seen,
    rule,
    settled: {},
    grace_days: grace,
    earlier:
      from === began
        ? seen.earlier
        : [
            ...seen.earlier,
            { rule: seen.rule, settled: seen.settled, grace: seen.grace_days, from: began, to: addDays(from, -1) },
          ],
  })
  return keep(tx, visitor, duty, { version: typed.version, verb: 'replaced', fields })
}

/** Ends a duty with a day, or lets it go on without an end, and says why. Errors: Missing, Forbidden `work/not-your-duties`. */
export async function endDuty(tx: Tx, visitor: Visitor, id: number, typed: EndTyped): Promise<Kept<Duty> | Problems> {
  const duty = await ledDuty(tx, visitor, id)
  const to = typed.to === '' ? null : typed.to
  if (to === duty.to_date) return { kind: 'saved', row: duty, same: true }
  if (to !== null && !isDay(to)) return problem('to', 'day')
  if (typed.reason === '') return problem('reason', 'reason')
  if (to !== null) {
    const first = stretchesOf(duty).at(-1)?.from ?? duty.from_date
    const wrong = await wrongDay(tx, duty, { field: 'to', day: to, first, opens: addDays(to, 1) })
    if (wrong) return wrong
  }
  const { version, reason } = typed
  return keep(tx, visitor, duty, { version, reason, verb: 'ended', fields: (seen) => ({ ...seen, to_date: to }) })
}

/**
 * A change must not take away what was: its day lies neither before the present rule nor before this school year, and nothing from `opens` on is done already,
 * which is the first day of which the change says something else.
 */
async function wrongDay(
  tx: Tx,
  duty: Duty,
  { field, day, first, opens }: { field: string; day: string; first: string; opens: string },
): Promise<Problems | null> {
  const began = yearBegins(await todayOf(tx, duty.district_id))
  if (day < first) return problem(field, 'beforeBegin', first)
  if (day < began) return problem(field, 'beforeYear', began)
  const done = await doneFrom(tx, duty, opens)
  return done === null ? null : problem(field, 'doneLater', done)
}

/** Takes back the newest change that a page made. Errors: Missing, Forbidden `work/not-your-duties`, Conflict `work/changed-since`. */
export async function undoKept(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Duty> {
  const duty = await ledDuty(tx, visitor, id)
  const row = await undoRow(tx, visitor.scope, dutyKeeper, duty, version, undoableVerbs)
  await refreshed(tx, visitor, row)
  return row
}

/** The next days on which a rule would be due, from a day on. In: how many. */
export async function nextDays(
  tx: Tx,
  districtId: number,
  orgId: number,
  typed: RuleTyped,
  most = 6,
): Promise<string[] | DutyProblem[]> {
  const when = ruleOf(typed)
  if (Array.isArray(when)) return when
  const year = yearOfDay(usualCalendar, when.from)
  const years = [year, year + 1]
  const { book, closes } = await bookReader(tx, districtId, years)(orgId)
  const ruled = {
    rule: when.rule,
    settled: {},
    grace_days: when.grace,
    from_date: when.from,
    to_date: null,
    earlier: [],
  }
  return years
    .flatMap((one) => dutyYear(ruled, one, book, closes).due.map((it) => it.due))
    .filter((day) => day >= when.from)
    .slice(0, most)
}
