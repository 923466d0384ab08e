import pg from 'pg'
import { expect, it } from 'vitest'
import { inScope, makeScope, type Scope } from '../../platform/db/scope.ts'
import type { Services, Visitor } from '../../platform/web/route.ts'
import { loadOrganizations, makeDistrict } from '../people/index.ts'

/** A small district that the tests of this module share: six schools, one of them tiny, with true values put where the engine puts them. */
export type Sample = {
  district: number
  schools: Map<string, number>
  publisher: Visitor
  second: Visitor
  superintendent: Visitor
  /** Puts a computation of a year: values by place and group, moved into place like the engine does. */
  compute: (year: number, values: readonly Put[], definition?: string) => Promise<void>
}
export type Put = { org: number; set?: string; value?: string; n: number; d: number; period?: string }

/** The plain values of the sample. Island (11 of 19) is too small for a rate; Cove has 3 students only; the others are large. */
export const island = { n: 11, d: 19 }
export const rates: Record<string, { n: number; d: number }> = {
  '01': { n: 97, d: 431 },
  '02': { n: 176, d: 612 },
  '03': { n: 407, d: 1204 },
  '04': { n: 61, d: 287 },
  '05': island,
  '06': { n: 2, d: 3 },
}

const blank = { to_date: null, low_grade: 'K', high_grade: '5', successor_code: null, lineage: null }
const names = [
  'Northside Elementary',
  'Riverbank Middle',
  'Hill Street High',
  'Árbol Grande "Sur"',
  'Island School',
  'Cove School',
]

/** Makes the district with its people. In: services with a migrated database, its owner's address. */
export async function makeSample(
  services: Services & { ownerUrl: string },
  told = { state: 'CT', code: '901', name: 'Mill River Public Schools' },
  more: readonly { org_code: string; name: string; to_date: string | null }[] = [],
): Promise<Sample> {
  const { db } = services
  const founder = makeScope({ actor: null, name: 'system:test', districts: [], orgs: [], students: [] })
  const district = await inScope(db, founder, async (tx) => {
    const id = await makeDistrict(tx, founder, {
      state_code: told.state,
      state_name: 'State',
      code: told.code,
      name: told.name,
      from_date: '2015-07-01',
    })
    await loadOrganizations(
      tx,
      founder,
      id,
      [...names.map((name, index) => ({ org_code: `0${index + 1}`, name })), ...more].map((one, index) => ({
        ...blank,
        ...one,
        kind: 'school',
        parent_code: told.code,
        from_date: '2015-07-01',
        phone: `860-555-010${index}`,
        address: `${index + 1} School Street`,
      })),
    )
    return id
  })
  const owner = new pg.Client({ connectionString: services.ownerUrl })
  const found = await inScope(
    db,
    makeScope({ actor: null, name: 'system:test', districts: [district], orgs: [], students: [] }),
    async () => {
      await owner.connect()
      await owner.query('begin')
      await owner.query(`select set_config('throughline.districts', '{${district}}', true)`)
      const rows = await owner.query<{ org_id: number; code: string }>(
        `select org_id, code from people.org where district_id = $1 and kind = 'school'`,
        [district],
      )
      await owner.query('commit')
      await owner.end()
      return rows.rows
    },
  )
  const schools = new Map(found.map((row) => [row.code, row.org_id]))
  const scope = (actor: number | null, name: string): Scope =>
    makeScope({ actor, name, districts: [district], orgs: [district, ...schools.values()], students: [] })
  const visitor = (account_id: number, role: string): Visitor => ({
    account_id,
    name: `${role} ${account_id}`,
    lang: 'en',
    roles: [{ role, org_id: district, district_id: district }],
    scope: scope(account_id, `account:${account_id}`),
    csrf: 'token',
  })
  const system = scope(null, 'system:test')
  return {
    district,
    schools,
    publisher: visitor(101, 'publisher'),
    second: visitor(102, 'publisher'),
    superintendent: visitor(103, 'superintendent'),
    compute: (year, values, definition = 'chronic-absenteeism') =>
      compute(services, system, district, year, values, definition),
  }
}

