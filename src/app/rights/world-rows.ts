import type pg from 'pg'
import { machineTime, now } from '../../platform/clock.ts'
import { hashToken } from '../../platform/web/cookies.ts'
import { evidence } from './world-evidence.ts'
import { governance } from './world-governance.ts'
import { meetings } from './world-meetings.ts'
import { putWith } from './world-put.ts'
import { fillReminders } from './world-reminders.ts'

/* Words that stand in one record of the world only. */
export const studentMark = (code: string, school: string) => `Zwq${code}${school}`
export const fileMark = (code: string) => `mark-file-${code.toLowerCase()}`
export const unknownMark = (code: string) => `UNKNOWN-${code}-77`
export const itemMark = (code: string) => `Mark item of ${code}`
export const tokenMark = (code: string) => `Mark token of ${code}`
export const editionMark = (code: string) => `Mark edition of ${code}`
export const targetEmail = (code: string, school: string) => `target.${school}.${code}@matrix.example.org`.toLowerCase()

/** A work item with its history. */
export async function item(
  client: pg.Client,
  district: number,
  title: string,
  account: number | null,
): Promise<number> {
  const rows = await client.query<{ id: number }>(
    `insert into work.item (district_id, org_id, kind, source, title, owner_account) values ($1, $1, 'task', $2, $3, $4) returning item_id as id`,
    [district, `test:${title}`, JSON.stringify({ en: title, es: title, source: 'en' }), account],
  )
  const id = rows.rows[0]?.id ?? 0
  await client.query(
    `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at, became) values ($1, 'work.item', $2, 1, 'added', null, 'system:test', $3, '{"state": "open", "note": "", "due_on": null}')`,
    [district, String(id), now()],
  )
  return id
}

/** What the state published, and the two lists of a cohort. */
async function published(client: pg.Client, district: number, school: number): Promise<void> {
  await client.query(
    `insert into indicators.published (district_id, report_year, source, level, code, name, measure, school_year, group_set, group_value, state, printed, file, line, version)
     values ($1, 2026, 'test', 'state', '0000000', 'State', 'four-year-graduation', 2026, 'all', 'all', 'suppressed', '', 'test.csv', 5, 1)`,
    [district],
  )
  await client.query(
    `insert into indicators.accountability (district_id, school_year, level, code, name, line, differences, result, file, version)
     values ($1, 2019, 'school', '9999999', 'Elsewhere', 2, 0, '{}', 'test.csv', 1)`,
    [district],
  )
  await client.query(`insert into indicators.similar_district (district_id, code, place) values ($1, '9999999', 1)`, [
    district,
  ])
  await client.query(
    `insert into indicators.certified_cohort (district_id, definition, school_year, ours_n, ours_d, state_n, state_d, same, by, ours_version, state_version)
     values ($1, 'four-year-graduation', 2026, 1, 2, 1, 1, 1, '{"only_ours": 1}', '2026 v1', 1)`,
    [district],
  )
  await client.query(
    `insert into indicators.certified_difference (district_id, definition, school_year, student_key, org_id, kind, reason, detail)
     select $1, 'four-year-graduation', 2026, min(student_key), $2, 'only_ours', 'not_listed', 'enrolled' from people.enrollment where org_id = $2`,
    [district, school],
  )
  await client.query(
    `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, 'indicators.similar', $2, 1, 'named', null, 'system:test', $3)`,
    [district, String(district), now()],
  )
}

/** A definition of the district's own, what it said of a year, and how it came to be. */
async function ownDefinition(client: pg.Client, district: number, school: number): Promise<void> {
  const both = (en: string) => ({ en, es: en })
  const content = {
    id: 'evening-readers',
    name: both('Evening readers'),
    sentence: both('Students in the evening program.'),
    direction: 'higher',
    share: { of: { fact: 'enrollment' }, with: [{ count: 'program', atLeast: 1 }] },
  }
  await client.query(
    `insert into indicators.own_definition (district_id, own_id, version, state, content, content_version, saved_at, saved_by)
     values ($1, 'evening-readers', 1, 'draft', $2, 1, $3, 'system:test')`,
    [district, JSON.stringify(content), now()],
  )
  await client.query(
    `insert into indicators.own_trial (district_id, own_id, version, school_year, state, asked_at, asked_by)
     values ($1, 'evening-readers', 1, 2026, 'failed', $2, 'system:test')`,
    [district, now()],
  )
  await client.query(
    `insert into indicators.own_trial_value (district_id, own_id, version, org_id, state, n, d) values ($1, 'evening-readers', 1, $2, 'measured', 3, 40)`,
    [district, school],
  )
  await client.query(
    `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, 'indicators.own', $2, 1, 'written', null, 'system:test', $3)`,
    [district, `${district}:evening-readers`, now()],
  )
}

