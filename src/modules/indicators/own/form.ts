import { factNames, factOf, isFact } from './facts.ts'
import type { Path } from './issue.ts'
import { isMap } from './reader.ts'

/** So many conditions has the form for each kind of records, and so many counts; what needs more is written as a file. */
export const formRows = 4
export const formTests = 2
const comparisons = ['is', 'in', 'atLeast', 'atMost', 'missing', 'isNot'] as const
export const operators: readonly string[] = comparisons

type Fields = Readonly<Record<string, string>>
type Source = Record<string, unknown>
/** A definition from a form: what was written, and which field of the form each place of it came from. */
export type FromForm = { source: Source; fieldOf: (path: Path) => string | undefined }

/** Everything that can be counted or added up, as the form offers it: `course`, `sum discipline.served`. */
export const countables: readonly string[] = [
  ...factNames,
  ...factNames.flatMap((fact) =>
    Object.entries(factOf(fact).fields).flatMap(([name, field]) =>
      field.type.kind === 'number' && field.type.whole && field.type.scale === 100 ? [`sum ${fact}.${name}`] : [],
    ),
  ),
]

/** Reads the fields of the form as a definition, as a person would have written it into a file. Nothing is checked here: `readDefinition` does. */
export function fromForm(fields: Fields): FromForm {
  const places = new Map<string, string>()
  const said = (name: string): string => (fields[name] ?? '').trim()
  const at = (path: string, name: string): void => {
    places.set(path, name)
  }
  const kind = said('kind') || 'share'
  const where = (prefix: string, path: string, fact: string): Source[] => {
    const rows: Source[] = []
    for (let i = 0; i < formRows; i++) {
      const [field, operator, value] = ['field', 'op', 'value'].map((part) => said(`${prefix}_${i}_${part}`))
      if (!field && !value) continue
      // The list of fields names their records too: a field of other records stays whole, so that it is refused.
      const name = (field ?? '').startsWith(`${fact}.`) ? (field ?? '').slice(fact.length + 1) : (field ?? '')
      at(`${path}.${rows.length}`, `${prefix}_${i}_field`)
      at(`${path}.${rows.length}.field`, `${prefix}_${i}_field`)
      for (const one of comparisons) at(`${path}.${rows.length}.${one}`, `${prefix}_${i}_value`)
      rows.push(condition(name, operator ?? '', value ?? ''))
    }
    return rows
  }
  const withWhere = (base: Source, prefix: string, path: string): Source => {
    const fact = text(base.fact ?? base.count ?? text(base.sum).split('.')[0])
    const rows = where(prefix, `${path}.where`, fact)
    return rows.length > 0 ? { ...base, where: rows } : base
  }
  const of = withWhere({ fact: said('of_fact') || 'enrollment', ...yearOf(said('of_year')) }, 'of', `${kind}.of`)
  at(`${kind}.of.fact`, 'of_fact')
  at(`${kind}.of.year`, 'of_year')
  const source: Source = {
    id: said('id'),
    name: { en: said('name_en'), es: said('name_es') },
    sentence: { en: said('sentence_en'), es: said('sentence_es') },
    direction: said('direction') || 'higher',
  }
  for (const [path, name] of [
    ['id', 'id'],
    ['name.en', 'name_en'],
    ['name.es', 'name_es'],
    ['sentence.en', 'sentence_en'],
    ['sentence.es', 'sentence_es'],
    ['grades', 'grades_from'],
    ['grades.from', 'grades_from'],
    ['grades.to', 'grades_to'],
  ] as const)
    at(path, name)
  if (said('grades_from') || said('grades_to')) source.grades = { from: said('grades_from'), to: said('grades_to') }
  if (kind === 'share') {
    const tests = Array.from({ length: formTests }, (_, i) => i).filter((i) => i === 0 || said(`t${i}_what`) !== '')
    source.share = {
      of,
      with: tests.map((i, place) => {
        const path = `share.with.${place}`
        for (const key of ['', '.count', '.sum', '.year']) at(`${path}${key}`, `t${i}_what`)
        for (const key of ['.atLeast', '.atMost']) at(`${path}${key}`, `t${i}_number`)
        const what = said(`t${i}_what`)
        const base: Source = what.startsWith('sum ') ? { sum: what.slice(4) } : { count: what }
        const bound = said(`t${i}_number`)
        return withWhere(
          {
            ...base,
            ...yearOf(said(`t${i}_year`)),
            ...(said(`t${i}_at`) === 'school' ? { at: 'school' } : {}),
            ...(bound === '' ? {} : { [said(`t${i}_bound`) || 'atLeast']: bound }),
          },
          `t${i}`,
          path,
        )
      }),
    }
  } else {
    const what = said('t0_what').replace(/^sum /, '')
    const [fact = '', field] = what.split('.')
    at(`${kind}.rows`, 't0_what')
    at(`${kind}.rows.fact`, 't0_what')
    at(`${kind}.rows.field`, 't0_what')
    const rows = { fact, ...yearOf(said('t0_year')), ...(kind === 'sum' && field !== undefined ? { field } : {}) }
    source[kind === 'sum' ? 'sum' : 'count'] = { of, rows: withWhere(rows, 't0', `${kind}.rows`) }
  }
  return {
    source,
    fieldOf(path) {
      for (let end = path.length; end > 0; end--) {
        const found = places.get(path.slice(0, end).join('.'))
        if (found) return found
      }
      return undefined
    },
  }
}

