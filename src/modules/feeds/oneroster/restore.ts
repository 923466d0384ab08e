import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { literal } from '../../../platform/duckdb.ts'
import { missing } from '../../../platform/errors.ts'
import { copyEnrollment, copyStudentGroups, loadEnrollment, restoreGroups, todayOf } from '../../people/index.ts'
import type { LoadContext, Made } from '../actions/version.ts'
import { makeVersion } from '../actions/version.ts'
import { copied } from '../loading.ts'
import { bringKnown } from '../reading/session.ts'
import type { VersionRow } from '../schema.ts'
import { versionsOfImport } from '../store-version.ts'

/**
 * Goes back to the enrollment or the groups of a school year as a bundle left them. Unlike a file of enrollment, a bundle cannot be loaded again for one year alone; but the
 * version itself holds all that `people` needs, by keys. Out: the new versions.
 */
export async function restoreYear(context: LoadContext): Promise<Made[]> {
  const { tx, row } = context
  const made: Made[] = []
  const all = await versionsOfImport(tx, row.import_id)
  for (const year of context.years ?? [])
    for (const dataset of ['student_group', 'enrollment'] as const) {
      if (context.only !== null && context.only !== dataset) continue
      const wanted = all
        .filter((one) => one.dataset === dataset && one.school_year === year && one.file_gone_at === null)
        .at(-1)
      if (wanted) made.push(await restore(context, wanted, dataset, year))
      else if (context.only === dataset)
        throw missing('feeds/version-gone', 'This version is no longer kept.', 'Choose another one.')
    }
  return made
}

async function restore(
  context: LoadContext,
  wanted: VersionRow,
  dataset: 'student_group' | 'enrollment',
  year: number,
): Promise<Made> {
  const { tx, scope, session, row } = context
  const there = `read_parquet(${literal(join(session.home, wanted.path))})`
  const csv = join(session.scratch, `${dataset}-${year}-before.csv`)
  if (dataset === 'enrollment') {
    await bringKnown(tx, session, row.org_id, await todayOf(tx, row.org_id), true)
    await session.duck.run(`copy (
      select k.student_id, cast(v.school_year as varchar) as school_year, o.code as school_code, grade_text(v.grade) as grade, v.entry_date, v.exit_date, cast(null as varchar) as exit_code,
        flag_text(v.is_primary) as "primary"
      from ${there} v join known_student k on k.student_key = v.student_key join (select distinct org_id, code from known_org where kind = 'school') o on o.org_id = v.org_id
    ) to ${literal(csv)} (format csv, header)`)
    await loadEnrollment(tx, scope, row.org_id, year, createReadStream(csv))
  } else {
    await session.duck.run(
      `copy (select student_key, race, gender, econ, el, swd, residency from ${there}) to ${literal(csv)} (format csv, header)`,
    )
    await restoreGroups(tx, scope, row.org_id, year, createReadStream(csv))
  }
  // What `people` has now, not the old file: a student who was forgotten since then does not come back.
  const path = join(session.scratch, `${dataset}-${year}-restored.csv`)
  await (dataset === 'enrollment' ? copyEnrollment : copyStudentGroups)(tx, row.org_id, year, path)
  const order = dataset === 'enrollment' ? 'student_key, entry_date, org_id' : 'student_key'
  return makeVersion(context, dataset, year, `select * from ${copied(path, dataset)} order by ${order}`, { base: null })
}
