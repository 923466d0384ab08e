import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlan } from '../modules/plans/index.ts'
import { exportExchange, importExchange } from './exchange.ts'

const folder = mkdtempSync(join(tmpdir(), 'exchange-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)
const source = new URL('../../plans/two-brooks-2026-29.plan.yaml', import.meta.url).pathname

describe('throughline plan export and import', () => {
  it.each(['stratml1', 'stratml2', 'csv', 'xlsx', 'json'])('%s: out of a plan file and into one', async (format) => {
    await exportExchange(['--format', format, source, '--out', at(`plan.${format}`)])
    await importExchange(['--format', format, at(`plan.${format}`), '--out', at(`${format}.plan.yaml`)])
    const { plan } = readPlan(readFileSync(at(`${format}.plan.yaml`)))
    expect(plan?.elements.length).toBe(8)
  })
  it('HTML in Spanish; it does not come back', async () => {
    await exportExchange(['--format', 'html', source, '--out', at('plan.html'), '--lang', 'es'])
    expect(readFileSync(at('plan.html'), 'utf8')).toContain('Llamar cada mañana')
    await expect(importExchange(['--format', 'html', at('plan.html')])).rejects.toMatchObject({
      code: 'plans/exchange-html',
    })
  })
  it('writes nothing when the file is wrong', async () => {
    writeFileSync(at('bad.csv'), '[Plan]\nId,x\n[Elements]\nId,Level\ne1,nowhere\n[Levels]\nId\n')
    await expect(
      importExchange(['--format', 'csv', at('bad.csv'), '--out', at('bad.plan.yaml')]),
    ).rejects.toMatchObject({ code: 'plans/bad-exchange' })
    expect(existsSync(at('bad.plan.yaml'))).toBe(false)
  })
  it('says what is missing', async () => {
    await expect(exportExchange([source])).rejects.toThrow('Which format?')
    await expect(importExchange(['--format', 'csv'])).rejects.toThrow('Which file?')
    await expect(importExchange(['--format', 'csv', at('none.csv')])).rejects.toThrow('There is no file')
  })
  it('keeps the layout of a mapped workbook beside the plan', async () => {
    writeFileSync(at('own.csv'), 'Cedar,,\nGoal,What we do,By\nReading,Buy books,2027-06-30\n,Read aloud,\n')
    const column = (name: string, holds: string, level?: string) => ({
      column: name,
      holds,
      ...(level ? { level } : {}),
    })
    writeFileSync(
      at('own.mapping.json'),
      JSON.stringify({
        format: 'throughline-mapping/1',
        plan: {
          id: 'cedar',
          language: 'en',
          title: 'Cedar',
          org: { name: 'Cedar' },
          period: { words: '2026', from: '2026-07-01', to: '2027-06-30' },
        },
        levels: [
          { id: 'goal', name: 'Goal', plural: 'Goals', role: 'goal' },
          { id: 'step', name: 'Step', plural: 'Steps', role: 'task', parents: ['goal'] },
        ],
        tabs: [
          {
            sheet: 'CSV',
            heads: 2,
            columns: [column('Goal', 'title', 'goal'), column('What we do', 'title', 'step'), column('By', 'to')],
          },
        ],
      }),
    )
    await importExchange([
      '--format',
      'csv',
      at('own.csv'),
      '--mapping',
      at('own.mapping.json'),
      '--out',
      at('own.plan.yaml'),
    ])
    await exportExchange([
      '--format',
      'csv',
      at('own.plan.yaml'),
      '--layout',
      at('own.layout.json'),
      '--out',
      at('again.csv'),
    ])
    expect(readFileSync(at('again.csv'), 'utf8').replaceAll('\r\n', '\n')).toBe(
      'Cedar\nGoal,What we do,By\nReading,Buy books,2027-06-30\n,Read aloud\n',
    )
  })
})
