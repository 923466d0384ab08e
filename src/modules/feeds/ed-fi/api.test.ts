import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiSettings } from './http.ts'
import { type Cursor, edFiApi, type Page } from './pull.ts'
import { readRecords } from './read.ts'
import type { Tree } from './tree.ts'

type Kept = { id: string; version: number; number: number }
/** A small API over a real socket, with a real token, versions, both ways of paging, and faults on order. */
type Scene = {
  rows: Kept[]
  newest: number
  deleted: { id: string; version: number }[]
  fault: ((url: URL, nth: number) => 'down' | 'cut' | 'busy' | 'expired' | 'slow' | null) | null
  before: ((url: URL) => void) | null
  asked: URL[]
  tokens: number
  changes: boolean
}

let server: Server
let scene: Scene
let settings: ApiSettings

const good = (request: IncomingMessage): boolean => request.headers.authorization === `Bearer token-${scene.tokens}`
const record = (one: Kept): Tree => ({
  id: one.id,
  studentUniqueId: `S${one.number}`,
  firstName: 'Made',
  lastSurname: 'Up',
  birthDate: '2010-01-02',
})

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
  if (url.pathname === '/ods')
    return send(200, { version: '7.3', urls: { dataManagementApi: 'https://elsewhere.example/data/v3/' } })
  if (url.pathname === '/ods/oauth/token') {
    const basic = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
    if (request.method !== 'POST' || basic !== 'key:secret') return send(401, { error: 'invalid_client' })
    scene.tokens += 1
    return send(200, { access_token: `token-${scene.tokens}`, expires_in: 1800, token_type: 'bearer' })
  }
  scene.asked.push(url)
  scene.before?.(url)
  const fault = scene.fault?.(url, scene.asked.length) ?? null
  if (fault === 'expired') scene.tokens += 1
  if (fault === 'down') return send(503, { message: 'made up' })
  if (fault === 'busy') return send(429, { message: 'made up' }, { 'retry-after': '0' })
  if (fault === 'cut') {
    response.writeHead(200, { 'content-length': '1000' }).write('[{"id":')
    setTimeout(() => response.destroy(), 5)
    return
  }
  if (fault === 'slow') return
  if (!good(request)) return send(401, {})
  if (url.pathname.endsWith('/availableChangeVersions'))
    return scene.changes ? send(200, { oldestChangeVersion: 1, newestChangeVersion: scene.newest }) : send(404, {})
  const query = (name: string, usual: number): number => Number(url.searchParams.get(name) ?? usual)
  const inside = (version: number): boolean =>
    version >= query('minChangeVersion', 0) && version <= query('maxChangeVersion', 1e9)
  if (url.pathname.endsWith('/deletes')) {
    const gone = scene.deleted.filter((one) => inside(one.version))
    return send(200, gone.slice(query('offset', 0), query('offset', 0) + query('limit', 25)), {
      'total-count': String(gone.length),
    })
  }
  if (!url.pathname.endsWith('/ods/data/v3/ed-fi/students')) return send(404, {})
  const rows = scene.rows.filter((one) => inside(one.version))
  if (url.searchParams.has('pageSize')) {
    const after = Number(url.searchParams.get('pageToken') ?? '0')
    const rest = rows.filter((one) => one.number > after).slice(0, query('pageSize', 25))
    return send(200, rest.map(record), rest.length > 0 ? { 'next-page-token': String(rest.at(-1)?.number) } : {})
  }
  const page = rows.slice(query('offset', 0), query('offset', 0) + query('limit', 25))
  send(200, page.map(record), url.searchParams.has('totalCount') ? { 'total-count': String(rows.length) } : {})
}

beforeEach(async () => {
  const rows = Array.from({ length: 47 }, (_, at) => ({ id: `id-${at + 1}`, version: at + 1, number: at + 1 }))
  scene = { rows, newest: 47, deleted: [], fault: null, before: null, asked: [], tokens: 0, changes: true }
  server = createServer(answer)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  settings = {
    base: `http://127.0.0.1:${port}/ods`,
    key: 'key',
    secret: 'secret',
    firstWaitMs: 2,
    tries: 4,
    timeoutMs: 5000,
  }
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const numbers = (pages: readonly Page[]): number[] =>
  pages.flatMap((page) =>
    page.records.map((one) => Number((one as { studentUniqueId: string }).studentUniqueId.slice(1))),
  )
const collected = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const one of items) all.push(one)
  return all
}
const sorted = (all: readonly number[]): number[] => [...new Set(all)].toSorted((a, b) => a - b)
const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1)

