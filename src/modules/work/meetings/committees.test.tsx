import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { freshServices } from '../../../platform/testing/database.ts'

import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems, updateItem } from '../actions.ts'
import { addAction, addPoint } from './adding.ts'
import { buildAgenda } from './agenda.ts'
import { addMember, saveCommittee } from './committees.ts'
import { refreshMeetings } from './refresh.ts'

import { stage, told, type Who } from './sample.tsx'
import { committeeForm } from './schema.ts'
import { committeesOf, seatsOf } from './store.ts'
import { arrange, saveMinutes, saveWhen } from './verbs.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let at: Awaited<ReturnType<typeof stage>>
const today = '2026-11-20'
const yes = () => true

beforeAll(async () => {
  fixToday(today)
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  at = await stage(services, one, samplePassword)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('a committee', () => {
  it('is taken once, with its seats, and gets its next meetings as due items of its chair', async () => {
    await at.take()
    expect(await one.within((tx) => committeesOf(tx, [one.id]))).toHaveLength(1)
    expect(await one.within((tx) => seatsOf(tx, [at.committee]))).toHaveLength(3)
    // The second Tuesday of December; later ones come when they are near.
    expect((await at.meetings()).map((each) => each.held_on)).toEqual(['2026-12-08'])
    const id = (await at.meetings())[0]?.meeting_id
    expect(await at.items(`meeting:${id}/`)).toMatchObject([
      {
        title: { en: 'Meeting: Steering committee' },
        due_on: '2026-12-08',
        owner_role: 'superintendent',
        state: 'open',
      },
    ])
  })
  it('moves with its rule, keeps a day that a person chose, and gives nothing twice', async () => {
    const again = () => one.within((tx) => refreshMeetings(tx, one.scope, one.id, today))
    expect(await again()).toEqual({ added: 0, moved: 0, dropped: 0 })
    const id = (await at.meetings())[0]?.meeting_id ?? 0
    const when = (version: number, held_on: string) =>
      at.as('head', (tx, who) =>
        saveWhen(tx, who, id, { version, held_on, starts_at: '', place: '', called_off: false }),
      )
    await when(1, '2026-12-10')
    expect((await at.items(`meeting:${id}/`))[0]?.due_on).toBe('2026-12-10')
    const form = committeeForm.parse({ ...told, reports_to: '', org_id: one.id, weekday: '4', quorum: '' })
    await at.as('superintendent', (tx, who) => saveCommittee(tx, who, at.committee, { ...form, version: 4 }))
    expect(await at.meetings()).toMatchObject([{ planned_on: '2026-12-10', held_on: '2026-12-10' }])
    await at.as('superintendent', (tx, who) =>
      saveCommittee(tx, who, at.committee, { ...form, weekday: 2, version: 5 }),
    )
    expect(await at.meetings()).toMatchObject([{ planned_on: '2026-12-08', held_on: '2026-12-08' }])
  })
  it('is changed by its chair and leaders only, and never reports to itself', async () => {
    const form = committeeForm.parse({ ...told, reports_to: String(at.committee), org_id: one.id, quorum: '' })
    const save = (who: Who) =>
      at.as(who, (tx, visitor) => saveCommittee(tx, visitor, at.committee, { ...form, version: 6 }))
    await expect(save('superintendent')).rejects.toMatchObject({ code: 'work/reports-in-a-ring' })
    await expect(save('head')).rejects.toMatchObject({ code: 'work/not-in-committee' })
    await expect(save('family')).rejects.toMatchObject({ code: 'work/no-committee' })
    const member = { part: 'member', holder: 'principal@1', seat: '', from_date: today, to_date: null } as const
    await expect(
      at.as('superintendent', (tx, who) => addMember(tx, who, at.committee, member, () => false)),
    ).rejects.toMatchObject({ code: 'work/no-such-holder' })
  })
})

describe('an agenda', () => {
  it('is built of what is late or stuck, of old minutes and open actions, and keeps what people did', async () => {
    const owner = { role: 'office_head', org_id: one.idOf('DATA') }
    await one.within((tx) =>
      saveItems(tx, one.scope, one.id, 't:', [
        {
          source: 't:late',
          kind: 'task',
          org_id: owner.org_id,
          title: { en: 'Late thing' },
          owner,
          starts_on: null,
          due_on: '2026-11-02',
        },
        {
          source: 't:fine',
          kind: 'task',
          org_id: owner.org_id,
          title: { en: 'Fine thing' },
          owner,
          starts_on: null,
          due_on: '2026-12-30',
        },
        {
          source: 't:held',
          kind: 'task',
          org_id: owner.org_id,
          title: { en: 'Held thing' },
          owner,
          starts_on: null,
          due_on: '2026-11-03',
        },
      ]),
    )
    // Its wave begins in January, and nobody has begun it: it is not behind.
    await one.within((tx) => query(tx, `update work.item set held_until = '2027-01-04' where source = 't:held'`))
    const earlier = await at.held('2026-11-10')
    await at.as('head', (tx, who) =>
      saveMinutes(tx, who, earlier, { version: 1, present: [], guests: 0, texts: new Map() }),
    )
    await at.as('head', (tx, who) =>
      addAction(
        tx,
        who,
        earlier,
        { point: null, words: 'Find two rooms', owner: `office_head@${owner.org_id}`, due_on: '2026-12-30' },
        'en',
        yes,
      ),
    )
    const id = await at.held('2026-11-19')
    await at.as('head', (tx, who) => buildAgenda(tx, who, id))
    await at.as('head', (tx, who) => addPoint(tx, who, id, { title: 'My own point', about: 'Why' }, 'en'))
    const titles = async () =>
      (await at.send('board', `/work/meetings/${id}`)).html.match(
        /(Approve the minutes of Nov 10, 2026|Public comment|Find two rooms|Late thing|Fine thing|Held thing|My own point)(?=<)/g,
      )
    expect(await titles()).toEqual([
      'Approve the minutes of Nov 10, 2026',
      'Public comment',
      'Find two rooms',
      'Late thing',
      'My own point',
    ])

    const { whole } = await at.open(id)
    const byKey = (start: string) => whole.points.find((point) => point.key.startsWith(start))?.point_id ?? 0
    const places = new Map(
      whole.points.map((point) => [
        point.point_id,
        { place: point.place, listed: point.point_id !== byKey('standing:') },
      ]),
    )
    places.set(byKey('own:'), { place: 1, listed: true })
    await at.as('head', (tx, who) => arrange(tx, who, id, { version: whole.meeting.version, points: places }))
    const late = (await at.items('t:late'))[0]
    await at.as('superintendent', (tx, who) => updateItem(tx, who, late?.item_id ?? 0, { version: 1, state: 'done' }))
    const before = (await at.open(id)).whole.meeting.version
    expect(await at.as('head', (tx, who) => buildAgenda(tx, who, id))).toMatchObject({ version: before + 1 })
    expect(await titles()).toEqual(['Approve the minutes of Nov 10, 2026', 'My own point', 'Find two rooms'])
    expect(await at.as('head', (tx, who) => buildAgenda(tx, who, id))).toMatchObject({ version: null })
  })
})

describe('pages', () => {
  it('show the register and take forms, keeping what was typed', async () => {
    const { html } = await at.send('head', '/work/committees')
    for (const text of ['Where you sit', 'Steering committee', '3 seats']) expect(html).toContain(text)
    expect((await at.send('board', '/work/committees?lang=es')).html).toContain('Comité directivo')
    const page = (await at.send('superintendent', `/work/committees/${at.committee}`)).html
    for (const text of ['2nd Tuesday', 'Parent, elected', 'Give a seat']) expect(page).toContain(text)
    expect((await at.send('board', `/work/committees/${at.committee}`)).html).not.toContain('Give a seat')
    const bad = await at.send('superintendent', '/work/committees', {
      name_en: 'Team of rooms',
      name_es: '',
      kind: 'team',
      org_id: String(one.id),
      from_date: today,
      reports_to: '',
      quorum: '',
      to_date: '',
    })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('value="Team of rooms"')
    const fine = {
      name_en: 'Team of rooms',
      name_es: 'Equipo de salones',
      kind: 'team',
      org_id: String(one.idOf('A')),
      from_date: today,
      reports_to: String(at.committee),
      quorum: '',
      to_date: '',
    }
    const made = await at.send('superintendent', '/work/committees', fine)
    expect(made.status).toBe(303)
    expect((await at.send('superintendent', '/work/committees', fine)).to?.split('?')[0]).toBe(made.to?.split('?')[0])
    expect((await at.send('superintendent', '/work/committees', { ...fine, kind: 'council' })).status).toBe(409)
    const place = made.to?.split('?')[0] ?? ''
    expect((await at.send('superintendent', `${place}/edit`)).html).toContain('value="Equipo de salones"')
    const older = { ...fine, version: '1', name_en: 'Rooms team' }
    await at.send('superintendent', place, { ...fine, version: '1', name_en: 'Team for rooms' })
    const clash = await at.send('superintendent', place, older)
    expect(clash.status).toBe(409)
    expect(clash.html).toContain('Team for rooms')
    expect(
      (
        await at.send('superintendent', `${place}/members`, {
          m_part: 'chair',
          m_holder: `principal@${one.idOf('A')}`,
          m_seat: '',
          m_from: today,
          m_to: '',
        })
      ).status,
    ).toBe(303)
    const meeting = await at.send('principal.a', `${place}/meetings`, { held_on: today })
    expect(meeting.status).toBe(303)
    expect((await at.send('principal.a', `${meeting.to?.split('?')[0]}/build`, {})).status).toBe(303)
    expect((await at.send('superintendent', `${place}/history`)).html).toContain('Seat given')
  })
  it('keep it from families and other districts', async () => {
    expect((await at.send('family', '/work/committees')).html).not.toContain('Steering')
    expect((await at.send('family', `/work/committees/${at.committee}`)).status).toBe(404)
    expect((await at.send('family', '/work/committees/new')).status).toBe(403)
    const id = (await at.meetings())[0]?.meeting_id
    expect((await at.send('family', `/work/meetings/${id}`)).status).toBe(404)
    for (const table of [
      'committee',
      'committee_member',
      'meeting',
      'meeting_point',
      'decision',
      'meeting_action',
      'minutes_correction',
    ]) {
      expect(await query(services.db, `select from work.${table}`)).toEqual([])
      expect(await two.within((tx) => query(tx, `select from work.${table}`))).toEqual([])
    }
  })
})
