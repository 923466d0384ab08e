import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { owns, readable } from '../access.ts'
import { homeDistrict, namesFor } from '../reading.ts'
import type { Item } from '../schema.ts'
import { ownerWords } from '../view.ts'
import { mayKeep } from './access.ts'
import { ahead, bookReader, daysOfYear, eventPrefix, yearPrefix } from './actions.ts'
import type { DayBook } from './days.ts'
import { graceOn, keeping, markOf, resolved, type Skipped, stretchesOf, dutyYear } from './rules.ts'
import type { Duty, Mark } from './schema.ts'
import { dutiesOf, occurrenceItems, yearsWithItems } from './store.ts'
import { type Group, groupOf, ruleWords } from './view.ts'

/** One occurrence of the ledger. */
export type Entry = {
  due: string
  mark: Mark
  href: string | null
  /** the day that the rule names, when another one holds */
  nominal: string | null
  note: string
  /** done by doing another one */
  withOther: boolean
  /** why there was none; null for a real one */
  skipped: Skipped['why'] | null
  /** the day from which it stands in the list of work, when it does not yet */
  comes: string | null
}

type Kept = Item & { by: number | null }

const ofItem = (item: Kept, today: string, duty: Duty): Entry => ({
  due: item.due_on ?? item.planned_due ?? '',
  mark: markOf(item, today, graceOn(duty, item.planned_due)),
  href: `/work/${item.item_id}`,
  nominal: null,
  note: item.note,
  withOther: item.by !== null,
  skipped: null,
  comes: null,
})

/** The ledger of a duty in a school year: what the rule gives, beside what became of it. */
export function entriesOf(
  duty: Duty,
  at: { year: number; today: string; book: DayBook; closes: string | null },
  items: readonly Kept[],
): Entry[] {
  const { due, skipped, recurs } = dutyYear(duty, at.year, at.book, at.closes)
  if (!recurs) return items.map((item) => ofItem(item, at.today, duty))
  const prefix = yearPrefix(duty, at.year)
  const left = new Map(items.map((item) => [item.source.slice(prefix.length), item]))
  const entries = due.map((one): Entry => {
    const item = left.get(one.key)
    left.delete(one.key)
    const nominal = one.moved === 'no' ? null : one.nominal
    if (item) return { ...ofItem(item, at.today, duty), nominal }
    const bare = { state: 'open', due_on: one.due, starts_on: one.from, done_on: null, listed: true } as const
    return {
      due: one.due,
      mark: markOf(bare, at.today, graceOn(duty, one.due)),
      href: null,
      nominal,
      note: '',
      withOther: false,
      skipped: null,
      comes: one.from > addDays(at.today, ahead) ? addDays(one.from, -ahead) : null,
    }
  })
  // What the calendar gave once and gives no longer, and was not simply let go.
  for (const item of left.values()) entries.push(ofItem(item, at.today, duty))
  for (const one of skipped)
    if (!items.some((item) => item.source === `${prefix}${one.key}`))
      entries.push({
        due: one.nominal,
        mark: 'off',
        href: null,
        nominal: null,
        note: '',
        withOther: false,
        skipped: one.why,
        comes: null,
      })
  return entries.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

export type DutyLine = {
  id: number
  href: string
  title: { words: string; lang: Lang }
  owner: string
  rule: string
  group: Group | null
  entries: readonly Entry[]
  keeping: ReturnType<typeof keeping>
  mayKeep: boolean
}

export type Ledger = {
  year: number
  years: readonly number[]
  known: boolean
  today: string
  lines: readonly DutyLine[]
  /** owners that can be asked for: organizations by id */
  offices: readonly { id: number; name: string }[]
}

/**
 * The ledger of the districts whose work a visitor reads. In: the school year (the present one unless told), the organization that owns, or only mine.
 * Out: a line for each duty with its occurrences of the year.
 */
export async function ledgerOf(
  tx: Tx,
  visitor: Visitor,
  asked: { year?: number | undefined; office?: number | undefined; mine?: boolean; lang: Lang },
): Promise<Ledger> {
  const districts = readable(visitor)
  const today = await todayOf(tx, homeDistrict(visitor))
  const now = yearOfDay(usualCalendar, today)
  const year = asked.year ?? now
  const all = await dutiesOf(tx, districts)
  const names = await namesFor(tx, all)
  const wanted = all.filter(
    (duty) => (asked.office === undefined || duty.owner_org === asked.office) && (!asked.mine || owns(visitor, duty)),
  )
  const lines: DutyLine[] = []
  let known = true
  for (const district of districts) {
    const bookOf = bookReader(tx, district, [year])
    // What ended before the year stands in the years in which it was kept.
    const { from } = daysOfYear(year)
    const mine = wanted.filter(
      (duty) => duty.district_id === district && (duty.to_date === null || duty.to_date >= from),
    )
    const items = await itemsByDuty(tx, district, mine, year)
    for (const duty of mine) {
      const { book, closes } = await bookOf(duty.org_id)
      known = known && book.known(year)
      const found = resolved(duty, book)
      const entries = entriesOf(duty, { year, today, book, closes }, items.get(duty.slug) ?? [])
      lines.push({
        id: duty.duty_id,
        href: `/work/duties/${duty.duty_id}`,
        title: read(duty.title, asked.lang),
        owner: ownerWords(duty, names, asked.lang),
        rule: ruleWords(duty, found, asked.lang),
        group: groupOf(found),
        entries,
        keeping: keeping(entries.map((entry) => entry.mark)),
        mayKeep: mayKeep(visitor, duty),
      })
    }
  }
  const offices = [...new Set(all.map((duty) => duty.owner_org).filter((id) => id !== null))]
  return {
    year,
    years: [...new Set([...(await yearsWithItems(tx, districts)), now, now + 1, year])].toSorted((a, b) => a - b),
    known,
    today,
    lines,
    offices: offices
      .map((id) => ({ id, name: names.orgs.get(id) ?? '' }))
      .toSorted((a, b) => a.name.localeCompare(b.name, asked.lang)),
  }
}

/** The items of some duties in a school year, by slug; limits after an event count in the year in which they end. */
export async function itemsByDuty(
  tx: Tx,
  districtId: number,
  duties: readonly Duty[],
  year: number,
): Promise<Map<string, Kept[]>> {
  const prefixes = duties.flatMap((duty) => [
    ...new Set(stretchesOf(duty).map(({ rule }) => (rule.kind === 'sla' ? eventPrefix(duty) : yearPrefix(duty, year)))),
  ])
  const found = new Map<string, Kept[]>()
  for (const item of await occurrenceItems(tx, districtId, prefixes)) {
    if (item.source.includes('/event/') && yearOfDay(usualCalendar, item.planned_due ?? '') !== year) continue
    const slug = item.source.slice('duty:'.length, item.source.indexOf('/'))
    const list = found.get(slug)
    if (list) list.push(item)
    else found.set(slug, [item])
  }
  return found
}
