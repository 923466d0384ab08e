import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AccountClaims, type Configuration, Provider } from 'oidc-provider'

/** For tests: a real OpenID provider on this machine, in the shape of one that districts use. */

export type Person = { sub: string } & Record<string, unknown>
export type SampleProvider = {
  issuer: string
  /** who signs in at it next; null: the person cancels */
  person: Person | null
  /** changes what its identity tokens say, signed again with its own key */
  tamper: ((claims: Record<string, unknown>) => Record<string, unknown>) | null
  /** requests by path, for what was sent */
  seen: { path: string; authorization: string | undefined; body: string }[]
  /** walks from the authorization address through the provider, back to the address that it redirects to */
  walk: (url: string) => Promise<string>
  stop: () => Promise<void>
  start: () => Promise<void>
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

/**
 * In: the path of the issuer (`/tenant/v2.0`), client id and secret, how the client proves itself, where it may redirect to, the claims it knows beside `sub`,
 * and whether claims stand in the identity token or only at the userinfo address.
 */
export async function startProvider(shape: {
  path?: string
  clientId: string
  secret: string | null
  auth: 'client_secret_basic' | 'client_secret_post' | 'none'
  redirects: string[]
  claims: string[]
  onlyUserinfo?: boolean
}): Promise<SampleProvider> {
  const path = shape.path ?? ''
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'sample', use: 'sig', alg: 'RS256' }
  let handler: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => handler(request, response))
  const listen = (port: number) =>
    new Promise<void>((done) => {
      server.listen(port, '127.0.0.1', done)
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const configuration: Configuration = {
    clients: [
      {
        client_id: shape.clientId,
        ...(shape.secret === null ? {} : { client_secret: shape.secret }),
        redirect_uris: shape.redirects,
        token_endpoint_auth_method: shape.auth,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', ...shape.claims] },
    conformIdTokenClaims: shape.onlyUserinfo ?? false,
    scopes: ['openid', 'email', 'profile'],
    jwks: { keys: [jwk as never] },
    cookies: { keys: ['sample'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    // The redirect of tests is plain http.
    clientBasedCORS: () => false,
    interactions: { url: (_ctx, interaction) => `${path}/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ ...people.get(sub), sub }) as AccountClaims,
    }),
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 300, Session: 300, Grant: 300 },
  }
  const people = new Map<string, Person>()
  const provider = new Provider(`${origin}${path}`, configuration)
  // What people here do on its pages: sign in and agree, at once.
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params } = await provider.interactionDetails(request, response)
    const person = sample.person
    if (!person)
      return provider.interactionFinished(
        request,
        response,
        { error: 'access_denied' },
        { mergeWithLastSubmission: false },
      )
    people.set(person.sub, person)
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: person.sub } })
    const grant = new provider.Grant({ accountId: person.sub, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    grant.addOIDCClaims(shape.claims)
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  }
  const sign = (claims: Record<string, unknown>): string => {
    const head = `${part({ alg: 'RS256', kid: 'sample', typ: 'JWT' })}.${part(claims)}`
    return `${head}.${createSign('sha256').update(head).sign(privateKey).toString('base64url')}`
  }
  const callback = provider.callback()
  handler = (request, response) => {
    void (async () => {
      const url = request.url ?? '/'
      if (!url.startsWith(path)) return response.writeHead(404).end()
      const inner = url.slice(path.length) || '/'
      Object.assign(request, { originalUrl: url, url: inner })
      if (inner.startsWith('/interaction/')) return answer(request, response)
      if (inner === '/token' && !request.headers['x-inner']) {
        const body = await readBody(request)
        sample.seen.push({ path: inner, authorization: request.headers.authorization, body })
        const real = await fetch(`${origin}${url}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'x-inner': 'yes',
            ...(request.headers.authorization ? { authorization: request.headers.authorization } : {}),
          },
          body,
        })
        const told = (await real.json()) as { id_token?: string }
        if (told.id_token && sample.tamper) {
          const claims = JSON.parse(Buffer.from(told.id_token.split('.')[1] ?? '', 'base64url').toString())
          told.id_token = sign(sample.tamper(claims))
        }
        return response.writeHead(real.status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
      }
      return callback(request, response)
    })().catch(() => response.writeHead(500).end())
  }
  const sample: SampleProvider = {
    issuer: `${origin}${path}`,
    person: null,
    tamper: null,
    seen: [],
    walk: async (url) => {
      const cookies = new Map<string, string>()
      let at = url
      for (let i = 0; i < 12; i++) {
        const response = await fetch(at, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        })
        for (const header of response.headers.getSetCookie()) {
          const [pair = ''] = header.split(';')
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
        }
        const to = response.headers.get('location')
        if (!to)
          throw new Error(`The provider stopped with ${response.status}: ${(await response.text()).slice(0, 300)}`)
        at = new URL(to, at).href
        if (!at.startsWith(origin)) return at
      }
      throw new Error('The provider goes round in circles.')
    },
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
    start: () => listen(port),
  }
  return sample
}
