/** What became of one try to hand a mail over. `again`: nobody else's mail can go out either, so the run stops here. */
export type Answer =
  | { kind: 'sent'; code: string }
  | { kind: 'later'; code: string; again: 'this' | 'all' }
  | { kind: 'refused'; code: string }

/** Minutes until the next try, after the first, second, ... one. After the last of them it is given up. */
export const waits = [10, 20, 40, 80, 160, 320] as const

/** A mail that was taken so long ago was taken by a process that is dead. */
export const deadMinutes = 10

type SmtpError = { code?: unknown; responseCode?: unknown; command?: unknown }

/**
 * Reads the answer of a mail server. Only codes are kept: its words quote addresses (RFC 5321, 4.2: 4yz may be tried again, 5yz is for good).
 * What is refused before the recipient was named (sign-in, sender) is a matter of our settings, not of the mail: it waits, and so do all.
 */
export function answerOf(error: unknown): Answer {
  const { code, responseCode, command } = (error ?? {}) as SmtpError
  const said = typeof responseCode === 'number' && responseCode >= 200 && responseCode < 600 ? responseCode : null
  if (said === null) {
    const name = typeof code === 'string' && /^E[A-Z0-9]{2,15}$/.test(code) ? code.slice(1).toLowerCase() : 'unknown'
    // An address that cannot be written into an envelope at all.
    if (name === 'envelope') return { kind: 'refused', code: 'smtp-envelope' }
    return { kind: 'later', code: `smtp-${name}`, again: 'all' }
  }
  const ours = code === 'EAUTH' || command === 'MAIL FROM' || !['RCPT TO', 'DATA'].includes(String(command))
  if (ours) return { kind: 'later', code: `smtp-${said}`, again: 'all' }
  if (said >= 500) return { kind: 'refused', code: `smtp-${said}` }
  return { kind: 'later', code: `smtp-${said}`, again: 'this' }
}

/** When a mail is tried again after `attempts` tries; null when that would be too often or too late to be of use. */
export function nextTry(attempts: number, at: Date, until: Date): Date | null {
  const wait = waits[attempts - 1]
  if (wait === undefined) return null
  const next = new Date(at.getTime() + wait * 60_000)
  return next <= until ? next : null
}
