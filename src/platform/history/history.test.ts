import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inScope, makeScope } from '../db/scope.ts'
import { query } from '../db/database.ts'
import { freshServices } from '../testing/database.ts'
import { asOf, differing, historyOf, merge, record } from './history.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())
const scope = makeScope({ actor: 5, name: 'account:5', districts: [1], orgs: [], students: [] })

describe('history', () => {
  const put = (version: number, was: object, became: object) =>
    inScope(services.db, scope, (tx) =>
      record(tx, scope, {
        org_id: 1,
        object: 'task',
        object_id: 9,
        version,
        verb: 'edit',
        was: { ...was },
        became: { ...became },
      }),
    )

  it('keeps who changed what from what to what, and can go back to any moment', async () => {
    await put(1, {}, { title: 'a', due: '2026-11-01' })
    const between = await inScope(
      services.db,
      scope,
      async (tx) =>
        (await query<{ at: Date }>(tx, "select max(at) + interval '1 microsecond' as at from platform.change"))[0]?.at,
    )
    await new Promise((done) => setTimeout(done, 5))
    await put(2, { title: 'a', due: '2026-11-01' }, { title: 'b', due: '2026-11-01' })
    const all = await inScope(services.db, scope, (tx) => historyOf(tx, 'task', 9))
    expect(all.map((one) => [one.version, one.actor, one.was, one.became])).toEqual([
      [2, 5, { title: 'a' }, { title: 'b' }],
      [1, 5, {}, { title: 'a', due: '2026-11-01' }],
    ])
    expect(await inScope(services.db, scope, (tx) => asOf(tx, 'task', 9, between ?? new Date(0)))).toEqual({
      title: 'a',
      due: '2026-11-01',
    })
    expect(await inScope(services.db, scope, (tx) => asOf(tx, 'task', 9, new Date('2020-01-01')))).toBe(null)
  })

  it('refuses the same version twice: two people saved at once', async () => {
    await expect(put(2, {}, { title: 'c' })).rejects.toMatchObject({
      kind: 'Conflict',
      code: 'platform/changed-meanwhile',
    })
  })

  it('is append-only for the application', async () => {
    await expect(query(services.db, 'update platform.change set verb = verb')).rejects.toMatchObject({ code: '42501' })
    await expect(query(services.db, 'delete from platform.change')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('merge', () => {
  it('merges edits of different fields and shows both where they clash', () => {
    const base = { title: 'a', due: '1', note: '' }
    expect(merge(base, { ...base, due: '2' }, { title: 'b' })).toEqual({ kind: 'merged', fields: { title: 'b' } })
    expect(merge(base, { ...base, title: 'x' }, { title: 'b' })).toEqual({ kind: 'conflict', fields: ['title'] })
    expect(merge(base, { ...base, title: 'b' }, { title: 'b' })).toEqual({ kind: 'merged', fields: { title: 'b' } })
  })

  it('never loses an edit (property)', () => {
    const fields = fc.record({ a: fc.integer({ min: 0, max: 2 }), b: fc.integer({ min: 0, max: 2 }) })
    fc.assert(
      fc.property(fields, fields, fields, (base, current, mine) => {
        const result = merge(base, current, mine)
        if (result.kind === 'conflict') return
        const after = { ...current, ...result.fields }
        for (const key of ['a', 'b'] as const) {
          if (mine[key] !== base[key]) expect(after[key]).toBe(mine[key])
          else expect(after[key]).toBe(current[key])
        }
      }),
    )
  })

  it('keeps only what differs', () =>
    expect(differing({ a: 1, b: 2 }, { a: 1, b: 3, c: null })).toEqual([{ b: 2 }, { b: 3 }]))
})
