import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installQueue } from '../../platform/jobs/jobs.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../platform/web/server.ts'
import { languages } from '../../platform/words.ts'
import { sources } from './assemble.ts'
import { routesOver } from './routes.tsx'
import { makeSample, type Sample, yearOfSample } from './sample.test.ts'
import { draftJob, publishJob } from './sending.ts'
import { publicFiles } from './serve/public-files.ts'
import { fillDraft, publishEdition } from './working.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let sample: Sample
let app: Hono

beforeAll(async () => {
  services = await freshServices()
  await installQueue(services.ownerUrl, [draftJob, publishJob])
  sample = await makeSample(services)
  await sample.compute(2025, yearOfSample(sample))
  await sample.compute(2026, yearOfSample(sample, 12))
  const stranger: Visitor = {
    ...sample.publisher,
    account_id: 104,
    roles: [{ role: 'publisher', org_id: sample.schools.get('01') ?? 0, district_id: sample.district }],
  }
  const people: Record<string, Visitor> = { one: sample.publisher, two: sample.second, school: stranger }
  app = makeApp({
    services,
    routes: routesOver(sources),
    identify: (token) => Promise.resolve(people[token] ?? null),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: publicFiles(services.home),
  })
})
afterAll(() => services.end())

const ask = (who: string, path: string, form?: Record<string, string>) =>
  app.request(`http://local.test${path}`, {
    method: form ? 'POST' : 'GET',
    headers: {
      cookie: `${sessionCookie}=${who}`,
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://local.test' } : {}),
    },
    ...(form ? { body: new URLSearchParams({ csrf: 'token', ...form }).toString() } : {}),
  })
const text = async (who: string, path: string) => (await ask(who, path)).text()
/** The hidden fields of the form that posts to an address. */
function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  return Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map((one) => [one[1] ?? '', one[2] ?? '']),
  )
}

describe('the publishers’ pages', () => {
  let page = ''
  let id = 0

  it('are closed to those who do not publish for the district', async () => {
    expect((await ask('nobody', '/publish')).headers.get('location')).toContain('/sign-in')
    expect((await ask('school', '/publish')).status).toBe(403)
    expect((await ask('school', '/publish/released')).status).toBe(403)
  })

  it('start a draft by a form, which keeps what was typed when something is missing', async () => {
    const wrong = await ask('one', '/publish/editions', {
      district: String(sample.district),
      title_en: '',
      note_en: 'Kept words',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Kept words')
    const made = await ask('one', '/publish/editions', {
      district: String(sample.district),
      title_en: 'Our promises',
      note_en: 'We call.',
    })
    expect(made.status).toBe(303)
    page = made.headers.get('location') ?? ''
    id = Number(page.split('/').at(-1))
    expect(await text('one', page)).toContain('<tl-progress')
    await fillDraft(services, sources, { edition_id: id, district_id: sample.district })
    expect((await ask('school', page)).status).toBe(403)
  })

  it('show the draft, what is hidden by which layer, and the public page in both languages', async () => {
    for (const lang of languages) {
      const html = await text('one', `${page}?lang=${lang}`)
      expect(html).toContain(lang === 'en' ? 'Hidden by the state’s rule' : 'Oculto por la regla del estado')
      const preview = await text('two', `/publish/${id}/preview/${lang}/`)
      expect(preview).toContain(`<html lang="${lang}"`)
      expect(preview).toContain('Our promises')
      expect(preview).toContain('href="../../../../assets/look-')
      expect((await ask('two', `/publish/${id}/preview/${lang}/schools/01.html`)).status).toBe(200)
    }
    expect((await ask('two', `/publish/${id}/preview/en/schools/..%2f99.html`)).status).toBe(404)
    expect((await ask('school', `/publish/${id}/preview/en/`)).status).toBe(403)
  })

  it('show the certificate in full, with counts of students and ranges, to those who prepare', async () => {
    const html = await text('two', `${page}/certificate`)
    expect(html).toContain('It held')
    expect(html).toContain('Other tables found and checked line by line')
    expect(html).toContain('Island School')
    expect(await text('one', `${page}/certificate?lang=es`)).toContain('Resistió')
    expect(await text('one', page)).toContain(`href="${page}/certificate"`)
    expect((await ask('school', `${page}/certificate`)).status).toBe(403)
  })

  it('lead from the draft to the public page through a second person', async () => {
    await ask('one', `${page}/submit`, fieldsOf(await text('one', page), `${page}/submit`))
    const mine = await text('one', page)
    expect(mine).toContain('must approve it')
    expect(mine).not.toContain(`action="${page}/approve"`)
    const fields = fieldsOf(await text('two', page), `${page}/approve`)
    expect((await ask('one', `${page}/approve`, fields)).status).toBe(403)
    expect((await ask('two', `${page}/approve`, fields)).status).toBe(303)
    // A page that is older than the approval orders nothing.
    expect((await ask('two', `${page}/publish`, { digest: '0'.repeat(64) })).status).toBe(409)
    const order = fieldsOf(await text('two', page), `${page}/publish`)
    expect((await ask('two', `${page}/publish`, order)).status).toBe(303)
    await publishEdition(services, sources, {
      edition_id: id,
      district_id: sample.district,
      content_digest: order.digest,
    })
    const latest = await app.request('http://local.test/public/mill-river-public-schools/latest/')
    expect(latest.headers.get('location')).toBe('/public/mill-river-public-schools/editions/1/en/')
    const open = await app.request(`http://local.test${latest.headers.get('location') ?? ''}`)
    expect(open.status).toBe(200)
    expect(open.headers.get('set-cookie')).toBeNull()
    const index = await app.request('http://local.test/public/', { headers: { 'accept-language': 'es' } })
    expect(await index.text()).toContain('Informes publicados')
  })

  it('show the ledger and offer a correction that must say why', async () => {
    const ledger = await text('one', '/publish/released?shown=no')
    expect(ledger).toContain('Island School')
    expect(ledger).not.toContain(
      'Northside Elementary</th><td>Chronic absenteeism</td><td>2025-26</td><td>year</td><td>All students',
    )
    const wrong = await ask('one', `${page}/correct`, { title_en: 'Again', correction_en: 'short', correction_es: '' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Again')
    expect((await ask('two', `${page}/approve`, {})).status).toBe(409)
  })
})
