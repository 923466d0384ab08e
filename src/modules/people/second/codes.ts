import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { hashToken } from '../../../platform/web/cookies.ts'
import { recoveryCount, stepsAside, totp } from './rules.ts'

const of = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Throughline', label, secret: Secret.fromBase32(secret), ...totp })

/** A new secret of 160 bits (RFC 4226, 4), in base32 as people may have to type it. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** What the picture of dots says to the app: `otpauth://totp/...`. */
export const uriOf = (secret: string, email: string): string => of(secret, email).toString()

/** The step (of 30 seconds) whose code this is, at an instant in milliseconds; null when it is none within the window. */
export function stepOf(secret: string, code: string, at: number): number | null {
  const apart = of(secret).validate({ token: code, timestamp: at, window: stepsAside })
  return apart === null ? null : TOTP.counter({ period: totp.period, timestamp: at }) + apart
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** New recovery codes: 24 letters of 5 bits each, 120 bits (ASVS 2.6.2 asks 112 of a code that is kept without a salt of its own). */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCount }, () => [...randomBytes(24)].map((byte) => letters[byte % 32]).join(''))

/** What is kept of a recovery code. With so many random bits a plain hash is enough; the account's number keeps equal codes apart. */
export const hashRecovery = (accountId: number, code: string): string => hashToken(`recovery:${accountId}:${code}`)
