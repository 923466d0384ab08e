import { createHmac, timingSafeEqual } from 'node:crypto'

/** How old a signature may be for a receiver that follows our page, in seconds. */
export const signatureAge = 300

const mac = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')

/** The header `throughline-signature`: HMAC-SHA-256 (RFC 2104) over the time in seconds, a dot, and the body. */
export const sign = (secret: string, at: Date, body: string): string => {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${mac(secret, seconds, body)}`
}

/** How a receiver checks it. False for another secret, another body, or a time too far from `at`. */
export function isSigned(secret: string, header: string, body: string, at: Date): boolean {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header)
  if (!found) return false
  const seconds = Number(found[1])
  if (Math.abs(at.getTime() / 1000 - seconds) > signatureAge) return false
  return timingSafeEqual(Buffer.from(found[2] ?? '', 'hex'), Buffer.from(mac(secret, seconds, body), 'hex'))
}
