import { factNames, factOf, isFact, yearWords } from './facts.ts'
import { type Condition, type Holds, limits, type Rows, type Value } from './language.ts'
import type { Path } from './issue.ts'
import { isMap, type Reader } from './reader.ts'
import { flagOf, numberOf, readValue } from './values.ts'
import { emptySets } from './empty-set.ts'

const rowKeys = ['year', 'where']

/** Rows of a fact: `{fact: course, year: this, where: [...]}`. In: the key that names the fact, and keys that stand beside it. */
export function readRows(
  to: Reader,
  value: unknown,
  path: Path,
  key: string,
  beside: readonly string[] = [],
): Rows | null {
  if (!isMap(value)) {
    to.wrong(path, 'missing-key', { key: String(path.at(-1) ?? '') })
    return null
  }
  to.onlyKeys(value, path, [key, ...rowKeys, ...beside])
  const name = value[key]
  if (typeof name !== 'string' || !isFact(name)) {
    if (name === undefined || name === null || name === '') to.wrong([...path, key], 'missing-key', { key })
    else to.unknown([...path, key], 'fact', name, factNames)
    return null
  }
  const fact = factOf(name)
  const year = value.year === undefined || value.year === null ? 'this' : to.oneOf(value, path, 'year', yearWords)
  if (year !== null && year !== 'this' && fact.thisYearOnly)
    to.wrong([...path, 'year'], 'this-year-only', { fact: name })
  const where = readWhere(to, value.where, [...path, 'where'], name)
  if (where) emptySets(to, where, [...path, 'where'])
  return year && where ? { fact: name, year, where } : null
}

/** What is asked of a row: a list (all of it) or one condition; nothing at all is true of every row. */
function readWhere(to: Reader, value: unknown, path: Path, fact: Rows['fact']): Condition | null {
  if (value === undefined || value === null) return { kind: 'all', of: [] }
  if (Array.isArray(value)) return readList(to, value, path, fact, 'all', 1)
  return readCondition(to, value, path, fact, 1)
}

function readList(
  to: Reader,
  value: unknown,
  path: Path,
  fact: Rows['fact'],
  kind: 'all' | 'any',
  depth: number,
): Condition | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > limits.list) {
    to.wrong(path, 'bad-list', { most: limits.list })
    return null
  }
  const of = value.map((one, i) => readCondition(to, one, [...path, i], fact, depth))
  return of.every((one) => one !== null) ? { kind, of } : null
}

/** Counts one more condition. False when there are too many or too deep (said once). */
function affords(to: Reader, path: Path, depth: number): boolean {
  to.spent.conditions++
  if (depth > limits.depth) to.wrong(path, 'too-deep', { most: limits.depth })
  else if (to.spent.conditions === limits.conditions + 1) to.wrong(path, 'too-many', { most: limits.conditions })
  return depth <= limits.depth && to.spent.conditions <= limits.conditions
}

function readCondition(to: Reader, value: unknown, path: Path, fact: Rows['fact'], depth: number): Condition | null {
  if (!affords(to, path, depth)) return null
  if (!isMap(value)) {
    to.wrong(path, 'not-a-condition')
    return null
  }
  for (const kind of ['all', 'any'] as const)
    if (kind in value) {
      to.onlyKeys(value, path, [kind])
      return readList(to, value[kind], [...path, kind], fact, kind, depth + 1)
    }
  if ('not' in value) {
    to.onlyKeys(value, path, ['not'])
    const of = readCondition(to, value.not, [...path, 'not'], fact, depth + 1)
    return of && { kind: 'not', of }
  }
  return readComparison(to, value, path, fact)
}

const comparisons = ['is', 'in', 'atLeast', 'atMost', 'missing']

function readComparison(
  to: Reader,
  value: Record<string, unknown>,
  path: Path,
  factName: Rows['fact'],
): Condition | null {
  to.onlyKeys(value, path, ['field', ...comparisons])
  const { fields } = factOf(factName)
  const name = value.field
  const field = typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined
  if (typeof name !== 'string' || field === undefined) {
    if (name === undefined || name === null || name === '')
      to.wrong([...path, 'field'], 'missing-key', { key: 'field' })
    else to.unknown([...path, 'field'], 'field', name, Object.keys(fields))
    return null
  }
  const given = comparisons.filter((one) => value[one] !== undefined)
  const isRange = given.length > 0 && given.every((one) => one === 'atLeast' || one === 'atMost')
  if (given.length !== 1 && !isRange) {
    to.wrong(path, 'one-comparison', { words: comparisons.join(', ') })
    return null
  }
  const read = (key: string, one: unknown): Value | null => readValue(to, one, [...path, key], field)
  if (isRange) {
    if (field.type.kind === 'word' || field.type.kind === 'text' || field.type.kind === 'flag') {
      to.wrong([...path, given[0] ?? ''], 'no-order', { field: name })
      return null
    }
    const low = value.atLeast === undefined ? null : read('atLeast', value.atLeast)
    const high = value.atMost === undefined ? null : read('atMost', value.atMost)
    const whole = (low !== null || value.atLeast === undefined) && (high !== null || value.atMost === undefined)
    return whole ? { kind: 'range', field: name, low, high } : null
  }
  if (given[0] === 'missing') {
    const missing = flagOf(value.missing)
    if (missing === null) {
      to.wrong([...path, 'missing'], 'bad-flag', { value: to.short(value.missing) })
      return null
    }
    return { kind: 'missing', field: name, missing }
  }
  if (given[0] === 'is') {
    const one = read('is', value.is)
    return one === null ? null : { kind: 'is', field: name, values: [one] }
  }
  const list = value.in
  if (!Array.isArray(list) || list.length === 0 || list.length > limits.list) {
    to.wrong([...path, 'in'], 'bad-list', { most: limits.list })
    return null
  }
  const values = list.map((one, i) => readValue(to, one, [...path, 'in', i], field))
  return values.every((one) => one !== null) ? { kind: 'is', field: name, values: [...new Set(values)] } : null
}

