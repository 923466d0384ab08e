import { setTimeout as sleep } from 'node:timers/promises'
import { sessionCookie } from '../../platform/web/server.ts'
import { password } from './district.ts'

export type Answer = { status: number; location: string | null; text: string }

/** Somebody with a browser: keeps cookies, follows nothing by itself, and may find nobody at home. */
export type Browser = {
  get: (path: string) => Promise<Answer | null>
  bytes: (path: string) => Promise<{ status: number; body: Buffer } | null>
  post: (path: string, fields: Record<string, string>) => Promise<Answer | null>
  upload: (path: string, fields: Record<string, string>, file: { name: string; text: string }) => Promise<Answer | null>
}

/** How the loop hears of an answer that must not be: a 500. */
export type Odd = (path: string, status: number) => void

/** Opens a browser on whatever address the product has at the moment; `key`: who signs in, null for a passer-by. */
export function browserOf(address: () => string | null, key: string | null, odd: Odd): Browser {
  const cookies = new Map<string, string>()
  let csrf: string | null = null

  const ask = async (path: string, init: RequestInit): Promise<Response | null> => {
    const base = address()
    if (base === null) return null
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    try {
      const response = await fetch(base + path, {
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
        ...init,
        headers: { 'accept-language': 'en', ...(cookie ? { cookie } : {}) },
      })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      if (response.status >= 500 && response.status !== 503) odd(path, response.status)
      return response
    } catch {
      return null
    }
  }
  const read = async (response: Response | null): Promise<Answer | null> => {
    if (response === null) return null
    const text = await response.text().catch(() => null)
    return text === null ? null : { status: response.status, location: response.headers.get('location'), text }
  }
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
  const tokenOf = async (path: string): Promise<string | null> => {
    const page = await read(await ask(path, {}))
    return /name="csrf" value="([^"]+)"/.exec(page?.text ?? '')?.[1] ?? null
  }
  /** Signs in when nobody is signed in yet. Out: the form token, or null when the product is away. */
  const signedIn = async (): Promise<string | null> => {
    if (key === null || csrf !== null) return csrf
    // The answer to a sign-in may have been lost after the cookie came, so the session is tried first.
    if (cookies.has(sessionCookie)) csrf = await tokenOf('/account')
    if (csrf !== null) return csrf
    const visit = await tokenOf('/sign-in')
    if (visit === null) {
      await sleep(50)
      return null
    }
    const email = `${key}@twobrooks.example`
    await read(await ask('/sign-in', form({ csrf: visit, email, password, to: '/' })))
    csrf = await tokenOf('/account')
    return csrf
  }
  const send = async (body: (token: string) => RequestInit, path: string): Promise<Answer | null> => {
    const token = await signedIn()
    if (token === null) return null
    const answer = await read(await ask(path, body(token)))
    // A stale form: the session is another one by now.
    if (answer?.status === 403 || answer?.location?.startsWith('/sign-in')) csrf = null
    return answer
  }
  return {
    get: async (path) => (key !== null && (await signedIn()) === null ? null : read(await ask(path, {}))),
    bytes: async (path) => {
      const response = await ask(path, {})
      const body = await response?.arrayBuffer().catch(() => null)
      return response && body ? { status: response.status, body: Buffer.from(body) } : null
    },
    post: (path, fields) => send((token) => form({ ...fields, csrf: token }), path),
    upload: (path, fields, file) =>
      send((token) => {
        const body = new FormData()
        for (const [name, value] of Object.entries({ csrf: token, ...fields })) body.append(name, value)
        body.append('file', new Blob([file.text], { type: 'text/csv' }), file.name)
        return { method: 'POST', body }
      }, path),
  }
}
