import { invalid, Trouble } from '../../../platform/errors.ts'
import { type Answer, type ApiSettings, type Get, once, patientGet, retried, safeAddress } from './http.ts'
import type { Tree } from './tree.ts'

/**
 * A place to go on from, to be kept beside what was stored. `from`, `to`: change versions asked for, null where the API counts none.
 * `next`: an offset, a page token, `start`, or null when everything came.
 */
export type Cursor = {
  resource: string
  paging: 'offset' | 'key'
  pageSize: number
  from: number | null
  to: number | null
  next: number | string | null
}

/** A page of records and the cursor behind it. `again`: how many records of it had come before and were left out. */
export type Page = { records: Tree[]; again: number; cursor: Cursor }

/**
 * What to pull. `changedSince`: the `to` of the last complete pull, so that only what changed comes. `cursor`: where a pull was cut off; everything else is then
 * taken from it. `paging`: `key` where the API knows page tokens (7.3 and later), `offset` everywhere.
 */
export type PullOptions = { paging?: 'offset' | 'key'; pageSize?: number; changedSince?: number; cursor?: Cursor }

/** A client of one API. */
export type EdFiApi = {
  /** Oldest and newest change version; null when the API does not count changes. */
  versions: () => Promise<{ oldest: number; newest: number } | null>
  pull: (resource: string, options?: PullOptions) => AsyncGenerator<Page>
  /** Records deleted between two change versions: their ids, in pages. */
  deletes: (resource: string, options: PullOptions & { changedSince: number }) => AsyncGenerator<Page>
}

const mostRecords = 500

/**
 * A client of an Ed-Fi API (ODS/API 5.1 and later: `/data/v3/ed-fi/...`, `/oauth/token`, change queries). In: address and credentials.
 *
 * A pull fixes the newest change version first and asks for nothing newer, so that what changes meanwhile leaves the window and comes with the next pull. Offsets
 * are walked from the last page to the first: a record that leaves moves others towards the beginning, where they are still to come, so that one may come
 * twice but none is lost. Ids that came are known within one pull; after going on from a cursor a record may come again. Store by id.
 */
export function edFiApi(settings: ApiSettings): EdFiApi {
  const base = safeAddress(settings.base.replace(/\/+$/, ''))
  let places: Promise<Places> | null = null
  const where = (): Promise<Places> => {
    places ??= placesOf(settings, base)
    // What failed once is asked again.
    places.catch(() => {
      places = null
    })
    return places
  }
  const get: Get = patientGet(settings, async () => (await where()).token)
  const versions = async (): Promise<{ oldest: number; newest: number } | null> => {
    try {
      const { body } = await get(below((await where()).changes, 'availableChangeVersions'))
      const found = Object.fromEntries(
        Object.entries(body as object).map(([name, value]) => [name.toLowerCase(), value]),
      )
      const oldest: unknown = found.oldestchangeversion
      const newest: unknown = found.newestchangeversion
      return typeof oldest === 'number' && typeof newest === 'number' ? { oldest, newest } : null
    } catch (error) {
      if (error instanceof Trouble && error.kind === 'Missing') return null
      throw error
    }
  }
  const pull = async function* (path: string, options: PullOptions): AsyncGenerator<Page> {
    const cursor = options.cursor ?? (await begun(path, options, versions))
    if (cursor.resource !== path)
      throw invalid('feeds/ed-fi-cursor', 'This place to go on from is of another resource.')
    const url = below((await where()).data, `ed-fi/${path}`)
    yield* cursor.paging === 'key' ? byKey(get, url, cursor) : byOffset(get, url, cursor)
  }
  return {
    versions,
    pull: (resource, options = {}) => pull(named(resource), options),
    deletes: (resource, options) => pull(`${named(resource)}/deletes`, options),
  }
}

type Places = { token: URL; data: URL; changes: URL }

/** Addresses as the API itself tells them at its root, those of the settings first, the usual ones last. Another host than its own is not believed. */
async function placesOf(settings: ApiSettings, base: URL): Promise<Places> {
  const told = await retried(settings, () => once(settings, base, { headers: { accept: 'application/json' } }))
    .then((answer) => (answer.body as { urls?: Record<string, unknown> } | null)?.urls ?? {})
    .catch((error: unknown) => {
      if (error instanceof Trouble && error.kind !== 'Unavailable') return {} as Record<string, unknown>
      throw error
    })
  const pick = (given: string | undefined, name: string, usual: string): URL => {
    if (given) return safeAddress(given)
    const said = typeof told[name] === 'string' ? URL.parse(told[name]) : null
    return said && said.origin === base.origin ? said : below(base, usual)
  }
  return {
    token: pick(settings.tokenUrl, 'oauth', 'oauth/token'),
    data: pick(settings.dataUrl, 'dataManagementApi', 'data/v3'),
    changes: pick(settings.changesUrl, 'changeQueries', 'changeQueries/v1'),
  }
}

