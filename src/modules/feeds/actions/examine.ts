import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inScope } from '../../../platform/db/scope.ts'
import { report } from '../../../platform/db/progress.ts'
import { missing } from '../../../platform/errors.ts'
import { faultPoint } from '../../../platform/fault.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope, todayOf } from '../../people/index.ts'
import type { Kind } from '../kinds/kind.ts'
import { decodeTo } from '../reading/decode.ts'
import { compare, countAll, gather, keepClean, keepParts, runChecks, writeBeside } from '../reading/check.ts'
import { dropArchive } from '../oneroster/archive.ts'
import { lookAtBundle, wasRead } from '../oneroster/look.ts'
import { readRows } from '../reading/read.ts'
import { recognize } from '../reading/recognize.ts'
import { bringKnown, nameDataset, openSession, type Session } from '../reading/session.ts'
import { sniff } from '../reading/sniff.ts'
import { lookAtReport } from '../state-reports/look.ts'
import { familyOf } from '../state-reports/read.ts'
import { misfits } from '../reading/tree.ts'
import { fallen } from '../rules.ts'
import type { Counts, FindingCount, FindingRow, GuardHit, ImportRow, KindName, StopCode, Unmatched } from '../schema.ts'
import { changeImport, importById, keptMapping, writeFindings } from '../store.ts'
import { currentVersions } from '../store-version.ts'

export type Outcome = {
  kind: KindName | null
  stop: StopCode | null
  /** Beside `content`: what the file is. */
  code: string | null
  headers: string[]
  mapping: Record<string, string>
  counts: Partial<Counts>
  guards: GuardHit[]
  years: number[]
  found: { counts: FindingCount[]; first: FindingRow[] }
  /** organizations of a bundle that are none of ours */
  unmatched?: readonly Unmatched[]
}

const nothing = (stop: StopCode, code: string | null = null): Outcome => ({
  kind: null,
  stop,
  code,
  headers: [],
  mapping: {},
  counts: {},
  guards: [],
  years: [],
  found: { counts: [], first: [] },
})

/**
 * Examines an import: recognizes its layout, maps it, matches students, runs the checks, compares it with the last load.
 * Out: the import, now `examined` or `stopped` (its reason in `stop_code`). Does nothing when it was examined already. Safe twice.
 */
export async function examine(services: Services, districtId: number, importId: number): Promise<ImportRow> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const subject = `import:${importId}`
  const begun = await inScope(services.db, scope, async (tx) => {
    const row = await importById(tx, importId, true)
    if (!row) throw missing('feeds/no-such-import', 'There is no such import.', 'It may have been purged.')
    if (row.state !== 'received' && row.state !== 'examining') return { row, go: false }
    return {
      row:
        row.state === 'examining' ? row : await changeImport(tx, importId, { state: 'examining', failure_code: null }),
      go: true,
    }
  })
  if (!begun.go) return begun.row
  await report(services.db, { subject, step: 'feeds.reading', done: 1, total: 4 })
  const session = await openSession(services, districtId, importId)
  const stray: { sha256: string | null } = { sha256: null }
  try {
    const outcome = await look(services, session, begun.row, (done, step) =>
      report(services.db, { subject, step, done, total: 4 }),
    )
    faultPoint('feeds/examined')
    const examined = await inScope(services.db, scope, async (tx) => {
      const row = await importById(tx, importId, true)
      if (!row || row.state !== 'examining')
        throw missing('feeds/no-such-import', 'There is no such import.', 'It may have been purged.')
      const stop = outcome.stop === 'guard' && row.override_reason !== '' ? null : outcome.stop
      await writeFindings(tx, importId, districtId, outcome.found.counts, outcome.found.first)
      // Also of an archive that nobody can read here: it may be a broken bundle, with all that a bundle must not bring.
      if (outcome.kind === 'oneroster' || outcome.code === 'zip')
        stray.sha256 = await dropArchive(tx, districtId, row.sha256)
      const after = await changeImport(tx, importId, {
        state: stop ? 'stopped' : 'examined',
        stop_code: stop,
        failure_code: outcome.code,
        kind: outcome.kind ?? row.kind,
        headers: outcome.headers.map((one) => one.slice(0, 60)),
        mapping: outcome.mapping,
        counts: outcome.counts,
        guards: outcome.guards,
        school_years: outcome.years,
        ...(outcome.kind === 'oneroster' ? { unmatched: outcome.unmatched ?? [] } : {}),
      })
      await record(tx, scope, {
        org_id: districtId,
        object: 'feeds.import',
        object_id: importId,
        version: after.version,
        verb: after.state,
        was: { state: 'received' },
        became: { state: after.state, stop_code: stop, kind: after.kind },
      })
      await report(services.db, { subject, step: 'feeds.done', done: 4, total: 4, state: 'done' })
      return after
    })
    if (stray.sha256) await services.files.remove(stray.sha256)
    return examined
  } finally {
    await session.close()
  }
}

