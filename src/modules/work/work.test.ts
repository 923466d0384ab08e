import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { inScope, noScope } from '../../platform/db/scope.ts'
import { historyOf } from '../../platform/history/history.ts'
import { freshServices } from '../../platform/testing/database.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { signIn } from '../people/accounts/actions.ts'
import { identify, loadCast } from '../people/index.ts'
import { loadSample, samplePassword } from '../people/sample.ts'
import { saveItems, undoItem, updateItem } from './actions.ts'
import { districtTotals, itemsFor, itemsOf, savedFrom } from './reading.ts'
import type { NewItem } from './schema.ts'
import { itemById, itemsFrom } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
const people: Record<string, Visitor> = {}
const prefix = 'plan:demo/'

const task = (district: typeof one, element: string, due: string | null, rest: Partial<NewItem> = {}): NewItem => ({
  source: `${prefix}${element}`,
  kind: 'task',
  org_id: district.idOf('DATA'),
  title: { en: `Task ${element}`, es: `Tarea ${element}` },
  plan: { slug: 'demo', element, code: element },
  href: `/plans/demo/${element}`,
  owner: { role: 'office_head', org_id: district.idOf('DATA') },
  starts_on: '2026-09-01',
  due_on: due,
  ...rest,
})
const tasks = (district: typeof one) => [
  task(district, 'a', '2026-11-02'),
  task(district, 'b', '2026-11-20'),
  task(district, 'c', '2026-12-18'),
  task(district, 'd', null),
  task(district, 'e', '2026-10-30', {
    owner: { role: 'principal', org_id: district.idOf('A') },
    org_id: district.idOf('A'),
  }),
]

const as = <T>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const idOf = async (element: string, district = one) =>
  (await district.within((tx) => itemsFrom(tx, district.id, `${prefix}${element}`)))[0]?.item_id ?? 0
const load = (district: typeof one, items: readonly NewItem[]) =>
  district.within((tx) => saveItems(tx, district.scope, district.id, prefix, items))

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  for (const district of [one, two])
    await district.within((tx) =>
      loadCast(
        tx,
        district.scope,
        district.id,
        [
          {
            email: `head@${district === one ? 'd1' : 'd2'}.example.org`,
            name: 'The head of data',
            lang: 'en',
            roles: [{ role: 'office_head', org_code: 'DATA', from: '2024-07-01' }],
          },
        ],
        samplePassword,
      ),
    )
  for (const [district, code] of [
    [one, 'd1'],
    [two, 'd2'],
  ] as const) {
    await load(district, tasks(district))
    for (const name of ['head', 'superintendent', 'principal.a', 'board', 'family', 'former', 'admin.a']) {
      const { token } = await signIn(services.db, {
        email: `${name}@${code}.example.org`,
        password: samplePassword,
        address: `${name}${code}`,
      })
      const visitor = await identify(services.db, token)
      if (visitor) people[`${name}.${code}`] = visitor
    }
  }
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('loading', () => {
  it('twice changes nothing', async () => {
    const before = await one.within((tx) => itemsFrom(tx, one.id, prefix))
    expect(await load(one, tasks(one))).toEqual({ added: 0, changed: 0, dropped: 0, same: 5 })
    expect(await one.within((tx) => itemsFrom(tx, one.id, prefix))).toEqual(before)
    expect(await one.within((tx) => historyOf(tx, 'work.item', before[0]?.item_id ?? 0))).toHaveLength(1)
  })
  it('keeps what people decided, drops what left the plan and brings it back', async () => {
    const id = await idOf('c')
    await as('head.d1', (tx, head) =>
      updateItem(tx, head, id, { version: 1, state: 'stuck', note: 'waiting for a room', due_on: '2027-01-15' }),
    )
    const longer = tasks(one).map((item) =>
      item.source.endsWith('/c') ? { ...item, title: { en: 'Task c, longer' }, due_on: '2026-12-20' } : item,
    )
    expect(await load(one, longer)).toMatchObject({ changed: 1, same: 4 })
    expect(await one.within((tx) => itemById(tx, id))).toMatchObject({
      title: { en: 'Task c, longer' },
      state: 'stuck',
      note: 'waiting for a room',
      due_on: '2027-01-15',
      planned_due: '2026-12-20',
    })
    expect(
      await load(
        one,
        tasks(one).filter((item) => !item.source.endsWith('/d')),
      ),
    ).toMatchObject({ dropped: 1 })
    expect(await one.within(async (tx) => itemById(tx, await idOf('d')))).toMatchObject({
      state: 'dropped',
      listed: false,
    })
    expect(await load(one, tasks(one))).toMatchObject({ changed: 1, added: 0 })
    expect(await one.within(async (tx) => itemById(tx, await idOf('d')))).toMatchObject({ state: 'open', listed: true })
  })
  it('refuses a source of another prefix, and the same source twice', async () => {
    await expect(load(one, [{ ...task(one, 'x', null), source: 'plan:other/x' }])).rejects.toThrow('does not begin')
    await expect(load(one, [task(one, 'x', null), task(one, 'x', null)])).rejects.toThrow('twice')
  })
})

