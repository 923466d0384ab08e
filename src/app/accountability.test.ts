import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { smallCells, smallFile } from '../modules/indicators/accountability/small-file.ts'
import { WrongSetting } from '../platform/config.ts'
import { accountabilityCommand } from './accountability.ts'

const folder = mkdtempSync(join(tmpdir(), 'accountability-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const row = smallCells({ parts: { '4a': [0.1, 50], '4b': [0.2, 50] } })
const [good, bad] = ['good', 'bad'].map((name) => join(folder, `${name}.csv`)) as [string, string]
writeFileSync(good, smallFile([row]))
writeFileSync(bad, smallFile([{ ...row, Ind4Points: '41.000000' }]))

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  const cwd = fileURLToPath(new URL('../../', import.meta.url))
  try {
    const call = ['--import', 'tsx', 'src/app/main.ts', 'accountability', ...args]
    const done = await promisify(execFile)(process.execPath, call, { cwd })
    return { code: 0, out: done.stdout, err: done.stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

test('throughline accountability: 0 when nothing differs, 1 with each difference, 2 when called wrongly', async () => {
  const wrong = await run(bad, '--json')
  expect(wrong.code).toBe(1)
  const found = JSON.parse(wrong.out) as { differences: { header: string; printed: number; computed: number }[] }
  expect(found.differences).toMatchObject([{ header: 'Ind4Points', printed: 41, line: 2 }])
  expect(found.differences[0]?.computed).toBeCloseTo(40, 9)
  expect(wrong.err).toContain('(indicators/accountability)')
  await expect(accountabilityCommand([good])).resolves.toBeUndefined()
  await expect(accountabilityCommand([bad])).rejects.toMatchObject({ code: 'indicators/accountability' })
  // WrongSetting ends a command with 2 (main.ts).
  await expect(accountabilityCommand([])).rejects.toThrow(WrongSetting)
  await expect(accountabilityCommand([good, '--nothing'])).rejects.toThrow(/throughline accountability FILE\.csv/)
  await expect(accountabilityCommand([join(folder, 'none.csv')])).rejects.toThrow('There is no file')
  await expect(accountabilityCommand([good, bad])).rejects.toThrow('Which file?')
  await expect(accountabilityCommand([good, '--lang', 'fr'])).rejects.toThrow('must be en or es')
  await expect(accountabilityCommand([good, '--explain', '9'])).rejects.toThrow('No row stands in line 9')
  await expect(accountabilityCommand([good, '--json', '--explain', '2'])).rejects.toThrow('Either --json or --explain')
})
