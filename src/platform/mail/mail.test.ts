import { spawn } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot, readConfig, WrongSetting } from '../config.ts'
import { query } from '../db/database.ts'
import { inScope, makeScope } from '../db/scope.ts'
import { freshServices } from '../testing/database.ts'
import { openPostOffice, type PostOffice } from '../testing/post-office.ts'
import { answerOf, nextTry, waits } from './rules.ts'
import { sendTrial, sendWaiting } from './send.ts'
import type { MailSettings } from './settings.ts'
import { putMail, refusing } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let office: PostOffice
let settings: MailSettings
const scope = makeScope({ actor: null, name: 'system:mail', districts: [7], orgs: [], students: [] })
const at = new Date('2026-11-20T12:00:00Z')
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

beforeAll(async () => {
  services = await freshServices()
  office = await openPostOffice()
  settings = {
    host: '127.0.0.1',
    port: office.port,
    tls: 'none',
    user: null,
    passwordFile: null,
    from: 'Throughline <plan@district.example>',
    domain: 'district.example',
  }
})
afterAll(async () => {
  await office.close()
  await services.end()
})
beforeEach(async () => {
  office.received.length = 0
  office.refuses.clear()
  office.held.answer = null
  await inScope(services.db, scope, (tx) => query(tx, 'delete from platform.mail'))
})

const put = (key: string, recipient = 'head@district.example', until = later(600)) =>
  inScope(services.db, scope, (tx) =>
    putMail(tx, settings.domain, {
      district_id: 7,
      account_id: 3,
      key,
      lang: 'es',
      recipient,
      subject: 'Dos vencen pronto: niñez',
      plain: 'Reunión de la niñez\n',
      html: '<p>Reunión de la <em>niñez</em></p>',
      unsubscribe: 'https://plan.district.example/work/by-mail/x',
      made_at: at,
      until,
    }),
  )
const send = (clock = at, by = settings) => sendWaiting(services.db, scope, by, () => clock)
type Row = { state: string; code: string; attempts: number; recipient: string; plain: string; next_at: Date }
const rows = () =>
  inScope(services.db, scope, (tx) =>
    query<Row>(tx, 'select state, code, attempts, recipient, plain, next_at from platform.mail order by mail_id'),
  )

describe('settings of mail', () => {
  const on = {
    THROUGHLINE_MAIL_HOST: 'mail.district.example',
    THROUGHLINE_MAIL_FROM: 'Plan <plan@District.example>',
    THROUGHLINE_URL: 'https://plan.district.example',
    THROUGHLINE_DEMO: 'off',
    THROUGHLINE_HOME: '/nowhere/throughline',
  }
  it('are off unless a server is named', () => {
    expect(readConfig({}).mail).toBeNull()
    expect(readConfig(on).mail).toMatchObject({ port: 587, tls: 'starttls', domain: 'district.example' })
  })
  it.each([
    [{ THROUGHLINE_MAIL_HOST: '' }, /is set, but THROUGHLINE_MAIL_HOST is not/],
    [{ THROUGHLINE_DEMO: 'on' }, /loopback address in the demo/],
    [{ THROUGHLINE_URL: '' }, /needs THROUGHLINE_URL/],
    [{ THROUGHLINE_MAIL_TLS: 'maybe' }, /starttls, tls, none/],
    [{ THROUGHLINE_MAIL_USER: 'plan' }, /go together/],
    [
      { THROUGHLINE_MAIL_USER: 'plan', THROUGHLINE_MAIL_PASSWORD_FILE: '/x', THROUGHLINE_MAIL_TLS: 'none' },
      /never sent in the clear/,
    ],
    [{ THROUGHLINE_MAIL_FROM: 'plan@x.example\r\nBcc: all@x.example' }, /THROUGHLINE_MAIL_FROM/],
  ])('refuse %o in one sentence', (more, sentence) => {
    expect(() => readConfig({ ...on, ...more })).toThrow(WrongSetting)
    expect(() => readConfig({ ...on, ...more })).toThrow(sentence)
  })
})

it('reads answers by their codes: the mail, the moment, or our own settings', () => {
  const smtp = (responseCode: number, command: string, code = 'EENVELOPE') => answerOf({ responseCode, command, code })
  expect(smtp(550, 'RCPT TO')).toEqual({ kind: 'refused', code: 'smtp-550' })
  expect(smtp(452, 'RCPT TO')).toEqual({ kind: 'later', code: 'smtp-452', again: 'this' })
  expect(smtp(554, 'DATA', 'EMESSAGE')).toEqual({ kind: 'refused', code: 'smtp-554' })
  expect(smtp(550, 'MAIL FROM')).toMatchObject({ kind: 'later', again: 'all' })
  expect(smtp(535, 'AUTH PLAIN', 'EAUTH')).toMatchObject({ kind: 'later', again: 'all' })
  expect(answerOf({ code: 'ECONNECTION' })).toEqual({ kind: 'later', code: 'smtp-connection', again: 'all' })
  expect(nextTry(1, at, later(600))).toEqual(later(10))
  expect(nextTry(1, at, later(5))).toBeNull()
  expect(nextTry(waits.length + 1, at, later(100_000))).toBeNull()
})

