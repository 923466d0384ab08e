import type { Kept } from '../../platform/files/kept.ts'

/** Files that rows of this module name: uploads by digest, what was found in them, versions in the lake. */
export const kept: readonly Kept[] = [
  {
    what: 'uploads',
    select: `select distinct 'files/' || left(sha256, 2) || '/' || sha256 as path, sha256, null::bigint as size, false as folder, true as needed
             from feeds.file_use`,
  },
  {
    what: 'versions',
    select: `select path, sha256, size, false as folder, true as needed from feeds.dataset_version where file_gone_at is null`,
  },
  {
    // While a file is examined its folder grows: taken when it is there.
    what: 'imports',
    select: `select 'imports/d' || org_id || '/' || import_id as path, null::text as sha256, null::bigint as size, true as folder,
                    state in ('examined', 'accepted', 'loading', 'loaded') as needed
             from feeds.import where file_gone_at is null and state <> 'purged'`,
  },
]
