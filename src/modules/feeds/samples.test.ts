import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allKinds, kinds } from './kinds/all.ts'
import { bundleNotes } from './oneroster/checks.ts'
import { checkWords } from './say.ts'
import type { KindName } from './schema.ts'

const guide = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../docs/guide', name), 'utf8').split(/^## /m)
const sample = (text: string): string[] => (/```csv\n([\s\S]*?)```/.exec(text)?.[1] ?? '').trim().split('\n')

describe('the guide', () => {
  it('shows of each layout a sample that is part of its example file', () => {
    const shown = guide('feeds.md').flatMap((part) => {
      const kind = kinds.find((one) => part.startsWith(`${one.name}\n`))
      return kind && part.includes('```csv') ? [{ kind, lines: sample(part) }] : []
    })
    expect(shown.map((one) => one.kind.name)).toEqual(
      expect.arrayContaining(['organizations', 'calendar', 'students', 'enrollment', 'submissions', 'attendance']),
    )
    for (const { kind, lines } of shown) {
      const [header, ...rows] = kind.example.trim().split('\n')
      expect(lines[0]).toBe(header)
      for (const line of lines.slice(1)) expect(rows, kind.name).toContain(line)
    }
  })

  it('shows every file of the sample bundle as it can be downloaded', () => {
    const part = guide('oneroster.md').find((one) => one.startsWith('A small bundle')) ?? ''
    const files = [...part.matchAll(/`([A-Za-z]+\.csv)`\n\n```csv\n([\s\S]*?)```/g)]
    expect(files).toHaveLength(9)
    for (const [, name = '', text = ''] of files)
      expect(text.trim(), name).toBe(readFileSync(join(import.meta.dirname, 'oneroster/example', name), 'utf8').trim())
  })
})

describe('what becomes of a row', () => {
  const usual = { en: 'The row is loaded.', es: 'La fila se carga.' }
  const known: readonly KindName[] = [
    'organizations',
    'calendar',
    'students',
    'enrollment',
    'attendance',
    'submissions',
  ]

  it('is said for every finding; of a warning also what of it counts', () => {
    const warnings = [
      ...allKinds.filter((kind) => known.includes(kind.name)).flatMap((kind) => kind.checks),
      ...Object.entries(bundleNotes).map(([id, severity]) => ({ id, severity })),
    ].filter((check) => check.severity === 'warning')
    expect(warnings.length).toBeGreaterThan(20)
    for (const { id } of warnings)
      for (const lang of ['en', 'es'] as const) {
        const { effect } = checkWords(id, lang, { severity: 'warning', whole: false })
        expect(effect, id).not.toContain('/')
        expect(effect, `${lang} ${id}`).not.toBe(usual[lang])
      }
    for (const kind of allKinds)
      for (const check of kind.checks)
        expect(checkWords(check.id, 'es', { ...check, whole: kind.whole }).effect, check.id).not.toMatch(/\/|The /)
  })

  it('follows the severity where a check says nothing of its own', () => {
    const effect = (id: string, severity: 'error' | 'warning', whole: boolean) =>
      checkWords(id, 'en', { severity, whole }).effect
    expect(effect('attendance/unknown-student', 'error', false)).toBe('The row is left out and does not count.')
    expect(effect('organizations/no-parent', 'error', true)).toBe(
      'Nothing of the file is loaded until it is corrected.',
    )
    expect(effect('file/too-few-cells', 'error', false)).toBe('The row is left out and does not count.')
    expect(effect('file/unknown-header', 'warning', true)).toMatch(/column is left out; the rows are loaded/)
    expect(effect('attendance/duplicate-day', 'error', false)).toMatch(/longest absence/)
  })
})
