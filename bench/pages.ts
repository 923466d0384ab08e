import { fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { startProduct } from '../e2e/product.ts'
import { demoPassword } from '../src/platform/demo-password.ts'

/**
 * Pages against hand-written servers on the same machine in the same run: a signed-in page of 300 indicator rows against node + pg, a static public page
 * against a bare static server. Rounds alternate; medians are compared. Also the time to first and later readiness.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    scale: { type: 'string', default: '1' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

async function fire(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ perSecond: number; p99: number; bad: number }> {
  const result = await autocannon({ url, connections: 16, duration: seconds, headers })
  return { perSecond: result.requests.average, p99: result.latency.p99, bad: result.non2xx + result.errors }
}

function serve(script: string, args: string[]): Promise<{ port: number; stop: () => void }> {
  const child = fork(new URL(`./baseline/${script}.ts`, import.meta.url), args, { execArgv: ['--import', 'tsx'] })
  return new Promise((done) =>
    child.once('message', (message) => done({ port: (message as { port: number }).port, stop: () => child.kill() })),
  )
}

async function cookieOf(address: string, key: string): Promise<string> {
  const page = await fetch(`${address}/sign-in`)
  const visit = /tl_visit=[^;]+/.exec(page.headers.get('set-cookie') ?? '')?.[0] ?? ''
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: visit },
    body: new URLSearchParams({ csrf, email: `${key}@millriver.example`, password: demoPassword }),
  })
  return /tl_session=[^;]+/.exec(answer.headers.getSetCookie().join(';'))?.[0] ?? ''
}

async function compare(
  name: string,
  ours: () => ReturnType<typeof fire>,
  theirs: () => ReturnType<typeof fire>,
  goal: number,
): Promise<void> {
  const a: Awaited<ReturnType<typeof fire>>[] = []
  const b: typeof a = []
  await ours()
  await theirs()
  for (let i = 0; i < rounds; i++) {
    a.push(await ours())
    b.push(await theirs())
  }
  const bad = [...a, ...b].reduce((sum, one) => sum + one.bad, 0)
  const ratio = median(a.map((one) => one.perSecond)) / median(b.map((one) => one.perSecond))
  console.log(
    `${name}: ${ratio.toFixed(2)}x of the baseline (goal at least ${goal}x; ${Math.round(median(a.map((one) => one.perSecond)))} against ${Math.round(median(b.map((one) => one.perSecond)))} requests/s; 99th percentile with 16 readers ${median(a.map((one) => one.p99))} ms against ${median(b.map((one) => one.p99))} ms)${bad > 0 ? `; ${bad} BAD ANSWERS` : ''}`,
  )
  if (bad > 0) process.exitCode = 1
}

const began = performance.now()
const first = await startProduct({ THROUGHLINE_DEMO_SCALE: values.scale })
const ready = (performance.now() - began) / 1000
first.child.kill('SIGTERM')
await new Promise((done) => first.child.once('exit', done))
const later = performance.now()
const product = await first.again()
console.log(
  `first start: ready after ${ready.toFixed(1)} s; later start: ${((performance.now() - later) / 1000).toFixed(1)} s`,
)

const cookie = await cookieOf(product.address, 'superintendent')
const home = await fetch(`${product.address}/indicators/chronic-absenteeism`, { headers: { cookie } })
const orgId = /values\?org=(\d+)/.exec(await home.text())?.[1] ?? '0'
const page = `${product.address}/indicators/chronic-absenteeism/values?org=${orgId}`
const rows = ((await (await fetch(page, { headers: { cookie } })).text()).match(/<tr/g) ?? []).length - 1
if (rows !== 300) throw new Error(`The page shows ${rows} rows instead of 300.`)
const { superuser } = JSON.parse(readFileSync(join(product.home, 'postgres', 'logins.json'), 'utf8')) as {
  superuser: string
}
const { DATABASE_URL } = JSON.parse(readFileSync(join(product.home, 'environment.json'), 'utf8')) as {
  DATABASE_URL: string
}
const url = DATABASE_URL.replace(/\/\/[^@]+@/, `//postgres:${superuser}@`)
const raw = await serve('rows-server', [url, orgId])
await compare(
  'signed-in page of 300 rows',
  () => fire(page, { cookie }),
  () => fire(`http://127.0.0.1:${raw.port}/`),
  0.6,
)
raw.stop()

const publicRoot = join(product.home, 'public')
const file =
  readdirSync(publicRoot, { recursive: true })
    .map(String)
    .find((path) => /editions\/1\/en\/index\.html$/.test(path)) ?? ''
const bare = await serve('static-server', [publicRoot])
await compare(
  'static public page',
  () => fire(`${product.address}/public/${file}`),
  () => fire(`http://127.0.0.1:${bare.port}/${file}`),
  0.5,
)
bare.stop()
await product.stop()
process.exit()
