import { inScope } from '../../../platform/db/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Services } from '../../../platform/web/route.ts'
import { loadOrganizations, type OrganizationRow, systemScope } from '../../people/index.ts'
import { readLines } from '../reading/lines.ts'
import { recognize } from '../reading/recognize.ts'
import { openSession } from '../reading/session.ts'
import { sniff } from '../reading/sniff.ts'
import { randomBytes } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes the district that an organizations file names (its state and district rows); the same again gives the same district. Out: its id. */
export async function found(services: Services, path: string): Promise<number> {
  const scope = await systemScope(services.db, 'feeds', null)
  const session = await openSession(services, 0, 0)
  try {
    const copy = join(session.scratch, `${randomBytes(6).toString('hex')}.csv`)
    await copyFile(path, copy)
    const bytes = await sniff(copy)
    const known =
      bytes.kind === 'text' && bytes.encoding === 'utf-8'
        ? await recognize(copy, 'organizations', async () => ({}))
        : null
    if (known?.state !== 'known')
      throw invalid(
        'feeds/not-organizations',
        'This is not an organizations file.',
        'Begin with organizations.csv; its layout is shown under Data.',
      )
    await readLines(
      session.duck,
      {
        path: copy,
        delimiter: known.delimiter,
        cells: known.header.length,
        places: known.match.places,
        plain: false,
        quotes: true,
      },
      known.kind.columns,
    )
    const rows = await session.duck.rows(
      `select * exclude (row_no) from raw where lower(kind) in ('state', 'district') order by row_no`,
    )
    return await inScope(
      services.db,
      scope,
      async (tx) => (await loadOrganizations(tx, scope, null, rows as unknown as OrganizationRow[])).district_id,
    )
  } finally {
    await session.close()
  }
}
