import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Nameable } from './named-rules.ts'

/* Letters with signs that names are written with and without; what parts the words of a name. */
const signed = 'áàâäãåéèêëíìîïóòôöõúùûüñçýÿ-\u2010\u2011\u2013\u2019\u2018\u0027.,'
const bare = 'aaaaaaeeeeiiiiooooouuuuncyy         '

/**
 * Students of a district who could be meant by some words: one of them stands in the first and one in the last name, or one is the district's number.
 * In: words without accents, in small letters. For a yes or no only: names do not leave this folder.
 */
export async function studentsCalled(
  tx: Tx,
  districtId: number,
  words: readonly string[],
): Promise<(Nameable & { student_key: number })[]> {
  return query(
    tx,
    `select student_key, first_name, last_name, external_id from people.student
     where district_id = $1 and (regexp_replace(lower(external_id), '[^[:alnum:]]', '', 'g') = any ($2::text[])
       or (string_to_array(translate(lower(last_name), $3, $4), ' ') && $2::text[]
         and string_to_array(translate(lower(first_name), $3, $4), ' ') && $2::text[]))
     order by student_key`,
    [districtId, words, signed, bare],
  )
}
