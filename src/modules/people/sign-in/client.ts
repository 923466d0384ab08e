import * as oidc from 'openid-client'
import { ticks } from '../../../platform/clock.ts'
import { Trouble } from '../../../platform/errors.ts'
import { hashToken } from '../../../platform/web/cookies.ts'
import type { Outgoing } from '../../../platform/web/outgoing.ts'
import { clockLeewaySeconds } from './rules.ts'
import type { Claims, Provider } from './schema.ts'

/** Why a sign-in at a provider came to nothing; each is a page that says what to do (words: `oidc_<code>`). */
export type Failure = 'denied' | 'over' | 'silent' | 'clock' | 'mismatch' | 'misconfigured' | 'odd'

/** What the browser holds of a sign-in on its way, and what is derived from it. The token itself is known to the browser alone. */
export type Flow = { token: string; state: string; nonce: string; verifier: string }

const derived = (kind: string, token: string): string =>
  Buffer.from(hashToken(`oidc-${kind}:${token}`), 'hex').toString('base64url')

export const flowOf = (token: string): Flow => ({
  token,
  state: derived('state', token),
  nonce: derived('nonce', token),
  verifier: derived('verifier', token),
})

const known = new Map<string, { config: oidc.Configuration; at: number }>()
const keptMs = 600_000

const authOf = (provider: Provider, secret: string | null): oidc.ClientAuth =>
  provider.token_auth === 'none' || secret === null
    ? oidc.None()
    : provider.token_auth === 'post'
      ? oidc.ClientSecretPost(secret)
      : oidc.ClientSecretBasic(secret)

/** A provider ready for use: its own description (kept for ten minutes), or the addresses given by hand. Errors: whatever `failureOf` knows. */
export async function prepare(provider: Provider, secret: string | null, out: Outgoing): Promise<oidc.Configuration> {
  const name = hashToken(JSON.stringify([provider, secret]))
  const kept = known.get(name)
  if (kept && ticks() - kept.at < keptMs) return kept.config
  const metadata = { [oidc.clockTolerance]: clockLeewaySeconds }
  const call = out as unknown as oidc.CustomFetch
  // Whether plain http may be called at all is decided by `outgoing`: only on this machine, and only when the operator named it.
  const execute = [
    oidc.enableNonRepudiationChecks,
    ...(provider.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
  ]
  let config: oidc.Configuration
  if (provider.authorize_url && provider.token_url && provider.keys_url) {
    config = new oidc.Configuration(
      {
        issuer: provider.issuer,
        authorization_endpoint: provider.authorize_url,
        token_endpoint: provider.token_url,
        jwks_uri: provider.keys_url,
        ...(provider.userinfo_url ? { userinfo_endpoint: provider.userinfo_url } : {}),
      },
      provider.client_id,
      metadata,
      authOf(provider, secret),
    )
    config[oidc.customFetch] = call
    config.timeout = 8
    for (const one of execute) one(config)
  } else
    config = await oidc.discovery(new URL(provider.issuer), provider.client_id, metadata, authOf(provider, secret), {
      [oidc.customFetch]: call,
      timeout: 8,
      execute,
    })
  if (known.size > 200) known.clear()
  known.set(name, { config, at: ticks() })
  return config
}

/** Where the browser goes to sign in. Code flow with PKCE (RFC 7636), state and nonce. */
export async function authorizeUrl(
  config: oidc.Configuration,
  provider: Provider,
  flow: Flow,
  backUrl: string,
): Promise<string> {
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: backUrl,
    scope: provider.scopes,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
    ...(provider.must_claim === 'hd' && provider.must_value ? { hd: provider.must_value } : {}),
  }).href
}

/** Exchanges the code and checks everything that comes back. In: the address the browser came back to. Out: who it is at the provider. */
export async function exchange(
  config: oidc.Configuration,
  provider: Provider,
  flow: Flow,
  cameBack: URL,
): Promise<Claims> {
  const tokens = await oidc.authorizationCodeGrant(config, cameBack, {
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('no identity token')
  const wanted = [provider.email_claim, 'email_verified', provider.must_claim].filter((one) => one !== null)
  if (wanted.every((one) => claims[one] !== undefined) || !config.serverMetadata().userinfo_endpoint) return claims
  const more = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
  return { ...more, ...claims }
}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/** What went wrong at the provider, told apart as far as a reader can do something about it. Nothing of the provider's own words is passed on. */
export function failureOf(error: unknown): Failure {
  for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth += 1) {
    if (at instanceof Trouble) return at.code.startsWith('platform/outside-') ? 'silent' : 'odd'
    if (at instanceof oidc.AuthorizationResponseError) {
      if (at.error === 'access_denied' || at.error === 'consent_required') return 'denied'
      if (at.error === 'temporarily_unavailable' || at.error === 'server_error') return 'silent'
      return at.error === 'login_required' || at.error === 'interaction_required' ? 'over' : 'misconfigured'
    }
    if (at instanceof oidc.ResponseBodyError) return at.error === 'invalid_grant' ? 'over' : 'misconfigured'
    const code = codeOf(at)
    if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock'
    if (code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' || code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
      return 'mismatch'
    if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return 'silent'
    if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return 'misconfigured'
  }
  return 'odd'
}
