import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { ProviderFields } from './rules.ts'
import type { Provider } from './schema.ts'

const columns = `p.provider_id, p.district_id, p.preset, p.name, p.issuer, p.client_id, p.token_auth, p.scopes, p.email_claim, p.trusts_email,
  p.email_domains, p.must_claim, p.must_value, p.authorize_url, p.token_url, p.keys_url, p.userinfo_url, p.state, p.version`

export type ProviderShown = { provider_id: number; name: string; code: string; district: string }

/** The providers whose buttons stand on the sign-in page, by district and name. */
export async function providersShown(on: Db | Tx): Promise<ProviderShown[]> {
  return query<ProviderShown>(
    on,
    `select p.provider_id, p.name, o.code, o.name as district from people.provider p join people.org o on o.org_id = p.district_id
     where p.state = 'active' order by o.name, p.name, p.provider_id`,
  )
}

export async function providerById(tx: Tx, id: number): Promise<Provider | null> {
  return (
    (await query<Provider>(tx, `select ${columns} from people.provider p where p.provider_id = $1`, [id]))[0] ?? null
  )
}

/** Providers of some districts, closed ones too where the transaction looks after them. */
export async function providersOf(
  tx: Tx,
  districts: readonly number[],
): Promise<(Provider & { district: string; people: number })[]> {
  return query<Provider & { district: string; people: number }>(
    tx,
    `select ${columns}, o.name as district,
       (select count(*) from people.identity i where i.provider_id = p.provider_id) as people
     from people.provider p join people.org o on o.org_id = p.district_id
     where p.district_id = any ($1::int[]) order by o.name, p.name, p.provider_id`,
    [districts],
  )
}

const values = (fields: ProviderFields) => [
  fields.preset,
  fields.name,
  fields.issuer,
  fields.client_id,
  fields.token_auth,
  fields.scopes,
  fields.email_claim,
  fields.trusts_email,
  fields.email_domains,
  fields.must_claim,
  fields.must_value,
  fields.authorize_url,
  fields.token_url,
  fields.keys_url,
  fields.userinfo_url,
]

export async function insertProvider(tx: Tx, districtId: number, fields: ProviderFields): Promise<number> {
  const rows = await query<{ provider_id: number }>(
    tx,
    `insert into people.provider (preset, name, issuer, client_id, token_auth, scopes, email_claim, trusts_email, email_domains, must_claim, must_value,
       authorize_url, token_url, keys_url, userinfo_url, district_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning provider_id`,
    [...values(fields), districtId],
  )
  return rows[0]?.provider_id ?? 0
}

/** Writes all fields and the state. Out: false when the version is no longer the one given. */
export async function updateProvider(
  tx: Tx,
  id: number,
  version: number,
  fields: ProviderFields & { state: string },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update people.provider set preset = $1, name = $2, issuer = $3, client_id = $4, token_auth = $5, scopes = $6, email_claim = $7, trusts_email = $8,
       email_domains = $9, must_claim = $10, must_value = $11, authorize_url = $12, token_url = $13, keys_url = $14, userinfo_url = $15,
       state = $16, version = version + 1
     where provider_id = $17 and version = $18 returning 1`,
    [...values(fields), fields.state, id, version],
  )
  return rows.length > 0
}

export async function writeSecret(tx: Tx, providerId: number, sealed: string): Promise<void> {
  await query(
    tx,
    `insert into people.provider_secret (provider_id, sealed) values ($1, $2)
     on conflict (provider_id) do update set sealed = excluded.sealed`,
    [providerId, sealed],
  )
}

/** The sealed secret of a provider that the transaction uses or looks after; null when there is none. */
export async function secretOf(tx: Tx, providerId: number): Promise<string | null> {
  return (
    (
      await query<{ sealed: string }>(tx, 'select sealed from people.provider_secret where provider_id = $1', [
        providerId,
      ])
    )[0]?.sealed ?? null
  )
}

/** Opens what belongs to a sign-in by a provider, for this transaction: its secret, and the person of that name at it. */
export async function useProvider(tx: Tx, providerId: number, subject = ''): Promise<void> {
  await query(tx, "select set_config('throughline.provider', $1, true), set_config('throughline.subject', $2, true)", [
    String(providerId),
    subject,
  ])
}

export async function insertTry(
  tx: Tx,
  row: { token_hash: string; provider_id: number; back_to: string; expires_at: Date },
): Promise<void> {
  await query(tx, "select set_config('throughline.token', $1, true)", [row.token_hash])
  await query(tx, "delete from people.sign_in_try where expires_at < now() - interval '2 days'")
  await query(
    tx,
    'insert into people.sign_in_try (token_hash, provider_id, back_to, expires_at) values ($1, $2, $3, $4)',
    [row.token_hash, row.provider_id, row.back_to, row.expires_at],
  )
}

/** Takes a sign-in on its way, once. Out: where it goes on; null when it was used, is too old, or never was. */
export async function takeTry(
  tx: Tx,
  tokenHash: string,
  providerId: number,
  at: Date,
): Promise<{ back_to: string } | null> {
  await query(tx, "select set_config('throughline.token', $1, true)", [tokenHash])
  const rows = await query<{ back_to: string }>(
    tx,
    `update people.sign_in_try set used_at = $3
     where token_hash = $1 and provider_id = $2 and used_at is null and expires_at > $3 returning back_to`,
    [tokenHash, providerId, at],
  )
  return rows[0] ?? null
}

export type Known = {
  account_id: number
  state: string
  home_org: number
  home_district: number | null
}

/** The account linked with the opened person of a provider. */
export async function linkedAccount(tx: Tx, provider: Provider, subject: string): Promise<number | null> {
  const rows = await query<{ account_id: number }>(
    tx,
    'select account_id from people.identity where provider_id = $1 and issuer = $2 and subject = $3',
    [provider.provider_id, provider.issuer, subject],
  )
  return rows[0]?.account_id ?? null
}

/** An account by its e-mail if it belongs to a district; opens that account for the rest of the transaction. */
export async function accountOfDistrict(tx: Tx, email: string, districtId: number): Promise<Known | null> {
  await query(tx, "select set_config('throughline.sign_in', $1, true)", [email])
  const rows = await query<Known>(
    tx,
    'select account_id, state, home_org, home_district from people.account where email = $1 and home_district = $2',
    [email, districtId],
  )
  return rows[0] ?? null
}

/** Links a person of a provider with an account. Out: false when the account is linked with another person there already. */
export async function insertIdentity(
  tx: Tx,
  row: { provider: Provider; subject: string; account_id: number; at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into people.identity (provider_id, issuer, subject, account_id, district_id, linked_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
    [row.provider.provider_id, row.provider.issuer, row.subject, row.account_id, row.provider.district_id, row.at],
  )
  return rows.length > 0
}

export type IdentityListed = { provider_id: number; name: string; linked_at: Date }

/** By which providers an account can sign in. */
export async function identitiesOf(tx: Tx, accountId: number): Promise<IdentityListed[]> {
  return query<IdentityListed>(
    tx,
    `select i.provider_id, coalesce(p.name, '') as name, i.linked_at from people.identity i
     left join people.provider p on p.provider_id = i.provider_id where i.account_id = $1 order by i.linked_at`,
    [accountId],
  )
}

/** Takes away the link of an account with a provider. Out: false when there was none. */
export async function deleteIdentity(tx: Tx, accountId: number, providerId: number): Promise<boolean> {
  const rows = await query(tx, 'delete from people.identity where account_id = $1 and provider_id = $2 returning 1', [
    accountId,
    providerId,
  ])
  return rows.length > 0
}
