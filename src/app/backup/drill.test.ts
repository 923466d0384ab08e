import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveItems } from '../../modules/work/index.ts'
import { loadCast } from '../../modules/people/index.ts'
import { signIn } from '../../modules/people/accounts/actions.ts'
import { november } from '../../modules/feeds/testing/district.ts'
import { fixToday } from '../../platform/clock.ts'
import { projectRoot } from '../../platform/config.ts'
import { openDatabase, query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { systemScope } from '../../modules/people/index.ts'
import { amount } from '../../platform/testing/amount.ts'
import { figure } from '../../platform/testing/figure.ts'
import { digests, emptyTarget, installed, type Installed, rowsOf, shapeOf } from '../../platform/testing/installed.ts'
import { csrfFor } from '../../platform/web/cookies.ts'
import { sessionCookie } from '../../platform/web/server.ts'
import { backup, type Done } from './backup.ts'
import { openBackup } from './opened.ts'
import { restore } from './restore.ts'

// Twenty people write through the web, a file is imported by the worker, and in the middle of it a backup is taken; it is restored and compared.
const rounds = amount(1, 6)
const secondsBefore = amount(0.7, 8)
const people = 20
const password = 'seven quiet rivers'
const superintendent = (n: number) => `leader${n}@drill.example`

type Session = { token: string; cookie: string }
type Acked = { item: number; note: string; at: number }

let at: Installed
let web: Part
let worker: Part
let sessions: Session[]
let items: number[]
const to = mkdtempSync(join(tmpdir(), 'drill-'))

type Part = { address: string; close: () => Promise<void> }

/** A part of the product as a process of its own. */
function part(name: 'web' | 'worker', on: { home: string; appUrl: string }): Promise<Part> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts', name], {
    cwd: projectRoot,
    env: {
      ...process.env,
      PORT: '0',
      THROUGHLINE_HOME: on.home,
      DATABASE_URL: on.appUrl,
      DATABASE_OWNER_URL: on.appUrl,
      THROUGHLINE_LOG: 'error',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const close = () =>
    new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.kill('SIGTERM')
      return undefined
    })
  return new Promise((done, fail) => {
    child.on('message', (message: { ready?: boolean; address?: string }) => {
      if (message.ready) done({ address: message.address ?? '', close })
    })
    child.once('exit', (code) => fail(new Error(`${name} ended (${code})`)))
  })
}

const both = (on: { home: string; appUrl: string }) => Promise.all([part('web', on), part('worker', on)])

async function sessionOf(services: Parameters<typeof signIn>[0], n: number): Promise<Session> {
  const { token } = await signIn(services, { email: superintendent(n), password, address: '127.0.0.1' })
  return { token, cookie: `${sessionCookie}=${token}` }
}

const post = (address: string, who: Session, path: string, fields: Record<string, string>) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: who.cookie, origin: address },
    body: new URLSearchParams({ csrf: csrfFor(who.token), ...fields }),
  })

beforeAll(async () => {
  fixToday('2026-11-20')
  at = await installed()
  const scope = await systemScope(at.db, 'test', at.districtId)
  await inScope(at.db, scope, async (tx) => {
    const members = Array.from({ length: 4 }, (_, n) => ({
      email: superintendent(n),
      name: `Leader ${n}`,
      lang: 'en' as const,
      roles: [{ role: 'superintendent' as const, org_code: '9990011', from: '2024-07-01' }],
    }))
    const steward = {
      ...members[0],
      email: 'steward@drill.example',
      name: 'Steward',
      lang: 'en' as const,
      roles: [{ role: 'data_steward' as const, org_code: '9990011', from: '2024-07-01' }],
    }
    await loadCast(tx, scope, at.districtId, [...members, steward], password)
    await saveItems(
      tx,
      scope,
      at.districtId,
      'plan:drill/',
      Array.from({ length: people }, (_, n) => ({
        source: `plan:drill/${n}`,
        kind: 'task' as const,
        org_id: at.districtId,
        title: { en: `Task ${n}`, es: `Tarea ${n}` },
        plan: { slug: 'drill', element: String(n), code: `1.${n}` },
        href: `/plans/drill/${n}`,
        owner: { role: 'superintendent', org_id: at.districtId },
        starts_on: '2026-09-01',
        due_on: '2026-12-01',
        needs_evidence: false,
      })),
    )
  })
  items = (await rowsOf<{ item_id: number }>(at.ownerUrl, `select item_id from work.item order by item_id`)).map(
    (row) => row.item_id,
  )
  sessions = await Promise.all([0, 1, 2, 3].map((n) => sessionOf(at.db, n)))
  ;[web, worker] = await both({ home: at.home, appUrl: at.database.url })
}, 120_000)
afterAll(async () => {
  await worker?.close()
  await web?.close()
  await at?.end()
  rmSync(to, { recursive: true, force: true })
})

