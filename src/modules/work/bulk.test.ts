import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { identify, signIn } from '../people/index.ts'
import { loadSample, samplePassword } from '../people/sample.ts'
import { saveItems, updateItem } from './actions.ts'
import { handOver } from './handover/actions.ts'
import { freshItem, reloaded, unlisted } from './rules.ts'
import type { Item, NewItem, Typed } from './schema.ts'
import { itemsFrom } from './store.ts'
import { updateMany } from './table/actions.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let leader: Visitor

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const email = 'superintendent@d1.example.org'
  const { token } = await signIn(services.db, { email, password: samplePassword, address: 'bulk' })
  const found = await identify(services.db, token)
  if (!found) throw new Error('not signed in')
  leader = found
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const asLeader = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inScope(services.db, leader.scope, work)
const items = (prefix: string) => one.within((tx) => itemsFrom(tx, one.id, prefix))

/** The same as `saveItems`, row by row in plain SQL. */
async function oneByOne(tx: Tx, prefix: string, list: readonly NewItem[]): Promise<void> {
  const known = new Map((await itemsFrom(tx, one.id, prefix)).map((item) => [item.source, item]))
  const change = (id: number, version: number, verb: string, was: object, became: object) =>
    query(
      tx,
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at, was, became)
       values ($1, 'work.item', $2, $3, $4, null, $5, now(), $6, $7)`,
      [one.id, String(id), version, verb, one.scope.name, JSON.stringify(was), JSON.stringify(became)],
    )
  const put = async (row: Item, became: Partial<Item>, verb: string) => {
    const names = (Object.keys(became) as (keyof Item)[]).filter((name) => !isDeepStrictEqual(row[name], became[name]))
    if (names.length === 0) return
    const value = (name: keyof Item) => (name === 'title' ? JSON.stringify(became.title) : became[name])
    await query(
      tx,
      `update work.item set version = version + 1, ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} where item_id = $1`,
      [row.item_id, ...names.map(value)],
    )
    const pick = (from: Partial<Item>) => Object.fromEntries(names.map((name) => [name, from[name]]))
    await change(row.item_id, row.version + 1, verb, pick(row), pick(became))
  }
  for (const item of list) {
    const row = known.get(item.source)
    if (row) {
      await put(row, reloaded(row, item), 'loaded')
      continue
    }
    const fresh = freshItem(item)
    const names = Object.keys(fresh) as (keyof typeof fresh)[]
    const [made] = await query<{ item_id: number }>(
      tx,
      `insert into work.item (district_id, ${names.join(', ')}) values ($1, ${names.map((_, at) => `$${at + 2}`).join(', ')}) returning item_id`,
      [one.id, ...names.map((name) => (name === 'title' ? JSON.stringify(fresh.title) : fresh[name]))],
    )
    // A history holds what differs from nothing.
    const held = Object.fromEntries(Object.entries(fresh).filter(([, value]) => value !== null))
    await change(made?.item_id ?? 0, 1, 'added', {}, held)
  }
  for (const row of known.values())
    if (!list.some((item) => item.source === row.source)) await put(row, unlisted(row), 'unlisted')
}

/** Rows and histories of a source, in the order of their making, without what differs between two sources: numbers and prefix. */
async function kept(prefix: string): Promise<unknown[]> {
  const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(prefix, ''))
  const rows = await items(prefix)
  const histories = await one.within((tx) =>
    query<{ object_id: string }>(
      tx,
      `select object_id, org_id, version, verb, actor, actor_name, reason, was, became from platform.change
       where object = 'work.item' and object_id = any ($1) order by change_id`,
      [rows.map((row) => String(row.item_id))],
    ),
  )
  return rows.map(({ item_id, ...row }) => {
    const mine = histories.filter((change) => change.object_id === String(item_id))
    return bare([row, mine.map(({ object_id: _, ...change }) => change)])
  })
}

const office = () => ({ role: 'office_head', org_id: one.idOf('DATA') })
const task = (prefix: string, name: string, more: Partial<NewItem> = {}): NewItem => ({
  source: `${prefix}${name}`,
  kind: 'task',
  org_id: one.idOf('DATA'),
  title: { en: `Task ${name}`, es: `Tarea ${name}, “con” 'comillas' \\ y {llaves}` },
  owner: office(),
  starts_on: '2026-09-01',
  due_on: '2026-11-02',
  ...more,
})
const first = (prefix: string) => [
  task(prefix, 'same'),
  task(prefix, 'plan', { plan: { slug: 'p', element: 's1', code: '1.1' }, href: '/plans/p/s1' }),
  task(prefix, 'nobody', { owner: null, starts_on: null, due_on: null }),
  task(prefix, 'stuck'),
  task(prefix, 'done', { needs_evidence: true }),
  task(prefix, 'moved'),
  task(prefix, 'handed', { owner: { role: 'principal', org_id: one.idOf('A') }, org_id: one.idOf('A') }),
  task(prefix, 'leaves'),
  task(prefix, 'leaves-done'),
]
const second = (prefix: string) => [
  task(prefix, 'new', { needs_artefact: true }),
  task(prefix, 'same', { title: { es: first('')[0]?.title.es ?? '', en: 'Task same' } }),
  task(prefix, 'plan', { plan: { slug: 'p', element: 's1', code: '1.2' } }),
  task(prefix, 'nobody', { due_on: '2027-01-08' }),
  task(prefix, 'stuck', { title: { en: 'Task stuck, longer' }, due_on: '2026-12-01' }),
  task(prefix, 'done', { due_on: '2026-11-09', needs_artefact: true }),
  task(prefix, 'moved', { due_on: '2026-11-30', needs_evidence: true }),
  task(prefix, 'handed', { title: { en: 'Task handed, other words' } }),
]
const third = (prefix: string) => [...second(prefix).slice(1), task(prefix, 'leaves'), task(prefix, 'leaves-done')]

describe('many rows with one statement', () => {
  it('are what they are row by row, with the same history, whatever people did between two loads', async () => {
    const bulk = (list: (prefix: string) => NewItem[]) =>
      one.within((tx) => saveItems(tx, one.scope, one.id, 'a:', list('a:')))
    const rows = (list: (prefix: string) => NewItem[]) => one.within((tx) => oneByOne(tx, 'b:', list('b:')))
    const people = async (prefix: string) => {
      const now = new Map((await items(prefix)).map((item) => [item.source.slice(prefix.length), item]))
      const say = (name: string, typed: Omit<Typed, 'version'>) => {
        const item = now.get(name)
        return asLeader((tx) => updateItem(tx, leader, item?.item_id ?? 0, { version: item?.version ?? 0, ...typed }))
      }
      await say('stuck', { state: 'stuck', note: 'no room', due_on: '2027-01-15' })
      await say('done', { state: 'done', note: 'minutes of May' })
      await say('moved', { due_on: '2027-02-01' })
      await say('leaves-done', { state: 'done' })
    }
    expect(await bulk(first)).toEqual({ added: 9, changed: 0, dropped: 0, same: 0 })
    await rows(first)
    for (const prefix of ['a:', 'b:']) await people(prefix)
    const from = { role: 'principal', org_id: one.idOf('A') }
    const to = leader.account_id
    expect(await asLeader((tx) => handOver(tx, leader, one.id, { from, to, reason: 'on leave' }))).toBe(2)
    expect(await kept('a:')).toEqual(await kept('b:'))
    expect(await bulk(second)).toEqual({ added: 1, changed: 6, dropped: 2, same: 1 })
    await rows(second)
    expect(await kept('a:')).toEqual(await kept('b:'))
    expect(await bulk(third)).toMatchObject({ added: 0, dropped: 1 })
    await rows(third)
    const after = await kept('a:')
    expect(after).toEqual(await kept('b:'))
    expect(await bulk(third)).toEqual({ added: 0, changed: 0, dropped: 0, same: 9 })
    expect(await kept('a:')).toEqual(after)
  })

  it('of one post are what single posts make of them: saved, merged, refused, in conflict', async () => {
    for (const prefix of ['c:', 'd:']) {
      const names = ['fine', 'same', 'merged', 'torn', 'conflict', 'problem', 'untouched']
      await one.within((tx) =>
        saveItems(
          tx,
          one.scope,
          one.id,
          prefix,
          names.map((name) => task(prefix, name)),
        ),
      )
      const now = new Map((await items(prefix)).map((item) => [item.source.slice(prefix.length), item.item_id]))
      const other = (name: string, typed: Omit<Typed, 'version'>) =>
        asLeader((tx) => updateItem(tx, leader, now.get(name) ?? 0, { version: 1, ...typed }))
      await other('merged', { due_on: '2026-12-24' })
      await other('torn', { note: 'a reason' })
      await other('torn', { state: 'stuck', note: 'a reason' })
      await other('conflict', { note: 'theirs' })
      const typed: [string, Omit<Typed, 'version'>][] = [
        ['problem', { state: 'stuck', note: '' }],
        ['conflict', { note: 'mine' }],
        ['torn', { note: 'another', state: 'going_on' }],
        ['merged', { state: 'going_on', note: 'half' }],
        ['same', { state: 'open', note: '' }],
        ['fine', { state: 'done', note: 'all of it', due_on: '2026-11-30' }],
      ]
      const rows = typed.map(([name, rest]) => ({ id: now.get(name) ?? 0, typed: { version: 1, ...rest } }))
      const kinds: string[] = []
      if (prefix === 'c:')
        for (const one of await asLeader((tx) => updateMany(tx, leader, rows)))
          kinds.push(one.kind === 'conflict' ? `conflict with ${one.theirs?.version}` : one.kind)
      else
        for (const row of rows) {
          const one = await asLeader((tx) => updateItem(tx, leader, row.id, row.typed))
          kinds.push(one.kind === 'conflict' ? `conflict with ${one.theirs?.version}` : one.kind)
        }
      expect(kinds).toEqual(['problems', 'conflict with 2', 'conflict with 3', 'saved', 'saved', 'saved'])
    }
    expect(await kept('c:')).toEqual(await kept('d:'))
    const versions = new Map((await items('c:')).map((item) => [item.source.slice(2), item.version]))
    expect(Object.fromEntries(versions)).toEqual({
      fine: 2,
      same: 1,
      merged: 3,
      torn: 3,
      conflict: 2,
      problem: 1,
      untouched: 1,
    })
  })
})
