import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('crosswalks and ledgers are checked beside the plans: as text, JSON and SARIF', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-'))
  try {
    for (const name of ['hartford-2015-20', 'hartford-2018-22', 'hartford-2021-24'])
      cpSync(join(root, `plans/${name}.plan.yaml`), join(folder, `${name}.plan.yaml`))
    const crosswalk = readFileSync(join(root, 'plans/hartford.crosswalk.yaml'), 'utf8')
    const changed = crosswalk.replace('from: [e1]', 'from: [e11]')
    const line = changed.split('\n').findIndex((one) => one.includes('[e11]')) + 1
    const col = (changed.split('\n')[line - 1] ?? '').indexOf('e11') + 1
    writeFileSync(join(folder, 'hartford.crosswalk.yaml'), changed)
    writeFileSync(
      join(folder, 'small.ledger.yaml'),
      'format: throughline-ledger/1\nid: small\nlanguage: en\ntitle: Small\nmeasures:\n  - {id: no-such, title: X, unit: percent, better: higher, series: [{id: a, name: A}]}\n',
    )
    const [text, json, sarif] = await Promise.all([
      run(folder),
      run(join(folder, 'hartford.crosswalk.yaml'), '--json', '--lang', 'es'),
      run(join(folder, 'small.ledger.yaml'), '--sarif'),
    ])
    expect([text.code, json.code, sarif.code]).toEqual([1, 1, 0])
    expect(text.out).toContain(`hartford.crosswalk.yaml:${line}:${col}: error plans/crosswalk-unknown-part: `)
    expect(text.out).toContain('small.ledger.yaml:6:10: warning plans/ledger-no-promise: ')
    expect(text.out).toMatch(/^\S*hartford\.crosswalk\.yaml +[1-9]/m)
    const found = JSON.parse(json.out) as { files: { kind: string; findings: { rule: string; what: string }[] }[] }
    expect(found.files.map((one) => one.kind)).toEqual(['crosswalk'])
    expect(found.files[0]?.findings.find((one) => one.rule === 'crosswalk-unknown-part')?.what).toContain('no tiene')
    const log = JSON.parse(sarif.out) as { runs: { results: { ruleId: string }[] }[] }
    expect(log.runs[0]?.results.map((one) => one.ruleId)).toEqual(['plans/ledger-no-promise'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
