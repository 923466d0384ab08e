import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, systemScope } from '../../modules/people/index.ts'
import { now } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { amount, seed } from '../../platform/testing/amount.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { figure } from '../../platform/testing/figure.ts'
import { markKind, markReady } from '../installation.ts'
import { modules } from '../modules.ts'
import { progressRoute } from '../progress.ts'
import { type Ask, bytesOf, shown } from './ask.ts'
import { address, type Asker, form, headers, multipart, queryString, raw } from './asks.ts'
import { bundle } from './bundles.ts'
import { crawl } from './crawl.ts'
import { type Dice, diceFor } from './dice.ts'
import { upload } from './files.ts'
import { type House, startHouse } from './house.ts'
import { makeScene, people, type Scene } from './scene.ts'
import { send } from './send.ts'
import { shrink } from './shrink.ts'
import { wrongWith } from './verdict.ts'

// Hostile input at every door of the running product. A failure prints seed, family and number; THROUGHLINE_FUZZ=family:number runs that one alone.
const slow = 20_000
const [onlyFamily, onlyNumber] = (process.env.THROUGHLINE_FUZZ ?? '').split(':')
const routes = [progressRoute, ...modules.flatMap((one) => one.routes ?? [])].map(({ method, path }) => ({
  method,
  path,
}))

let services: Awaited<ReturnType<typeof freshServices>>
let scene: Scene
let house: House
const askers = new Map<Role | '', Asker>()
let total = 0

beforeAll(async () => {
  services = await freshServices()
  await markKind(services.config, services.ownerUrl, now())
  await markReady(services.ownerUrl, now())
  scene = await makeScene(services)
  house = await startHouse(services.database.url, services.home)
  for (const { role } of people) {
    const session = await scene.session(role)
    askers.set(role, { ...(await crawl(house.port, session, amount(24, 150))), session })
  }
  askers.set('', { ...(await crawl(house.port, '', 10)), session: '' })
}, 300_000)
afterAll(async () => {
  await house?.stop()
  await services?.end()
})

/** Somebody to ask as; a session that a form has ended is made anew now and then. */
async function asker(role: Role | ''): Promise<Asker> {
  const one = askers.get(role)
  if (!one) throw new Error(`Nobody is ${role}.`)
  return one
}
async function refresh(): Promise<void> {
  for (const { role } of people) {
    const session = askers.get(role)?.session ?? ''
    const alive = await send(
      house.port,
      { method: 'GET', target: '/account', headers: [['cookie', `tl_session=${session}`]], body: null },
      slow,
    )
    if (alive.status === 200) continue
    const again = await scene.session(role)
    askers.set(role, { ...(await crawl(house.port, again, 24)), session: again })
  }
}

type Family = (dice: Dice, asker: Asker) => Ask
const roles = [...people.map((one) => one.role), ''] as const

