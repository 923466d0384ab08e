import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startProduct } from '../../../e2e/product.ts'
import { projectRoot } from '../../platform/config.ts'
import { amount } from '../../platform/testing/amount.ts'

// The whole product as `npm start` runs it, with its own PostgreSQL and the demo: only in the full run, because making the demo takes its time.
const scale = '0.02'

it.runIf(amount(0, 1) === 1)(
  'is backed up while it runs, restored into a new home, and starts there',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'product-'))
    chmodSync(folder, 0o755)
    const to = join(folder, 'backups')
    const key = join(folder, 'key')
    const run = (args: string[], home: string) => {
      const done = spawnSync(process.execPath, ['--import', 'tsx', 'src/app/main.ts', ...args], {
        cwd: projectRoot,
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', THROUGHLINE_HOME: home },
      })
      return { code: done.status, out: `${done.stdout}${done.stderr}` }
    }
    const product = await startProduct({ THROUGHLINE_DEMO_SCALE: scale })
    const page = await (await fetch(`${product.address}/public/`)).text()
    expect(run(['backup', '--new-key', key], product.home).code).toBe(0)
    const recipient = /age1\S+/.exec(run(['backup', '--new-key', `${key}2`], product.home).out)?.[0] ?? ''
    const made = run(['backup', to, '--to', recipient], product.home)
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('locked') })
    expect(run(['doctor'], product.home)).toMatchObject({ code: 0, out: expect.not.stringContaining('WRONG') })
    const again = join(folder, 'home')
    expect(run(['restore', to, '--key', key], again)).toMatchObject({
      code: 1,
      out: expect.stringContaining('backup/wrong-key'),
    })
    expect(run(['restore', to, '--key', `${key}2`], product.home)).toMatchObject({
      code: 2,
      out: expect.stringContaining('already runs'),
    })
    expect(run(['restore', to, '--key', `${key}2`], again)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Restored'),
    })
    const stopped = run(['doctor', '--json'], again)
    expect(stopped.code).toBe(0)
    expect(stopped.out).toContain('doctor/not-running')
    // The stopped copy is backed up too.
    expect(run(['backup', join(folder, 'second'), '--to', recipient], again).code).toBe(0)
    const copy = await startProduct({ THROUGHLINE_DEMO_SCALE: scale }, again)
    expect(copy.output()).not.toContain('First start')
    expect(await (await fetch(`${copy.address}/public/`)).text()).toBe(page)
    expect(run(['doctor'], again)).toMatchObject({ code: 0, out: expect.not.stringContaining('WRONG') })
    await copy.stop()
    await product.stop()
    expect(existsSync(join(again, 'restoring.json'))).toBe(false)
    rmSync(folder, { recursive: true, force: true })
  },
  1_500_000,
)
