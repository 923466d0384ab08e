import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { keep } from '../../../platform/files/files.ts'
import type { Written } from '../lake.ts'
import { type Dataset, datasets } from '../schema.ts'

const nobody: readonly string[] = ['org', 'calendar', 'submission', 'course_flag', 'state_report']
/** Datasets whose rows are about single students: all but the tree, the calendar, submissions, flags of courses and what the state publishes. In the order in which they are locked. */
export const aboutStudents: readonly Dataset[] = datasets.filter((one) => !nobody.includes(one)).sort()

/** Who is looked for: the random key (null: nobody has one), the district's id, the ids of a roster, and the names. */
export type Whom = { key: number | null; id: string; refs: readonly string[]; names: readonly string[] }

/** Columns of files beside an import that hold a district's id of a student; names of columns are compared without capitals and underscores. */
const idColumns = ['studentid', 'externalid', 'studentnumber']
/** Columns of a roster that hold its own id of a person. */
const refColumns = ['userref', 'usersourcedid']
/** Files of a roster whose own id is a person's; elsewhere it may be that of a school. */
const personFiles = /(^|[-_])(users?|demographics?)\b/
/** The file of a roster's users: as a bundle gave it, or as the roster stood with it. */
const usersFile = /(^|[-_])users?\.parquet$/
const rolesFile = /(^|[-_])roles?\.parquet$/
const bare = (name: string): string => name.toLowerCase().replaceAll('_', '')

const whole = (key: number): number => {
  if (!Number.isSafeInteger(key)) throw new Error('Not a key.')
  return key
}

/** How many rows of a version are about somebody. */
export async function rowsAbout(duck: Duck, path: string, key: number): Promise<number> {
  const [row] = await duck.rows<{ n: number }>(
    `select count(*) as n from read_parquet(${literal(path)}) where student_key = ${whole(key)}`,
  )
  return row?.n ?? 0
}

/** Writes a version anew without somebody, under another name: whoever reads the old one at this moment is not disturbed. Rows keep their order. */
export async function writeWithout(duck: Duck, home: string, from: string, to: string, key: number): Promise<Written> {
  const target = join(home, to)
  const aside = `${target}.aside`
  await duck.run(
    `copy (select * from read_parquet(${literal(join(home, from))}) where student_key is distinct from ${whole(key)}) to ${literal(aside)} (format parquet, compression zstd)`,
  )
  const [counted] = await duck.rows<{ n: number }>(`select count(*) as n from read_parquet(${literal(aside)})`)
  await keep(aside, target)
  const hash = createHash('sha256')
  await pipeline(createReadStream(target), hash)
  return { sha256: hash.digest('hex'), size: (await stat(target)).size, rows: counted?.n ?? 0 }
}

/** Files of the datasets about students that no version names: leftovers of killed work. Call it under the locks of the datasets. */
export async function unnamed(home: string, districtId: number, named: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = []
  for (const dataset of aboutStudents) {
    const folder = `lake/d${districtId}/${dataset}`
    for (const year of await readdir(join(home, folder)).catch(() => [] as string[]))
      for (const name of await readdir(join(home, folder, year)).catch(() => [] as string[])) {
        const path = `${folder}/${year}/${name}`
        if (!named.has(path)) found.push(path)
      }
  }
  return found
}

/**
 * Takes somebody out of what lies beside an import: rows to be loaded, findings. Each file is written aside and renamed, so that a killed process leaves
 * the old or the new one. Out: rows that went.
 */
export async function cleanFolder(duck: Duck, folder: string, whom: Whom): Promise<number> {
  if (!existsSync(folder)) return 0
  let gone = 0
  const entries = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile())
  // Who is meant is found in users and roles: they go last, so that a killed run finds the person again.
  const place = (path: string) => (rolesFile.test(path) ? 2 : usersFile.test(path) ? 1 : 0)
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort((a, b) => place(a) - place(b))
  const users = await usersIn(duck, paths, whom.id)
  const known = { ...whom, refs: await refsIn(duck, users, whom), users }
  for (const path of paths) {
    const name = basename(path)
    // Half a file that a killed process left.
    if (name.endsWith('.aside')) await rm(path, { force: true })
    else if (name.endsWith('.parquet')) gone += await cleanParquet(duck, path, known)
    else if (name.endsWith('.csv')) gone += await cleanFindings(path, whom)
  }
  return gone
}

const columnsOf = (duck: Duck, from: string) =>
  duck.rows<{ column_name: string; column_type: string }>(
    `select column_name, column_type from (describe select * from ${from})`,
  )

/** A file of users, its column of the roster's own id, and the SQL that tells the person's rows. */
type Users = { path: string; own: string; about: string }

/**
 * The files of users and what tells the person in each. The roster as it stood says who is a student and under which id. A bundle says a role (beside the user in version
 * 1.1, in a file of its own in 1.2) and an identifier, or else the roster's own id counts, unless the roster as it stood gives that user another student's id. The number of
 * somebody of the staff, or another child's id of the roster, may be the same text: those rows stay.
 */
