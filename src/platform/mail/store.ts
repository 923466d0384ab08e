import { randomBytes } from 'node:crypto'
import { query, type Tx } from '../db/database.ts'
import { deadMinutes } from './rules.ts'

/** A mail as its sender hands it over. */
export type NewMail = {
  district_id: number
  account_id: number
  /** unique in the district: the same key twice is the same mail */
  key: string
  lang: 'en' | 'es'
  recipient: string
  subject: string
  plain: string
  html: string
  /** the page that ends or changes such mails */
  unsubscribe: string
  made_at: Date
  /** after this it is of no use */
  until: Date
}
export type Taken = Omit<NewMail, 'made_at'> & { mail_id: number; message_id: string; attempts: number }

/** Promises a mail: it goes out when this transaction is committed. Out: its number; null when that key was promised before. */
export async function putMail(tx: Tx, domain: string, mail: NewMail): Promise<number | null> {
  const rows = await query<{ mail_id: number }>(
    tx,
    `insert into platform.mail (district_id, account_id, key, message_id, lang, recipient, subject, plain, html, unsubscribe, made_at, next_at, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12) on conflict (district_id, key) do nothing returning mail_id`,
    [
      mail.district_id,
      mail.account_id,
      mail.key,
      `<${randomBytes(16).toString('hex')}@${domain}>`,
      mail.lang,
      mail.recipient,
      mail.subject,
      mail.plain,
      mail.html,
      mail.unsubscribe,
      mail.made_at,
      mail.until,
    ],
  )
  return rows[0]?.mail_id ?? null
}

/** Takes the next mail that is due, also one whose sender died; several workers never take the same one. Null when there is none. */
export async function takeMail(tx: Tx, at: Date): Promise<Taken | null> {
  const rows = await query<Taken>(
    tx,
    `update platform.mail set state = 'sending', taken_at = $1, attempts = attempts + 1
     where mail_id = (select mail_id from platform.mail
       where (state = 'waiting' and next_at <= $1) or (state = 'sending' and taken_at < $1::timestamptz - make_interval(mins => $2))
       order by next_at, mail_id limit 1 for update skip locked)
     returning mail_id, district_id, account_id, key, message_id, lang, recipient, subject, plain, html, unsubscribe, until, attempts`,
    [at, deadMinutes],
  )
  return rows[0] ?? null
}

/** The mail of this try waits for another one. A try that somebody took over meanwhile changes nothing. */
export async function waitMail(tx: Tx, id: number, attempt: number, next: Date, code: string): Promise<void> {
  await query(
    tx,
    `update platform.mail set state = 'waiting', next_at = $3, code = $4 where mail_id = $1 and attempts = $2 and state = 'sending'`,
    [id, attempt, next, code],
  )
}

/** The end of a mail. What people would read is emptied. */
export async function endMail(
  tx: Tx,
  id: number,
  attempt: number,
  state: 'sent' | 'refused' | 'failed',
  at: Date,
  code: string,
): Promise<void> {
  await query(
    tx,
    `update platform.mail set state = $3, ended_at = $4, code = $5, recipient = '', subject = '', plain = '', html = '', unsubscribe = ''
     where mail_id = $1 and attempts = $2 and state = 'sending'`,
    [id, attempt, state, at, code],
  )
}

/** Removes ended mails, which are only codes and times by then. Out: how many. */
export async function sweepMail(tx: Tx, before: Date): Promise<void> {
  await query(tx, `delete from platform.mail where state not in ('waiting', 'sending') and ended_at < $1`, [before])
}

export type MailEnded = { account_id: number; state: string; code: string; at: Date }

/** What became of the newest mail to an account; null when there was none. */
export async function lastMail(tx: Tx, accountId: number): Promise<MailEnded | null> {
  const rows = await query<MailEnded>(
    tx,
    `select account_id, state, code, coalesce(ended_at, taken_at, made_at) as at from platform.mail where account_id = $1 order by mail_id desc limit 1`,
    [accountId],
  )
  return rows[0] ?? null
}

/** Accounts whose newest mails since a day, at least so many in a row, were all refused for good. */
export async function refusing(tx: Tx, districtId: number, since: Date, least: number): Promise<number[]> {
  const rows = await query<{ account_id: number }>(
    tx,
    `select account_id from platform.mail m where district_id = $1 and state = 'refused' and ended_at >= $2
       and not exists (select from platform.mail n where n.account_id = m.account_id and n.state = 'sent' and n.mail_id > m.mail_id)
     group by account_id having count(*) >= $3 order by account_id`,
    [districtId, since, least],
  )
  return rows.map((row) => row.account_id)
}

/** The keys of mails made since an instant that were given up, too late or too often tried: nobody has read them. */
export async function givenUp(tx: Tx, districtId: number, since: Date): Promise<string[]> {
  const rows = await query<{ key: string }>(
    tx,
    `select key from platform.mail where district_id = $1 and state = 'failed' and made_at >= $2 order by mail_id`,
    [districtId, since],
  )
  return rows.map((row) => row.key)
}

export type MailCounts = { waiting: number; sent: number; refused: number; failed: number }

/** How the mails of a district stand since a day. */
export async function mailCounts(tx: Tx, districtId: number, since: Date): Promise<MailCounts> {
  const rows = await query<MailCounts>(
    tx,
    `select count(*) filter (where state in ('waiting', 'sending')) as waiting, count(*) filter (where state = 'sent') as sent,
       count(*) filter (where state = 'refused') as refused, count(*) filter (where state = 'failed') as failed
     from platform.mail where district_id = $1 and made_at >= $2`,
    [districtId, since],
  )
  return rows[0] ?? { waiting: 0, sent: 0, refused: 0, failed: 0 }
}
