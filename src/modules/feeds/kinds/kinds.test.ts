import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cells, delimiterOf, looksLikeData, matchHeader, nearestColumn } from '../reading/header.ts'
import { distance, nearest, plain } from '../reading/nearest.ts'
import { fallen, fileName, mayMove, takenByItself } from '../rules.ts'
import { kindNames } from '../schema.ts'
import { allKinds, kinds } from './all.ts'

describe('every layout', () => {
  it.each(kinds)(
    '$name has words in both languages for its columns and checks, and an example that it recognizes',
    (kind) => {
      for (const lang of ['en', 'es'] as const) {
        const say = kind.words(lang)
        const keys = ['title', 'lead', ...kind.columns.map((column) => `column_${column.name}`)]
        for (const check of kind.checks)
          for (const part of ['what', 'why', 'fix']) keys.push(`${check.id.split('/')[1]}/${part}`)
        for (const key of keys) expect(say(key), `${lang} ${key}`).not.toBe(key)
      }
      const [first = ''] = kind.example.split('\n')
      const match = matchHeader(cells(first, delimiterOf(first)), kind.columns, {})
      expect(match).toMatchObject({ unknown: [], lacking: [], repeated: [] })
      expect(Object.values(match.places)).not.toContain(null)
    },
  )

  it('is told by one name once: no two columns of a layout share a name', () => {
    for (const kind of kinds) {
      const names = kind.columns.flatMap((column) => [column.name, ...column.synonyms].map(plain))
      expect(new Set(names).size, kind.name).toBe(names.length)
    }
    expect(allKinds.map((kind) => kind.name)).toEqual([...kindNames])
  })
})

describe('headers', () => {
  it('are compared without case, accents, blanks', () => {
    expect(plain(' Fécha  de-Entrada ')).toBe('fecha_de_entrada')
    expect(distance('portoin', 'portion')).toBe(1)
    expect(nearest('stauts', ['status', 'date'])).toBe('status')
    expect(nearest('lunch', ['status', 'date'])).toBeNull()
    const attendance = kinds.find((kind) => kind.name === 'attendance')?.columns ?? []
    expect(nearestColumn('studnet', attendance)).toBe('student_id')
  })
  it('that are really data are not kept as headers', () => {
    expect(looksLikeData(['S001', '101', '2026-11-17', 'excused', ''])).toBe(true)
    expect(looksLikeData(['student_id', 'grade_9', 'date'])).toBe(false)
  })
  it('cut any line into cells and never lose one', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((text) => !/[\r\n]/.test(text)),
          { minLength: 2, maxLength: 8 },
        ),
        (values) => {
          const line = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')
          expect(cells(line, ',')).toEqual(values.map((value) => value.trim()))
        },
      ),
    )
  })
})

describe('rules', () => {
  it('a fall of a third or more stops; a small group says nothing', () => {
    const hit = (before: number, after: number) => ({ code: 'a', school_year: 2027, before, after })
    expect(fallen('attendance', [hit(30, 20), hit(30, 21), hit(19, 0)])).toEqual([hit(30, 20)])
    expect(fallen('organizations', [hit(3, 2)])).toHaveLength(1)
  })
  it("a machine's file is taken only when hardly a row was left out", () => {
    expect(takenByItself('examined', { rows: 1000, skipped: 10 })).toBe(true)
    expect(takenByItself('examined', { rows: 1000, skipped: 11 })).toBe(false)
    expect(takenByItself('stopped', { rows: 1000, skipped: 0 })).toBe(false)
  })
  it('nothing comes back from a purge', () => {
    for (const state of ['received', 'accepted', 'loaded'] as const) expect(mayMove('purged', state)).toBe(false)
    expect(mayMove('stopped', 'accepted')).toBe(false)
  })
  it('names of files are made harmless', () => {
    expect(fileName('C:\\Users\\x\\a\u0000b.csv')).toBe('ab.csv')
    expect(fileName('../../etc/passwd')).toBe('passwd')
  })
})
