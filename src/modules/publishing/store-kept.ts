import type { Kept } from '../../platform/files/kept.ts'

/** Files that the public reads. The row of an edition is written first and its folder opened after it; until then the pages wait in `tmp/editions`. */
export const kept: readonly Kept[] = [
  {
    what: 'editions',
    select: `select 'public/' || a.slug || '/editions/' || e.number || '/manifest.json' as path, e.digest as sha256, null::bigint as size,
                    false as folder, true as needed
             from publishing.edition e join publishing.address a using (district_id) where e.state in ('published', 'superseded')`,
  },
  {
    what: 'public',
    select: `select path, null::text as sha256, null::bigint as size, true as folder, false as needed
             from unnest(array['public', 'tmp/editions']) as t(path)`,
  },
]
