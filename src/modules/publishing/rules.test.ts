import { describe, expect, it } from 'vitest'
import { groupWords } from './editions/view.ts'
import { type EditionCertificate, patternOf } from './certificate.ts'
import { blocksOf, compareEditions, gateOf, isSecondPerson, moveTo, slugFor } from './rules.ts'
import type { PublicCell } from './sources.ts'
import { tableOf, yearsOf } from './tables.ts'

const cell = (org_id: number, shown: boolean, n: number | null, d: number | null): PublicCell => ({
  definition: 'ca',
  school_year: 2026,
  period: 'year',
  org_id,
  group_set: 'all',
  group_value: 'all',
  state: 'measured',
  shown,
  n,
  d,
  through_date: null,
})

describe('rules', () => {
  it('let an edition go forward only', () => {
    expect(moveTo('draft', 'approve')).toBeNull()
    expect(moveTo('draft', 'publish')).toBeNull()
    expect(moveTo('submitted', 'approve')).toBe('approved')
    for (const verb of ['submit', 'approve', 'send_back', 'withdraw', 'redraft', 'publish'] as const) {
      expect(moveTo('published', verb)).toBeNull()
      expect(moveTo('superseded', verb)).toBeNull()
    }
  })

  it('ask for a second person, the newest computation and a clean check', () => {
    expect(isSecondPerson(3, [1, 2], 1)).toBe(true)
    expect(isSecondPerson(2, [1, 2], 1)).toBe(false)
    expect(isSecondPerson(3, [1, 2], 3)).toBe(false)
    const certificate = { held: true, pattern: patternOf([]) } as unknown as EditionCertificate
    const edition = {
      content: { cells: [] },
      certificate,
      authors: [1],
      submitted_by: 1,
      exposed: [],
      run_ids: [5, 4],
      told: 'a',
    }
    expect(blocksOf(edition, 2, { runs: [4, 5], told: 'a' })).toEqual([])
    expect(blocksOf({ ...edition, exposed: [{}] }, 1, { runs: [4, 6], told: 'b' })).toEqual([
      'exposed',
      'same_person',
      'newer_run',
      'newer_told',
    ])
    expect(blocksOf({ ...edition, told: null }, 2, { runs: [4, 5], told: 'a' })).toEqual(['newer_told'])
    expect(blocksOf({ ...edition, content: null }, 2, { runs: [4, 5], told: 'a' })).toEqual(['no_content'])
    for (const other of [
      null,
      { ...certificate, held: false },
      { ...certificate, pattern: patternOf([cell(1, true, 1, 2)]) },
    ])
      expect(gateOf({ ...edition, certificate: other })).toEqual(['not_attacked'])
  })

  it('compare what the public had with what it will have', () => {
    const was = [
      cell(1, true, 10, 100),
      cell(2, true, 20, 100),
      cell(3, false, null, null),
      cell(4, true, 7, 90),
      cell(6, true, 1, 2),
    ]
    const now = [
      cell(1, true, 10, 100),
      cell(2, false, null, 100),
      cell(3, true, 9, 80),
      cell(4, true, 8, 90),
      cell(5, true, 30, 70),
    ]
    const found = compareEditions(1, was, now)
    expect(found).toMatchObject({ previous: 1, same: 1, hidden: 1, appeared: 1, changed: 1, added: 1, removed: 1 })
    expect(found.list.map((one) => one.org_id)).toEqual([2, 3, 4, 5, 6])
    expect(compareEditions(null, [], now)).toMatchObject({ added: 5, list: [] })
  })

  it('release the declared tables and nothing else', () => {
    const years = yearsOf(
      [2024, 2025, 2026, 2027].map((school_year) => ({ ...cell(1, true, 1, 1), school_year })),
      2027,
    )
    expect(years).toEqual({ current: 2027, latest: 2026, previous: 2025, closed: [2024, 2025, 2026] })
    const at = (more: Partial<PublicCell>) => tableOf({ ...cell(1, true, 1, 1), ...more }, 1, new Set([2]), years)
    expect(at({ school_year: 2024 })).toBe('district_years')
    expect(at({ school_year: 2027 })).toBeNull()
    expect(at({ school_year: 2027, period: 'todate' })).toBe('district_to_date')
    expect(at({ period: 'm03' })).toBeNull()
    expect(at({ group_set: 'race', group_value: 'black' })).toBe('district_groups')
    expect(at({ group_set: 'race_grade', group_value: 'black|9' })).toBeNull()
    expect(at({ org_id: 2 })).toBe('schools')
    expect(at({ org_id: 2, school_year: 2024 })).toBeNull()
    expect(at({ org_id: 2, group_set: 'race', group_value: 'black' })).toBeNull()
    expect(at({ org_id: 2, group_set: 'high_needs', group_value: 'yes' })).toBe('schools_high_needs')
    expect(at({ org_id: 9 })).toBeNull()
  })

  it('make addresses that never clash with folders of ours', () => {
    expect(slugFor('Mill River Public Schools')).toBe('mill-river-public-schools')
    expect(slugFor('Peñón & Hijos')).toBe('penon-hijos')
    expect(slugFor('Assets')).toBe('district-assets')
    expect(slugFor('¡!')).toBe('district-x')
  })

  it('name groups in both languages', () => {
    expect(groupWords('grade', 'K', 'es')).toBe('Kínder')
    expect(groupWords('swd', 'no', 'en')).toBe('Without disabilities')
    expect(groupWords('race', 'hispanic', 'es')).toBe('Hispano o latino')
  })
})
