import type { Tx } from '../../platform/db/database.ts'
import type { Text } from '../../platform/words.ts'
import { newestPublic, type PublishedRow } from './store-published.ts'

/** The edition that a number on a page is from: readers see it beside the number, with the way to it. */
export type FromEdition = {
  number: number
  as_of: string
  slug: string
  corrects: { number: number; words: Text } | null
}

export const fromEdition = ({ number, as_of, content }: PublishedRow): FromEdition => ({
  number,
  as_of,
  slug: content.district.slug,
  corrects: content.corrects,
})

/** The address of a published edition. */
export const editionHref = (edition: Pick<FromEdition, 'number' | 'slug'>, lang: string): string =>
  `/public/${edition.slug}/editions/${edition.number}/${lang}/`

/**
 * For each measure the newest published edition, of whichever kind, that speaks of it; measures that none speaks of are left out. `newest`: the newest of all. Drafts
 * and approved editions have no part in it.
 */
export async function publishedFor(
  tx: Tx,
  districtId: number,
  definitions: readonly string[],
): Promise<{ newest: PublishedRow | null; of: ReadonlyMap<string, PublishedRow> }> {
  const newest = await newestPublic(tx, districtId)
  const of = new Map<string, PublishedRow>()
  for (const definition of new Set(definitions)) {
    const row = newest?.content.definitions.some((card) => card.id === definition)
      ? newest
      : newest && (await newestPublic(tx, districtId, { definition }))
    if (row) of.set(definition, row)
  }
  return { newest, of }
}