/** Writers of a round until told to stop; no two rounds write the same note. Out: every acknowledged note with the time of its answer, and answers that were none. */
function write(round: number): { stop: () => Promise<{ acked: Acked[]; odd: string[]; languages: number }> } {
  let going = true
  const acked: Acked[] = []
  const odd: string[] = []
  let languages = 0
  const one = async (n: number) => {
    const who = sessions[n % sessions.length]
    const item = items[n]
    if (!who || item === undefined) return
    const [row] = await rowsOf<{ version: number }>(
      at.ownerUrl,
      `select version from work.item where item_id = ${item}`,
    )
    let version = row?.version ?? 1
    for (let i = 0; going; i++) {
      const note = `r${String(round).padStart(2, '0')}-w${n}-${String(i).padStart(5, '0')}`
      const answer = await post(web.address, who, `/work/${item}`, {
        version: String(version),
        state: 'going_on',
        note,
      })
      await answer.arrayBuffer()
      const saved = /saved=\d+\.(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]
      if (answer.status === 303 && saved) {
        acked.push({ item, note, at: performance.now() })
        version = Number(saved)
      } else odd.push(`${answer.status} ${note}`)
      // One writer a session: two at once would rightly be told of each other.
      if (n < sessions.length && i % 3 === 2) {
        const changed = await post(web.address, who, '/account/language', { lang: i % 2 ? 'es' : 'en' })
        await changed.arrayBuffer()
        if (changed.status === 303) languages += 1
        else odd.push(`${changed.status} language`)
      }
    }
  }
  const all = Array.from({ length: people }, (_, n) => one(n))
  return {
    stop: async () => {
      going = false
      await Promise.all(all)
      return { acked, odd, languages }
    },
  }
}

async function importSomething(round: number): Promise<void> {
  const steward = await signIn(at.db, { email: 'steward@drill.example', password, address: '127.0.0.1' })
  const who = { token: steward.token, cookie: `${sessionCookie}=${steward.token}` }
  const days = november.flatMap((day) =>
    Array.from(
      { length: 20 },
      (_, i) =>
        `S${String(i + 1 + (round % 20)).padStart(3, '0')},${i + 1 + (round % 20) <= 20 ? 101 : 102},${day},excused,`,
    ),
  )
  const body = new FormData()
  for (const [name, value] of Object.entries({
    csrf: csrfFor(who.token),
    district: String(at.districtId),
    kind: 'attendance',
  }))
    body.append(name, value)
  body.append(
    'file',
    new Blob([`student_id,school_code,date,status,portion\n${days.join('\n')}\n# ${round}\n`]),
    `days-${round}.csv`,
  )
  const sent = await fetch(`${web.address}/data/imports`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: who.cookie, origin: web.address },
    body,
  })
  expect([sent.status, await sent.text()]).toMatchObject([303, expect.anything()])
}

