import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { outcomeById } from '../definitions/outcomes.ts'
import { openBench } from '../golden/world.ts'
import { computeYearCubes } from './year.ts'
import type { YearInputs } from './year-inputs.ts'

let bench: { duck: Duck; folder: string; done: () => Promise<void> }
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.done())

/** Dice of a seed: the same throws every time. */
function dice(from: number): (sides: number) => number {
  let state = from >>> 0 || 1
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

type Student = {
  key: number
  schools: number[]
  grade: number
  race: string | null
  swd: boolean | null
  suspendedAt: number[]
  level: number | null
}

const races = ['black', 'white', 'asian', null]
/** Schools 1 and 2 in zone 5, school 3 in zone 6, all in district 10. */
const zoneOf = (school: number): number => (school <= 2 ? 5 : 6)

function randomStudents(throwDice: (sides: number) => number): Student[] {
  return Array.from({ length: 1 + throwDice(30) }, (_, i) => {
    const first = 1 + throwDice(3)
    const second = 1 + throwDice(3)
    const schools = throwDice(3) === 0 && second !== first ? [first, second] : [first]
    return {
      key: i + 1,
      schools,
      grade: 3 + throwDice(3),
      race: races[throwDice(4)] ?? null,
      swd: [true, false, null][throwDice(3)] ?? null,
      suspendedAt: schools.filter(() => throwDice(4) === 0),
      level: throwDice(5) || null,
    }
  })
}

/** The slow, obvious way: `organization group n of d` for everybody, race, disability and grade. */
function expected(students: readonly Student[], measure: 'suspension-rate' | 'ela-proficiency'): string[] {
  const cells = new Map<string, { n: number; d: number }>()
  // Without any incident no file came: not measured.
  if (measure === 'suspension-rate' && students.every((one) => one.suspendedAt.length === 0)) return []
  for (const student of students) {
    const counted =
      measure === 'suspension-rate' ? student.schools : student.level === null ? [] : student.schools.slice(-1)
    const good = (school: number) =>
      measure === 'suspension-rate' ? student.suspendedAt.includes(school) : (student.level ?? 0) >= 3
    const places = new Map<number, boolean>()
    for (const school of counted)
      for (const org of [school, zoneOf(school), 10]) places.set(org, (places.get(org) ?? false) || good(school))
    const groups = ['all=all', `grade=${student.grade}`]
    if (student.race) groups.push(`race=${student.race}`)
    if (student.swd !== null) groups.push(`swd=${student.swd ? 'yes' : 'no'}`)
    for (const [org, hit] of places)
      for (const group of groups) {
        const cell = cells.get(`${org} ${group}`) ?? { n: 0, d: 0 }
        cells.set(`${org} ${group}`, { n: cell.n + (hit ? 1 : 0), d: cell.d + 1 })
      }
  }
  return [...cells].map(([name, { n, d }]) => `${name} ${n} of ${d}`).toSorted()
}

async function write(duck: Duck, path: string, columns: string, rows: readonly string[]): Promise<string[]> {
  const values = rows.length > 0 ? `select * from (values ${rows.join(', ')}) t(${columns})` : ''
  if (values === '') return []
  await duck.run(`copy (${values}) to ${literal(path)} (format parquet)`)
  return [path]
}

const text = (value: string | boolean | null): string =>
  value === null ? 'null' : typeof value === 'boolean' ? String(value) : literal(value)

test('the engine and the slow, obvious way agree on every row of random small worlds', async () => {
  const { duck, folder } = bench
  const worlds = amount(6, 400)
  let rows = 0
  for (let world = 0; world < worlds; world++) {
    const students = randomStudents(dice(seed() * 31 + world))
    const out = join(folder, `w${world}`)
    await mkdir(out)
    const at = (name: string) => join(out, `${name}.parquet`)
    const none = { course: [], course_flag: [], cohort: [], postsecondary: [], program: [] }
    const inputs: YearInputs = {
      ...none,
      org: await write(
        duck,
        at('org'),
        'org_id, kind, school_id, zone_id, district_id, state_id, low_grade, high_grade, from_date, to_date',
        [1, 2, 3].map(
          (school) =>
            `(${school}, 'school', ${school}, ${zoneOf(school)}, 10, null, 0, 12, date '2000-07-01', null::date)`,
        ),
      ),
      enrollment: await write(
        duck,
        at('enrollment'),
        'student_key, org_id, school_year, grade, entry_date, exit_date, is_primary',
        students.flatMap((one) =>
          one.schools.map(
            (school, i) =>
              `(${one.key}, ${school}, 2026, ${one.grade}, date '2025-${i === 0 ? '09-01' : '12-01'}', ${i === 0 && one.schools.length > 1 ? `date '2025-11-30'` : 'null::date'}, true)`,
          ),
        ),
      ),
      student_group: await write(
        duck,
        at('student_group'),
        'student_key, school_year, race, gender, econ, el, swd, residency',
        students.map(
          (one) =>
            `(${one.key}, 2026, ${text(one.race)}, null::varchar, null::boolean, null::boolean, ${text(one.swd)}::boolean, null::varchar)`,
        ),
      ),
      discipline: await write(
        duck,
        at('discipline'),
        'student_key, org_id, school_year, day, incident, behavior, action, assigned, served',
        students.flatMap((one) =>
          one.suspendedAt.map(
            (school) => `(${one.key}, ${school}, 2026, date '2025-10-01', 1, 'fight', 'oss', 100, 100)`,
          ),
        ),
      ),
      assessment: await write(
        duck,
        at('assessment'),
        'student_key, org_id, school_year, assessment, edition, subject, part, season, grade, participated, reason, scale_score, level, index_points, target_share',
        students.map(
          (one) =>
            `(${one.key}, ${one.schools.at(-1)}, 2026, 'sbac', '2026', 'ela', '', 'end', ${one.grade}, ${one.level !== null}, null::varchar, null::double, ${one.level ?? 'null'}::tinyint, null::double, null::double)`,
        ),
      ),
    }
    const ids = ['suspension-rate', 'ela-proficiency'] as const
    const cards = ids.flatMap((id) => {
      const card = outcomeById.get(id)
      return card ? [{ card, cube: join(out, id) }] : []
    })
    await computeYearCubes({ duck, districtId: 10, schoolYear: 2026, today: '2026-08-01', inputs, definitions: cards })
    for (const id of ids) {
      const got = await duck.rows<{ line: string }>(
        `select concat(org_id, ' ', group_set, '=', group_value, ' ', n, ' of ', d) as line from read_parquet(${literal(join(out, id, '*.parquet'))})
         where state = 'measured' and group_set in ('all', 'race', 'swd', 'grade')`,
      )
      const wanted = expected(students, id)
      expect(got.map((one) => one.line).toSorted(), `${id} of world ${world}`).toEqual(wanted)
      rows += wanted.length
    }
  }
  expect(rows).toBeGreaterThan(100)
  figure('rows of measures of a school year that agree with the slow way', rows, 'rows')
})