const below = (at: URL, path: string): URL => new URL(`${at.href.replace(/\/+$/, '')}/${path}`)

function named(resource: string): string {
  if (!/^[a-zA-Z][a-zA-Z0-9]{1,80}$/.test(resource))
    throw invalid('feeds/ed-fi-resource', 'This is no name of a resource.')
  return resource
}

async function begun(resource: string, options: PullOptions, versions: EdFiApi['versions']): Promise<Cursor> {
  const pageSize = Math.min(Math.max(1, Math.trunc(options.pageSize ?? mostRecords)), mostRecords)
  const window = await versions()
  if (options.changedSince !== undefined && !window)
    throw invalid('feeds/ed-fi-no-changes', 'This API does not count changes.', 'Pull everything.')
  if (options.changedSince !== undefined && window && options.changedSince + 1 < window.oldest)
    throw invalid('feeds/ed-fi-too-old', 'The API no longer knows what changed since then.', 'Pull everything.')
  const from = window ? (options.changedSince ?? -1) + 1 : null
  return { resource, paging: options.paging ?? 'offset', pageSize, from, to: window?.newest ?? null, next: 'start' }
}

function asked(url: URL, cursor: Cursor, query: Record<string, string | number>): URL {
  const made = new URL(url)
  if (cursor.from !== null && cursor.from > 0) made.searchParams.set('minChangeVersion', String(cursor.from))
  if (cursor.to !== null) made.searchParams.set('maxChangeVersion', String(cursor.to))
  for (const [name, value] of Object.entries(query)) made.searchParams.set(name, String(value))
  return made
}

function recordsOf(answer: Answer): Tree[] {
  if (!Array.isArray(answer.body))
    throw invalid('feeds/ed-fi-answer', 'The API sent something else than a list of records.', 'Check its address.')
  return answer.body as Tree[]
}

/** Leaves out records whose id came before. A record without an id always counts. */
function fresh(records: readonly Tree[], seen: Set<string>): Tree[] {
  return records.filter((one) => {
    const id = one !== null && typeof one === 'object' && !Array.isArray(one) ? one.id : undefined
    if (typeof id !== 'string') return true
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}

async function* byOffset(get: Get, url: URL, begin: Cursor): AsyncGenerator<Page> {
  const seen = new Set<string>()
  let cursor = begin
  if (cursor.next === 'start') {
    const answer = await get(asked(url, cursor, { offset: 0, limit: 1, totalCount: 'true' }))
    const total = Number(answer.headers.get('total-count') ?? Number.NaN)
    if (!Number.isSafeInteger(total) || total < 0)
      throw invalid('feeds/ed-fi-answer', 'The API does not say how many records there are.', 'Pull it by key.')
    cursor = { ...cursor, next: total === 0 ? null : Math.floor((total - 1) / cursor.pageSize) * cursor.pageSize }
  }
  while (typeof cursor.next === 'number') {
    const offset = cursor.next
    const all = recordsOf(await get(asked(url, cursor, { offset, limit: cursor.pageSize })))
    const records = fresh(all, seen)
    cursor = { ...cursor, next: offset === 0 ? null : Math.max(0, offset - cursor.pageSize) }
    yield { records, again: all.length - records.length, cursor }
  }
}

async function* byKey(get: Get, url: URL, begin: Cursor): AsyncGenerator<Page> {
  const seen = new Set<string>()
  let cursor = begin
  while (cursor.next !== null) {
    const token = cursor.next === 'start' ? {} : { pageToken: cursor.next }
    const answer = await get(asked(url, cursor, { ...token, pageSize: cursor.pageSize }))
    const all = recordsOf(answer)
    const records = fresh(all, seen)
    const next = answer.headers.get('next-page-token')
    if (next !== null && next === cursor.next)
      throw invalid('feeds/ed-fi-answer', 'The API gives the same page again and again.', 'Pull it by offset.')
    cursor = { ...cursor, next: next === null || next === '' || all.length === 0 ? null : next }
    yield { records, again: all.length - records.length, cursor }
  }
}
