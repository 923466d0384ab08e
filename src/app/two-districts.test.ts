import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoSettings } from '../../demo/mill-river.ts'
import { generateDemo } from '../../demo/generate.ts'
import { generateSecondDistrict } from '../../demo/second-district.ts'
import { importFile } from '../modules/feeds/index.ts'
import { computeYear, values, yearsToCompute } from '../modules/indicators/index.ts'
import { holds, identify, loadCast, orgByCode, orgsUnder, signIn, systemScope } from '../modules/people/index.ts'
import { importPlan } from '../modules/plans/index.ts'
import { query } from '../platform/db/database.ts'
import { inScope, type Scope } from '../platform/db/scope.ts'
import { projectRoot } from '../platform/config.ts'
import { amount } from '../platform/testing/amount.ts'
import { freshServices } from '../platform/testing/database.ts'

let services: Awaited<ReturnType<typeof freshServices>>
const folder = mkdtempSync(join(tmpdir(), 'two-districts-'))
type District = { id: number; scope: Scope; files: readonly { kind: string; path: string }[] }
const districts: Record<'big' | 'small', District> = {} as Record<'big' | 'small', District>

async function load(files: District['files']): Promise<District> {
  const own = { ...services, queue: { send: async () => {}, stop: async () => {} } }
  const of = (kind: string) => files.filter((file) => file.kind === kind)
  const [organizations] = of('organizations')
  if (!organizations) throw new Error('no organizations')
  const { districtId } = await importFile({
    services: own,
    scope: await systemScope(services.db, 'test', null),
    districtId: null,
    path: organizations.path,
    accept: true,
  })
  const scope = await systemScope(services.db, 'test', districtId)
  for (const kind of ['calendar', 'students', 'enrollment', 'submissions', 'attendance'] as const)
    for (const file of of(kind))
      expect(
        (await importFile({ services: own, scope, districtId, kind, path: file.path, accept: true })).import.state,
      ).toBe('loaded')
  return { id: districtId, scope, files }
}

beforeAll(
  async () => {
    services = await freshServices()
    const made = (name: string) => ({ out: join(folder, name), seed: demoSettings.seed, today: demoSettings.today })
    const big = await generateDemo({ ...made('big'), scale: amount(0.02, 0.1) })
    const small = await generateSecondDistrict(made('small'))
    // The small one is computed alone first: what it says then must not change when its big neighbor comes.
    districts.small = await load(small.files)
    await compute('small')
    districts.big = await load(big.files)
    await compute('big')
  },
  amount(240_000, 900_000),
)
afterAll(async () => {
  await services.end()
  rmSync(folder, { recursive: true, force: true })
})

const compute = async (name: 'big' | 'small') => {
  for (const year of await yearsToCompute(services, districts[name].id))
    await computeYear(services, districts[name].id, year)
}

/** Results by the codes that the files use, which both districts share. */
async function results(name: 'big' | 'small') {
  const { id, scope } = districts[name]
  return inScope(services.db, scope, async (tx) => {
    const codes = new Map((await orgsUnder(tx, id, '2026-11-20')).map((org) => [org.org_id, org.code]))
    const rows = await values(tx, {
      definition: 'chronic-absenteeism',
      groupSets: ['all', 'grade', 'race'],
      periods: ['year'],
    })
    return rows
      .filter((row) => codes.has(row.org_id))
      .map(({ run_id: _, org_id, ...row }) => ({ ...row, org: codes.get(org_id) }))
  })
}

