import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { loadStudents } from '../../people/index.ts'
import { loadSample, samplePassword, studentsCsv } from '../../people/sample.ts'
import { updateItem } from '../actions.ts'
import { addAction, addDecision, addPoint, approveMinutes, correctMinutes } from './adding.ts'
import { saveCommittee } from './committees.ts'
import { openMinutesOf } from './open-minutes.ts'
import { stage, told, type Who } from './sample.tsx'
import { committeeForm } from './schema.ts'
import { committeesOf, seatsOf } from './store.ts'
import { partsOf } from './store-minutes.ts'
import { saveMinutes, undoMeeting } from './verbs.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let at: Awaited<ReturnType<typeof stage>>
const today = '2026-11-20'
const yes = () => true

beforeAll(async () => {
  fixToday(today)
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
  at = await stage(services, one, samplePassword)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('minutes', () => {
  let id = 0
  let seats: number[] = []
  const write = (who: Who, version: number, texts: [number, string][], present: readonly number[] = seats) =>
    at.as(who, (tx, visitor) => saveMinutes(tx, visitor, id, { version, present, guests: 3, texts: new Map(texts) }))
  let points: number[] = []
  beforeAll(async () => {
    id = await at.held('2026-11-17')
    for (const title of ['Rooms', 'Buses'])
      await at.as('head', (tx, who) => addPoint(tx, who, id, { title, about: '' }, 'en'))
    points = (await at.open(id)).whole.points.map((point) => point.point_id)
    seats = (await one.within((tx) => seatsOf(tx, [at.committee]))).slice(0, 2).map((seat) => seat.member_id)
  })
  it('are written by members on the day or later; the meeting is then done', async () => {
    const next = (await at.meetings()).find((each) => each.held_on > today)?.meeting_id ?? 0
    await expect(
      at.as('head', (tx, who) => saveMinutes(tx, who, next, { version: 1, present: [], guests: 0, texts: new Map() })),
    ).rejects.toMatchObject({ code: 'work/not-held-yet' })
    await expect(write('board', 3, [])).rejects.toMatchObject({ code: 'work/not-in-committee' })
    const [a = 0] = points
    expect(await write('head', 3, [[a, 'We need two.']], [...seats, 99999])).toMatchObject({ version: 4 })
    expect((await at.items(`meeting:${id}/held`))[0]).toMatchObject({ state: 'done', done_on: '2026-11-17' })
    expect(await write('head', 4, [[a, 'We need two.']])).toMatchObject({ version: null })
    const { html } = await at.send('board', `/work/meetings/${id}`)
    expect(html).toContain('2 of 3 seats there. Quorum reached (2 needed). 3 guests.')
    expect((await at.send('board', `/work/meetings/${id}?lang=es`)).html).toContain('Hubo quórum (hacían falta 2).')
  })
  it('merge what two people wrote to different points, and show both where it was the same', async () => {
    const [a = 0, b = 0] = points
    expect(
      await write('superintendent', 3, [
        [a, ''],
        [b, 'On time.'],
      ]),
    ).toMatchObject({ kind: 'saved', version: 5 })
    expect((await at.open(id)).now).toMatchObject({ [`p${a}.minutes`]: 'We need two.', [`p${b}.minutes`]: 'On time.' })
    const mine = {
      version: '4',
      guests: '3',
      present: seats.join('\n'),
      [`t-${a}`]: 'We need two.',
      [`t-${b}`]: 'Late again.',
    }
    const clash = await at.send('head', `/work/meetings/${id}/minutes`, mine)
    expect(clash.status).toBe(409)
    for (const text of ['On time.', 'Late again.', 'name="version" value="5"', `name="t-${b}" value="Late again."`])
      expect(clash.html).toContain(text)
    await at.send('head', `/work/meetings/${id}/minutes`, { ...mine, version: '5' })
    await at.as('head', (tx, who) => undoMeeting(tx, who, id, 6))
    expect((await at.open(id)).now[`p${b}.minutes`]).toBe('On time.')
    await expect(at.as('head', (tx, who) => undoMeeting(tx, who, id, 6))).rejects.toMatchObject({
      code: 'work/changed-since',
    })
  })
  it('hold decisions with numbers and counts, and actions that are due items', async () => {
    const decide = (words: string) =>
      at.as('head', (tx, who) =>
        addDecision(tx, who, id, { point: points[0] ?? null, words, votes_for: 1, votes_against: 1, abstained: null }),
      )
    await decide('Two rooms more.')
    await decide('Two rooms more.')
    await decide('One bus more.')
    // Two of three seats were there.
    await expect(
      at.as('head', (tx, who) =>
        addDecision(tx, who, id, { point: null, words: 'Too many.', votes_for: 2, votes_against: 0, abstained: 1 }),
      ),
    ).rejects.toMatchObject({ code: 'work/too-many-votes' })
    const { decisions } = await one.within((tx) => partsOf(tx, id))
    expect(decisions.map((each) => [each.year, each.number])).toEqual([
      [2027, 1],
      [2027, 2],
    ])
    const act = (due_on: string) =>
      at.as('head', (tx, who) =>
        addAction(
          tx,
          who,
          id,
          { point: null, words: 'Ask for a bus', owner: `office_head@${one.idOf('DATA')}`, due_on },
          'en',
          yes,
        ),
      )
    await expect(act('2026-11-01')).rejects.toMatchObject({ code: 'work/action-too-early' })
    await act('2026-12-04')
    await act('2026-12-04')
    const [, action] = await at.items(`meeting:${id}/`)
    expect(action).toMatchObject({
      title: { en: 'Ask for a bus' },
      due_on: '2026-12-04',
      owner_role: 'office_head',
      href: `/work/meetings/${id}#actions`,
    })
    await at.as('head', (tx, who) => updateItem(tx, who, action?.item_id ?? 0, { version: 1, state: 'going_on' }))
    // Another change of the meeting leaves what its owner said.
    await at.as('head', (tx, who) =>
      addDecision(tx, who, id, { point: null, words: 'Third.', votes_for: null, votes_against: null, abstained: null }),
    )
    expect((await at.items(`meeting:${id}/action`))[0]).toMatchObject({ state: 'going_on' })
    expect((await at.send('board', `/work/meetings/${id}`)).html).toContain('1 for, 1 against, 0 abstained')
    expect((await at.send('head', `/work/${action?.item_id}`)).html).toContain('The meeting')
  })
  it('refuse the name of a student until somebody says that none is meant, and the check is logged', async () => {
    const version = String((await at.open(id)).whole.meeting.version)
    const [a = 0, b = 0] = points
    const sent = {
      version,
      guests: '3',
      present: seats.join('\n'),
      [`t-${a}`]: 'We spoke of Cloudfeather, Juniper.',
      [`t-${b}`]: 'On time.',
    }
    const first = await at.send('head', `/work/meetings/${id}/minutes`, sent)
    expect(first.status).toBe(422)
    expect(first.html).toContain('The name of a student seems to stand here.')
    expect(first.html).toContain('We spoke of Cloudfeather, Juniper.')
    expect(first.html).toContain('name="minutes_confirmed"')
    const reads = await one.within((tx) =>
      query<{ students: number; reason: string }>(
        tx,
        `select students, reason from people.student_read where purpose = 'naming'`,
      ),
    )
    expect(reads).toMatchObject([{ students: 1 }])
    expect(reads[0]?.reason).toContain(`/work/meetings/${id}/minutes`)
    expect((await at.send('head', `/work/meetings/${id}/decisions`, { d_words: 'Olive Ash gets a bus.' })).status).toBe(
      422,
    )
    // The school of that name, and trees, are no student.
    expect(
      (await at.send('head', `/work/meetings/${id}/points`, { n_title: 'Ash Elementary and olive trees' })).status,
    ).toBe(303)
    expect((await at.send('head', `/work/meetings/${id}/minutes`, { ...sent, minutes_confirmed: 'yes' })).status).toBe(
      303,
    )
    // Who may not write there learns nothing of the roster.
    expect((await at.send('board', `/work/meetings/${id}/decisions`, { d_words: 'Olive Ash' })).status).toBe(403)
  })
  it('are approved by chair or secretary from the version that was read, then stand, and are corrected beside the text', async () => {
    const version = (await at.open(id)).whole.meeting.version
    const approve = (who: Who, seen: number, approved_in: number | null = null) =>
      at.as(who, (tx, visitor) => approveMinutes(tx, visitor, id, { version: seen, approved_in }))
    await expect(approve('board', version)).rejects.toMatchObject({ code: 'work/not-in-committee' })
    await expect(approve('head', version - 1)).rejects.toMatchObject({ code: 'work/meeting-changed' })
    await expect(approve('head', version, id)).rejects.toMatchObject({ code: 'work/no-such-approver' })
    await expect(
      at.as('head', (tx, who) => correctMinutes(tx, who, id, { of: '', words: 'x', reason: 'y' })),
    ).rejects.toMatchObject({ code: 'work/still-draft' })
    const later = await at.held('2026-11-19')
    await approve('head', version, later)
    await approve('head', version, later)
    for (const change of [
      write('head', version + 1, [[points[0] ?? 0, 'Other']]),
      at.as('head', (tx, who) => undoMeeting(tx, who, id, version)),
    ])
      await expect(change).rejects.toMatchObject({ code: 'work/minutes-stand' })
    const fix = { of: `p${points[1]}`, words: 'Two minutes late.', reason: 'Misread.' }
    await at.as('head', (tx, who) => correctMinutes(tx, who, id, fix))
    await at.as('head', (tx, who) => correctMinutes(tx, who, id, fix))
    const { html } = await at.send('board', `/work/meetings/${id}`)
    for (const text of [
      'Approved Nov 20, 2026 by the meeting of Nov 19, 2026',
      'On time.',
      'Two minutes late.',
      'Reason: Misread. (The head of data)',
    ])
      expect(html).toContain(text)
    expect(html).not.toContain('name="d_words"')
    const [change] = await one.within((tx) => historyOf(tx, 'work.meeting', id))
    expect(change).toMatchObject({ verb: 'corrected', version: version + 2, actor: at.people.head?.account_id })
    const history = (await at.send('board', `/work/meetings/${id}/history`)).html
    for (const text of ['Minutes approved', 'from “On time.” to “Late again.”', 'Correction added'])
      expect(history).toContain(text)
    expect(history).not.toContain('/undo')
  })
  it('are read by families only when they are approved and the committee opens them', async () => {
    const asFamily = () => at.as('family', (tx) => openMinutesOf(tx, one.id))
    expect(await asFamily()).toEqual([])
    const form = committeeForm.parse({ ...told, reports_to: '', org_id: one.id, quorum: '', open_minutes: 'yes' })
    const [now] = await one.within((tx) => committeesOf(tx, [one.id]))
    await at.as('superintendent', (tx, who) =>
      saveCommittee(tx, who, at.committee, { ...form, version: now?.version ?? 0 }),
    )
    expect(await asFamily()).toMatchObject([
      {
        meeting_id: id,
        present: 2,
        points: [{ title: { en: 'Rooms' } }, { minutes: 'On time.', corrections: [{ words: 'Two minutes late.' }] }],
        decisions: [
          { number: '2026-27/1', words: 'Two rooms more.', for: 1, against: 1, corrections: [] },
          { words: 'One bus more.' },
          { words: 'Third.' },
        ],
        corrections: [],
      },
    ])
    const read = await at.send('family', '/work/minutes?lang=en')
    expect(read.status).toBe(200)
    for (const text of ['2 members were there', 'On time.', 'Corrected', 'Two minutes late.', '1 for, 1 against'])
      expect(read.html).toContain(text)
    const [decision] = await one.within((tx) =>
      query<{ id: number }>(tx, `select decision_id as id from work.decision where meeting_id = $1 and number = 1`, [
        id,
      ]),
    )
    for (const [of, words] of [
      [`d${decision?.id}`, 'Three rooms more.'],
      ['', 'It began at five.'],
    ] as const)
      await at.as('head', (tx, who) => correctMinutes(tx, who, id, { of, words, reason: 'Misread.' }))
    const spanish = (await at.send('family', '/work/minutes?lang=es')).html
    expect(spanish).toContain('Actas de los comités')
    for (const text of ['Three rooms more.', 'It began at five.']) expect(spanish).toContain(text)
    expect(spanish).not.toContain('Misread.')
    const seen = await at.as('family', (tx) =>
      Promise.all(
        ['committee_member', 'meeting_action', 'meeting', 'meeting_point'].map((table) =>
          query(tx, `select from work.${table}`),
        ),
      ),
    )
    expect(seen.map((rows) => rows.length)).toEqual([0, 0, 1, 2 + 1])
    await at.as('superintendent', (tx, who) =>
      saveCommittee(tx, who, at.committee, { ...form, open_minutes: undefined, version: (now?.version ?? 0) + 1 }),
    )
    expect(await asFamily()).toEqual([])
  })
})
