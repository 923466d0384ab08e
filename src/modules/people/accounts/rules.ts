/** A session ends after a working day without a visit, and after a week in any case. */
export const sessionIdle = { hours: 8 } as const
export const sessionLife = { days: 7 } as const
/**
 * Wrong passwords in a quarter of an hour: for one e-mail from one address; for one e-mail from anywhere (higher, so that nobody locks a chosen person out
 * from a single place); from one address (a whole district may share one, so only failures count).
 */
export const limits = { perAccount: 10, perEmail: 100, perAddress: 200, seconds: 900 } as const
/** How long a one-time link works. */
export const linkHours = { setup: 24, password: 72 } as const

export const passwordLength = { least: 12, most: 128 } as const

export type PasswordProblem = 'short' | 'long' | 'guessable'

/** What is wrong with a new password; null when nothing is. Length counts, not signs and digits (NIST SP 800-63B, 3.1.1). */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  if ([...password].length < passwordLength.least) return 'short'
  if ([...password].length > passwordLength.most) return 'long'
  const plain = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  const own =
    email
      .split('@')[0]
      ?.toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '') ?? ''
  if (new Set(plain).size < 5) return 'guessable'
  if (own.length >= 4 && plain.replaceAll(own, '').length < 6) return 'guessable'
  if (/^(password|contraseña|qwerty|letmein|welcome|throughline|abcdef|123456)+[\d]*$/u.test(plain)) return 'guessable'
  return null
}

/** An e-mail as it is kept; null when it cannot be one. */
export function emailOf(text: string): string | null {
  const clean = text.trim().toLowerCase()
  return clean.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(clean) ? clean : null
}

/** A path of this site to go back to; anything else becomes the home page. */
export function backTo(text: string | undefined): string {
  return text && /^\/(?![/\\])[^\s\\]*$/.test(text) && !text.startsWith('/sign-') ? text : '/'
}
