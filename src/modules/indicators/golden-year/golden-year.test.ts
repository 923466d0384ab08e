import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { lakeColumns } from '../../feeds/index.ts'
import { outcomeDatasets } from '../definitions/outcomes.ts'
import { yearCard, yearMeasures } from '../definitions/yearly.ts'
import { computeYearCubes } from '../engine/year.ts'
import type { YearInputs } from '../engine/year-inputs.ts'
import { openBench } from '../golden/world.ts'

type Case = { why: string; definitions: string[]; schoolYear: number; today: string }

const here = import.meta.dirname
const cases = (await readdir(here, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
let bench: { duck: Duck; folder: string; done: () => Promise<void> }
beforeAll(async () => {
  bench = await openBench([here])
})
afterAll(() => bench.done())

type Dataset = Exclude<keyof YearInputs, 'standing'>
const shapes: Record<Dataset, string> = {
  org: 'school_id integer, zone_id integer, district_id integer, state_id integer, low_grade tinyint, high_grade tinyint, from_date date, to_date date',
  enrollment:
    'student_key bigint, org_id integer, school_year smallint, grade tinyint, entry_date date, exit_date date, is_primary boolean',
  student_group:
    'student_key bigint, school_year smallint, race varchar, gender varchar, econ boolean, el boolean, swd boolean, residency varchar',
  ...(Object.fromEntries(outcomeDatasets.map((one) => [one, lakeColumns(one)])) as Record<
    (typeof outcomeDatasets)[number],
    string
  >),
}

/** The lake of a case: rows of its CSV files, where one line may stand for several students in a row (first_student, students). */
async function lake(duck: Duck, source: string, out: string): Promise<YearInputs> {
  const inputs = {} as Record<Dataset, string[]>
  for (const [dataset, list] of Object.entries(shapes) as [Dataset, string][]) {
    const file = join(source, `${dataset}.csv`)
    inputs[dataset] = []
    if (!existsSync(file)) continue
    const about = list.startsWith('student_key')
    const own = list.split(', ').filter((column) => !column.startsWith('student_key'))
    const columns = [...(about ? ['first_student bigint', 'students bigint'] : []), ...own].map(
      (column) => `'${column.split(' ')[0]}': '${column.split(' ')[1]}'`,
    )
    const names = own.map((column) => column.split(' ')[0]).join(', ')
    const key = about ? 'first_student + unnest(range(students)) as student_key, ' : ''
    const kept = dataset === 'org' ? `school_id as org_id, 'school' as kind, ${names}` : names
    const path = join(out, `${dataset}.parquet`)
    const blank = dataset === 'assessment' ? `nullstr = '', force_not_null = ['part']` : `nullstr = ''`
    await duck.run(
      `copy (select ${key}${kept} from read_csv(${literal(file)}, header = true, columns = {${columns.join(', ')}}, ${blank})) to ${literal(path)} (format parquet)`,
    )
    inputs[dataset] = [path]
  }
  const standing = join(source, 'standing.csv')
  return existsSync(standing) ? { ...inputs, standing: [standing] } : inputs
}

test.each(cases)('%s', async (name) => {
  const { duck, folder } = bench
  const source = join(here, name)
  const world = JSON.parse(await readFile(join(source, 'case.json'), 'utf8')) as Case
  const out = join(folder, name)
  await mkdir(out)
  const cards = world.definitions.map((id) => {
    const card = yearCard.get(id)
    if (!card) throw new Error(`No definition ${id}.`)
    return { card, cube: join(out, id) }
  })
  const cubes = await computeYearCubes({
    duck,
    districtId: 10,
    schoolYear: world.schoolYear,
    today: world.today,
    inputs: await lake(duck, source, out),
    definitions: cards,
  })
  const got = cubes
    .map(
      (cube) =>
        `select ${literal(cube.id)} as definition, * from read_parquet(${literal(join(cube.cube, '*.parquet'))})`,
    )
    .join(' union all ')
  const expected = `select * from read_csv(${literal(join(source, 'expected.csv'))}, header = true, columns = {'definition': 'varchar', 'org_id': 'integer', 'group_set': 'varchar', 'group_value': 'varchar', 'state': 'varchar', 'n': 'bigint', 'd': 'bigint'})`
  const key = 'definition, org_id, group_set, group_value'
  const wanted = await duck.rows(`${expected} order by ${key}`)
  const actual = await duck.rows(
    `select ${key}, coalesce(cast(g.state as varchar), 'none') as state, g.n, g.d from (${expected}) e left join (select * exclude (group_set, group_value), cast(group_set as varchar) as group_set, cast(group_value as varchar) as group_value from (${got})) g using (${key}) order by ${key}`,
  )
  expect(wanted.length).toBeGreaterThan(0)
  expect(actual, world.why).toEqual(wanted)
})

test('every definition of a school year has a worked example, or shares its steps with one that has', async () => {
  const shown = new Set<string>()
  for (const name of cases) {
    const world = JSON.parse(await readFile(join(here, name, 'case.json'), 'utf8')) as Case
    for (const id of world.definitions) for (const step of yearCard.get(id)?.steps ?? []) shown.add(step)
  }
  expect(yearMeasures.filter((one) => !one.steps.every((step) => shown.has(step))).map((one) => one.id)).toEqual([])
})
