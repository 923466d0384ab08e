import type { Definition } from './language.ts'
import { factOf } from './facts.ts'
import { limits } from './language.ts'
import { bearsName, isLatin, takenName } from './names.ts'
import { isMap, type Reader, reader } from './reader.ts'
import type { Issue } from './issue.ts'
import { readHolds, readRows } from './read-conditions.ts'
import { gradeOf } from './values.ts'

export type Read = { definition: Definition; issues: null } | { definition: null; issues: readonly Issue[] }

const keys = ['id', 'name', 'sentence', 'direction', 'grades', 'share', 'count', 'sum', 'golden']

/**
 * Reads what a person wrote (from a file or form: maps, lists, texts, numbers, yes and no) as a definition. A worked example in it (`golden`) is read apart.
 * Out: the definition, or everything that is wrong with it, each with its place and what to do.
 */
export function readDefinition(source: unknown): Read {
  const to = reader()
  if (!isMap(source)) {
    to.wrong([], 'not-a-map')
    return { definition: null, issues: to.issues }
  }
  to.onlyKeys(source, [], keys)
  const id = to.text(source, [], 'id', limits.id)
  if (id !== '' && !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) to.wrong(['id'], 'bad-id')
  else if (id !== '' && bearsName(id) !== null) to.wrong(['id'], 'taken-name', { name: bearsName(id) ?? '' })
  const name = both(to, source, 'name', limits.name)
  const sentence = both(to, source, 'sentence', limits.sentence)
  const taken = takenName(name)
  if (taken) to.wrong(['name', taken.lang], 'taken-name', { name: taken.name })
  const direction = to.oneOf(source, [], 'direction', ['higher', 'lower']) ?? 'higher'
  const grades = readGrades(to, source)
  const measure = readMeasure(to, source)
  if (to.issues.length > 0 || !measure) return { definition: null, issues: to.issues }
  return { definition: { id, name, sentence, direction, grades, ...measure }, issues: null }
}

const kinds = ['share', 'count', 'sum'] as const

/** What is counted: exactly one of share, count and sum. */
function readMeasure(to: Reader, source: Record<string, unknown>): Pick<Definition, 'of' | 'counts'> | null {
  const given = kinds.filter((kind) => source[kind] !== undefined)
  const [kind] = given
  const value = kind && source[kind]
  if (kind === undefined || given.length > 1 || !isMap(value)) {
    to.wrong(given.length > 1 ? [] : [kind ?? 'share'], 'one-measure')
    return null
  }
  to.onlyKeys(value, [kind], kind === 'share' ? ['of', 'with'] : ['of', 'rows'])
  const of = readRows(to, value.of, [kind, 'of'], 'fact')
  if (kind === 'share') {
    const holds = readHolds(to, value.with, ['share', 'with'])
    return of && holds && { of, counts: { kind, holds } }
  }
  const rows = readRows(to, value.rows, [kind, 'rows'], 'fact', kind === 'sum' ? ['field'] : [])
  if (kind === 'count') return of && rows && { of, counts: { kind, rows } }
  if (!of || !rows || !isMap(value.rows)) return null
  const field = typeof value.rows.field === 'string' ? value.rows.field : ''
  const days = Object.entries(factOf(rows.fact).fields).flatMap(([name, one]) =>
    one.type.kind === 'number' && one.type.unit === 'days' ? [name] : [],
  )
  if (days.includes(field)) return { of, counts: { kind, rows, field } }
  to.wrong(['sum', 'rows', 'field'], 'no-sum', { value: to.short(value.rows.field), words: days.join(', ') || '—' })
  return null
}

function both(to: Reader, source: Record<string, unknown>, key: string, most: number): { en: string; es: string } {
  const value = source[key]
  if (!isMap(value)) {
    to.wrong([key], 'both-languages', { key })
    return { en: '', es: '' }
  }
  to.onlyKeys(value, [key], ['en', 'es'])
  const said = { en: to.text(value, [key], 'en', most), es: to.text(value, [key], 'es', most) }
  for (const lang of ['en', 'es'] as const) if (!isLatin(said[lang])) to.wrong([key, lang], 'not-latin')
  return said
}

function readGrades(to: Reader, source: Record<string, unknown>): Definition['grades'] {
  const value = source.grades
  if (value === undefined || value === null) return null
  if (!isMap(value)) {
    to.wrong(['grades'], 'bad-grades')
    return null
  }
  to.onlyKeys(value, ['grades'], ['from', 'to'])
  const [low, high] = [gradeOf(value.from), gradeOf(value.to)]
  if (low === null) to.wrong(['grades', 'from'], 'bad-grade', { value: to.short(value.from) })
  if (high === null) to.wrong(['grades', 'to'], 'bad-grade', { value: to.short(value.to) })
  if (low === null || high === null) return null
  if (low > high) to.wrong(['grades'], 'empty-range')
  return [low, high]
}
