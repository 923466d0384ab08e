import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { WrongSetting } from '../platform/config.ts'
import { checkCommand } from './check.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  try {
    const done = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/app/main.ts', 'check', ...args], {
      cwd: root,
    })
    return { code: 0, out: done.stdout, err: done.stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

test('throughline check: lines and a table; errors end with 1, warnings only when asked, wrong use with 2', async () => {
  const ctecs = 'plans/ctecs-2019-22.plan.yaml'
  const [warned, strict] = await Promise.all([run(ctecs), run(ctecs, '--strict', '--json', '--lang', 'es')])
  expect([warned.code, strict.code]).toEqual([0, 1])
  expect(warned.out).toMatch(/^plans\/ctecs-2019-22\.plan\.yaml:\d+:\d+: warning plans\/date-drift: /m)
  expect(warned.out.trimEnd().split('\n').at(-1)).toMatch(/^all +0 +\d+ +\d+ +0$/)
  const found = JSON.parse(strict.out) as { files: { findings: { what: string }[] }[] }
  expect(found.files[0]?.findings.map((one) => one.what).join(' ')).toContain('El plan')
  expect(strict.err).toContain('(plans/check)')
  // WrongSetting ends a command with 2 (main.ts).
  await expect(checkCommand([])).rejects.toThrow(/Which file or folder/)
  await expect(checkCommand(['plans/no-such.plan.yaml'])).rejects.toThrow(/There is no file or folder/)
  await expect(checkCommand([ctecs, '--json', '--sarif'])).rejects.toThrow(WrongSetting)
  await expect(checkCommand([ctecs, '--lang', 'fr'])).rejects.toThrow(/must be en or es/)
})
