import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoSettings } from '../../../demo/mill-river.ts'
import { generateSecondDistrict, twoBrooks } from '../../../demo/second-district.ts'
import { importFile } from '../../modules/feeds/index.ts'
import { computeYear, yearsToCompute } from '../../modules/indicators/index.ts'
import { loadCast, systemScope } from '../../modules/people/index.ts'
import { loadPlan } from '../../modules/plans/index.ts'
import { now } from '../../platform/clock.ts'
import { projectRoot, readConfig } from '../../platform/config.ts'
import { inScope } from '../../platform/db/scope.ts'
import { homeFor } from '../../platform/postgres/home.ts'
import { type Server, startPostgres } from '../../platform/postgres/server.ts'
import type { Services } from '../../platform/web/route.ts'
import { checkKind, markKind, markReady } from '../installation.ts'
import { migrateAll } from '../migrate.ts'
import { openServices } from '../services.ts'

/** Who works in the loop's district: what they do is their name. */
export const castOf = (code: string) =>
  (
    [
      ['leader', 'superintendent'],
      ['steward', 'data_steward'],
      ['publisher', 'publisher'],
      ['approver', 'publisher'],
    ] as const
  ).map(([key, role]) => ({
    name: key,
    email: `${key}@twobrooks.example`,
    lang: 'en' as const,
    roles: [{ role, org_code: code, from: '2023-07-01' }],
  }))

export const password = 'seven quiet rivers'

export type Ground = {
  home: string
  districtId: number
  /** attendance of the running year by school day: header and rows as they came */
  days: ReadonlyMap<string, readonly string[]>
  header: string
  planText: string
}

/**
 * Makes a small whole installation of the demo's kind (Two Brooks, about 300 students) on a home of its own, with PostgreSQL as the product starts it:
 * everything synced to disk. PostgreSQL stays alive; the product takes it over. In: how many school years, the running one and those before it.
 */
export async function makeGround(years = 2): Promise<Ground> {
  const place = mkdtempSync(join(tmpdir(), 'throughline-kills-'))
  chmodSync(place, 0o755)
  const home = homeFor(join(place, 'home'), true)
  const server = await startPostgres({ folder: join(home, 'postgres') })
  try {
    return await fill(place, home, server, years)
  } catch (error) {
    await server.stop()
    rmSync(place, { recursive: true, force: true })
    throw error
  }
}

async function fill(place: string, home: string, server: Server, years: number): Promise<Ground> {
  const config = readConfig({
    THROUGHLINE_HOME: home,
    DATABASE_URL: server.appUrl,
    DATABASE_OWNER_URL: server.ownerUrl,
    PORT: '0',
  })
  await checkKind(config, server.ownerUrl)
  await migrateAll(server.ownerUrl)
  await markKind(config, server.ownerUrl, now())
  const opened = await openServices(config, 'kills', { max: 4 })
  const services: Services = { ...opened, queue: { send: async () => {}, stop: async () => {} } }
  const made = await generateSecondDistrict({ out: join(place, 'files'), ...demoSettings })
  const last = Math.max(...made.school_years)
  const files = made.files.filter((file) => file.school_year === null || file.school_year > last - years)
  const [organizations] = files.filter((file) => file.kind === 'organizations')
  const { districtId } = await importFile({
    services,
    scope: await systemScope(services.db, 'kills', null),
    districtId: null,
    path: organizations?.path ?? '',
    accept: true,
  })
  const scope = await systemScope(services.db, 'kills', districtId)
  await inScope(services.db, scope, (tx) => loadCast(tx, scope, districtId, castOf(twoBrooks.code), password))
  for (const kind of ['calendar', 'students', 'enrollment', 'submissions', 'attendance'] as const)
    for (const file of files.filter((one) => one.kind === kind)) {
      const done = await importFile({ services, scope, districtId, kind, path: file.path, accept: true })
      if (done.import.state !== 'loaded') throw new Error(`${file.name} ended as ${done.import.state}`)
    }
  for (const year of await yearsToCompute(services, districtId)) await computeYear(services, districtId, year)
  const planText = readFileSync(join(projectRoot, 'plans', 'two-brooks-2026-29.plan.yaml'), 'utf8')
  await loadPlan(services, { districtId, text: planText, kind: 'own', current: true })
  await markReady(server.ownerUrl, now())
  await opened.close()
  const [header = '', ...rows] = readFileSync(join(place, 'files', `attendance-${last}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
  const days = new Map<string, string[]>()
  for (const row of rows) {
    const day = row.split(',')[header.split(',').indexOf('date')] ?? ''
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return { home, districtId, days, header, planText }
}
