import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { planText, siteOf } from '../../../platform/testing/plan-site.tsx'
import type { Visitor } from '../../../platform/web/route.ts'
import { sessionCookie } from '../../../platform/web/server.ts'
import { opens, type Role } from '../../people/index.ts'
import { loadSample } from '../../people/sample.ts'
import { loadPlan } from '../actions.ts'
import { draftPlan } from '../editing/drafts.ts'
import { takeStep } from '../editing/steps.ts'
import { draftsOf } from '../editing/store.ts'
import { adoptDraft, recordApproval, sendToReview } from '../life/actions.ts'
import { routes as planRoutes } from '../routes.tsx'
import type { PlanRow } from '../schema.ts'
import { planOf, versionsOf } from '../store.ts'
import { beginUnitPlan, namePart } from './actions.ts'
import { addComment, answerComment, openRound, settleComment, settleRound, undoComment } from './reviewing.ts'
import { routes } from './routes.tsx'
import { alignmentsSeen, commentsOf, roundsOf, unitPlans } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof siteOf>
const people: Record<string, Visitor> = {}
const slug = 'school-a-2027'

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const rowOf = async (tx: Tx, id = slug): Promise<PlanRow> => {
  const row = await planOf(tx, one.id, id)
  if (!row) throw new Error(`no ${id}`)
  return row
}
const request = async (who: string, path: string, fields?: Record<string, string>) => {
  const response = await app.request(`http://local.test${path}`, {
    headers: {
      cookie: `${sessionCookie}=${who}`,
      'sec-fetch-site': 'same-origin',
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields
      ? { method: 'POST', body: new URLSearchParams({ csrf: people[who]?.csrf ?? '', ...fields }).toString() }
      : {}),
  })
  const html = await response.text()
  return {
    status: response.status,
    html,
    text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
    to: response.headers.get('location'),
  }
}
type Due = {
  source: string
  state: string
  owner_role: string
  owner_org: number
  due_on: string
  done_on: string | null
}
const due = (prefix: string) =>
  one.within((tx) =>
    query<Due>(
      tx,
      'select source, state, owner_role, owner_org, due_on, done_on from work.item where starts_with(source, $1) order by item_id',
      [prefix],
    ),
  )

function person(account: number, key: string, role: Role, at: string, below: readonly string[]): void {
  const org = at === '*' ? one.id : one.idOf(at)
  const orgs = [...new Set([org, ...below.map(one.idOf)])]
  const held = { role, org_id: org, district_id: one.id, orgs }
  people[key] = {
    account_id: account,
    name: key,
    lang: 'en',
    roles: [held],
    scope: makeScope({
      actor: account,
      name: `account:${account}`,
      districts: [one.id],
      inside: role === 'family' ? [] : [one.id],
      orgs: opens[role].orgs ? orgs : [],
      students: [],
    }),
    csrf: 'token',
  }
}

