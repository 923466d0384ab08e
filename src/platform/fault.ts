import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Places where the kill loop (`src/app/kills`) stops or kills the process: between two steps that must not be seen apart. Each is one line where it
 * stands, and does nothing unless THROUGHLINE_FAULT names it, which only the demo accepts.
 */
export const faultPoints = {
  'files/written': 'bytes lie aside and are not synced',
  'files/synced': 'synced, not renamed',
  'files/renamed': 'renamed, the folder not synced',
  'feeds/stored': 'the upload lies in its place, no row names it',
  'feeds/row': 'the import is written, its job not sent',
  'feeds/sent': 'import and job are written, nothing is committed',
  'feeds/received': 'committed, not answered',
  'feeds/part': 'some parts of an import lie beside it, others not',
  'feeds/examined': 'everything lies beside the import, the findings are not written',
  'feeds/accepted-row': 'accepted, the job of the load not sent',
  'feeds/accepted': 'the acceptance is committed, not answered',
  'feeds/version-file': 'the file of a version is in its place, no row names it',
  'feeds/version-row': 'the row of a version is written, the pointer has not moved',
  'feeds/pointer': 'the pointer has moved, nothing is committed',
  'feeds/loaded': 'the load is committed, its job is not ended',
  'indicators/cubes': 'cubes lie in the lake, no run names them',
  'indicators/run': 'the pointer names the new run, the old values are still served',
  'indicators/values': 'values are replaced, where students stand is not',
  'indicators/served': 'everything is replaced, nothing is committed',
  'indicators/computed': 'the computation is committed, its job is not ended',
  'work/written': 'an item is written, not committed',
  'work/saved': 'committed, not answered',
  'plans/written': 'a plan is written, not committed',
  'plans/saved': 'the plan is committed, nobody was told',
  'publishing/moved': 'an edition has moved, not committed',
  'publishing/collected': 'a draft is collected, not committed',
  'publishing/page': 'some pages of an edition are written',
  'publishing/ready': 'all pages are ready, the edition is not released',
  'publishing/released': 'released, not committed',
  'publishing/committed': 'the release is committed, the pages are not public',
  'publishing/public': 'the pages are public, the index does not know them',
  'publishing/index': 'some files of the index are new, others old',
  'publishing/indexed': 'the index is new, the job is not ended',
  'jobs/taken': 'a job is taken, nothing is done',
  'jobs/done': 'a job is done, the queue does not know',
} as const
export type FaultPoint = keyof typeof faultPoints

/** What the loop writes into `<folder>/<point>.armed`: which process, at which passing, and whether it dies there or waits for the loop to act. */
export type Armed = { id: number; part: string | null; nth: number; act: 'kill' | 'wait' }

/** The file of a point in the loop's folder. */
export const faultFile = (folder: string, name: FaultPoint, end: 'armed' | 'reached' | 'go' | 'seen'): string =>
  join(folder, `${name.replace('/', '.')}.${end}`)

/** What is wrong with a setting of THROUGHLINE_FAULT; null when it can be used: a point, `point:3` (its third passing), or `folder:/absolute/path`. */
export function faultTrouble(setting: string): string | null {
  if (/^folder:\/.+/.test(setting)) return null
  const [name = '', nth = '1'] = setting.split(':')
  if (Object.hasOwn(faultPoints, name) && /^[1-9]\d*$/.test(nth)) return null
  return `THROUGHLINE_FAULT is "${setting}", but must be a point of src/platform/fault.ts, such as work/saved or work/saved:3, or folder:/path.`
}

const setting = process.env.THROUGHLINE_DEMO === 'off' ? '' : (process.env.THROUGHLINE_FAULT ?? '')
const folder = setting.startsWith('folder:') ? setting.slice('folder:'.length) : null
const passed = new Map<string, number>()
const still = new Int32Array(new SharedArrayBuffer(4))

/** A place where the process may be killed by a test of the demo. Otherwise nothing. */
export function faultPoint(name: FaultPoint): void {
  if (setting === '') return
  if (folder === null) {
    const [wanted, nth = '1'] = setting.split(':')
    if (wanted === name && count(name) === Number(nth)) die()
    return
  }
  reach(folder, name)
}

function count(key: string): number {
  const times = (passed.get(key) ?? 0) + 1
  passed.set(key, times)
  return times
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
  Atomics.wait(still, 0, 0, 60_000)
}

function reach(folder: string, name: FaultPoint): void {
  if (count(`seen ${name}`) === 1) writeFileSync(faultFile(folder, name, 'seen'), '')
  const file = faultFile(folder, name, 'armed')
  if (!existsSync(file)) return
  const armed = readArmed(file)
  if (!armed || (armed.part !== null && armed.part !== process.env.THROUGHLINE_PART)) return
  if (count(`${name} ${armed.id}`) !== armed.nth) return
  try {
    renameSync(file, faultFile(folder, name, 'reached'))
  } catch {
    // another process came first
    return
  }
  if (armed.act === 'kill') die()
  // The whole process stands still, as if it were this slow, until the loop has killed what it wants to kill.
  const go = faultFile(folder, name, 'go')
  for (let i = 0; i < 1000 && !existsSync(go); i++) Atomics.wait(still, 0, 0, 10)
  rmSync(go, { force: true })
}

function readArmed(file: string): Armed | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Armed
  } catch {
    return null
  }
}
