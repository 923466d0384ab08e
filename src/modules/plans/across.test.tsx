import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../e2e/axe.ts'
import { launch, screenshot } from '../../../e2e/browser.ts'
import { fixToday } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { inScope, makeScope } from '../../platform/db/scope.ts'
import { Page } from '../../platform/look/page.tsx'
import { amount } from '../../platform/testing/amount.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { serveApp } from '../../platform/testing/serve.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../platform/web/server.ts'
import { makeDistrict, systemScope } from '../people/index.ts'
import { loadPlan } from './actions.ts'
import { routes as crosswalkRoutes } from './crosswalk/routes.tsx'
import { routes as diffRoutes } from './diff/routes.tsx'
import { setOp } from './editing/build.ts'
import { changeDraft, openDraft } from './editing/drafts.ts'
import { routes as ledgerRoutes } from './ledger/routes.tsx'
import { routes as lifeRoutes } from './life/routes.tsx'
import { routes } from './routes.tsx'
import { canonicalOf, planOf } from './store.ts'
import type { Element } from './file/format.ts'

const file = (name: string) => readFileSync(new URL(`../../../plans/${name}.plan.yaml`, import.meta.url), 'utf8')
const slug = 'mill-river-2026-29'
const base = `/plans/${slug}`
const references = ['hartford-2015-20', 'hartford-2018-22', 'hartford-2021-24']

let services: Awaited<ReturnType<typeof freshServices>>
let app: ReturnType<typeof makeApp>
let served: Awaited<ReturnType<typeof serveApp>>
let browser: Browser
let at = ''
let district: number
let chief: Visitor
let draft: number

const visitor = (role: string, inside: boolean, account: number): Visitor => ({
  account_id: account,
  name: role,
  lang: 'en',
  roles: [{ role, org_id: district, district_id: district }],
  scope: makeScope({
    actor: account,
    name: `account:${account}`,
    districts: [district],
    orgs: [district],
    students: [],
    inside: inside ? [district] : [],
  }),
  csrf: 'token',
})

type Answer = { status: number; html: string; text: string; location: string | null }
const answerOf = async (response: Response): Promise<Answer> => {
  const html = await response.text()
  return {
    status: response.status,
    html,
    text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
    location: response.headers.get('location'),
  }
}
const cookie = (who: string) => `${sessionCookie}=${who}`
const get = async (who: string, path: string) =>
  answerOf(await app.request(`http://local.test${path}`, { headers: { cookie: cookie(who) } }))
const post = async (who: string, path: string, fields: Record<string, string>) =>
  answerOf(
    await app.request(`http://local.test${path}`, {
      method: 'POST',
      headers: {
        cookie: cookie(who),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ csrf: 'token', ...fields }).toString(),
    }),
  )

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  const founder = await systemScope(services.db, 'setup', null)
  district = await inScope(services.db, founder, (tx) =>
    makeDistrict(tx, founder, {
      state_code: 'CT',
      state_name: 'Connecticut',
      code: '9990011',
      name: 'Mill River Public Schools',
      from_date: '2020-07-01',
    }),
  )
  const state =
    (await query<{ org_id: number }>(services.db, "select org_id from people.org where kind = 'state'"))[0]?.org_id ?? 0
  await loadPlan(services, { districtId: district, text: file(slug), kind: 'own', current: true })
  for (const name of references) await loadPlan(services, { districtId: state, text: file(name), kind: 'reference' })
  chief = visitor('superintendent', true, 1)
  const people: Record<string, Visitor> = {
    chief,
    board: visitor('board_member', true, 2),
    family: visitor('family', false, 3),
  }
  app = makeApp({
    services,
    routes: [...ledgerRoutes, ...crosswalkRoutes, ...diffRoutes, ...lifeRoutes, ...routes],
    identify: (token) => Promise.resolve(people[token] ?? null),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname + ctx.url.search} menu={[]}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: () => null,
  })
  draft = await inScope(services.db, chief.scope, async (tx) => {
    const row = await planOf(tx, district, slug)
    if (!row) throw new Error('no plan')
    return openDraft(tx, chief.scope, row, 'A lower aim for absence')
  })
  await edit((element) => ({ ...element, title: { ...element.title, en: `${element.title.en} today` }, owner: null }))
  // For the browser it is always the superintendent who looks.
  served = await serveApp(app, { cookie: cookie('chief') })
  at = served.at
  browser = await launch()
}, 60_000)
afterAll(async () => {
  fixToday(null)
  await browser?.close()
  served?.close()
  await services.end()
})

