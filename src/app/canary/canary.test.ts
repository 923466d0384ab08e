import { setTimeout as sleep } from 'node:timers/promises'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCast, type Role, signIn, systemScope } from '../../modules/people/index.ts'
import { fixToday } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { literal, openDuck } from '../../platform/duckdb.ts'
import { inScope } from '../../platform/db/scope.ts'
import { amount } from '../../platform/testing/amount.ts'
import { figure } from '../../platform/testing/figure.ts'
import type { Services } from '../../platform/web/route.ts'
import { openServices } from '../services.ts'
import { mayStand } from './allowed.ts'
import { bird, marksIn } from './bird.ts'
import { publishBy } from './edition.ts'
import { type Product, startProduct } from './product.ts'
import { broken, good, searches, wrongAddresses } from './scenes.ts'
import { leaks, searchFiles, searchTables, searchText } from './search.ts'
import { type Answer, type Visit, visit } from './visit.ts'

// An invented student goes through every door of the running product, rightly and wrongly; then everything that the product wrote is searched for her.
let product: Product
let services: Services & { close: () => Promise<void> }
let districtId = 0
const answers: Answer[] = []
const who: Partial<Record<Role | 'nobody', Visit>> = {}
const as = (role: Role | 'nobody'): Visit => {
  const one = who[role]
  if (!one) throw new Error(`Nobody is ${role}.`)
  return one
}
const password = 'a long enough password'

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: product.superUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Waits until the import of an answer is where a person decides, or at its end. */
async function settled(address: string): Promise<string> {
  const id = Number(/imports\/(\d+)/.exec(address)?.[1])
  for (let i = 0; i < 240; i++) {
    const [row] = await sql<{ state: string }>('select state from feeds.import where import_id = $1', [id])
    if (row && !['received', 'examining', 'accepted', 'loading'].includes(row.state)) return row.state
    await sleep(250)
  }
  throw new Error(`Import ${id} is still under way:\n${product.said().slice(-3000)}`)
}
async function accept(address: string): Promise<string> {
  const page = await as('data_steward').get(address)
  const version = /name="version" value="(\d+)"/.exec(page.body)?.[1] ?? ''
  await as('data_steward').post(`${address}/accept`, { version, status: 'preliminary' })
  return settled(address)
}

beforeAll(async () => {
  fixToday('2026-11-20')
  product = await startProduct()
  const file = join(product.home, 'tmp', 'organizations.csv')
  mkdirSync(join(product.home, 'tmp'), { recursive: true })
  writeFileSync(file, good.organizations)
  const founded = product.command('import', file, '--kind', 'organizations', '--accept')
  expect(founded).toMatchObject({ code: 0 })
  services = await openServices(
    readConfig({
      ...product.env,
      DATABASE_URL: product.appUrl,
      DATABASE_OWNER_URL: product.appUrl,
      THROUGHLINE_METRICS: '',
    }),
    'canary',
  )
  ;[{ org_id: districtId }] = (await sql<{ org_id: number }>(
    `select org_id from people.org where code = '9990044'`,
  )) as [{ org_id: number }]
  const scope = await systemScope(services.db, 'canary', districtId)
  const roles: [Role, string][] = [
    ['data_steward', '9990044'],
    ['administrator', '9990044'],
    ['superintendent', '9990044'],
    ['principal', '101'],
    ['family', '101'],
    ['board_member', '9990044'],
    ['publisher', '9990044'],
  ]
  const cast = roles.map(([role, org_code]) => ({
    email: `${role}@canary.example`,
    name: `The ${role}`,
    lang: 'en' as const,
    roles: [{ role, org_code, from: '2020-07-01' }],
  }))
  await inScope(services.db, scope, (tx) => loadCast(tx, scope, districtId, cast, password))
  for (const [role] of roles) {
    const { token } = await signIn(services.db, { email: `${role}@canary.example`, password, address: role })
    who[role] = visit(product.address, role, token, answers)
  }
  who.nobody = visit(product.address, 'nobody', '', answers)
}, 240_000)
afterAll(async () => {
  await services?.close()
  await product?.stop()
})

