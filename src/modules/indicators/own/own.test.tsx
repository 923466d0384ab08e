import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, makeScope, type Scope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { siteOf } from '../../../platform/testing/plan-site.tsx'
import type { Visitor } from '../../../platform/web/route.ts'
import { sessionCookie } from '../../../platform/web/server.ts'
import { loadSample } from '../../people/sample.ts'
import { routes } from '../routes.tsx'
import { activeCards } from './active.ts'
import { noteFailures, ownDefinition, trialOf, trialValues } from './store.ts'
import { runTrial } from './trial.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof siteOf>
const people: Record<string, Visitor> = {}

const visitor = (role: string, org: number, scope: Partial<Scope>): Visitor => ({
  account_id: 1,
  name: role,
  lang: 'en',
  roles: [{ role, org_id: org, district_id: one.id }],
  scope: makeScope({
    actor: 1,
    name: `account:${role}`,
    districts: [one.id],
    inside: [one.id],
    orgs: [],
    students: [],
    ...scope,
  }),
  csrf: 'token',
})

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const all = [one.id, ...['N', 'S', 'A', 'B', 'C'].map(one.idOf)]
  people.steward = visitor('data_steward', one.id, { orgs: all, students: all })
  people.principal = visitor('principal', one.idOf('A'), { orgs: [one.idOf('A')] })
  people.board = visitor('board_member', one.id, {})
  people.family = visitor('family', one.idOf('A'), { inside: [] })
  app = siteOf(services, routes, people)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const get = (who: string, path: string) => app.request(path, { headers: { cookie: `${sessionCookie}=${who}` } })
