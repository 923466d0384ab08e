import { now } from '../../../platform/clock.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, noScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import { isKind, type KindName, type TokenRow } from '../schema.ts'
import { addToken, noteUse, revoke, tokenBrought, tokenById } from '../store-token.ts'

/** Words at the front of every token, so that a leaked one is recognized. */
const mark = 'tlf_'

/** Makes a token for a machine that brings files. Out: the token itself, which is shown once and never stored. */
export async function makeToken(
  tx: Tx,
  scope: Scope,
  districtId: number,
  by: string,
  told: { name: string; kinds: readonly string[]; days: number; autoAccept: boolean },
): Promise<string> {
  const kinds = told.kinds.filter(isKind)
  if (kinds.length === 0)
    throw invalid('feeds/no-kind', 'A token is for at least one kind of file.', 'Choose what the machine will send.')
  const token = `${mark}${newToken()}`
  const made = now()
  const expires = new Date(`${addDays(made.toISOString().slice(0, 10), told.days)}T00:00:00Z`)
  const id = await addToken(tx, {
    org_id: districtId,
    name: told.name,
    kinds: [...kinds],
    auto_accept: told.autoAccept,
    made_by: by,
    made_at: made,
    expires_at: expires,
    hash: hashToken(token),
  })
  await record(tx, scope, {
    org_id: districtId,
    object: 'feeds.token',
    object_id: id,
    version: 1,
    verb: 'made',
    became: { name: told.name, kinds: kinds.join(' '), auto_accept: told.autoAccept, expires_at: expires },
  })
  return token
}

export async function revokeToken(tx: Tx, scope: Scope, tokenId: number): Promise<void> {
  const row = await tokenById(tx, tokenId)
  if (!row) throw missing('feeds/no-such-token', 'There is no such token.', 'Choose one from the list.')
  if (row.revoked_at !== null)
    throw conflict('feeds/token-over', 'This token was revoked already.', 'Nothing was changed.')
  await revoke(tx, tokenId, now())
  await record(tx, scope, {
    org_id: row.org_id,
    object: 'feeds.token',
    object_id: tokenId,
    version: row.version + 1,
    verb: 'revoked',
    was: { revoked: false },
    became: { revoked: true },
  })
}

const refused = () =>
  forbidden(
    'feeds/bad-token',
    'The token is not known, was revoked, or is over.',
    'Ask the data steward for a new one and send it as "Authorization: Bearer ...".',
  )

/** Who brings a file with a bearer token. Errors: Forbidden `feeds/bad-token`, or `feeds/not-this-kind` when the token is for other files. */
export async function tokenBearer(db: Db, header: string | null, kind: KindName | null): Promise<TokenRow> {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1]
  if (!token?.startsWith(mark)) throw refused()
  const row = await inScope(db, noScope, (tx) => tokenBrought(tx, hashToken(token)))
  if (!row || row.revoked_at !== null || row.expires_at <= now()) throw refused()
  if (kind && !row.kinds.includes(kind))
    throw forbidden('feeds/not-this-kind', 'This token is not for this kind of file.', 'It is for: {kinds}.', [], {
      kinds: row.kinds.join(', '),
    })
  return row
}

export const noteTokenUse = (tx: Tx, tokenId: number): Promise<void> => noteUse(tx, tokenId, now())