/** Runs one family, eight at a time. Every failure is made smaller and told with what gives it again. */
async function run(
  name: string,
  count: number,
  make: Family,
  as: readonly (Role | '')[] = roles,
  broken = false,
): Promise<void> {
  if (onlyFamily && onlyFamily !== name) return
  const numbers = onlyNumber ? [Number(onlyNumber)] : Array.from({ length: count }, (_, i) => i)
  const failures: string[] = []
  const judge = async (ask: Ask) =>
    wrongWith(await send(house.port, ask, slow), {
      slow,
      broken: broken || ask.length !== undefined || /[^\t\x20-\x7e\x80-\xff]/.test(ask.target),
      head: ask.method === 'HEAD',
    }) ?? house.trouble()
  const one = async (number: number) => {
    const dice = diceFor(seed(), name, number)
    const ask = make(dice, await asker(dice.pick(as)))
    total += 1
    const wrong = await judge(ask)
    if (wrong === null) return
    const said = house.trouble()
    const small = said ? ask : await shrink(ask, async (other) => (await judge(other)) === wrong)
    failures.push(
      `${[wrong, said].filter((one) => one !== null).join('\n')}\nTHROUGHLINE_SEED=${seed()} THROUGHLINE_FUZZ=${name}:${number}\n${shown(small)}\n`,
    )
  }
  let at = 0
  const lane = async () => {
    while (at < numbers.length && failures.length < 5) {
      const number = numbers[at++]
      if (number !== undefined) await one(number)
      if (at % 500 === 0) await refresh()
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  expect(failures.join('\n')).toBe('')
  figure(`fuzz: ${name}`, numbers.length, 'inputs')
}

/** Which versions count. */
const state = async () => {
  const scope = await systemScope(services.db, 'fuzz', scene.districtId)
  return inScope(services.db, scope, (tx) =>
    query(tx, 'select dataset, school_year, version from feeds.pointer order by 1, 2'),
  )
}
const imports = async () => {
  const scope = await systemScope(services.db, 'fuzz', scene.districtId)
  return inScope(services.db, scope, (tx) =>
    query<{ state: string; n: number; failed: number }>(
      tx,
      `select state, count(*) as n, count(*) filter (where failure_code = 'platform/unexpected') as failed from feeds.import group by 1`,
    ),
  )
}

/** Waits until no import is under way. */
async function settled(seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 2; i++) {
    const under = (await imports()).filter((one) =>
      ['received', 'examining', 'accepted', 'loading'].includes(one.state),
    )
    if (under.length === 0) return
    expect(house.trouble()).toBeNull()
    await sleep(500)
  }
  throw new Error(`Imports are still under way: ${JSON.stringify(await imports())}`)
}

describe('hostile files', () => {
  const many = amount(24, 2500)
  it('end in a definite state, the worker lives, and the old data stands', {
    timeout: amount(120_000, 3_000_000),
  }, async () => {
    const before = await state()
    const asFile = (who: Asker, kind: string, body: Buffer, name: string): Ask => ({
      method: 'POST',
      target: '/data/imports',
      headers: [
        ['cookie', `tl_session=${who.session}`],
        ['sec-fetch-site', 'same-origin'],
        ['content-type', 'multipart/form-data; boundary=edge-of-fuzz'],
      ],
      body: Buffer.concat([
        Buffer.from(
          `--edge-of-fuzz\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${who.csrf}\r\n--edge-of-fuzz\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n--edge-of-fuzz\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
        ),
        body,
        Buffer.from('\r\n--edge-of-fuzz--\r\n'),
      ]),
    })
    await run(
      'files',
      Math.ceil(many * 0.6),
      (dice, who) => {
        const { kind, body } = upload(dice, scene.files)
        return asFile(who, kind, body, 'file.csv')
      },
      ['data_steward'],
    )
    await run(
      'bundles',
      Math.ceil(many * 0.4),
      (dice, who) => asFile(who, dice.pick(['', 'oneroster', 'students']), bundle(dice), 'roster.zip'),
      ['data_steward'],
    )
    await settled(amount(60, 2400))
    const ended = await imports()
    expect(ended.filter((one) => one.failed > 0)).toEqual([])
    expect(await state()).toEqual(before)
    expect(existsSync('/tmp/throughline-fuzz-escape.csv')).toBe(false)
    figure(
      'hostile files examined by the worker',
      ended.reduce((sum, one) => sum + one.n, 0),
      'imports',
    )
  })
})

describe('hostile requests', () => {
  const many = amount(420, 97_500)
  const share = (part: number) => Math.ceil(many * part)
  const time = { timeout: amount(120_000, 3_000_000) }
  it('addresses: every route with parts that nobody writes', time, () =>
    run('addresses', share(0.38), (dice, who) => address(dice, who, routes)),
  )
  it('query strings', time, () => run('queries', share(0.3), queryString))
  it('headers', time, () => run('headers', share(0.1), headers))
  it('multipart forms that do not fit together', time, () =>
    run('multipart', share(0.08), multipart, ['data_steward', 'administrator', 'principal', '']),
  )
  it('bytes that are hardly HTTP', time, () => run('raw', share(0.04), raw, roles, true))
  it('forms with fields missing, doubled, renamed, too long, of the wrong kind', time, () =>
    run('forms', share(0.1), form),
  )
})

describe('what it found once', () => {
  it('an address in a redirect that no header takes; a host that is no host', async () => {
    const { session } = await asker('superintendent')
    const ask = (target: string, ...more: [string, string][]): Ask => ({
      method: 'GET',
      target,
      headers: [['cookie', `tl_session=${session}`], ...more],
      body: null,
    })
    const moved = await send(house.port, ask('/publish/1/preview/%E6%9D%8E%0d%0ax-evil:1'), slow)
    expect([moved.status, wrongWith(moved, { slow, broken: false, head: false })]).toEqual([303, null])
    const nowhere = await send(house.port, ask('/work', ['host', '9223372036854775807']), slow)
    expect([nowhere.status, /platform\/bad-address/.test(nowhere.body)]).toEqual([400, true])
  })
})

describe('afterwards', () => {
  it('both processes live, nothing lies about, and the pages answer', { timeout: 300_000 }, async () => {
    await settled(amount(60, 600))
    expect(house.trouble()).toBeNull()
    await refresh()
    const { session } = await asker('superintendent')
    const home = await send(
      house.port,
      { method: 'GET', target: '/', headers: [['cookie', `tl_session=${session}`]], body: null },
      slow,
    )
    expect(home.status).toBe(200)
    const left = () => {
      const incoming = join(services.home, 'files', 'incoming')
      return existsSync(incoming) ? readdirSync(incoming) : []
    }
    for (let i = 0; i < 20 && left().length > 0; i++) await sleep(250)
    expect(left()).toEqual([])
    figure('hostile inputs in all', total, 'inputs')
  })

  it('the check can fail: each kind of wrong answer is named', () => {
    const answer = (status: number, body: string, head = 'x-content-type-options: nosniff') => ({
      status,
      head: `HTTP/1.1 ${status} x\r\n${head}`,
      body,
      ms: 1,
      cut: false,
    })
    const judge = (one: ReturnType<typeof answer>) => wrongWith(one, { slow: 1, broken: false, head: false })
    expect(judge(answer(500, 'platform/unexpected'))).toBe('status 500')
    expect(judge(answer(404, 'no'))).toBe('404 without a code')
    expect(judge(answer(404, 'platform/no-such-page'))).toBeNull()
    expect(judge(answer(200, 'x at Object.run (file:///srv/a.ts:1:2)'))).toContain('inside')
    expect(judge(answer(422, 'platform/x invalid input syntax for type integer'))).toContain('inside')
    expect(judge(answer(200, '<p><x-evil></p>'))).toContain('markup')
    expect(judge(answer(303, '', 'location: //evil.example'))).toContain('leads away')
    expect(judge(answer(200, '', 'x-evil: 1'))).toContain('header')
    expect(judge({ ...answer(200, ''), cut: true })).toContain('no whole answer')
    expect(judge(answer(0, ''))).toBe('no answer')
  })

  it('the same seed gives the same input, another one another', () => {
    const who = askers.get('data_steward') as Asker
    const make = (s: number) => bytesOf(form(diceFor(s, 'forms', 3), who)).toString('latin1')
    expect(make(1)).toBe(make(1))
    expect(make(1)).not.toBe(make(2))
  })

  it('a failure is told as small as it can be made', async () => {
    const big: Ask = {
      method: 'GET',
      target: '/x?a=1&bad=1&c=3',
      headers: [
        ['one', '1'],
        ['two', '2'],
      ],
      body: null,
    }
    const small = await shrink(big, async (ask) => ask.target.includes('bad'))
    expect(small).toEqual({ method: 'GET', target: '/x?bad=1', headers: [], body: null })
  })
})