describe('an invented student comes', () => {
  it('by the page, in files that are right', { timeout: 240_000 }, async () => {
    for (const kind of ['calendar', 'students', 'enrollment', 'submissions', 'attendance'] as const) {
      const sent = await as('data_steward').upload(`${kind}.csv`, good[kind], kind)
      expect([kind, await settled(sent.to)]).toEqual([kind, 'examined'])
      expect([kind, await accept(sent.to.split('?')[0] ?? '')]).toEqual([kind, 'loaded'])
    }
    const rows = await sql(`select 1 from people.student where last_name = $1`, [bird.last])
    expect(rows).toHaveLength(1)
  })

  it('in files that are wrong, with every part of her in a wrong column', { timeout: 240_000 }, async () => {
    const sent: Answer[] = []
    for (const [, file] of Object.entries(broken))
      sent.push(await as('data_steward').upload(file.name ?? 'broken.csv', file.body, file.kind))
    for (const one of sent) {
      await settled(one.to)
      await as('data_steward').get(one.to)
      // Who runs the files without a right to single students gets the page, and others nothing.
      await as('administrator').get(one.to)
      await as('administrator').get(`${one.to.split('?')[0]}/findings.csv`)
      await as('family').get(one.to)
    }
  })

  it('through the door of machines, and by the command line', { timeout: 240_000 }, async () => {
    const made = await as('data_steward').post('/data/tokens', {
      district: String(districtId),
      name: 'Nightly',
      'kinds[]': 'students',
      days: '30',
    })
    const token = /tlf_[\w-]+/.exec(made.body)?.[0] ?? ''
    expect(token).not.toBe('')
    const send = (path: string, bearer: string, body: string) =>
      fetch(`${product.address}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'text/csv' },
        body,
      }).then(async (response) => ({ status: response.status, text: await response.text() }))
    for (const [path, bearer] of [
      ['/api/feeds/students', token],
      ['/api/feeds/attendance', token],
      [`/api/feeds/${bird.last}`, token],
      ['/api/feeds/students', `tlf_${bird.last}`],
      [`/api/feeds/students?name=x`, 'nobody'],
    ] as const) {
      const { status, text } = await send(
        path,
        bearer,
        `${broken['no header, only people']?.body as string}${bird.email}\n`,
      )
      answers.push({ who: 'machine', path, sent: path, status, body: text, to: '' })
    }
    const file = join(product.home, 'tmp', 'command.csv')
    writeFileSync(file, `${broken['a name in every column']?.body as string}x\n`)
    const told = product.command('import', file, '--kind', 'attendance', '--district', '9990044', '--accept')
    expect(marksIn(told.text)).toEqual([])
  })

  it('as a name at the sign-in, in searches, wrong addresses, notes and forms that are refused', {
    timeout: 120_000,
  }, async () => {
    for (let i = 0; i < 14; i++)
      await as('nobody').post('/sign-in', {
        email: i % 2 ? bird.email : `${bird.last}@x`,
        password: bird.last,
        to: `/${bird.last}`,
      })
    const everybody = ['nobody', 'principal', 'administrator', 'family', 'superintendent'] as const
    for (const role of everybody.slice(0, amount(3, 5))) {
      for (const path of [...wrongAddresses, ...searches]) await as(role).get(path)
      await as(role).get('/', {
        accept: 'application/json',
        'user-agent': bird.last,
        referer: `http://x/${bird.last}`,
        'accept-language': bird.id,
      })
      await as(role).post(`/schools/${bird.last}/students/export`, { reason: bird.last, stays: 'inside' })
      await as(role).post('/people', {
        name: bird.last,
        email: `${bird.last}@`,
        role: bird.id,
        org_id: bird.birth,
        from_date: bird.last,
      })
      // Without the token of our own page, and from elsewhere.
      await as(role).post('/sign-in', { csrf: bird.last, email: bird.email, password: bird.last })
      await as(role).post('/work/1', { note: bird.last }, { origin: `https://${bird.last}.example` })
      await as(role).post('/account/password', { current: bird.last, password: bird.first, repeated: bird.id })
    }
    // An account in her name, twice: the second is refused by what the database holds.
    const org = String((await sql<{ org_id: number }>(`select org_id from people.org where code = '101'`))[0]?.org_id)
    const person = {
      name: bird.last,
      email: bird.email,
      lang: 'en',
      role: 'teacher',
      org_id: org,
      from_date: '2026-11-01',
      to_date: '',
    }
    await as('administrator').post('/people', person)
    await as('administrator').post('/people', person)
    await as('administrator').post('/people', {
      ...person,
      email: `${bird.last}\u0000@x.example`,
      from_date: `${bird.birth}x`,
    })
  })

  it('on the list of students at risk, which leaves as a file', { timeout: 120_000 }, async () => {
    const school = (await sql<{ org_id: number }>(`select org_id from people.org where code = '101'`))[0]?.org_id
    for (let i = 0; i < 60; i++) {
      const [row] = await sql<{ n: number }>('select count(*)::int as n from indicators.standing')
      if ((row?.n ?? 0) > 0) break
      await sleep(500)
    }
    const list = await as('principal').get(`/schools/${school}/students`)
    expect(list.body).toContain(bird.last)
    const taken = await as('principal').post(`/schools/${school}/students/export`, {
      reason: `Calls of this week, ${bird.last} first`,
      stays: 'inside',
    })
    expect(taken.body).toContain(bird.last)
    for (const role of ['nobody', 'family', 'board_member', 'administrator'] as const) {
      const refused = await as(role).get(`/schools/${school}/students`)
      expect([role, marksIn(refused.body)]).toEqual([role, []])
      await as(role).get(`/schools/${school}`)
    }
  })
})

