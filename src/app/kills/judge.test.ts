import { describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.ts'
import { half, lost, unfinished } from './judge.ts'
import type { Note } from './ledger.ts'

const sha = 'a'.repeat(64)
const manifest = 'b'.repeat(64)

/** What a whole installation looks like. */
const whole = (): Evidence => ({
  items: [{ item_id: 7, version: 3 }],
  changes: [
    { object: 'work.item', object_id: '7', version: 2, verb: 'updated', note: 'kept 1' },
    { object: 'work.item', object_id: '7', version: 3, verb: 'updated', note: 'kept 2' },
    { object: 'feeds.import', object_id: '4', version: 5, verb: 'accepted', note: null },
    { object: 'edition', object_id: '2', version: 4, verb: 'submit', note: null },
  ],
  gaps: [],
  imports: [{ import_id: 4, sha256: sha, state: 'loaded', versions: 1, told: 1 }],
  uploads: [{ path: 'files/aa/a', sha256: sha, found: sha }],
  jobs: [],
  pointers: [
    { dataset: 'attendance', school_year: 2027, version: 9, path: 'lake/v9.parquet', sha256: sha, found: sha },
  ],
  runs: [
    {
      definition: 'chronic-absenteeism',
      school_year: 2027,
      run_id: 12,
      datasets: { attendance: 9, org: 1 },
      cube: true,
      served: [12],
      standing: [12],
      newest: 12,
    },
  ],
  editions: [
    { edition_id: 1, number: 1, state: 'superseded', failure: null, digest: sha, cells: 5, released: 5, told: 1 },
    { edition_id: 2, number: 2, state: 'published', failure: null, digest: manifest, cells: 5, released: 5, told: 1 },
    { edition_id: 3, number: 3, state: 'draft', failure: null, digest: null, cells: 0, released: 0, told: 0 },
  ],
  plans: [{ slug: 'two-brooks', version: 2, versions: 2, title: 'Second reading', digests: true }],
  folder: [
    { number: 1, manifest: sha, wrong: [] },
    { number: 2, manifest, wrong: [] },
  ],
  index: {
    latest: 2,
    editions: [
      { number: 2, state: 'current', manifest_sha256: manifest },
      { number: 1, state: 'superseded', manifest_sha256: sha },
    ],
  },
})

const notes: Note[] = [
  { kind: 'item', item: 7, version: 2, note: 'kept 1' },
  { kind: 'item', item: 7, version: 3, note: 'kept 2' },
  { kind: 'import', id: 4, sha256: sha },
  { kind: 'accepted', id: 4 },
  { kind: 'edition', id: 2, version: 4, verb: 'submit' },
  { kind: 'published', id: 2 },
  { kind: 'plan', slug: 'two-brooks', version: 2, title: 'Second reading' },
]

/** The whole installation with one thing done to it. */
const but = (change: (seen: Evidence) => void): Evidence => {
  const seen = structuredClone(whole())
  change(seen)
  return seen
}
const only = <T>(list: T[]): T => list[0] as T

describe('the judge of the kill loop', () => {
  it('finds nothing wrong with what is whole', () => {
    expect([...lost(whole(), notes), ...half(whole()), ...unfinished(whole())]).toEqual([])
  })

  it.each<[string, (seen: Evidence) => void]>([
    ['an item goes back to an older version', (seen) => (only(seen.items).version = 2)],
    ['a change of an item is gone', (seen) => seen.changes.splice(1, 1)],
    ['a change holds another note', (seen) => (only(seen.changes).note = 'kept 9')],
    ['the row of an import is gone', (seen) => seen.imports.pop()],
    ['the file of an import is gone', (seen) => (only(seen.uploads).found = null)],
    ['an acceptance is gone', (seen) => seen.changes.splice(2, 1)],
    ['a move of an edition is gone', (seen) => seen.changes.splice(3, 1)],
    ['a publication is forgotten', (seen) => ((seen.editions[1] as { state: string }).state = 'approved')],
    ['a plan is older', (seen) => (only(seen.plans).version = 1)],
    ['a plan holds other words', (seen) => (only(seen.plans).title = 'First reading')],
  ])('notices a lost write: %s', (_what, change) => {
    expect(lost(but(change), notes)).toHaveLength(1)
  })

  it('takes a publication that was given up, with the failure on its record, for a definite end', () => {
    const given = but((seen) =>
      Object.assign(seen.editions[1] as object, { state: 'approved', failure: 'platform/worker-died' }),
    )
    expect(lost(given, notes)).toEqual([])
  })

  it.each<[string, (seen: Evidence) => void]>([
    ['history with a gap', (seen) => seen.gaps.push({ object: 'work.item', object_id: '7', n: 2, last: 3 })],
    ['a pointer without its file', (seen) => (only(seen.pointers).found = null)],
    ['a pointer with another file', (seen) => (only(seen.pointers).found = manifest)],
    ['an upload with other bytes', (seen) => (only(seen.uploads).found = manifest)],
    [
      'an import that nobody examines',
      (seen) => Object.assign(only(seen.imports), { state: 'received', versions: 0, told: 0 }),
    ],
    [
      'an import that nobody loads',
      (seen) => Object.assign(only(seen.imports), { state: 'loading', versions: 0, told: 0 }),
    ],
    ['an import loaded twice', (seen) => (only(seen.imports).versions = 2)],
    ['an import told twice', (seen) => (only(seen.imports).told = 2)],
    ['a version before its import is loaded', (seen) => Object.assign(only(seen.imports), { state: 'examined' })],
    ['a cube that is gone', (seen) => (only(seen.runs).cube = false)],
    ['a slice of another run', (seen) => (only(seen.runs).served = [11])],
    ['a slice of two runs', (seen) => (only(seen.runs).served = [11, 12])],
    ['students of another run', (seen) => (only(seen.runs).standing = [11])],
    ['values newer than the pointer', (seen) => (only(seen.runs).newest = 13)],
    ['an edition released in part', (seen) => (only(seen.editions).released = 4)],
    ['an edition published twice', (seen) => (only(seen.editions).told = 2)],
    ['a draft that released cells', (seen) => Object.assign(seen.editions[2] as object, { released: 3 })],
    ['a draft in the public folder', (seen) => seen.folder.push({ number: 3, manifest: sha, wrong: [] })],
    ['a public edition with a torn page', (seen) => only(seen.folder).wrong.push('en/index.html')],
    ['a public edition without manifest', (seen) => Object.assign(only(seen.folder), { manifest: null })],
    ['a public edition with other bytes', (seen) => (only(seen.folder).manifest = manifest)],
    ['an index ahead of the folder', (seen) => seen.folder.pop()],
    ['a plan without its version', (seen) => (only(seen.plans).versions = 1)],
  ])('notices what is half visible: %s', (_what, change) => {
    expect(half(but(change)).length).toBeGreaterThan(0)
  })

  it('takes an import that somebody works on for what it is', () => {
    const seen = but((one) => {
      Object.assign(only(one.imports), { state: 'loading', versions: 0, told: 0 })
      one.jobs.push({ name: 'feeds.load', state: 'active', data: { import_id: 4 } })
    })
    expect(half(seen)).toEqual([])
    expect(unfinished(seen)).toHaveLength(1)
  })

  it.each<[string, (seen: Evidence) => void]>([
    ['a load that was not computed', (seen) => (only(seen.pointers).version = 10)],
    ['an edition that is not in the index', (seen) => seen.index?.editions.shift()],
    ['an index that says another newest', (seen) => Object.assign(seen.index ?? {}, { latest: 1 })],
    ['no index at all', (seen) => (seen.index = null)],
  ])('notices what was not finished: %s', (_what, change) => {
    expect(unfinished(but(change)).length).toBeGreaterThan(0)
  })
})
