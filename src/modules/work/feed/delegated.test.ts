import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems } from '../actions.ts'
import { delegate, endDelegation } from '../delegation/actions.ts'
import type { Given } from '../delegation/schema.ts'
import type { NewItem } from '../schema.ts'
import { itemsFrom } from '../store.ts'
import { calendarOf, makeLink } from './actions.ts'
import { calendarText } from './rules.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
const someone = (who: string): Visitor => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return visitor
}
/** What somebody's calendar says, read again by another program. */
const read = async (who: string): Promise<string[]> => {
  const { entries } = await calendarOf(services.db, tokens[who] ?? '', 'https://plan.d1.example.org')
  return new ICAL.Component(ICAL.parse(calendarText('Work', entries)))
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))
    .map((event) => `${event.startDate.toString()} ${event.summary}`)
}
const lend = (what: Given['what']) =>
  inScope(services.db, someone('head').scope, async (tx) => {
    const to = { account_id: someone('principal.a').account_id }
    const given = { what, to, first_day: '2026-11-23', last_day: '2026-11-27', reason: 'at a conference' }
    const outcome = await delegate(tx, someone('head'), one.id, given)
    if (outcome.kind !== 'saved') throw new Error('problems')
    return outcome.delegation.delegation_id
  })

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const role = { role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }
  const head = { email: 'head@d1.example.org', name: 'The head of data', lang: 'en' as const, roles: [role] }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  const office = { role: 'office_head', org_id: one.idOf('DATA') }
  const item = (name: string, owner: NewItem['owner'], due_on: string): NewItem => ({
    source: `test:${name}`,
    kind: 'task',
    org_id: one.idOf('DATA'),
    title: { en: `Task ${name}`, es: `Tarea ${name}` },
    owner,
    starts_on: null,
    due_on,
  })
  await one.within((tx) =>
    saveItems(tx, one.scope, one.id, 'test:', [
      item('lent', office, '2026-11-25'),
      item('kept', office, '2026-11-26'),
      item('school', { role: 'principal', org_id: one.idOf('A') }, '2026-11-24'),
    ]),
  )
  for (const who of ['head', 'principal.a']) {
    const email = `${who}@d1.example.org`
    const { token } = await signIn(services.db, { email, password: samplePassword, address: who })
    const visitor = await identify(services.db, token)
    if (!visitor) throw new Error(`no ${who}`)
    people[who] = visitor
    tokens[who] = (await inScope(services.db, visitor.scope, (tx) => makeLink(tx, visitor, 'en'))) ?? ''
  }
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const own = ['2026-11-24 Task school']
const offices = ['2026-11-25 Task lent', '2026-11-26 Task kept']

it('shows what was delegated to its reader on the days of the delegation, and leaves it in the calendar of its owner', async () => {
  const [lent] = await one.within((tx) => itemsFrom(tx, one.id, 'test:lent'))
  const single = await lend({ kind: 'items', ids: [lent?.item_id ?? 0] })
  expect(await read('principal.a')).toEqual(own)
  fixToday('2026-11-23')
  expect(await read('principal.a')).toEqual([...own, '2026-11-25 Task lent'])
  expect(await read('head')).toEqual(offices)
  fixToday('2026-11-28')
  expect(await read('principal.a')).toEqual(own)

  fixToday('2026-11-20')
  const whole = await lend({ kind: 'role', role: 'office_head', org_id: one.idOf('DATA') })
  fixToday('2026-11-27')
  expect(await read('principal.a')).toEqual([...own, ...offices])
  const end = (id: number) =>
    inScope(services.db, someone('head').scope, (tx) => endDelegation(tx, someone('head'), id))
  await end(whole)
  expect(await read('principal.a')).toEqual([...own, '2026-11-25 Task lent'])
  await end(single)
  expect(await read('principal.a')).toEqual(own)
})
