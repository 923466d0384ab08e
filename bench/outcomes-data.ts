import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { literal, openDuck } from '../src/platform/duckdb.ts'
import { outcomeDatasets } from '../src/modules/indicators/definitions/outcomes.ts'

/**
 * Writes what is counted once a year for the students of a world of `makeWorld`, once: the same bytes from the same numbers. About two tests and six courses a
 * student of the grades that have them, an incident for one in twenty, a cohort and its graduates for grade 12, success plans from grade 6 on.
 */
export async function makeOutcomes(folder: string): Promise<void> {
  const done = (name: string) => join(folder, `${name}.parquet`)
  if (outcomeDatasets.every((name) => existsSync(done(name)))) return
  const duck = await openDuck({ directories: [folder], temp: join(folder, 'temp'), threads: 2, memory: '1GB' })
  const at = (n: number) => `(hash(student_key, ${n}) % 1000)`
  const sql: Record<(typeof outcomeDatasets)[number], string> = {
    assessment: `select student_key, org_id, school_year, case when grade = 11 then 'sat' else 'sbac' end as assessment, '2026' as edition, subject, '' as part, 'end' as season, grade,
        ${at(31)} < 970 as participated, cast(null as varchar) as reason, 2400.0 + hash(student_key, subject) % 300 as scale_score,
        case when ${at(31)} < 970 then cast(1 + hash(student_key, subject) % 4 as tinyint) end as level, cast(null as double) as index_points, cast(null as double) as target_share
      from place cross join (select unnest(['ela', 'math']) as subject) where grade between 3 and 8 or grade = 11`,
    course: `select student_key, org_id, school_year, 'C' || grade || '-' || k as course_code, 'year' as term, grade, ['A', 'B+', 'B', 'C', 'C-', 'F'][1 + (hash(student_key, k, 32) % 6)::integer] as mark,
        100 as attempted, case when hash(student_key, k, 32) % 6 = 5 then 0 else 100 end as earned, false as is_summer
      from place cross join range(7) t(k) where grade between 8 and 12`,
    course_flag: `select 2026::smallint as school_year, 'C' || g || '-' || k as course_code, ['english', 'math', 'science', 'social', 'arts', 'cte', 'cte'][1 + k::integer] as subject,
        k < 4 as is_core, k = 1 as is_algebra1, case when k >= 5 then 'cte' when k = 0 and g >= 11 then 'ap' end as ccr, k = 4 as is_arts
      from range(8, 13) a(g), range(7) t(k)`,
    discipline: `select student_key, org_id, school_year, date '2025-09-10' + (hash(student_key, 33) % 200)::integer as day, cast(hash(student_key) % 1000000 as bigint) as incident, 'fighting' as behavior,
        ['iss', 'oss', 'restorative'][1 + (hash(student_key, 34) % 3)::integer] as action, 100 as assigned, 100 as served
      from place where ${at(35)} < 50`,
    cohort: `select student_key, org_id, cast(2026 - 2 * (hash(student_key, 36) % 2) as smallint) as school_year, case when ${at(37)} < 850 then 'diploma' when ${at(37)} < 930 then 'dropped' else 'removed' end as outcome,
        date '2026-06-12' as day, case when ${at(37)} >= 930 then 'transfer' end as reason, ${at(38)} < 900 as documented, cast(null as boolean) as econ, cast(null as boolean) as el, cast(null as boolean) as swd
      from place where grade = 12`,
    postsecondary: `select student_key, org_id, 2025::smallint as school_year, ${at(39)} < 600 as enrolled, date '2025-09-01' as day, cast(4 as tinyint) as level from place where grade = 12`,
    program: `select student_key, school_year, 'success_plan' as program, date '2025-09-20' as from_day, cast(null as date) as to_day, date '2025-10-20' as updated_day, ${at(40)} < 700 as adult_named
      from place where grade between 6 and 12 and ${at(41)} < 850`,
  }
  try {
    await duck.run(
      `create table place as select student_key, org_id, school_year, grade from read_parquet(${literal(done('enrollment'))}) where is_primary and exit_date is null order by student_key`,
    )
    for (const name of outcomeDatasets) {
      await duck.run(
        `copy (select * from (${sql[name]}) order by all) to ${literal(`${done(name)}.tmp`)} (format parquet, compression zstd)`,
      )
      await rename(`${done(name)}.tmp`, done(name))
    }
  } finally {
    duck.close()
  }
}
