import { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshServices } from '../testing/database.ts'
import { copyIn, copyOut } from './copy.ts'
import { query } from './database.ts'
import { inScope, makeScope } from './scope.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())
const scope = makeScope({ actor: null, name: 'system:test', districts: [3], orgs: [], students: [] })

it('copies in and out in one transaction under the scope, and undoes all when it fails', async () => {
  const out: string[] = []
  await inScope(services.db, scope, async (tx) => {
    await query(tx, 'create temp table t (a int, b text) on commit drop')
    await copyIn(tx, 't', ['a', 'b'], Readable.from(['a,b\n', '1,"x, y"\n2,\n']))
    expect(await query(tx, 'select platform.scope_districts() as d, count(*) as n from t')).toEqual([{ d: [3], n: 2 }])
    expect(
      await copyOut(
        tx,
        'select * from t order by a',
        new Writable({ write: (chunk, _e, done) => (out.push(String(chunk)), done()) }),
      ),
    ).toBe(2)
  })
  expect(out.join('')).toBe('a,b\n1,"x, y"\n2,\n')
  await expect(
    inScope(services.db, scope, async (tx) => {
      await query(tx, 'create temp table t2 (a int)')
      await copyIn(tx, 't2', ['a'], Readable.from(['a\nseven\n']))
    }),
  ).rejects.toMatchObject({ code: '22P02' })
  expect(await query(services.db, "select to_regclass('t2') as t")).toEqual([{ t: null }])
})
