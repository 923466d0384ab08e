import { query, type Tx } from '../../platform/db/database.ts'
import type { Text } from '../../platform/words.ts'
import type { EditionContent, EditionKind } from './editions/content.ts'
import type { EditionRow } from './schema.ts'

/** A row of `publishing.published`: what the public has, for everybody who reads the district's public numbers. */
export type PublishedRow = {
  edition_id: number
  number: number
  kind: EditionKind
  as_of: string
  content: EditionContent
}

/** Notes what was published, in the transaction that publishes it. In: the row as it is published, its content. */
export async function keepPublished(tx: Tx, edition: EditionRow, content: EditionContent): Promise<void> {
  await query(
    tx,
    `insert into publishing.published (edition_id, district_id, number, kind, as_of, corrects, content, content_digest, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (edition_id) do nothing`,
    [
      edition.edition_id,
      edition.district_id,
      edition.number,
      edition.kind,
      edition.as_of,
      content.corrects?.number ?? null,
      JSON.stringify(content),
      edition.content_digest,
      edition.published_at,
    ],
  )
}

const uncorrected = `not exists (select from publishing.published l where l.district_id = p.district_id and l.corrects = p.number)`

/**
 * The newest published edition of a district, packet or scorecard; null before the first. With a measure: the newest that speaks of it. With a school year: the
 * newest whose latest closed year it is. An edition that was corrected is passed over: its numbers are told as published no more.
 */
export async function newestPublic(
  tx: Tx,
  districtId: number,
  wanted: { definition?: string; schoolYear?: number } = {},
): Promise<PublishedRow | null> {
  const rows = await query<PublishedRow>(
    tx,
    `select p.edition_id, p.number, p.kind, p.as_of, p.content from publishing.published p
     where p.district_id = $1 and ($2::text is null or p.content -> 'definitions' @> jsonb_build_array(jsonb_build_object('id', $2::text)))
       and ($3::int is null or (p.content -> 'years' ->> 'latest')::int = $3) and ${uncorrected}
     order by p.number desc limit 1`,
    [districtId, wanted.definition ?? null, wanted.schoolYear ?? null],
  )
  return rows[0] ?? null
}

/** A correction of a published edition: which edition it is, and the public line on what was wrong and why. */
export type Correction = {
  edition_id: number
  number: number
  kind: EditionKind
  as_of: string
  words: Text
  slug: string
}

/** All published corrections of a district, newest first, each with the number of what it corrects. */
export async function correctionsOf(tx: Tx, districtId: number): Promise<(Correction & { corrects: number })[]> {
  return query<Correction & { corrects: number }>(
    tx,
    `select edition_id, number, kind, as_of, corrects, content -> 'corrects' -> 'words' as words, content -> 'district' ->> 'slug' as slug
     from publishing.published where district_id = $1 and corrects is not null order by number desc`,
    [districtId],
  )
}

/** The newest correction of an edition, by its number; null while it stands as it was published. */
export async function correctionTo(tx: Tx, districtId: number, number: number): Promise<Correction | null> {
  return (await correctionsOf(tx, districtId)).find((one) => one.corrects === number) ?? null
}
