import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import { makeApp, sessionCookie } from '../../platform/web/server.ts'
import { csrfFor } from '../../platform/web/cookies.ts'
import { signIn } from '../people/accounts/actions.ts'
import { identify, loadCast } from '../people/index.ts'
import { loadSample, samplePassword } from '../people/sample.ts'
import { saveItems } from './actions.ts'
import { routes } from './routes.tsx'
import { itemsFrom } from './store.ts'
import { tableRoutes } from './table/routes.tsx'

let services: Awaited<ReturnType<typeof freshServices>>
let office: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const ids: Record<string, number> = {}

const get = async (who: string, path: string) => {
  const response = await app.request(`http://localhost${path}`, {
    headers: { cookie: `${sessionCookie}=${tokens[who]}` },
  })
  return { status: response.status, html: await response.text() }
}
const post = async (who: string, path: string, fields: Record<string, string>) => {
  const response = await app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
    },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
  return { status: response.status, to: response.headers.get('location'), html: await response.text() }
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  const district = await loadSample(services.db, 'D1')
  office = district
  await district.within((tx) =>
    loadCast(
      tx,
      district.scope,
      district.id,
      [
        {
          email: 'head@d1.example.org',
          name: 'The head of data',
          lang: 'en',
          roles: [{ role: 'office_head', org_code: 'DATA', from: '2024-07-01' }],
        },
      ],
      samplePassword,
    ),
  )
  const item = (element: string, title: { en: string; es: string }, due: string, evidence = false) => ({
    source: `plan:demo/${element}`,
    kind: 'task' as const,
    org_id: district.idOf('DATA'),
    title,
    plan: { slug: 'demo', element, code: `1.1.${element}` },
    href: `/plans/demo/${element}`,
    owner: { role: 'office_head', org_id: district.idOf('DATA') },
    starts_on: '2026-09-01',
    due_on: due,
    needs_evidence: evidence,
  })
  await district.within((tx) =>
    saveItems(tx, district.scope, district.id, 'plan:demo/', [
      item('i', { en: 'Audit of <investigations>', es: 'Auditoría de investigaciones' }, '2026-11-02', true),
      item('ii', { en: 'Feedback to schools', es: 'Comentarios a las escuelas' }, '2026-11-20'),
      item('iii', { en: 'Progress review', es: 'Revisión del progreso' }, '2026-11-27'),
    ]),
  )
  for (const row of await district.within((tx) => itemsFrom(tx, district.id, 'plan:demo/')))
    ids[row.element ?? ''] = row.item_id
  for (const who of ['head', 'superintendent', 'board', 'family'])
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
  app = makeApp({
    services,
    routes: [...tableRoutes, ...routes],
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page
        lang={ctx.lang}
        title={options.title}
        path={ctx.url.pathname}
        {...(options.thread ? { thread: options.thread } : {})}
      >
        {options.body as never}
      </Page>
    ),
    trouble: (error) => ({ title: error.code, body: error.message }),
    files: () => null,
  })
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

it('lists what is mine, late first, each with its own form, and says who reads the notes', async () => {
  const { status, html } = await get('head', '/work')
  expect(status).toBe(200)
  expect(html.indexOf('18 days late')).toBeGreaterThan(0)
  expect(html.indexOf('18 days late')).toBeLessThan(html.indexOf('Today'))
  expect(html).toContain('Audit of &lt;investigations&gt;')
  expect(html.match(/<form class="filters" method="post"/g)).toHaveLength(3)
  expect(html).toContain('Write no student’s name.')
  // What needs evidence has no one-click "Done", only a way to its page.
  expect(html.match(/name="state" value="done"/g)).toHaveLength(2)
  expect(html).not.toMatch(/<script[^>]*>[^<]/)
})

it('filters by address and keeps the district’s list from families', async () => {
  expect((await get('board', '/work?whose=all&late=yes')).html).toContain('1 item')
  expect((await get('board', '/work?whose=all')).html).not.toContain('method="post"')
  expect((await get('board', '/work?state=nonsense&page=-1')).status).toBe(200)
  expect((await get('family', '/work?whose=all')).html).not.toContain('Feedback to schools')
  expect((await get('family', `/work/${ids.ii}`)).status).toBe(404)
})

it('speaks Spanish', async () => {
  const { html } = await get('head', '/work?lang=es')
  expect(html).toContain('18 días de atraso')
  expect(html).toContain('Comentarios a las escuelas')
})

