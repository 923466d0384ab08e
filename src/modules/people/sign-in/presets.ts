import type { PresetName, ProviderTyped } from './schema.ts'

/**
 * What is different about the providers that districts use; an administrator fills in the rest and may change everything.
 * - Google: `hd` is the hosted domain; without it any account of the world signs in. https://developers.google.com/identity/openid-connect/openid-connect
 * - Microsoft: the issuer names one tenant. Its `email` is set by whoever runs any tenant and is not verified, so the sign-in name is taken, whose domain the
 *   tenant had to prove. https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 * - ClassLink: one issuer for all districts; the tenant's number is a claim.
 * - Clever: one issuer for all districts, `email_verified` is false unless asked for, `district` is the district's Clever id. https://dev.clever.com/docs/oidc-implementation
 */
export const presets: Readonly<Record<PresetName, Partial<ProviderTyped>>> = {
  google: {
    name: 'Google',
    issuer: 'https://accounts.google.com',
    token_auth: 'post',
    scopes: 'openid email profile',
    email_claim: 'email',
    must_claim: 'hd',
  },
  microsoft: {
    name: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/TENANT/v2.0',
    token_auth: 'post',
    scopes: 'openid email profile',
    email_claim: 'preferred_username',
    trusts_email: 'yes',
    must_claim: 'tid',
  },
  classlink: {
    name: 'ClassLink',
    issuer: 'https://launchpad.classlink.com',
    token_auth: 'post',
    scopes: 'openid email profile',
    email_claim: 'email',
    trusts_email: 'yes',
    must_claim: 'tenant_id',
  },
  clever: {
    name: 'Clever',
    issuer: 'https://clever.com',
    token_auth: 'basic',
    scopes: 'openid',
    email_claim: 'email',
    trusts_email: 'yes',
    must_claim: 'district',
  },
  other: { name: '', issuer: 'https://', token_auth: 'basic', scopes: 'openid email profile', email_claim: 'email' },
}

/** Issuers that serve many districts: without a claim that names the own one, a stranger could sign in. */
export const manyDistricts: readonly string[] = [
  'https://accounts.google.com',
  'https://launchpad.classlink.com',
  'https://clever.com',
]

/** The form of a preset before anybody typed. */
export const blankOf = (preset: PresetName): ProviderTyped => ({
  preset,
  name: '',
  issuer: '',
  client_id: '',
  secret: '',
  token_auth: 'basic',
  scopes: 'openid email profile',
  email_claim: 'email',
  trusts_email: '',
  email_domains: '',
  must_claim: '',
  must_value: '',
  authorize_url: '',
  token_url: '',
  keys_url: '',
  userinfo_url: '',
  ...presets[preset],
})
