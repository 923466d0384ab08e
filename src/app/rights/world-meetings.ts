import type pg from 'pg'
import { putWork } from './world-put.ts'

/** A committee that opens its minutes, with one approved meeting and all that belongs to it, and one meeting with a draft. */
export async function meetings(
  client: pg.Client,
  at: { district: number; account: number | undefined; ids: Record<string, number>; now: Date },
): Promise<void> {
  const { district, account, ids, now } = at
  const put = putWork(client, district)
  const text = JSON.stringify({ en: 'Steering', es: 'Directivo' })
  const committee = await put('committee', 'committee_id', {
    org_id: district,
    slug: 'steering',
    kind: 'steering',
    name: text,
    open_minutes: true,
    from_date: '2026-07-01',
  })
  ids.committee = committee
  ids.seat = await put('committee_member', 'member_id', {
    committee_id: committee,
    part: 'chair',
    owner_account: account,
    from_date: '2026-07-01',
  })
  const held = (day: string) =>
    put('meeting', 'meeting_id', {
      committee_id: committee,
      key: `on:${day}`,
      planned_on: day,
      held_on: day,
      minutes: 'draft',
    })
  // What belongs to a draft stands first: a row of approved minutes is stopped by a trigger before any policy is asked.
  const draft = await held('2026-11-19')
  const meeting = await held('2026-11-12')
  Object.assign(ids, { meeting, 'draft meeting': draft })
  let point = 0
  for (const [i, id] of [draft, meeting].entries()) {
    const of = { meeting_id: id }
    point = await put('meeting_point', 'point_id', {
      ...of,
      kind: 'own',
      key: 'own:1',
      title: text,
      place: 1,
      minutes: 'Said.',
    })
    const row = { ...of, point_id: point }
    const decision = { year: 2027, number: i + 1, words: 'Decided.' }
    await put('decision', 'decision_id', { ...row, committee_id: committee, ...decision })
    await put('meeting_action', 'action_id', { ...row, words: 'Do it.', lang: 'en', due_on: '2026-12-01' })
  }
  await client.query(
    `update work.meeting set minutes = 'approved', approved_on = '2026-11-13', open_minutes = true where meeting_id = $1`,
    [meeting],
  )
  await put('minutes_correction', 'correction_id', {
    meeting_id: meeting,
    point_id: point,
    words: 'Other.',
    reason: 'Misread.',
    on_date: '2026-11-14',
  })
  for (const [object, id] of [
    ['work.committee', committee],
    ['work.meeting', meeting],
    ['work.meeting', draft],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'made', null, 'system:test', $4)`,
      [district, object, String(id), now],
    )
}
