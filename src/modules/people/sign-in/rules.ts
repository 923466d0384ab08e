import type { Detail } from '../../../platform/errors.ts'
import { emailOf } from '../accounts/rules.ts'
import { manyDistricts } from './presets.ts'
import {
  type Claims,
  type PresetName,
  presetNames,
  type Provider,
  type ProviderTyped,
  type TokenAuth,
  tokenAuths,
} from './schema.ts'

/** How long somebody may take at the provider. */
export const tryMinutes = 10
/** How far the provider's clock may be from ours (OpenID Connect Core 3.1.3.7: a small leeway). */
export const clockLeewaySeconds = 60
/** Sign-ins begun from one address in a quarter of an hour; a whole district may share one. */
export const tryLimits = { perAddress: 3000, seconds: 900 } as const

export type ProviderFields = Omit<Provider, 'provider_id' | 'district_id' | 'state' | 'version'>

const clean = (text: string) => text.trim().replaceAll(/\s+/g, ' ')
const isAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && url.hash === '' && url.username === ''
}

/** Checks what an administrator typed about a provider. Out: the fields, and one detail a wrong one. `hasSecret`: an earlier secret stays when none is typed. */
export function checkProvider(
  typed: ProviderTyped,
  hasSecret: boolean,
): { fields: ProviderFields; problems: Detail[] } {
  const problems: Detail[] = []
  const wrong = (path: keyof ProviderTyped, code: string) =>
    problems.push({ path, code: `people/${code}`, message: 'This field needs another look.' })
  const need = (path: keyof ProviderTyped, most = 300): string => {
    const text = clean(typed[path])
    if (text === '') wrong(path, 'needed')
    else if (text.length > most) wrong(path, 'too-long')
    return text
  }
  const preset = presetNames.find((one) => one === typed.preset) ?? 'other'
  const auth = tokenAuths.find((one) => one === typed.token_auth) ?? 'basic'
  const name = need('name', 60)
  const issuer = need('issuer')
  if (issuer !== '' && (!isAddress(issuer) || issuer.includes('?'))) wrong('issuer', 'bad-address')
  else if (/TENANT|\/(common|organizations|consumers)(\/|$)/.test(issuer)) wrong('issuer', 'issuer-of-all')
  const domains = typed.email_domains
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((one) => one.replace(/^@/, ''))
    .filter((one) => one !== '')
  if (domains.some((one) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(one))) wrong('email_domains', 'bad-domains')
  const trusts = typed.trusts_email === 'yes'
  if (trusts && domains.length === 0) wrong('email_domains', 'domains-needed')
  const mustClaim = clean(typed.must_claim)
  const mustValue = clean(typed.must_value)
  if (manyDistricts.includes(issuer.replace(/\/$/, '')) && mustValue === '') wrong('must_value', 'must-value-needed')
  if (mustValue !== '' && mustClaim === '') wrong('must_claim', 'needed')
  const addresses = (['authorize_url', 'token_url', 'keys_url', 'userinfo_url'] as const).map((path) => {
    const text = typed[path].trim()
    if (text !== '' && !isAddress(text)) wrong(path, 'bad-address')
    return text || null
  })
  const [authorize = null, token = null, keys = null, userinfo = null] = addresses
  if ([authorize, token, keys].some((one) => one !== null) || userinfo !== null)
    for (const [path, value] of [
      ['authorize_url', authorize],
      ['token_url', token],
      ['keys_url', keys],
    ] as const)
      if (value === null) wrong(path, 'needed')
  if (auth !== 'none' && typed.secret.trim() === '' && !hasSecret) wrong('secret', 'needed')
  const scopes = clean(typed.scopes)
  if (!scopes.split(' ').includes('openid')) wrong('scopes', 'scope-openid')
  return {
    fields: {
      preset: preset satisfies PresetName,
      name,
      issuer,
      client_id: need('client_id'),
      token_auth: auth satisfies TokenAuth,
      scopes,
      email_claim: need('email_claim', 100),
      trusts_email: trusts,
      email_domains: [...new Set(domains)],
      must_claim: mustValue === '' ? null : mustClaim,
      must_value: mustValue === '' ? null : mustValue,
      authorize_url: authorize,
      token_url: token,
      keys_url: keys,
      userinfo_url: userinfo,
    },
    problems,
  }
}

/** What keeps somebody out although the provider knows the person. Each is a page that says what to do (words: `oidc_<code>`). */
export type Refusal =
  | 'not-this-district'
  | 'no-email'
  | 'unverified'
  | 'other-domain'
  | 'unknown'
  | 'closed'
  | 'linked-otherwise'

const isTrue = (value: unknown) => value === true || value === 'true'

/** True when the provider says the person belongs to the district: the claim that must have a value has it. */
export const belongs = (provider: Provider, claims: Claims): boolean =>
  provider.must_claim === null ||
  (claims[provider.must_claim] !== undefined && String(claims[provider.must_claim]) === provider.must_value)

/**
 * The e-mail by which an account may be found at a first sign-in: that of the provider's claim, verified (by the provider, or because the district answers
 * for it), of an allowed domain. Out: the e-mail, or why not.
 */
export function emailToMatch(provider: Provider, claims: Claims): { email: string } | { refusal: Refusal } {
  const told = claims[provider.email_claim]
  const email = typeof told === 'string' ? emailOf(told) : null
  if (email === null) return { refusal: 'no-email' }
  const said = claims.email_verified
  // A provider that says "not verified" about its own e-mail claim is believed, unless the district answers for all of them.
  if (!provider.trusts_email && !(provider.email_claim === 'email' && isTrue(said))) return { refusal: 'unverified' }
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (provider.email_domains.length > 0 && !provider.email_domains.includes(domain)) return { refusal: 'other-domain' }
  return { email }
}
