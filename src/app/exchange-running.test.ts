import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { canonicalPlan, loadedPlan, receivePlan, sendPlan } from '../modules/plans/index.ts'
import { fixToday, now } from '../platform/clock.ts'
import { query } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import { systemScope } from '../modules/people/index.ts'
import { type Fresh, freshServices } from '../platform/testing/database.ts'
import { founded } from '../platform/testing/plan-site.tsx'
import { markKind, markReady } from './installation.ts'
import { planCommand } from './plan.ts'

const source = new URL('../../plans/two-brooks-2026-29.plan.yaml', import.meta.url).pathname
const slug = 'two-brooks-2026-29'
const folder = mkdtempSync(join(tmpdir(), 'exchange-'))
const at = (name: string): string => join(folder, name)
let services: Fresh
let district: number
let said: string[] = []

/** A command as somebody types it, with what it printed. */
async function run(...args: string[]): Promise<string> {
  said = []
  await planCommand(args)
  return said.join('\n')
}
const stored = async () => {
  const scope = await systemScope(services.db, 'plans', district)
  return inScope(services.db, scope, async (tx) => ({
    plans: await query(tx, 'select slug, version, digest, current from plans.plan order by slug'),
    versions: await query(tx, 'select plan_id, version, digest from plans.plan_version order by plan_id, version'),
    elements: await query<{ n: number }>(tx, 'select count(*)::int as n from plans.element'),
    history: await query<{ n: number }>(
      tx,
      "select count(*)::int as n from platform.change where object like 'plans.%'",
    ),
  }))
}

beforeAll(async () => {
  services = await freshServices()
  await markKind(services.config, services.ownerUrl, now())
  await markReady(services.ownerUrl, now())
  district = await founded(services, '9990022', 'Two Brooks School District')
  vi.stubEnv('DATABASE_URL', services.database.url)
  vi.stubEnv('DATABASE_OWNER_URL', services.ownerUrl)
  vi.stubEnv('THROUGHLINE_HOME', services.home)
  const print = (line: unknown): void => void said.push(String(line))
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
})
afterAll(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  fixToday(null)
  await services.end()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => fixToday(null))

describe('plans in and out of a running installation', () => {
  it('loads a plan file as the current plan; the same file again does nothing, with and without --current', async () => {
    expect(await run(source, '--current')).toContain(`plan ${slug}, version 1: 8 added, 0 changed, 0 removed`)
    const before = await stored()
    expect(before.plans).toMatchObject([{ slug, version: 1, current: true }])
    expect(await run(source)).toContain(`plan ${slug}, version 1: nothing changed`)
    expect(await run(source, '--current', '--district', '9990022')).toContain('nothing changed')
    expect(await stored()).toEqual(before)
  })

  it.each(['stratml1', 'stratml2', 'csv', 'xlsx', 'json'] as const)(
    '%s: goes out by its name and comes back in; twice does nothing',
    async (format) => {
      const file = at(`out.${format}`)
      await run('export', '--format', format, slug, '--out', file)
      const plan = await loadedPlan(services, district, slug)
      const { bytes } = await sendPlan(plan, format, { lang: 'en' })
      if (format !== 'xlsx') expect(readFileSync(file, 'utf8')).toBe(new TextDecoder().decode(bytes))
      const came = await receivePlan(readFileSync(file), format, { language: 'en', lang: 'en' })
      if (format === 'json') {
        expect(came.plan && canonicalPlan(came.plan)).toBe(canonicalPlan(plan))
        const before = await stored()
        expect(await run('import', '--format', format, file, '--load')).toContain('nothing changed')
        expect(await stored()).toEqual(before)
        return
      }
      const id = came.plan?.id ?? ''
      // Another name, so that what a format cannot carry does not become a version of the plan it came from.
      expect(
        await run('import', '--format', format, file, '--load', '--reference', '--district', '9990022').catch(String),
      ).toMatch(id === slug ? /is here already as the district/ : /version 1: 8 added/)
      const before = await stored()
      if (id !== slug) {
        expect(await run('import', '--format', format, file, '--load', '--reference')).toContain('nothing changed')
        expect(await stored()).toEqual(before)
      }
    },
  )

  it('a changed table becomes the next version, and the page of today says so', async () => {
    await run('export', '--format', 'csv', slug, '--out', at('next.csv'))
    const text = readFileSync(at('next.csv'), 'utf8')
    writeFileSync(
      at('next.csv'),
      text.replaceAll('Small classes that know each child', 'Smaller classes that know each child'),
    )
    expect(await run('import', '--format', 'csv', at('next.csv'), '--load')).toMatch(
      /version 2: 0 added, \d changed, 0 removed/,
    )
    expect((await loadedPlan(services, district, slug)).elements.map((one) => one.title.en)).toContain(
      'Smaller classes that know each child',
    )
    expect(await run('import', '--format', 'csv', at('next.csv'), '--load')).toContain('version 2: nothing changed')
    const own = (await stored()).plans.filter((one) => (one as { slug: string }).slug === slug)
    expect(own).toMatchObject([{ slug, version: 2, current: true }])
  })

  it('HTML and the empty template go out; a plan that is not here does not', async () => {
    await run('export', '--format', 'html', slug, '--out', at('plan.html'), '--lang', 'es')
    expect(readFileSync(at('plan.html'), 'utf8')).toContain('Llamar cada mañana')
    await run('export', '--format', 'csv', '--template', '--out', at('template.csv'))
    expect(readFileSync(at('template.csv'), 'utf8')).toContain('[Elements]')
    await expect(run('export', '--format', 'json', 'no-such-plan', '--out', at('x.json'))).rejects.toMatchObject({
      code: 'plans/no-plan',
    })
  })

  it('a broken table: every finding by its cell, nothing loaded, nothing written', async () => {
    const before = await stored()
    await run('export', '--format', 'csv', slug, '--out', at('broken.csv'))
    const text = readFileSync(at('broken.csv'), 'utf8')
    writeFileSync(at('broken.csv'), text.replace(/^(G2|g2),/m, 'g2,').replaceAll('2026-07-01', '2026-17-01'))
    const error = await run(
      'import',
      '--format',
      'csv',
      at('broken.csv'),
      '--load',
      '--out',
      at('broken.plan.yaml'),
    ).catch((one: unknown) => one)
    expect(error).toMatchObject({ code: 'plans/bad-exchange' })
    const { details } = error as { details: { path: string }[] }
    expect(details.length).toBeGreaterThan(0)
    for (const one of details) expect(one.path).toMatch(/![A-Z]+\d+$/)
    expect(await stored()).toEqual(before)
    expect(() => readFileSync(at('broken.plan.yaml'))).toThrow()
  })

  it('says which district, which format, which option', async () => {
    await expect(run(source, '--district', '1')).rejects.toThrow(
      'There is no district with the code 1. Known: 9990022.',
    )
    await expect(run('import', '--format', 'doc', source)).rejects.toThrow('Which format?')
    await expect(run('import', '--form', 'csv', source)).rejects.toThrow(
      /Unknown option '--form'.*throughline plan import/,
    )
    await expect(run('export', '--format', 'html', slug, '--lang', 'fr')).rejects.toThrow('must be en or es')
  })
})
