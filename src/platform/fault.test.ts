import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { projectRoot, readConfig, WrongSetting } from './config.ts'
import { faultFile, faultPoints, faultTrouble } from './fault.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-fault-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A process that passes one point three times and says so. */
function passing(env: Record<string, string>): { signal: string | null; said: string } {
  const script = join(folder, 'pass.mts')
  writeFileSync(
    script,
    `import { faultPoint } from ${JSON.stringify(join(projectRoot, 'src/platform/fault.ts'))}
for (const time of ['first', 'second', 'third']) { faultPoint('work/saved'); process.stdout.write(time + ' ') }`,
  )
  const done = spawnSync(process.execPath, [script], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
  })
  return { signal: done.signal, said: done.stdout.trim() }
}

describe('a fault point', () => {
  it('does nothing unless it is named', () => {
    expect(passing({})).toEqual({ signal: null, said: 'first second third' })
    expect(passing({ THROUGHLINE_FAULT: 'work/written' })).toEqual({ signal: null, said: 'first second third' })
  })

  it('kills the process at the passing that was asked for', () => {
    expect(passing({ THROUGHLINE_FAULT: 'work/saved' })).toEqual({ signal: 'SIGKILL', said: '' })
    expect(passing({ THROUGHLINE_FAULT: 'work/saved:3' })).toEqual({ signal: 'SIGKILL', said: 'first second' })
  })

  it('does nothing in a real installation, whose settings refuse it in one sentence', () => {
    expect(passing({ THROUGHLINE_FAULT: 'work/saved', THROUGHLINE_DEMO: 'off' }).signal).toBeNull()
    const real = { THROUGHLINE_DEMO: 'off', THROUGHLINE_HOME: folder, THROUGHLINE_FAULT: 'work/saved' }
    expect(() => readConfig(real)).toThrow(WrongSetting)
    expect(() => readConfig(real)).toThrow(/THROUGHLINE_FAULT is for tests of the demo only/)
    expect(() => readConfig({ THROUGHLINE_FAULT: 'work/sawed' })).toThrow(/must be a point/)
    expect(readConfig({ THROUGHLINE_FAULT: 'work/saved:2' }).demo).toBe(true)
  })

  it('is armed by a file for one part, tells that it was reached, and waits when it is asked to', () => {
    const armed = (part: string | null, act: 'kill' | 'wait') =>
      writeFileSync(faultFile(folder, 'work/saved', 'armed'), JSON.stringify({ id: 1, part, nth: 2, act }))
    const env = { THROUGHLINE_FAULT: `folder:${folder}`, THROUGHLINE_PART: 'web' }
    armed('worker', 'kill')
    expect(passing(env)).toEqual({ signal: null, said: 'first second third' })
    expect(existsSync(faultFile(folder, 'work/saved', 'seen'))).toBe(true)
    armed('web', 'kill')
    expect(passing(env)).toEqual({ signal: 'SIGKILL', said: 'first' })
    expect(readFileSync(faultFile(folder, 'work/saved', 'reached'), 'utf8')).toContain('"nth":2')
    armed(null, 'wait')
    writeFileSync(faultFile(folder, 'work/saved', 'go'), '')
    expect(passing(env)).toEqual({ signal: null, said: 'first second third' })
    expect(existsSync(faultFile(folder, 'work/saved', 'go'))).toBe(false)
  })

  it('has a name that the setting takes', () => {
    expect(Object.keys(faultPoints).filter((name) => faultTrouble(name) !== null)).toEqual([])
    for (const wrong of ['', 'nowhere', 'work/saved:0', 'work/saved:x', 'folder:relative'])
      expect(faultTrouble(wrong)).toMatch(/must be a point/)
  })
})
