import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe } from '../../../../e2e/axe.ts'
import { launch, screenshot } from '../../../../e2e/browser.ts'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { amount } from '../../../platform/testing/amount.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { founded, siteOf, visitorAt } from '../../../platform/testing/plan-site.tsx'
import { serveApp } from '../../../platform/testing/serve.ts'
import { sessionCookie } from '../../../platform/web/server.ts'
import { loadOrganizations, orgsUnder } from '../../people/index.ts'
import { replay } from '../calls.ts'
import { definitions } from '../definitions/catalog.ts'
import { routes } from '../routes.tsx'

let services: Awaited<ReturnType<typeof freshServices>>
let app: ReturnType<typeof siteOf>
let served: Awaited<ReturnType<typeof serveApp>> | undefined
let browser: Browser | undefined
let district: number
let schools: number[]

const names = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel']
const grades = [
  ['K', '5'],
  ['K', '5'],
  ['K', '5'],
  ['K', '8'],
  ['6', '8'],
  ['6', '8'],
  ['9', '12'],
  ['9', '12'],
] as const
/** Students of each school; the second one is tiny. */
const sizes = [420, 12, 380, 610, 540, 505, 980, 1020]
/** Chance that a student counts, by school: Ginkgo stands apart. */
const levels = [0.18, 0.25, 0.2, 0.22, 0.21, 0.19, 0.41, 0.23]
const years = [2022, 2023, 2024, 2025, 2026]

type Row = [
  definition: string,
  year: number,
  period: string,
  org: number,
  set: string,
  value: string,
  n: number,
  d: number,
]

/** Values of every listed measure for five years, by school and group; months of attendance up to October 2026. */
function rows(): Row[] {
  const made: Row[] = []
  for (const definition of Object.values(definitions).filter((one) => one.listed !== false)) {
    const scale = definition.counts === 'hundredths of student-days' ? 17_000 : 1
    for (const [i, year] of years.entries()) {
      const turn = definition.direction === 'lower' ? (level: number) => level : (level: number) => 1 - level
      const at = (level: number): number => turn(level * (1 + 0.04 * (years.length - 1 - i)))
      const sums = new Map<string, [n: number, d: number]>()
      for (const [s, org] of schools.entries()) {
        const size = (sizes[s] ?? 0) * scale
        const level = levels[s] ?? 0
        const part = (set: string, value: string, share: number, more: number) => {
          const d = Math.round(size * share)
          const n = Math.round(d * at(Math.min(0.9, level * more)))
          made.push([definition.id, year, 'year', org, set, value, n, d])
          const sum = sums.get(`${set} ${value}`) ?? [0, 0]
          sums.set(`${set} ${value}`, [sum[0] + n, sum[1] + d])
          return [n, d] as const
        }
        const [yes, no] = [part('high_needs', 'yes', 0.6, 1.2), part('high_needs', 'no', 0.4, 0.7)]
        const whole = [yes[0] + no[0], yes[1] + no[1]] as const
        made.push([definition.id, year, 'year', org, 'all', 'all', ...whole])
        const sum = sums.get('all all') ?? [0, 0]
        sums.set('all all', [sum[0] + whole[0], sum[1] + whole[1]])
      }
      for (const [key, [n, d]] of sums) {
        const [set = '', value = ''] = key.split(' ')
        made.push([definition.id, year, 'year', district, set, value, n, d])
      }
    }
  }
  for (const year of [...years, 2027]) {
    let [n, d] = [0, 0]
    for (let month = 1; month <= (year === 2027 ? 2 : 10); month++) {
      d += 7_000_000
      n += Math.round(7_000_000 * (year === 2027 && month === 2 ? 0.8 : 0.93 + 0.01 * Math.sin(month + year)))
      made.push(['average-daily-attendance', year, `m${String(month).padStart(2, '0')}`, district, 'all', 'all', n, d])
    }
  }
  made.push(['chronic-absenteeism', 2027, 'todate', district, 'all', 'all', 900, 4400])
  return made
}

const target = (more: Record<string, unknown>) => ({
  kind: 'level',
  statement: 'Chronic absence at 13% or less',
  source: { document: 'The plan', page: '7' },
  measure: { id: 'chronic-absenteeism', version: '1' },
  population: 'all',
  unit: 'percent',
  baseline: { value: 26, unit: 'percent', asOf: { schoolYear: 2024 }, source: 'own records' },
  dueBy: { schoolYear: 2029 },
  scope: { kind: 'all' },
  operator: '<=',
  amount: 13,
  ...more,
})

