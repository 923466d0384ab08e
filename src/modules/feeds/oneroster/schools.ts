import type { Tx } from '../../../platform/db/database.ts'
import { now } from '../../../platform/clock.ts'
import { invalid } from '../../../platform/errors.ts'
import { orgByCode } from '../../people/index.ts'
import type { ImportRow, Unmatched } from '../schema.ts'
import { keepMapping } from '../store.ts'

/** So many organizations are asked for on the page; a roster with more has codes that need another look. */
export const askedMost = 300

/**
 * Keeps which of our organizations those of a roster are, for this bundle and the next. In: for each place in the import's list a code, or an empty text.
 * Out: how many were matched. Errors: Invalid `feeds/no-such-school`.
 */
export async function keepSchools(tx: Tx, row: ImportRow, typed: Readonly<Record<string, string>>): Promise<number> {
  const said: Record<string, string> = {}
  for (const [index, one] of row.unmatched.entries()) {
    const code = typed[`org.${index}`] ?? ''
    if (code === '') continue
    if (!(await orgByCode(tx, row.org_id, code)))
      throw invalid('feeds/no-such-school', 'There is no such organization.', 'Choose from the list.')
    said[one.sourced_id] = code
  }
  if (Object.keys(said).length > 0) await keepMapping(tx, row.org_id, 'oneroster', said, now())
  return Object.keys(said).length
}

const quoted = (text: string): string => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** The schools of a bundle that are none of ours as a file of organizations, for a person to complete and send. In: they, the district's code, the roster's school year. */
export function proposal(unmatched: readonly Unmatched[], districtCode: string, schoolYear: number): string {
  const rows = unmatched
    .filter((one) => one.kind === 'school')
    .map((one) =>
      [one.identifier || one.sourced_id, one.name, 'school', districtCode, `${schoolYear - 1}-07-01`, '', '', '']
        .map(quoted)
        .join(','),
    )
  return `\uFEFForg_code,name,kind,parent_code,from_date,to_date,low_grade,high_grade\r\n${rows.join('\r\n')}\r\n`
}
