/** The name of a test file as the name of another file. */
export const slug = (file: string): string => file.replaceAll(/[^\w.-]+/g, '-')

/** How a test file runs in the full run. `minutes`: after that it counts as stuck. `alone`: nothing else runs beside it. `turn`: the order, lowest first. */
export type Weight = { minutes: number; alone: boolean; turn: number }

/**
 * Files that need more than the usual time, or quiet, by the beginning of their path. What needs quiet comes first, the walk with its ten minutes of many people
 * among them; then the access matrix and the backups, which find most faults at full size, and the usual ones, so that a fault is known early; then the longest,
 * the kill loop before the others.
 */
const heavy: readonly { path: string; weight: Weight }[] = [
  { path: 'src/modules/indicators/disclosure/speed', weight: { minutes: 10, alone: true, turn: 0 } },
  { path: 'src/app/operation/', weight: { minutes: 30, alone: true, turn: 0 } },
  { path: 'src/modules/indicators/disclosure/suite', weight: { minutes: 75, alone: false, turn: 2 } },
  { path: 'src/modules/feeds/state-reports/import', weight: { minutes: 30, alone: false, turn: 2 } },
  { path: 'src/modules/indicators/engine/compute', weight: { minutes: 30, alone: false, turn: 2 } },
  { path: 'src/modules/feeds/oneroster/delta', weight: { minutes: 30, alone: false, turn: 2 } },
  { path: 'src/modules/feeds/reading/sift', weight: { minutes: 30, alone: false, turn: 2 } },
  { path: 'src/modules/indicators/own/agrees', weight: { minutes: 30, alone: false, turn: 2 } },
  { path: 'src/modules/plans/exchange/round-trip', weight: { minutes: 30, alone: false, turn: 2 } },
  { path: 'e2e/doing-the-plan', weight: { minutes: 40, alone: false, turn: 2 } },
  { path: 'e2e/attendance-to-scorecard', weight: { minutes: 40, alone: true, turn: 0 } },
  { path: 'src/app/kills/kills', weight: { minutes: 95, alone: false, turn: 3 } },
  { path: 'src/app/fuzz/', weight: { minutes: 75, alone: false, turn: 4 } },
  { path: 'src/app/rights/', weight: { minutes: 60, alone: false, turn: 1 } },
  { path: 'src/app/backup/', weight: { minutes: 30, alone: false, turn: 1 } },
  { path: 'src/app/canary/', weight: { minutes: 20, alone: false, turn: 5 } },
]

/** The weight of a test file. In: its path from the root of the project. */
export function weightOf(path: string): Weight {
  return heavy.find((one) => path.startsWith(one.path))?.weight ?? { minutes: 20, alone: false, turn: 2 }
}

/** The files in the order of the full run: by turn, then by name. */
export function inOrder(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => weightOf(a).turn - weightOf(b).turn || (a < b ? -1 : 1))
}

/** So many usual files run in one vitest: its start (a PostgreSQL, all migrations) takes longer than most files. */
const together = 12

/**
 * What runs in a vitest of its own: a heavy file, a file that has failed before, or up to twelve usual files one after the other. In: the files in order;
 * whether one was run before. Out: the units, in the same order.
 */
export function unitsOf(files: readonly string[], again: (file: string) => boolean): string[][] {
  const units: string[][] = []
  let open: string[] | null = null
  for (const file of files) {
    const single = again(file) || heavy.some((one) => file.startsWith(one.path))
    if (!single && open && open.length < together) open.push(file)
    else units.push((open = [file]))
    if (single) open = null
  }
  return units
}

export type Wanted = { only: string | null; fresh: boolean; seed: number }

/** Reads what the full run is asked. Errors: a plain sentence for a word that it does not know. */
export function wanted(args: readonly string[], env: NodeJS.ProcessEnv): Wanted {
  const out: Wanted = { only: null, fresh: false, seed: Number(env.THROUGHLINE_SEED || 20261120) }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]
    if (arg === '--fresh') out.fresh = true
    else if (arg === '--only' && args[i + 1]) out.only = args[++i] ?? null
    else if (arg === '--seed' && args[i + 1]) out.seed = Number(args[++i])
    else throw new Error(`"${arg}" is not known. Use: npm run test:full -- [--only PATTERN] [--seed N] [--fresh]`)
  }
  if (!Number.isSafeInteger(out.seed)) throw new Error('The seed must be a whole number.')
  return out
}
