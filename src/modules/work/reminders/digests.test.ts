import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { sendWaiting } from '../../../platform/mail/send.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { openPostOffice, type PostOffice } from '../../../platform/testing/post-office.ts'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn, systemScope } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems } from '../actions.ts'
import { delegate } from '../delegation/actions.ts'
import { inEveryDistrict } from '../every-district.ts'
import { calendarOf } from '../feed/actions.ts'
import { calendarRoutes } from '../feed/routes.tsx'
import { saveChoice } from './actions.ts'
import { makeDigests, runReminders } from './digests.ts'
import { reminderRoutes } from './routes.tsx'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let office: PostOffice
const monday = '2026-11-16'
const at = (day: string, time = '12:05') => new Date(`${day}T${time}:00Z`)

beforeAll(async () => {
  fixToday(monday)
  office = await openPostOffice()
  services = await freshServices({
    THROUGHLINE_URL: 'http://127.0.0.1',
    THROUGHLINE_MAIL_HOST: '127.0.0.1',
    THROUGHLINE_MAIL_PORT: String(office.port),
    THROUGHLINE_MAIL_TLS: 'none',
    THROUGHLINE_MAIL_FROM: 'Throughline <plan@d1.example.org>',
  })
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  const role = { role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }
  const head = { email: 'head@d1.example.org', name: 'The head of data', lang: 'en' as const, roles: [role] }
  const ids = await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  // The same person heads the office of the other district, too.
  await two.within((tx) =>
    query(
      tx,
      `insert into people.role_held (account_id, role, org_id, district_id, from_date) values ($1, 'office_head', $2, $3, '2024-07-01')`,
      [ids.get(head.email), two.idOf('DATA'), two.id],
    ),
  )
  for (const district of [one, two])
    await district.within((tx) =>
      saveItems(tx, district.scope, district.id, 'test:', [
        {
          source: 'test:1',
          kind: 'task',
          org_id: district.idOf('DATA'),
          title: { en: `Task of ${district === one ? 'Alder' : 'Beech'}` },
          owner: { role: 'office_head', org_id: district.idOf('DATA') },
          starts_on: null,
          due_on: '2026-11-20',
        },
      ]),
    )
})
afterAll(async () => {
  fixToday(null)
  await office.close()
  await services.end()
})
beforeEach(async () => {
  office.received.length = 0
  for (const district of [one, two])
    await inScope(services.db, await systemScope(services.db, 'test', district.id), async (tx) => {
      await query(tx, 'delete from work.reminder_day')
      await query(tx, 'delete from platform.mail')
    })
})
const someone = async (who: string) => {
  const email = `${who}@d1.example.org`
  const { token } = await signIn(services.db, { email, password: samplePassword, address: who })
  const visitor = await identify(services.db, token)
  if (!visitor) throw new Error('not signed in')
  return visitor
}
const sent = () => office.received.filter((mail) => mail.to.includes('head@d1.example.org')).map((mail) => mail.plain)

it('one who works in two districts gets a mail of each, with what is of that district', async () => {
  await runReminders(services, () => at(monday))
  await runReminders(services, () => at(monday, '12:15'))
  expect(sent()).toHaveLength(2)
  const [first, second] = ['Alder', 'Beech'].map((name) => sent().filter((text) => text.includes(name)))
  expect([first?.length, second?.length]).toEqual([1, 1])
  expect(first?.[0]).not.toContain('Beech')
})

it('what is delegated stands in the mail of whoever does it on these days, and of its owner', async () => {
  const head = await someone('head')
  const taker = await someone('principal.a')
  await inScope(services.db, head.scope, async (tx) => {
    const given = {
      what: { kind: 'role' as const, role: 'office_head', org_id: one.idOf('DATA') },
      to: { account_id: taker.account_id },
      first_day: '2026-11-17',
      last_day: '2026-11-17',
      reason: 'at a conference',
    }
    expect((await delegate(tx, head, one.id, given)).kind).toBe('saved')
  })
  const ofTaker = () =>
    office.received.filter((mail) => mail.to.includes('principal.a@d1.example.org') && mail.plain.includes('Alder'))
  await runReminders(services, () => at(monday))
  expect([ofTaker().length, sent().length]).toEqual([0, 2])
  fixToday('2026-11-17')
  await runReminders(services, () => at('2026-11-17'))
  expect([ofTaker().length, sent().length]).toEqual([1, 4])
  fixToday('2026-11-18')
  await runReminders(services, () => at('2026-11-18'))
  expect(ofTaker()).toHaveLength(1)
  fixToday(monday)
})

