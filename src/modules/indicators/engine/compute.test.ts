import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amount } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { type Cell, type Duck, literal } from '../../../platform/duckdb.ts'
import { type AttendanceParams, paramsOfYear } from '../definitions/parameters.ts'
import { makeLake, openBench } from '../golden/world.ts'
import { type Computed, computeCubes } from './compute.ts'
import type { Inputs } from './inputs.ts'
import { reference, type SmallWorld } from './reference.ts'
import { smallWorlds } from './worlds.ts'

let bench: { duck: Duck; folder: string; done: () => Promise<void> }
let number = 0

beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.done())

const table = (columns: string, rows: readonly (readonly Cell[])[]): string => {
  const names = columns.split(', ').map((c) => c.split(' '))
  const cells = (row: readonly Cell[]) =>
    row
      .map((v, i) => `cast(${v === null ? 'null' : literal(String(v))} as ${names[i]?.[1]}) as ${names[i]?.[0]}`)
      .join(', ')
  return rows.length === 0
    ? `select ${cells(names.map(() => null))} where false`
    : rows.map((row) => `select ${cells(row)}`).join(' union all ')
}

/** Writes a small world as a lake in a folder of its own. */
async function lake(world: SmallWorld): Promise<{ folder: string; inputs: Inputs }> {
  const folder = join(bench.folder, `w${++number}`)
  await mkdir(folder)
  const closed = new Set(world.closed.map((c) => `${c.school} ${c.day}`))
  const inputs = await makeLake(bench.duck, folder, 2026, {
    org: table(
      'school_id int, zone_id int, district_id int, state_id int, low_grade tinyint, high_grade tinyint, from_date date, to_date date',
      world.schools.map((s) => [s.id, s.zone, s.district, null, 0, 12, null, null]),
    ),
    calendar: table(
      'org_id int, first_day date, last_day date, day_type varchar',
      world.schools.flatMap((s) =>
        world.days.map((d) => [s.id, d, d, closed.has(`${s.id} ${d}`) ? 'holiday' : 'instructional']),
      ),
    ),
    submission: table(
      'org_id int, first_day date, last_day date, mode varchar',
      world.submitted.map((s) => [s.school, s.day, s.day, 'negative']),
    ),
    enrollment: table(
      'student_key bigint, org_id int, grade tinyint, entry_date date, exit_date date, is_primary boolean',
      world.spells.map((s) => [s.student, s.school, s.grade, s.entry, s.exit, s.primary]),
    ),
    attendance: table(
      'student_key bigint, org_id int, first_day date, last_day date, kind varchar, portion smallint',
      world.events.map((e) => [e.student, e.school, e.day, e.day, e.kind, e.portion]),
    ),
    student_group: table(
      'student_key bigint, race varchar, gender varchar, econ boolean, el boolean, swd boolean, residency varchar',
      [...world.race].map(([student, race]) => [student, race, null, null, null, null, null]),
    ),
  })
  return { folder, inputs }
}

type Run = {
  name: string
  today: string
  params: AttendanceParams
  previous?: string
  studentMonth?: { next: string; previous?: string }
}

const run = (folder: string, inputs: Inputs, r: Run): Promise<Computed> =>
  computeCubes({
    duck: bench.duck,
    districtId: 10,
    schoolYear: 2026,
    today: r.today,
    params: r.params,
    inputs,
    definitions: (['chronic-absenteeism', 'average-daily-attendance'] as const).map((id) => ({
      id,
      out: { cube: join(folder, `${r.name}-${id}`) },
      ...(r.previous ? { previous: join(folder, `${r.previous}-${id}`) } : {}),
    })),
    ...(r.studentMonth ? { studentMonth: r.studentMonth } : {}),
  })

const settings = fc.record({
  halfDayRule: fc.constantFrom('half_day' as const, 'proportional' as const),
  issCountsAbsent: fc.boolean(),
  minMemberDays: fc.constantFrom(1, 5, 10),
  thresholdPerMille: fc.constantFrom(100, 200),
})