/** One step in the draft: its third element. */
const edit = (change: (element: Element) => Element) =>
  inScope(services.db, chief.scope, (tx) =>
    changeDraft(tx, chief.scope, draft, ({ plan }) => {
      const element = plan.elements[2]
      return element ? setOp({ list: 'elements', id: element.id }, element, change(element)) : null
    }),
  )
const digestIn = (html: string) => /name="digest" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? ''
const bodies = 4
const decision = {
  outcome: 'approved',
  decided_on: '2026-11-18',
  vote: '8 yes, 1 no',
  document: 'Minutes of November 18',
}
const decide = (who: string, digest: string, more: Record<string, string>) =>
  post(who, `${base}/approvals`, { ...decision, draft: String(draft), digest, ...more })
const step = (who: string, verb: string, more: Record<string, string> = {}) =>
  post(who, `${base}/approvals/step`, { verb, draft: String(draft), ...more })

const wide = [1280, 'light'] as const
const narrow = [375, 'dark'] as const

/**
 * No finding of axe, no sideways scroll; a picture of each width and theme where pictures are wanted. The sample looks at the narrow dark page, and asks axe
 * about small pages only: on one of a hundred panels it takes ten seconds.
 */
async function look(path: string, name: string, small = false): Promise<void> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(at + path)
  for (const [width, theme] of amount(0, 1) ? [wide, narrow] : [narrow]) {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width, height: 900 })
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll, `${path} at ${width}`).toBeLessThanOrEqual(width)
    if (!small && !amount(0, 1)) continue
    expect((await axe(page)).map((one) => `${path} ${theme} ${one.rule}: ${one.html}`)).toEqual([])
  }
  if (process.env['PICTURES'])
    for (const [width] of [wide, narrow])
      for (const theme of ['light', 'dark'] as const) await screenshot(page, name, width, theme)
  await context.close()
}