it('a weekly mail that no server took on its day comes on the next open day, once', async () => {
  const visitor = await someone('head')
  await inScope(services.db, visitor.scope, (tx) =>
    saveChoice(tx, visitor, one.id, 0, { rhythm: 'weekly', hour: 7, lang: 'en' }),
  )
  const make = (day: string, time?: string) => makeDigests(services, one.id, at(day, time))
  const send = async (day: string, time?: string) => {
    const { mail } = services.config
    if (!mail) throw new Error('mail is off')
    return sendWaiting(services.db, await systemScope(services.db, 'mail', one.id), mail, () => at(day, time))
  }
  const ofHead = (text: string) => text.includes('Alder')
  await make(monday)
  // Nobody could send until the night began.
  await send('2026-11-17', '00:30')
  expect(sent().filter(ofHead)).toEqual([])
  fixToday('2026-11-17')
  await make('2026-11-17')
  await send('2026-11-17')
  expect(sent().filter(ofHead)).toHaveLength(1)
  for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
    fixToday(day)
    await make(day)
    await send(day)
  }
  expect(sent().filter(ofHead)).toHaveLength(1)
  fixToday('2026-11-23')
  await make('2026-11-23')
  await send('2026-11-23')
  expect(sent().filter(ofHead)).toHaveLength(2)
})

it('one who works in two districts chooses for each by itself, and has a calendar of each', async () => {
  fixToday(monday)
  const app = signedSiteOf(services, [...reminderRoutes, ...calendarRoutes])
  const email = 'head@d1.example.org'
  const { token } = await signIn(services.db, { email, password: samplePassword, address: 'both' })
  const ask = async (path: string, fields?: Record<string, string>) => {
    const answer = await app.request(`http://localhost${path}`, {
      method: fields ? 'POST' : 'GET',
      headers: {
        cookie: `${sessionCookie}=${token}`,
        origin: 'http://localhost',
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(fields ? { body: new URLSearchParams({ csrf: csrfFor(token), ...fields }).toString() } : {}),
    })
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
  }
  const second = String(two.id)
  expect((await ask('/work/reminders')).html).toContain(`/work/reminders?district=${second}`)
  const choice = { version: '0', rhythm: 'none', hour: '7', lang: 'en' }
  expect(await ask('/work/reminders', { ...choice, district: second })).toMatchObject({
    status: 303,
    to: `/work/reminders?saved=yes&district=${second}`,
  })
  await runReminders(services, () => at(monday))
  expect(sent().map((text) => text.includes('Alder'))).toEqual([true])
  expect(sent()[0]).toContain(`/work/reminders?district=${one.id}`)

  const address = async (district: number) =>
    /\/work\/calendar\/([A-Za-z0-9_-]+)\.ics/.exec(
      (await ask('/work/calendar', { district: String(district) })).html,
    )?.[1] ?? ''
  const [ofOne, ofTwo] = [await address(one.id), await address(two.id)]
  const titles = async (link: string) => (await calendarOf(services.db, link, '')).entries.map((entry) => entry.title)
  expect([await titles(ofOne), await titles(ofTwo)]).toEqual([['Task of Alder'], ['Task of Beech']])
  expect((await ask('/work/calendar/end', { district: second })).to).toBe(`/work/calendar?ended=yes&district=${second}`)
  await expect(titles(ofTwo)).rejects.toMatchObject({ code: 'work/no-such-calendar' })
  expect(await titles(ofOne)).toEqual(['Task of Alder'])
})

it('what goes wrong in one district keeps no other waiting, and is told', async () => {
  const done: number[] = []
  const work = inEveryDistrict(services.db, 'test', async (scope, district) => {
    expect(scope.districts).toEqual([district])
    if (district === one.id) throw new Error('broken here')
    done.push(district)
  })
  await expect(work).rejects.toThrow('broken here')
  expect(done).toEqual([two.id])
})