it('takes a one-line update, comes back, and undoes it', async () => {
  const done = await post('head', `/work/${ids.ii}`, { version: '1', state: 'done', back: '/work?whose=mine' })
  expect(done).toMatchObject({ status: 303, to: `/work?whose=mine&saved=${ids.ii}.2` })
  expect((await get('head', done.to ?? '')).html).toContain('Feedback to schools is now: done.')
  const undone = await post('head', `/work/${ids.ii}/undo`, { version: '2', back: '/work?whose=mine' })
  expect(undone.status).toBe(303)
  expect((await get('head', undone.to ?? '')).html).toContain('The change was undone.')
  const page = await get('head', `/work/${ids.ii}`)
  expect(page.html).toContain('State: from Done to Not begun')
  expect(page.html).toContain('The head of data')
})

it('goes back to our own pages only', async () => {
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', '/sign-in', 'javascript:alert(1)'])
    expect((await post('head', `/work/${ids.iii}`, { version: '1', back })).to).toBe(`/work/${ids.iii}`)
})

it('keeps what was typed when something is missing', async () => {
  const stuck = await post('head', `/work/${ids.iii}`, { version: '1', state: 'stuck', note: '', due_on: '2026-12-04' })
  expect(stuck.status).toBe(422)
  expect(stuck.html).toContain('Say what it is stuck on.')
  expect(stuck.html).toContain('value="2026-12-04"')
  expect(stuck.html).toMatch(/value="stuck" checked/)
  expect((await post('head', `/work/${ids.i}`, { version: '1', state: 'done' })).html).toContain(
    'Say where the evidence is.',
  )
})

it('shows both versions when two changed the same', async () => {
  await post('superintendent', `/work/${ids.iii}`, { version: '1', state: 'stuck', note: 'No room for it' })
  const mine = await post('head', `/work/${ids.iii}`, {
    version: '1',
    state: 'going_on',
    note: 'Half of it is written',
  })
  expect(mine.status).toBe(409)
  for (const words of ['No room for it', 'Half of it is written', 'The superintendent', 'Save yours instead'])
    expect(mine.html).toContain(words)
  const version = /name="version" value="(\d+)"/.exec(mine.html)?.[1] ?? ''
  expect(
    (
      await post('head', `/work/${ids.iii}`, {
        version,
        state: 'going_on',
        note: 'Half of it is written',
        due_on: '2026-11-27',
      })
    ).status,
  ).toBe(303)
  const page = await get('head', `/work/${ids.iii}`)
  for (const words of ['No room for it', 'Half of it is written']) expect(page.html).toContain(words)
})

it('refuses forms from elsewhere, of others, and incomplete ones', async () => {
  expect((await post('board', `/work/${ids.ii}`, { version: '1', state: 'done' })).status).toBe(403)
  expect((await post('head', `/work/${ids.ii}`, { csrf: 'x', version: '1', state: 'done' })).status).toBe(403)
  expect((await post('head', `/work/${ids.ii}`, { state: 'done' })).status).toBe(422)
  expect((await post('head', '/work/999999', { version: '1' })).status).toBe(404)
})

it('offers the way to where something is answered in place of "done", in list and table', async () => {
  await office.within((tx) =>
    saveItems(tx, office.scope, office.id, 'meeting:77/', [
      {
        source: 'meeting:77/held',
        kind: 'task',
        org_id: office.idOf('DATA'),
        title: { en: 'Cabinet meets', es: 'Se reúne el gabinete' },
        href: '/work/meetings/77',
        owner: { role: 'office_head', org_id: office.idOf('DATA') },
        starts_on: null,
        due_on: '2026-11-24',
      },
    ]),
  )
  const [meeting] = await office.within((tx) => itemsFrom(tx, office.id, 'meeting:77/'))
  const id = meeting?.item_id ?? 0
  const line = (html: string) =>
    new RegExp(`id="item-${id}"[\\s\\S]*?(?=id="item-|</ul>|</tbody>)`).exec(html)?.[0] ?? ''
  for (const path of ['/work', '/work/table']) {
    const told = line((await get('head', path)).html)
    expect(told).toContain('href="/work/meetings/77"')
    expect(told).toContain('Open the meeting')
    expect(told).not.toContain('value="done"')
    expect(told).toContain('value="going_on"')
  }
  // Its own page still takes it, for a meeting whose minutes are kept elsewhere.
  expect((await post('head', `/work/${id}`, { version: '1', state: 'done' })).status).toBe(303)
})
