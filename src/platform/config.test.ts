import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isLoopback, readConfig, WrongSetting } from './config.ts'

describe('settings', () => {
  it('are those of the demo when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      demo: true,
      today: '2026-11-20',
      databaseUrl: null,
    })
  })

  it.each([
    [{ PORT: '70000' }, /PORT is "70000".*0 to 65535/],
    [{ PORT: 'x' }, /PORT/],
    [{ THROUGHLINE_DEMO: 'maybe' }, /THROUGHLINE_DEMO is "maybe".*on, off/],
    [{ HOST: '0.0.0.0' }, /loopback/],
    [{ THROUGHLINE_TODAY: '2026-02-30' }, /date such as/],
    [{ THROUGHLINE_TODAY: '2026-11-20', THROUGHLINE_DEMO: 'off' }, /for the demo only/],
    [{ DATABASE_URL: 'postgres://a/b' }, /go together/],
    [{ DATABASE_URL: 'mysql://a/b', DATABASE_OWNER_URL: 'postgres://a/b' }, /must begin with postgres/],
    [{ THROUGHLINE_URL: 'plan.example.org' }, /THROUGHLINE_URL/],
    [{ THROUGHLINE_MEMORY: 'lots' }, /THROUGHLINE_MEMORY/],
    [{ THROUGHLINE_LOG: 'loud' }, /THROUGHLINE_LOG/],
    [{ THROUGHLINE_ACCESS_LOG: 'yes' }, /THROUGHLINE_ACCESS_LOG is "yes".*on, off/],
    [{ THROUGHLINE_TRUST_PROXY: 'proxy.example' }, /THROUGHLINE_TRUST_PROXY: "proxy.example" is no address/],
    [{ THROUGHLINE_METRICS: '9464' }, /THROUGHLINE_METRICS is "9464".*127.0.0.1:9464/],
    [{ THROUGHLINE_METRICS: '127.0.0.1:3000' }, /port of the pages/],
    [{ THROUGHLINE_WEB: '0' }, /THROUGHLINE_WEB is "0".*1 to 64/],
    [{ THROUGHLINE_WORKERS: '-1' }, /THROUGHLINE_WORKERS/],
    [{ THROUGHLINE_DISK_RESERVE: '1GB' }, /THROUGHLINE_DISK_RESERVE/],
  ])('%o ends in one clear sentence', (env, sentence) => {
    expect(() => readConfig(env as NodeJS.ProcessEnv)).toThrow(WrongSetting)
    expect(() => readConfig(env as NodeJS.ProcessEnv)).toThrow(sentence)
  })

  it('refuse a real home inside a git work tree, but not the demo', () => {
    const tree = mkdtempSync(join(tmpdir(), 'tree-'))
    mkdirSync(join(tree, '.git'))
    const home = join(tree, 'deep', 'home')
    expect(() => readConfig({ THROUGHLINE_DEMO: 'off', THROUGHLINE_HOME: home })).toThrow(/git work tree/)
    expect(readConfig({ THROUGHLINE_HOME: home }).home).toBe(home)
    expect(
      readConfig({ THROUGHLINE_DEMO: 'off', THROUGHLINE_HOME: join(tmpdir(), 'elsewhere'), HOST: '0.0.0.0' }).today,
    ).toBe(null)
  })

  it('know loopback addresses', () => {
    expect(['127.0.0.1', '127.3.2.1', '::1', 'localhost'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '10.0.0.1', 'example.org', '1127.0.0.1'].some(isLoopback)).toBe(false)
  })
})
