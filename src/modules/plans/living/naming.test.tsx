import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { askerOf, someoneAt } from '../../../platform/testing/asker.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { planText, siteOf } from '../../../platform/testing/plan-site.tsx'
import type { Visitor } from '../../../platform/web/route.ts'
import { loadStudents } from '../../people/index.ts'
import { loadSample, studentsCsv } from '../../people/sample.ts'
import { loadPlan } from '../actions.ts'
import { openDraft } from '../editing/drafts.ts'
import { stepsBare } from '../editing/store.ts'
import { routes as planRoutes } from '../routes.tsx'
import { planOf } from '../store.ts'
import { beginUnitPlan } from './actions.ts'
import { openRound } from './reviewing.ts'
import { routes } from './routes.tsx'
import { commentsOf } from './store.ts'

const slug = 'school-a-2027'
const confirmed = { no_student_meant: 'yes' }
const warning = 'The name of a student seems to stand here.'
let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof siteOf>
let draft = 0
let ownDraft = 0
let round = 0
const people: Record<string, Visitor> = {}
const ask = askerOf(() => app)

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const row = async (tx: Tx, id = slug) => {
  const found = await planOf(tx, one.id, id)
  if (!found) throw new Error(`no ${id}`)
  return found
}
const comments = () => as('director', async (tx) => commentsOf(tx, (await row(tx)).plan_id))
const steps = (id = draft) => as('superintendent', async (tx) => (await stepsBare(tx, id)).length)
const reads = () =>
  one.within((tx) =>
    query<{ reason: string }>(tx, `select reason from people.student_read where purpose = 'naming' order by read_id`),
  )

