import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WrongSetting } from '../platform/config.ts'
import { disclosureCommand } from './disclosure.ts'

const folder = mkdtempSync(join(tmpdir(), 'disclosure-'))
const table = join(folder, 'table.json')
const cells = [
  { id: 'a', n: 40, k: 3 },
  { id: 'b', n: 60, k: 20 },
  { id: 'all', n: 100, k: 23 },
]
const relations = [{ id: 'line', total: 'all', parts: ['a', 'b'] }]
beforeAll(() => writeFileSync(table, JSON.stringify({ cells, relations })))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())
const printed = () => vi.spyOn(console, 'log').mockReturnValue(undefined)

describe('throughline disclosure', () => {
  it('protects a file, writes it, and attacks it', async () => {
    const log = printed()
    const out = join(folder, 'out.json')
    await disclosureCommand(['protect', table, '--json', '--out', out, '--seed', 's'])
    expect(JSON.parse(String(log.mock.calls[0]![0]))).toMatchObject({
      clean: true,
      hidden: { primary: 1, secondary: 1 },
    })
    expect(readFileSync(out, 'utf8')).not.toContain('"k": 3')
    await disclosureCommand(['attack', out])
    expect(String(log.mock.calls[1]![0])).toContain('Verdict: held')
  })
  it('ends with a trouble when something can be found', async () => {
    const leaky = join(folder, 'leaky.json')
    const open = cells.map((cell) => (cell.id === 'a' ? { ...cell, k: null, outcome: true } : cell))
    writeFileSync(leaky, JSON.stringify({ cells: open, relations }))
    const log = printed()
    await expect(disclosureCommand(['attack', leaky])).rejects.toMatchObject({ code: 'indicators/disclosure-found' })
    expect(String(log.mock.calls[0]![0])).toContain('FOUND')
  })
  it.each([
    [['protect'], 'Wrong call'],
    [['show', table], 'Wrong call'],
    [['attack', table, '--out', 'x'], 'for protect only'],
    [['attack', join(folder, 'none.json')], 'There is no file'],
  ])('refuses a wrong call: %j', async (args, message) => {
    const called = disclosureCommand(args)
    await expect(called).rejects.toBeInstanceOf(WrongSetting)
    await expect(called).rejects.toThrow(message)
  })
  it('names file and line of what is wrong in it', async () => {
    const wrong = join(folder, 'wrong.jj')
    writeFileSync(wrong, '0\n1\n0 5 5 u 0 9 1 1\n0\n')
    await expect(disclosureCommand(['attack', wrong])).rejects.toThrow(`${wrong}: line 3: A cell has nine`)
  })
})