describe('row security', () => {
  it('shows a district its own items only, to people, to the system and to nobody else', async () => {
    const seen = (scope: Parameters<typeof inScope>[1]) =>
      inScope(services.db, scope, (tx) =>
        query<{ district_id: number }>(tx, 'select distinct district_id from work.item'),
      )
    expect(await seen(people['board.d1']?.scope ?? noScope)).toEqual([{ district_id: one.id }])
    expect(await seen(two.scope)).toEqual([{ district_id: two.id }])
    expect(await seen(noScope)).toEqual([])
    expect(await query(services.db, 'select * from work.item')).toEqual([])
  })
  it('lets nobody write into another district, or take rows away', async () => {
    const scope = people['superintendent.d1']?.scope ?? noScope
    const id = await idOf('a', two)
    expect(
      await inScope(services.db, scope, (tx) =>
        query(tx, "update work.item set note = 'x' where item_id = $1 returning 1", [id]),
      ),
    ).toEqual([])
    await expect(
      inScope(services.db, scope, (tx) =>
        query(tx, 'update work.item set district_id = $1 where district_id = $2', [two.id, one.id]),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(inScope(services.db, scope, (tx) => query(tx, 'delete from work.item'))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      as('superintendent.d1', (tx, visitor) => updateItem(tx, visitor, id, { version: 1, state: 'done' })),
    ).rejects.toMatchObject({ code: 'work/no-such-item' })
  })
})

describe('whose it is', () => {
  it('finds mine by my role at that very organization, late first', async () => {
    const mine = await as('head.d1', (tx, visitor) => itemsFor(tx, visitor, { lang: 'en' }))
    expect(mine.lines.map((line) => [line.title.words, line.when, line.late])).toEqual([
      ['Task a', '18 days late', true],
      ['Task b', 'Today', false],
      ['Task c', 'Jan 15, 2027', false],
      ['Task d', 'No date', false],
    ])
    expect(mine.totals).toEqual({ total: 4, late: 1, stuck: 1, today: 1 })
    expect(
      (await as('principal.a.d1', (tx, visitor) => itemsFor(tx, visitor, { lang: 'es' }))).lines.map((line) => [
        line.title.words,
        line.when,
      ]),
    ).toEqual([['Tarea e', '21 días de atraso']])
    expect((await as('board.d1', (tx, visitor) => itemsFor(tx, visitor, { lang: 'en' }))).lines).toEqual([])
    expect((await as('former.d1', (tx, visitor) => itemsFor(tx, visitor, { lang: 'en' }))).lines).toEqual([])
  })
  it('tells leaders how the district stands', async () => {
    expect(await as('superintendent.d1', districtTotals)).toMatchObject({ totals: { total: 5, late: 2, stuck: 1 } })
    expect(await as('principal.a.d1', districtTotals)).toBeNull()
  })
  it('lets the owner and the leaders change it, others of the district read, families not', async () => {
    const id = await idOf('e')
    const attempt = (who: string) =>
      as(who, (tx, visitor) => updateItem(tx, visitor, id, { version: 1, note: `by ${who}` })).then(
        (done) => done.kind,
        (error: { code: string }) => error.code,
      )
    expect(await attempt('head.d1')).toBe('work/not-yours')
    expect(await attempt('board.d1')).toBe('work/not-yours')
    expect(await attempt('admin.a.d1')).toBe('work/not-yours')
    expect(await attempt('family.d1')).toBe('work/no-such-item')
    expect(await attempt('superintendent.d2')).toBe('work/no-such-item')
    expect(await attempt('principal.a.d1')).toBe('saved')
  })
  it('counts the tasks of a plan, of some of its elements, of one district', async () => {
    const counts = async (elementIds?: string[]) =>
      (
        await one.within((tx) =>
          itemsOf(tx, {
            districtId: one.id,
            planSlug: 'demo',
            today: '2026-11-20',
            ...(elementIds ? { elementIds } : {}),
          }),
        )
      ).counts
    expect(await counts()).toEqual({ done: 0, late: 2, open: 3, dropped: 0 })
    expect(await counts(['a', 'b'])).toEqual({ done: 0, late: 1, open: 1, dropped: 0 })
  })
})

describe('updates', () => {
  const change = (who: string, id: number, version: number, typed: object) =>
    as(who, (tx, visitor) => updateItem(tx, visitor, id, { version, ...typed }))

  it('are in the history: who, what, from what', async () => {
    const id = await idOf('b')
    expect(await change('head.d1', id, 1, { state: 'going_on' })).toMatchObject({ kind: 'saved', version: 2 })
    const [last] = await one.within((tx) => historyOf(tx, 'work.item', id))
    expect(last).toMatchObject({
      version: 2,
      verb: 'updated',
      actor: people['head.d1']?.account_id,
      was: { state: 'open' },
      became: { state: 'going_on' },
      org_id: one.id,
    })
  })
  it('are safe twice', async () => {
    const id = await idOf('b')
    expect(await change('head.d1', id, 1, { state: 'going_on' })).toMatchObject({
      kind: 'saved',
      version: null,
      item: { version: 2 },
    })
  })
  it('of different fields are merged, of the same field keep both', async () => {
    const id = await idOf('b')
    expect(await change('superintendent.d1', id, 2, { due_on: '2026-11-27' })).toMatchObject({
      kind: 'saved',
      version: 3,
    })
    expect(await change('head.d1', id, 2, { state: 'stuck', note: 'no staff' })).toMatchObject({
      kind: 'saved',
      version: 4,
      item: { due_on: '2026-11-27', state: 'stuck' },
    })
    const conflict = await change('superintendent.d1', id, 3, { state: 'done' })
    expect(conflict).toMatchObject({
      kind: 'conflict',
      fields: ['state', 'note'],
      item: { state: 'stuck', version: 4 },
      mine: { state: 'done' },
      theirs: { actor: people['head.d1']?.account_id },
    })
    expect(await one.within((tx) => itemById(tx, id))).toMatchObject({ state: 'stuck', note: 'no staff', version: 4 })
  })
  it('that would be wrong together are a conflict, not an error', async () => {
    const id = await idOf('b')
    await change('head.d1', id, 4, { state: 'going_on', note: 'half way' })
    await change('head.d1', id, 5, { state: 'stuck', note: 'half way' })
    expect(await change('superintendent.d1', id, 5, { note: '' })).toMatchObject({ kind: 'conflict' })
  })
  it('of many at once lose nothing', async () => {
    const id = await idOf('d')
    const version = (await one.within((tx) => itemById(tx, id))).version
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, n) => change('head.d1', id, version, { note: `from window ${n}` })),
    )
    expect(outcomes.filter((one) => one.kind === 'saved')).toHaveLength(1)
    expect(outcomes.filter((one) => one.kind === 'conflict')).toHaveLength(11)
    expect((await one.within((tx) => itemById(tx, id))).version).toBe(version + 1)
  })
  it('are undone by a new change, once, and not when something came after', async () => {
    const id = await idOf('a')
    await change('head.d1', id, 1, { state: 'done' })
    expect(await as('head.d1', (tx, visitor) => savedFrom(tx, visitor, `${id}.2`, 'en'))).toMatchObject({
      state: 'done',
      undoable: true,
      undone: false,
    })
    expect(await as('superintendent.d1', (tx, visitor) => savedFrom(tx, visitor, `${id}.2`, 'en'))).toBeNull()
    expect(await as('head.d1', (tx, visitor) => undoItem(tx, visitor, id, 2))).toMatchObject({
      state: 'open',
      version: 3,
    })
    expect((await one.within((tx) => historyOf(tx, 'work.item', id))).map((change) => change.verb)).toEqual([
      'undone',
      'updated',
      'added',
    ])
    await expect(as('head.d1', (tx, visitor) => undoItem(tx, visitor, id, 2))).rejects.toMatchObject({
      code: 'work/changed-since',
    })
    await expect(as('head.d1', (tx, visitor) => undoItem(tx, visitor, id, 1))).rejects.toMatchObject({
      code: 'work/changed-since',
    })
    await expect(as('board.d1', (tx, visitor) => undoItem(tx, visitor, id, 3))).rejects.toMatchObject({
      code: 'work/not-yours',
    })
  })
})
