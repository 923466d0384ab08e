import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createHash } from 'node:crypto'
import { fromBufferPromise } from 'yauzl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { artefactRoutes } from '../artefacts/routes.tsx'
import { refreshDuties, saveDuties } from '../duties/actions.ts'
import { submissionRoutes } from './routes.tsx'
import { sentState } from './rules.ts'
import { zipOf } from './zip.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
let id = 0
let items: { item_id: number; due_on: string; state: string; done_on: string | null }[] = []

const raw = (who: string, path: string, init: RequestInit = {}) =>
  app.request(`http://localhost${path}`, {
    ...init,
    headers: { cookie: `${sessionCookie}=${tokens[who]}; tl_lang=en`, origin: 'http://localhost', ...init.headers },
  })
const ask = async (who: string, path: string, init: RequestInit = {}) => {
  const response = await raw(who, path, init)
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}
const post = (who: string, path: string, fields: Record<string, string>) =>
  ask(who, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
const occurrences = () =>
  one.within((tx) =>
    query<(typeof items)[number]>(
      tx,
      `select item_id, due_on, state, done_on from work.item where source like 'duty:sde-report/%' order by due_on`,
    ),
  )
const sentAt = (at: number) => `/work/submissions/${id}/sent/${items[at]?.item_id}`
const unpack = async (bytes: Buffer) => {
  const zip = await fromBufferPromise(bytes)
  const found = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
    found.set(entry.fileName, Buffer.concat(parts))
  }
  return found
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  await loadSample(services.db, 'D2')
  const head = {
    email: 'head@d1.example.org',
    name: 'Somebody head',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  await one.within(async (tx) => {
    const told = (slug: string, title: string, needs_artefact: boolean) => ({
      slug,
      title: { en: title, es: title },
      rule: {
        kind: 'recurs' as const,
        every: 'monthly' as const,
        on: { kind: 'dayOfMonth' as const, day: 10 },
        days: 'office' as const,
        off: 'stays' as const,
      },
      owner: { role: 'office_head', org: 'DATA' },
      artefact: { en: 'the report', es: 'el informe' },
      needs_artefact,
      from: '2026-09-01',
      grace: 2,
    })
    await saveDuties(tx, one.scope, one.id, [
      told('sde-report', 'Report to the state', true),
      told('other', 'Other', false),
    ])
    await refreshDuties(tx, one.scope, one.id, '2026-11-20')
  })
  for (const [who, email] of [
    ['head', 'head@d1.example.org'],
    ['superintendent', 'superintendent@d1.example.org'],
    ['a', 'principal.a@d1.example.org'],
    ['board', 'board@d1.example.org'],
    ['family', 'family@d1.example.org'],
    ['stranger', 'superintendent@d2.example.org'],
  ] as const)
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
  app = signedSiteOf(services, [...submissionRoutes, ...artefactRoutes])
  items = await occurrences()
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('rules', () => {
  it('tell sent in time, late, still due, overdue, and done without a record apart', () => {
    const days = { due_on: '2026-11-10', planned_due: '2026-11-10', starts_on: null }
    const item = { state: 'open' as const, ...days, done_on: null, listed: true }
    const done = { ...item, state: 'done' as const, done_on: '2026-11-10' }
    expect(sentState(done, { sent_on: '2026-11-12' }, '2026-11-20', 2)).toBe('sent')
    expect(sentState(done, { sent_on: '2026-11-13' }, '2026-11-20', 2)).toBe('sent_late')
    // What was recorded does not count while its due item is open, and an item without a day of its own has the planned one.
    expect(sentState(item, { sent_on: '2026-11-12' }, '2026-11-20', 2)).toBe('overdue')
    expect(sentState({ ...done, due_on: null }, { sent_on: '2026-11-13' }, '2026-11-20', 2)).toBe('sent_late')
    expect(sentState(item, null, '2026-11-12', 2)).toBe('due')
    expect(sentState(item, null, '2026-11-13', 2)).toBe('overdue')
    expect(sentState({ ...item, state: 'done', done_on: '2026-11-10' }, null, '2026-11-20', 2)).toBe('unrecorded')
    expect(sentState({ ...item, state: 'dropped' }, null, '2026-11-20', 2)).toBe('excused')
  })
  it('pack bytes that a reader of archives reads back, the same each time', async () => {
    const files = [
      { path: 'a.txt', bytes: Buffer.from('one') },
      { path: 'deep/ñ.txt', bytes: Buffer.alloc(0) },
    ]
    const first = await buffer(zipOf(files))
    expect(first.equals(await buffer(zipOf(files)))).toBe(true)
    const found = await unpack(first)
    expect([...found].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
      ['a.txt', 'one'],
      ['deep/ñ.txt', ''],
    ])
    expect((await unpack(await buffer(zipOf([])))).size).toBe(0)
  })
})

describe('an archive on its way', () => {
  it('reads a file only when its turn comes, and never holds them all', async () => {
    let [read, told] = [0, 0]
    const size = 4 * 2 ** 20
    const file = (path: string) => ({
      path,
      read: () =>
        Readable.from(
          (function* () {
            for (let i = 0; i < size / 65_536; i += 1) {
              read += 65_536
              yield Buffer.alloc(65_536, path)
            }
          })(),
        ),
    })
    let ahead = 0
    for await (const part of zipOf(Array.from({ length: 12 }, (_, i) => file(`${i}.bin`)))) {
      told += (part as Buffer).length
      ahead = Math.max(ahead, read - told)
    }
    expect(told).toBeGreaterThan(12 * size)
    expect(ahead).toBeLessThan(size)
  })
  it('ends with the error of a file that cannot be read', async () => {
    const broken = {
      path: 'a.bin',
      read: () =>
        new Readable({
          read: (): never => {
            throw new Error('gone')
          },
        }),
    }
    await expect(buffer(zipOf([broken]))).rejects.toThrow('gone')
  })
})

describe('the register', () => {
  it('names a duty once, and has no days of its own', async () => {
    const duty = await one.within((tx) =>
      query<{ duty_id: number }>(tx, `select duty_id from work.duty where slug = 'sde-report'`),
    )
    const form = {
      version: '0',
      duty: String(duty[0]?.duty_id),
      code: 'SDE-MONTHLY',
      recipient: 'State Department of Education',
    }
    expect((await post('head', '/work/submissions', form)).status).toBe(403)
    expect((await post('family', '/work/submissions', form)).status).toBe(404)
    expect((await post('superintendent', '/work/submissions', { ...form, code: 'two words' })).status).toBe(422)
    const made = await post('superintendent', '/work/submissions', form)
    id = Number(/\/work\/submissions\/(\d+)/.exec(made.to)?.[1])
    expect((await post('superintendent', '/work/submissions', form)).to).toContain(`${id}?saved=same`)
    expect((await post('superintendent', '/work/submissions', { ...form, code: 'TWICE' })).status).toBe(422)
    expect((await post('superintendent', '/work/submissions', { ...form, recipient: 'A bank' })).status).toBe(422)
    expect(items.map((item) => item.due_on)).toEqual(['2026-09-10', '2026-10-10', '2026-11-10'])
    expect((await ask('board', '/work/submissions')).html).toContain('0 in time, 0 late, 3 overdue, 0 to come')
    for (const who of ['family', 'stranger']) expect((await ask(who, `/work/submissions/${id}`)).status, who).toBe(404)
  })
  it('is merged, shows both where two meet, and is undone', async () => {
    const path = `/work/submissions/${id}`
    const form = { version: '1', code: 'SDE-MONTHLY', recipient: 'State Department of Education' }
    expect((await post('superintendent', path, { ...form, code: 'SDE' })).status).toBe(303)
    expect((await post('superintendent', path, { ...form, recipient: 'The state' })).status).toBe(303)
    const both = await post('superintendent', path, { ...form, code: 'STATE' })
    expect([both.status, both.html.includes('Now it is: SDE'), both.html.includes('value="STATE"')]).toEqual([
      409,
      true,
      true,
    ])
    const ends = await post('superintendent', path, { ...form, code: 'STATE', ended: 'yes' })
    expect([ends.status, ends.html.includes('Now it is: no')]).toEqual([409, true])
    expect((await post('superintendent', `${path}/undo`, { version: '3' })).status).toBe(303)
    expect((await ask('a', path)).html).toContain('State Department of Education')
  })
})

describe('a sending', () => {
  const form = { version: '0', what: 'Report of September', sent_on: '2026-09-14', receipt: '' }
  it('needs what the duty needs, is said by its owner, and finishes the due item on its day', async () => {
    expect((await post('a', sentAt(0), form)).status).toBe(403)
    expect((await post('family', sentAt(0), form)).status).toBe(404)
    const bare = await post('head', sentAt(0), form)
    expect([bare.status, bare.html.includes('value="Report of September"')]).toEqual([422, true])
    const body = new FormData()
    const fields = {
      csrf: csrfFor(tokens.head ?? ''),
      subject: `item:${items[0]?.item_id}`,
      title: 'Receipt',
      made_on: '2026-09-14',
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('file', new File(['%PDF-1.7\nreceipt'], 'receipt.pdf'))
    const brought = await ask('head', '/work/artefacts/file', { method: 'POST', body })
    const artefact = /\/work\/artefacts\/(\d+)/.exec(brought.to)?.[1] ?? ''
    expect((await post('head', sentAt(0), { ...form, receipt: '99999' })).status).toBe(422)
    expect((await post('head', sentAt(0), { ...form, sent_on: '2026-11-21' })).status).toBe(422)
    expect((await post('head', sentAt(0), { ...form, receipt: artefact })).status).toBe(303)
    expect((await post('head', sentAt(0), { ...form, receipt: artefact })).status).toBe(303)
    expect((await occurrences())[0]).toMatchObject({ state: 'done', done_on: '2026-09-14' })
    const { html } = await ask('board', sentAt(0))
    expect(html).toContain('Sent late')
    expect(html).toContain(`/work/artefacts/${artefact}`)
    expect((await ask('board', '/work/submissions')).html).toContain('0 in time, 1 late, 2 overdue, 0 to come')
  })
  it('is corrected with its history; an old form that meets another change keeps what was typed', async () => {
    const receipt = /name="receipt"[\s\S]*?value="(\d+)" selected/.exec((await ask('head', sentAt(0))).html)?.[1] ?? ''
    const right = { ...form, version: '1', receipt, sent_on: '2026-09-12' }
    expect((await post('superintendent', sentAt(0), right)).status).toBe(303)
    expect((await occurrences())[0]).toMatchObject({ done_on: '2026-09-12' })
    const stale = await post('head', sentAt(0), { ...right, sent_on: '2026-09-11' })
    expect([stale.status, stale.html.includes('Now it is: Sep 12, 2026')]).toEqual([409, true])
    expect((await ask('head', sentAt(0))).html).toContain('from Sep 14, 2026 to Sep 12, 2026')
    // Whoever had the page open before anything was recorded did not see what was.
    const blind = await post('superintendent', sentAt(0), { ...right, version: '0', what: 'Another file' })
    expect([blind.status, blind.html.includes('value="Another file"')]).toEqual([409, true])
    expect((await ask('board', sentAt(0))).html).not.toContain('Another file')
  })
})

describe('what was recorded', () => {
  const back = (who: string, fields: Record<string, string>) => post(who, `${sentAt(0)}/back`, fields)
  it('is taken back with a reason by whoever answers for it; the item is open, the record is history, and it comes again', async () => {
    const reason = 'It was the file of August.'
    expect((await back('a', { version: '2', reason })).status).toBe(403)
    expect((await back('family', { version: '2', reason })).status).toBe(404)
    const bare = await back('head', { version: '2', reason: '' })
    expect([bare.status, bare.html.includes('Say why.')]).toEqual([422, true])
    const old = await back('head', { version: '1', reason })
    expect([old.status, old.html.includes(`value="${reason}"`)]).toEqual([409, true])
    expect((await back('head', { version: '2', reason })).status).toBe(303)
    expect((await back('head', { version: '2', reason })).status).toBe(303)
    expect((await occurrences())[0]).toMatchObject({ state: 'open' })
    expect((await ask('board', '/work/submissions')).html).toContain('0 in time, 0 late, 3 overdue, 0 to come')
    const { html } = await ask('head', sentAt(0))
    for (const words of ['Took it back', reason, 'Does not stand', 'Report of September']) expect(html).toContain(words)
    const receipt = /name="receipt"[\s\S]*?value="(\d+)" selected/.exec(html)?.[1] ?? ''
    const again = { version: '3', what: 'Report of September', sent_on: '2026-09-12', receipt }
    expect((await post('head', sentAt(0), again)).status).toBe(303)
    expect((await ask('board', '/work/submissions')).html).toContain('1 in time, 0 late, 2 overdue, 0 to come')
  })
})

describe('the pack', () => {
  const path = '/work/submissions/pack?from=2026-09-01&to=2026-10-31'
  it('holds the lists and the files, the same bytes each time', async () => {
    const [first, second] = [await raw('board', path), await raw('a', path)]
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/zip'])
    const bytes = Buffer.from(await first.arrayBuffer())
    expect(bytes.equals(Buffer.from(await second.arrayBuffer()))).toBe(true)
    const found = await unpack(bytes)
    const lines = found.get('submissions.csv')?.toString().trim().split('\r\n') ?? []
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain('SDE,Report to the state,State Department of Education')
    expect(lines[1]).toContain('2026-09-10,sent,Report of September,2026-09-12,Somebody head')
    expect(lines[2]).toContain('2026-10-10,overdue')
    const [file] = [...found].filter(([name]) => name.startsWith('files/SDE/2026-09-10/'))
    const digest = createHash('sha256')
      .update(file?.[1] ?? '')
      .digest('hex')
    expect(file?.[1].toString()).toContain('receipt')
    expect(lines[1]).toContain(digest)
    expect(found.get('artefacts.csv')?.toString()).toContain(`${digest},16,${file?.[0]}`)
  })
  it('is for nobody outside, and asks for a time', async () => {
    expect((await ask('family', path)).status).toBe(404)
    expect((await ask('a', '/work/submissions/pack?from=2026-09-01&to=soon')).status).toBe(422)
    const other = await raw('stranger', path)
    expect(
      (await unpack(Buffer.from(await other.arrayBuffer()))).get('submissions.csv')?.toString().trim().split('\r\n'),
    ).toHaveLength(1)
  })
})

describe('a correction that cannot be finished', () => {
  it('writes nothing, where the due item is open again and its proof is gone', async () => {
    await one.within((tx) =>
      query(tx, `update work.item set state = 'open', done_on = null where item_id = $1`, [items[0]?.item_id]),
    )
    await one.within((tx) => query(tx, `update work.artefact set removed = true, reason = 'wrong file'`))
    const form = { version: '3', what: 'Another report', sent_on: '2026-09-13', receipt: '' }
    const refused = await post('head', sentAt(0), form)
    expect([refused.status, refused.html.includes('value="Another report"')]).toEqual([422, true])
    expect((await occurrences())[0]).toMatchObject({ state: 'open' })
    const [line] = await one.within((tx) => query<{ what: string }>(tx, 'select what from work.sending'))
    expect(line?.what).toBe('Report of September')
  })
})
