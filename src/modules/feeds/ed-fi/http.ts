import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { now, ticks } from '../../../platform/clock.ts'
import { forbidden, invalid, missing, Trouble, unavailable } from '../../../platform/errors.ts'

/**
 * How an API is reached. `base`: its address without `/data/v3`; https, or http on this machine only. `key`, `secret`: of the client credentials.
 * `send`: what sends a request, `fetch` unless the server guards where it may go. `tries`: how often one request is sent at most. `firstWaitMs`: pause before the second try, doubled for each more, up to `longestWaitMs`.
 */
export type ApiSettings = {
  base: string
  key: string
  secret: string
  tries?: number
  firstWaitMs?: number
  longestWaitMs?: number
  timeoutMs?: number
  tokenUrl?: string
  dataUrl?: string
  changesUrl?: string
  send?: (url: URL, init: RequestInit) => Promise<Response>
}

export type Answer = { headers: Headers; body: unknown }
/** Asks for one address below the API, with everything that is patient about it. */
export type Get = (url: URL) => Promise<Answer>

/** The most that one page may weigh. 500 records of the largest resource have about 5 MB. */
const mostBytes = 64 * 2 ** 20
/** Tokens are renewed this long before they end. */
const marginMs = 60_000

/** What is worth another try: the connection, a time limit, 408, 425, 429 and the server's own failures. */
class Passing extends Error {
  readonly afterMs: number | null
  constructor(message: string, afterMs: number | null = null) {
    super(message)
    this.afterMs = afterMs
  }
}

/** Checks an address: https everywhere but on this machine. Throws `feeds/ed-fi-address`. */
export function safeAddress(address: string): URL {
  const url = URL.parse(address)
  const local = url && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (!url || url.username || url.password || (url.protocol !== 'https:' && !(local && url.protocol === 'http:')))
    throw invalid(
      'feeds/ed-fi-address',
      'This is no address of an API.',
      'It begins with https:// and holds no name or password.',
    )
  return url
}

/**
 * Makes the way to an API: client credentials (OAuth 2.0) once and again when they end, pauses that grow, the server's own `Retry-After`, no redirects (a token
 * goes nowhere else), a limit of bytes and of time. Throws troubles of `feeds/ed-fi-*`; none of them holds a key, a token or what the server said.
 */
export function patientGet(settings: ApiSettings, tokenUrl: () => Promise<URL>): Get {
  let token: { value: string; until: number } | null = null

  const freshToken = async (): Promise<string> => {
    if (token && ticks() < token.until) return token.value
    const url = await tokenUrl()
    const basic = Buffer.from(`${settings.key}:${settings.secret}`).toString('base64')
    const { body } = await retried(settings, () =>
      once(settings, url, {
        method: 'POST',
        headers: {
          authorization: `Basic ${basic}`,
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
        body: 'grant_type=client_credentials',
      }),
    )
    const given = body as { access_token?: unknown; expires_in?: unknown }
    if (typeof given?.access_token !== 'string' || given.access_token === '')
      throw forbidden('feeds/ed-fi-refused', 'The API gave no access.', 'Check key and secret with whoever runs it.')
    const lasts = typeof given.expires_in === 'number' ? given.expires_in * 1000 : 15 * 60_000
    token = { value: given.access_token, until: ticks() + Math.max(lasts - marginMs, lasts / 2) }
    return token.value
  }

  return (url) =>
    retried(settings, async () => {
      for (const again of [true, false]) {
        const headers = { authorization: `Bearer ${await freshToken()}`, accept: 'application/json' }
        try {
          return await once(settings, url, { headers })
        } catch (error) {
          // A token may end before its time. One new one is asked for; a second refusal is an answer.
          if (!again || !(error instanceof Trouble) || error.code !== 'feeds/ed-fi-refused') throw error
          token = null
        }
      }
      throw forbidden('feeds/ed-fi-refused', 'The API gave no access.')
    })
}

/** Sends a request until it is answered, not worth another try, or tried often enough. */
export async function retried<T>(settings: ApiSettings, send: () => Promise<T>): Promise<T> {
  const tries = settings.tries ?? 6
  for (let tried = 1; ; tried += 1) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Passing)) throw error
      if (tried >= tries)
        throw unavailable(
          'feeds/ed-fi-away',
          `The API did not answer (${error.message}), ${tries} times.`,
          'Try again later; it goes on where it was.',
        )
      const doubled = (settings.firstWaitMs ?? 500) * 2 ** (tried - 1)
      const longest = settings.longestWaitMs ?? 60_000
      // Half of the pause is drawn, so that many clients do not come back together.
      const drawn = doubled / 2 + randomInt(0, Math.max(1, Math.ceil(doubled / 2)))
      await wait(Math.min(error.afterMs ?? drawn, longest))
    }
  }
}

/** One request. Throws `Passing` for what may pass, a trouble for what will not. */
export async function once(settings: ApiSettings, url: URL, init: RequestInit): Promise<Answer> {
  let response: Response
  let text: string
  try {
    const send = settings.send ?? fetch
    const signal = AbortSignal.timeout(settings.timeoutMs ?? 60_000)
    response = await send(url, { ...init, redirect: 'error', signal })
    text = await bodyOf(response)
  } catch (error) {
    if (error instanceof Passing || error instanceof Trouble) throw error
    throw new Passing('no connection')
  }
  const { status } = response
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    throw new Passing(String(status), retryAfter(response))
  if (status === 401 || status === 403)
    throw forbidden(
      'feeds/ed-fi-refused',
      'The API gave no access.',
      'Check key, secret and what they may read with whoever runs it.',
    )
  if (status === 404)
    throw missing(
      'feeds/ed-fi-unknown',
      'The API does not know this address or resource.',
      'Check the address and the version of the API.',
    )
  if (status === 400 || status === 410)
    throw invalid(
      'feeds/ed-fi-request',
      'The API did not take the request.',
      'A place to go on from may be too old: begin anew.',
    )
  if (!response.ok) throw invalid('feeds/ed-fi-answer', `The API answered with ${status}.`, 'Ask whoever runs it.')
  try {
    return { headers: response.headers, body: JSON.parse(text) as unknown }
  } catch {
    throw new Passing('a cut answer')
  }
}

async function bodyOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes)
      throw invalid('feeds/ed-fi-answer', 'The API sent more than one page may weigh.', 'Ask for smaller pages.')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** Milliseconds that a server asks to wait: seconds or a date; null when it says nothing. */
function retryAfter(response: Response): number | null {
  const said = response.headers.get('retry-after')
  if (said === null) return null
  if (/^\d+$/.test(said)) return Number(said) * 1000
  const at = Date.parse(said)
  return Number.isNaN(at) ? null : Math.max(0, at - now().getTime())
}
