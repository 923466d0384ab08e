import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { inScope } from '../../../platform/db/scope.ts'
import { literal } from '../../../platform/duckdb.ts'
import { ask } from '../../../platform/events.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope } from '../../people/index.ts'
import type { Outcome } from '../actions/examine.ts'
import { gather, writeBeside } from '../reading/check.ts'
import type { Session } from '../reading/session.ts'
import type { ImportRow } from '../schema.ts'
import { stateReports } from './feed.ts'
import { findingFile, keptRows, stateCells } from './kept.ts'
import { familyOf, readReport } from './read.ts'
import { accountabilityFile, type StateFile, type StateRow } from './rows.ts'

/**
 * Reads and checks a state report; leaves its values and its findings beside the import. Nothing in PostgreSQL changes.
 * In: the session of the import, the path of the text in UTF-8. Out: what an examination gives; rows are those of the file, each read or kept out by an error.
 */
export async function lookAtReport(
  services: Services,
  session: Session,
  row: ImportRow,
  path: string,
  told: (done: number, step: string) => Promise<void> = async () => {},
): Promise<Outcome> {
  const file = await readStateFile(services, row, path)
  await told(3, 'feeds.checking')
  await keep(session, file)
  const found = await gather(session, stateReports)
  await writeBeside(session, stateReports)
  const { in: rows, read } = file.rows
  return {
    kind: 'state-reports',
    stop: read === 0 || file.schoolYears.length === 0 ? 'nothing' : null,
    code: null,
    headers: [],
    mapping: {},
    counts: { rows, usable: read, skipped: rows - read, first_day: null, last_day: null, encoding: 'utf-8' },
    guards: [],
    years: file.schoolYears,
    found,
  }
}

async function readStateFile(services: Services, row: ImportRow, path: string): Promise<StateFile> {
  if ((await familyOf(path)) === 'accountability') {
    const scope = await systemScope(services.db, 'feeds', row.org_id)
    const read = await inScope(services.db, scope, (tx) =>
      ask(services, tx, scope, accountabilityFile, { path, name: row.name }),
    )
    if (read) return read
  }
  return readReport(path, row.name)
}

const cell = (value: string | number | null): string =>
  value === null ? '' : typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`

/** Writes rows as CSV without holding them as one text. */
async function write(path: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 })
  let batch = ''
  for (const row of rows) {
    batch += `${row.map(cell).join(',')}\n`
    if (batch.length < 1 << 20) continue
    if (!out.write(batch)) await once(out, 'drain')
    batch = ''
  }
  out.end(batch)
  await finished(out)
}

function* cellsOf(facts: Iterable<StateRow>): Generator<(string | number | null)[]> {
  for (const one of facts) yield stateCells.map((name) => one[name as keyof StateRow])
}

/** Puts values and findings into the tables that every examination leaves. */
async function keep(session: Session, file: StateFile): Promise<void> {
  const [values, findings] = [join(session.scratch, 'values.csv'), join(session.scratch, 'findings-read.csv')]
  await write(values, cellsOf(file.facts))
  await write(
    findings,
    file.findings.map((one) => [`state-reports/${one.code}`, one.severity, one.line, one.column]),
  )
  await session.duck.run(keptRows(literal(values)))
  await session.duck.run(findingFile(literal(findings)))
}