const post = (who: string, path: string, fields: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { cookie: `${sessionCookie}=${who}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf: 'token', district: String(one.id), ...fields }).toString(),
  })
const form = {
  mode: 'form',
  id: 'evening-program',
  name_en: 'Students in the evening program',
  name_es: 'Estudiantes del programa de la tarde',
  sentence_en: 'Share of students who take part in the evening program.',
  sentence_es: 'Parte de los estudiantes que participa en el programa de la tarde.',
  direction: 'higher',
  kind: 'share',
  of_fact: 'enrollment',
  of_0_field: 'enrollment.last_school',
  of_0_op: 'is',
  of_0_value: 'yes',
  t0_what: 'program',
  t0_0_field: 'program.program',
  t0_0_op: 'is',
  t0_0_value: 'evening',
  t0_bound: 'atLeast',
  t0_number: '1',
}
const row = () => one.within((tx) => ownDefinition(tx, one.id, 'evening-program'))
const path = '/indicators/own/evening-program'

describe('a definition of the district’s own', () => {
  it('is written in the form; what is wrong is said at its field, and what was typed stays', async () => {
    const wrong = await post('steward', '/indicators/own', {
      ...form,
      t0_0_field: 'course.mark',
      name_en: 'Chronic absenteeism',
    })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('There is no field “course.mark”.')
    expect(page).toContain('belongs to the state')
    expect(page).toContain('value="Estudiantes del programa de la tarde"')
    expect(await row()).toBeNull()
    expect((await post('steward', '/indicators/own', form)).status).toBe(303)
    expect(await row()).toMatchObject({ version: 1, state: 'draft', content_version: 1, active: null })
    expect((await post('steward', '/indicators/own', form)).status).toBe(409)
    const list = await (await get('board', `/indicators/own?org=${one.id}`)).text()
    expect(list).toContain('Students in the evening program')
    expect(list).not.toContain('/indicators/own/new')
  })

  it('is changed only by its keepers, from the version that they opened', async () => {
    for (const who of ['principal', 'board', 'family']) {
      expect((await post(who, '/indicators/own', { ...form, version: '1' })).status, who).toBe(403)
      expect((await post(who, `${path}/trial`, {})).status, who).toBe(403)
    }
    expect((await get('family', `${path}?org=${one.id}`)).status).toBe(403)
    expect((await get('board', `${path}/edit?org=${one.id}`)).status).toBe(403)
    const edit = await (await get('steward', `${path}/edit?org=${one.id}`)).text()
    expect(edit).toContain('value="evening-program"')
    const file = `${edit.slice(edit.indexOf('id: evening-program'), edit.indexOf('</textarea>'))}`
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
    expect((await post('steward', '/indicators/own', { mode: 'file', file, version: '1' })).status).toBe(303)
    const stale = await post('steward', '/indicators/own', { mode: 'file', file, version: '1' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('id: evening-program')
    expect((await row())?.version).toBe(2)
  })

  it('is activated only when its worked example comes out, and a preview was computed', async () => {
    const activate = async () =>
      (await post('steward', `${path}/activate`, { version: String((await row())?.version) })).status
    expect(await activate()).toBe(409)
    const example = (table: string, expected: string) =>
      post('steward', `${path}/example`, { version: '2', table, expected })
    const table =
      'student, school, grade, program.program\n1, A, 4, evening\n2, A, 4, morning\n3, B, 7, evening\n4, B, 7,'
    expect((await example(table.replace('4, evening', 'X, evening'), 'A, 1, 2')).status).toBe(422)
    expect((await example(table, 'A, 2, 2\nB, 2, 2')).status).toBe(422)
    expect((await example(table, 'A, 1, 2\nB, 2, 2')).status).toBe(303)
    expect(await (await get('steward', `${path}?org=${one.id}`)).text()).toContain(
      'The example does not come out as it says.',
    )
    const version = (await row())?.version ?? 0
    await post('steward', `${path}/example`, {
      version: String(version),
      table,
      expected: 'school, n, d\nA, 1, 2\nB, 1, 2',
    })
    expect(await activate()).toBe(409)
    expect((await post('steward', `${path}/trial`, {})).status).toBe(303)
    const asked = { district_id: one.id, own_id: 'evening-program', version: (await row())?.content_version ?? 0 }
    expect(await one.within((tx) => trialOf(tx, one.id, asked.own_id, asked.version))).toMatchObject({
      state: 'asked',
      school_year: 2026,
    })
    await runTrial(services, asked)
    expect(await one.within((tx) => trialOf(tx, one.id, asked.own_id, asked.version))).toMatchObject({
      state: 'done',
      example_agrees: true,
    })
    expect(await activate()).toBe(303)
    const active = await one.within((tx) => activeCards(tx, one.id))
    expect(active.map((card) => [card.id, card.needs.dataset])).toEqual([['own-evening-program', 'program']])
    expect((await get('board', `/indicators/own-evening-program?org=${one.id}`)).status).toBe(200)
    const history = await one.within((tx) => historyOf(tx, 'indicators.own', `${one.id}:evening-program`))
    expect(history.map((change) => change.verb)).toEqual(['activated', 'edited', 'edited', 'edited', 'written'])
  })

  it('shows the preview’s true numbers only inside the reader’s scope', async () => {
    const version = (await row())?.content_version ?? 0
    await one.within(async (tx) => {
      for (const [org, n] of [
        [one.idOf('A'), 7],
        [one.idOf('C'), 9],
      ])
        await query(
          tx,
          `insert into indicators.own_trial_value (district_id, own_id, version, org_id, state, n, d) values ($1, 'evening-program', $2, $3, 'measured', $4, 13)`,
          [one.id, version, org, n],
        )
    })
    const seen = (scope: Scope) =>
      inScope(services.db, scope, (tx) => trialValues(tx, one.id, 'evening-program', version))
    expect((await seen(people.principal?.scope as Scope)).map((value) => value.n)).toEqual([7])
    expect(await seen(people.board?.scope as Scope)).toEqual([])
    const page = await (await get('principal', `${path}?org=${one.idOf('A')}`)).text()
    expect(page).toContain('not yours to see')
    expect(page).toContain('53.8')
    expect(page).not.toContain('69.2')
  })

  it('says when the engine failed at it, until that year comes out again', async () => {
    const key = { district_id: one.id, school_year: 2026 }
    const notice = 'the engine could not compute it for 2025-26'
    const shown = async () => (await get('board', `${path}?org=${one.id}`)).text()
    await one.within((tx) => noteFailures(tx, key, ['evening-program'], ['evening-program']))
    expect(await shown()).toContain(notice)
    await one.within((tx) => noteFailures(tx, { ...key, school_year: 2025 }, ['evening-program'], []))
    expect(await shown()).toContain(notice)
    await one.within((tx) => noteFailures(tx, key, ['evening-program'], []))
    expect(await shown()).not.toContain(notice)
  })

  it('is retired, and leaves what is computed', async () => {
    expect((await post('steward', `${path}/retire`, { version: String((await row())?.version) })).status).toBe(303)
    expect(await one.within((tx) => activeCards(tx, one.id))).toEqual([])
    expect((await row())?.state).toBe('retired')
  })
})