describe.each(['offset', 'key'] as const)('a pull by %s', (paging) => {
  it('brings every record once, in pages, as typed rows, with one token', async () => {
    const pages = await collected(edFiApi(settings).pull('students', { paging, pageSize: 10 }))
    expect([pages.length >= 5, numbers(pages).toSorted((a, b) => a - b)]).toEqual([true, upTo(47)])
    expect([pages.at(-1)?.cursor.next, pages.at(-1)?.cursor.to, scene.tokens]).toEqual([null, 47, 1])
    const { items, tally } = readRecords(
      'students',
      pages.flatMap((page) => page.records),
    )
    const rows = await collected(items)
    expect([tally.rows, rows[0]?.found?.resource]).toEqual([{ students: 47 }, 'students'])
  })

  it('goes through failures, a full server, cut answers and a token that ended', async () => {
    const faults = ['down', 'busy', 'cut', 'expired', null, 'down', null, 'busy', 'cut', null] as const
    scene.fault = (_url, nth) => faults[nth % faults.length] ?? null
    const pages = await collected(edFiApi(settings).pull('students', { paging, pageSize: 7 }))
    expect(numbers(pages).toSorted((a, b) => a - b)).toEqual(upTo(47))
    expect(scene.tokens).toBeGreaterThan(1)
  })

  it('goes on from its cursor in another process, after being cut off at any page', async () => {
    for (const stop of [1, 2, 4]) {
      const first: Page[] = []
      for await (const page of edFiApi(settings).pull('students', { paging, pageSize: 10 })) {
        first.push(page)
        if (first.length === stop) break
      }
      const kept = JSON.parse(JSON.stringify(first.at(-1)?.cursor)) as Cursor
      const rest = await collected(edFiApi(settings).pull('students', { cursor: kept }))
      expect(numbers([...first, ...rest]).toSorted((a, b) => a - b)).toEqual(upTo(47))
    }
  })

  it('loses nothing while records change and go under it; what changed comes with the next pull', async () => {
    let moved = 0
    scene.before = (url) => {
      if (!url.searchParams.has(paging === 'key' ? 'pageSize' : 'offset') || moved >= 12) return
      moved += 1
      const changed = scene.rows[moved * 3]
      scene.newest += 1
      if (changed) changed.version = scene.newest
    }
    const first = await collected(edFiApi(settings).pull('students', { paging, pageSize: 5 }))
    const since = first.at(-1)?.cursor.to ?? 0
    scene.before = null
    const second = await collected(edFiApi(settings).pull('students', { paging, pageSize: 5, changedSince: since }))
    expect(sorted([...numbers(first), ...numbers(second)])).toEqual(upTo(47))
    expect(numbers(second)).toHaveLength(moved)
    expect([since, second.at(-1)?.cursor.from]).toEqual([47, 48])
  })
})

describe('the client', () => {
  it('brings only what changed and what was deleted since a version, and knows an API without versions', async () => {
    const [first] = scene.rows
    if (first) first.version = 48
    scene.newest = 49
    scene.deleted = [{ id: 'id-2', version: 49 }]
    const api = edFiApi(settings)
    expect(numbers(await collected(api.pull('students', { changedSince: 47 })))).toEqual([1])
    const gone = await collected(api.deletes('students', { changedSince: 47 }))
    expect(gone.flatMap((page) => page.records)).toMatchObject([{ id: 'id-2' }])
    scene.changes = false
    expect(await api.versions()).toBeNull()
    expect(numbers(await collected(api.pull('students')))).toHaveLength(47)
    await expect(collected(api.pull('students', { changedSince: 3 }))).rejects.toMatchObject({
      code: 'feeds/ed-fi-no-changes',
    })
    scene.rows = []
    expect(await collected(api.pull('students'))).toEqual([])
  })

  it('gives up after so many tries, with a trouble that holds no secret and nothing the server said', async () => {
    scene.fault = () => 'down'
    const failed = await collected(edFiApi(settings).pull('students')).catch((error: unknown) => error)
    expect(failed).toMatchObject({ kind: 'Unavailable', code: 'feeds/ed-fi-away' })
    expect(scene.asked).toHaveLength(4)
    expect(JSON.stringify(failed) + String(failed)).not.toMatch(/secret|token-|made up/)
    scene.fault = () => 'slow'
    const slow = collected(edFiApi({ ...settings, tries: 1, timeoutMs: 50 }).pull('students'))
    await expect(slow).rejects.toMatchObject({ code: 'feeds/ed-fi-away' })
    scene.fault = null
    await expect(collected(edFiApi({ ...settings, secret: 'wrong' }).pull('students'))).rejects.toMatchObject({
      code: 'feeds/ed-fi-refused',
    })
    await expect(collected(edFiApi(settings).pull('teachers'))).rejects.toMatchObject({
      code: 'feeds/ed-fi-unknown',
    })
  })

  it('takes only safe addresses, plain names and cursors of the same resource', async () => {
    for (const base of ['http://ods.example', 'https://name:word@ods.example', 'ftp://127.0.0.1', 'nowhere'])
      expect(() => edFiApi({ ...settings, base })).toThrow(/no address of an API/)
    expect(() => edFiApi(settings).pull('../oauth')).toThrow(/no name of a resource/)
    const cursor: Cursor = { resource: 'schools', paging: 'key', pageSize: 5, from: null, to: null, next: 'start' }
    await expect(collected(edFiApi(settings).pull('students', { cursor }))).rejects.toMatchObject({
      code: 'feeds/ed-fi-cursor',
    })
  })
})
