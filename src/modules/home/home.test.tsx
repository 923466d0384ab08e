import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { demoPassword } from '../../platform/demo-password.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import { makeApp, sessionCookie } from '../../platform/web/server.ts'
import { signIn } from '../people/accounts/actions.ts'
import { identify, loadCast, module as people } from '../people/index.ts'
import { loadSample, samplePassword } from '../people/sample.ts'
import { saveItems } from '../work/index.ts'
import { editionCard } from './cards/publisher.tsx'
import { routes } from './routes.tsx'

let services: Awaited<ReturnType<typeof freshServices>>
const tokens: Record<string, string> = {}

const appOf = (demo: boolean) =>
  makeApp({
    services: { ...services, config: { ...services.config, demo } },
    routes: [...routes, ...(people.routes ?? [])],
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (error) => ({ title: error.code, body: error.message }),
    files: () => null,
  })
const home = async (who: string, lang = '') => {
  const response = await appOf(true).request(`http://localhost/${lang}`, {
    headers: { cookie: `${sessionCookie}=${tokens[who]}` },
  })
  expect(response.status).toBe(200)
  return response.text()
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  const district = await loadSample(services.db, 'D1')
  const more = [
    {
      email: 'head@d1.example.org',
      name: 'The head of data',
      roles: [{ role: 'office_head', org_code: 'DATA', from: '2024-07-01' }],
    },
    {
      email: 'publisher@d1.example.org',
      name: 'The publisher',
      roles: [{ role: 'publisher', org_code: 'D1', from: '2024-07-01' }],
    },
    {
      email: 'director@d1.example.org',
      name: 'The director of North',
      roles: [{ role: 'executive_director', org_code: 'N', from: '2024-07-01' }],
    },
    {
      email: 'reviewer@d1.example.org',
      name: 'The state reviewer',
      roles: [{ role: 'state_reviewer', org_code: 'CT', from: '2024-07-01' }],
    },
  ] as const
  await district.within((tx) =>
    loadCast(
      tx,
      district.scope,
      district.id,
      more.map((one) => ({ ...one, lang: 'en' as const })),
      samplePassword,
    ),
  )
  const owner = { role: 'office_head', org_id: district.idOf('DATA') }
  await district.within((tx) =>
    saveItems(
      tx,
      district.scope,
      district.id,
      'plan:demo/',
      Array.from({ length: 8 }, (_, n) => ({
        source: `plan:demo/t${n}`,
        kind: 'task' as const,
        org_id: owner.org_id,
        title: { en: `Task ${n}`, es: `Tarea ${n}` },
        plan: { slug: 'demo', element: `t${n}`, code: null },
        owner,
        starts_on: null,
        due_on: `2026-11-1${n}`,
      })),
    ),
  )
  for (const who of [
    'head',
    'superintendent',
    'board',
    'family',
    'former',
    'principal.a',
    'admin',
    'steward',
    'publisher',
    'director',
    'reviewer',
  ])
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('home', () => {
  it('answers both questions, late first, with the update in place', async () => {
    const html = await home('head')
    expect(html).toContain('What is my responsibility?')
    expect(html).toContain('What are my opportunities?')
    expect(html).toContain('8 things need you now')
    expect(html).toContain('Friday, November 20, 2026')
    expect(html.indexOf('10 days late')).toBeLessThan(html.indexOf('9 days late'))
    expect(html.match(/class="due late"/g)).toHaveLength(6)
    expect(html).toContain('2 more')
    expect(html).toContain('name="back" value="/"')
  })
  it('speaks Spanish', async () => {
    const html = await home('head', '?lang=es')
    for (const words of [
      '¿Cuál es mi responsabilidad?',
      '¿Cuáles son mis oportunidades?',
      '8 asuntos requieren su atención ahora',
      'Tarea 0',
    ])
      expect(html).toContain(words)
  })
  it('shows each role its own cards', async () => {
    const wanted: Record<string, [shown: string[], notShown: string[]]> = {
      superintendent: [
        ['The work of the whole district', '8 items are late', 'There are no numbers yet'],
        ['Files of the district', 'Setting up'],
      ],
      admin: [['Setting up: 3 of 4 done', 'First file of students'], ['Students who may need help']],
      steward: [['Files of the district'], ['Setting up']],
      publisher: [['No edition is on its way'], ['Students who may need help']],
      'principal.a': [['Ash Elementary', 'Estudiantes que pueden necesitar ayuda'], ['El trabajo de todo el distrito']],
      director: [['Chronic absence in the schools of North', 'Birch Middle'], ['Cedar Elementary']],
      board: [['District D1 has not published a scorecard yet.'], ['The work of the whole district']],
      family: [['District D1 todavía no ha publicado un informe.'], ['Task 0', 'Tarea 0']],
      reviewer: [['District D1 has not published a scorecard yet.'], ['Task 0']],
      former: [['You have no role today'], ['What is my responsibility?']],
    }
    for (const [who, [shown, notShown]] of Object.entries(wanted)) {
      const html = await home(who)
      for (const words of shown) expect(html, who).toContain(words)
      for (const words of notShown) expect(html, who).not.toContain(words)
    }
  })
})

describe('who has to do what about an edition', () => {
  const visitor = (id: number) => ({ account_id: id }) as Parameters<typeof editionCard>[1]
  const edition = (state: 'draft' | 'submitted' | 'approved' | 'published') => ({
    edition_id: 4,
    number: 2,
    state,
    authors: [7],
    submitted_by: 8,
  })
  const told = (state: Parameters<typeof edition>[0], who: number, publishes = true) =>
    editionCard(edition(state), visitor(who), publishes, 'en').map((card) => [card.part, card.title])
  it('lets a second person approve, never an author or whoever handed it in', () => {
    expect(told('submitted', 9)).toEqual([['responsibility', 'Edition 2 waits for your approval']])
    expect(told('submitted', 7)).toEqual([['opportunity', 'Edition 2 waits for a second person']])
    expect(told('submitted', 8)).toEqual([['opportunity', 'Edition 2 waits for a second person']])
    expect(told('draft', 9, false)).toEqual([])
    expect(told('draft', 9)).toEqual([['responsibility', 'Edition 2 is a draft']])
    expect(told('published', 9)).toEqual([])
  })
})

describe('landing', () => {
  const landing = async (demo: boolean, lang = '') => (await appOf(demo).request(`http://localhost/${lang}`)).text()
  it('says what this is and where the public scorecards are, in both languages', async () => {
    const html = await landing(true)
    expect(html).toContain('What your schools promised, and how it is going')
    expect(html).toContain('href="/public/"')
    expect(html).toContain('href="/sign-in"')
    expect(await landing(true, '?lang=es')).toContain('Qué prometieron sus escuelas y cómo va')
  })
  it('names people and the password in the demo only', async () => {
    const html = await landing(true)
    for (const words of [
      'principal.a@d1.example.org',
      'Principal, Ash Elementary',
      'Family, Ash Elementary',
      demoPassword,
      '(until Nov 19, 2026)',
    ])
      expect(html).toContain(words)
    const real = await landing(false)
    for (const words of ['example.org', demoPassword, 'Enter as']) expect(real).not.toContain(words)
  })
  it('lets a visitor of the demo in with one press', async () => {
    const app = appOf(true)
    const first = await app.request('http://localhost/')
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const form = /name="csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? ''
    const entered = await app.request('http://localhost/sign-in', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
      body: new URLSearchParams({
        csrf: form,
        email: 'board@d1.example.org',
        password: samplePassword,
        to: '/',
      }).toString(),
    })
    expect(entered.status).toBe(303)
    expect(entered.headers.get('location')).toBe('/')
  })
})
