import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { literal } from '../../../platform/duckdb.ts'
import {
  derivedColumns,
  keyColumns,
  type RosterColumn,
  type RosterFile,
  rosterColumns,
  rosterFiles,
} from '../../people/index.ts'
import { quoteName } from '../reading/lines.ts'
import type { Session } from '../reading/session.ts'
import { bundleChecks } from './checks.ts'
import type { FileName } from './files.ts'
import type { Mode } from './manifest.ts'

const text = (file: string) => readFileSync(join(import.meta.dirname, 'steps', file), 'utf8')
export const macros = text('macros.sql')
const typed = text('typed.sql')
const resolve = text('resolve.sql')

/** The part of the roster's state that each file of a bundle is about. */
const partOf: Readonly<Record<FileName, RosterFile>> = {
  orgs: 'orgs',
  academicSessions: 'sessions',
  courses: 'courses',
  classes: 'classes',
  users: 'users',
  roles: 'roles',
  enrollments: 'enrollments',
  demographics: 'demographics',
}

const duckTypes = {
  text: 'varchar',
  date: 'date',
  boolean: 'boolean',
  smallint: 'smallint',
  int: 'integer',
  moment: 'timestamp',
}
const all = (part: RosterFile): readonly RosterColumn[] => [...keyColumns, ...rosterColumns[part]]
/** Worked out of the whole (steps/resolve.sql), not read from a file. */
const worked = new Set(['org_id', 'person', 'active', 'student_id'])

/** Names the state of a roster as `now_<part>`: from the CSV that `people` copied out, from Parquet of an earlier version, or empty. */
export async function nameNow(session: Session, from: { csv: string } | { parquet: string } | null): Promise<void> {
  for (const part of rosterFiles) {
    const columns = all(part)
    const source =
      from === null
        ? '(select 1) where false'
        : 'csv' in from
          ? `read_csv(${literal(join(from.csv, `${part}.csv`))}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', max_line_size = 1000000,
              columns = {${columns.map(([name, type]) => `'${name}': '${duckTypes[type]}'`).join(', ')}})`
          : `read_parquet(${literal(join(from.parquet, `${part}.parquet`))})`
    const picked = columns.map(
      ([name, type]) => `cast(${from === null ? 'null' : name} as ${duckTypes[type]}) as ${name}`,
    )
    await session.duck.run(`create or replace temp table now_${part} as select ${picked.join(', ')} from ${source}`)
  }
}

/** Makes cells of a bundle into typed rows `new_<part>`, and the views that the checks look at. Needs `in_<file>`, `now_<part>`, `kept_user`. */
export async function typeRows(session: Session, modes: Readonly<Record<FileName, Mode>>): Promise<void> {
  const rows = Object.entries(modes).map(([file, mode]) => `(${literal(file)}, ${literal(mode)})`)
  await session.duck.run(
    `create or replace temp table file_mode as select * from (values ${rows.join(', ')}) as t(file, mode);
     ${typed}
     create or replace temp table finding (check_id varchar, severity varchar, file varchar, row_no bigint, column_name varchar, nearest varchar)`,
  )
}

/** Runs the checks of one moment and gathers what they find. */
export async function runBundleChecks(session: Session, after: 'reading' | 'merging'): Promise<void> {
  for (const check of bundleChecks.filter((one) => one.after === after))
    await session.duck.run(
      `insert into finding select ${literal(check.id)}, ${literal(check.severity)}, file, row_no, column_name, null from (${check.sql})`,
    )
}

/**
 * Puts the rows of a bundle that have no error into the state: `state_<part>`. A bulk file replaces its part, a delta changes the rows that it names (a deleted one stays as a
 * tombstone), and a part without a file stays as it is. Row numbers mark what came from this bundle.
 */
export async function mergeRows(session: Session, modes: Readonly<Record<FileName, Mode>>): Promise<void> {
  for (const [file, part] of Object.entries(partOf) as [FileName, RosterFile][]) {
    const columns = all(part).map(([name]) => name)
    const picked = all(part).map(([name, type]) =>
      name === 'deleted'
        ? "coalesce(lower(n.status_said) = 'tobedeleted', false) as deleted"
        : worked.has(name)
          ? `cast(null as ${duckTypes[type]}) as ${name}`
          : name === 'sourced_id' || name === 'modified_at'
            ? `cast(n.${name} as ${duckTypes[type]}) as ${name}`
            : // A tombstone keeps nothing but whose it is.
              `case when lower(n.status_said) = 'tobedeleted' then null else cast(n.${name} as ${duckTypes[type]}) end as ${name}`,
    )
    const good = `select ${picked.join(', ')}, n.row_no from new_${part} n
      where not exists (select 1 from finding f where f.file = ${literal(file)} and f.row_no = n.row_no and f.severity = 'error')`
    const old = `select ${columns.map((name) => `w.${name}`).join(', ')}, cast(null as bigint) as row_no from now_${part} w`
    const sql =
      modes[file] === 'bulk'
        ? good
        : modes[file] === 'absent'
          ? old
          : `with fresh as (${good}),
             taken as (select f.* from fresh f where not f.deleted or exists (select 1 from now_${part} w where w.sourced_id = f.sourced_id))
             select * from taken union all ${old} where not exists (select 1 from taken t where t.sourced_id = w.sourced_id)`
    await session.duck.run(`create or replace temp table state_${part} as ${sql}`)
  }
}

/** Takes the state as it is named by `now_<part>`: going back to an earlier version. */
export async function takeNow(session: Session): Promise<void> {
  for (const part of rosterFiles)
    await session.duck.run(
      `create or replace temp table state_${part} as select *, cast(null as bigint) as row_no from now_${part}`,
    )
  await session.duck.run(
    'create or replace temp table new_users as select cast(null as varchar) as sourced_id, cast(null as varchar) as role where false; create or replace temp table new_roles as select cast(null as varchar) as user_ref, cast(null as varchar) as role where false',
  )
}

/** Finds out which of our organizations and students the state is about, and what follows: `staff_roles`, `memberships`, `roster_year`. */
export const resolveState = (session: Session): Promise<void> => session.duck.run(resolve)

/** Writes the state and what follows from it as CSV for `people`, a file for each part. */
export async function writeForPeople(session: Session, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const parts = [
    ...rosterFiles.map((part) => [part, `state_${part}`, all(part)] as const),
    ...(Object.keys(derivedColumns) as (keyof typeof derivedColumns)[]).map(
      (part) => [part, part, derivedColumns[part] as readonly RosterColumn[]] as const,
    ),
  ]
  for (const [part, table, columns] of parts)
    await session.duck.run(
      `copy (select ${columns.map(([name]) => quoteName(name)).join(', ')} from ${table}) to ${literal(join(folder, `${part}.csv`))} (format csv, header)`,
    )
}

/** Writes the state as Parquet beside an import, to go back to. */
export async function writeState(session: Session, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const part of rosterFiles)
    await session.duck.run(
      `copy (select ${all(part)
        .map(([name]) => name)
        .join(
          ', ',
        )} from state_${part}) to ${literal(join(folder, `${part}.parquet`))} (format parquet, compression zstd)`,
    )
}
