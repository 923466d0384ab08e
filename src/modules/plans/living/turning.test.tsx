import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { askerOf } from '../../../platform/testing/asker.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { planText, siteOf } from '../../../platform/testing/plan-site.tsx'
import type { Visitor } from '../../../platform/web/route.ts'
import { opens, type Role, setSetting } from '../../people/index.ts'
import { loadSample } from '../../people/sample.ts'
import { loadPlan } from '../actions.ts'
import { draftPlan, dropDraft, openDraft } from '../editing/drafts.ts'
import { renewDraft } from '../editing/renew.ts'
import { takeStep } from '../editing/steps.ts'
import { adoptDraft, changeState, recordApproval, reopen, sendToReview } from '../life/actions.ts'
import { approvalsOfPlan } from '../life/store.ts'
import { routes as lifeRoutes } from '../life/routes.tsx'
import { routes as planRoutes } from '../routes.tsx'
import type { PlanRow } from '../schema.ts'
import { planOf } from '../store.ts'
import { beginUnitPlan } from './actions.ts'
import { routes } from './routes.tsx'
import { tellTurn } from './telling.ts'

const school = 'school-a-2027'
const office = 'office-data-2027'
let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof siteOf>
const people: Record<string, Visitor> = {}
const ask = askerOf(() => app)

