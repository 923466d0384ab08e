import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createTransport } from 'nodemailer'
import { now } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { inScope, type Scope } from '../db/scope.ts'
import { unavailable } from '../errors.ts'
import { log } from '../log.ts'
import { letterOf } from './letter.ts'
import { type Answer, answerOf, nextTry } from './rules.ts'
import type { MailSettings } from './settings.ts'
import { endMail, type Taken, takeMail, waitMail } from './store.ts'

export type SentCounts = { sent: number; later: number; refused: number; failed: number }

/** The most mails of one run: the next run goes on. */
const mostAtOnce = 500

function passwordOf(settings: MailSettings): string | null {
  if (settings.passwordFile === null) return null
  try {
    return readFileSync(settings.passwordFile, 'utf8').trim()
  } catch {
    throw unavailable(
      'platform/mail-password',
      'The password of the mail server cannot be read.',
      'Let the operator check THROUGHLINE_MAIL_PASSWORD_FILE.',
    )
  }
}

function transportOf(settings: MailSettings) {
  const pass = passwordOf(settings)
  return createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'tls',
    requireTLS: settings.tls === 'starttls',
    ignoreTLS: settings.tls === 'none',
    ...(settings.user !== null && pass !== null ? { auth: { user: settings.user, pass } } : {}),
    name: settings.domain,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/**
 * Sends what is due in the districts of a scope. Each mail is taken in one transaction, handed over outside any, and marked in another: a process that dies in
 * between leaves a mail that is sent again after ten minutes under the same Message-ID. In: a system actor's scope; the settings; the clock.
 * Out: counts. The log gets codes and numbers, never an address. Errors: Unavailable `platform/mail-password`, before anything was taken.
 */
export async function sendWaiting(
  db: Db,
  scope: Scope,
  settings: MailSettings,
  clock: () => Date = now,
): Promise<SentCounts> {
  const counts: SentCounts = { sent: 0, later: 0, refused: 0, failed: 0 }
  const transport = transportOf(settings)
  try {
    for (let i = 0; i < mostAtOnce; i++) {
      const mail = await inScope(db, scope, (tx) => takeMail(tx, clock()))
      if (!mail) break
      if (mail.until < clock()) {
        counts[await mark(db, scope, mail, { kind: 'later', code: 'too-late', again: 'this' }, clock())] += 1
        continue
      }
      const answer: Answer = await transport.sendMail(letterOf(settings, mail)).then(
        (): Answer => ({ kind: 'sent', code: '' }),
        (error: unknown) => answerOf(error),
      )
      counts[await mark(db, scope, mail, answer, clock())] += 1
      if (answer.kind === 'later' && answer.again === 'all') break
    }
  } finally {
    transport.close()
  }
  return counts
}

async function mark(db: Db, scope: Scope, mail: Taken, answer: Answer, at: Date): Promise<keyof SentCounts> {
  const next = answer.kind === 'later' ? nextTry(mail.attempts, at, mail.until) : null
  const ended = answer.kind === 'later' ? 'failed' : answer.kind
  await inScope(db, scope, (tx) =>
    next === null
      ? endMail(tx, mail.mail_id, mail.attempts, ended, at, answer.code)
      : waitMail(tx, mail.mail_id, mail.attempts, next, answer.code),
  )
  if (answer.kind !== 'sent')
    log.warn({
      code: next === null ? `platform/mail-${ended}` : 'platform/mail-later',
      smtp: answer.code,
      mail: mail.mail_id,
      account: mail.account_id,
      attempt: mail.attempts,
    })
  return next === null ? ended : 'later'
}

/** Sends one trial mail at once, past the outbox: for an operator who sets mail up. Out: `''` when the server took it, else the code of its answer. */
export async function sendTrial(settings: MailSettings, recipient: string): Promise<string> {
  const transport = transportOf(settings)
  const words = 'Throughline can send mail. / Throughline puede enviar correo.'
  const mail: Taken = {
    mail_id: 0,
    district_id: 0,
    account_id: 0,
    key: 'trial',
    message_id: `<${randomBytes(16).toString('hex')}@${settings.domain}>`,
    lang: 'en',
    recipient,
    subject: 'Throughline: a trial',
    plain: `${words}\n`,
    html: `<p>${words}</p>`,
    unsubscribe: '',
    until: now(),
    attempts: 1,
  }
  try {
    await transport.sendMail(letterOf(settings, mail))
    return ''
  } catch (error) {
    return answerOf(error).code
  } finally {
    transport.close()
  }
}
