import type pg from 'pg'
import { putWork } from './world-put.ts'

/** A procedure of an office that nobody heads, a decision, a submission with what was sent, a milestone, and a policy with one obligation that somebody looked at. */
export async function governance(
  client: pg.Client,
  at: { district: number; account: number | undefined; ids: Record<string, number>; now: Date },
): Promise<void> {
  const { district, account, ids, now } = at
  const put = putWork(client, district)
  const title = JSON.stringify({ en: 'Both languages', es: 'Dos idiomas' })
  const { rows } = await client.query<{ id: number }>(
    `select org_id as id from people.org where district_id = $1 and code = 'S'`,
    [district],
  )
  const owner = { owner_role: 'office_head', owner_org: rows[0]?.id }
  // A newer version is being written, while the first one is with its readers.
  ids.procedure = await put('document', 'document_id', {
    kind: 'procedure',
    title,
    ...owner,
    state: 'draft',
    number: 1,
    in_force: 1,
  })
  const link = { kind: 'link', url: 'https://www.example.org/steps', brought_by: account, brought_at: now }
  await put('document_version', 'number', { document_id: ids.procedure, number: 1, ...link })
  const whole = { role: '', org_id: district, must_acknowledge: false }
  await put('document_audience', 'document_id', { document_id: ids.procedure, ...whole })
  const steps = JSON.stringify([
    {
      text: { en: 'Do it.', es: 'Hacerlo.' },
      responsible: [`principal@${district}`],
      accountable: `superintendent@${district}`,
      consulted: [],
      informed: [],
    },
  ])
  await put('procedure', 'document_id', { document_id: ids.procedure, number: 1, steps, version: 1 })
  ids.autonomy = await put('autonomy', 'autonomy_id', { title, who: 'shared' })
  ids.submission = await put('submission', 'submission_id', { duty_id: ids.duty, code: 'SDE', recipient: 'The state' })
  ids['sent item'] = await put('item', 'item_id', {
    org_id: district,
    kind: 'duty',
    source: 'duty:visits/2027/2026-11',
    title,
    due_on: '2026-11-12',
    planned_due: '2026-11-12',
  })
  const sending = { item_id: ids['sent item'], what: 'The report', sent_on: '2026-11-12', sent_by: account }
  await put('sending', 'item_id', sending)
  const hired = {
    kind: 'hire',
    title,
    owner_role: 'office_head',
    owner_org: owner.owner_org,
    planned: 3,
    due_on: '2026-12-01',
  }
  ids.milestone = await put('milestone', 'milestone_id', { org_id: district, ...hired })
  const council = { en: 'A council', es: 'Un consejo' }
  ids.policy = await put('policy', 'policy_id', {
    code: 'SGC',
    kind: 'policy',
    title,
    ...owner,
    obligations: JSON.stringify([{ key: 'o1', title: council, each: 'district', ended: false }]),
  })
  const compliance = await put('compliance', 'compliance_id', {
    policy_id: ids.policy,
    key: 'o1',
    org_id: district,
    shown_by: `duty:${ids.duty}`,
    words: JSON.stringify(council),
    until: '2027-06-30',
    assessed_by: account,
    assessed_at: now,
  })
  for (const [object, id] of [
    ['work.document', ids.procedure],
    ['work.procedure', ids.procedure],
    ['work.autonomy', ids.autonomy],
    ['work.submission', ids.submission],
    ['work.sending', ids['sent item']],
    ['work.milestone', ids.milestone],
    ['work.policy', ids.policy],
    ['work.compliance', compliance],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at) values ($1, $2, $3, 1, 'entered', null, 'system:test', $4)`,
      [district, object, String(id), now],
    )
}
