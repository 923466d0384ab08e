import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday, now } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope, noScope, type Scope } from '../../../platform/db/scope.ts'
import { someoneAt } from '../../../platform/testing/asker.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { planText } from '../../../platform/testing/plan-site.tsx'
import { loadSample } from '../../people/sample.ts'
import { importPlan } from '../actions.ts'
import { planOf } from '../store.ts'
import { isSmall } from './rules.ts'
import type { Value } from './schema.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let other: Awaited<ReturnType<typeof loadSample>>
const scopes: Record<string, Scope> = {}
const slug = 'mill-river-2026-29'
let planId = 0

const as = <T>(who: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inScope(services.db, scopes[who] ?? noScope, work)

let month = 0
/** Writes an entry with a figure, past the application. */
async function put(tx: Tx, value: object, how: { small: boolean; students?: boolean; org?: number }): Promise<void> {
  month += 1
  const period = `2027-m${String(month).padStart(2, '0')}`
  const [entry] = await query<{ id: number }>(
    tx,
    `insert into plans.entry (plan_id, district_id, org_id, measure, period, version, state, students, source, via, at)
     values ($1, $2, $3, 'm-sent-home', $4, 1, 'value', $5, 'The register', 'program', $6) returning entry_id as id`,
    [planId, one.id, one.idOf('DATA'), period, how.students ?? true, now()],
  )
  await query(
    tx,
    'insert into plans.entry_value (entry_id, district_id, org_id, small, value) values ($1, $2, $3, $4, $5)',
    [entry?.id, one.id, how.org ?? one.idOf('DATA'), how.small, JSON.stringify(value)],
  )
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  other = await loadSample(services.db, 'D2')
  await one.within((tx) =>
    importPlan(services, tx, one.scope, {
      districtId: one.id,
      text: planText(slug).replace("code: '9990011'", 'code: D1'),
      kind: 'own',
      current: true,
    }),
  )
  const data = one.idOf('DATA')
  scopes['chief'] = someoneAt('superintendent', one.id, one, [one.id, data]).scope
  scopes['head'] = someoneAt('office_head', data, one, [data]).scope
  scopes['principal'] = someoneAt('principal', one.idOf('A'), one, [one.idOf('A')]).scope
  scopes['board'] = someoneAt('board_member', one.id, one, []).scope
  scopes['partner'] = someoneAt('partner', data, one, []).scope
  scopes['family'] = someoneAt('family', one.id, one, [], false).scope
  scopes['elsewhere'] = someoneAt('superintendent', other.id, other, [other.id]).scope
  planId = await as('chief', async (tx) => (await planOf(tx, one.id, slug))?.plan_id ?? 0)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('figures of few students', () => {
  it('are read by those who read true numbers of the office or the district, whoever asks the database', async () => {
    await as('head', (tx) => put(tx, { form: 'count', amount: 3 }, { small: true }))
    await as('head', (tx) => put(tx, { form: 'count', amount: 180 }, { small: false }))
    const read = (who: string) =>
      as(who, async (tx) =>
        (await query<{ n: string }>(tx, `select value->>'amount' as n from plans.entry_value order by entry_id`)).map(
          (row) => row.n,
        ),
      )
    expect(await read('chief')).toEqual(['3', '180'])
    expect(await read('head')).toEqual(['3', '180'])
    for (const who of ['principal', 'board', 'partner'])
      expect({ who, read: await read(who) }).toEqual({ who, read: ['180'] })
    for (const who of ['family', 'elsewhere', 'nobody'])
      expect({ who, read: await read(who) }).toEqual({ who, read: [] })
  })

  it('cannot be marked as figures for everybody, nor filed where others read them', async () => {
    const few = { form: 'count', amount: 3 }
    await expect(as('head', (tx) => put(tx, few, { small: false }))).rejects.toThrow(/few students/)
    await expect(as('chief', (tx) => put(tx, few, { small: true, org: one.idOf('A') }))).rejects.toThrow(/few students/)
    // Of three trainings nobody has to be ashamed.
    await as('head', (tx) => put(tx, few, { small: false, students: false }))
    for (const who of ['family', 'elsewhere', 'nobody'])
      await expect(
        as(who, (tx) => put(tx, few, { small: true })),
        who,
      ).rejects.toThrow(/row-level security/)
  })

  it('are few by the same rule in the program and in the database', async () => {
    const edge = [0, 1, 5, 6, 14, 15, 19, 20, 25, 95, 100]
    const values: Value[] = [
      ...edge.map((amount): Value => ({ form: 'count', amount })),
      ...edge.flatMap((n) => edge.map((k): Value => ({ form: 'percent', k, n, percent: null }))),
      { form: 'percent', k: null, n: null, percent: 12.5 },
      ...(['there', 'waiting', 'not_there'] as const).map((standing): Value => ({ form: 'artefact', standing })),
      ...edge.flatMap((a) =>
        edge.flatMap((b): Value[] => [
          { form: 'pair', way: 'same_share', both: a, first: b, second: 30, neither: 30 },
          { form: 'pair', way: 'same_share', both: 6, first: 6, second: a, neither: b },
          { form: 'pair', way: 'groups_share', before: a, beforeN: b, after: 30, afterN: 60 },
          { form: 'pair', way: 'groups_share', before: 30, beforeN: 60, after: a, afterN: b },
          { form: 'pair', way: 'same_score', before: 400, beforeN: a, after: 420, afterN: b },
          { form: 'pair', way: 'groups_score', before: 400, beforeN: a, after: 420, afterN: b },
        ]),
      ),
    ]
    const rows = await as('chief', (tx) =>
      query<{ i: number; few: boolean }>(
        tx,
        'select i::int, plans.few_behind(v) as few from jsonb_array_elements($1::jsonb) with ordinality as t(v, i) order by i',
        [JSON.stringify(values)],
      ),
    )
    const differ = rows.filter(({ i, few }) => few !== isSmall(values[i - 1] as Value)).map(({ i }) => values[i - 1])
    expect(differ).toEqual([])
    expect(rows.filter((row) => row.few).length).toBeGreaterThan(100)
    expect(rows.filter((row) => !row.few).length).toBeGreaterThan(20)
    // What the database does not know counts as few.
    expect(
      await as('chief', (tx) => query(tx, `select plans.few_behind('{"form": "other", "amount": 900}') as few`)),
    ).toEqual([{ few: true }])
  })
})