async function fill(): Promise<void> {
  const owner = new pg.Client({ connectionString: services.ownerUrl })
  await owner.connect()
  const all = `{${[district, ...schools].join()}}`
  await owner.query(
    `select set_config('throughline.districts', $1, false), set_config('throughline.orgs', $2, false)`,
    [`{${district}}`, all],
  )
  const made = rows()
  await owner.query(
    `with listed as (select distinct definition, school_year from jsonb_to_recordset($2) as r(definition text, school_year int)),
       runs as (insert into indicators.run (district_id, definition, school_year, parameters, datasets, code_version, digest, rows, cube_path, through_date, at, took_ms)
         select $1, definition, school_year, case when definition = 'grade-3-reading' and school_year < 2025 then '{"edition": 1}' else '{}' end::jsonb,
           '{}', '0', 'd', 1, 'cube', make_date(school_year, 6, 12), '2026-11-19', 1 from listed returning run_id, definition, school_year)
     insert into indicators.pointer (district_id, definition, school_year, run_id, moved_at) select $1, definition, school_year, run_id, '2026-11-19' from runs`,
    [district, JSON.stringify(made.map(([definition, school_year]) => ({ definition, school_year })))],
  )
  await owner.query(
    `insert into indicators.value (district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, run_id)
     select $1, r->>0, (r->>1)::int, r->>2, case when r->>1 = '2027' then '2026-10-30'::date else make_date((r->>1)::int, 6, 12) end,
       (r->>3)::int, r->>4, r->>5, case when (r->>7)::bigint = 0 then 'zero_population' else 'measured' end, (r->>6)::bigint, (r->>7)::bigint, 1
     from jsonb_array_elements($2) as r`,
    [district, JSON.stringify(made)],
  )
  for (const [source, more] of [
    ['plan:p/1', {}],
    ['plan:p/2', { population: 'high_needs=yes', amount: 20 }],
    ['plan:p/3', { scope: { kind: 'share', of: 'school', percent: 75 }, amount: 20 }],
  ] as const)
    await owner.query(
      `insert into indicators.target (district_id, definition, source, label, href, target, saved_at)
       values ($1, 'chronic-absenteeism', $2, '{"en": "Every day in school", "es": "Cada día en la escuela"}', '/plans/p', $3, '2026-11-19')`,
      [district, source, JSON.stringify(target(more))],
    )
  await owner.query(
    `insert into indicators.reference_value (place, definition, school_year, value, n, d, suppressed, source)
     values ('CT', 'chronic-absenteeism', 2026, 0.172, 86000, 500000, false, 'made up')`,
  )
  await owner.end()
}

const asked = async (path: string, who = 'chief', lang = 'en') => {
  const response = await app.request(`http://local.test${path}`, {
    headers: { cookie: `${sessionCookie}=${who}; tl_lang=${lang}` },
  })
  const html = await response.text()
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
  return { status: response.status, html, text }
}
const chronic = '/indicators/chronic-absenteeism'

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await founded(services, '901', 'Mill River Public Schools')
  const scope = makeScope({ actor: null, name: 'system:test', districts: [district], orgs: [district], students: [] })
  schools = await inScope(services.db, scope, async (tx) => {
    await loadOrganizations(
      tx,
      scope,
      district,
      names.map((name, i) => ({
        org_code: `0${i + 1}`,
        name: `${name} School`,
        kind: 'school',
        parent_code: '901',
        from_date: '2020-07-01',
        to_date: null,
        low_grade: grades[i]?.[0] ?? 'K',
        high_grade: grades[i]?.[1] ?? '5',
        phone: null,
        address: null,
        successor_code: null,
        lineage: null,
      })),
    )
    return (await orgsUnder(tx, district, '2026-11-20', 'school')).map((org) => org.org_id)
  })
  await fill()
  const inside = [district, ...schools]
  app = siteOf(services, routes, {
    chief: visitorAt('superintendent', [district], inside),
    board: visitorAt('board_member', [district]),
  })
})
afterAll(async () => {
  fixToday(null)
  await browser?.close()
  served?.close()
  await services.end()
})

it('lists every measure by area, and by filter', async () => {
  const { status, html, text } = await asked(`/indicators?org=${district}`)
  expect(status).toBe(200)
  const listed = Object.values(definitions).filter((one) => one.listed !== false)
  for (const one of listed) expect(html).toContain(`/indicators/${one.id}?org=${district}"`)
  expect(html.indexOf('id="part-attendance"')).toBeLessThan(html.indexOf('id="part-graduation"'))
  expect(text).toContain('Behind pace')
  expect(text).toContain('2026-27 so far: 20.5%, through Oct 30, 2026')
  expect(text).toContain('computed Nov 19, 2026')
  const few = await asked(`/indicators?org=${district}&q=ABSENT&call=behind&group=call`)
  expect(few.text).toContain('1 indicator of')
  expect(few.html).not.toContain('/indicators/suspension-rate?')
  const none = await asked(`/indicators?org=${district}&q=nothing-like-it`)
  expect(none.text).toContain('No indicator fits')
  expect((await asked(`/indicators?org=${district}`, 'board')).text).not.toMatch(/\d%/)
})