describe('two districts in one installation, with the same codes for other things', () => {
  it('share school codes and student ids, and are told apart', async () => {
    const codes = async (name: 'big' | 'small') =>
      inScope(services.db, districts[name].scope, async (tx) =>
        (await orgsUnder(tx, districts[name].id, '2026-11-20', 'school')).map((org) => org.code),
      )
    const [big, small] = [await codes('big'), await codes('small')]
    const shared = small.filter((code) => big.includes(code))
    expect(shared.length).toBeGreaterThan(0)
    for (const code of shared) {
      const ids = await Promise.all(
        (['big', 'small'] as const).map((name) =>
          inScope(services.db, districts[name].scope, (tx) => orgByCode(tx, districts[name].id, code)),
        ),
      )
      expect(ids[0]?.org_id).not.toBe(ids[1]?.org_id)
    }
    const external = async (name: 'big' | 'small') =>
      inScope(services.db, districts[name].scope, (tx) =>
        query<{ external_id: string; student_key: number }>(tx, 'select external_id, student_key from people.student'),
      )
    const [many, few] = [await external('big'), await external('small')]
    const known = new Map(many.map((row) => [row.external_id, row.student_key]))
    const same = few.filter((row) => known.has(row.external_id))
    expect(same.length).toBeGreaterThan(50)
    expect(same.filter((row) => known.get(row.external_id) === row.student_key)).toEqual([])
  })

  it('compute to the same numbers as alone', async () => {
    const before = await results('small')
    expect(before.length).toBeGreaterThan(20)
    await compute('small')
    expect(await results('small')).toEqual(before)
    // A third computation in a database of its own would be the same: every student of the small district is counted once, in its own district.
    const total = before.filter(
      (row) => row.group_set === 'all' && row.school_year === 2026 && row.org === '9990022',
    )[0]
    const students = await inScope(services.db, districts.small.scope, (tx) =>
      query<{ n: number }>(
        tx,
        'select count(distinct student_key) as n from people.enrollment where school_year = 2026',
      ),
    )
    expect(total?.d).toBeGreaterThan(0)
    expect(total?.d).toBeLessThanOrEqual(students[0]?.n ?? 0)
  })

  it('never see one another: rows, results, files, plans', async () => {
    const { big, small } = districts
    const text = (name: string) => readFileSync(join(projectRoot, 'plans', `${name}.plan.yaml`), 'utf8')
    for (const [one, name] of [
      [big, 'mill-river-2026-29'],
      [small, 'two-brooks-2026-29'],
    ] as const)
      await inScope(services.db, one.scope, (tx) =>
        importPlan(services, tx, one.scope, { districtId: one.id, text: text(name), kind: 'own', current: true }),
      )
    for (const [mine, other] of [
      [big, small],
      [small, big],
    ] as const) {
      const seen = await inScope(services.db, mine.scope, (tx) =>
        query<{ t: string; n: number }>(
          tx,
          `select 'org' as t, count(*) as n from people.org where district_id = $1 and kind <> 'district' -- that a district exists is known to all
           union all select 'student', count(*) from people.student where district_id = $1
           union all select 'enrollment', count(*) from people.enrollment where district_id = $1
           union all select 'value', count(*) from indicators.value where district_id = $1
           union all select 'standing', count(*) from indicators.standing where district_id = $1
           union all select 'import', count(*) from feeds.import where org_id = $1
           union all select 'version', count(*) from feeds.dataset_version where org_id = $1
           union all select 'target', count(*) from indicators.target where district_id = $1
           union all select 'plan', count(*) from plans.plan where district_id = $1
           union all select 'change', count(*) from platform.change where org_id = $1`,
          [other.id],
        ),
      )
      expect(seen.filter((row) => row.n > 0)).toEqual([])
    }
  })

  it('give a person of one district nothing of the other', async () => {
    const { small, big } = districts
    await inScope(services.db, small.scope, (tx) =>
      loadCast(
        tx,
        small.scope,
        small.id,
        [
          {
            name: 'Superintendent',
            email: 'super@twobrooks.example',
            lang: 'en',
            roles: [{ role: 'superintendent', org_code: '9990022', from: '2023-07-01' }],
          },
        ],
        'a long enough password',
      ),
    )
    const { token } = await signIn(services.db, {
      email: 'super@twobrooks.example',
      password: 'a long enough password',
      address: '127.0.0.1',
    })
    const visitor = await identify(services.db, token)
    if (!visitor) throw new Error('not signed in')
    expect(holds(visitor, ['superintendent'], small.id)).toBe(true)
    expect(holds(visitor, ['superintendent'], big.id)).toBe(false)
    const counts = await inScope(services.db, visitor.scope, (tx) =>
      query<{ own: number; other: number }>(
        tx,
        'select count(*) filter (where district_id = $1) as own, count(*) filter (where district_id = $2) as other from people.student',
        [small.id, big.id],
      ),
    )
    expect(counts[0]?.own).toBeGreaterThan(0)
    expect(counts[0]?.other).toBe(0)
  })
})
