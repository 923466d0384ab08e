import type { LoadContext, Made } from './actions/version.ts'
import { makeVersion } from './actions/version.ts'
import { kindOf } from './kinds/all.ts'
import { yearsStaged } from './loading.ts'
import { nameDataset } from './reading/session.ts'
import { currentVersion } from './store-version.ts'

/**
 * Layouts whose rows go to the lake as they are: a version for each school year that the file names. What the kind `replaces` (tests, programs) stands as in
 * the file; the other rows of the year are carried on from the version before. A kind that replaces nothing smaller takes the place of the whole year.
 */
export async function loadYears(context: LoadContext): Promise<Made[]> {
  const { tx, session, row } = context
  if (row.kind === null) return []
  const { dataset, lake, replaces } = kindOf(row.kind)
  const columns = lake.split(', ').map((column) => column.split(' ')[0])
  const made: Made[] = []
  for (const year of await yearsStaged(context)) {
    const base =
      replaces.length > 0 ? await currentVersion(tx, { org_id: row.org_id, dataset, school_year: year }) : null
    await nameDataset(session, 'previous', dataset, base ? [base.path] : [])
    const named = `select * from staged where school_year = ${year}`
    const same = replaces.map((column) => `n.${column} = p.${column}`).join(' and ')
    const carried = base
      ? `union all select ${columns.join(', ')} from previous p where not exists (select 1 from (${named}) n where ${same})`
      : ''
    made.push(
      await makeVersion(
        context,
        dataset,
        year,
        `select * from (select ${columns.join(', ')} from (${named}) ${carried}) order by all`,
        { base },
      ),
    )
  }
  return made
}
