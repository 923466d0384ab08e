import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { bring, sign } from '../artefacts/actions.ts'
import { blockOf } from '../artefacts/reading.ts'
import { subjectTold } from '../artefacts/subjects.ts'
import { addAction, addDecision, addPoint, approveMinutes, correctMinutes } from './adding.ts'
import { stage } from './sample.tsx'
import { openMinutes } from './store.ts'
import { partsOf } from './store-minutes.ts'
import { saveMinutes } from './verbs.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let at: Awaited<ReturnType<typeof stage>>
let id = 0
let draft = 0

/** A meeting with a point, minutes, a decision and an action. */
const whole = async (day: string): Promise<number> => {
  const meeting = await at.held(day)
  await at.as('head', async (tx, who) => {
    await addPoint(tx, who, meeting, { title: 'Rooms', about: '' }, 'en')
    const { points } = await partsOf(tx, meeting)
    const texts = new Map(points.map((point) => [point.point_id, 'We need two.']))
    await saveMinutes(tx, who, meeting, { version: 2, present: [], guests: 0, texts })
    const votes = { votes_for: 2, votes_against: 1, abstained: null }
    await addDecision(tx, who, meeting, { point: null, words: 'Two rooms more.', ...votes })
    const action = { point: null, words: 'Find rooms', owner: '', due_on: '2026-12-04' }
    await addAction(tx, who, meeting, action, 'en', () => true)
  })
  return meeting
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  at = await stage(services, one, samplePassword)
  id = await whole('2026-11-17')
  draft = await whole('2026-11-18')
  await at.as('head', async (tx, who) => {
    await approveMinutes(tx, who, id, { version: 5, approved_in: null })
    await correctMinutes(tx, who, id, { of: '', words: 'Three rooms.', reason: 'Misread.' })
  })
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('approved minutes in the database', () => {
  const stands = { code: '55000' }
  const run = <Row extends object>(sql: string) => at.as('head', (tx) => query<Row>(tx, sql))
  const parts = ['meeting_point', 'decision', 'meeting_action'] as const

  it('are not changed past the program: not the meeting, not what belongs to it', async () => {
    for (const set of [
      `minutes = 'draft', approved_on = null, approved_by = null, open_minutes = false`,
      `held_on = '2026-11-16'`,
      `present = '{1}'`,
      `guests = 9`,
      `approved_on = '2026-11-19'`,
    ])
      await expect(run(`update work.meeting set ${set} where meeting_id = ${id}`)).rejects.toMatchObject(stands)
    for (const sql of [
      `update work.meeting_point set minutes = 'Other.' where meeting_id = ${id}`,
      `update work.meeting_point set listed = false where meeting_id = ${id}`,
      `update work.decision set words = 'Other.', votes_for = 9 where meeting_id = ${id}`,
      `update work.meeting_action set due_on = '2027-01-01' where meeting_id = ${id}`,
    ])
      await expect(run(sql)).rejects.toMatchObject(stands)
  })
  it('get nothing more, and nothing is moved in or out', async () => {
    const { id: district } = one
    const { committee } = at
    for (const sql of [
      `insert into work.meeting_point (meeting_id, district_id, kind, key, title, place) values (${id}, ${district}, 'own', 'own:9', '{}', 9)`,
      `insert into work.decision (meeting_id, committee_id, district_id, year, number, words) values (${id}, ${committee}, ${district}, 2027, 99, 'x')`,
      `insert into work.meeting_action (meeting_id, district_id, words, lang, due_on) values (${id}, ${district}, 'x', 'en', '2026-12-01')`,
    ])
      await expect(run(sql)).rejects.toMatchObject(stands)
    for (const table of parts)
      for (const [from, to] of [
        [id, draft],
        [draft, id],
      ])
        await expect(
          run(`update work.${table} set meeting_id = ${to} where meeting_id = ${from}`),
        ).rejects.toMatchObject(stands)
    // A correction is for approved minutes only.
    await expect(
      run(
        `insert into work.minutes_correction (meeting_id, district_id, words, reason, on_date) values (${draft}, ${district}, 'x', 'y', '2026-11-20')`,
      ),
    ).rejects.toMatchObject(stands)
  })
  it('are not taken away either, by the owner of the tables', async () => {
    const owner = new pg.Client({ connectionString: services.ownerUrl })
    await owner.connect()
    await owner.query(`select set_config('throughline.inside', '{${one.id}}', false)`)
    for (const table of [...parts, 'minutes_correction', 'meeting'])
      await expect(owner.query(`delete from work.${table} where meeting_id = ${id}`)).rejects.toMatchObject(stands)
    await expect(owner.query(`update work.minutes_correction set words = 'x'`)).rejects.toMatchObject(stands)
    await owner.end()
  })
  it('still take corrections, and are opened and closed to families', async () => {
    await at.as('head', async (tx, who) => {
      await correctMinutes(tx, who, id, { of: '', words: 'Four rooms.', reason: 'Misread again.' })
      await openMinutes(tx, at.committee, true)
      expect((await partsOf(tx, id)).corrections).toHaveLength(2)
      expect(await query(tx, 'select from work.meeting where open_minutes')).toHaveLength(1)
      await openMinutes(tx, at.committee, false)
      expect(await query(tx, 'select from work.meeting where open_minutes')).toHaveLength(0)
    })
  })
  it('that are not approved yet change as before', async () => {
    for (const table of parts)
      await expect(
        run(`update work.${table} set listed = listed where meeting_id = ${draft} returning 1`),
      ).resolves.toHaveLength(1)
  })
})

describe('what belongs to a meeting', () => {
  const link = { kind: 'link' as const, url: 'https://files.example.org/rooms' }
  const told = { title: 'Hand-out on rooms', made_on: '2026-11-17' }

  it('is brought from its page by those who take part, also after the minutes stand, and shown there', async () => {
    const before = (await at.send('head', `/work/meetings/${id}`)).html
    expect(before).toContain(`/work/artefacts/new?subject=${encodeURIComponent(`meeting:${id}`)}`)
    const brought = await at.as('head', (tx, who) => bring(tx, who, `meeting:${id}`, told, link))
    await at.as('superintendent', (tx, who) =>
      sign(tx, who, brought.id, { version: 1, verdict: 'accepted', reason: '' }),
    )
    for (const who of ['board', 'head'] as const) {
      const { html } = await at.send(who, `/work/meetings/${id}`)
      expect(html).toContain('Hand-out on rooms')
      expect(html).toContain('https://files.example.org/rooms')
    }
    expect((await at.send('head', `/work/meetings/${draft}`)).html).not.toContain('Hand-out on rooms')
    expect((await at.send('family', `/work/meetings/${id}`)).status).toBe(404)
  })
  it('is named by the committee and the day, in the language of the reader', async () => {
    const named = async (lang: 'en' | 'es') =>
      at.as('head', async (tx, who) => (await subjectTold(tx, who, `meeting:${id}`, lang)).title.words)
    expect(await named('en')).toBe('Steering committee, Nov 17, 2026')
    expect(await named('es')).toBe('Comité directivo, 17 nov 2026')
    await expect(at.as('family', (tx, who) => blockOf(tx, who, `meeting:${id}`, 'en'))).rejects.toMatchObject({
      code: 'work/no-such-subject',
    })
  })
})