beforeAll(async () => {
  fixToday('2026-09-02')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const all = ['N', 'S', 'P1', 'DATA', 'A', 'B', 'C', 'D']
  // The accounts are those of the sample, whatever they are called there; what somebody may do is said here.
  person(1, 'superintendent', 'superintendent', '*', all)
  person(2, 'principal.a', 'principal', 'A', ['A'])
  person(3, 'principal.b', 'principal', 'B', ['B'])
  person(4, 'head', 'office_head', 'DATA', ['DATA'])
  person(5, 'north', 'executive_director', 'N', ['N', 'A', 'B'])
  person(6, 'south', 'executive_director', 'S', ['S', 'C', 'D'])
  person(7, 'board', 'board_member', '*', all)
  person(8, 'admin', 'administrator', '*', all)
  person(9, 'family', 'family', 'A', ['A'])
  await loadPlan(services, { districtId: one.id, text: planText('two-brooks-2026-29'), kind: 'own', current: true })
  app = siteOf(services, [...routes, ...planRoutes], people)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('a plan from the template', () => {
  it('is begun once by whoever heads the school', async () => {
    const begin = (who: string, org: string) =>
      as(who, (tx, visitor) => beginUnitPlan(services, tx, visitor, { unitId: one.idOf(org), year: 2027 }))
    await expect(begin('principal.b', 'A')).rejects.toMatchObject({ code: 'plans/not-your-unit' })
    await expect(begin('south', 'A')).rejects.toMatchObject({ code: 'plans/not-your-unit' })
    expect(await begin('principal.a', 'A')).toMatchObject({ slug, changed: true })
    expect(await begin('superintendent', 'A')).toMatchObject({ slug, changed: false })
    expect(await begin('head', 'DATA')).toMatchObject({ slug: 'office-data-2027', changed: true })
    expect(await as('principal.a', (tx) => alignmentsSeen(tx))).toMatchObject([
      { own: 0, named: 0, carried: 0, priorities: 2, priorities_served: 0 },
    ])
  })

  it('is hidden by row security from a sibling school, another director, the board and families', async () => {
    const seenBy = (who: string) =>
      as(who, async (tx) => ({
        plans: (await unitPlans(tx)).map((row) => row.slug),
        rest: await query<{ n: number }>(
          tx,
          `select (select count(*) from plans.plan_version v where v.canonical like '%our-goal-1%')::int
             + (select count(*) from plans.element where element = 'our-goal-1')::int
             + (select count(*) from plans.alignment)::int
             + (select count(*) from platform.change where object = 'plans.plan' and became->'title'->>'en' like 'School plan%')::int as n`,
        ),
      }))
    expect(await seenBy('north')).toEqual({ plans: [slug], rest: [{ n: 4 }] })
    for (const who of ['principal.b', 'south', 'board', 'family', 'admin']) {
      expect({ who, ...(await seenBy(who)) }).toEqual({ who, plans: [], rest: [{ n: 0 }] })
      expect((await request(who, `/plans/${slug}/alignment`)).status).toBe(404)
    }
    expect((await as('north', (tx) => unitPlans(tx))).map((row) => row.slug)).toEqual([slug])
    expect((await as('superintendent', (tx) => unitPlans(tx))).map((row) => row.slug)).toEqual([
      slug,
      'office-data-2027',
    ])
    expect((await request('family', '/plans/units')).status).toBe(403)
  })

  it('is written in drafts, and names what it serves there', async () => {
    const named = await as('principal.a', async (tx, visitor) =>
      namePart(tx, visitor, await rowOf(tx), { element: 'our-goal-1', part: 's2-1', take: 'add', why: 'Calls' }),
    )
    const again = await as('principal.a', async (tx, visitor) =>
      namePart(tx, visitor, await rowOf(tx), { element: 'our-goal-1', part: 's2-1', take: 'add', why: 'Calls' }),
    )
    expect([named.step?.n, again.step, again.draftId]).toEqual([1, null, named.draftId])
    await expect(
      as('north', async (tx, visitor) =>
        namePart(tx, visitor, await rowOf(tx), { element: 'our-goal-2', part: 'g1', take: 'add', why: '' }),
      ),
    ).rejects.toMatchObject({ code: 'plans/not-your-unit' })
    await as('principal.a', async (tx, visitor) => {
      const step = (form: Record<string, string>) => takeStep(tx, visitor.scope, named.draftId, form)
      const action = await step({ do: 'add', level: 'action', parent: 'our-goal-1', title: 'Call by nine' })
      await step({ do: 'add', level: 'task', parent: action.at ?? '', title: 'List who calls' })
    })
    const page = await request('principal.a', `/plans/${slug}/alignment`)
    // By hand: a goal names a part, an action and a task stand below; the other goal waits to be written.
    expect(page.text).toContain('3 of 3 own parts')
    expect(page.text).toContain('1 goal of the template still waits to be written')
    expect(page.text).toContain('100.0%')
  })
})

describe('a review', () => {
  it('opens once a quarter and asks its reviewer', async () => {
    const open = (who: string, review_by: string) =>
      as(who, async (tx, visitor) =>
        openRound(services, tx, visitor, await rowOf(tx), { school_year: 2027, quarter: 1, review_by }),
      )
    await expect(open('principal.a', '2026-09-30')).rejects.toMatchObject({ code: 'plans/not-your-review' })
    expect((await open('north', '2026-09-01')).mistakes).toEqual([{ field: 'review_by', why: 'past' }])
    const { done } = await open('north', '2026-09-30')
    expect((await open('superintendent', '2026-10-30')).done?.round_id).toBe(done?.round_id)
    expect(await due(`review:${slug}/`)).toMatchObject([
      { state: 'open', owner_role: 'executive_director', owner_org: one.idOf('N'), due_on: '2026-09-30' },
    ])
  })

  it('takes a comment once, and asks the principal for an answer by a day', async () => {
    const [round] = await as('north', async (tx) => roundsOf(tx, (await rowOf(tx)).plan_id))
    const asked = { round: round?.round_id ?? 0, element: 'our-goal-1', body: 'Who calls?', answer_by: '2026-09-08' }
    const ask = (more: Partial<typeof asked> = {}) =>
      as('north', async (tx, visitor) => addComment(services, tx, visitor, await rowOf(tx), { ...asked, ...more }))
    expect((await ask({ element: 'nothing', body: '', answer_by: 'soon' })).mistakes).toHaveLength(3)
    const first = await ask()
    expect((await ask()).done).toBe(first.done)
    expect((await ask({ body: 'A good start.', answer_by: '' })).done).not.toBe(first.done)
    expect((await due(`review:${slug}/comment`)).map((item) => [item.owner_role, item.due_on, item.state])).toEqual([
      ['principal', '2026-09-08', 'open'],
    ])
    const page = await request('principal.a', `/plans/${slug}/reviews`)
    expect(page.text).toContain('Who calls?')
    expect((await request('board', `/plans/${slug}/reviews`)).status).toBe(404)
  })

  it('an answer counts school days over the holiday, closes its due item, and is answered once', async () => {
    fixToday('2026-09-08')
    const comment = (await as('north', async (tx) => commentsOf(tx, (await rowOf(tx)).plan_id)))[0]
    if (!comment) throw new Error('no comment')
    const path = `/plans/${slug}/reviews/comments/${comment.comment_id}/answer`
    const typed = (version: number, text: string) => ({
      version: String(version),
      [`kind-${comment.comment_id}`]: 'changed',
      [`answer-${comment.comment_id}`]: text,
    })
    expect((await request('north', path, typed(1, 'Not mine to say'))).status).toBe(403)
    const empty = await request('principal.a', path, typed(1, ''))
    expect([empty.status, empty.text.includes('Write the answer.')]).toEqual([422, true])
    expect((await request('principal.a', path, typed(1, 'The secretary.'))).status).toBe(303)
    expect((await request('principal.a', path, typed(1, 'The secretary.'))).status).toBe(303)
    const after = (await as('north', async (tx) => commentsOf(tx, (await rowOf(tx)).plan_id)))[0]
    expect(after).toMatchObject({ state: 'answered', answered_on: '2026-09-08', version: 2 })
    // September 7 is a holiday and the days before are none of the calendar: one school day.
    expect((await request('north', `/plans/${slug}/reviews`)).text).toContain('after 1 school day')
    expect((await due(`review:${slug}/comment`)).map((item) => [item.state, item.done_on])).toEqual([
      ['done', '2026-09-08'],
    ])
    // Somebody else wrote meanwhile: nothing is saved, both stand on the page.
    const clash = await request('superintendent', path, typed(1, 'Every teacher calls.'))
    expect(clash.status).toBe(409)
    expect(clash.html).toContain('Every teacher calls.')
    expect(clash.html).toContain('The secretary.')
    expect(
      (await as('north', (tx) => historyOf(tx, 'plans.comment', comment.comment_id))).map((each) => each.verb),
    ).toEqual(['answered', 'asked'])
  })

  it('is opened again when the answer does not answer, closed, and closing is undone', async () => {
    const comment = (await as('north', async (tx) => commentsOf(tx, (await rowOf(tx)).plan_id)))[0]
    if (!comment) throw new Error('no comment')
    const settle = (version: number, to: 'open' | 'closed') =>
      as('north', async (tx, visitor) =>
        settleComment(services, tx, visitor, await rowOf(tx), comment.comment_id, { version, to }),
      )
    expect(await settle(2, 'open')).toMatchObject({ state: 'open', answered_on: null, version: 3 })
    expect((await due(`review:${slug}/comment`)).map((item) => item.state)).toEqual(['open'])
    await expect(settle(2, 'closed')).rejects.toMatchObject({ code: 'plans/review-changed' })
    const answered = await as('principal.a', async (tx, visitor) =>
      answerComment(services, tx, visitor, await rowOf(tx), comment.comment_id, {
        version: 3,
        kind: 'explained',
        answer: 'The secretary, from a list.',
      }),
    )
    expect(answered.kind).toBe('saved')
    expect(await settle(4, 'closed')).toMatchObject({ state: 'closed', version: 5 })
    expect(await settle(4, 'closed')).toMatchObject({ version: 5 })
    await as('north', async (tx, visitor) => undoComment(services, tx, visitor, await rowOf(tx), comment.comment_id, 5))
    const [after] = await as('north', async (tx) => commentsOf(tx, (await rowOf(tx)).plan_id))
    expect(after).toMatchObject({ state: 'answered', version: 6 })
    const [round] = await as('north', async (tx) => roundsOf(tx, (await rowOf(tx)).plan_id))
    const turn = (version: number, to: 'closed' | 'open') =>
      as('north', async (tx, visitor) =>
        settleRound(services, tx, visitor, await rowOf(tx), { round: round?.round_id ?? 0, version, to }),
      )
    await turn(1, 'closed')
    await turn(1, 'closed')
    await turn(2, 'open')
    expect((await due(`review:${slug}/round`)).map((item) => item.state)).toEqual(['open'])
    await turn(3, 'closed')
    expect((await due(`review:${slug}/round`)).map((item) => item.state)).toEqual(['done'])
  })
})

describe('approval', () => {
  it('goes by the life of every plan: the director decides, the plan is adopted, its tasks become the principal’s', async () => {
    const draft = await as('principal.a', async (tx) => (await draftsOf(tx, (await rowOf(tx)).plan_id, 1))[0])
    const draftId = draft?.draft_id ?? 0
    await as('principal.a', async (tx, visitor) => sendToReview(services, tx, visitor, await rowOf(tx), draftId))
    const decide = (who: string) =>
      as(who, async (tx, visitor) =>
        recordApproval(services, tx, visitor, {
          row: await rowOf(tx),
          draftId,
          digest: (await draftPlan(tx, draftId)).row.digest ?? '',
          decided: {
            body: { en: 'Executive Director', es: 'Dirección ejecutiva' },
            decided_on: '2026-09-08',
            outcome: 'approved',
            vote: null,
            present: null,
            quorum: null,
            document: 'Letter of September 8',
          },
        }),
      )
    await expect(decide('principal.a')).rejects.toMatchObject({ code: 'plans/not-your-review' })
    await decide('north')
    await as('north', async (tx, visitor) =>
      adoptDraft(services, tx, visitor, await rowOf(tx), draftId, 'Approved after the first review'),
    )
    const row = await as('principal.a', (tx) => rowOf(tx))
    expect(row).toMatchObject({ state: 'adopted', version: 3, unit_id: one.idOf('A') })
    expect(await as('north', (tx) => alignmentsSeen(tx))).toMatchObject([{ version: 3, own: 3, named: 1, carried: 2 }])
    expect((await due(`plan:${slug}/`)).map((item) => [item.owner_role, item.owner_org])).toEqual([
      ['principal', one.idOf('A')],
    ])
  })

  it('shows an approved plan to the district’s people, without its drafts, and to no family', async () => {
    const seen = await as('principal.b', async (tx) => ({
      plans: (await unitPlans(tx)).map((row) => row.slug),
      versions: (await versionsOf(tx, (await rowOf(tx)).plan_id)).map((version) => version.version),
      drafts: await draftsOf(tx, (await rowOf(tx)).plan_id, 9),
      comments: await commentsOf(tx, (await rowOf(tx)).plan_id),
    }))
    expect(seen).toEqual({ plans: [slug], versions: [3], drafts: [], comments: [] })
    expect((await as('family', (tx) => unitPlans(tx))).length).toBe(0)
    const list = await request('principal.b', '/plans/units')
    expect(list.text).toContain('School plan 2026-27: Ash Elementary')
    expect(list.text).toContain('approved')
    expect((await request('principal.b', `/plans/${slug}`)).status).toBe(200)
    expect((await request('principal.b', `/plans/${slug}/reviews`)).status).toBe(403)
  })
})

describe('the tables of an office', () => {
  it('show its tasks with how they stand, and measures', async () => {
    const plan = '/plans/two-brooks-2026-29'
    const list = await request('head', `${plan}/offices`)
    expect(list.text).toContain('Student Services')
    expect(list.text).toContain('What the tables carry out')
    const office = await request('head', `${plan}/offices/oss`)
    expect(office.text).toContain('A call home before nine')
    expect(office.text).toContain('Write the list of callers')
    expect(office.text).toContain('0 of 2 done')
    expect((await request('family', `${plan}/offices/oss`)).text).not.toContain('of 2 done')
    expect((await request('head', `${plan}/offices/nobody`)).status).toBe(404)
  })
})
