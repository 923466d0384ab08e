import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../config.ts'
import { inOrder, unitsOf, wanted, weightOf } from './full-plan.ts'
import { type Ran, readReport, type Report, writeReport } from './full-report.ts'
import { openState, reportPath, revision } from './full-state.ts'

const ran = (file: string, more: Partial<Ran> = {}): Ran => ({
  file,
  result: 'passed',
  passed: 3,
  failed: 0,
  skipped: 0,
  seconds: 1.25,
  tries: 1,
  figures: [{ name: 'inputs | of all kinds', value: 100_000, unit: '' }],
  ...more,
})
const report = (files: number, ...all: Ran[]): Report => ({
  date: '2026-11-22',
  commit: '0123456789abcdef0123456789abcdef01234567',
  clean: true,
  seed: 7,
  machine: { cores: 2, memoryGb: 8, system: 'linux x64', node: '24.0.0' },
  files,
  ran: all,
})

it('the page of the last full run can be read', () => {
  expect(readReport(readFileSync(join(projectRoot, reportPath), 'utf8'))).toMatchObject({ rows: expect.any(Number) })
})

it('says passed, failed or partial, and names what failed', () => {
  const whole = writeReport(report(2, ran('src/a.test.ts'), ran('e2e/b.test.ts')))
  expect(readReport(whole)).toMatchObject({ result: 'passed', ran: 2, files: 2, rows: 2, failed: [], seed: 7 })
  expect(whole).toContain('| src/a.test.ts | inputs / of all kinds | 100,000 | - |')
  expect(readReport(writeReport(report(3, ran('src/a.test.ts'))))).toMatchObject({ result: 'partial' })
  const red = writeReport(report(1, ran('src/a.test.ts', { result: 'stuck', tries: 2 })))
  expect(readReport(red)).toMatchObject({ result: 'failed', failed: ['src/a.test.ts'] })
  expect(red.indexOf('src/a.test.ts: stuck')).toBeLessThan(red.indexOf('## Figures'))
})

it('notices a page that somebody wrote by hand', () => {
  const whole = writeReport(report(2, ran('src/a.test.ts'), ran('e2e/b.test.ts')))
  expect(readReport(whole.replace('2 of 2 ran', '3 of 3 ran'))).toContain('The table has 2 rows')
  expect(readReport(whole.replace('Result: passed', 'Result: splendid'))).toContain('is not known')
  expect(readReport(whole.replace('Result: passed', 'Result: failed'))).toContain('not named')
  expect(readReport(whole.replace('2 of 2 ran', '2 of 9 ran'))).toContain('not everything ran')
  expect(readReport(whole.replace('- Seed: 7\n', ''))).toContain('"Seed"')
})

it('goes on where it was; the last word of a figure counts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'))
  const first = openState(folder, 'abc-1', false)
  expect(first.read('src/a.test.ts')).toBeNull()
  first.write(ran('src/a.test.ts'))
  expect(openState(folder, 'abc-1', false).read('src/a.test.ts')).toEqual(ran('src/a.test.ts'))
  expect(openState(folder, 'abc-2', false).read('src/a.test.ts')).toBeNull()
  expect(openState(folder, 'abc-1', true).read('src/a.test.ts')).toBeNull()
  writeFileSync(join(folder, 'a.test.ts'), 'one')
  const own = openState(folder, 'abc-1', false)
  own.write(ran('a.test.ts'))
  expect(own.read('a.test.ts')).toEqual(ran('a.test.ts'))
  writeFileSync(join(folder, 'a.test.ts'), 'two')
  expect(own.read('a.test.ts')).toBeNull()
  rmSync(folder, { recursive: true })
})

it('what is checked is another thing when the product changes, not when a test or the page of the last run does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'))
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
  git('init')
  mkdirSync(join(folder, 'docs'))
  for (const path of ['a.ts', 'a.test.ts', reportPath]) writeFileSync(join(folder, path), 'one')
  git('add', '.')
  git('-c', 'user.name=a', '-c', 'user.email=a@a.example', '-c', 'commit.gpgsign=false', 'commit', '-m', 'one')
  const first = revision(folder)
  expect(first.clean).toBe(true)
  for (const path of ['a.test.ts', reportPath]) writeFileSync(join(folder, path), 'two')
  expect(revision(folder)).toEqual({ ...first, clean: false })
  writeFileSync(join(folder, 'a.ts'), 'two')
  const second = revision(folder)
  expect(second.product).not.toBe(first.product)
  writeFileSync(join(folder, 'new.ts'), 'three')
  expect(revision(folder).product).not.toBe(second.product)
  rmSync(folder, { recursive: true })
})

it('runs usual files a dozen together; heavy ones and those that failed before by themselves', () => {
  const usual = Array.from({ length: 14 }, (_, i) => `src/${String(i)}.test.ts`)
  const kills = 'src/app/kills/kills.test.ts'
  expect(unitsOf([...usual, kills, 'src/z.test.ts'], (file) => file === 'src/3.test.ts')).toEqual([
    usual.slice(0, 3),
    ['src/3.test.ts'],
    usual.slice(4),
    [kills],
    ['src/z.test.ts'],
  ])
  expect(unitsOf(usual, () => false).map((unit) => unit.length)).toEqual([12, 2])
})

it('runs what needs quiet first, then the usual ones, then the long ones, each with its time', () => {
  const files = ['src/z.test.ts', 'src/app/fuzz/fuzz.test.ts', 'src/a.test.ts', 'src/app/kills/kills.test.ts']
  expect(inOrder([...files, 'src/app/operation/clock.test.ts'])).toEqual([
    'src/app/operation/clock.test.ts',
    'src/a.test.ts',
    'src/z.test.ts',
    'src/app/kills/kills.test.ts',
    'src/app/fuzz/fuzz.test.ts',
  ])
  expect(weightOf('src/a.test.ts')).toEqual({ minutes: 20, alone: false, turn: 2 })
  expect(wanted(['--only', 'feeds', '--fresh'], {})).toEqual({ only: 'feeds', fresh: true, seed: 20261120 })
  expect(wanted([], { THROUGHLINE_SEED: '5' })).toMatchObject({ seed: 5 })
  expect(() => wanted(['--quick'], {})).toThrow('--quick')
})
