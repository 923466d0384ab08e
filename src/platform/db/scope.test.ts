import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshServices } from '../testing/database.ts'
import { query } from './database.ts'
import { inScope, makeScope, noScope } from './scope.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())

const scope = makeScope({ actor: 7, name: 'account:7', districts: [1], orgs: [1, 2], students: [2] })

describe('scope', () => {
  it('lasts as long as the transaction and no longer', async () => {
    const seen = await inScope(services.db, scope, (tx) =>
      query<{ o: number[]; a: number }>(tx, 'select platform.scope_orgs() as o, platform.scope_actor() as a'),
    )
    expect(seen[0]).toEqual({ o: [1, 2], a: 7 })
    for (let i = 0; i < 12; i++)
      expect((await query<{ o: number[] }>(services.db, 'select platform.scope_orgs() as o'))[0]?.o).toEqual([])
  })

  it('hides rows of other organizations, also from writes', async () => {
    const put = (org: number) =>
      inScope(services.db, scope, (tx) =>
        query(
          tx,
          "insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, 'thing', $2, 1, 'add', 7, 'account:7', now())",
          [org, `o${org}`],
        ),
      )
    await put(1)
    await expect(put(9)).rejects.toMatchObject({ code: '42501' })
    expect(await inScope(services.db, noScope, (tx) => query(tx, 'select 1 from platform.change'))).toHaveLength(0)
    expect(await inScope(services.db, scope, (tx) => query(tx, 'select 1 from platform.change'))).toHaveLength(1)
  })
})
