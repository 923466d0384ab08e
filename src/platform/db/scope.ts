import type { Db, Tx } from './database.ts'
import { query } from './database.ts'

declare const made: unique symbol

/**
 * What a transaction may see. Made only by `people` (for a person) and by `systemScope` (for a named system actor);
 * row security reads it from settings that last as long as the transaction.
 * - `actor`: account id, or null for a system actor
 * - `name`: who it is in logs and history: `account:12` or `system:compute`
 * - `districts`: districts whose plans and public numbers may be read
 * - `inside`: districts whose inner affairs may be read: work, who is who, history (staff, board, partners; none when left out)
 * - `orgs`: organizations whose true aggregates may be read
 * - `students`: organizations whose single students may be read
 */
export type Scope = {
  readonly actor: number | null
  readonly name: string
  readonly districts: readonly number[]
  readonly inside: readonly number[]
  readonly orgs: readonly number[]
  readonly students: readonly number[]
  readonly [made]: true
}

export function makeScope(parts: Omit<Scope, typeof made | 'inside'> & { inside?: readonly number[] }): Scope {
  return { inside: [], ...parts } as Omit<Scope, typeof made> as Scope
}

/** Nothing: what somebody sees who is not signed in. */
export const noScope: Scope = makeScope({ actor: null, name: 'public', districts: [], orgs: [], students: [] })

const list = (ids: readonly number[]) => `{${ids.join(',')}}`

/** Sets the scope of the running transaction; it ends with it. */
export async function setScope(tx: Tx, scope: Scope): Promise<void> {
  await query(
    tx,
    `select set_config('throughline.actor', $1, true), set_config('throughline.districts', $2, true),
            set_config('throughline.orgs', $3, true), set_config('throughline.students', $4, true), set_config('throughline.name', $5, true),
            set_config('throughline.inside', $6, true)`,
    [
      scope.actor === null ? '' : String(scope.actor),
      list(scope.districts),
      list(scope.orgs),
      list(scope.students),
      scope.name,
      list(scope.inside),
    ],
  )
}

/**
 * Runs `work` in one transaction under a scope, which lasts as long as the transaction: the only door to rows that somebody may not see.
 * In: a pool, a scope, the work. Out: what the work returns; everything is undone when it throws.
 */
export async function inScope<T>(db: Db, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await setScope(tx, scope)
    return work(tx)
  })
}
