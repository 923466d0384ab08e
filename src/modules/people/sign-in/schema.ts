/** How we prove to a provider who we are when the code is exchanged. */
export const tokenAuths = ['basic', 'post', 'none'] as const
export type TokenAuth = (typeof tokenAuths)[number]

export const presetNames = ['google', 'microsoft', 'classlink', 'clever', 'other'] as const
export type PresetName = (typeof presetNames)[number]

/** A sign-in provider of a district. */
export type Provider = {
  provider_id: number
  district_id: number
  preset: PresetName
  name: string
  issuer: string
  client_id: string
  token_auth: TokenAuth
  scopes: string
  email_claim: string
  trusts_email: boolean
  email_domains: string[]
  must_claim: string | null
  must_value: string | null
  authorize_url: string | null
  token_url: string | null
  keys_url: string | null
  userinfo_url: string | null
  state: 'active' | 'closed'
  version: number
}

/** What an administrator types: every field is a text. */
export type ProviderTyped = {
  preset: string
  name: string
  issuer: string
  client_id: string
  secret: string
  token_auth: string
  scopes: string
  email_claim: string
  trusts_email: string
  email_domains: string
  must_claim: string
  must_value: string
  authorize_url: string
  token_url: string
  keys_url: string
  userinfo_url: string
}

/** A person as a provider tells it: claims of the identity token, and of the userinfo address where there is one. */
export type Claims = { readonly [name: string]: unknown; readonly sub: string }