const yearOf = (year: string): Source => (year === '' || year === 'this' ? {} : { year })

function condition(field: string, operator: string, value: string): Source {
  switch (operator) {
    case 'in':
      return { field, in: value.split(',').map((one) => one.trim()) }
    case 'isNot':
      return { not: { field, is: value } }
    case 'missing':
      return { field, missing: value === '' ? 'yes' : value }
    case 'atLeast':
    case 'atMost':
      return { field, [operator]: value }
    default:
      return { field, is: value }
  }
}

const text = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The fields of the form that a definition fills; null when it says more than the form can hold (then it is shown as a file). */
export function toForm(source: Source): Record<string, string> | null {
  const fields: Record<string, string> = { id: text(source.id), direction: text(source.direction) }
  for (const key of ['name', 'sentence'] as const)
    if (isMap(source[key]))
      Object.assign(fields, { [`${key}_en`]: text(source[key].en), [`${key}_es`]: text(source[key].es) })
  if (isMap(source.grades))
    Object.assign(fields, { grades_from: text(source.grades.from), grades_to: text(source.grades.to) })
  const kind = (['share', 'count', 'sum'] as const).find((one) => isMap(source[one]))
  const measure = kind && source[kind]
  if (!kind || !isMap(measure) || !isMap(measure.of)) return null
  fields.kind = kind
  fields.of_fact = text(measure.of.fact)
  fields.of_year = text(measure.of.year)
  if (!fillWhere(fields, 'of', measure.of)) return null
  if (kind !== 'share') {
    if (!isMap(measure.rows)) return null
    fields.t0_what =
      kind === 'sum' ? `sum ${text(measure.rows.fact)}.${text(measure.rows.field)}` : text(measure.rows.fact)
    fields.t0_year = text(measure.rows.year)
    return fillWhere(fields, 't0', measure.rows) ? fields : null
  }
  const tests = Array.isArray(measure.with) ? (measure.with as unknown[]) : [measure.with]
  if (tests.length > formTests) return null
  for (const [i, test] of tests.entries()) {
    if (!isMap(test) || (test.count === undefined && test.sum === undefined)) return null
    // One bound stands in the form: both together are written as a file.
    if (test.atLeast !== undefined && test.atMost !== undefined) return null
    fields[`t${i}_what`] = test.count === undefined ? `sum ${text(test.sum)}` : text(test.count)
    fields[`t${i}_year`] = text(test.year)
    fields[`t${i}_at`] = text(test.at)
    fields[`t${i}_bound`] = test.atMost === undefined ? 'atLeast' : 'atMost'
    fields[`t${i}_number`] = text(test.atMost ?? test.atLeast)
    if (!fillWhere(fields, `t${i}`, test)) return null
  }
  return fields
}

function fillWhere(fields: Record<string, string>, prefix: string, rows: Source): boolean {
  const { where } = rows
  if (where === undefined) return true
  if (!Array.isArray(where) || where.length > formRows) return false
  const fact = text(rows.fact ?? rows.count ?? text(rows.sum).split('.')[0])
  return where.every((one: unknown, i) => {
    const not = isMap(one) && isMap(one.not) ? one.not : null
    const plain = not ?? one
    if (!isMap(plain) || typeof plain.field !== 'string') return false
    const operator = ['is', 'in', 'atLeast', 'atMost', 'missing'].filter((key) => plain[key] !== undefined)
    const [key] = operator
    if (key === undefined || operator.length > 1 || (not && key !== 'is')) return false
    const value = plain[key]
    fields[`${prefix}_${i}_field`] = isFact(fact) ? `${fact}.${plain.field}` : plain.field
    fields[`${prefix}_${i}_op`] = not ? 'isNot' : key
    fields[`${prefix}_${i}_value`] = Array.isArray(value) ? value.map(text).join(', ') : text(value)
    return true
  })
}
