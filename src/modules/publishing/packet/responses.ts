import type { Tx } from '../../../platform/db/database.ts'
import { invalid } from '../../../platform/errors.ts'
import { historyOf, merge, type Recorded, record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { orgById } from '../../people/index.ts'
import { mustAnswer } from './access.ts'
import type { ResponseRow } from './schema.ts'
import { insertResponse, type ResponseFields, responseTo, setResponse } from './store.ts'

export const responseObject = 'publishing.response'

export type ResponseOutcome =
  | { kind: 'saved'; row: ResponseRow; changed: boolean }
  /** Somebody changed the same fields after this person opened the form: nothing is saved, both stand on the page. */
  | { kind: 'conflict'; row: ResponseRow; mine: ResponseFields; theirs: Recorded | null }

const fieldsOf = ({ words, owner_role, owner_org, by_on }: ResponseFields): ResponseFields => ({
  // In one order, as jsonb does not keep it.
  words: { ...(words.en ? { en: words.en } : {}), ...(words.es ? { es: words.es } : {}), source: words.source ?? 'en' },
  owner_role,
  owner_org,
  by_on,
})

/**
 * Enters what the district does about a promise. In: the promise, the version that the person saw (0: none), the fields. The same form twice changes nothing; an
 * edit of an older version is merged where it touches other fields. Errors: Forbidden `publishing/not-answering`, Invalid `publishing/no-such-office`.
 */
export async function saveResponse(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  promise: string,
  version: number,
  typed: ResponseFields,
): Promise<ResponseOutcome> {
  mustAnswer(visitor, districtId)
  if ((await orgById(tx, typed.owner_org))?.district_id !== districtId)
    throw invalid('publishing/no-such-office', 'There is no such office in this district.', 'Choose one of the list.')
  const mine = fieldsOf(typed)
  const note = (row: ResponseRow, was: ResponseFields | null) =>
    record(tx, visitor.scope, {
      org_id: districtId,
      object: responseObject,
      object_id: row.response_id,
      version: row.version,
      verb: was ? 'changed' : 'added',
      ...(was ? { was } : {}),
      became: fieldsOf(row),
    })
  const fresh = version === 0 ? await insertResponse(tx, districtId, promise, mine) : null
  if (fresh) {
    await note(fresh, null)
    return { kind: 'saved', row: fresh, changed: true }
  }
  const row = await responseTo(tx, districtId, promise, true)
  if (!row) return saveResponse(tx, visitor, districtId, promise, 0, typed)
  const now = fieldsOf(row)
  if (JSON.stringify(now) === JSON.stringify(mine)) return { kind: 'saved', row, changed: false }
  const changes = await historyOf(tx, responseObject, row.response_id)
  const base: Partial<ResponseFields> = Object.assign(
    {},
    ...changes
      .filter((one) => one.version <= version)
      .toSorted((a, b) => a.version - b.version)
      .map((one) => one.became),
  )
  const seen = version === row.version ? now : fieldsOf({ ...now, ...base, words: base.words ?? {} })
  const merged =
    version === row.version ? { kind: 'merged' as const, fields: mine } : merge<ResponseFields>(seen, now, mine)
  if (merged.kind === 'conflict')
    return { kind: 'conflict', row, mine, theirs: changes.find((one) => one.version > version) ?? null }
  const after = await setResponse(tx, row.response_id, fieldsOf({ ...now, ...merged.fields }))
  await note(after, now)
  return { kind: 'saved', row: after, changed: true }
}
