import type pg from 'pg'

/** A row of each table of the board's papers, with its history. In: ids of the world by name; they are completed. Runs after the editions were made. */
export async function boardPapers(
  client: pg.Client,
  at: { district: number; office: number; ids: Record<string, number>; now: Date },
): Promise<void> {
  const { district, office, ids, now } = at
  const id = async (text: string, values: unknown[]) =>
    (await client.query<{ id: number }>(text, values)).rows[0]?.id ?? 0
  const both = JSON.stringify({ en: 'Days', es: 'Días' })
  const work = { done: 0, late: 0, stuck: 0, open: 0, dropped: 0 }
  const packet = { format: 1, meeting_on: '2026-12-08', since: null, goals: [], work, responses: [], calendar: [] }
  ids.packet = await id(
    `insert into publishing.packet (edition_id, district_id, number, as_of, meeting_on, content, content_digest, handed_at)
     select edition_id, district_id, number, as_of, '2026-12-08', content || $2, content_digest, $3 from publishing.edition where edition_id = $1
     returning edition_id as id`,
    [ids['published edition'], JSON.stringify({ kind: 'packet', packet }), now],
  )
  const response = await id(
    `insert into publishing.response (district_id, promise, words, owner_role, owner_org, by_on)
     values ($1, 'plan:none/one/two', $2, 'office_head', $3, '2027-01-29') returning response_id as id`,
    [district, both, office],
  )
  ids['board report'] = await id(
    `insert into publishing.board_report (district_id, school_year, title, owner_role, owner_org, due_on)
     values ($1, 2027, $2, 'office_head', $3, '2026-12-08') returning board_report_id as id`,
    [district, both, office],
  )
  ids['progress report'] = await id(
    `insert into publishing.progress_report (district_id, school_year, goal, edition_id, content, content_digest)
     select district_id, 2025, 'g1', edition_id, jsonb_build_object('format', 1, 'school_year', 2025, 'goal', $2::jsonb, 'below', $2::jsonb, 'strategies', '[]'::jsonb,
       'work', $3::jsonb, 'work_on', '2026-11-20', 'words', '{}'::jsonb, 'responses', '[]'::jsonb, 'numbers', content || '{"promises": [], "cells": []}'), repeat('0', 64)
     from publishing.edition where edition_id = $1 returning progress_report_id as id`,
    [
      ids['published edition'],
      JSON.stringify({ element: 'g1', code: 'G1', title: { en: 'One' }, text: null }),
      JSON.stringify(work),
    ],
  )
  ids['plan line'] = await id(
    `insert into publishing.plan_line (district_id, plan, element, audience, kind, words) values ($1, 'none', 'g1', 'family', 'asks', $2) returning plan_line_id as id`,
    [district, both],
  )
  const calendar = await id(
    `insert into publishing.calendar_published (district_id, school_year, as_of, content, content_digest)
     values ($1, 2026, '2026-11-20', '{"format": 1, "school_year": 2026, "as_of": "2026-11-20", "lines": []}', repeat('0', 64)) returning calendar_published_id as id`,
    [district],
  )
  ids['office measure'] = await id(
    `insert into publishing.office_measure (district_id, org_id, title, unit, better) values ($1, $2, $3, 'days', 'down') returning office_measure_id as id`,
    [district, office, both],
  )
  const value = await id(
    `insert into publishing.office_value (office_measure_id, district_id, on_date, value) values ($1, $2, '2026-10-01', 4) returning office_value_id as id`,
    [ids['office measure'], district],
  )
  for (const [object, key] of [
    ['publishing.packet', ids.packet],
    ['publishing.response', response],
    ['publishing.board_report', ids['board report']],
    ['publishing.progress_report', ids['progress report']],
    ['publishing.plan_line', ids['plan line']],
    ['publishing.calendar_published', calendar],
    ['publishing.office_measure', ids['office measure']],
    ['publishing.office_value', value],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'added', null, 'system:test', $4)`,
      [district, object, String(key), now],
    )
}