/** What is asked of a student: a list (all of it), all, any, not, or one test. */
export function readHolds(to: Reader, value: unknown, path: Path): Holds | null {
  if (Array.isArray(value)) return listOfTests(to, value, path, 'all', 1)
  const one = readHold(to, value, path, 1)
  // One test and a list of one say the same.
  return one?.kind === 'test' ? { kind: 'all', of: [one] } : one
}

function listOfTests(to: Reader, value: unknown, path: Path, kind: 'all' | 'any', depth: number): Holds | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > limits.tests) {
    to.wrong(path, 'bad-list', { most: limits.tests })
    return null
  }
  const of = value.map((one, i) => readHold(to, one, [...path, i], depth))
  return of.every((one) => one !== null) ? { kind, of } : null
}

function readHold(to: Reader, value: unknown, path: Path, depth: number): Holds | null {
  if (depth > limits.depth) {
    to.wrong(path, 'too-deep', { most: limits.depth })
    return null
  }
  if (!isMap(value)) {
    to.wrong(path, 'not-a-test')
    return null
  }
  for (const kind of ['all', 'any'] as const)
    if (kind in value) {
      to.onlyKeys(value, path, [kind])
      return listOfTests(to, value[kind], [...path, kind], kind, depth + 1)
    }
  if ('not' in value) {
    to.onlyKeys(value, path, ['not'])
    const of = readHold(to, value.not, [...path, 'not'], depth + 1)
    return of && { kind: 'not', of }
  }
  to.spent.tests++
  if (to.spent.tests > limits.tests) {
    to.wrong(path, 'too-many-tests', { most: limits.tests })
    return null
  }
  return readTest(to, value, path)
}

function readTest(to: Reader, value: Record<string, unknown>, path: Path): Holds | null {
  const isSum = 'sum' in value
  if (!isSum && !('count' in value)) {
    to.wrong(path, 'not-a-test')
    return null
  }
  const [factName, ...rest] = isSum && typeof value.sum === 'string' ? value.sum.split('.') : []
  const rows = readRows(to, isSum ? { ...value, sum: factName } : value, path, isSum ? 'sum' : 'count', [
    'at',
    'atLeast',
    'atMost',
  ])
  const sum = isSum ? rest.join('.') : null
  const low = readBound(to, value, path, 'atLeast', isSum)
  const high = readBound(to, value, path, 'atMost', isSum)
  if (value.atLeast === undefined && value.atMost === undefined) to.wrong(path, 'no-bound')
  if (low !== null && high !== null && low > high) to.wrong(path, 'empty-range')
  if (value.at !== undefined && value.at !== 'school') to.unknown([...path, 'at'], 'word', value.at, ['school'])
  if (!rows) return null
  if (sum !== null) {
    const { fields } = factOf(rows.fact)
    const field = Object.hasOwn(fields, sum) ? fields[sum] : undefined
    if (field?.type.kind !== 'number' || !field.type.whole || field.type.unit === 'level') {
      const exact = Object.entries(fields).flatMap(([name, one]) =>
        one.type.kind === 'number' && one.type.whole && one.type.unit !== 'level' ? [`${rows.fact}.${name}`] : [],
      )
      to.wrong([...path, 'sum'], 'no-sum', { value: to.short(value.sum), words: exact.join(', ') || '—' })
      return null
    }
  }
  return { kind: 'test', rows, sum, here: value.at === 'school', low, high }
}

/** A bound of a test: whole rows, or a sum in the field's unit (kept in hundredths). */
function readBound(
  to: Reader,
  value: Record<string, unknown>,
  path: Path,
  key: 'atLeast' | 'atMost',
  isSum: boolean,
): number | null {
  if (value[key] === undefined) return null
  const found = numberOf(value[key])
  if (found === null || found < 0 || found > 10_000 || (!isSum && !Number.isInteger(found))) {
    to.wrong([...path, key], 'bad-bound', { value: to.short(value[key]) })
    return null
  }
  return isSum ? Math.round(found * 100) : found
}
