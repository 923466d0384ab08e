import type { Tx } from '../../platform/db/database.ts'
import { historiesOf } from '../../platform/history/history.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { type Lang, read } from '../../platform/words.ts'
import { accountName, orgById, todayOf } from '../people/index.ts'
import { type Deputy, leaders, leads, mayRead, mayUpdate, readable } from './access.ts'
import { object } from './actions.ts'
import { withWaits } from './chain/waiting.ts'
import { standingIn } from './delegation/reading.ts'
import type { Saved } from './pages/saved-notice.tsx'
import { countsOf, undoOf } from './rules.ts'
import { type Counts, type Item, type State, unfinished } from './schema.ts'
import { itemsOfIds, itemsOfPlan, listItems, type PlanItem, type Totals, totalsOf } from './store.ts'
import { type Line, lineOf, type Names } from './view.ts'

/** The district whose "today" a visitor lives by: the one of the first role, else the first that is seen. */
export const homeDistrict = (visitor: Visitor): number =>
  visitor.roles.map((held) => held.district_id).find((id) => visitor.scope.districts.includes(id)) ??
  visitor.scope.districts[0] ??
  0

/** Every district in which a visitor holds a role, the one they live by first. */
export const ownDistricts = (visitor: Visitor): number[] => [
  ...new Set(
    [homeDistrict(visitor), ...visitor.roles.map((held) => held.district_id)].filter((id) =>
      visitor.scope.districts.includes(id),
    ),
  ),
]

/** The district that an address or a form names, when the visitor holds a role there; else `usual`: the one they live by. */
export const districtAsked = (visitor: Visitor, text: string | undefined, usual = homeDistrict(visitor)): number =>
  ownDistricts(visitor).find((id) => String(id) === text) ?? usual

/** The names of several districts by number, for the choice between them; none where there is nothing to choose. */
export async function districtChoice(tx: Tx, visitor: Visitor): Promise<{ id: number; name: string }[]> {
  const ids = ownDistricts(visitor)
  if (ids.length < 2) return []
  const names = await namesFor(
    tx,
    ids.map((org_id) => ({ org_id, owner_org: null, owner_account: null })),
  )
  return ids.map((id) => ({ id, name: names.orgs.get(id) ?? '' }))
}

/** The district in which a visitor may do something: the one they live by, else the first where they may; where they may nowhere, the one they live by. */
export function districtWhere(visitor: Visitor, may: (districtId: number) => boolean): number {
  const home = homeDistrict(visitor)
  return may(home) ? home : (visitor.scope.districts.find(may) ?? home)
}
/** The district whose work a visitor takes part in. */
export const workDistrict = (visitor: Visitor): number => {
  const read = readable(visitor)
  return districtWhere(visitor, (id) => read.includes(id))
}
/** The district that a visitor leads. */
export const ledDistrict = (visitor: Visitor): number => districtWhere(visitor, (id) => leads(visitor, id))

/** Names of the organizations and people that items and their changes speak of. */
export async function namesFor(
  tx: Tx,
  items: readonly Pick<Item, 'org_id' | 'owner_org' | 'owner_account'>[],
  actors: readonly (number | null)[] = [],
): Promise<Names> {
  const orgs = new Map<number, string>()
  const accounts = new Map<number, string>()
  for (const item of items)
    for (const id of [item.org_id, item.owner_org])
      if (id !== null && !orgs.has(id)) orgs.set(id, (await orgById(tx, id))?.name ?? '')
  for (const id of [...items.map((item) => item.owner_account), ...actors])
    if (id !== null && !accounts.has(id)) {
      const name = await accountName(tx, id)
      if (name !== null) accounts.set(id, name)
    }
  return { orgs, accounts }
}

export type Mine = { lines: Line[]; totals: Totals; today: string }

/**
 * What is the visitor's own: by account, or by a role at its organization, and what is delegated to them today; late first, then by date.
 * In: a transaction under the visitor's scope; how many lines; which states (the unfinished unless told); the language of the lines.
 */
export async function itemsFor(
  tx: Tx,
  visitor: Visitor,
  asked: { lang: Lang; limit?: number; states?: readonly State[] },
): Promise<Mine> {
  const today = await todayOf(tx, homeDistrict(visitor))
  const deputy = await standingIn(tx, visitor)
  const filter = { owner: deputy, states: asked.states ?? unfinished, today }
  const items = await listItems(tx, filter, { limit: asked.limit ?? 10, offset: 0 })
  const names = await namesFor(tx, items)
  return {
    lines: await withWaits(
      tx,
      items.map((item) => lineOf(item, deputy, today, names, asked.lang)),
      asked.lang,
    ),
    totals: await totalsOf(tx, filter),
    today,
  }
}

/** How the whole work of a district stands; null for a visitor who does not lead one. */
export async function districtTotals(tx: Tx, visitor: Visitor): Promise<{ totals: Totals; today: string } | null> {
  const led = visitor.roles.find(
    (held) => held.org_id === held.district_id && (leaders as readonly string[]).includes(held.role),
  )
  if (!led) return null
  const today = await todayOf(tx, led.district_id)
  return { totals: await totalsOf(tx, { districts: [led.district_id], states: unfinished, today }), today }
}

/** The items of a plan (of some of its elements), and how many are done, late, open, dropped on the district's day. */
export async function itemsOf(
  tx: Tx,
  asked: { districtId: number; planSlug: string; elementIds?: readonly string[]; today: string },
): Promise<{ items: PlanItem[]; counts: Counts }> {
  const items = await itemsOfPlan(tx, asked.districtId, asked.planSlug, asked.elementIds ?? null)
  return { items, counts: countsOf(items, asked.today) }
}

/** What `?saved=<item>.<version>` in an address stands for: the visitor's own change, or null. */
export async function savedFrom(tx: Tx, visitor: Visitor, text: string | undefined, lang: Lang): Promise<Saved | null> {
  const found = /^(\d{1,9})\.(\d{1,9})$/.exec(text ?? '')
  if (!found) return null
  const change = { id: Number(found[1]), version: Number(found[2]) }
  return (await savedOf(tx, await standingIn(tx, visitor), [change], lang))[0] ?? null
}

/** The same for several changes: those that are the visitor's own, in their order. */
export async function savedOf(
  tx: Tx,
  visitor: Deputy,
  asked: readonly { id: number; version: number }[],
  lang: Lang,
): Promise<Saved[]> {
  const ids = asked.map((one) => one.id)
  const histories = await historiesOf(tx, object, ids)
  const items = new Map((await itemsOfIds(tx, ids)).map((item) => [item.item_id, item]))
  return asked.flatMap(({ id, version }): Saved[] => {
    const item = items.get(id)
    const changes = histories.get(String(id)) ?? []
    const change = changes.find((one) => one.version === version)
    if (!item || change?.actor !== visitor.account_id || !mayRead(visitor, item)) return []
    return [
      {
        id,
        version,
        title: read(item.title, lang).words,
        state: item.state,
        undone: change.verb === 'undone',
        undoable: change.verb === 'updated' && mayUpdate(visitor, item) && undoOf(changes, version) !== null,
      },
    ]
  })
}
