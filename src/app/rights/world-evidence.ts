import type pg from 'pg'
import { putWork } from './world-put.ts'

/** A link brought as evidence by one person, and a document of an office that nobody heads, with its readers. */
export async function evidence(
  client: pg.Client,
  at: { district: number; account: number | undefined; ids: Record<string, number>; now: Date },
): Promise<void> {
  const { district, account, ids, now } = at
  const put = putWork(client, district)
  const link = { kind: 'link', url: 'https://www.example.org/kept', brought_by: account, brought_at: now }
  const artefact_id = await put('artefact', 'artefact_id', { org_id: district })
  ids.artefact = artefact_id
  await put('artefact_version', 'number', {
    artefact_id,
    number: 1,
    title: 'Notes of a meeting',
    made_on: '2026-11-12',
    ...link,
  })
  await put('artefact_subject', 'artefact_id', { artefact_id, subject: `item:${ids.item}` })
  const { rows } = await client.query<{ id: number }>(
    `select org_id as id from people.org where district_id = $1 and code = 'S'`,
    [district],
  )
  const document_id = await put('document', 'document_id', {
    kind: 'guidance',
    title: JSON.stringify({ en: 'A guide', es: 'Una guía' }),
    owner_role: 'office_head',
    owner_org: rows[0]?.id,
    state: 'disseminated',
    number: 1,
    in_force: 1,
    approved_by: account,
  })
  ids.document = document_id
  await put('document_version', 'number', { document_id, number: 1, ...link })
  await put('document_audience', 'document_id', { document_id, role: '', org_id: district, must_acknowledge: true })
  await put('document_reader', 'document_id', {
    document_id,
    number: 1,
    account_id: account,
    asked_on: '2026-11-12',
    must_acknowledge: true,
  })
  for (const [object, id, verb] of [
    ['work.artefact', artefact_id, 'brought'],
    ['work.document', document_id, 'entered'],
  ] as const)
    await client.query(
      `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, at, became) values ($1, $2, $3, 1, $4, null, 'system:test', $5, $6)`,
      [
        district,
        object,
        String(id),
        verb,
        now,
        JSON.stringify({ title: { en: 'A guide', es: 'Una guía' }, kind: 'guidance', review_by: null }),
      ],
    )
}
