import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { yearCard } from '../definitions/yearly.ts'
import { openBench } from '../golden/world.ts'
import { type Action, type ActionKind, discipline } from '../rules/discipline.ts'
import { type PastStudent, recordOf, ruleSets } from '../rules/early-warning.ts'
import { twoAtLeast } from '../rules/units.ts'
import { computeYearCubes } from './year.ts'
import type { YearInputs } from './year-inputs.ts'

let bench: { duck: Duck; folder: string; done: () => Promise<void> }
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.done())

function dice(from: number): (sides: number) => number {
  let state = from >>> 0 || 1
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

type Sent = {
  org: number
  day: string
  kind: 'iss' | 'oss' | 'expulsion' | 'bus_suspension'
  assigned: number
  served: number | null
  incidents: number[]
}
type Student = {
  key: number
  schools: number[]
  sent: Sent[]
  ela: number | null
  math: number | null
  /** Signs of grade 8: hundredths absent of 180 days, suspensions, marks; null when nothing is known. */
  before: { absent: number | null; suspensions: number; mark: 'A' | 'F' | null } | null
  credits: number
}

const kinds = ['iss', 'oss', 'expulsion', 'bus_suspension'] as const
const kindOf: Record<Sent['kind'], ActionKind> = {
  iss: 'in_school',
  oss: 'out_of_school',
  expulsion: 'expulsion',
  bus_suspension: 'bus',
}

/** Ninth graders of schools 1 to 3 in district 10; who has two schools changed on December 1. */
function randomStudents(of: (sides: number) => number): Student[] {
  return Array.from({ length: 30 + of(60) }, (_, i) => {
    const first = 1 + of(3)
    const second = 1 + of(3)
    const schools = of(4) === 0 && second !== first ? [first, second] : [first]
    return {
      key: i + 1,
      schools,
      sent: Array.from(
        { length: of(3) },
        (): Sent => ({
          org: schools[of(schools.length)] ?? first,
          day: `2025-1${of(3)}-0${1 + of(9)}`,
          kind: kinds[of(4)] ?? 'oss',
          assigned: 50 * of(4),
          served: of(3) === 0 ? null : 50 * of(4),
          incidents: of(3) === 0 ? [1, 2] : [1],
        }),
      ),
      ela: of(8) === 0 ? null : 3000 + of(4000),
      math: of(8) === 0 ? null : 3000 + of(4000),
      before:
        of(6) === 0
          ? null
          : {
              absent: of(6) === 0 ? null : 100 * of(30),
              suspensions: of(3) === 0 ? 1 + of(4) : 0,
              mark: ([null, 'A', 'A', 'F'] as const)[of(4)] ?? null,
            },
      credits: of(3) === 0 ? 500 : 600,
    }
  })
}

async function write(duck: Duck, path: string, columns: string, rows: readonly string[]): Promise<string[]> {
  if (rows.length === 0) return []
  await duck.run(`copy (select * from (values ${rows.join(', ')}) t(${columns})) to ${literal(path)} (format parquet)`)
  return [path]
}

async function lake(duck: Duck, out: string, students: readonly Student[]): Promise<YearInputs> {
  const at = (name: string) => join(out, `${name}.parquet`)
  const standing = join(out, 'standing.csv')
  const stood = students.flatMap((one) =>
    one.before?.absent == null ? [] : [`${one.key},2025,${one.before.absent},180`],
  )
  await writeFile(standing, ['student_key,school_year,absent,member_days', ...stood].join('\n'))
  const scored = (one: Student, subject: 'ela' | 'math') =>
    one[subject] === null
      ? []
      : [
          `(${one.key}, ${one.schools.at(-1)}, 2026, 'sbac', '2026', '${subject}', '', 'end', 8, true, null::varchar, null::double, 3::tinyint, ${one[subject] / 100}::double, null::double)`,
        ]
  return {
    cohort: [],
    postsecondary: [],
    program: [],
    standing: [standing],
    org: await write(
      duck,
      at('org'),
      'org_id, kind, school_id, zone_id, district_id, state_id, low_grade, high_grade, from_date, to_date',
      [1, 2, 3].map(
        (school) => `(${school}, 'school', ${school}, null, 10, null, 0, 12, date '2000-07-01', null::date)`,
      ),
    ),
    enrollment: await write(
      duck,
      at('enrollment'),
      'student_key, org_id, school_year, grade, entry_date, exit_date, is_primary',
      students.flatMap((one) => [
        ...(one.before ? [`(${one.key}, 1, 2025, 8, date '2024-09-01', null::date, true)`] : []),
        ...one.schools.map(
          (school, i) =>
            `(${one.key}, ${school}, 2026, 9, date '2025-${i === 0 ? '09-01' : '12-01'}', ${i === 0 && one.schools.length > 1 ? `date '2025-11-30'` : 'null::date'}, true)`,
        ),
      ]),
    ),
    student_group: await write(duck, at('group'), 'student_key, school_year, race, gender, econ, el, swd, residency', [
      `(1, 2026, null::varchar, null::varchar, null::boolean, null::boolean, null::boolean, null::varchar)`,
    ]),
    discipline: await write(
      duck,
      at('discipline'),
      'student_key, org_id, school_year, day, incident, behavior, action, assigned, served',
      [
        `(900, 77, 2026, date '2025-10-01', 9, 'other', 'restorative', 0, 0)`,
        `(900, 77, 2025, date '2024-10-01', 9, 'other', 'restorative', 0, 0)`,
        ...students.flatMap((one) => [
          ...one.sent.flatMap((sent) =>
            sent.incidents.map(
              (incident) =>
                `(${one.key}, ${sent.org}, 2026, date '${sent.day}', ${incident}, 'fighting', '${sent.kind}', ${sent.assigned}, ${sent.served ?? 'null'})`,
            ),
          ),
          ...Array.from(
            { length: one.before?.suspensions ?? 0 },
            (_, i) => `(${one.key}, 1, 2025, date '2024-10-0${i + 1}', ${i}, 'fighting', 'oss', 100, 100)`,
          ),
        ]),
      ],
    ),
    assessment: await write(
      duck,
      at('assessment'),
      'student_key, org_id, school_year, assessment, edition, subject, part, season, grade, participated, reason, scale_score, level, index_points, target_share',
      students.flatMap((one) => [...scored(one, 'ela'), ...scored(one, 'math')]),
    ),
    course: await write(
      duck,
      at('course'),
      'student_key, org_id, school_year, course_code, term, grade, mark, attempted, earned, is_summer',
      [
        ...[1, 2, 3].map((school) => `(901, ${school}, 2026, 'PE', 'year', 9, 'A', 100, 100, false)`),
        ...students.flatMap((one) => [
          `(${one.key}, ${one.schools.at(-1)}, 2026, 'PE', 'year', 9, 'A', 600, ${one.credits}, false)`,
          ...(one.before?.mark
            ? [`(${one.key}, 1, 2025, 'MAT8', 'year', 8, '${one.before.mark}', 100, 0, false)`]
            : []),
        ]),
      ],
    ),
    course_flag: await write(
      duck,
      at('course_flag'),
      'school_year, course_code, subject, is_core, is_algebra1, ccr, is_arts',
      [
        `(2025, 'MAT8', 'math', true, false, null::varchar, false)`,
        `(2026, 'PE', 'other', false, false, null::varchar, false)`,
      ],
    ),
  }
}

const ids = [
  'suspension-actions',
  'days-lost',
  'out-of-school-suspensions',
  'fall-enrollment',
  'schools-at-performance-index',
  ...(['abc', 'abc-three-suspensions'] as const).flatMap((rule) =>
    (['precision', 'recall', 'base', 'undecided'] as const).map((asks) => `warning-${rule}-${asks}`),
  ),
]

/** What the rules on small lists say: `definition organization n of d`, where d is not zero. */
function expected(students: readonly Student[]): string[] {
  const lines: string[] = []
  const say = (id: string, org: number, n: number, d: number) => {
    if (d > 0) lines.push(`${id} ${org} ${n} of ${d}`)
  }
  const schoolIds = [1, 2, 3]
  for (const org of [...schoolIds, 10]) {
    const here = (school: number) => org === 10 || school === org
    const enrolled = new Set(students.filter((one) => one.schools.some(here)).map((one) => String(one.key)))
    const fall = students.filter((one) => here(one.schools[0] ?? 0)).length
    const rows = students.flatMap((one) =>
      one.sent
        .filter((sent) => here(sent.org))
        .map(
          (sent): Action => ({
            // No number in the file: school, day, kind and length say which action it is.
            action: JSON.stringify([sent.org, sent.day, sent.kind, sent.assigned, sent.served]),
            student: String(one.key),
            incidents: sent.incidents.map(String),
            kind: kindOf[sent.kind],
            assigned: sent.assigned,
            actual: sent.served,
          }),
        ),
    )
    const all = discipline(rows, enrolled, fall)
    say('suspension-actions', org, all.actions, fall)
    say('days-lost', org, all.daysLost, fall)
    say('out-of-school-suspensions', org, discipline(rows, enrolled, fall, ['out_of_school']).actions, enrolled.size)
    say('fall-enrollment', org, fall, fall)
    const mean = (school: number, subject: 'ela' | 'math'): number | null => {
      const found = students.flatMap((one) =>
        one.schools.at(-1) === school && one[subject] !== null ? [one[subject]] : [],
      )
      return found.length < 20 ? null : found.reduce((sum, one) => sum + one, 0) / found.length / 100
    }
    const { both } = twoAtLeast(
      schoolIds.filter(here).map((school) => ({ first: mean(school, 'ela'), second: mean(school, 'math') })),
      50,
    )
    say('schools-at-performance-index', org, both.k, both.n)
    const past = students
      .filter((one) => here(one.schools.at(-1) ?? 0))
      .map(
        ({ before, credits }): PastStudent => ({
          measures: before
            ? {
                attendance_percent: before.absent === null ? null : (100 * (18_000 - before.absent)) / 18_000,
                suspensions: before.suspensions,
                english_or_math_f: before.mark === null ? null : before.mark === 'F' ? 1 : 0,
              }
            : {},
          outcome: credits < 600,
        }),
      )
    for (const rule of ['abc', 'abc-three-suspensions'] as const) {
      const record = recordOf(ruleSets[rule], past)
      for (const asks of ['precision', 'recall', 'base'] as const)
        say(`warning-${rule}-${asks}`, org, record[asks].k, record[asks].n)
      say(`warning-${rule}-undecided`, org, record.undecided, past.length)
    }
  }
  return lines.toSorted()
}

test('actions, days, schools at an index and warning records of random small worlds are what the rules on small lists say', async () => {
  const { duck, folder } = bench
  let rows = 0
  for (let world = 0; world < amount(3, 200); world++) {
    const students = randomStudents(dice(seed() * 131 + world))
    const out = join(folder, `r${world}`)
    await mkdir(out)
    const inputs = await lake(duck, out, students)
    const wanted = expected(students)
    const got: string[] = []
    const cubes = await computeYearCubes({
      duck,
      districtId: 10,
      schoolYear: 2026,
      today: '2026-08-01',
      inputs,
      definitions: ids.flatMap((id) => {
        const card = yearCard.get(id)
        return card ? [{ card, cube: join(out, id) }] : []
      }),
    })
    expect(cubes.length).toBe(ids.length)
    for (const cube of cubes)
      got.push(
        ...(
          await duck.rows<{ line: string }>(
            `select concat(${literal(cube.id)}, ' ', org_id, ' ', n, ' of ', d) as line from read_parquet(${literal(join(cube.cube, '*.parquet'))}) where state = 'measured' and group_set = 'all'`,
          )
        ).map((one) => one.line),
      )
    expect(got.toSorted(), `world ${world}`).toEqual(wanted)
    rows += wanted.length
  }
  expect(rows).toBeGreaterThan(50)
  figure('rows of counts and records that agree with the rules on small lists', rows, 'rows')
})