describe('an edition is published', () => {
  it('drafted by one, approved by another, rendered to files', { timeout: 120_000 }, async () => {
    const address = '/public/canary-schools/latest/en/'
    await publishBy(as('publisher'), as('superintendent'), districtId, as('nobody'), address)
    expect((await as('nobody').get(address)).to).toContain('/editions/1/en/')
  })
})

describe('while things break', () => {
  it('databases that refuse, tables that are away, workers that die', { timeout: 240_000 }, async () => {
    const again = (n: number) =>
      `${good.students}S${n},2027,${bird.last},${bird.first},${bird.birth},female,white,N,N,N,resident,en\n`
    // A row that the database refuses: its message would quote the whole row.
    await sql(`alter table people.student add constraint canary_refuses check (last_name <> '${bird.last}') not valid`)
    const refused = await as('data_steward').upload('students.csv', again(1), 'students')
    await settled(refused.to)
    await accept(refused.to)
    await sql('alter table people.student drop constraint canary_refuses')
    // A table that is away while somebody searches and saves: a mistake of ours, as every program has some.
    await sql('alter table people.org_closure rename to org_closure_away')
    for (const role of ['principal', 'superintendent'] as const) {
      for (const path of searches) await as(role).get(path)
      await as(role).post('/sign-in', { email: bird.email, password: bird.last })
    }
    await sql('alter table people.org_closure_away rename to org_closure')
    // A worker whose table of findings is away.
    await sql('alter table feeds.finding rename to finding_away')
    const failed = await as('data_steward').upload('students.csv', `${again(2)}${bird.last}\n`, 'students')
    await settled(failed.to)
    await sql('alter table feeds.finding_away rename to finding')
    // A value that is not of its kind: the message of the database quotes it.
    for (const text of ['select $1::date', 'select $1::bigint'])
      await expect(sql(text, [bird.last])).rejects.toThrow(/zyxquill/i)
    // Sessions of the database that end in the middle of their work.
    const third = await as('data_steward').upload('students.csv', again(3), 'students')
    for (let i = 0; i < 5; i++) {
      await sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'throughline_app'`)
      await as('principal').get(`/schools?search=${bird.last}`)
      await sleep(100)
    }
    await settled(third.to)
    // What a job needs beside it (scratch of an import) goes with the job: it is looked for when nobody works any more.
    for (let i = 0; i < 240; i++) {
      const [busy] = await sql<{ n: number }>(
        `select count(*)::int as n from pgboss.job where state < 'completed' and name not like '\\_\\_%'`,
      )
      if (busy?.n === 0) break
      await sleep(250)
    }
    const said = product.said()
    expect(said).toContain('platform/unexpected')
  })
})

describe('nothing of her is', () => {
  it('in what the processes and PostgreSQL logged', () => {
    expect(product.said().length).toBeGreaterThan(500)
    expect(leaks(searchText('what the processes said', product.said()))).toEqual([])
    expect(product.databaseLog().length).toBeGreaterThan(100)
    expect(leaks(searchText("PostgreSQL's log", product.databaseLog()))).toEqual([])
  })

  it('in a table where it does not belong: jobs, progress, limits, history, results', {
    timeout: 120_000,
  }, async () => {
    const { found, columns } = await searchTables(product.superUrl)
    expect(leaks(found)).toEqual([])
    // She is where she belongs: the search sees.
    expect(found.map((one) => one.place)).toContain('people.student.last_name')
    figure('columns of tables searched for an invented student', columns)
  })

  it('in a file where it does not belong: lake, public folder, scratch, names of files', {
    timeout: 120_000,
  }, async () => {
    const { found, files } = await searchFiles(product.home)
    // The files of this test itself.
    const own = found.filter((one) => !/^\/tmp\/(command|organizations)\.csv$/.test(one.place))
    expect(leaks(own)).toEqual([])
    expect(own.some((one) => one.place.startsWith('/files/'))).toBe(true)
    figure('files searched for an invented student', files)
  })

  it('in an answer to somebody who has no right to it, beyond what the person typed', () => {
    const reach = new Set(['data_steward', 'superintendent', 'principal'])
    const wrong = answers
      .filter((one) => one.status >= 400 || !reach.has(one.who))
      .flatMap((one) =>
        marksIn(one.body)
          .filter((mark) => !marksIn(one.sent).includes(mark))
          .map((mark) => `${one.who} ${one.status} ${one.path}: ${mark}`),
      )
      // The account in her name, as its administrator sees it; a wrong header and the name of a file, as whoever runs the data sees them.
      .filter((one) => !/^administrator 200 \/people|^administrator 200 \/data\/imports\/\d+: last$/.test(one))
    expect(wrong).toEqual([])
    expect(answers.filter((one) => one.status >= 400).length).toBeGreaterThan(100)
    figure('answers searched for an invented student', answers.length)
  })

  it('in the figures for operators', async () => {
    for (const path of ['/metrics', '/health/live', '/health/ready']) {
      const text = await fetch(product.metrics + path).then((response) => response.text())
      expect([path, marksIn(text)]).toEqual([path, []])
    }
  })
})

describe('the search can find', () => {
  it('what is planted in a log, a job, progress, the lake, a public file, a name', { timeout: 120_000 }, async () => {
    const text = `{"level":30,"note":"${bird.first}"}\nERROR: invalid input "${bird.last.toUpperCase()}"`
    expect(leaks(searchText('log', text))).toEqual(['first in log', 'last in log'])
    // What PostgreSQL would log of an error, were it not told to keep quiet.
    await sql(`set log_min_messages = 'error'; select '${bird.last}'::date`).catch(() => {})
    expect(leaks(searchText('its log', product.databaseLog()))).toEqual(['last in its log'])
    await sql(
      `insert into platform.progress (subject, step, done, total, state, at) values ($1, 'x', 0, 0, 'done', now())`,
      [`import:${bird.id}`],
    )
    await sql(
      `insert into pgboss.job (name, state, data, output) select name, 'failed', $1, $2 from pgboss.queue limit 1`,
      [JSON.stringify({ born: bird.birth }), JSON.stringify({ message: bird.email })],
    )
    const tables = leaks((await searchTables(product.superUrl)).found)
    expect(tables).toContain('id in platform.progress.subject')
    expect(tables.some((one) => /^birth in pgboss\.\w+\.data$/.test(one))).toBe(true)
    expect(tables.some((one) => /^email in pgboss\.\w+\.output$/.test(one))).toBe(true)
    for (const folder of ['lake/d1/planted', 'public/planted'])
      mkdirSync(join(product.home, folder), { recursive: true })
    const duck = await openDuck({
      directories: [product.home],
      temp: join(product.home, 'tmp'),
      threads: 1,
      memory: '200MB',
    })
    await duck.run(
      `copy (select ${literal(bird.address)} as street, 7 as n) to ${literal(join(product.home, 'lake/d1/planted/x.parquet'))} (format parquet, compression zstd)`,
    )
    duck.close()
    writeFileSync(join(product.home, 'public/planted/index.html.gz'), gzipSync(`<p>${bird.phone}</p>`))
    writeFileSync(join(product.home, `tmp/${bird.last}.part`), 'x')
    const planted = leaks((await searchFiles(product.home)).found)
    for (const one of [
      'address in /lake/d1/planted/x.parquet',
      'phone in /public/planted/index.html.gz',
      `last in name of /tmp/${bird.last}.part`,
    ])
      expect(planted).toContain(one)
  })

  it('and what is allowed is allowed only there', () => {
    expect(mayStand('people.student.last_name', 'last')).toBe(true)
    expect(mayStand('people.student.last_name', 'email')).toBe(false)
    expect(mayStand('feeds.finding.student_id', 'birth')).toBe(false)
    expect(mayStand('platform.change.became of people.org', 'last')).toBe(false)
  })
})
