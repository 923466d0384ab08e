import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixToday, now } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { sendWaiting } from '../../../platform/mail/send.ts'
import { sealOf } from '../../../platform/seal.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { openPostOffice, type PostOffice } from '../../../platform/testing/post-office.ts'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn, systemScope } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { object, saveItems } from '../actions.ts'
import type { NewItem } from '../schema.ts'
import { itemsFrom } from '../store.ts'
import { saveChoice, saveRule } from './actions.ts'
import { makeDigests, runReminders } from './digests.ts'
import { linkRoutes } from './link-routes.tsx'
import { linkToken } from './links.ts'
import { reminderRoutes } from './routes.tsx'
import { type LinkVerb, type Rule, usualRule } from './schema.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let office: PostOffice
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const ids: Record<string, number> = {}
/** Friday, 7:05 in the morning of the district. */
const friday = new Date('2026-11-20T12:05:00Z')
const origin = 'http://127.0.0.1'

const item = (name: string, owner: NewItem['owner'], due: string | null, more: Partial<NewItem> = {}): NewItem => ({
  source: `test:${name}`,
  kind: 'task',
  org_id: one.idOf('A'),
  title: { en: `Task ${name} & more`, es: `Tarea ${name} y más: niñez` },
  owner,
  starts_on: null,
  due_on: due,
  ...more,
})

beforeAll(async () => {
  fixToday('2026-11-20')
  office = await openPostOffice()
  services = await freshServices({
    THROUGHLINE_URL: origin,
    THROUGHLINE_MAIL_HOST: '127.0.0.1',
    THROUGHLINE_MAIL_PORT: String(office.port),
    THROUGHLINE_MAIL_TLS: 'none',
    THROUGHLINE_MAIL_FROM: 'Throughline <plan@d1.example.org>',
  })
  one = await loadSample(services.db, 'D1')
  const cast = [
    {
      email: 'head@d1.example.org',
      name: 'The head of data',
      lang: 'en' as const,
      roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
    },
  ]
  await one.within((tx) => loadCast(tx, one.scope, one.id, cast, samplePassword))
  const principal = { role: 'principal', org_id: one.idOf('A') }
  const head = { role: 'office_head', org_id: one.idOf('DATA') }
  await one.within((tx) =>
    saveItems(tx, one.scope, one.id, 'test:', [
      item('late', principal, '2026-08-28'),
      item('soon', principal, '2026-11-24'),
      item('far', principal, '2027-03-01'),
      item('evidence', principal, '2026-11-23', { needs_evidence: true }),
      item('office', head, '2026-11-20'),
      item('nobody', null, '2026-11-20'),
    ]),
  )
  for (const row of await one.within((tx) => itemsFrom(tx, one.id, 'test:'))) ids[row.source.slice(5)] = row.item_id
  for (const who of ['principal.a', 'superintendent', 'admin', 'head', 'family']) {
    const { token } = await signIn(services.db, {
      email: `${who}@d1.example.org`,
      password: samplePassword,
      address: who,
    })
    tokens[who] = token
    ids[who] = (await identify(services.db, token))?.account_id ?? 0
  }
  app = signedSiteOf(services, [...reminderRoutes, ...linkRoutes])
})
afterAll(async () => {
  fixToday(null)
  await office.close()
  await services.end()
})
beforeEach(async () => {
  office.received.length = 0
  const scope = await systemScope(services.db, 'test', one.id)
  await inScope(services.db, scope, async (tx) => {
    await query(tx, 'delete from work.reminder_day')
    await query(tx, 'delete from platform.mail')
  })
})

