import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '../../../platform/db/database.ts'
import { literal } from '../../../platform/duckdb.ts'
import { conflict } from '../../../platform/errors.ts'
import { copyRoster, rosterFiles, todayOf, yearOf } from '../../people/index.ts'
import { importFolder } from '../lake.ts'
import { bringKnown, type Session } from '../reading/session.ts'
import type { VersionRow } from '../schema.ts'
import { keptMapping } from '../store.ts'
import { currentVersion, type Key } from '../store-version.ts'
import { macros, nameNow } from './merge.ts'
import { rosterStanding } from './store.ts'

/** The roster is one for all school years: its key has no year, as that of the organizations. */
export const rosterKey = (districtId: number): Key => ({ org_id: districtId, dataset: 'roster', school_year: 0 })

/** Where the whole state of a version of the roster lies, beside the import that made it. */
export const stateFolder = (home: string, version: Pick<VersionRow, 'org_id' | 'import_id' | 'version'>): string =>
  join(importFolder(home, version.org_id, version.import_id), `roster-v${version.version}`)

/** True when a version of the roster can be gone back to: all of its state is still kept. */
export const hasState = (home: string, version: VersionRow): boolean =>
  rosterFiles.every((part) => existsSync(join(stateFolder(home, version), `${part}.parquet`)))

/** Names the state of an earlier version as `now_<part>`. Its files are copied to scratch, because a session is confined to its own import. */
export async function nameVersion(session: Session, version: VersionRow): Promise<void> {
  const folder = join(session.scratch, `roster-v${version.version}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const part of rosterFiles)
    await copyFile(join(stateFolder(session.home, version), `${part}.parquet`), join(folder, `${part}.parquet`))
  await nameNow(session, { parquet: folder })
}

/**
 * Brings what a bundle is compared with: organizations, students, how a person matched schools, and the roster as it stands (`now_<part>`). Between a purge and its job the
 * tables of `people` still hold what was purged: then the state of the version that the pointer names is taken. `whole`: the bundle replaces every part, so that none is needed.
 */
export async function bringRoster(tx: Tx, session: Session, districtId: number, whole = false): Promise<void> {
  const { duck, scratch } = session
  const today = await todayOf(tx, districtId)
  await bringKnown(tx, session, districtId, today, true)
  await duck.run(macros)
  await duck.run(`create temp table param_year as select ${await yearOf(tx, districtId, today)} as current_year`)
  const said = join(scratch, 'schools-said.json')
  await writeFile(
    said,
    JSON.stringify(
      Object.entries(await keptMapping(tx, districtId, 'oneroster')).map(([sourced_id, code]) => ({
        sourced_id,
        code,
      })),
    ),
    { mode: 0o600 },
  )
  await duck.run(
    `create temp table said_school as select * from read_json(${literal(said)}, format = 'array', columns = {'sourced_id': 'varchar', 'code': 'varchar'})`,
  )
  const current = await currentVersion(tx, rosterKey(districtId))
  const standing = await rosterStanding(tx, districtId)
  if (standing === (current?.version ?? 0)) {
    const folder = join(scratch, 'roster')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await copyRoster(tx, districtId, folder)
    await nameNow(session, { csv: folder })
  } else if (current === null) await nameNow(session, null)
  else if (hasState(session.home, current)) await nameVersion(session, current)
  else if (whole) await nameNow(session, null)
  else
    throw conflict(
      'feeds/roster-gone',
      'The roster that this bundle changes is no longer kept.',
      'Send a bulk bundle of the whole roster.',
    )
}