function person(account: number, key: Role, at: string, below: readonly string[] = []): void {
  const org = at === '*' ? one.id : one.idOf(at)
  const orgs = [...new Set([org, ...below.map(one.idOf)])]
  people[key] = {
    account_id: account,
    name: key,
    lang: 'en',
    roles: [{ role: key, org_id: org, district_id: one.id, orgs } as Visitor['roles'][number]],
    scope: makeScope({
      actor: account,
      name: `account:${account}`,
      districts: [one.id],
      inside: [one.id],
      orgs: opens[key].orgs ? orgs : [],
      students: [],
    }),
    csrf: 'token',
  }
}
const as = <T,>(who: Role, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const rowOf = async (tx: Tx, id: string): Promise<PlanRow> => {
  const row = await planOf(tx, one.id, id)
  if (!row) throw new Error(`no ${id}`)
  return row
}
/** Due items of the turns of a plan: `review-1 executive_director 2026-09-22 open`. */
const turns = async (slug: string): Promise<string[]> => {
  const rows = await one.within((tx) =>
    query<{ source: string; owner_role: string; due_on: string; state: string }>(
      tx,
      'select source, owner_role, due_on, state from work.item where starts_with(source, $1) order by item_id',
      [`review:${slug}/turn-`],
    ),
  )
  return rows.map((row) => [/[a-z]+-\d+$/.exec(row.source)?.[0], row.owner_role, row.due_on, row.state].join(' '))
}
const send = (who: Role, slug: string, draft: number) =>
  as(who, async (tx, visitor) => sendToReview(services, tx, visitor, await rowOf(tx, slug), draft))
const back = (who: Role, slug: string, draft: number) =>
  as(who, async (tx, visitor) => reopen(services, tx, visitor, await rowOf(tx, slug), draft, 'One more look'))
const bodies = {
  [school]: { en: 'Executive Director', es: 'Dirección ejecutiva' },
  [office]: { en: 'Superintendent’s cabinet', es: 'Gabinete de la superintendencia' },
}
const decide = (who: Role, slug: keyof typeof bodies, draft: number, outcome: 'approved' | 'rejected' = 'approved') =>
  as(who, async (tx, visitor) =>
    recordApproval(services, tx, visitor, {
      row: await rowOf(tx, slug),
      draftId: draft,
      digest: (await draftPlan(tx, draft)).row.digest ?? '',
      decided: {
        body: bodies[slug],
        decided_on: '2026-09-08',
        outcome,
        vote: null,
        present: null,
        quorum: null,
        document: 'Letter',
      },
    }),
  )
/** A new draft with an action below the first goal. */
const written = (who: Role, slug: string): Promise<number> =>
  as(who, async (tx, visitor) => {
    const draft = await openDraft(tx, visitor.scope, await rowOf(tx, slug), 'Calls')
    await takeStep(tx, visitor.scope, draft, {
      do: 'add',
      level: 'action',
      parent: 'our-goal-1',
      title: 'Call by nine',
    })
    return draft
  })

beforeAll(async () => {
  fixToday('2026-09-08')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const all = ['N', 'S', 'P1', 'DATA', 'A', 'B', 'C', 'D']
  person(1, 'superintendent', '*', all)
  person(2, 'principal', 'A')
  person(4, 'office_head', 'DATA')
  person(5, 'executive_director', 'N', ['A', 'B'])
  person(7, 'cabinet', '*', all)
  await loadPlan(services, { districtId: one.id, text: planText('two-brooks-2026-29'), kind: 'own', current: true })
  for (const [who, org] of [
    ['principal', 'A'],
    ['office_head', 'DATA'],
  ] as const)
    await as(who, (tx, visitor) => beginUnitPlan(services, tx, visitor, { unitId: one.idOf(org), year: 2027 }))
  app = siteOf(services, [...routes, ...lifeRoutes, ...planRoutes], people)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('whose turn it is', () => {
  let draft = 0

  it('sent in: the director’s, ten working days; taken back by whoever sent it: nobody’s; sent again: a turn of its own', async () => {
    draft = await written('principal', school)
    expect(await turns(school)).toEqual([])
    await send('principal', school, draft)
    expect(await turns(school)).toEqual(['review-1 executive_director 2026-09-22 open'])
    await back('principal', school, draft)
    expect(await turns(school)).toEqual(['review-1 executive_director 2026-09-22 dropped'])
    fixToday('2026-09-09')
    await send('principal', school, draft)
    await send('principal', school, draft)
    expect((await turns(school)).slice(1)).toEqual(['review-2 executive_director 2026-09-23 open'])
  })

  it('sent back: the principal’s until it is sent again, by the time of the district that held when the turn began', async () => {
    await back('executive_director', school, draft)
    expect((await turns(school)).slice(1)).toEqual([
      'review-2 executive_director 2026-09-23 done',
      'back-2 principal 2026-09-23 open',
    ])
    const value = { review: 3, back: 4, adopt: 2 }
    await as('superintendent', (tx, { scope }) =>
      setSetting(tx, scope, { org_id: one.id, key: 'plan_turn_days', value, from_date: '2026-09-10' }),
    )
    fixToday('2026-09-10')
    await send('principal', school, draft)
    expect((await turns(school)).slice(1)).toEqual([
      'review-2 executive_director 2026-09-23 done',
      'back-2 principal 2026-09-23 done',
      'review-3 executive_director 2026-09-15 open',
    ])
    const item = await one.within((tx) =>
      query<{ href: string }>(tx, `select href from work.item where source like 'review:%review-3'`),
    )
    expect(item).toEqual([{ href: `/plans/${school}/approvals?draft=${draft}` }])
    expect((await ask('principal', item[0]?.href ?? '')).text).toContain('In review')
  })

  it('approved: whoever heads the school adopts it; the same decision or adoption sent twice is one', async () => {
    await expect(decide('principal', school, draft)).rejects.toMatchObject({ code: 'plans/not-your-review' })
    const first = await decide('executive_director', school, draft)
    expect(await decide('executive_director', school, draft)).toBe(first)
    expect(await as('principal', async (tx) => approvalsOfPlan(tx, (await rowOf(tx, school)).plan_id))).toHaveLength(1)
    expect((await turns(school)).slice(3)).toEqual([
      'review-3 executive_director 2026-09-15 done',
      'adopt-3 principal 2026-09-14 open',
    ])
    const adopt = () =>
      as('principal', async (tx, visitor) =>
        adoptDraft(services, tx, visitor, await rowOf(tx, school), draft, 'Approved'),
      )
    expect(await adopt()).toMatchObject({ changed: true, version: 3 })
    expect(await adopt()).toMatchObject({ changed: false, version: 3 })
    expect((await turns(school)).map((line) => line.split(' ').at(-1))).toEqual([
      'dropped',
      'done',
      'done',
      'done',
      'done',
    ])
  })

  it('stands in the roll-up of the quarter of whoever supervises the school', async () => {
    const page = '/plans/units/quarter?quarter=1'
    expect((await ask('principal', page)).status).toBe(403)
    const shown = await ask('executive_director', page)
    expect(shown.text).toContain('Ash Elementary')
    expect(shown.text).toContain('Birch Middle')
    expect(shown.text).not.toContain('Cedar Elementary')
    expect(shown.text).toContain('0 of 2 schools')
    expect(shown.text).toContain('waits for the school: to begin its plan')
    // Sent in three times: once taken back by whoever had sent it, twice answered on the day itself.
    expect(shown.text).toContain('2 of 2')
    expect((await ask('cabinet', page)).text).toContain('Cedar Elementary')
    expect((await ask('executive_director', '/plans/units')).html).toContain('/plans/units/quarter')
    expect((await ask('principal', '/plans/units')).html).not.toContain('/plans/units/quarter')
  })

  it('the same news twice changes nothing', async () => {
    const before = await turns(school)
    const versions = () =>
      one.within((tx) => query(tx, `select item_id, version from work.item where source like 'review:%' order by 1`))
    const was = await versions()
    await as('executive_director', async (tx, { scope }) => tellTurn(services, tx, scope, await rowOf(tx, school)))
    expect(await turns(school)).toEqual(before)
    expect(await versions()).toEqual(was)
  })

  it('a draft that came back and was carried over to a newer version is still to be sent; one that is given up is not', async () => {
    const later = await written('principal', school)
    const other = await written('principal', school)
    await send('principal', school, other)
    await back('executive_director', school, other)
    await send('principal', school, later)
    await back('executive_director', school, later)
    await send('principal', school, later)
    await decide('executive_director', school, later)
    await as('principal', async (tx, visitor) =>
      adoptDraft(services, tx, visitor, await rowOf(tx, school), later, 'Approved'),
    )
    const open = async () => (await turns(school)).filter((line) => line.endsWith(' open'))
    expect(await open()).toEqual(['back-1 principal 2026-09-16 open'])
    const { draftId } = await as('principal', async (tx, { scope }) => {
      const renewed = await renewDraft(tx, scope, other)
      await tellTurn(services, tx, scope, await rowOf(tx, school))
      return renewed
    })
    expect(await open()).toEqual(['back-1 principal 2026-09-16 open'])
    const [item] = await one.within((tx) =>
      query<{ href: string }>(tx, `select href from work.item where source like 'review:%' and state = 'open'`),
    )
    expect(item?.href).toBe(`/plans/${school}/approvals?draft=${draftId}`)
    await as('principal', async (tx, { scope }) => {
      await dropDraft(tx, scope, draftId)
      await tellTurn(services, tx, scope, await rowOf(tx, school))
    })
    expect(await open()).toEqual([])
  })

  it('who only writes a plan does not end it once it is approved', async () => {
    const end = (who: Role) =>
      as(who, async (tx, visitor) => {
        const row = await rowOf(tx, school)
        return changeState(services, tx, visitor, row, { to: 'archived', version: row.version, reason: 'Enough' })
      })
    await expect(end('principal')).rejects.toMatchObject({ code: 'plans/not-your-review' })
    const { version } = await end('executive_director')
    expect(await as('principal', (tx) => rowOf(tx, school))).toMatchObject({ state: 'archived', version })
  })
})

describe('an own text', () => {
  it('is not decided on by whoever wrote or sent it; a rejection gives it back to the office', async () => {
    const draft = await written('superintendent', office)
    await send('office_head', office, draft)
    expect(await turns(office)).toEqual(['review-1 cabinet 2026-09-15 open'])
    await expect(decide('superintendent', office, draft)).rejects.toMatchObject({ code: 'plans/own-text' })
    const page = `/plans/${office}/approvals?draft=${draft}`
    const own = await ask('superintendent', page)
    expect(own.text).toContain('somebody else decides on it')
    expect(own.html).not.toContain('id="record"')
    expect((await ask('cabinet', page)).html).toContain('id="record"')
    await decide('cabinet', office, draft, 'rejected')
    expect(await turns(office)).toEqual(['review-1 cabinet 2026-09-15 done', 'back-1 office_head 2026-09-16 open'])
  })

  it('a decision about a text that changed meanwhile is not saved, and stays in its form', async () => {
    const draft = await written('office_head', office)
    await send('office_head', office, draft)
    const typed = { draft: String(draft), digest: 'a'.repeat(64), body: '0', outcome: 'approved', vote: '5 to 1' }
    const sent = { ...typed, decided_on: '2026-09-08', document: 'Minutes of September' }
    const answer = await ask('cabinet', `/plans/${office}/approvals`, sent)
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('value="5 to 1"')
    expect(answer.html).toContain('value="Minutes of September"')
  })
})

describe('how long a step may take', () => {
  it('is set by those who lead, once, and never over what somebody else set meanwhile', async () => {
    const path = '/plans/units/times'
    const shown = async (who: Role) => /<input[^>]*name="review"[^>]*>/.exec((await ask(who, path)).html)?.[0]
    for (const who of ['principal', 'executive_director'] as const) expect((await ask(who, path)).status, who).toBe(403)
    expect(await shown('superintendent')).toContain('value="3"')
    const typed = (version: string, review: string) => ({ version, review, back: '8', adopt: '4' })
    const wrong = await ask('superintendent', path, typed('1', '0'))
    expect([wrong.status, wrong.text.includes('from 1 to 60')]).toEqual([422, true])
    const clash = await ask('cabinet', path, typed('0', '9'))
    expect(clash.status).toBe(409)
    expect(clash.text).toContain('Now they are 3 days to decide')
    expect(clash.html).toContain('value="9"')
    for (const _ of ['once', 'twice']) expect((await ask('superintendent', path, typed('1', '7'))).status).toBe(303)
    expect(await shown('cabinet')).toContain('value="7"')
    expect((await ask('superintendent', '/plans/units')).html).toContain(`href="${path}"`)
    expect((await ask('principal', '/plans/units')).html).not.toContain(path)
  })
})
