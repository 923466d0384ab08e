import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { type AttendanceParams, paramsOfYear } from '../definitions/parameters.ts'
import { computeCubes } from '../engine/compute.ts'
import type { Level } from '../engine/inputs.ts'
import { makeLake, openBench } from './world.ts'

type Case = { why: string; schoolYear: number; today: string; levels: Level[]; params?: Partial<AttendanceParams> }

const here = fileURLToPath(new URL('.', import.meta.url))
const cases = (await readdir(here, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
let bench: { duck: Duck; folder: string; done: () => Promise<void> }

beforeAll(async () => {
  bench = await openBench([here])
})
afterAll(() => bench.done())

const csvColumns = {
  org: 'school_id integer, zone_id integer, district_id integer, state_id integer, low_grade tinyint, high_grade tinyint, from_date date, to_date date',
  calendar: 'org_id integer, first_day date, last_day date, day_type varchar',
  submission: 'org_id integer, first_day date, last_day date, mode varchar',
  enrollment: 'student_key bigint, org_id integer, grade tinyint, entry_date date, exit_date date, is_primary boolean',
  attendance: 'student_key bigint, org_id integer, first_day date, last_day date, kind varchar, portion smallint',
  student_group:
    'student_key bigint, race varchar, gender varchar, econ boolean, el boolean, swd boolean, residency varchar',
  expected:
    'definition varchar, period varchar, org_id integer, group_set varchar, group_value varchar, state varchar, n bigint, d bigint, sum double, through_date date',
}

function csv(name: keyof typeof csvColumns, folder: string): string {
  const columns = csvColumns[name].split(', ').map((c) => `'${c.split(' ')[0]}': '${c.split(' ')[1]}'`)
  return `select * from read_csv(${literal(join(folder, `${name}.csv`))}, header = true, columns = {${columns.join(', ')}})`
}

test.each(cases)('%s', async (name) => {
  const { duck, folder } = bench
  const source = join(here, name)
  const world = JSON.parse(await readFile(join(source, 'case.json'), 'utf8')) as Case
  const out = join(folder, name)
  await mkdir(out)
  const inputs = await makeLake(duck, out, world.schoolYear, {
    org: csv('org', source),
    calendar: csv('calendar', source),
    submission: csv('submission', source),
    enrollment: csv('enrollment', source),
    attendance: csv('attendance', source),
    student_group: csv('student_group', source),
  })
  const done = await computeCubes({
    duck,
    districtId: 10,
    schoolYear: world.schoolYear,
    today: world.today,
    params: paramsOfYear(world.schoolYear, world.params),
    levels: world.levels,
    inputs,
    definitions: (['chronic-absenteeism', 'average-daily-attendance'] as const).map((id) => ({
      id,
      out: { cube: join(out, id) },
    })),
  })
  const key = ['definition', 'period', 'org_id', 'group_set', 'group_value'].join(', ')
  const got = done.cubes
    .map(
      (cube) =>
        `select ${literal(cube.id)} as definition, * from read_parquet(${literal(join(cube.cube, '*.parquet'))})`,
    )
    .join(' union all ')
  const expected = await duck.rows(`${csv('expected', source)} order by ${key}`)
  const actual = await duck.rows(`
    select ${key}, coalesce(g.state, 'none') as state, g.n, g.d, g.sum, g.through_date
    from (${csv('expected', source)}) e left join (${got}) g using (${key}) order by ${key}`)
  expect(expected.length).toBeGreaterThan(0)
  expect(actual, world.why).toEqual(expected)
})
