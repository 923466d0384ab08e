/** How a test file runs in the full run. `minutes`: after that it counts as stuck. `alone`: nothing else runs beside it. `last`: after all others. */
export type Weight = { minutes: number; alone: boolean; last: number }

/** Files that need more than the usual ten minutes, or quiet, by the beginning of their path. The longest come last, so that a red test shows early. */
const heavy: readonly { path: string; weight: Partial<Weight> }[] = [
  { path: 'bench/', weight: { minutes: 30, alone: true, last: 2 } },
  { path: 'e2e/', weight: { minutes: 20, last: 1 } },
  { path: 'src/app/canary/', weight: { minutes: 15, last: 1 } },
  { path: 'src/app/rights/', weight: { minutes: 30, last: 2 } },
  { path: 'src/app/operation/', weight: { minutes: 30, alone: true, last: 2 } },
  { path: 'src/app/backup/', weight: { minutes: 20, last: 2 } },
  { path: 'src/modules/indicators/disclosure/speed', weight: { alone: true, last: 1 } },
  { path: 'src/app/fuzz/', weight: { minutes: 60, last: 3 } },
  { path: 'src/app/kills/', weight: { minutes: 90, last: 4 } },
]

/** The weight of a test file. In: its path from the root of the project. */
export function weightOf(path: string): Weight {
  const found = heavy.find((one) => path.startsWith(one.path))?.weight ?? {}
  return { minutes: 10, alone: false, last: 0, ...found }
}

/** The files in the order of the full run: light ones first, then by weight, then by name. */
export function inOrder(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => weightOf(a).last - weightOf(b).last || (a < b ? -1 : 1))
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
