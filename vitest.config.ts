import { defineConfig } from 'vitest/config'

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
    maxWorkers: 2,
    // A machine that is busy for a moment must not stop a landing: one more try there, none at a desk.
    retry: process.env.CI ? 1 : 0,
    // The whole of a sampled check (npm run test:full) takes its time; each file has a limit of its own there.
    testTimeout: process.env.THROUGHLINE_FULL === '1' ? 1_200_000 : 60_000,
    hookTimeout: process.env.THROUGHLINE_FULL === '1' ? 600_000 : 60_000,
  },
})
