import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WrongSetting } from '../platform/config.ts'
import { edsightCommand } from './edsight.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-edsight-'))
  const cohort = (rate: string): string =>
    `"Four-Year Graduation Rates, 2014-15"\n"All Districts, All Students"\n\n"",,,"Graduates",\n"District","District Code","Four-Year Cohort Count","Graduation Count","Graduation Rate"\n"Made Up","=""9990011""",8,7,${rate}\n"Made Too","=""9990012""",5,"*","*"\n`
  writeFileSync(join(folder, 'good.csv'), cohort('87.5'))
  writeFileSync(join(folder, 'wrong.csv'), cohort('87.4'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  try {
    const done = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'src/app/main.ts', 'edsight', ...args],
      { cwd: root },
    )
    return { code: 0, out: done.stdout, err: done.stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

test('throughline edsight: nothing thrown when nothing is lost or different; 1 with the place otherwise; wrong use refused', async () => {
  const both = await run(folder, '--json')
  const found = JSON.parse(both.out) as {
    files: { suppressed: number }[]
    differences: { line: number; recomputed: string }[]
  }
  expect(found.files.map((one) => one.suppressed)).toEqual([2, 2])
  expect(found.differences).toMatchObject([{ line: 6, printed: '87.4', recomputed: '87.5', from: '7 / 8' }])
  expect([both.code, both.err]).toEqual([1, expect.stringContaining('1 printed numbers differ') as string])
  // What main.ts ends with 0; the table is tested beside it (say.ts).
  await expect(edsightCommand([join(folder, 'good.csv')])).resolves.toBeUndefined()
  await expect(edsightCommand([])).rejects.toThrow(/Which file or folder/)
  await expect(edsightCommand([join(folder, 'none.csv')])).rejects.toThrow(/There is no file or folder/)
  await expect(edsightCommand([folder, '--year', '16'])).rejects.toThrow(WrongSetting)
  await expect(edsightCommand([folder, '--lang', 'fr'])).rejects.toThrow(/must be en or es/)
})
