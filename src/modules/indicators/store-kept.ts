import type { Kept } from '../../platform/files/kept.ts'

/** Files that rows of this module name: the cube of each run and the sums of closed months. */
export const kept: readonly Kept[] = [
  {
    what: 'cubes',
    select: `select r.cube_path as path, null::text as sha256, null::bigint as size, true as folder, p.run_id is not null as needed
             from indicators.run r left join indicators.pointer p using (run_id)`,
  },
  {
    what: 'months',
    select: `select distinct r.month_path as path, null::text as sha256, null::bigint as size, false as folder, false as needed
             from indicators.run r where r.month_path is not null`,
  },
]