it('is multipart with plain text first, in its language, with headers against answering machines', async () => {
  await put('one')
  expect(await put('one')).toBeNull()
  expect(await send()).toEqual({ sent: 1, later: 0, refused: 0, failed: 0 })
  const [mail] = office.received
  expect(mail?.headers.get('content-type')).toMatch(/^multipart\/alternative/)
  expect(mail?.raw.indexOf('text/plain')).toBeLessThan(mail?.raw.indexOf('text/html') ?? 0)
  expect(mail?.plain).toContain('Reunión de la niñez')
  expect(mail?.html).toContain('<em>niñez</em>')
  expect(mail?.to).toEqual(['head@district.example'])
  expect(Object.fromEntries(mail?.headers ?? [])).toMatchObject({
    subject: 'Dos vencen pronto: niñez',
    'auto-submitted': 'auto-generated',
    'x-auto-response-suppress': 'All',
    'list-unsubscribe': '<https://plan.district.example/work/by-mail/x>',
    'content-language': 'es',
  })
  // What was read by a person is kept nowhere.
  expect(await rows()).toMatchObject([{ state: 'sent', recipient: '', plain: '' }])
  expect(await send(later(60))).toMatchObject({ sent: 0 })
})

it('tries again what may pass, ends what is refused for good, and stops trying in time', async () => {
  office.refuses.set('gone@district.example', 550).set('full@district.example', 452)
  await put('gone', 'gone@district.example')
  await put('full', 'full@district.example', later(60))
  await put('fine')
  expect(await send()).toEqual({ sent: 1, later: 1, refused: 1, failed: 0 })
  expect(await rows()).toMatchObject([
    { state: 'refused', code: 'smtp-550', recipient: '' },
    { state: 'waiting', code: 'smtp-452', next_at: later(10) },
    { state: 'sent' },
  ])
  expect(await send(later(9))).toMatchObject({ later: 0 })
  expect(await send(later(10))).toMatchObject({ later: 1 })
  expect(await send(later(30))).toMatchObject({ failed: 1 })
  expect((await rows())[1]).toMatchObject({ state: 'failed', attempts: 3, plain: '' })
  // One refusal before a mail that was taken counts no more.
  expect(await inScope(services.db, scope, (tx) => refusing(tx, 7, at, 1))).toEqual([])
})

it('waits whole when the server is away, and sends nothing to a server that it cannot trust', async () => {
  await put('one')
  await put('two')
  expect(await send(at, { ...settings, port: 1 })).toMatchObject({ later: 1, sent: 0 })
  const doubtful = await openPostOffice(true)
  expect(await send(at, { ...settings, port: doubtful.port, tls: 'starttls' })).toMatchObject({ later: 1, sent: 0 })
  expect(doubtful.received).toEqual([])
  await doubtful.close()
  await expect(send(at, { ...settings, user: 'plan', passwordFile: '/nowhere/at/all' })).rejects.toMatchObject({
    code: 'platform/mail-password',
  })
  expect(await send(later(10))).toMatchObject({ sent: 2 })
  office.refuses.set('gone@district.example', 550)
  expect(await sendTrial(settings, 'gone@district.example')).toBe('smtp-550')
  expect(await sendTrial(settings, 'operator@district.example')).toBe('')
  expect(office.received.at(-1)?.plain).toContain('can send mail')
})

it('killed between the server’s yes and its own mark, sends the same message again under the same name, and loses none', async () => {
  await put('one')
  const file = (path: string) => JSON.stringify(`file://${projectRoot}/src/platform/${path}`)
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `import { openDatabase } from ${file('db/database.ts')}
       import { makeScope } from ${file('db/scope.ts')}
       import { sendWaiting } from ${file('mail/send.ts')}
       const { db } = openDatabase(${JSON.stringify(services.database.url)})
       const scope = makeScope({ actor: null, name: 'system:mail', districts: [7], orgs: [], students: [] })
       await sendWaiting(db, scope, ${JSON.stringify(settings)}, () => new Date(${at.getTime()}))`,
    ],
    { cwd: projectRoot, stdio: 'ignore', env: { ...process.env, THROUGHLINE_LOG: 'silent' } },
  )
  const ended = new Promise<string | null>((done) => {
    child.on('exit', (_code, signal) => done(signal))
  })
  // The server has the whole message; whoever sent it dies before it hears so.
  office.held.answer = async () => {
    child.kill('SIGKILL')
    await ended
  }
  expect(await ended).toBe('SIGKILL')
  office.held.answer = null
  expect(await rows()).toMatchObject([{ state: 'sending', attempts: 1 }])
  expect(await send(later(9))).toMatchObject({ sent: 0 })
  expect(await send(later(11))).toMatchObject({ sent: 1 })
  const names = office.received.map((one) => one.headers.get('message-id'))
  expect(names).toHaveLength(2)
  expect(names[0]).toMatch(/^<[0-9a-f]{32}@district\.example>$/)
  expect(names[1]).toBe(names[0])
  expect(await send(later(600))).toMatchObject({ sent: 0 })
}, 60_000)