const send = async (at = friday) => {
  const { mail } = services.config
  if (!mail) throw new Error('mail is off')
  return sendWaiting(services.db, await systemScope(services.db, 'mail', one.id), mail, () => at)
}
const mailTo = (who: string) => office.received.filter((mail) => mail.to.includes(`${who}@d1.example.org`))
const visitor = async (who: string) => {
  const found = await identify(services.db, tokens[who] ?? '')
  if (!found) throw new Error(`no ${who}`)
  return found
}
const setRule = async (more: Partial<Rule>) => {
  const leader = await visitor('superintendent')
  await inScope(services.db, leader.scope, async (tx) => {
    const rows = await query<{ version: number }>(tx, 'select version from work.reminder_rule')
    await saveRule(tx, leader, one.id, rows[0]?.version ?? 0, { ...usualRule, ...more })
  })
}
const ask = (path: string, who: string | null, form?: Record<string, string>, visit = 'a-visit-of-somebody') => {
  const cookie = who === null ? `tl_visit=${visit}` : `${sessionCookie}=${tokens[who]}`
  const csrf = csrfFor(who === null ? visit : (tokens[who] ?? ''))
  return app.request(`${origin}${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { cookie, origin, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    ...(form ? { body: new URLSearchParams({ csrf, ...form }) } : {}),
  })
}
const link = (name: string, verb: LinkVerb, who = 'principal.a', days = 14) =>
  `/work/by-mail/${linkToken(sealOf(services), {
    account: ids[who] ?? 0,
    district: one.id,
    item: ids[name] ?? 0,
    verb,
    until: new Date(now().getTime() + days * 86_400_000),
  })}`
const stateOf = async (name: string) =>
  (await one.within((tx) => itemsFrom(tx, one.id, `test:${name}`)))[0] ?? {
    state: 'none',
    version: 0,
    due_on: '',
    note: '',
  }

describe('the mail of a day', () => {
  it('goes to whoever answers for something, in their language, with titles, dates and links and nothing else', async () => {
    // Ash's principal, its office head, and the superintendent, who leads the late ones; nobody else has anything.
    expect(await makeDigests(services, one.id, friday)).toBe(3)
    expect(await send()).toMatchObject({ sent: 3 })
    const [mail] = mailTo('principal.a')
    expect(mail?.headers.get('subject')).toBe('1 atrasado, 2 vencen pronto')
    expect(mail?.plain).toContain('Tarea late y más: niñez')
    expect(mail?.plain).toContain('vencía el 28 ago 2026')
    expect(mail?.plain).not.toContain('Tarea far')
    expect(mail?.html).toContain('<html lang="es">')
    expect(mail?.headers.get('list-unsubscribe')).toMatch(/^<http:\/\/127\.0\.0\.1\/work\/by-mail\/v1\./)
    const [english] = mailTo('head')
    expect(english?.html).toContain('Task office &amp; more')
    // Four links an item, each of its own, and the way to choose.
    expect(mail?.plain.match(/\/work\/by-mail\//g)).toHaveLength(3 * 4 + 1)
    expect(new Set(mail?.plain.match(/\/work\/by-mail\/\S+/g)).size).toBe(3 * 4 + 1)
    expect(mail?.plain).toContain('http://127.0.0.1/work/reminders')
    for (const name of ['principal of Ash', 'superintendent']) expect(mail?.raw).not.toContain(name)
    const [above] = mailTo('superintendent')
    expect(above?.plain).toContain('WAITS FOR YOU')
    expect(above?.plain).toContain('Task late')
    // What belongs to somebody else is opened, not answered for in a click: the one link is the one that ends the mails.
    expect(above?.plain.match(/\/work\/by-mail\//g)).toHaveLength(1)
  })

  it('comes once a day, whoever runs it how often, and again on the next open day', async () => {
    await Promise.all([makeDigests(services, one.id, friday), makeDigests(services, one.id, friday)])
    expect(await makeDigests(services, one.id, new Date('2026-11-20T20:00:00Z'))).toBe(0)
    expect((await send()).sent).toBe(3)
    for (const weekend of ['2026-11-21T15:00:00Z', '2026-11-22T15:00:00Z'])
      expect(await makeDigests(services, one.id, new Date(weekend))).toBe(0)
    expect(await makeDigests(services, one.id, new Date('2026-11-23T12:05:00Z'))).toBe(3)
  })

  it('leaves the quiet hours alone, also with mails that were promised before', async () => {
    expect(await makeDigests(services, one.id, new Date('2026-11-20T10:30:00Z'))).toBe(0)
    expect(await makeDigests(services, one.id, friday)).toBe(3)
    expect(await runReminders(services, () => new Date('2026-11-21T00:30:00Z'))).toMatchObject({ sent: 0, failed: 0 })
    expect(office.received).toEqual([])
    // On the next day Friday's mail is of no use any more.
    expect(await send(new Date('2026-11-21T15:00:00Z'))).toMatchObject({ sent: 0, failed: 3 })
  })

  it('says only how many where the district wants so, nothing where it is off, and nobody gets one who chose none or left', async () => {
    await setRule({ says: 'counts' })
    const principal = await visitor('principal.a')
    const choose = (rhythm: 'daily' | 'none', version: number) =>
      inScope(services.db, principal.scope, (tx) =>
        saveChoice(tx, principal, one.id, version, { rhythm, hour: 7, lang: 'en' }),
      )
    expect(await choose('daily', 0)).toMatchObject({ kind: 'saved', version: 1 })
    expect(await choose('daily', 0)).toMatchObject({ kind: 'saved', version: 1 })
    await makeDigests(services, one.id, friday)
    await send()
    expect(mailTo('principal.a')[0]?.plain).toContain('1 thing is late, 2 are due soon')
    expect(mailTo('principal.a')[0]?.raw).not.toContain('Task late')
    expect(await choose('none', 0)).toMatchObject({ kind: 'conflict', version: 1 })
    expect(await choose('none', 1)).toMatchObject({ kind: 'saved', version: 2 })
    const monday = new Date('2026-11-23T12:05:00Z')
    expect(await makeDigests(services, one.id, monday)).toBe(2)
    await setRule({ mail: false })
    expect(await makeDigests(services, one.id, new Date('2026-11-24T12:05:00Z'))).toBe(0)
    await setRule({})
    expect(await choose('daily', 2)).toMatchObject({ kind: 'saved' })
    // Ash's former principal holds the very role of the items, but no longer.
    office.received.length = 0
    await send(monday)
    expect(mailTo('former')).toEqual([])
  })
})

describe('a link of a mail', () => {
  it('changes nothing when it is opened, by anybody, as often as they like', async () => {
    await setRule({ links: 'link' })
    const before = await stateOf('soon')
    for (const who of [null, null, 'principal.a'] as const)
      for (const verb of ['done', 'going_on', 'stuck', 'date', 'stop'] as const)
        expect((await ask(link('soon', verb), who)).status).toBe(200)
    const head = await app.request(`${origin}${link('soon', 'done')}`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await stateOf('soon')).toEqual(before)
  })

  it('asks for signing in unless the district allows less', async () => {
    await setRule({ links: 'sign-in' })
    const path = link('soon', 'going_on')
    const page = await (await ask(path, null)).text()
    expect(page).toContain(`/sign-in?to=${encodeURIComponent(path)}`)
    expect(page).not.toContain('Task soon')
    await ask(path, null, { version: '1' })
    expect((await stateOf('soon')).state).toBe('open')
    const done = await ask(path, 'principal.a', { version: '1' })
    expect(done.headers.get('location')).toBe(`/work/${ids.soon}?saved=${ids.soon}.2`)
    expect((await stateOf('soon')).state).toBe('going_on')
  })

  it('with the limited link does its one thing once, in the name of the person', async () => {
    await setRule({ links: 'link' })
    const path = link('late', 'stuck')
    const empty = await ask(path, null, { version: '1', note: ' ' })
    expect(empty.status).toBe(422)
    const done = await ask(path, null, {
      version: '1',
      note: 'The room is locked',
      state: 'done',
      due_on: '2030-01-01',
    })
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Task late')])
    // Only what the link is for: the rest of the form counts for nothing.
    expect(await stateOf('late')).toMatchObject({ state: 'stuck', note: 'The room is locked', due_on: '2026-08-28' })
    const [change] = await one.within((tx) => historyOf(tx, object, ids.late ?? 0))
    expect(change).toMatchObject({ actor: ids['principal.a'], reason: 'by-mail', verb: 'updated' })
    const again = await ask(path, null, { version: '2', note: 'Something else' })
    expect(again.status).toBe(200)
    expect((await stateOf('late')).note).toBe('The room is locked')
    expect(await (await ask(path, null)).text()).toMatch(/ya hizo su trabajo|did its work/)
  })

  it('needs what the item needs, and says what changed meanwhile without losing what was typed', async () => {
    await setRule({ links: 'link' })
    const done = link('evidence', 'done')
    expect((await ask(done, null, { version: '1' })).status).toBe(422)
    expect((await ask(done, null, { version: '1', note: 'minutes of the 3rd' })).status).toBe(200)
    expect((await stateOf('evidence')).state).toBe('done')
    const stale = await ask(link('evidence', 'stuck'), null, { version: '1', note: 'A storm' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('A storm')
    const date = link('soon', 'date')
    expect((await ask(date, null, { version: '2', due_on: '' })).status).toBe(422)
    expect((await ask(date, null, { version: '2', due_on: '2026-11-31' })).status).toBe(422)
    expect((await ask(date, null, { version: '2', due_on: '2026-12-04' })).status).toBe(200)
    expect((await stateOf('soon')).due_on).toBe('2026-12-04')
  })

  it('altered, cut, too old, somebody else’s, or of somebody who left, is harmless, says why and leads on', async () => {
    await setRule({ links: 'link' })
    const before = await stateOf('office')
    const good = link('office', 'done', 'head')
    const flipped = good.slice(0, -3) + (good.at(-3) === 'A' ? 'B' : 'A') + good.slice(-2)
    const cases: [string, string | null, number, RegExp][] = [
      [flipped, null, 404, /cannot be read|no se puede leer/],
      [good.slice(0, -9), null, 404, /cannot be read|no se puede leer/],
      ['/work/by-mail/anything', null, 404, /cannot be read|no se puede leer/],
      [link('office', 'done', 'head', -1), null, 410, /too old|demasiado antiguo/],
      [good, 'principal.a', 403, /somebody else|otra persona/],
      [link('office', 'done', 'family'), null, 410, /no longer opens|ya no abre/],
      // Of an item that is not the person's: whoever could make such a link gains nothing.
      [link('office', 'done', 'principal.a'), null, 403, /not yours|no es suyo/],
    ]
    for (const [path, who, status, why] of cases)
      for (const form of [undefined, { version: '1' }]) {
        const answer = await ask(path, who, form)
        const text = await answer.text()
        expect([path.slice(0, 40), answer.status, why.test(text)]).toEqual([path.slice(0, 40), status, true])
        expect(text).toMatch(/href="\/(sign-in\?to=|work)/)
      }
    expect(await stateOf('office')).toEqual(before)
  })

  it('ends the mails of its person only when the button is pressed', async () => {
    const stop = link('nobody', 'stop', 'head')
    expect((await ask(stop, null)).status).toBe(200)
    expect(await makeDigests(services, one.id, friday)).toBeGreaterThan(1)
    expect((await ask(stop, null, {})).status).toBe(200)
    expect((await ask(stop, null, {})).status).toBe(200)
    const scope = await systemScope(services.db, 'test', one.id)
    const rows = await inScope(services.db, scope, (tx) =>
      query(tx, 'select rhythm, version from work.reminder_choice where account_id = $1', [ids.head]),
    )
    expect(rows).toEqual([{ rhythm: 'none', version: 1 }])
  })
})

describe('the pages', () => {
  it('show what the mail would say, keep a choice with its version, and say when mail is off', async () => {
    const page = await (await ask('/work/reminders', 'superintendent')).text()
    expect(page).toContain('Waits for you')
    expect(page).not.toContain('sends no mail')
    const saved = await ask('/work/reminders', 'superintendent', {
      version: '0',
      rhythm: 'weekly',
      hour: '8',
      lang: 'es',
    })
    expect(saved.headers.get('location')).toBe('/work/reminders?saved=yes')
    const stale = await ask('/work/reminders', 'superintendent', {
      version: '0',
      rhythm: 'daily',
      hour: '9',
      lang: 'en',
    })
    expect([stale.status, (await stale.text()).includes('another window')]).toEqual([409, true])
    expect((await ask('/work/reminders', 'superintendent', { version: '1', rhythm: 'hourly' })).status).toBe(422)
    const silent = { ...services.config, mail: null }
    expect(await makeDigests({ ...services, config: silent }, one.id, friday)).toBe(0)
  })

  it('show the rule of the district to all, let those who lead change it, and show both versions of a conflict', async () => {
    expect(await (await ask('/work/reminders/district', 'head')).text()).not.toContain('<select')
    const form = {
      mail: 'yes',
      rhythm: 'daily',
      hour: '7',
      quiet_from: '20',
      quiet_to: '6',
      days: 'school',
      ahead: '5',
      tell_after: '',
      says: 'titles',
      links: 'sign-in',
    }
    expect((await ask('/work/reminders/district', 'head', { ...form, version: '9' })).status).toBe(403)
    const stale = await ask('/work/reminders/district', 'admin', { ...form, version: '0' })
    const text = await stale.text()
    expect([stale.status, text.includes('now: 7:00'), /value="school" checked/.test(text)]).toEqual([409, true, true])
    const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? ''
    expect((await ask('/work/reminders/district', 'admin', { ...form, version })).status).toBe(303)
    expect(await (await ask('/work/reminders/district', 'superintendent')).text()).toContain('from 7 days to 5 days')
  })
})