describe('the engine and the slow, obvious way', () => {
  test('agree on every row of random small worlds', { timeout: amount(120_000, 1_200_000) }, async () => {
    await fc.assert(
      fc.asyncProperty(smallWorlds, settings, async (world, own) => {
        const params = paramsOfYear(2026, own)
        const { folder, inputs } = await lake(world)
        const done = await run(folder, inputs, { name: 'full', today: world.today, params })
        for (const cube of done.cubes) {
          const rows = await bench.duck.rows(`
            select period, org_id as org, group_set as set, group_value as value, n, d, sum from read_parquet(${literal(join(cube.cube, '*.parquet'))})
            where group_set in ('all', 'race', 'grade') and sum > 0`)
          const key = (r: Record<string, unknown>) => [r.period, r.org, r.set, r.value, r.n, r.d, r.sum].join(' ')
          expect(rows.map(key).sort(), cube.id).toEqual(
            reference(world, 2026, params, cube.id === 'chronic-absenteeism')
              .map(key)
              .sort(),
          )
        }
      }),
      { numRuns: amount(8, 100) },
    )
    figure('random small districts computed as the slow, obvious way does', amount(8, 100))
  })
})

describe('one more day', () => {
  test('gives the digest of a full computation, whatever changed in between', {
    timeout: amount(120_000, 1_200_000),
  }, async () => {
    const taken = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        smallWorlds,
        smallWorlds,
        fc.constantFrom('nothing', 'new days', 'all events', 'spells', 'moves', 'races', 'params'),
        fc.boolean(),
        async (first, other, change, sameFiles) => {
          const params = paramsOfYear(2026, { minMemberDays: 5 })
          // Somebody who changes schools in one grade changes no group, so that closed months can stay.
          const inGrade = (spells: SmallWorld['spells']) =>
            change === 'moves' ? spells.map((s) => ({ ...s, grade: 3 })) : spells
          const before = { ...first, spells: inGrade(first.spells), today: '2025-11-12' }
          const after = { ...before, today: '2025-11-14' }
          if (change === 'new days')
            after.events = [
              ...before.events.filter((e) => e.day <= '2025-11-05'),
              ...other.events.filter((e) => e.day > '2025-11-05' && before.schools.some((s) => s.id === e.school)),
            ]
          if (change === 'all events') after.events = other.events
          if (change === 'spells') after.spells = other.spells
          // Who enters or leaves after the last closed day leaves the closed months as they were.
          if (change === 'moves')
            after.spells = [
              ...before.spells.map((s, i) => {
                const exit = other.spells[i % other.spells.length]?.exit ?? null
                return s.exit === null && exit !== null && exit > '2025-10-31' ? { ...s, exit } : s
              }),
              ...inGrade(other.spells).filter(
                (s) => s.entry > '2025-11-03' && before.schools.some((one) => one.id === s.school),
              ),
            ]
          if (change === 'races') after.race = other.race
          const a = await lake(before)
          const b = await lake(after)
          // The lake's versions of spells and groups are only new where something in them changed.
          if (sameFiles && ['nothing', 'new days', 'all events', 'params'].includes(change)) {
            b.inputs.enrollment = a.inputs.enrollment
            b.inputs.student_group = a.inputs.student_group
          }
          const base = join(b.folder, 'base-before.parquet')
          const now = change === 'params' ? paramsOfYear(2026, { minMemberDays: 3 }) : params
          const done = await run(b.folder, a.inputs, {
            name: 'before',
            today: before.today,
            params,
            studentMonth: { next: base },
          })
          const full = await run(b.folder, b.inputs, { name: 'full', today: after.today, params: now })
          const quick = await run(b.folder, b.inputs, {
            name: 'quick',
            today: after.today,
            params: now,
            previous: 'before',
            studentMonth: {
              next: join(b.folder, 'base-after.parquet'),
              ...(done.studentMonth ? { previous: done.studentMonth } : {}),
            },
          })
          expect(quick.cubes.map((c) => [c.id, c.rows, c.digest])).toEqual(
            full.cubes.map((c) => [c.id, c.rows, c.digest]),
          )
          const differ = await bench.duck.rows(
            full.cubes
              .map(
                (c, i) =>
                  `select count(*) as n from (from read_parquet(${literal(join(c.cube, '*.parquet'))}) except all from read_parquet(${literal(join(quick.cubes[i]?.cube ?? '', '*.parquet'))}))`,
              )
              .join(' union all '),
          )
          expect(differ.every((row) => row.n === 0)).toBe(true)
          const begun = before.spells.some((s) => s.entry > before.today && s.entry <= after.today)
          if (change === 'params') expect(quick.months.first).toBe(1)
          if (change === 'nothing' && !begun)
            expect(quick.months.first).toBe(done.studentMonth !== null && done.months.last === 3 ? 3 : 1)
          if (quick.months.first > 1) taken.add(`${change}${sameFiles && change === 'new days' ? ', same files' : ''}`)
        },
      ),
      { numRuns: amount(12, 100), endOnFailure: true },
    )
    figure('computations of one more day with the digest of a full one', amount(12, 100))
    // The quick way was really taken, after more than one kind of change.
    expect(taken.size).toBeGreaterThan(1)
  })
})

