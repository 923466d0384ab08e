import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { machineTime, now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { report } from '../../../platform/db/progress.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { type Duck, openDuck } from '../../../platform/duckdb.ts'
import { unavailable } from '../../../platform/errors.ts'
import { tell } from '../../../platform/events.ts'
import type { Services } from '../../../platform/web/route.ts'
import {
  beginForgetting,
  dropStudent,
  finishForgetting,
  type Forgetting,
  onlyForgetting,
  type Subject,
  sweepRecordFiles,
  systemScope,
  todayOf,
  yearOf,
} from '../../people/index.ts'
import { datasetChanged } from '../events.ts'
import { sweepScratch } from '../forgetting/scratch.ts'
import { aboutStudents, rowsAbout, unnamed, type Whom, writeWithout } from '../forgetting/lake.ts'
import { removeFile } from '../lake.ts'
import { addRewritten, blankFindings, importsAtWork, replaceVersionFile } from '../store-forget.ts'
import { allVersions, currentVersions, lockDataset } from '../store-version.ts'
import { cleanUploads } from './forget-uploads.ts'

type Counts = Record<string, number>
const add = (counts: Counts, more: Counts) => {
  for (const [name, n] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + n
}

/** For tests: something that happens between the steps. */
export type ForgetFaults = { after?: (step: 'rows' | 'removed' | 'files') => void | Promise<void> }

/** How often the whole is done again because a load that was under way brought the person back. */
const rounds = 5
/** Milliseconds that an import that is being read or loaded is waited for. */
const patience = 60_000

/**
 * Forgets one student (decision 032): every version in the lake that holds the person is written anew without it, then `people` and all above drop their rows in
 * the same transaction, then uploads and what lies beside imports are searched. Safe twice, and safe when killed: whoever goes on finds the request still running.
 * Cubes, served aggregates and editions name nobody and stay. Out: the request, done. Null when there is nothing to do.
 */
export async function forget(
  services: Services,
  districtId: number,
  forgettingId: number,
  faults: ForgetFaults = {},
): Promise<Forgetting | null> {
  const scope = await systemScope(services.db, 'forget', districtId)
  const subject = `forget:${forgettingId}`
  const begun = await inScope(services.db, scope, (tx) => beginForgetting(tx, forgettingId))
  if (!begun) return null
  const say = (done: number, step: string) => report(services.db, { subject, step, done, total: 4 })
  const scratch = join(services.home, 'tmp', `forget-${process.pid}-${randomBytes(8).toString('hex')}`)
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  for (const folder of ['lake', 'imports', 'files'])
    await mkdir(join(services.home, folder), { recursive: true, mode: 0o700 })
  const duck = await openDuck({
    directories: [scratch, join(services.home, 'lake'), join(services.home, 'imports')],
    temp: join(scratch, 'spill'),
    threads: services.config.threads,
    memory: services.config.memory,
  })
  const counts: Counts = {}
  try {
    const whom = whomOf(begun.subject)
    for (let round = 1; ; round++) {
      await say(1, 'feeds.forget.rows')
      const old = await dropRowsAndVersions(services, scope, duck, begun.subject, whom, counts)
      await faults.after?.('rows')
      for (const path of old) await removeFile(services.home, path)
      await faults.after?.('removed')
      await say(2, 'feeds.forget.files')
      await quiet(services, scope, districtId)
      await sweepRecordFiles(services, districtId)
      add(counts, await cleanUploads(services, scope, duck, scratch, { districtId, forgettingId, whom }))
      await sweepScratch(services.home, scratch)
      await faults.after?.('files')
      await say(3, 'feeds.forget.looking')
      if (!(await stillThere(services, scope, duck, districtId, whom))) break
      if (round === rounds)
        throw unavailable(
          'feeds/forget-busy',
          'Files that are being loaded bring the student back.',
          'Nothing more was changed; it goes on by itself later.',
        )
    }
    const done = await inScope(services.db, scope, async (tx) => {
      const row = await finishForgetting(tx, scope, forgettingId, counts)
      await report(tx, { subject, step: 'feeds.done', done: 4, total: 4, state: 'done' })
      return row
    })
    return done
  } finally {
    duck.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

const whomOf = (subject: Subject): Whom => ({
  key: subject.student_key,
  id: subject.external_id,
  refs: subject.refs,
  names: [subject.last_name, subject.first_name].filter((name) => name !== ''),
})

/** One transaction: new versions without the person, their rows, then every row of PostgreSQL. Out: files that nobody names any more. */
async function dropRowsAndVersions(
  services: Services,
  scope: Scope,
  duck: Duck,
  subject: Subject,
  whom: Whom,
  counts: Counts,
): Promise<string[]> {
  const districtId = subject.district_id
  return inScope(services.db, scope, async (tx) => {
    await onlyForgetting(tx, districtId)
    for (const dataset of aboutStudents) await lockDataset(tx, districtId, dataset)
    const versions = (await allVersions(tx, districtId)).filter((one) => aboutStudents.includes(one.dataset))
    const named = new Set(versions.filter((one) => one.file_gone_at === null).map((one) => one.path))
    // What no row names was left by a killed process: it goes at once, because a new file may take its name.
    for (const path of await unnamed(services.home, districtId, named)) await removeFile(services.home, path)
    const old: string[] = []
    const current = new Set((await currentVersions(tx, districtId)).map((one) => one.path))
    const touched = new Map<string, { dataset: string; school_year: number; version: number }>()
    for (const one of versions) {
      const path = join(services.home, one.path)
      if (whom.key === null || one.file_gone_at !== null || !existsSync(path)) continue
      const gone = await rowsAbout(duck, path, whom.key)
      if (gone === 0) continue
      const to = one.path.replace(/(-f\d+)?\.parquet$/, `-f${subject.forgetting_id}.parquet`)
      // The same request met this version before: a load had taken the number's rows from an older one.
      const fresh = to === one.path ? one.path.replace(/\.parquet$/, `x.parquet`) : to
      const written = await writeWithout(duck, services.home, one.path, fresh, whom.key)
      await replaceVersionFile(tx, one, one.version, { path: fresh, ...written })
      await addRewritten(tx, {
        org_id: districtId,
        forgetting_id: subject.forgetting_id,
        what: 'version',
        dataset: one.dataset,
        school_year: one.school_year,
        version: one.version,
        import_id: one.import_id,
        old_sha256: one.sha256,
        new_sha256: written.sha256,
        rows_gone: gone,
        at: now(),
        by_name: scope.name,
      })
      old.push(one.path)
      add(counts, { versions: 1, rows: gone })
      if (current.has(one.path)) touched.set(`${one.dataset} ${one.school_year}`, one)
    }
    const { record_ids: _, ...dropped } = await dropStudent(services, tx, scope, subject)
    add(counts, dropped)
    add(counts, { findings: await blankFindings(tx, districtId, whom.id, whom.names) })
    await tellRunningYear(services, tx, scope, districtId, [...touched.values()])
    return old
  })
}

/** The running year is computed anew, as after every file. Closed years keep the results that they have (decision 032). */
async function tellRunningYear(
  services: Services,
  tx: Tx,
  scope: Scope,
  districtId: number,
  touched: readonly { dataset: string; school_year: number; version: number }[],
): Promise<void> {
  const year = await yearOf(tx, districtId, await todayOf(tx, districtId))
  for (const one of touched.filter((row) => row.school_year === year))
    await tell(services, tx, scope, datasetChanged, {
      district_id: districtId,
      dataset: one.dataset,
      school_year: year,
      version: one.version,
    })
}

/** Waits until no import of the district is being read or loaded: it may still hold what was known before. */
async function quiet(services: Services, scope: Scope, districtId: number): Promise<void> {
  const begun = machineTime()
  while ((await inScope(services.db, scope, (tx) => importsAtWork(tx, districtId))) > 0) {
    if (machineTime() - begun > patience)
      throw unavailable(
        'feeds/forget-busy',
        'A file of the district is being read at this moment.',
        'It goes on by itself later; nothing is lost.',
      )
    await sleep(500)
  }
}

/** True when a load that was under way wrote the key again. */
async function stillThere(
  services: Services,
  scope: Scope,
  duck: Duck,
  districtId: number,
  whom: Whom,
): Promise<boolean> {
  const { key } = whom
  if (key === null) return false
  const versions = (await inScope(services.db, scope, (tx) => allVersions(tx, districtId))).filter(
    (one) => aboutStudents.includes(one.dataset) && one.file_gone_at === null,
  )
  const named = versions.map((one) => one.path)
  const paths = [...named, ...(await unnamed(services.home, districtId, new Set(named)))]
  for (const path of paths) {
    if (path.endsWith('.aside')) continue
    if (existsSync(join(services.home, path)) && (await rowsAbout(duck, join(services.home, path), key)) > 0)
      return true
  }
  return false
}