/** Writes a decision down as a person does, in a browser without script. Out: what the page then says. */
async function decideByHand(body: string): Promise<string> {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${at}${base}/approvals?draft=${draft}`)
  await page.selectOption('select[name=body]', body)
  await page.check(`input[name=outcome][value=${decision.outcome}]`)
  for (const name of ['decided_on', 'vote', 'document'] as const) await page.fill(`input[name=${name}]`, decision[name])
  await Promise.all([page.waitForNavigation(), page.click('button:text("Write it down")')])
  const text = (await page.textContent('main')) ?? ''
  await context.close()
  return text
}

describe('an amendment, from draft to plan', () => {
  it('is read before it is decided on: what changes, word by word; families do not see drafts', async () => {
    const { text, html, status } = await get('board', `${base}/diff?draft=${draft}`)
    expect(status).toBe(200)
    expect(text).toContain(`Draft ${draft}, begun from version 1`)
    expect(text).toContain('A lower aim for absence')
    expect(text).toContain('1 part says something else')
    expect(html).toMatch(/<ins><span class="sr">new: <\/span> today<span class="sr"> end\. <\/span><\/ins>/)
    expect(html).toMatch(/<del><span class="sr">taken out: /)
    expect((await get('family', `${base}/diff?draft=${draft}`)).status).toBe(404)
    expect((await get('board', `${base}/diff?draft=x`)).status).toBe(404)
    const spanish = await get('board', `${base}/diff?draft=${draft}&lang=es`)
    expect(spanish.text).toContain('Lo que cambia')
    await look(`${base}/diff?draft=${draft}`, 'plan-diff')
  })

  it('takes no decision while its text may change, and none from whoever only reads', async () => {
    const open = await get('chief', `${base}/approvals?draft=${draft}`)
    expect(open.text).toContain('The text may still change')
    expect(digestIn(open.html)).toBe('')
    expect((await decide('chief', 'a'.repeat(64), { body: '0' })).status).toBe(409)
    expect((await step('board', 'review')).status).toBe(403)
    expect((await step('chief', 'adopt', { reason_adopt: 'Now' })).status).toBe(409)
    expect((await step('chief', 'review')).status).toBe(303)
    const board = await get('board', `${base}/approvals?draft=${draft}`)
    expect(board.text).toContain('In review')
    expect(board.html).not.toContain('<form class="form"')
    const family = await get('family', `${base}/approvals`)
    expect(family.text).not.toContain('Draft 1')
    expect(family.text).toContain('8 yes, 1 no')
  })

  it('is approved by each body that the plan names; a wrong form says what is wrong and keeps what was typed', async () => {
    const { html, text } = await get('chief', `${base}/approvals?draft=${draft}`)
    const digest = digestIn(html)
    expect(text).toContain('Council of Families and Students')
    expect(html).not.toContain('value="adopt"')
    const wrong = await decide('chief', digest, { body: '0', decided_on: '2026-12-24', document: '' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('The day of the decision is in the future.')
    expect(wrong.html).toContain('value="8 yes, 1 no"')
    // Fewer than it takes: nothing is approved, and what was typed stays.
    for (const [counts, told] of [
      [{ present: '4', quorum: '5' }, 'Fewer were there than it takes'],
      [{ present: '4', quorum: '' }, 'Give both numbers'],
      [{ present: 'four', quorum: '5' }, 'Give a whole number'],
    ] as const) {
      const few = await decide('chief', digest, { body: '0', ...counts })
      expect([few.status, few.html.includes(told), few.html.includes('name="present"')]).toEqual([422, true, true])
    }
    expect((await decide('board', digest, { body: '0' })).status).toBe(403)
    // The one that adopts comes last, as the days of the plan tell; what was typed stays in the form.
    const early = await decide('chief', digest, { body: '0' })
    expect(early.status).toBe(409)
    expect(early.html).toContain('value="8 yes, 1 no"')
    expect(text).toContain('decides after:')
    for (const body of [...Array(bodies).keys()].toSorted((a, b) => (a === 0 ? 1 : b === 0 ? -1 : a - b))) {
      expect((await step('chief', 'adopt', { reason_adopt: 'Now' })).status).toBe(409)
      if (body === 0) expect(await decideByHand('0')).toContain('Nov 18, 2026, 8 yes, 1 no, Minutes of November 18')
      else expect((await decide('chief', digest, { body: String(body), present: '7', quorum: '5' })).status).toBe(303)
    }
    expect((await get('chief', `${base}/approvals?draft=${draft}`)).html).toContain('value="adopt"')
    expect((await get('chief', `${base}/approvals?draft=${draft}&lang=es`)).text).toContain('Anotar una decisión')
    expect((await get('chief', `${base}/approvals?draft=${draft}`)).text).toContain('7 there, 5 needed')
    await look(`${base}/approvals?draft=${draft}`, 'plan-approvals', true)
  })

  it('loses what was approved when its text changes, and has it again when the text comes back', async () => {
    const before = digestIn((await get('chief', `${base}/approvals?draft=${draft}`)).html)
    expect((await step('chief', 'reopen')).status).toBe(422)
    expect((await step('chief', 'reopen', { reason_reopen: 'One more word' })).status).toBe(303)
    await edit((element) => ({ ...element, note: { source: 'en', en: 'One more word', es: 'Una palabra más' } }))
    await step('chief', 'review')
    const changed = await get('chief', `${base}/approvals?draft=${draft}`)
    expect(digestIn(changed.html)).not.toBe(before)
    expect(changed.text.split('About an earlier text: does not count').length - 1).toBe(bodies)
    expect((await step('chief', 'adopt', { reason_adopt: 'Now' })).status).toBe(409)
    // A form that was open since the earlier text.
    expect((await decide('chief', before, { body: '0' })).status).toBe(409)
    await step('chief', 'reopen', { reason_reopen: 'Back again' })
    await edit((element) => ({ ...element, note: null }))
    await step('chief', 'review')
    const back = await get('chief', `${base}/approvals?draft=${draft}`)
    expect(digestIn(back.html)).toBe(before)
    expect(back.html).toContain('value="adopt"')
  })

  it('becomes the next version with the very text that was approved, and its reason', async () => {
    const digest = digestIn((await get('chief', `${base}/approvals?draft=${draft}`)).html)
    expect((await step('chief', 'adopt', { reason_adopt: '' })).status).toBe(422)
    expect((await step('chief', 'adopt', { reason_adopt: 'The Board asked for it' })).status).toBe(303)
    const row = await inScope(services.db, chief.scope, (tx) => planOf(tx, district, slug))
    expect(row).toMatchObject({ version: 2, state: 'adopted', digest, current: true })
    const { text, html } = await get('board', `${base}/diff?from=1&to=2`)
    expect(text).toContain('The Board asked for it')
    expect(html).toContain('<ins>')
    expect((await get('board', `${base}/diff`)).text).toContain('The Board asked for it')
    expect((await get('board', `${base}/diff?from=2&to=2`)).text).toContain('Nothing changes')
    expect((await get('board', `${base}/diff?from=1&to=9`)).status).toBe(404)
    expect((await get('board', `${base}/diff?from=x`)).status).toBe(422)
    const page = await get('board', `${base}/approvals`)
    expect(page.text).toMatch(/version 2 amended .*The Board asked for it/)
    expect((await get('family', `${base}/diff?from=1&to=2`)).text).not.toContain('The Board asked for it')
    await look(`${base}/diff?from=1&to=2`, 'plan-amendment')
  })

  it('keeps every decision as it was written down', async () => {
    const owner = new pg.Client({ connectionString: services.ownerUrl })
    await owner.connect()
    // The owner of the tables is held by row security too; updates and deletes have no policy at all, so only the trigger of truncate is reached here.
    for (const name of ['inside', 'districts']) await owner.query(`set throughline.${name} = '{${district}}'`)
    try {
      const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from plans.approval')
      expect(rows[0]?.n).toBe(bodies)
      await expect(owner.query('truncate plans.approval')).rejects.toThrow('a recorded decision does not change')
      for (const sql of ["update plans.approval set outcome = 'rejected'", 'delete from plans.approval']) {
        expect((await owner.query(sql)).rowCount).toBe(0)
        await expect(inScope(services.db, chief.scope, (tx) => query(tx, sql))).rejects.toThrow()
      }
    } finally {
      await owner.end()
    }
  })
})

describe('a plan as a whole', () => {
  it('ends with a reason, and then asks for nothing any more', async () => {
    const ask = (more: Record<string, string>) => post('chief', `${base}/approvals/step`, { verb: 'archived', ...more })
    expect((await ask({ version: '1', reason_archived: 'Over' })).status).toBe(409)
    expect((await ask({ version: '2' })).status).toBe(422)
    expect((await ask({ version: '2', reason_archived: 'A new plan took its place' })).status).toBe(303)
    const row = await inScope(services.db, chief.scope, (tx) => planOf(tx, district, slug))
    expect(row).toMatchObject({ version: 3, state: 'archived' })
    expect((await ask({ version: '3', reason_archived: 'Again' })).status).toBe(409)
    const text = await inScope(services.db, chief.scope, (tx) => canonicalOf(tx, row?.plan_id ?? 0, 3))
    expect(text).toContain('"state":"archived"')
  })

  it('goes through review: adopted by its bodies on the day of the last decision of the adopting one', async () => {
    const other = file('two-brooks-2026-29')
      .replace('id: two-brooks-2026-29', 'id: next-plan')
      .replace(/code: '9990022'/, "code: '9990011'")
      .replace('  state: adopted', '  state: draft')
    await loadPlan(services, { districtId: district, text: other, kind: 'own' })
    const path = '/plans/next-plan/approvals'
    const move = (verb: string, version: number, more: Record<string, string> = {}) =>
      post('chief', `${path}/step`, { verb, version: String(version), ...more })
    expect((await move('adopted', 1, { reason_adopted: 'x' })).status).toBe(409)
    expect((await move('review', 1)).status).toBe(303)
    const { html, text } = await get('chief', path)
    expect(text).toContain('The plan, version 2')
    expect((await move('adopted', 2, { reason_adopted: 'x' })).status).toBe(409)
    const digest = digestIn(html)
    expect((await post('chief', path, { ...decision, digest, body: '0' })).status).toBe(303)
    expect((await move('adopted', 2, { reason_adopted: 'The Board voted' })).status).toBe(303)
    const row = await inScope(services.db, chief.scope, (tx) => planOf(tx, district, 'next-plan'))
    expect(row).toMatchObject({ version: 3, state: 'adopted' })
    const stored = await inScope(services.db, chief.scope, (tx) => canonicalOf(tx, row?.plan_id ?? 0, 3))
    expect(stored).toContain('"on":"2026-11-18","state":"adopted"')
  })

  it('of another district is not ours to decide on', async () => {
    const answer = await post('chief', '/plans/hartford-2021-24/approvals/step', {
      verb: 'archived',
      version: '1',
      reason_archived: 'x',
    })
    expect(answer.status).toBe(403)
    expect((await get('chief', '/plans/hartford-2021-24/approvals')).text).toContain(
      'Approvals that the plan itself tells of',
    )
  })
})

describe('pages across plans', () => {
  it('the ledger lists measures by how their promises stand, and shows one with all districts', async () => {
    const list = await get('family', '/plans/ledger')
    expect(list.text).toMatch(/Chronic absenteeism/)
    expect(list.text).toContain('Waterbury School District')
    const { text, status } = await get('family', '/plans/ledger/chronic-absenteeism')
    expect(status).toBe(200)
    for (const part of [
      'Replaced before due',
      '25.1%',
      '22.4%',
      '18.1%',
      'Cannot be told',
      'Unusual years',
      'Invented for the demo',
    ])
      expect(text).toContain(part)
    expect((await get('board', '/plans/ledger/grade-3-reading?lang=es')).text).toContain(
      'Un examen que el plan no nombra',
    )
    expect((await get('board', '/plans/ledger/no-such')).status).toBe(404)
    await look('/plans/ledger', 'plan-ledger')
    await look('/plans/ledger/chronic-absenteeism', 'plan-ledger-measure')
  })

  it('the crosswalk says what became of each part, with links to it', async () => {
    const { text, html } = await get('family', '/plans/crosswalk/hartford')
    for (const part of ['Renamed', 'Dropped', 'School Culture and Climate', 'nothing came before'])
      expect(text).toContain(part)
    expect(html).toContain('/plans/hartford-2018-22/')
    expect((await get('board', '/plans/crosswalk/nowhere')).status).toBe(404)
    expect((await get('board', '/plans/crosswalk/hartford?lang=es')).text).toContain('Cambia de nombre')
    await look('/plans/crosswalk/hartford', 'plan-crosswalk')
  })
})