describe('what a run leaves behind', () => {
  test('slice and standing hold this district only, in the layout of their tables', async () => {
    const world: SmallWorld = {
      schools: [
        { id: 1001, zone: 101, district: 10 },
        { id: 2001, zone: null, district: 20 },
      ],
      days: Array.from({ length: 30 }, (_, i) => `2025-09-${String(i + 1).padStart(2, '0')}`),
      closed: [],
      submitted: [],
      events: [],
      race: new Map(),
      today: '2025-10-01',
      spells: [
        { student: 1, school: 1001, grade: 3, entry: '2025-09-01', exit: null, primary: true },
        { student: 2, school: 2001, grade: 3, entry: '2025-09-01', exit: null, primary: true },
        { student: 3, school: 1001, grade: 3, entry: '2025-09-20', exit: null, primary: true },
      ],
    }
    world.submitted = world.schools.flatMap((s) => world.days.map((day) => ({ school: s.id, day })))
    world.events = [1, 2, 3].map((n) => ({
      student: 1,
      school: 1001,
      day: `2025-09-0${n}`,
      kind: 'excused',
      portion: 100,
    }))
    const { folder, inputs } = await lake(world)
    const paths = { cube: join(folder, 'c'), slice: join(folder, 'c.csv'), standing: join(folder, 's.csv') }
    const job = {
      duck: bench.duck,
      districtId: 10,
      schoolYear: 2026,
      today: world.today,
      params: paramsOfYear(2026),
      inputs,
      definitions: [{ id: 'chronic-absenteeism' as const, out: paths }],
    }
    await computeCubes(job)
    expect(
      await bench.duck.rows(`select distinct org_id, period from read_csv(${literal(paths.slice)}) order by all`),
    ).toEqual([10, 101, 1001].flatMap((org_id) => ['m01', 'year'].map((period) => ({ org_id, period }))))
    expect(
      await bench.duck.rows(
        `select * from read_csv(${literal(paths.standing)}) where org_id in (10, 1001) order by all`,
      ),
    ).toEqual([
      {
        student_key: 1,
        org_id: 10,
        school_year: 2026,
        absent_hundredths: 300,
        member_days: 30,
        chronic: true,
        tier: 'chronic',
      },
      {
        student_key: 1,
        org_id: 1001,
        school_year: 2026,
        absent_hundredths: 300,
        member_days: 30,
        chronic: true,
        tier: 'chronic',
      },
      {
        student_key: 3,
        org_id: 10,
        school_year: 2026,
        absent_hundredths: 0,
        member_days: 11,
        chronic: false,
        tier: null,
      },
      {
        student_key: 3,
        org_id: 1001,
        school_year: 2026,
        absent_hundredths: 0,
        member_days: 11,
        chronic: false,
        tier: null,
      },
    ])
    await expect(
      computeCubes({ ...job, definitions: [{ id: 'chronic-absenteeism', out: { cube: '/tmp/elsewhere.parquet' } }] }),
    ).rejects.toMatchObject({ code: 'duckdb/confined' })
  })
})
