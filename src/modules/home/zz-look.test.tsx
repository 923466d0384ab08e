import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, it } from 'vitest'
import { launch } from '../../../e2e/browser.ts'
import { fixToday } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { assets } from '../../platform/look/assets.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import { listen, makeApp, sessionCookie } from '../../platform/web/server.ts'
import { signIn } from '../people/accounts/actions.ts'
import { identify, loadCast, module as people } from '../people/index.ts'
import { loadSample, samplePassword } from '../people/sample.ts'
import { module as work, saveItems } from '../work/index.ts'
import { routes } from './routes.tsx'

it('looks', async () => {
  fixToday('2026-11-20')
  const services = await freshServices()
  const d = await loadSample(services.db, 'D1')
  await d.within((tx) => loadCast(tx, d.scope, d.id, [
    { email: 'head@d1.example.org', name: 'Head, Office of Student Support', lang: 'en', roles: [{ role: 'office_head', org_code: 'DATA', from: '2024-07-01' }, {role:'cabinet', org_code:'D1', from:'2024-07-01'}] },
    { email: 'director@d1.example.org', name: 'Executive Director, North', lang: 'en', roles: [{ role: 'executive_director', org_code: 'N', from: '2024-07-01' }] },
  ], samplePassword))
  const owner = { role: 'office_head', org_id: d.idOf('DATA') }
  const titles: [string, string, string | null, boolean][] = [['First-of-month audit of investigations','Auditoría mensual de investigaciones','2026-11-02',true],['Screen every reader three times a year','Evaluar a cada lector tres veces al año','2026-11-20',false],['Name a leader and four members in each school','Nombrar en cada escuela a un líder y cuatro miembros','2026-11-27',false],['Choose books in the six largest languages','Elegir libros en los seis idiomas principales','2026-12-18',false],['Family reading nights','Noches de lectura en familia','2027-06-11',false]]
  await d.within((tx) => saveItems(tx, d.scope, d.id, 'plan:demo/', titles.map(([en, es, due, ev], n) => ({ source: `plan:demo/t${n}`, kind: 'task' as const, org_id: owner.org_id, title: { en, es }, plan: { slug: 'demo', element: `t${n}`, code: `2.1.i.${n + 1}` }, href: '/plans/demo', owner: n === 4 ? { role: 'principal', org_id: d.idOf('A') } : owner, starts_on: n === 3 ? '2026-12-01' : '2026-09-01', due_on: due, needs_evidence: ev }))))
  await d.within(async (tx) => {
    const put = (org: number, def: string, y: number, p: string, n: number, dd: number, through: string) => query(tx, `insert into indicators.value (district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum, run_id) values ($1,$2,$3,$4,$5,$6,'all','all','measured',$7,$8,0,1)`, [d.id, def, y, p, through, org, n, dd])
    await query(tx, `insert into indicators.run (run_id, district_id, definition, school_year, parameters, datasets, code_version, digest, rows, cube_path, through_date, at, took_ms) overriding system value values (1,$1,'chronic-absenteeism',2027,'{}','{}','x','${'0'.repeat(64)}',1,'x','2026-11-19',now(),1)`, [d.id])
    for (const org of [d.id, d.idOf('A'), d.idOf('B')]) for (const y of [2024, 2025, 2026, 2027]) for (const def of ['chronic-absenteeism']) {
      if (y < 2027) await put(org, def, y, 'year', 230 - (y - 2024) * 20, 1000, `${y}-06-12`)
      await put(org, def, y, 'todate', 200 - (y - 2024) * 15, 1000, `${y - 1}-11-19`)
    }
  })
  const tokens: Record<string, string> = {}
  for (const who of ['head', 'superintendent', 'principal.a', 'director', 'admin', 'steward', 'board']) tokens[who] = (await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })).token
  const fixed = assets()
  const app = makeApp({
    services, routes: [...routes, ...(work.routes ?? []), ...(people.routes ?? [])],
    identify: (t) => identify(services.db, t),
    render: (ctx, o) => <Page lang={ctx.lang} title={o.title} path={ctx.url.pathname + ctx.url.search} menu={['Home','Plan','Indicators','Schools','Work'].map((label) => ({ label, href: `/${label}` }))} {...(ctx.visitor ? { account: { name: ctx.visitor.name, csrf: ctx.csrf } } : {})} synthetic={{ district: 'Mill River Public Schools', today: '2026-11-20' }} {...(o.thread ? { thread: o.thread } : {})} width={o.width ?? 'page'}>{o.body as never}</Page>,
    trouble: (e) => ({ title: e.code, body: e.message }),
    files: (path) => { const a = fixed.get(path); return a ? new Response(a.body as Uint8Array<ArrayBuffer>, { headers: { 'content-type': a.type } }) : null },
  })
  const server = await listen(app, '127.0.0.1', 0)
  const base = `http://127.0.0.1:${server.port}`
  const browser = await launch()
  mkdirSync('/tmp/look-home', { recursive: true })
  const bad: string[] = []
  const shoot = async (name: string, who: string | null, path: string, widths: number[], theme: 'light' | 'dark' = 'light', act?: (page: import('playwright-core').Page) => Promise<void>) => {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: width < 600 ? 812 : 900 }, colorScheme: theme })
      if (who) await context.addCookies([{ name: sessionCookie, value: tokens[who] ?? '', url: base }])
      const page = await context.newPage()
      await page.goto(base + path)
      await page.evaluate(() => document.fonts.ready)
      if (act) await act(page)
      await page.screenshot({ path: `/tmp/look-home/${name}-${width}-${theme}.png`, fullPage: true })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) bad.push(`${name} ${width}: ${wide}px too wide`)
      const found = await new AxeBuilder({ page }).analyze()
      for (const v of found.violations) bad.push(`${name} ${width} ${theme}: ${v.id} ${v.nodes[0]?.html}`)
      await context.close()
    }
  }
  const openFirst = async (page: import('playwright-core').Page) => { await page.locator('details.due-update summary').nth(1).click() }
  await shoot('landing', null, '/', [1280, 375])
  await shoot('home-head', 'head', '/', [1280, 375, 320])
  await shoot('home-head-open', 'head', '/', [1280, 375], 'light', openFirst)
  await shoot('home-head-es', 'head', '/?lang=es', [1280], 'dark')
  await shoot('home-principal', 'principal.a', '/?lang=en', [1280, 375])
  await shoot('home-director', 'director', '/', [1280])
  await shoot('home-admin', 'admin', '/', [1280])
  await shoot('work', 'head', '/work', [1280, 375], 'light', openFirst)
  await shoot('work-all', 'superintendent', '/work?whose=all', [1280], 'dark')
  const id = 1
  await shoot('item', 'head', `/work/${id}`, [1280, 375])
  await shoot('refused', 'head', '/work/2', [1280], 'light', async (page) => { await page.check('input[value=stuck]'); await page.click('main form.form button'); await page.waitForLoadState() })
  await shoot('saved', 'head', '/', [1280], 'light', async (page) => { await page.locator('.due-acts button', { hasText: 'Done' }).first().click(); await page.waitForLoadState() })
  await browser.close(); await server.close(); await services.end()
  console.log(bad.join('\n') || 'axe clean')
  expect(bad).toEqual([])
}, 300_000)
