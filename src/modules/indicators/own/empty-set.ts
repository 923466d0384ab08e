import type { Condition, Value } from './language.ts'
import type { Path } from './issue.ts'
import type { Reader } from './reader.ts'
import { dayParts } from './values.ts'

const rank = (value: Value): number => {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const { years, monthDay } = dayParts(value)
  return years * 10_000 + Number(monthDay.replace('-', ''))
}

/** Says where no row can meet what is asked: a range that ends before it begins, or two demands on one field that exclude each other. */
export function emptySets(to: Reader, condition: Condition, path: Path): void {
  if (condition.kind === 'range' && condition.low !== null && condition.high !== null)
    if (rank(condition.low) > rank(condition.high)) to.wrong(path, 'empty-range')
  if (condition.kind === 'not') emptySets(to, condition.of, [...path, 'not'])
  if (condition.kind !== 'all' && condition.kind !== 'any') return
  for (const [i, one] of condition.of.entries()) emptySets(to, one, [...path, i])
  if (condition.kind === 'any') return
  const left = new Map<string, readonly Value[]>()
  const gone = new Set(condition.of.flatMap((one) => (one.kind === 'missing' && one.missing ? [one.field] : [])))
  for (const one of condition.of) {
    if (one.kind !== 'is' && one.kind !== 'range') continue
    const known = left.get(one.field)
    if (one.kind === 'is')
      left.set(
        one.field,
        one.values.filter((value) => known === undefined || known.includes(value)),
      )
    if (gone.has(one.field) || left.get(one.field)?.length === 0) {
      to.wrong(path, 'empty-set', { field: one.field })
      return
    }
  }
}
