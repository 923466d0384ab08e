import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope } from '../../people/index.ts'
import { packFolder } from '../oneroster/pack.ts'
import { takenByItself } from '../rules.ts'
import type { DataStatus, FindingCount, ImportRow, KindName, VersionRow } from '../schema.ts'
import { findingCounts, runData } from '../store.ts'
import { versionsOfImport } from '../store-version.ts'
import { found } from './found.ts'
import { accept, again, override } from './decide.ts'
import { examine } from './examine.ts'
import { load } from './load.ts'
import { receive } from './receive.ts'

export type FileToImport = {
  services: Services
  scope: Scope
  /** null: an organizations file that names its own state and district, on an installation that does not have it yet */
  districtId: number | null
  kind?: KindName
  path?: string
  stream?: Readable
  name?: string
  /** true: accepted and loaded at once when nothing stops it; false: left for a person */
  accept: boolean
  status?: DataStatus
  note?: string
  /** the answer to the guard, when it is known that the fall is right */
  override?: string
  by?: string
}

export type Imported = {
  districtId: number
  import: ImportRow
  same: boolean
  findings: FindingCount[]
  versions: VersionRow[]
}

/**
 * Takes one file the whole way in this process: receive, examine, accept, load; the same actions as the jobs call, so that the command line and the demo
 * take the path of a person. The caller has checked access. Out: the import in the state it reached, what was found, the versions made.
 */
export async function importFile(file: FileToImport): Promise<Imported> {
  const { services } = file
  const name = file.name ?? (file.path ? basename(file.path) : 'file.csv')
  const by = file.by ?? file.scope.name
  let { districtId } = file
  let { scope } = file
  if (districtId === null) {
    if (!file.path || (file.kind && file.kind !== 'organizations'))
      throw invalid(
        'feeds/no-district',
        'Say which district the file is for.',
        'Only an organizations file can begin a new district.',
      )
    districtId = await found(services, file.path)
    scope = await systemScope(services.db, 'feeds', districtId)
  }
  const decider = { scope, name: by, version: null }
  const received = await withBody(file, async (body, folder) =>
    receive(services, scope, body, {
      districtId: districtId as number,
      kind: file.kind ?? (folder ? 'oneroster' : null),
      name: folder ? `${name}.zip` : name,
      via: 'command',
      by,
      send: false,
    }),
  )
  let row = received.row
  const id = row.import_id
  const home = districtId
  const within = <T>(work: (tx: Parameters<Parameters<typeof inScope>[2]>[0]) => Promise<T>) =>
    inScope(services.db, scope, async (tx) => {
      await runData(tx, home)
      return work(tx)
    })
  if (row.state === 'failed' || row.state === 'refused')
    row = await within((tx) => again(services, tx, id, decider, false))
  if (row.state === 'received' || row.state === 'examining') row = await examine(services, districtId, id)
  if (row.state === 'stopped' && row.stop_code === 'guard' && file.override) {
    const reason = file.override
    row = await within((tx) => override(tx, id, decider, reason))
  }
  if (row.state === 'examined' && file.accept)
    row = await within((tx) =>
      accept(
        services,
        tx,
        id,
        decider,
        { status: file.status ?? 'preliminary', note: file.note ?? '', embargoUntil: null, embargoAccounts: [] },
        false,
      ),
    )
  if (row.state === 'accepted' || row.state === 'loading') row = await load(services, districtId, id)
  return within(async (tx) => ({
    districtId: home,
    import: row,
    same: received.same,
    findings: await findingCounts(tx, id),
    versions: await versionsOfImport(tx, id),
  }))
}

/** Opens what is to be imported: a stream, a file, or a folder of a bundle, which is packed first (the same files are the same bytes). */
async function withBody<T>(file: FileToImport, take: (body: Readable, folder: boolean) => Promise<T>): Promise<T> {
  if (file.stream) return take(file.stream, false)
  if (!file.path) throw invalid('feeds/no-file', 'There is no file.', 'Give a path or a stream.')
  if (!(await stat(file.path)).isDirectory()) return take(createReadStream(file.path), false)
  const scratch = join(file.services.home, 'tmp', `pack-${process.pid}-${randomBytes(8).toString('hex')}`)
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  try {
    const packed = join(scratch, 'bundle.zip')
    await packFolder(file.path, packed)
    return await take(createReadStream(packed), true)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** What the worker does with a file that came: examines it, and takes it when it came from a machine that may and nothing stands against it. */
export async function examineAndPerhapsAccept(services: Services, districtId: number, importId: number): Promise<void> {
  const row = await examine(services, districtId, importId)
  if (!row.auto_accept || !takenByItself(row.state, row.counts)) return
  const scope = await systemScope(services.db, 'feeds', districtId)
  await inScope(services.db, scope, (tx) =>
    accept(
      services,
      tx,
      importId,
      { scope, name: row.received_by, version: null },
      { status: 'preliminary', note: '', embargoUntil: null, embargoAccounts: [] },
    ),
  )
}