async function compute(
  services: Services & { ownerUrl: string },
  scope: Scope,
  district: number,
  year: number,
  values: readonly Put[],
  definition: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('throughline.districts', $1, true), set_config('throughline.orgs', $2, true)`,
      [`{${scope.districts.join()}}`, `{${scope.orgs.join()}}`],
    )
    const through = `${year}-06-12`
    const made = await client.query<{ run_id: string }>(
      `insert into indicators.run (district_id, definition, school_year, parameters, datasets, code_version, digest, rows, cube_path, through_date, at, took_ms)
       values ($1, $5, $2, '{}', '{"attendance": 1}', '0.1.0', 'digest', $3, 'cube', $4, now(), 1) returning run_id`,
      [district, year, values.length, through, definition],
    )
    const run = Number(made.rows[0]?.run_id)
    await client.query(
      `insert into indicators.pointer (district_id, definition, school_year, run_id, moved_at) values ($1, $4, $2, $3, now())
       on conflict (district_id, definition, school_year) do update set run_id = excluded.run_id`,
      [district, year, run, definition],
    )
    await client.query('delete from indicators.value where district_id = $1 and school_year = $2 and definition = $3', [
      district,
      year,
      definition,
    ])
    for (const one of values)
      await client.query(
        `insert into indicators.value (district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, run_id)
         values ($1, $12, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          district,
          year,
          one.period ?? 'year',
          through,
          one.org,
          one.set ?? 'all',
          one.value ?? 'all',
          one.d === 0 ? 'zero_population' : 'measured',
          one.n,
          one.d,
          run,
          definition,
        ],
      )
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** A year of the sample: each school, the district as their sum, and high needs that split each school. `shift` moves one school's count. */
export function yearOfSample(sample: Sample, shift = 0): Put[] {
  const puts: Put[] = []
  const sum = { n: 0, d: 0, yn: 0, yd: 0 }
  for (const [code, plain] of Object.entries(rates)) {
    const org = sample.schools.get(code)
    if (org === undefined) continue
    const n = plain.n + (code === '03' ? shift : 0)
    const yes = { n: Math.round(n * 0.7), d: Math.round(plain.d * 0.6) }
    puts.push({ org, n, d: plain.d })
    puts.push(
      { org, set: 'high_needs', value: 'yes', ...yes },
      { org, set: 'high_needs', value: 'no', n: n - yes.n, d: plain.d - yes.d },
    )
    sum.n += n
    sum.d += plain.d
    sum.yn += yes.n
    sum.yd += yes.d
  }
  const org = sample.district
  puts.push(
    { org, n: sum.n, d: sum.d },
    { org, set: 'high_needs', value: 'yes', n: sum.yn, d: sum.yd },
    { org, set: 'high_needs', value: 'no', n: sum.n - sum.yn, d: sum.d - sum.yd },
  )
  puts.push(
    { org, set: 'gender', value: 'female', n: 380, d: 1250 },
    { org, set: 'gender', value: 'nonbinary', n: 2, d: 4 },
    { org, set: 'gender', value: 'male', n: sum.n - 382, d: sum.d - 1254 },
  )
  return puts
}

it('the sample adds up: its schools and its groups make the district', () => {
  const schools = new Map(Object.keys(rates).map((code, index) => [code, index + 2]))
  const puts = yearOfSample({ district: 1, schools } as unknown as Sample)
  const total = (wanted: (put: Put) => boolean) =>
    puts.filter(wanted).reduce((sum, put) => sum + put.d * 10_000 + put.n, 0)
  const district = total((put) => put.org === 1 && put.set === undefined)
  expect(total((put) => put.org !== 1 && put.set === undefined)).toBe(district)
  expect(total((put) => put.org === 1 && put.set === 'gender')).toBe(district)
  expect(total((put) => put.set === 'high_needs' && put.org !== 1)).toBe(district)
})
