import { query, type Tx } from '../../../platform/db/database.ts'
import type { Item, State } from '../schema.ts'
import { type Holder, itemColumns } from '../store.ts'

export type ViewFilter = {
  districtId: number
  plan?: string | undefined
  office?: number | undefined
  owner?: Holder | 'nobody' | { account: number } | undefined
  states: readonly State[]
  late?: boolean | undefined
  /** due days on list and board; on the timeline, what runs between them */
  from?: string | undefined
  to?: string | undefined
  wave?: number | undefined
  /** parts of the plan */
  elements?: readonly string[] | undefined
  today: string
}
/** `undated`: what fits but has no day at all, so that no timeline can draw it */
export type Counted = { total: number; late: number; stuck: number; undated: number }
export type After = { day: string; item: number } | null

/** Collects the values of a statement: only what is asked for becomes a condition, so that PostgreSQL sees which index fits. */
class Conditions {
  readonly values: unknown[] = []
  readonly parts: string[] = []
  value(one: unknown): string {
    this.values.push(one)
    return `$${this.values.length}`
  }
  add(text: string): void {
    this.parts.push(text)
  }
  get text(): string {
    return this.parts.join(' and ')
  }
}

const isLate = (today: string): string =>
  `(i.due_on < ${today} and i.state in ('open', 'going_on', 'stuck') and not (i.state = 'open' and coalesce(i.held_until > ${today}, false)))`

/** Everything but states and days, which each view asks in its own way. Out: the conditions, and the place of today's date. */
function fitting(filter: ViewFilter): { where: Conditions; today: string } {
  const where = new Conditions()
  const today = `${where.value(filter.today)}::date`
  where.add(`i.district_id = ${where.value(filter.districtId)}`)
  if (filter.plan !== undefined) where.add(`i.plan = ${where.value(filter.plan)}`)
  if (filter.elements) where.add(`i.element = any (${where.value(filter.elements)}::text[])`)
  if (filter.wave !== undefined) where.add(`i.wave_id = ${where.value(filter.wave)}`)
  if (filter.office !== undefined) {
    const office = where.value(filter.office)
    where.add(`(i.owner_org = ${office} or (i.owner_org is null and i.org_id = ${office}))`)
  }
  const { owner } = filter
  if (owner === 'nobody') where.add('i.owner_org is null and i.owner_account is null')
  else if (owner && 'account' in owner) where.add(`i.owner_account = ${where.value(owner.account)}`)
  else if (owner) {
    const account = where.value(owner.account_id)
    const roles = where.value(owner.roles.map((held) => held.role))
    const orgs = where.value(owner.roles.map((held) => held.org_id))
    const lent = owner.standsFor ?? []
    const others =
      lent.length === 0
        ? ''
        : ` or exists (select from unnest(${where.value(lent.map((part) => part.owner_account))}::int[], ${where.value(lent.map((part) => part.owner_role))}::text[],
            ${where.value(lent.map((part) => part.owner_org))}::int[], ${where.value(lent.map((part) => part.item_id))}::int[]) as s (account, role, org, item)
            where (i.owner_account = s.account or (i.owner_role = s.role and i.owner_org = s.org)) and (s.item is null or s.item = i.item_id))`
    where.add(
      `(i.owner_account = ${account} or (i.owner_role, i.owner_org) in (select * from unnest(${roles}::text[], ${orgs}::int[]))${others})`,
    )
  }
  if (filter.late) where.add(isLate(today))
  // What its source no longer lists was dropped by nobody: it is shown only to whoever asks for what was dropped.
  if (!filter.states.includes('dropped')) where.add('i.listed')
  return { where, today }
}

const dueDays = (where: Conditions, filter: ViewFilter): void => {
  if (filter.from !== undefined) where.add(`i.due_on >= ${where.value(filter.from)}`)
  if (filter.to !== undefined) where.add(`i.due_on <= ${where.value(filter.to)}`)
}

const byDue = `coalesce(i.due_on, 'infinity'::date)`
const byBegin = 'coalesce(i.starts_on, i.due_on)'

type Paged = Item & { n_total: number; n_late: number; n_stuck: number; n_undated: number }

export type Page = { items: Item[]; counts: Counted; more: boolean }

