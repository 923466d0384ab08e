import { readdirSync, utimesSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems, updateItem } from '../actions.ts'
import { routes } from '../routes.tsx'
import { itemById, itemsFrom } from '../store.ts'
import { tableRoutes } from '../table/routes.tsx'
import { artefactRoutes } from './routes.tsx'
import { kept } from './store-kept.ts'
import { sweepEvidence } from './sweep.ts'
import { evidenceFiles, largest } from './take.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
let need = 0
let other = 0
const today = '2026-11-20'
const pdf = (text: string) => `%PDF-1.7\n${text}\n%%EOF\n`

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const ask = async (who: string, path: string, init: RequestInit = {}) => {
  const response = await app.request(`http://localhost${path}`, {
    ...init,
    headers: { cookie: `${sessionCookie}=${tokens[who]}; tl_lang=en`, origin: 'http://localhost', ...init.headers },
  })
  return {
    status: response.status,
    to: response.headers.get('location') ?? '',
    html: await response.text(),
    headers: response.headers,
  }
}
const post = (who: string, path: string, fields: Record<string, string>) =>
  ask(who, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
const send = (
  who: string,
  fields: Record<string, string>,
  file: { name: string; body: BlobPart },
  path = '/work/artefacts/file',
) => {
  const body = new FormData()
  body.set('csrf', csrfFor(tokens[who] ?? ''))
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('file', new File([file.body], file.name, { type: file.name === '' ? '' : 'application/pdf' }))
  return ask(who, path, { method: 'POST', body })
}
const fields = (more: Record<string, string> = {}) => ({
  subject: `item:${need}`,
  title: 'Minutes of the meeting',
  made_on: '2026-11-18',
  ...more,
})
const idIn = (to: string) => Number(/\/work\/artefacts\/(\d+)/.exec(to)?.[1] ?? 0)
const onDisk = () =>
  readdirSync(join(services.home, 'evidence'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .length
const done = (version: number) => as('head', (tx, who) => updateItem(tx, who, need, { version, state: 'done' }))
const stateOf = async (id: number) => (await one.within((tx) => itemById(tx, id))).state
const versionOf = async (id: number) => (await one.within((tx) => itemById(tx, id))).version

beforeAll(async () => {
  fixToday(today)
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  await loadSample(services.db, 'D2')
  const head = {
    email: 'head@d1.example.org',
    name: 'The head of data',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  for (const [who, email] of [
    ['head', 'head@d1.example.org'],
    ['superintendent', 'superintendent@d1.example.org'],
    ['admin', 'admin@d1.example.org'],
    ['board', 'board@d1.example.org'],
    ['family', 'family@d1.example.org'],
    ['stranger', 'superintendent@d2.example.org'],
  ] as const) {
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  const item = (slug: string, needs_artefact: boolean) => ({
    source: `test:${slug}`,
    kind: 'task' as const,
    org_id: one.idOf('DATA'),
    title: { en: `Task ${slug}`, es: `Tarea ${slug}` },
    owner: { role: 'office_head', org_id: one.idOf('DATA') },
    starts_on: '2026-09-01',
    due_on: '2026-11-27',
    needs_artefact,
  })
  await one.within((tx) => saveItems(tx, one.scope, one.id, 'test:', [item('need', true), item('other', false)]))
  for (const row of await one.within((tx) => itemsFrom(tx, one.id, 'test:')))
    if (row.needs_artefact) need = row.item_id
    else other = row.item_id
  app = signedSiteOf(services, [...artefactRoutes, ...tableRoutes, ...routes])
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('what needs an artefact', () => {
  it('is not done in one click, nor in the table, and the page leads to the form', async () => {
    expect(await done(1)).toMatchObject({ kind: 'problems', problems: [{ field: 'state', code: 'artefact' }] })
    const page = await post('head', `/work/${need}`, { version: '1', state: 'done' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('Bring first what shows that this is done.')
    expect(page.html).toContain(`/work/artefacts/new?subject=item%3A${need}`)
    const table = await post('head', '/work/table?whose=mine', { [`v-${need}`]: '1', [`s-${need}`]: 'done' })
    expect(table.status).toBe(409)
    expect(table.html).toContain('Bring first what shows that this is done.')
    const list = await ask('head', '/work')
    expect(list.html).toContain(`href="/work/${need}#f-artefact"`)
    expect(list.html).toContain('needs a file or a link')
    expect(await stateOf(need)).toBe('open')
  })
})

describe('hostile files', () => {
  it('are refused by what they are, and nothing of them stays', async () => {
    const page = await send('head', fields(), { name: 'minutes.pdf', body: '<html><script>steal()</script></html>' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('This kind of file is not kept.')
    // What was typed is still there.
    expect(page.html).toContain('value="Minutes of the meeting"')
    const bomb = Buffer.concat([Buffer.from(`PK\x03\x04${'\0'.repeat(26)}a`, 'latin1'), Buffer.alloc(4_000_000)])
    expect((await send('head', fields(), { name: 'minutes.docx', body: bomb })).html).toContain('not kept')
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(largest)])
    const answer = await send('head', fields(), { name: 'large.pdf', body: large })
    expect([answer.status, answer.html.includes('work/file-too-large')]).toEqual([422, true])
    expect((await send('head', fields(), { name: '', body: '' })).html).toContain('No file was chosen.')
    expect((await send('head', fields(), { name: 'empty.pdf', body: '' })).html).toContain('The file is empty.')
    expect(onDisk()).toBe(0)
    expect(await one.within((tx) => query(tx, 'select 1 from work.artefact'))).toEqual([])
  })
  it('are not even read when the browser says how long they are, or the line is missing', async () => {
    const said = await ask('head', '/work/artefacts/file', {
      method: 'POST',
      headers: { 'content-length': String(largest * 2), 'content-type': 'multipart/form-data; boundary=x' },
      body: 'x',
    })
    expect(said.html).toContain('work/file-too-large')
    expect((await send('head', fields({ title: ' ' }), { name: 'a.pdf', body: pdf('a') })).html).toContain(
      'Say what it shows.',
    )
    expect(onDisk()).toBe(0)
  })
  it('come from people who may bring them, for what is there', async () => {
    const tried = async (who: string, subject = `item:${need}`) =>
      (await send(who, fields({ subject }), { name: 'a.pdf', body: pdf('a') })).status
    expect([await tried('board'), await tried('family'), await tried('stranger')]).toEqual([403, 404, 404])
    expect([
      await tried('head', 'item:999999'),
      await tried('head', 'measure:none/m'),
      await tried('head', 'x'),
    ]).toEqual([404, 404, 404])
    expect(onDisk()).toBe(0)
  })
})

describe('an artefact', () => {
  let id = 0
  it('is brought once, whatever its name, and served as a download in a sandbox', async () => {
    const first = await send('head', fields(), { name: '../../etc/<b>minutes</b>.html', body: pdf('one') })
    expect(first).toMatchObject({ status: 303, to: expect.stringContaining('saved=new') })
    id = idIn(first.to)
    const again = await send('head', fields({ title: 'Another line' }), { name: 'other.pdf', body: pdf('one') })
    expect(again.to).toBe(`/work/artefacts/${id}?saved=same`)
    const file = await ask('board', `/work/artefacts/${id}/file/1`)
    expect(file.html).toBe(pdf('one'))
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="b_.html.pdf"')
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    expect((await ask('family', `/work/artefacts/${id}/file/1`)).status).toBe(404)
    expect((await ask('stranger', `/work/artefacts/${id}`)).status).toBe(404)
    expect(onDisk()).toBe(1)
  })
  it('lets its task be done while it waits, and is signed by somebody else only', async () => {
    expect(await done(await versionOf(need))).toMatchObject({ kind: 'saved', item: { state: 'done' } })
    const accept = { version: '1', verdict: 'accepted', reason: '' }
    expect((await post('head', `/work/artefacts/${id}/sign`, accept)).status).toBe(403)
    expect((await post('board', `/work/artefacts/${id}/sign`, accept)).status).toBe(403)
    const page = await post('superintendent', `/work/artefacts/${id}/sign`, { version: '1', verdict: 'sent_back' })
    expect([page.status, page.html.includes('Say why.')]).toEqual([422, true])
    expect((await post('superintendent', `/work/artefacts/${id}/sign`, accept)).status).toBe(303)
    expect((await post('superintendent', `/work/artefacts/${id}/sign`, accept)).status).toBe(303)
    const rows = await one.within((tx) => query(tx, 'select version from work.artefact where artefact_id = $1', [id]))
    expect(rows).toEqual([{ version: 2 }])
    expect((await ask('head', `/work/${need}`)).html).toContain('Evidence is there')
  })
  it('shows a conflict and keeps what was typed; its task goes on again when it is sent back', async () => {
    const back = { version: '1', verdict: 'sent_back', reason: 'The second page is missing.' }
    const page = await post('admin', `/work/artefacts/${id}/sign`, back)
    expect(page.status).toBe(409)
    expect(page.html).toContain('The second page is missing.')
    expect(page.html).toContain('Accepted')
    expect((await post('admin', `/work/artefacts/${id}/sign`, { ...back, version: '2' })).status).toBe(303)
    expect(await stateOf(need)).toBe('going_on')
    expect((await done(await versionOf(need))).kind).toBe('problems')
    const undone = await post('admin', `/work/artefacts/${id}/undo`, { version: '3' })
    expect(undone.status).toBe(303)
    expect((await done(await versionOf(need))).kind).toBe('saved')
  })
  it('keeps its old versions', async () => {
    const path = `/work/artefacts/${id}/file`
    const typed = { title: 'Minutes, both pages', made_on: '2026-11-18' }
    const stale = await send('head', { ...typed, version: '1' }, { name: 'b.pdf', body: pdf('two') }, path)
    expect([stale.status, stale.html.includes('Minutes, both pages')]).toEqual([409, true])
    expect((await send('head', { ...typed, version: '4' }, { name: 'b.pdf', body: pdf('two') }, path)).status).toBe(303)
    const { html } = await ask('board', `/work/artefacts/${id}`)
    expect(html).toContain('Waits for a signature')
    expect(html).toContain(`/work/artefacts/${id}/file/1`)
    expect((await ask('board', `/work/artefacts/${id}/file/1`)).html).toBe(pdf('one'))
    expect(html).toContain('A newer version was brought')
  })
  it('may be a link, which is shown and never called', async () => {
    const link = { subject: `item:${other}`, title: 'The page', made_on: today }
    expect((await post('head', '/work/artefacts/link', { ...link, url: 'javascript:alert(1)' })).status).toBe(422)
    const url = 'https://www.example.org/minutes'
    const first = await post('head', '/work/artefacts/link', { ...link, url })
    expect((await post('head', '/work/artefacts/link', { ...link, url })).to).toContain('saved=same')
    expect((await ask('board', first.to)).html).toContain('rel="noopener noreferrer nofollow external"')
  })
  it('is removed with a reason, and erased only by those who lead; the sweep then takes the bytes and no others', async () => {
    expect((await post('head', `/work/artefacts/${id}/remove`, { version: '5', removal: '' })).status).toBe(422)
    const erase = { version: '5', removal: 'It names a student.', erase: 'yes' }
    expect((await post('head', `/work/artefacts/${id}/remove`, erase)).status).toBe(403)
    const stay = await send('head', fields({ title: 'What stays' }), { name: 'c.pdf', body: pdf('three') })
    const files = evidenceFiles(services)
    const old = async () => {
      for (const row of await one.within((tx) =>
        query<{ sha256: string }>(tx, 'select sha256 from work.artefact_version where sha256 is not null'),
      ))
        utimesSync(files.pathOf(row.sha256), 1, 1)
    }
    await old()
    expect(await sweepEvidence(services, 60_000, Date.now())).toBe(0)
    expect((await post('superintendent', `/work/artefacts/${id}/remove`, erase)).status).toBe(303)
    expect((await ask('board', `/work/artefacts/${id}/file/1`)).status).toBe(404)
    expect((await ask('board', `/work/artefacts/${id}`)).html).toContain('It names a student.')
    const needed = await inScope(services.db, one.scope, (tx) => query<{ path: string }>(tx, kept[0]?.select ?? ''))
    expect(needed).toHaveLength(1)
    expect(await sweepEvidence(services, 60_000, Date.now())).toBe(2)
    expect(await readFile(join(services.home, needed[0]?.path ?? ''), 'utf8')).toBe(pdf('three'))
    expect(await stateOf(need)).toBe('done')
    const left = { version: '1', removal: 'Twice.' }
    expect((await post('head', `/work/artefacts/${idIn(stay.to)}/remove`, left)).status).toBe(303)
    expect(await stateOf(need)).toBe('going_on')
    expect((await post('head', `/work/artefacts/${idIn(stay.to)}/undo`, { version: '2' })).status).toBe(303)
    expect((await ask('head', `/work/artefacts/${idIn(stay.to)}`)).html).toContain('Waits for a signature')
  })
  it('stands in lists that say there, waiting or nothing, in both languages', async () => {
    const list = await ask('superintendent', '/work/artefacts')
    expect(list.html).toContain('Waiting for your signature')
    const evidence = await ask('superintendent', '/work/evidence?lang=es')
    expect(evidence.html).toContain('La evidencia espera una firma')
    expect(evidence.html).not.toMatch(/\d\s?%/)
    expect((await ask('family', '/work/artefacts')).html).toContain('Nothing was brought yet')
  })
})
