import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSource } from './architecture.ts'
import { isScratch, sweepLeftovers, sweepScratch } from './leftovers.ts'

const home = mkdtempSync(join(tmpdir(), 'throughline-leftovers-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const nowMs = Date.now()
const put = (path: string, hours: number) => {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), 'x')
  const at = new Date(nowMs - hours * 3_600_000)
  utimesSync(join(home, path), at, at)
  utimesSync(dirname(join(home, path)), at, at)
}

const left = [
  'tmp/feeds-0011/known.csv',
  'tmp/compute-1-2027-3/slice.csv',
  'tmp/editions/two-brooks/.aside-3-aa/index.html',
  'public/two-brooks/.0123456789ab',
  'public/assets/.0123456789ab.br',
]
const kept = [
  'tmp/editions/two-brooks/3-0011aabb/manifest.json',
  'tmp/backup/one/file',
  'public/two-brooks/index.json',
  'public/two-brooks/editions/1/manifest.json',
]

describe('what killed processes leave behind', () => {
  it('is removed when it is older than any job, and nothing else is', async () => {
    for (const path of left) put(path, 4)
    for (const path of kept) put(path, 400)
    put('tmp/feeds-0022/in-use.csv', 2)
    expect(await sweepLeftovers(home, nowMs)).toBe(left.length)
    expect(left.filter((path) => existsSync(join(home, path)))).toEqual([])
    expect([...kept, 'tmp/feeds-0022/in-use.csv'].filter((path) => !existsSync(join(home, path)))).toEqual([])
    expect(await sweepLeftovers(home, nowMs)).toBe(0)
  })

  it('has names that the sweep knows: every scratch name in the sources is one of them', () => {
    const named = readSource(join(import.meta.dirname, '..'))
      .filter(({ path }) => !/\.test\.tsx?$/.test(path))
      .flatMap(({ text }) => [...text.matchAll(/'tmp', `([a-z]+-)/g)].map((found) => found[1] ?? ''))
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((name) => !isScratch(name))).toEqual([])
  })

  it('of a process that is dead is removed when a worker begins, of a living one not', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid
    put(`tmp/feeds-${dead}-00aa/keys.csv`, 0)
    put(`tmp/feeds-${process.ppid}-00bb/keys.csv`, 0)
    put(`tmp/compute-${dead}-2027-3/slice.csv`, 0)
    put(`tmp/outcomes-${dead}-2-2027-143/standing-2027.csv`, 0)
    expect(await sweepScratch(home)).toBe(2)
    expect(existsSync(join(home, `tmp/outcomes-${dead}-2-2027-143`))).toBe(false)
    expect(existsSync(join(home, `tmp/feeds-${dead}-00aa`))).toBe(false)
    expect(existsSync(join(home, `tmp/feeds-${process.ppid}-00bb/keys.csv`))).toBe(true)
    expect(existsSync(join(home, `tmp/compute-${dead}-2027-3/slice.csv`))).toBe(true)
  })
})
