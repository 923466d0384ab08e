import { type Tree, valuesAt } from './tree.ts'

export type FieldType = 'text' | 'code' | 'date' | 'integer' | 'decimal' | 'year' | 'yes-no'

/** A field of a row: its type, where it lies (`tree.ts`, both formats), whether a row is nothing without it, whether it is a list. */
export type Field<T extends FieldType = FieldType, N extends boolean = boolean, M extends boolean = boolean> = {
  type: T
  path: string
  need: N
  many: M
}
export type Fields = Readonly<Record<string, Field>>

type ValueOf<T extends FieldType> = T extends 'integer' | 'decimal' | 'year'
  ? number
  : T extends 'yes-no'
    ? boolean
    : string
/** The row that fields make: lists as lists, null for what is not there and not needed. */
export type RowOf<F extends Fields> = {
  [K in keyof F]: F[K]['many'] extends true
    ? ValueOf<F[K]['type']>[]
    : F[K]['need'] extends true
      ? ValueOf<F[K]['type']>
      : ValueOf<F[K]['type']> | null
}

const field =
  <T extends FieldType>(type: T) =>
  (path: string): Field<T, false, false> => ({ type, path, need: false, many: false })

export const text = field('text')
/** A descriptor: the code behind `#`, for `uri://ed-fi.org/SexDescriptor#Female` "Female". */
export const code = field('code')
export const date = field('date')
export const integer = field('integer')
export const decimal = field('decimal')
/** A school year by the year in which it ends: `2021-2022` and 2022 are 2022. */
export const year = field('year')
export const yesNo = field('yes-no')
export const need = <T extends FieldType, M extends boolean>(one: Field<T, boolean, M>): Field<T, true, M> => ({
  ...one,
  need: true,
})
export const many = <T extends FieldType, N extends boolean>(one: Field<T, N, boolean>): Field<T, N, true> => ({
  ...one,
  many: true,
})

/** One value of a field; undefined when what stands there is not of its type. */
function valueOf(type: FieldType, found: Tree): string | number | boolean | undefined {
  if (found === null || typeof found === 'object') return undefined
  const plain = String(found).trim()
  if (plain === '') return undefined
  switch (type) {
    case 'text':
      return plain
    case 'code':
      return plain.slice(plain.lastIndexOf('#') + 1).trim() || undefined
    case 'date':
      return dateIn(plain)
    case 'integer':
      return /^-?\d{1,15}$/.test(plain) ? Number(plain) : undefined
    case 'decimal':
      return /^-?\d{1,12}(?:\.\d{1,10})?$/.test(plain) ? Number(plain) : undefined
    case 'year': {
      const [, first, last] = /^(\d{4})(?:-(\d{4}))?$/.exec(plain) ?? []
      if (first === undefined || (last !== undefined && Number(last) !== Number(first) + 1)) return undefined
      return Number(last ?? first)
    }
    case 'yes-no':
      return /^(?:true|1)$/i.test(plain) ? true : /^(?:false|0)$/i.test(plain) ? false : undefined
  }
}

/** The day of a date or of a time stamp, as printed there; undefined for what no calendar has. */
function dateIn(plain: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(plain) ?? []
  if (!year || !month || !day) return undefined
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(day) ? plain.slice(0, 10) : undefined
}

/** What is wrong with a field: it is needed and not there, or it is not of its type. */
export type Fault = { field: string; why: 'absent' | 'wrong' }

/**
 * Makes a row of a record. Out: the row, null when a needed field is absent or wrong, and every fault. A field that is not needed and wrong is null in the row and
 * named in the faults; in a list the wrong ones are left out and named.
 */
export function rowOf(fields: Fields, tree: Tree): { row: Record<string, unknown> | null; faults: Fault[] } {
  const row: Record<string, unknown> = {}
  const faults: Fault[] = []
  let whole = true
  for (const [name, one] of Object.entries(fields)) {
    const found = valuesAt(tree, one.path).filter((value) => value !== '')
    const values = found.map((value) => valueOf(one.type, value))
    const good = values.filter((value) => value !== undefined)
    if (good.length < values.length) faults.push({ field: name, why: 'wrong' })
    if (one.need && good.length === 0) {
      if (values.length === 0) faults.push({ field: name, why: 'absent' })
      whole = false
    }
    row[name] = one.many ? good : (good[0] ?? null)
  }
  return { row: whole ? row : null, faults }
}
