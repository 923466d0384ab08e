import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, it } from 'vitest'
import { launch, screenshot } from '../../../e2e/browser.ts'
import { installQueue } from '../../platform/jobs/jobs.ts'
import { assets } from '../../platform/look/assets.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import { listen, makeApp, sessionCookie } from '../../platform/web/server.ts'
import { approve, askPublish, startCorrection, startDraft, submit } from './actions.ts'
import { sources } from './assemble.ts'
import { routesOver } from './routes.tsx'
import { makeSample, type Sample, yearOfSample } from './sample.ts'
import { draftJob, publishJob } from './sending.ts'
import { publicFiles } from './serve/public-files.ts'
import { fillDraft, publishEdition } from './working.ts'
import { saveTargets } from '../indicators/index.ts'
import { inScope } from '../../platform/db/scope.ts'
let services: Awaited<ReturnType<typeof freshServices>>
let sample: Sample
beforeAll(async () => {
  services = await freshServices()
  await installQueue(services.ownerUrl, [draftJob, publishJob])
  sample = await makeSample(services)
  await sample.compute(2024, yearOfSample(sample, -8))
  await sample.compute(2025, yearOfSample(sample))
  await sample.compute(2026, yearOfSample(sample, 12))
  await inScope(services.db, sample.publisher.scope, (tx) => saveTargets(tx, sample.district, 'plan:', [{ district_id: sample.district, definition: 'chronic-absenteeism', source: 'plan:a', label: { en: 'Fewer students miss a tenth of school', es: 'Menos estudiantes faltan a una décima parte de las clases' }, href: '/plans/a',
    target: { kind: 'level', operator: '<=', amount: 13, statement: 'x', source: { document: 'd', page: null }, measure: { id: 'm', version: '1' }, population: 'all', unit: 'percent', baseline: { value: 29.1, unit: 'percent', asOf: { schoolYear: 2022 }, source: 'state', counts: null }, dueBy: { schoolYear: 2029 }, scope: { kind: 'all' }, path: { kind: 'linear' }, interpretations: [], chosen: null, chosenBy: null, chosenOn: null } as never }]))
})
afterAll(() => services.end())
it('shots', async () => {
  const app = makeApp({ services, routes: routesOver(sources), identify: () => Promise.resolve(sample.publisher),
    render: (ctx, o) => (<Page lang={ctx.lang} title={o.title} path={ctx.url.pathname} width={o.width ?? 'page'} synthetic={{ district: 'Mill River', today: '2026-11-20' }} account={{ name: 'x', csrf: 'y' }}>{o.body as never}</Page>),
    trouble: (t) => ({ title: t.code, body: <p>{t.code}</p> }),
    files: (path, request) => { const a = assets().get(path); return a ? new Response(a.body as never, { headers: { 'content-type': a.type } }) : publicFiles2(path, request) } })
  const publicFiles2 = publicFiles(services.home)
  const server = await listen(app, '127.0.0.1', 0)
  const words = { title: { en: 'How our schools are doing on the promises we made', es: 'Cómo van nuestras escuelas con las promesas que hicimos' }, note: { en: 'We call families in the first week a student misses two days.\n\nNurses visit the two schools with the most absences.', es: 'Llamamos a las familias en la primera semana en que un estudiante falta dos días.' } }
  const e = await startDraft(services, sources, sample.publisher, sample.district, words)
  const ids = { edition_id: e.edition_id, district_id: e.district_id }
  await fillDraft(services, sources, ids)
  const browser = await launch()
  const context = await browser.newContext()
  await context.addCookies([{ name: sessionCookie, value: 'one', url: `http://127.0.0.1:${server.port}` }])
  const page = await context.newPage()
  const at = `http://127.0.0.1:${server.port}`
  const shot = async (path: string, name: string, sizes = [1280, 375]) => { await page.goto(at + path); for (const w of sizes) await screenshot(page, `pub-${name}`, w, 'light') }
  await shot(`/publish/editions/${e.edition_id}`, 'draft')
  let row = await import('./store.ts').then((s) => inScope(services.db, sample.publisher.scope, (tx) => s.editionOf(tx, e.edition_id)))
  row = await submit(services, sample.publisher, row.edition_id, row.version)
  row = await approve(services, sources, sample.second, row.edition_id, row.version, row.content_digest ?? '')
  await askPublish(services, sample.second, row.edition_id)
  await publishEdition(services, sources, ids)
  const p = '/public/mill-river-public-schools'
  await shot(`${p}/editions/1/en/`, 'card')
  await shot(`${p}/editions/1/es/schools/05.html`, 'sheet')
  await shot(`${p}/editions/1/en/method/chronic-absenteeism.html`, 'method', [1280])
  await shot(`${p}/en/`, 'index')
  await shot(`/public/`, 'all', [1280])
  await shot(`/public/nope`, 'missing', [1280])
  await shot(`/publish`, 'list', [1280])
  await shot(`/publish/released`, 'ledger')
  const c = await startCorrection(services, sources, sample.publisher, e.edition_id, { ...words, correction: { en: 'Two absences were counted twice at one school.', es: 'Dos ausencias se contaron dos veces en una escuela.' } })
  await sample.compute(2026, yearOfSample(sample, 10))
  await fillDraft(services, sources, { edition_id: c.edition_id, district_id: c.district_id })
  await shot(`/publish/editions/${c.edition_id}`, 'correction', [1280])
  row = await import('./store.ts').then((s) => inScope(services.db, sample.publisher.scope, (tx) => s.editionOf(tx, c.edition_id)))
  row = await submit(services, sample.publisher, row.edition_id, row.version)
  row = await approve(services, sources, sample.second, row.edition_id, row.version, row.content_digest ?? '')
  await askPublish(services, sample.second, row.edition_id)
  await publishEdition(services, sources, { edition_id: c.edition_id, district_id: c.district_id })
  await new Promise((r) => setTimeout(r, 1100))
  await shot(`${p}/editions/1/en/`, 'old')
  const ax = (await import('@axe-core/playwright')).AxeBuilder
  for (const path of [`${p}/editions/1/en/`, `${p}/editions/2/es/`, `${p}/editions/2/es/schools/05.html`, `${p}/editions/2/en/method/chronic-absenteeism.html`, `${p}/en/`, '/public/', `/publish/editions/${e.edition_id}`, '/publish', '/publish/released', `${p}/editions/2/en/what-was-checked.html`]) {
    await page.goto(at + path)
    const found = await new ax({ page }).analyze()
    console.log(path, found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`))
    if (path.endsWith('05.html')) { const pdf = await page.pdf({ format: 'Letter' }); writeFileSync('/tmp/sheet.pdf', pdf); console.log('pages', pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length) }
  }
  const gz = await fetch(`${at}${p}/editions/2/en/`, { headers: { 'accept-encoding': 'gzip' } })
  console.log('html gz', gz.headers.get('content-length'))
  await browser.close()
  await server.close()
}, 120000)
