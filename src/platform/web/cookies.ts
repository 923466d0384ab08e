import { createHash, randomBytes } from 'node:crypto'

/** Cookies of a request, by name. */
export function readCookies(header: string | null): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (at > 0) found.set(part.slice(0, at).trim(), part.slice(at + 1).trim())
  }
  return found
}

/** One Set-Cookie header: for the whole site, out of reach of scripts, not sent with foreign posts. */
export function writeCookie(name: string, value: string | null, options: { secure: boolean; maxAge?: number }): string {
  const age = value === null ? 0 : options.maxAge
  return `${name}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}${age === undefined ? '' : `; Max-Age=${age}`}`
}

export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token: never the token itself. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The form token that belongs to a session (or, before sign-in, to a visit). */
export const csrfFor = (token: string): string => createHash('sha256').update(`form:${token}`).digest('base64url')