/** Numbers, accounts, a token, an item, reads: one of each, some at each school. */
export async function fill(
  client: pg.Client,
  code: string,
  district: number,
  orgs: ReadonlyMap<string, number>,
  ids: Record<string, number>,
): Promise<void> {
  const id = async (text: string, values: unknown[]) =>
    (await client.query<{ id: number }>(text, values)).rows[0]?.id ?? 0
  const run = await id(
    `insert into indicators.run (district_id, definition, school_year, parameters, datasets, code_version, digest, rows, cube_path, through_date, at, took_ms)
     values ($1, 'chronic-absenteeism', 2026, '{}', '{"attendance": 1}', '0.1.0', 'digest', 4, 'cube', '2026-06-12', $2, 1) returning run_id as id`,
    [district, now()],
  )
  await client.query(
    `insert into indicators.pointer (district_id, definition, school_year, run_id, moved_at) values ($1, 'chronic-absenteeism', 2026, $2, $3)`,
    [district, run, now()],
  )
  for (const [school, n, d] of [
    ['A', 40, 400],
    ['B', 50, 420],
    ['C', 60, 480],
    ['district', 150, 1300],
  ] as const)
    await client.query(
      `insert into indicators.value (district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, run_id)
       values ($1, 'chronic-absenteeism', 2026, 'year', '2026-06-12', $2, 'all', 'all', 'measured', $3, $4, $5)`,
      [district, orgs.get(school), n, d, run],
    )
  await client.query(
    `insert into indicators.standing (student_key, org_id, district_id, definition, school_year, absent, member_days, flag, tier, run_id)
     select student_key, org_id, district_id, 'chronic-absenteeism', 2027, 100, 6, true, 'severe', $2 from people.enrollment where district_id = $1`,
    [district, run],
  )
  await published(client, district, orgs.get('A') ?? 0)
  await ownDefinition(client, district, orgs.get('A') ?? 0)
  await client.query(
    `insert into indicators.small_read (district_id, org_id, definition, actor_name, on_date, actor, cells, at)
     values ($1, $2, 'chronic-absenteeism', 'account:999999', '2026-11-19', 999999, 1, $3)`,
    [district, orgs.get('A'), now()],
  )
  for (const school of ['A', 'C'] as const) {
    const org = orgs.get(school)
    ids[`account ${school}`] = await id(
      `insert into people.account (email, name, lang, home_org, home_district, made_at) values ($1, $2, 'en', $3, $4, $5) returning account_id as id`,
      [targetEmail(code, school), `A teacher of ${school}`, org, district, now()],
    )
    ids[`role ${school}`] = await id(
      `insert into people.role_held (account_id, role, org_id, district_id, from_date) values ($1, 'teacher', $2, $3, '2024-07-01') returning role_id as id`,
      [ids[`account ${school}`], org, district],
    )
    for (const [object, key] of [
      ['people.account', `account ${school}`],
      ['people.role', `role ${school}`],
    ] as const)
      await client.query(
        `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'added', null, 'system:test', $4)`,
        [district, object, String(ids[key]), now()],
      )
    await client.query(
      `insert into people.student_read (at, actor, actor_name, org_id, purpose, students, student_keys) values ($1, $2, $3, $4, 'list', 1, '{1}')`,
      [now(), ids[`account ${school}`], `account:${ids[`account ${school}`]}`, org],
    )
  }
  const calls = `insert into plans.entry (plan_id, district_id, org_id, measure, period, version, state, students, source, via, at)
     select plan_id, district_id, $2, 'm-calls', $4, 1, 'value', true, 'The list of calls', 'form', $3 from plans.plan where district_id = $1 and kind = 'own' and unit_id is null
     returning entry_id as id`
  for (const [period, amount] of [
    ['2027-m07', 3],
    ['2027-m08', 140],
  ] as const) {
    const entry = (await client.query<{ id: number }>(calls, [district, orgs.get('DATA'), now(), period])).rows[0]?.id
    await client.query(
      `insert into plans.entry_value (entry_id, district_id, org_id, small, value) values ($1, $2, $3, $4, $5)`,
      [entry, district, orgs.get('DATA'), amount < 6, JSON.stringify({ form: 'count', amount })],
    )
  }
  await client.query(
    `insert into plans.approval (plan_id, district_id, version, body, decided_on, outcome, digest, noted_at)
     select plan_id, district_id, version, '{"en": "Board", "es": "Junta"}', '2026-06-09', 'approved', digest, $2 from plans.plan where district_id = $1`,
    [district, now()],
  )
  ids['draft of a plan'] = await id(
    `insert into plans.draft (plan_id, district_id, base_version, why, made_at)
     select plan_id, district_id, version, 'Other dates', $2 from plans.plan where district_id = $1 returning draft_id as id`,
    [district, now()],
  )
  await client.query(
    `insert into plans.draft_op (draft_id, n, district_id, op, at) values ($1, 1, $2, '{"kind": "all", "ops": []}', $3)`,
    [ids['draft of a plan'], district, now()],
  )
  await client.query('update plans.draft set ops = 1 where draft_id = $1', [ids['draft of a plan']])
  ids.token = await id(
    `insert into feeds.feed_token (org_id, name, token_hash, kinds, auto_accept, made_by, made_at, expires_at)
     values ($1, $2, $3, '{attendance}', false, 'test', $4, '2027-06-30') returning token_id as id`,
    [district, tokenMark(code), hashToken(`feed-${code}`), now()],
  )
  await client.query(
    `insert into feeds.mapping (org_id, kind, header, column_name, kept_at) values ($1, 'attendance', 'sid', 'student_id', $2)`,
    [district, now()],
  )
  await client.query(
    `insert into people.one_time_link (token_hash, kind, account_id, made_at, expires_at) values ($1, 'password', $2, $3, '2027-06-30')`,
    [hashToken(`link-${code}`), ids['account A'], now()],
  )
  await client.query(
    `insert into people.setting (org_id, key, value, from_date) values ($1, 'time_zone', '"America/New_York"', '2024-07-01')`,
    [district],
  )
  await client.query('insert into feeds.retention (org_id, file_days, version_days) values ($1, 100, 200)', [district])
  await client.query(
    `insert into feeds.freshness (org_id, school_year, version, school_id, last_day, days_handed_in, days_expected, days_since) values ($1, 2027, 1, $2, '2026-09-09', 5, 6, 1)`,
    [district, orgs.get('A')],
  )
  await client.query(
    `insert into feeds.dataset_version (org_id, dataset, school_year, version, path, sha256, size, rows, import_id, status, made_at, held, embargo_until)
     values ($1, 'submission', 2027, 99, 'nowhere', $2, 1, 1, $3, 'preliminary', $4, true, '2027-01-01')`,
    [district, '0'.repeat(64), ids.first, now()],
  )
  ids.item = await item(client, district, itemMark(code), null)
  ids.writer = await id(
    `insert into people.account (email, name, lang, home_org, home_district, made_at) values ($1, 'The writer', 'en', $2, $2, $3) returning account_id as id`,
    [`writer.${code}@matrix.example.org`.toLowerCase(), district, now()],
  )
  ids.approver = await id(
    `insert into people.account (email, name, lang, home_org, home_district, made_at) values ($1, 'The approver', 'en', $2, $2, $3) returning account_id as id`,
    [`approver.${code}@matrix.example.org`.toLowerCase(), district, now()],
  )
  await fillTables(client, { code, district, org: (one) => orgs.get(one) ?? 0, ids, now: now() })
  for (const who of ['writer', 'approver'])
    await client.query(
      `insert into people.role_held (account_id, role, org_id, district_id, from_date) values ($1, 'publisher', $2, $2, '2024-07-01')`,
      [ids[who], district],
    )
}

