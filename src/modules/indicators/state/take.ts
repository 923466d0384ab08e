import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inScope } from '../../../platform/db/scope.ts'
import { type Duck, openDuck } from '../../../platform/duckdb.ts'
import type { Services } from '../../../platform/web/route.ts'
import { current, type StateRow } from '../../feeds/index.ts'
import { type Org, orgById, orgsUnder, systemScope, todayOf } from '../../people/index.ts'
import { rowJson } from '../accountability/json.ts'
import { codeOfRow } from '../accountability/read.ts'
import { recompute } from '../accountability/recompute.ts'
import { stateRows } from '../engine/state.ts'
import { publishedAgain } from './accountability-file.ts'
import { type Codes, publishedFrom, stateCode } from './published.ts'
import { type AccountabilityResult, type AccountabilityRow, replaceAccountability, replacePublished } from './store.ts'

/** Opens a DuckDB that reads a district's lake, for as long as the work takes. */
export async function withLake<T>(
  services: Services,
  districtId: number,
  work: (duck: Duck) => Promise<T>,
): Promise<T> {
  const scratch = join(services.home, 'tmp', `state-${process.pid}-${districtId}-${randomBytes(6).toString('hex')}`)
  mkdirSync(join(services.home, 'lake', `d${districtId}`), { recursive: true, mode: 0o700 })
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  try {
    const duck = await openDuck({
      directories: [join(services.home, 'lake', `d${districtId}`), scratch],
      temp: join(scratch, 'spill'),
      threads: services.config.threads,
      memory: services.config.memory,
    })
    return await work(duck).finally(() => duck.close())
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const codesOf = (district: Org, schools: readonly Org[]): Codes => ({
  district: stateCode(district.code) ?? '',
  districtId: district.org_id,
  schools: new Map(
    schools.flatMap((one) => {
      const code = stateCode(one.code)
      return code === null ? [] : [[code, one.org_id] as const]
    }),
  ),
})

/**
 * Serves the state's reports of one year as they stand in the lake's current version: mapped values, and the rows of the accountability file with what our rules make of
 * them. Without a version (a purge left nothing) what was served goes. Safe twice. In: worker's services.
 */
export async function takeStateReports(services: Services, districtId: number, schoolYear: number): Promise<void> {
  const scope = await systemScope(services.db, 'compute', districtId)
  const plan = await inScope(services.db, scope, async (tx) => {
    const version = (await current(tx, districtId)).find(
      (one) => one.dataset === 'state_report' && one.school_year === schoolYear,
    )
    const district = await orgById(tx, districtId)
    const schools = await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'school')
    return { version: version ?? null, codes: district ? codesOf(district, schools) : null }
  })
  const { version, codes } = plan
  const rows =
    version && codes
      ? await withLake(services, districtId, (duck) =>
          stateRows(duck, join(services.home, version.path), codes.district),
        )
      : []
  const served = codes ? publishedFrom(rows, codes, version?.version ?? 0) : { rows: [] }
  const accountability = codes ? scored(rows, codes, version?.version ?? 0) : []
  await inScope(services.db, scope, async (tx) => {
    const now = (await current(tx, districtId)).find(
      (one) => one.dataset === 'state_report' && one.school_year === schoolYear,
    )
    // Another version came meanwhile: the job that follows it serves that one.
    if ((now?.version ?? null) !== (version?.version ?? null)) return
    await replacePublished(tx, districtId, schoolYear, served.rows)
    await replaceAccountability(tx, districtId, schoolYear, accountability)
  })
}

/** The accountability file computed again: rows of the state, the district and its schools. */
function scored(rows: readonly StateRow[], codes: Codes, version: number): AccountabilityRow[] {
  const own = rows.filter((one) => one.report === 'accountability')
  if (own.length === 0) return []
  const file = own[0]?.file ?? ''
  return recompute(publishedAgain(own)).rows.flatMap((one): AccountabilityRow[] => {
    const { row } = one
    if (row.schoolYear === null || (row.kind !== 'state' && row.districtCode !== codes.district)) return []
    const code = codeOfRow(row)
    const result: AccountabilityResult = {
      ...rowJson(one, 'en'),
      differences: one.differences.map(({ header, line, printed, computed }) => ({ header, line, printed, computed })),
    }
    return [
      {
        district_id: codes.districtId,
        school_year: row.schoolYear,
        level: row.kind,
        code: row.kind === 'state' ? '0000000' : code,
        name: row.schoolName ?? row.districtName,
        org_id: row.kind === 'district' ? codes.districtId : (codes.schools.get(code) ?? null),
        line: row.line,
        differences: one.differences.length,
        result,
        file,
        version,
      },
    ]
  })
}
