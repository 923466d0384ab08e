import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csrfIn, makeVisitor, signInAs } from '../../../bench/visitors.ts'
import { type Product, startProduct } from '../../../e2e/product.ts'
import { limits } from '../../modules/people/accounts/rules.ts'
import { projectRoot } from '../../platform/config.ts'
import type { Processes } from '../parts.ts'

// The product as it is operated: two web processes and a worker behind a trusted proxy, on an empty installation.
const settings = (metrics: number) => ({
  THROUGHLINE_DEMO: 'off',
  THROUGHLINE_DEMO_SCALE: '',
  THROUGHLINE_TODAY: '',
  THROUGHLINE_SECOND_FACTOR: 'optional',
  THROUGHLINE_WEB: '2',
  THROUGHLINE_METRICS: `127.0.0.1:${metrics}`,
  THROUGHLINE_TRUST_PROXY: 'loopback',
  THROUGHLINE_ACCESS_LOG: 'on',
})
const email = 'admin@quietlake.example'
const password = 'a long enough password'

let product: Product
let metrics = ''
/** A visitor whose every request is a new connection, so that both web processes get some. */
const visitor = (cookie = '') => makeVisitor(product.address, { keepAlive: false, cookie })
const processes = () => JSON.parse(readFileSync(join(product.home, 'processes.json'), 'utf8')) as Processes
const figures = async () => (await fetch(`${metrics}/metrics`)).text()
const lines = () =>
  product
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

beforeAll(async () => {
  const port = await freePort()
  metrics = `http://127.0.0.1:${port}`
  product = await startProduct(settings(port))
}, 120_000)
afterAll(() => product?.stop())

async function until(what: () => Promise<boolean>, seconds = 30): Promise<void> {
  for (let i = 0; i < seconds * 5; i++) {
    if (await what().catch(() => false)) return
    await sleep(200)
  }
  throw new Error('It did not come.')
}

describe('health', () => {
  it('says that the process lives and what it can do, to anybody, with codes only', async () => {
    const live = await fetch(`${product.address}/health/live`)
    expect([live.status, await live.json(), live.headers.get('set-cookie')]).toEqual([200, { state: 'live' }, null])
    // Each process keeps its answer for two seconds, so that one of the two may still tell of a worker that has not come.
    const eight = Array.from({ length: 8 }, () => `${product.address}/health/ready?strict=1`)
    await until(async () => (await Promise.all(eight.map((at) => fetch(at)))).every((one) => one.status === 200))
    await until(
      async () => ((await (await fetch(`${metrics}/health/ready`)).json()) as { state: string }).state === 'ready',
    )
    const ready = await fetch(`${product.address}/health/ready`)
    const checks = { clock: 'ok', database: 'ok', disk: 'ok', home: 'ok', migrations: 'ok', worker: 'ok' }
    expect(await ready.json()).toEqual({ state: 'ready', checks })
    expect(await (await fetch(`${metrics}/health/ready`)).json()).toEqual({ state: 'ready', checks })
  })
})

describe('two web processes', () => {
  let cookie = ''
  it('share the founding, and a session that was opened on one', async () => {
    const link = /\/setup\/\S+/.exec(product.output())?.[0] ?? ''
    const founder = visitor()
    const page = await founder.get(link)
    const founded = await founder.post(link, {
      csrf: csrfIn(page.body),
      district_name: 'Quiet Lake Schools',
      district_code: '9990033',
      state_name: 'Connecticut',
      state_code: 'CT',
      name: 'Administrator',
      email,
      password,
      repeated: password,
    })
    expect(founded.status).toBe(303)
    const person = visitor()
    const signed = await signInAs(person, email, password)
    expect(signed.status).toBe(303)
    cookie = signed.cookies.map((one) => one.split(';')[0]).join('; ')
    // Many at once, so that both processes take some.
    const many = Array.from({ length: 24 }, () => visitor(cookie).get('/account'))
    expect((await Promise.all(many)).map((one) => one.status)).toEqual(many.map(() => 200))
    const text = await figures()
    for (const process of [1, 2])
      expect(text).toMatch(
        new RegExp(
          `throughline_request_seconds_count\\{method="GET",route="/account",status="200",part="web",process="${process}"\\} [1-9]`,
        ),
      )
  })

  it('count failed attempts together, by the address that the proxy tells', async () => {
    const from = (address: string) => ({
      try: async () => {
        const page = await fetch(`${product.address}/sign-in`, { headers: { connection: 'close' } })
        const answer = await fetch(`${product.address}/sign-in`, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            connection: 'close',
            'x-forwarded-for': `203.0.113.1, ${address}`,
            'content-type': 'application/x-www-form-urlencoded',
            cookie: /tl_visit=[^;]+/.exec(page.headers.get('set-cookie') ?? '')?.[0] ?? '',
          },
          body: new URLSearchParams({ csrf: csrfIn(await page.text()), email, password: 'not this one at all' }),
        })
        return (await answer.text()).includes('Too many attempts')
      },
    })
    const [one, other] = [from('198.51.100.7'), from('198.51.100.8')]
    const refused: boolean[] = []
    for (let i = 0; i < limits.perAccount + 2; i++) refused.push(await one.try())
    expect(refused.filter((each) => !each)).toHaveLength(limits.perAccount)
    expect(refused.slice(-2)).toEqual([true, true])
    // Another address is not locked out, although the connection is the same machine's.
    expect(await other.try()).toBe(false)
  }, 60_000)

  it('end a session on both', async () => {
    const person = visitor(cookie)
    const page = await person.get('/account')
    expect((await person.post('/sign-out', { csrf: csrfIn(page.body) })).status).toBe(303)
    const stale = visitor(cookie)
    for (let i = 0; i < 4; i++) expect((await stale.get('/account')).status).toBe(303)
  })
})

