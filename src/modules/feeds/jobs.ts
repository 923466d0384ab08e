import { report } from '../../platform/db/progress.ts'
import { inScope } from '../../platform/db/scope.ts'
import { defineJob } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/web/route.ts'
import { systemScope } from '../people/index.ts'
import { fail } from './actions/decide.ts'
import { examineAndPerhapsAccept } from './actions/import-file.ts'
import { load, release, reload, rosterBack } from './actions/load.ts'
import { forget } from './actions/forget.ts'
import { forgetAgain } from './actions/forget-again.ts'
import { dropOrphanIdentities, emptyRoster } from './actions/purge.ts'
import { sweep } from './actions/retention.ts'
import { sweepScratch } from './forgetting/scratch.ts'
import { isDataset } from './schema.ts'
import {
  emptyRosterJob,
  examineJob,
  forgetJob,
  loadJob,
  orphansJob,
  releaseJob,
  reloadJob,
  retentionJob,
  rosterBackJob,
} from './sent-jobs.ts'

async function failed(
  services: Services,
  ids: { district_id: number; import_id: number },
  code: string,
): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', ids.district_id)
  await inScope(services.db, scope, (tx) => fail(tx, scope, ids.import_id, code))
  await report(services.db, { subject: `import:${ids.import_id}`, step: 'feeds.failed', state: 'failed', code })
}

/** The background work of this module; every job is safe twice. */
export const jobs = [
  defineJob<Services, (typeof examineJob)['payload']>({
    ...examineJob,
    run: (services, p) => examineAndPerhapsAccept(services, p.district_id, p.import_id),
    failed,
  }),
  defineJob<Services, (typeof loadJob)['payload']>({
    ...loadJob,
    run: async (services, p) => void (await load(services, p.district_id, p.import_id)),
    failed,
  }),
  defineJob<Services, (typeof releaseJob)['payload']>({
    ...releaseJob,
    run: (services, p) => release(services, p.district_id, p.import_id),
  }),
  defineJob<Services, (typeof reloadJob)['payload']>({
    ...reloadJob,
    run: (services, p) =>
      reload(services, p.district_id, p.import_id, p.school_year, isDataset(p.dataset) ? p.dataset : null),
  }),
  defineJob<Services, (typeof rosterBackJob)['payload']>({
    ...rosterBackJob,
    run: (services, p) => rosterBack(services, p.district_id, p.import_id, p.version),
  }),
  defineJob<Services, (typeof emptyRosterJob)['payload']>({
    ...emptyRosterJob,
    run: (services, p) => emptyRoster(services, p.district_id, p.school_year),
  }),
  defineJob<Services, (typeof orphansJob)['payload']>({
    ...orphansJob,
    run: (services, p) => dropOrphanIdentities(services, p.district_id, p.tries),
  }),
  defineJob<Services, (typeof forgetJob)['payload']>({
    ...forgetJob,
    run: async (services, p) => void (await forget(services, p.district_id, p.forgetting_id)),
    failed: (services, p, code) =>
      report(services.db, { subject: `forget:${p.forgetting_id}`, step: 'feeds.failed', state: 'failed', code }),
  }),
  defineJob<Services, (typeof retentionJob)['payload']>({
    ...retentionJob,
    run: async (services) => {
      await sweep(services)
      await forgetAgain(services)
      await sweepScratch(services.home)
    },
  }),
]