describe('a backup under load', () => {
  for (let round = 0; round < rounds; round++)
    it(`is one moment of everything, and comes back whole (${round + 1} of ${rounds})`, async () => {
      const writers = write(round)
      await sleep(secondsBefore * 1000)
      await importSomething(round)
      const before = performance.now()
      let after = 0
      const made: Done = await backup(at.place, {
        to,
        holder: null,
        taken: async () => {
          after = performance.now()
          await sleep(secondsBefore * 500)
        },
      })
      const took = performance.now() - before
      await sleep(100)
      const { acked, odd, languages } = await writers.stop()
      expect(odd).toEqual([])
      const inside = acked.filter((one) => one.at < before)
      const later = acked.filter((one) => one.at > after)
      expect(inside.length).toBeGreaterThan(people)
      expect(later.length).toBeGreaterThan(people / 2)

      const into = await emptyTarget()
      const done = await restore(
        { home: into.home, ownerUrl: into.ownerUrl, demo: true, today: '2026-11-20' },
        await openBackup(made.folder, { identities: [], passphrase: null }),
      )
      // Rows and files are the snapshot's.
      const back = await digests(into.ownerUrl)
      for (const one of made.manifest.tables)
        if (one.name !== 'platform.installation') expect([one.name, back[one.name]]).toEqual([one.name, one.sha256])
      for (const one of made.manifest.files)
        expect([
          one.path,
          createHash('sha256')
            .update(readFileSync(join(into.home, one.path)))
            .digest('hex'),
        ]).toEqual([one.path, one.sha256])
      expect(made.manifest).toMatchObject({ missing: [], damaged: [] })
      // Every write that was acknowledged before is there, and none that was sent after.
      const kept = new Set(
        (
          await rowsOf<{ note: string }>(
            into.ownerUrl,
            `select became ->> 'note' as note from platform.change where object = 'work.item'`,
          )
        ).map((row) => row.note),
      )
      expect(inside.filter((one) => !kept.has(one.note)).map((one) => one.note)).toEqual([])
      const afterwards = new Map<number, string>()
      for (const one of later) if ((afterwards.get(one.item) ?? '~') > one.note) afterwards.set(one.item, one.note)
      const sentLater = later.filter((one) => one.note > (afterwards.get(one.item) ?? ''))
      expect(sentLater.filter((one) => kept.has(one.note)).map((one) => one.note)).toEqual([])
      expect(await shapeOf(into.ownerUrl)).toEqual(await shapeOf(at.ownerUrl))
      expect(await rowsOf(into.ownerUrl, `select conname from pg_constraint where not convalidated`)).toEqual([])
      await opens(into)
      await into.end()
      rmSync(made.folder, { recursive: true })
      figure(`restore drill, round ${round + 1}: acknowledged writes before the backup, all restored`, inside.length)
      figure(
        `restore drill, round ${round + 1}: rows in ${done.tables} tables, every digest as in the snapshot`,
        done.rows,
      )
      figure(`restore drill, round ${round + 1}: account changes meanwhile`, languages)
      figure(`restore drill, round ${round + 1}: backup with 20 writers`, Math.round(took) / 1000, 's')
    }, 120_000)
})

/** The restored installation answers: people sign in, their pages open, row security holds, the import that was under way ends. */
async function opens(into: Awaited<ReturnType<typeof emptyTarget>>): Promise<void> {
  const [site, hands] = await both(into)
  const database = openDatabase(into.appUrl)
  try {
    const old = await fetch(`${site.address}/work`, {
      redirect: 'manual',
      headers: { cookie: sessions[0]?.cookie ?? '' },
    })
    expect([old.status, old.headers.get('location')?.startsWith('/sign-in')]).toEqual([303, true])
    expect(await query(database.db, 'select * from people.student')).toEqual([])
    const who = await sessionOf(database.db, 0)
    const [school] = await rowsOf<{ org_id: number }>(into.ownerUrl, `select org_id from people.org where code = '101'`)
    for (const path of [
      '/work?whose=all',
      `/work/${items[0]}`,
      `/schools/${school?.org_id}`,
      `/schools/${school?.org_id}/students`,
    ]) {
      const page = await fetch(`${site.address}${path}`, { redirect: 'manual', headers: { cookie: who.cookie } })
      expect([path, page.status]).toEqual([path, 200])
    }
    let open: { state: string }[] = []
    for (let i = 0; i < 100; i++) {
      open = await rowsOf(
        into.ownerUrl,
        `select state from feeds.import where state in ('received', 'examining', 'accepted', 'loading')`,
      )
      if (open.length === 0) break
      await sleep(200)
    }
    expect(open).toEqual([])
  } finally {
    await database.close()
    await Promise.all([hands.close(), site.close()])
  }
}
