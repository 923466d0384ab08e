import { opens, type Role } from '../access.ts'

/** RFC 6238 with what every authenticator app knows: SHA-1, six digits, 30 seconds. */
export const totp = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Clocks of phones run apart: the code before and the one after are taken too (RFC 6238, 5.2). */
export const stepsAside = 1
/** Wrong codes: in a quarter of an hour, and in a day. Three codes of a million are right at a time. */
export const codeLimits = { most: 10, seconds: 900, perDay: 40 } as const
/** How many recovery codes somebody gets. */
export const recoveryCount = 10

/** True when roles of today reach single students, or administer accounts: a password alone does not open those. */
export const needsSecond = (roles: readonly { role: string }[]): boolean =>
  roles.some((one) => one.role === 'administrator' || (opens[one.role as Role]?.students ?? false))

/** What was typed as a code: six digits of the app, a recovery code without its dashes, or neither. */
export function codeOf(text: string): { kind: 'app' | 'recovery'; code: string } | null {
  const clean = text.replaceAll(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(clean)) return { kind: 'app', code: clean }
  // Codes of before had 16 letters.
  return /^[a-z2-7]{16}(?:[a-z2-7]{8})?$/.test(clean) ? { kind: 'recovery', code: clean } : null
}

/** A recovery code as it is shown: four letters at a time. */
export const inFours = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code