beforeAll(async () => {
  fixToday('2026-09-02')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  await one.within((tx) =>
    loadStudents(
      tx,
      one.scope,
      one.id,
      studentsCsv([
        ['s1', 'Cloudfeather', 'Juníper'],
        ['s2', 'Ash', 'Olive'],
      ]),
    ),
  )
  const a = one.idOf('A')
  const wide = (visitor: Visitor): Visitor => ({
    ...visitor,
    roles: visitor.roles.map((held) => ({ ...held, orgs: [held.org_id, a] })),
  })
  people['superintendent'] = wide(someoneAt('superintendent', one.id, one, [one.id, a]))
  people['director'] = wide(someoneAt('executive_director', one.idOf('N'), one, [one.idOf('N'), a]))
  people['principal'] = someoneAt('principal', a, one, [a])
  people['board'] = someoneAt('board_member', one.id, one, [])
  await loadPlan(services, { districtId: one.id, text: planText('two-brooks-2026-29'), kind: 'own', current: true })
  await as('principal', (tx, visitor) => beginUnitPlan(services, tx, visitor, { unitId: a, year: 2027 }))
  draft = await as('principal', async (tx, visitor) => openDraft(tx, visitor.scope, await row(tx), 'Goals'))
  ownDraft = await as('superintendent', async (tx, visitor) =>
    openDraft(tx, visitor.scope, await row(tx, 'two-brooks-2026-29'), 'Dates'),
  )
  const asked = { school_year: 2027, quarter: 1, review_by: '2026-09-30' }
  round = await as('director', async (tx, visitor) => {
    const { done } = await openRound(services, tx, visitor, await row(tx), asked)
    return done?.round_id ?? 0
  })
  app = siteOf(services, [...routes, ...planRoutes], people)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('names of students', () => {
  const path = `/plans/${slug}/reviews`
  const body = 'Ask Juniper Cloudfeather who calls.'

  it('in a comment: nothing is saved and nothing lost until whoever writes says that no student is meant; the check is logged', async () => {
    const typed = { round: String(round), element: 'our-goal-1', body, answer_by: '2026-09-20' }
    const first = await ask('director', `${path}/comments`, typed)
    expect(first.status).toBe(422)
    expect(first.text).toContain(warning)
    expect(first.html).toContain(body)
    expect(first.html).toContain('value="2026-09-20"')
    expect(first.html).toContain('name="no_student_meant"')
    expect(await comments()).toEqual([])
    expect((await reads()).map((each) => each.reason.split(' ')[0])).toEqual([`${path}/comments`])
    // The school of that name and a tree are no student.
    const fine = await ask('director', `${path}/comments`, { ...typed, body: 'Ash Elementary has olive trees.' })
    expect(fine.status).toBe(303)
    expect((await ask('director', `${path}/comments`, { ...typed, ...confirmed })).status).toBe(303)
    expect((await comments()).map((each) => each.body)).toEqual(['Ash Elementary has olive trees.', body])
    // Who may not write there learns nothing of the roster.
    expect((await ask('principal', `${path}/comments`, typed)).status).toBe(403)
    expect((await ask('board', `${path}/comments`, typed)).status).toBe(404)
    expect(await reads()).toHaveLength(1)
  })

  it('in an answer: the box stands in its own form', async () => {
    const id = (await comments())[0]?.comment_id ?? 0
    const typed = { version: '1', [`kind-${id}`]: 'explained', [`answer-${id}`]: 'Olive Ash calls herself.' }
    const first = await ask('principal', `${path}/comments/${id}/answer`, typed)
    expect(first.status).toBe(422)
    expect(first.html).toContain('Olive Ash calls herself.')
    expect(first.html.match(/name="no_student_meant"/g)).toHaveLength(1)
    expect((await comments())[0]).toMatchObject({ state: 'open', answer: '' })
    expect((await ask('director', `${path}/comments/${id}/answer`, typed)).status).toBe(403)
    expect((await ask('principal', `${path}/comments/${id}/answer`, { ...typed, ...confirmed })).status).toBe(303)
    expect((await comments())[0]).toMatchObject({ state: 'answered' })
  })

  it('in the plan of a school: each form of the draft asks, and says who will read', async () => {
    const base = `/plans/${slug}/drafts/${draft}`
    const n = String(await steps())
    const form = await ask('principal', `${base}?at=our-goal-1`)
    expect(form.text).toContain('once approved, by everybody who takes part in the district’s work')
    const typed = { n, boxes: 'yes', 'title.en': 'Olive Ash comes to school', 'note.en': 'Kept' }
    const first = await ask('principal', `${base}/elements/our-goal-1`, typed)
    expect(first.status).toBe(422)
    expect(first.text).toContain(warning)
    expect(first.html).toContain('Olive Ash comes to school')
    expect(first.html).toContain('Kept')
    expect(first.html).toContain('name="no_student_meant"')
    expect(await steps()).toBe(Number(n))
    expect((await ask('principal', `${base}/elements/our-goal-1`, { ...typed, ...confirmed })).status).toBe(303)
    expect(await steps()).toBe(Number(n) + 1)
    // What was confirmed once is not asked about again with every other change.
    const later = { ...typed, n: String(Number(n) + 1), 'note.en': 'Other words' }
    expect((await ask('principal', `${base}/elements/our-goal-1`, later)).status).toBe(303)

    // What somebody else changed meanwhile is shown, also after the question.
    const old = { ...typed, n: '0', 'note.en': 'Olive Ash again' }
    const again = await ask('principal', `${base}/elements/our-goal-1`, old)
    expect(again.status).toBe(422)
    expect(again.html).toContain('name="n" value="0"')

    const add = { do: 'add', level: 'action', parent: 'our-goal-1', here: 'our-goal-1', title: 'Call Olive Ash' }
    const asked = await ask('principal', `${base}/steps`, add)
    expect(asked.status).toBe(422)
    expect(asked.html).toContain('value="Call Olive Ash"')
    expect(asked.html).toContain('name="no_student_meant"')
    expect((await ask('principal', `${base}/steps`, { ...add, title: 'Call by nine' })).status).toBe(303)
    expect((await ask('principal', `${base}/steps`, { ...add, ...confirmed })).status).toBe(303)
    expect(await steps()).toBe(Number(n) + 4)
    expect((await ask('director', `${base}/steps`, add)).status).toBe(403)
  })

  it('not in the district’s own plan, which those who lead write', async () => {
    const base = `/plans/two-brooks-2026-29/drafts/${ownDraft}`
    const typed = { n: '0', 'title.en': 'Olive Ash' }
    expect((await ask('superintendent', `${base}/elements/s2-1`, typed)).status).toBe(303)
  })
})
