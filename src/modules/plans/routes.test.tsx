import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { answer } from '../../platform/events.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { founded, planText, siteOf, stateOf, visitorAt } from '../../platform/testing/plan-site.tsx'
import type { Services, Visitor } from '../../platform/web/route.ts'
import { sessionCookie } from '../../platform/web/server.ts'
import { systemScope } from '../people/index.ts'
import { loadPlan } from './actions.ts'
import { taskStates } from './events.ts'
import { routes as ownRoutes } from './routes.tsx'
import { routes as wholeRoutes } from './whole/routes.tsx'

const mill = planText('mill-river-2026-29')
const base = '/plans/mill-river-2026-29'

const routes = [...wholeRoutes, ...ownRoutes]
let services: Awaited<ReturnType<typeof freshServices>>
let app: ReturnType<typeof siteOf>
let district: number
let other: number
const asked: unknown[] = []

const page = async (who: string, path: string): Promise<{ status: number; html: string; text: string }> => {
  const response = await app.request(`http://local.test${path}`, { headers: { cookie: `${sessionCookie}=${who}` } })
  const html = await response.text()
  return { status: response.status, html, text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') }
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await founded(services, '9990011', 'Mill River Public Schools')
  other = await founded(services, '9990022', 'Two Brooks School District')
  await loadPlan(services, { districtId: district, text: mill, kind: 'own', current: true })
  await loadPlan(services, {
    districtId: await stateOf(services),
    text: planText('hartford-2021-24'),
    kind: 'reference',
  })
  await loadPlan(services, {
    districtId: other,
    text: planText('two-brooks-2026-29').replace('id: two-brooks-2026-29', 'id: mill-river-2026-29'),
    kind: 'own',
  })
  const scope = await systemScope(services.db, 'compute', district)
  await inScope(services.db, scope, async (tx) => {
    for (const [year, n] of [
      [2024, 5800],
      [2025, 5000],
      [2026, 4600],
    ])
      await query(
        tx,
        `insert into indicators.value (district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, run_id)
         values ($1, 'chronic-absenteeism', $2, 'year', make_date($2, 6, 12), $1, 'all', 'all', 'measured', $3, 20000, 1)`,
        [district, year, n],
      )
  })
  const people: Record<string, Visitor> = {
    chief: visitorAt('superintendent', [district], [district]),
    board: visitorAt('board_member', [district], []),
    family: visitorAt('family', [district], []),
    partner: visitorAt('partner', [district], []),
    both: visitorAt('administrator', [district, other], []),
    gone: visitorAt('x', [], []),
  }
  const answered: Services = {
    ...services,
    answers: [
      answer(taskStates, async (_services, _tx, _scope, payload) => {
        asked.push(payload)
        const wanted = payload.tasks ?? ['s2-1-i-1', 's2-1-i-2', 's2-1-i-3']
        return Object.fromEntries(
          wanted.map((id, i) => [
            id,
            i === 0
              ? { state: 'Done', standing: 'done' as const }
              : { state: 'Going on, 3 days late', standing: 'late' as const, href: '/work/7' },
          ]),
        )
      }),
    ],
  }
  app = siteOf(answered, routes, people)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('the pages of a plan', () => {
  it('list the current plan first, then the example, for families too', async () => {
    for (const who of ['chief', 'family', 'partner']) {
      const { html, text, status } = await page(who, '/plans')
      expect(status).toBe(200)
      expect(html.indexOf('mill-river-2026-29')).toBeLessThan(html.indexOf('hartford-2021-24'))
      expect(text).toContain('The plan we work by now')
      expect(text).toContain('Public plan of another district')
    }
    expect((await page('nobody', '/plans')).status).toBe(303)
    expect((await page('gone', '/plans')).status).toBe(403)
  })

  it('show the plan on a page with calls and how the tasks stand', async () => {
    const { text, html } = await page('chief', base)
    expect(text).toMatch(/Students in school, every day.{0,40}(Behind pace|On pace|Too close|Missed)/)
    expect(text).toContain('1 of 3 tasks done, 2 late')
    expect(html).toContain(`action="${base}/find"`)
    expect(asked.at(-1)).toEqual({ district_id: district, plan: 'mill-river-2026-29', tasks: null, lang: 'en' })
  })

  it('show what the plan holds beside its parts, to everybody who reads it', async () => {
    for (const [name, words] of [
      ['about', 'Every student ready for the next step'],
      ['voices', 'A late bus is an absence that nobody wanted'],
      ['measures', '60 of 60 measures.'],
      ['rollout', 'What has not begun yet is not late.'],
      ['families', 'What students, families and staff will notice'],
      ['glossary', '17 words'],
      ['record', 'Minutes of June 3, 2026'],
    ] as const) {
      const { status, text, html } = await page('family', `${base}/${name}`)
      expect([name, status]).toEqual([name, 200])
      expect(text).toContain(words)
      expect(html).toContain(`href="${base}/voices"`)
      expect(text).not.toMatch(/Behind pace|On pace|\blate\b,|tasks? done/)
      expect((await page('gone', `${base}/${name}`)).status).toBe(403)
      expect((await page('chief', `${base}/${name}?asof=2026-11-20`)).html).toContain(`${base}/voices?asof=2026-11-20`)
    }
    expect((await page('chief', `${base}/measures`)).text).toContain('1 of 3 tasks done, 2 late')
    const filtered = await page('chief', `${base}/measures?role=fidelity&who=adult`)
    expect(filtered.text).toMatch(/\d of 60 measures\./)
    expect((await page('chief', `${base}/2.3.i`)).html).toContain(`${base}/voices#v-voice-buses`)
    expect((await page('chief', base)).html).toContain(`href="${base}/families"`)
  })

  it('show an element with its number, call, series, thread and tasks', async () => {
    const { text, html } = await page('chief', `${base}/2.1`)
    expect(text).toMatch(/23\.0 ?%/)
    expect(text).toMatch(/Behind pace|On pace|Too close/)
    expect(text).toContain('4,600 of 20,000')
    expect(html).toContain('years-chronic-absenteeism')
    expect(html).toContain('<nav class="thread"')
    expect(text).toContain('1 of 16 tasks done, 15 late')
    expect(text).toContain('Going on, 3 days late')
    const task = await page('chief', `${base}/2.1.i.1`)
    expect(task.text).toContain('Done')
    expect(asked.at(-1)).toMatchObject({ tasks: ['s2-1-i-1'] })
    expect((await page('chief', `${base}/S2-1`)).status).toBe(404)
    expect((await page('chief', `${base}/s2-1`)).text).toContain('23.0')
  })

  it('show families and partners no number that is not published; families no work either', async () => {
    for (const [who, work] of [
      ['family', false],
      ['partner', true],
    ] as const) {
      const { text, html } = await page(who, `${base}/G2`)
      expect(text).not.toMatch(/23\.0|4,600|years-chronic/)
      expect(text).not.toMatch(/Behind pace|On pace/)
      expect(html).toContain('href="/public/en/"')
      expect(text.includes('late')).toBe(work)
    }
    const board = await page('board', `${base}/G2`)
    expect(board.text).not.toContain('4,600')
    expect(board.html).not.toContain('/public/en/')
  })

  it('say of the plan of another district that there are no own numbers, and show what was published', async () => {
    const { text } = await page('chief', '/plans/hartford-2021-24/G4')
    expect(text).toContain('We have no numbers of our own for another district.')
    expect(text).toContain('26.0%')
    expect(text).toContain('This plan is here as an example.')
    expect(text).not.toContain('4,600')
  })

  it('search by code and words, and never write what was typed as markup', async () => {
    const found = await page('family', `${base}/find?q=${encodeURIComponent('equipo')}`)
    expect(found.html).toContain(`href="${base}/2.1.i"`)
    const nothing = await page('family', `${base}/find?q=${encodeURIComponent('"><script>x')}`)
    expect(nothing.text).toContain('Nothing was found')
    expect(nothing.html).not.toContain('"><script>x')
  })

  it('search finds measures by code and by words of either language, and names other plans', async () => {
    const english = await page('chief', `${base}/find?q=${encodeURIComponent('chronic')}`)
    expect(english.text).toMatch(/Measures .*hronic/)
    expect(english.html).toMatch(new RegExp(`href="${base}/[^"]+#m-absence"`))
    const spanish = await page('chief', `${base}/find?q=${encodeURIComponent('ausentismo crónico')}`)
    expect(spanish.html).toContain('#m-absence"')
    expect(spanish.text).toContain('Also in other plans')
    expect(english.html).toContain('href="/plans/hartford-2021-24/find?q=chronic"')
    // A plan of another district that only its own people read is not named.
    expect(english.text).not.toContain('Two Brooks')
    const none = await page('chief', `${base}/find?q=zzqx`)
    expect(none.text).not.toContain('Also in other plans')
  })

  it('name every table of a page otherwise, also those of charts', async () => {
    const { html } = await page('chief', `${base}/G2`)
    const ids = [...html.matchAll(/role="region"[^>]*?aria-labelledby="([^"]+)"/g)].map(([, id]) => id)
    const names = ids.map((id) => html.match(new RegExp(`id="${id}"[^>]*>([^<]*)<`))?.[1])
    expect(names.length).toBeGreaterThan(1)
    expect([new Set(ids).size, new Set(names).size]).toEqual([names.length, names.length])
    expect(html).toMatch(/<h3>[^<]+: Year by year<\/h3>/)
  })

  it('show what the page said on a day, without the numbers of today', async () => {
    const { text, html } = await page('chief', `${base}/G2?asof=2026-11-20`)
    expect(text).toContain('The plan as it was on Nov 20, 2026')
    expect(text).toContain('Numbers show on the page of today only.')
    expect(text).not.toContain('4,600')
    expect(html).toContain(`href="${base}/2.1?asof=2026-11-20"`)
    expect((await page('chief', `${base}?asof=2020-01-01`)).status).toBe(404)
    expect((await page('chief', `${base}?asof=x`)).status).toBe(422)
    expect((await page('chief', `${base}?asof=`)).status).toBe(200)
  })

  it('list the candidates when an address means several things', async () => {
    const text = mill
      .replace("    code: '2.2'\n", "    code: '2.2'\n    oldCodes: ['9.9']\n")
      .replace("    code: '2.1'\n", "    code: '2.1'\n    oldCodes: ['9.9']\n")
    await loadPlan(services, { districtId: district, text, kind: 'own' })
    const pick = await page('chief', `${base}/9.9`)
    expect(pick.text).toContain('More than one part of this plan has, or had, the code 9.9.')
    expect(pick.html).toContain(`href="${base}/9.9?pick=s2-1"`)
    expect((await page('chief', `${base}/9.9?pick=s2-1`)).text).toContain('4,600')
    const plans = await page('both', base)
    expect(plans.html).toContain(`href="${base}?district=${other}"`)
    const theirs = await page('both', `${base}/G2?district=${other}`)
    expect(theirs.html).toContain(`district=${other}`)
    expect(theirs.text).not.toContain('Students in school, every day')
  })

  it('speak Spanish throughout', async () => {
    for (const path of [
      base,
      `${base}/G2`,
      `${base}/find?q=a`,
      `${base}/9.9`,
      '/plans',
      '/plans/hartford-2021-24/G4',
    ]) {
      const { text, html } = await page('chief', `${path}${path.includes('?') ? '&' : '?'}lang=es`)
      expect(html, path).toContain('<html lang="es"')
      expect(text, path).not.toMatch(/\b(This|Plans|Versions|Find|numbers|Owner|Tasks|None)\b/)
    }
  })
})