it('judges a measure, and the inputs make the same call again', async () => {
  const { text, html } = await asked(`${chronic}?org=${district}`)
  expect(text).toContain('Made again from these inputs just now: Behind pace')
  const kept = /class="call-inputs"[^>]*>\s*<code>([^<]*)<\/code>/.exec(html)?.[1] ?? ''
  const plain = kept.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  expect(replay(JSON.parse(plain)).call).toBe('behind')
  expect(text).toContain('From 2024-25 to 2025-26 it went down')
  expect(text).toContain('At the present rate the target is')
  expect(text).toContain('worth a look')
  expect(text).toMatch(/Of \d+ comparisons on this page, about \d+ would look different by chance alone/)
  expect(text).toMatch(/All students here beside the state \(2025-26\): \+\d/)
  expect(text).toMatch(/\d of 8 schools are there; 6 are needed/)
  expect(text).toContain('High needs 20% or less')
})

it('cuts the line where the rule changed, and carries nothing across', async () => {
  const { text } = await asked(`/indicators/grade-3-reading?org=${district}`)
  expect(text).toContain('rule changed')
  expect(text).toContain('No plan promises a number')
})

it('warns of a fall that may be reporting, and names its companion', async () => {
  const { text } = await asked(`/indicators/suspension-rate?org=${district}`)
  expect(text).toContain('Fewer, or fewer written down?')
  expect(text).toContain('Companion measure: 8 of 8 schools')
})

it('charts months, and names the one outside the usual range', async () => {
  const path = `/indicators/average-daily-attendance?org=${district}`
  expect((await asked(path)).text).toContain('Outside the usual range: October 2026.')
  expect((await asked(path, 'board')).text).toContain('Single months are shown only to those')
})

it('says to a school how far it is from the line of the district', async () => {
  const { text, html } = await asked(`${chronic}?org=${schools[6]}`)
  expect(text).toContain('The district’s line is 13% or less')
  expect(text).toContain('The list of students is for those who are responsible for them')
  expect(html).not.toContain('/students"')
})

it('compares schools without ranks, by level, and by gap', async () => {
  const { text } = await asked(`${chronic}/compare?org=${district}&order=likely`)
  expect(text).toMatch(/\d schools? stands? clearly apart/)
  expect(text).toMatch(/Ginkgo School [^a-z]*\d[^a-z]* to [^a-z]*clearly higher/)
  expect(text).toMatch(/for \d of 7 neighbors/)
  const middle = await asked(`${chronic}/compare?org=${district}&level=middle`)
  for (const [name, there] of [
    ['Dogwood', true],
    ['Elm', true],
    ['Alder', false],
    ['Hazel', false],
  ] as const)
    expect(middle.text.includes(`${name} School`)).toBe(there)
  const gaps = await asked(`${chronic}/compare?org=${district}&tab=gaps&group=high_needs|yes`)
  expect(gaps.text).toContain('High needs less everybody else')
  expect((await asked(`${chronic}/compare?org=${schools[0]}`)).status).toBe(404)
  const board = await asked(`${chronic}/compare?org=${district}`, 'board')
  expect(board.text).not.toMatch(/\d\.\d%/)
})

it('notes who saw small numbers in the list, once a day', async () => {
  await asked(`/indicators?org=${schools[1]}`)
  await asked(`/indicators?org=${schools[1]}`)
  const scope = makeScope({ actor: 1, name: 'account:1', districts: [district], orgs: [district], students: [] })
  const noted = await inScope(services.db, scope, (tx) =>
    query<{ definition: string; times: number }>(
      tx,
      'select definition, count(*)::int as times from indicators.small_read where org_id = $1 group by definition',
      [schools[1]],
    ),
  )
  expect(noted.find((one) => one.definition === 'suspension-rate')).toEqual({ definition: 'suspension-rate', times: 1 })
})

it('reads in Spanish', async () => {
  const { text } = await asked(`${chronic}?org=${district}&lang=es`)
  expect(text).toContain('De 2024-25 a 2025-26 bajó')
  expect(text).toContain('merece atención')
})

it('is clean, in order and not too wide', async () => {
  served = await serveApp(app, { cookie: `${sessionCookie}=chief` })
  browser = await launch()
  const context = await browser.newContext({ colorScheme: 'dark' })
  const page = await context.newPage()
  const pages = {
    list: `/indicators?org=${district}`,
    indicator: `${chronic}?org=${district}`,
    compare: `${chronic}/compare?org=${district}&order=likely`,
    gaps: `${chronic}/compare?org=${district}&tab=gaps`,
    months: `/indicators/average-daily-attendance?org=${district}`,
    caution: `/indicators/suspension-rate?org=${district}`,
    school: `${chronic}?org=${schools[6]}`,
  }
  const shots = process.env['THROUGHLINE_SHOTS'] !== undefined
  for (const [name, path] of Object.entries(pages).slice(0, shots ? undefined : amount(3, 7))) {
    await page.setViewportSize({ width: 375, height: 812 })
    await page.goto(served.at + path)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(`${name} too wide by ${Math.max(0, wide)}`).toBe(`${name} too wide by 0`)
    if (shots || amount(0, 1) === 1 || name === 'compare') {
      expect((await axe(page)).map((one) => `${name}: ${one.rule} ${one.html}`)).toEqual([])
    }
    if (shots)
      for (const width of [1280, 375])
        for (const theme of ['light', 'dark'] as const) await screenshot(page, `indicators-${name}`, width, theme)
  }
})
