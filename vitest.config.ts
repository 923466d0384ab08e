import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The long ones begin first, so that no lane ends with one of them alone. */
const long = [
  'e2e/attendance-to-scorecard.test.ts',
  'e2e/doing-the-plan.test.ts',
  'src/app/kills/kills.test.ts',
  'src/app/canary/canary.test.ts',
  'src/modules/feeds/steward.test.ts',
  'src/app/rights/matrix.test.ts',
  'src/app/two-districts.test.ts',
  'e2e/empty-installation.test.ts',
]
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = (file: TestSpecification) => long.findIndex((name) => file.moduleId.endsWith(name))
    const first = sorted.filter((file) => place(file) >= 0).toSorted((a, b) => place(a) - place(b))
    return [...first, ...sorted.filter((file) => place(file) < 0)]
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'e2e/**/*.test.ts',
      'demo/**/*.test.ts',
      'plans/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    globalSetup: ['src/platform/testing/global.ts'],
    setupFiles: ['src/platform/testing/seed.ts'],
    pool: 'forks',
    // Three lanes on two cores: much of the time is waiting, for a worker to come back or a page to change.
    maxWorkers: 3,
    // Files share a process one after the other: loading the whole product anew for each costs more than many of them.
    isolate: false,
    fsModuleCache: true,
    sequence: { sequencer: LongFirst },
    // A machine that is busy for a moment must not stop a landing: one more try there, none at a desk.
    retry: process.env.CI ? 1 : 0,
    // The whole of a sampled check (npm run test:full) takes its time; each file has a limit of its own there.
    testTimeout: process.env.THROUGHLINE_FULL === '1' ? 1_200_000 : 60_000,
    hookTimeout: process.env.THROUGHLINE_FULL === '1' ? 600_000 : 60_000,
  },
})
