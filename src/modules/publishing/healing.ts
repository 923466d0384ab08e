import { inScope } from '../../platform/db/scope.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/web/route.ts'
import { everyDistrict } from '../people/index.ts'
import { besideOf } from './beside.ts'
import { indexesSay } from './editions/indexes.ts'
import type { Sources } from './sources.ts'
import { listedOf, slugOf } from './store.ts'
import { refreshIndex } from './working.ts'

/**
 * Finishes what was released and is not listed: a publication whose worker died at each try after its row was committed, or an index that a process wrote
 * after it had lost its database; and brings the pages beside the editions (plan, reporting calendar) up to date. In every district whose public indexes say something else than the rows. Safe twice; changes nothing where all is well.
 * A district that cannot be mended (lost pages) does not hold up the others: its error comes last.
 */
export async function healIndexes(services: Services, sources: Sources): Promise<void> {
  const lost: unknown[] = []
  for (const { org_id: district } of await everyDistrict(services.db)) {
    const scope = await sources.scope(services.db, district)
    const { slug, editions, beside } = await inScope(services.db, scope, async (tx) => ({
      slug: await slugOf(tx, district),
      editions: await listedOf(tx, district),
      beside: await besideOf(tx, district),
    }))
    if (slug === null || editions.length === 0 || (await indexesSay(services.home, slug, editions, beside))) continue
    log.warn({ code: 'publishing/index-mended', district })
    await refreshIndex(services, sources, scope, district).catch((error: unknown) => lost.push(error))
  }
  if (lost.length > 0) throw lost[0]
}