/** One page of rows beside the counts of all that fit, in one statement; a page without rows still has its counts. */
async function paged(
  tx: Tx,
  { where, today }: { where: Conditions; today: string },
  by: string,
  part: { after: After; limit: number },
  undated = '0',
): Promise<Page> {
  const { after, limit } = part
  const all = where.text
  const next = after
    ? ` and (${by}, i.item_id) > (${where.value(after.day)}::date, ${where.value(after.item)}::int)`
    : ''
  const rows = await query<Paged>(
    tx,
    `select c.*, p.* from (
       select count(*) as n_total, count(*) filter (where ${isLate(today)}) as n_late, count(*) filter (where i.state = 'stuck') as n_stuck,
         ${undated} as n_undated from work.item i where ${all}) c
     left join lateral (
       select ${itemColumns('i')}, ${by} as n_by from work.item i where ${all}${next} order by ${by}, i.item_id limit ${Math.trunc(limit) + 1}) p on true
     order by p.n_by, p.item_id`,
    where.values,
  )
  const items = rows.filter((row) => row.item_id !== null)
  const [first] = rows
  return {
    items: items.slice(0, limit),
    more: items.length > limit,
    counts: {
      total: first?.n_total ?? 0,
      late: first?.n_late ?? 0,
      stuck: first?.n_stuck ?? 0,
      undated: first?.n_undated ?? 0,
    },
  }
}

/** A page of the list: the earliest due day first, those without a day last. `after`: the last item of the page before. */
export function listPage(tx: Tx, filter: ViewFilter, part: { after: After; limit: number }): Promise<Page> {
  const fits = fitting(filter)
  fits.where.add(`i.state = any (${fits.where.value(filter.states)})`)
  dueDays(fits.where, filter)
  return paged(tx, fits, byDue, part)
}

/** A page of the timeline: what has a day and runs between `from` and `to`, the earliest beginning first. */
export function timelinePage(
  tx: Tx,
  filter: ViewFilter & { from: string; to: string },
  part: { after: After; limit: number },
): Promise<Page> {
  const fits = fitting(filter)
  const { where } = fits
  where.add(`i.state = any (${where.value(filter.states)})`)
  const undated = `(select count(*) from work.item i where ${where.text} and ${byBegin} is null)`
  where.add(`${byBegin} is not null`)
  where.add(`${byBegin} <= ${where.value(filter.to)}::date`)
  where.add(`coalesce(i.due_on, i.starts_on) >= ${where.value(filter.from)}::date`)
  return paged(tx, fits, byBegin, part, undated)
}

export type Column = { state: State; total: number; late: number; items: Item[]; more: boolean }

/** A board: for each state how many items fit, and the first of them by due day; one statement for all columns. `after` counts when there is one column. */
export async function boardPage(tx: Tx, filter: ViewFilter, part: { after: After; limit: number }): Promise<Column[]> {
  const { where, today } = fitting(filter)
  dueDays(where, filter)
  const all = where.text
  const states = where.value(filter.states)
  const { after } = part
  const next =
    after && filter.states.length === 1
      ? ` and (${byDue}, i.item_id) > (${where.value(after.day)}::date, ${where.value(after.item)}::int)`
      : ''
  const rows = await query<Item & { n_state: State; n_total: number; n_late: number; n_at: number }>(
    tx,
    `select s.n_state, c.*, p.* from unnest(${states}::text[]) with ordinality as s (n_state, n_at)
     cross join lateral (select count(*) as n_total, count(*) filter (where ${isLate(today)}) as n_late from work.item i where ${all} and i.state = s.n_state) c
     left join lateral (
       select ${itemColumns('i')}, ${byDue} as n_by from work.item i where ${all} and i.state = s.n_state${next}
       order by ${byDue}, i.item_id limit ${Math.trunc(part.limit) + 1}) p on true
     order by s.n_at, p.n_by, p.item_id`,
    where.values,
  )
  return filter.states.map((state) => {
    const mine = rows.filter((row) => row.n_state === state)
    const items = mine.filter((row) => row.item_id !== null)
    return {
      state,
      total: mine[0]?.n_total ?? 0,
      late: mine[0]?.n_late ?? 0,
      items: items.slice(0, part.limit),
      more: items.length > part.limit,
    }
  })
}
