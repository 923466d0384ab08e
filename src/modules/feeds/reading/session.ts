import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '../../../platform/db/database.ts'
import { type Duck, literal, openDuck } from '../../../platform/duckdb.ts'
import type { Services } from '../../../platform/web/route.ts'
import { copyOrgs, copyStudentKeys, orgsUnder, pathOf } from '../../people/index.ts'
import { allKinds } from '../kinds/all.ts'
import { importFolder } from '../lake.ts'
import type { Dataset } from '../schema.ts'

const macros = readFileSync(join(import.meta.dirname, 'macros.sql'), 'utf8')

/** A DuckDB of its own for one import: confined to the lake of its district, its own folder, the uploads and a scratch folder that goes with it. */
export type Session = {
  duck: Duck /** scratch: names may pass through it, nothing stays */
  scratch: string
  folder: string
  home: string
  close: () => Promise<void>
}

export async function openSession(services: Services, districtId: number, importId: number): Promise<Session> {
  const { home, config } = services
  const scratch = join(home, 'tmp', `feeds-${process.pid}-${randomBytes(8).toString('hex')}`)
  const folder = importFolder(home, districtId, importId)
  const lake = join(home, 'lake', `d${districtId}`)
  const files = join(home, 'files')
  for (const one of [scratch, folder, lake, files]) await mkdir(one, { recursive: true, mode: 0o700 })
  const clean = () => rm(scratch, { recursive: true, force: true })
  try {
    const duck = await openDuck({
      directories: [scratch, folder, lake, files],
      temp: join(scratch, 'spill'),
      threads: config.threads,
      memory: config.memory,
    })
    await duck.run(macros)
    return {
      duck,
      scratch,
      folder,
      home,
      close: async () => {
        duck.close()
        await clean()
      },
    }
  } catch (error) {
    await clean()
    throw error
  }
}

const csv = (value: string | number | null): string =>
  value === null ? '' : `"${String(value).replaceAll('"', '""')}"`

/** Puts what is known of a district beside the file: `known_org`, `known_student`, `param`. */
export async function bringKnown(
  tx: Tx,
  session: Session,
  districtId: number,
  today: string,
  withStudents: boolean,
): Promise<void> {
  const { duck, scratch } = session
  const [schools, others, keys] = [join(scratch, 'schools.csv'), join(scratch, 'others.csv'), join(scratch, 'keys.csv')]
  await copyOrgs(tx, districtId, schools)
  const rest = [...(await pathOf(tx, districtId)), ...(await orgsUnder(tx, districtId, today))].filter(
    (org) => org.kind !== 'school',
  )
  const lines = rest.map((org) => [org.org_id, org.kind, org.code].map(csv).join(','))
  await writeFile(others, `org_id,kind,code\n${lines.join('\n')}\n`, { mode: 0o600 })
  if (withStudents) await copyStudentKeys(tx, districtId, keys)
  const read = (path: string, columns: string) =>
    `read_csv(${literal(path)}, header = true, auto_detect = false, columns = {${columns}}, delim = ',', quote = '"', escape = '"')`
  await duck.run(`
    create temp table known_org as
    select org_id, kind, code, low_grade, high_grade, from_date, to_date
    from ${read(schools, "'org_id': 'integer', 'kind': 'varchar', 'school_id': 'integer', 'zone_id': 'integer', 'district_id': 'integer', 'state_id': 'integer', 'low_grade': 'tinyint', 'high_grade': 'tinyint', 'from_date': 'date', 'to_date': 'date', 'code': 'varchar'")}
    union all
    select distinct org_id, kind, code, null, null, null, null from ${read(others, "'org_id': 'integer', 'kind': 'varchar', 'code': 'varchar'")};
    create temp table param as select cast(${literal(today)} as date) as today, ${districtId} as district_id;
    create temp table known_student as ${
      withStudents
        ? `select student_id, student_key from ${read(keys, "'student_id': 'varchar', 'student_key': 'bigint'")}`
        : 'select cast(null as varchar) as student_id, cast(null as bigint) as student_key where false'
    };
  `)
}

/** The columns of each dataset of the lake that an examination or a load reads, so that an empty dataset has its types. */
const shapes: Readonly<Partial<Record<Dataset, string>>> = {
  ...Object.fromEntries(allKinds.filter((kind) => kind.lake !== '').map((kind) => [kind.dataset, kind.lake])),
  org: 'org_id integer, kind varchar',
  calendar:
    'org_id integer, school_year smallint, day date, day_type varchar, is_instructional boolean, day_number smallint',
  student_group: 'student_key bigint, school_year smallint',
  enrollment:
    'student_key bigint, org_id integer, school_year smallint, grade tinyint, entry_date date, exit_date date, is_primary boolean',
  attendance: 'student_key bigint, org_id integer, day date, kind varchar, portion smallint',
  submission: 'org_id integer, day date, mode varchar',
  roster: 'class_id integer, org_id integer',
}

/** Names some versions of a dataset as one view; without any, an empty one of the same columns. */
export async function nameDataset(
  session: Session,
  view: string,
  dataset: Dataset,
  paths: readonly string[],
): Promise<void> {
  const casts = (shapes[dataset] ?? '').split(', ').map((column) => {
    const [name = '', type = ''] = column.split(' ')
    return `cast(${paths.length === 0 ? 'null' : name} as ${type}) as ${name}`
  })
  const from =
    paths.length === 0
      ? '(select 1) where false'
      : `read_parquet([${paths.map((path) => literal(join(session.home, path))).join(', ')}], union_by_name = true)`
  await session.duck.run(`create or replace temp view ${view} as select ${casts.join(', ')} from ${from}`)
}