/** The plan of a school one level down, not approved yet: its version, an element, a draft, a decision, and a review with a comment. */
async function unitPlan(
  client: pg.Client,
  at: { code: string; district: number; org: number; school: string; ids: Record<string, number>; now: Date },
): Promise<void> {
  const { code, district, org, school, ids, now } = at
  const slug = `unit-${school}-${code}`.toLowerCase()
  const one = async (text: string, values: unknown[]) =>
    (await client.query<{ id: number }>(text, values)).rows[0]?.id ?? 0
  const plan = await one(
    `insert into plans.plan (district_id, slug, kind, state, title, org_name, period_from, period_to, version, digest, saved_at, unit_id, serves_id)
     select district_id, $2::text, 'own', 'draft', title, org_name, period_from, period_to, 1, digest, $3::timestamptz, $4::int, plan_id from plans.plan
     where district_id = $1 and current returning plan_id as id`,
    [district, slug, now, org],
  )
  await client.query(
    `insert into plans.plan_version (plan_id, version, district_id, state, canonical, digest, recorded_from, saved_by)
     select $2::int, 1, $1::int, 'draft', c.text, encode(sha256(convert_to(c.text, 'UTF8')), 'hex'), $3::timestamptz, 'system:test'
     from plans.plan p join plans.plan_version v on v.plan_id = p.plan_id and v.version = p.version,
       lateral (select replace(v.canonical, '"id":"' || p.slug || '"', '"id":"' || $4::text || '"') as text) c
     where p.district_id = $1 and p.current`,
    [district, plan, now, slug],
  )
  await client.query(
    `insert into plans.element (plan_id, element, district_id, level, role, sort, title, words) values ($1, 'one', $2, 'goal', 'goal', 0, '{"en": "One"}', 'one')`,
    [plan, district],
  )
  await client.query(
    `insert into plans.alignment (plan_id, district_id, version, served_version, own, named, carried, priorities, priorities_served)
     values ($1, $2, 1, 1, 4, 1, 2, 4, 1)`,
    [plan, district],
  )
  await client.query(
    `insert into plans.approval (plan_id, district_id, version, body, decided_on, outcome, digest, noted_at)
     select plan_id, district_id, version, '{"en": "Council", "es": "Consejo"}', '2026-06-09', 'noted', digest, $2 from plans.plan_version where plan_id = $1`,
    [plan, now],
  )
  const draft = await one(
    `insert into plans.draft (plan_id, district_id, base_version, why, made_at) values ($1, $2, 1, 'Goals', $3) returning draft_id as id`,
    [plan, district, now],
  )
  await client.query(
    `insert into plans.draft_op (draft_id, n, district_id, op, at) values ($1, 1, $2, '{"kind": "all", "ops": []}', $3)`,
    [draft, district, now],
  )
  await client.query('update plans.draft set ops = 1 where draft_id = $1', [draft])
  ids[`round ${school}`] = await one(
    `insert into plans.review_round (plan_id, district_id, org_id, school_year, quarter, opened_on, review_by)
     values ($1, $2, $3, 2027, 1, '2026-11-02', '2026-12-11') returning round_id as id`,
    [plan, district, org],
  )
  ids[`comment ${school}`] = await one(
    `insert into plans.review_comment (round_id, plan_id, district_id, org_id, plan_version, body, asked_on, answer_by)
     values ($1, $2, $3, $4, 1, 'Who does this?', '2026-11-03', '2026-12-01') returning comment_id as id`,
    [ids[`round ${school}`], plan, district, org],
  )
  for (const [object, id] of [
    ['plans.plan', plan],
    ['plans.draft', draft],
    ['plans.round', ids[`round ${school}`]],
    ['plans.comment', ids[`comment ${school}`]],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'added', null, 'system:test', $4)`,
      [district, object, String(id), now],
    )
}

/** A row of each protected table that the actions of the world do not fill, so that a broken policy has something to show. In: ids of the world by name. */
async function fillTables(
  client: pg.Client,
  at: { code: string; district: number; org: (code: string) => number; ids: Record<string, number>; now: Date },
): Promise<void> {
  const { code, district, org, ids, now } = at
  const put = putWith(client)
  const keys = new Map(
    (
      await client.query<{ id: string; key: string }>(
        'select external_id as id, student_key as key from people.student where district_id = $1',
        [district],
      )
    ).rows.map((row) => [row.id, row.key]),
  )
  const pupil = (school: string) => keys.get(`${code}-${school}-1`)
  const teacher = ids['account A']
  const later = new Date(now.getTime() + 86_400_000)

  // Duties.
  const rule = { kind: 'words', words: 'weekly/monthly', days: 'office', off: 'before' }
  const duty = { district_id: district, org_id: district, slug: 'visits', title: JSON.stringify({ en: 'Visits' }) }
  ids.duty = await put('work.duty', { ...duty, rule: JSON.stringify(rule), from_date: '2026-07-01' }, 'duty_id')
  await client.query(
    `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, 'work.duty', $2, 1, 'added', null, 'system:test', $3)`,
    [district, String(ids.duty), now],
  )
  const other = await item(client, district, `Other item of ${code}`, null)
  const link = { account_id: teacher, district_id: district, lang: 'en', made_at: now }
  await put('work.calendar_link', { ...link, token_hash: `calendar-${code}` })
  ids.webhook = await fillReminders(put, { code, district, account: teacher, item: ids.item, now })
  await evidence(client, { district, account: teacher, ids, now })
  await governance(client, { district, account: teacher, ids, now })
  await meetings(client, { district, account: teacher, ids, now })
  await put('work.fulfilment', { item_id: other, by_item: ids.item, district_id: district })

  // Reporting cycles, and a delegation.
  const json = (value: unknown) => JSON.stringify(value)
  const series = {
    district_id: district,
    slug: 'report',
    title: json({ en: 'Report' }),
    plan: `plan-${code.toLowerCase()}`,
  }
  ids['series of cycles'] = await put(
    'work.cycle_series',
    {
      ...series,
      chosen: json({ levels: ['goal'], offices: [], elements: [] }),
      rule: json({ kind: 'recurs', every: 'yearly', days: 'office', off: 'before' }),
      opens_before: 14,
      closes_after: 10,
      from_date: '2026-07-01',
    },
    'series_id',
  )
  const cycle = { district_id: district, series_id: ids['series of cycles'], key: '2027-0', opened_at: now }
  const cycleDays = { opens_on: '2026-09-01', due_on: '2026-09-15', closes_on: '2026-09-30' }
  ids.cycle = await put('work.cycle', { ...cycle, ...cycleDays }, 'cycle_id')
  const reported = await item(client, district, `Report of ${code}`, null)
  const question = { district_id: district, cycle_id: ids.cycle, title: json({ en: 'Goal' }), sort: 0 }
  await put('work.cycle_question', { ...question, item_id: reported, element: 's2-1' })
  const reportedToo = await item(client, district, `Report told of ${code}`, null)
  const answered = await put(
    'work.cycle_question',
    { ...question, item_id: reportedToo, element: 's2-2' },
    'question_id',
  )
  const answer = { question_id: answered, district_id: district, state: 'not_begun', saved_at: now }
  await put('work.cycle_answer', { ...answer, first_on: '2026-09-10', saved_on: '2026-09-10' })
  const given = { district_id: district, given_by: ids.writer, to_account: ids.approver, reason: 'Away', given_at: now }
  ids.delegation = await put(
    'work.delegation',
    { ...given, first_day: '2026-11-01', last_day: '2026-12-31' },
    'delegation_id',
  )
  await put('work.delegated', { delegation_id: ids.delegation, district_id: district, owner_account: ids.writer })
  for (const [object, id] of [
    ['work.cycle_series', ids['series of cycles']],
    ['work.cycle', ids.cycle],
    ['work.cycle_answer', answered],
    ['work.delegation', ids.delegation],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'added', null, 'system:test', $4)`,
      [district, object, String(id), now],
    )
  // What waits for what, and a wave.
  ids['waiting item'] = other
  const line = { district_id: district, item_id: other, needs_item: ids.item, source: 'person', settled: true }
  ids.dependency = await put('work.dependency', line, 'dependency_id')
  const wave = {
    district_id: district,
    plan: 'none',
    name: 'First',
    sort: 0,
    planned_begin: '2026-07-01',
    begins_on: '2026-07-01',
  }
  ids.wave = await put('work.wave', wave, 'wave_id')
  for (const [object, id] of [
    ['work.dependency', ids.dependency],
    ['work.wave', ids.wave],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'added', null, 'system:test', $4)`,
      [district, object, String(id), now],
    )

  for (const school of ['A', 'C']) await unitPlan(client, { code, district, org: org(school), school, ids, now })

  // Signing in.
  const provider = {
    district_id: district,
    preset: 'other',
    issuer: `https://${code.toLowerCase()}.example.org`,
    client_id: 'c',
    token_auth: 'post',
  }
  const more = { scopes: 'openid email', email_claim: 'email', trusts_email: true }
  await put('people.provider', { ...provider, ...more, name: 'Open', state: 'active' })
  ids.provider = await put('people.provider', { ...provider, ...more, name: 'Closed', state: 'closed' }, 'provider_id')
  await put('people.provider_secret', { provider_id: ids.provider, sealed: 'x' })
  await put('people.identity', {
    provider_id: ids.provider,
    issuer: provider.issuer,
    subject: 's',
    account_id: teacher,
    district_id: district,
    linked_at: now,
  })
  await put('people.sign_in_try', {
    token_hash: `try-${code}`,
    provider_id: ids.provider,
    back_to: '/',
    // The policy that lets go of old ones asks the clock of the database.
    expires_at: new Date(machineTime() + 86_400_000),
  })
  await put('people.second_factor', { account_id: teacher, sealed: 'x', made_at: now })
  await put('people.recovery_code', { account_id: teacher, code_hash: 'x', made_at: now })
  const acting = {
    district_id: district,
    by_account: ids.writer,
    as_account: teacher,
    reason: 'A reason that says why.',
  }
  await put('people.acting', { ...acting, started_at: now, until: new Date(now.getTime() + 60_000) })

  // Rosters.
  const known = { district_id: district, deleted: false }
  await put('people.roster_org', { ...known, sourced_id: 'o', org_id: org('A') })
  await put('people.term', { ...known, sourced_id: 't' })
  await put('people.course', { ...known, sourced_id: 'c' })
  await put('people.roster_grant', { district_id: district, roster_role: 'teacher', role: 'teacher' })
  for (const school of ['A', 'C']) {
    const here = { ...known, sourced_id: school }
    const group = await put('people.class', { ...here, org_id: org(school) }, 'class_id')
    const staff = await put('people.staff', { ...here, active: true, account_id: ids[`account ${school}`] }, 'staff_id')
    await put('people.staff_role', { district_id: district, staff_id: staff, role: 'teacher', org_id: org(school) })
    await put('people.roster_student', { ...here, active: true, student_key: pupil(school) })
    await put('people.roster_demographic', { ...here, student_key: pupil(school) })
    await put('people.roster_role', { ...here, student_key: pupil(school) })
    const member = { district_id: district, student_key: pupil(school), org_id: org(school) }
    await put('people.roster_membership', { ...member, school_year: 2027, is_primary: true })
    await put('people.class_member', { ...here, class_id: group, org_id: org(school), student_key: pupil(school) })
    await put('people.class_member', {
      ...here,
      sourced_id: `staff-${school}`,
      class_id: group,
      org_id: org(school),
      staff_id: staff,
    })

    // The law.
    await put('people.directory_opt_out', {
      student_key: pupil(school),
      district_id: district,
      since: '2026-09-01',
      source: 'hand',
      set_by: 'test',
    })
    const record = {
      district_id: district,
      org_id: org(school),
      student_key: pupil(school),
      opened_by: ids[`account ${school}`],
      opened_name: 'A teacher',
    }
    await put('people.record', {
      ...record,
      reason: 'A reason that says why.',
      opened_at: now,
      expires_at: later,
      state: 'ready',
    })
    const told = { party: 'A court', party_kind: 'school', basis: 'audit', interest: 'An order.', what: 'Attendance' }
    const disclosure = await put(
      'people.disclosure',
      {
        district_id: district,
        org_id: org(school),
        on_date: '2026-09-02',
        ...told,
        students: 1,
        entered_name: 'A teacher',
        entered_at: now,
      },
      'disclosure_id',
    )
    ids[`disclosure ${school}`] = disclosure
    await put('people.disclosure_student', {
      disclosure_id: disclosure,
      n: 1,
      district_id: district,
      student_key: pupil(school),
    })
  }
  const asked = {
    district_id: district,
    reason: 'A reason that says why.',
    state: 'asked',
    asked_name: 'The writer',
    asked_by: ids.writer,
    asked_at: now,
  }
  ids.forgetting = await put('people.forgetting', asked, 'forgetting_id')
  await put('people.forgetting_subject', {
    forgetting_id: ids.forgetting,
    district_id: district,
    external_id: `${code}-gone`,
  })
  await put('people.forgotten_key', { district_id: district, key: 'k' })
  await put('people.forgotten', { district_id: district, mark: 'm', at: now })
  await put('feeds.roster_state', { org_id: district, version: 1 })
  const bytes = { old_sha256: '0'.repeat(64), rows_gone: 1, at: now, by_name: 'test' }
  await put('feeds.rewritten', { org_id: district, forgetting_id: ids.forgetting, what: 'upload', ...bytes })
}