async function usersIn(duck: Duck, paths: readonly string[], id: string): Promise<Users[]> {
  const files: { path: string; names: string[] }[] = []
  for (const path of paths)
    if (usersFile.test(path))
      files.push({
        path,
        names: (await columnsOf(duck, `read_parquet(${literal(path)})`)).map((one) => one.column_name),
      })
  const stood = files.filter((one) => one.names.includes('person') && one.names.includes('student_id'))
  const others = stood.map(
    (one) =>
      `select sourced_id from read_parquet(${literal(one.path)}) where sourced_id is not null and trim(student_id) <> ${literal(id)}`,
  )
  const found: Users[] = []
  for (const one of files) {
    const column = (name: string) => one.names.find((other) => bare(other) === name)
    const own = column('sourcedid')
    if (!own) continue
    if (stood.includes(one)) {
      found.push({ path: one.path, own, about: `person in ('student', 'both') and trim(student_id) = ${literal(id)}` })
      continue
    }
    const roles = join(dirname(one.path), basename(one.path).replace(usersFile, '$1roles.parquet'))
    const [role, number] = [column('role'), column('identifier')]
    const student = [
      ...(role ? [`coalesce(lower(trim("${role}")) = 'student', false)`] : []),
      ...(paths.includes(roles)
        ? [
            `coalesce("${own}" in (select "userSourcedId" from read_parquet(${literal(roles)}) where "userSourcedId" is not null and lower(trim(role)) = 'student'), false)`,
          ]
        : []),
    ]
    if (student.length === 0) continue
    const said = number ? `coalesce(nullif(trim("${number}"), ''), "${own}")` : `"${own}"`
    const not = others.length > 0 ? ` and coalesce("${own}" not in (${others.join(' union all ')}), true)` : ''
    found.push({ path: one.path, own, about: `(${student.join(' or ')}) and ${said} = ${literal(id)}${not}` })
  }
  return found
}

/** The ids that a roster's own files give the person, beside those that are known: a bundle that was never loaded has no rows anywhere else. */
async function refsIn(duck: Duck, users: readonly Users[], whom: Whom): Promise<string[]> {
  const refs = new Set(whom.refs)
  for (const { path, own, about } of users)
    for (const row of await duck.rows<{ id: string }>(
      `select "${own}" as id from read_parquet(${literal(path)}) where "${own}" is not null and ${about}`,
    ))
      refs.add(row.id)
  return [...refs]
}

async function cleanParquet(duck: Duck, path: string, whom: Whom & { users: readonly Users[] }): Promise<number> {
  const from = `read_parquet(${literal(path)})`
  const columns = await columnsOf(duck, from)
  const person = whom.users.find((one) => one.path === path)
  const tests = columns.flatMap(({ column_name: name, column_type: type }) => {
    if (name === 'student_key' && whom.key !== null) return [`"${name}" = ${whole(whom.key)}`]
    if (type !== 'VARCHAR') return []
    const ofPerson = personFiles.test(basename(path))
    if (idColumns.includes(bare(name))) return [`trim("${name}") = ${literal(whom.id)}`]
    const isRef = refColumns.includes(bare(name)) || (ofPerson && bare(name) === 'sourcedid')
    if (isRef && whom.refs.length > 0) return [`"${name}" in (${whom.refs.map(literal).join(', ')})`]
    // What a broken file gave as the name of a column.
    if (name === 'column_name')
      return [`lower("${name}") in (${[whom.id, ...whom.names].map((one) => literal(one.toLowerCase())).join(', ')})`]
    return []
  })
  if (person) tests.push(`(${person.about})`)
  if (tests.length === 0) return 0
  const about = tests.map((test) => `coalesce(${test}, false)`).join(' or ')
  const [counted] = await duck.rows<{ n: number }>(`select count(*) as n from ${from} where ${about}`)
  if (!counted || counted.n === 0) return 0
  await duck.run(
    `copy (select * from ${from} where not (${about})) to ${literal(`${path}.aside`)} (format parquet, compression lz4)`,
  )
  await keep(`${path}.aside`, path)
  return counted.n
}

/** The findings for people: a cell with the id or a name empties the line's last column. */
async function cleanFindings(path: string, whom: Whom): Promise<number> {
  const text = await readFile(path, 'utf8')
  const words = [whom.id, ...whom.names].filter((word) => word !== '').map((word) => word.toLowerCase())
  if (!words.some((word) => text.toLowerCase().includes(word))) return 0
  let gone = 0
  const lines = text.split('\n').filter((line) => {
    const cells = line.toLowerCase().match(/"(?:[^"]|"")*"|[^,]+/g) ?? []
    const hit = cells.some((cell) => {
      const plain = cell.replaceAll(/^"|"$/g, '').replace(/^'/, '').trim()
      return words.includes(plain)
    })
    if (hit) gone += 1
    return !hit
  })
  if (gone === 0) return 0
  await writeFile(`${path}.aside`, lines.join('\n'), { mode: 0o600 })
  await keep(`${path}.aside`, path)
  return gone
}