/** Reads and checks a file; leaves `findings.*` and `rows.parquet` beside the import. Nothing in PostgreSQL changes. */
export async function look(
  services: Services,
  session: Session,
  row: ImportRow,
  told: (done: number, step: string) => Promise<void> = async () => {},
): Promise<Outcome> {
  const districtId = row.org_id
  const scope = await systemScope(services.db, 'feeds', districtId)
  const stored = services.files.pathOf(row.sha256)
  // The archive of a bundle is not kept once it was read.
  if (row.kind === 'oneroster' && wasRead(session)) return lookAtBundle(services, session, row, null, told)
  if (!existsSync(stored)) throw missing('feeds/file-gone', 'The file itself is no longer kept.', 'Send it again.')
  const kindOfFile = await sniff(stored)
  if (kindOfFile.kind === 'other' && kindOfFile.what === 'zip' && (row.kind === null || row.kind === 'oneroster')) {
    const outcome = await lookAtBundle(services, session, row, stored, told)
    // Nobody said that it is a bundle, and it does not look like one: a workbook, or any other archive.
    const other = row.kind === null && (outcome.code === 'bundle-not' || outcome.code === 'bundle-broken')
    return other ? nothing('content', 'zip') : outcome
  }
  if (row.kind === 'oneroster') return nothing('content', 'bundle-not')
  if (kindOfFile.kind === 'empty') return nothing('content', 'empty')
  if (kindOfFile.kind === 'other') return nothing('content', kindOfFile.what)
  let path = stored
  if (kindOfFile.encoding !== 'utf-8') {
    path = join(session.scratch, 'decoded.csv')
    if (!(await decodeTo(stored, path, kindOfFile.encoding))) return nothing('content', 'control')
  }
  if (row.kind === 'state-reports' || (row.kind === null && (await familyOf(path)) !== null))
    return lookAtReport(services, session, row, path, told)
  const known = await recognize(path, row.kind, (kind) =>
    inScope(services.db, scope, (tx) => keptMapping(tx, districtId, kind)),
  )
  if (known.state === 'no-header') return nothing('content', 'no-header')
  if (known.state === 'unknown') return { ...nothing('kind'), headers: known.header }
  const { kind, match, header } = known
  const mapping = Object.fromEntries(
    Object.entries(match.places).flatMap(([column, place]) => (place === null ? [] : [[column, header[place] ?? '']])),
  )
  if (known.state === 'lacking') return { ...nothing('headers'), kind: kind.name, headers: header, mapping }
  await told(2, 'feeds.matching')
  await inScope(services.db, scope, async (tx) => {
    await bringKnown(tx, session, districtId, await todayOf(tx, districtId), kind.aboutStudents)
    const current = await currentVersions(tx, districtId)
    const of = (dataset: string) => current.filter((one) => one.dataset === dataset).map((one) => one.path)
    await nameDataset(session, 'calendar', 'calendar', of('calendar'))
    await nameDataset(session, 'enrollment', 'enrollment', of('enrollment'))
    await nameDataset(session, 'previous', kind.dataset, of(kind.dataset))
  })
  await readRows(session, kind, {
    path,
    delimiter: known.delimiter,
    cells: header.length,
    places: match.places,
    plain: kindOfFile.encoding === 'utf-8' && !kindOfFile.blankLines,
    quotes: kindOfFile.quotes,
  })
  await told(3, 'feeds.checking')
  await runChecks(session, kind, match)
  const wrong = await misfits(session, kind)
  if (wrong > 0) await keepClean(session)
  await keepParts(session, kind)
  const years = (
    await session.duck.rows<{ y: number }>(
      `select distinct cast(school_year as integer) as y from (${kind.usable}) where school_year is not null order by y`,
    )
  ).map((one) => one.y)
  const counts = await countAll(session, kind, kindOfFile.encoding)
  const guards = fallen(kind.name, await onlyYears(services, session, kind, districtId, years))
  const found = await gather(session, kind)
  await writeBeside(session, kind)
  const errors = found.counts.some((one) => one.severity === 'error')
  const stop = kind.whole && errors ? 'errors' : counts.usable === 0 ? 'nothing' : guards.length > 0 ? 'guard' : null
  return { kind: kind.name, stop, code: null, headers: header, mapping, counts, guards, years, found }
}

/** Compares with the versions of the school years that the file names, not with all years. */
async function onlyYears(
  services: Services,
  session: Session,
  kind: Kind,
  districtId: number,
  years: readonly number[],
): Promise<GuardHit[]> {
  if (kind.dataset !== 'org') {
    const scope = await systemScope(services.db, 'feeds', districtId)
    const current = await inScope(services.db, scope, (tx) => currentVersions(tx, districtId))
    await nameDataset(
      session,
      'previous',
      kind.dataset,
      current.filter((one) => one.dataset === kind.dataset && years.includes(one.school_year)).map((one) => one.path),
    )
  }
  return compare(session, kind)
}