describe('metrics', () => {
  it('tell requests, jobs, connections, memory and disk, on their own address only', async () => {
    const text = await figures()
    for (const name of [
      'throughline_request_seconds_bucket',
      'throughline_database_connections',
      'throughline_disk_bytes',
      'throughline_processes',
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
    ])
      expect(text).toContain(name)
    expect(text).toMatch(/throughline_processes\{kind="worker",part="web",process="1"\} 1/)
    expect((await fetch(`${product.address}/metrics`)).status).toBe(404)
  })

  it('hold no address that was asked, no e-mail and no token', async () => {
    await fetch(`${product.address}/canary-jane-doe?name=canary`)
    await fetch(`${product.address}/setup/canary-token`)
    const text = await figures()
    expect(text).toContain('route="/setup/:token"')
    expect(text).not.toMatch(/canary|quietlake|203\.0\.113|198\.51\.100/)
  })
})

describe('the log', () => {
  it('has one line a request: number, pattern, status, time and account, never an address or a name', async () => {
    const answer = await fetch(`${product.address}/schools/canary-jane-doe?name=canary`, {
      headers: { 'x-request-id': 'canary-jane', 'user-agent': 'canary' },
    })
    const id = answer.headers.get('x-request-id')
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    await until(async () => lines().some((line) => line.request === id))
    const line = lines().find((one) => one.request === id)
    expect(line).toMatchObject({ part: 'web', method: 'GET', status: expect.any(Number), ms: expect.any(Number) })
    expect(lines().some((one) => one.route === '/account' && typeof one.account === 'number')).toBe(true)
    expect(JSON.stringify(lines())).not.toMatch(/canary|quietlake|203\.0\.113|198\.51\.100/)
    // A number that the trusted proxy gave is kept when it is one.
    const given = '0123456789abcdef0123456789abcdef'
    const told = await fetch(`${product.address}/health/live`, { headers: { 'x-request-id': given } })
    expect(told.headers.get('x-request-id')).toBe(given)
  })
})

describe('processes', () => {
  it('are replaced one after the other, and nobody who keeps asking meets a closed door', async () => {
    const before = processes()
    const asked: number[] = []
    const failed: string[] = []
    let on = true
    const ask = async (keepAlive: boolean) => {
      const client = makeVisitor(product.address, { keepAlive })
      while (on) {
        const answer = await client.get('/sign-in')
        asked.push(answer.status)
        if (answer.status !== 200) failed.push(`${answer.status} ${answer.why}`)
        await sleep(20)
      }
      client.close()
    }
    const asking = [true, true, false, false].map(ask)
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts', 'restart'], {
      cwd: projectRoot,
      env: {
        ...process.env,
        ...settings(0),
        THROUGHLINE_METRICS: '',
        THROUGHLINE_HOME: product.home,
        DATABASE_URL: '',
      },
    })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    const code = await new Promise((done) => child.once('exit', done))
    on = false
    await Promise.all(asking)
    const after = processes()
    expect([code, said]).toEqual([0, expect.stringMatching(/^Restarted: web 1 .*web 2 .*worker 1/)])
    expect(failed).toEqual([])
    expect(asked.length).toBeGreaterThan(50)
    const pids = (all: Processes) => new Set(all.parts.map((one) => one.pid))
    expect([...pids(before)].filter((pid) => pids(after).has(pid))).toEqual([])
    await until(async () => (await fetch(`${product.address}/health/ready?strict=1`)).status === 200)
  }, 120_000)

  it('come again after kill -9, while the others answer', async () => {
    const web = processes().parts.filter((one) => one.part === 'web')
    process.kill(web[0]?.pid ?? 0, 'SIGKILL')
    const person = makeVisitor(product.address, { keepAlive: false, timeoutMs: 3000 })
    let fine = 0
    for (let i = 0; i < 20; i++) if ((await person.get('/sign-in')).status === 200) fine += 1
    // What the killed process held at that moment is gone; nothing after it.
    expect(fine).toBeGreaterThanOrEqual(19)
    await until(async () => {
      const now = processes().parts.filter((one) => one.part === 'web')
      return now[0]?.pid !== web[0]?.pid && now[1]?.pid === web[1]?.pid
    })
  }, 60_000)
})
