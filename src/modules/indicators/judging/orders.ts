/** How schools of a comparison may be ordered: by name unless asked. */
export const orders = ['name', 'value', 'likely'] as const
export type Order = (typeof orders)[number]

/** Groups whose gap is compared from school to school: one of each pair, every race or ethnicity. */
export const comparedGroups = [
  ['high_needs', 'yes'],
  ['econ', 'yes'],
  ['el', 'yes'],
  ['swd', 'yes'],
  ['race', 'american_indian'],
  ['race', 'asian'],
  ['race', 'black'],
  ['race', 'hispanic'],
  ['race', 'pacific_islander'],
  ['race', 'two_or_more'],
  ['race', 'white'],
  ['gender', 'female'],
  ['gender', 'male'],
  ['gender', 'nonbinary'],
  ['residency', 'nonresident'],
] as const
export type ComparedGroup = (typeof comparedGroups)[number]

/** Puts rows in an order. In: rows, what each is ordered by (null: last, whichever way), and its name. */
export function inOrderOf<Row>(
  rows: readonly Row[],
  of: (row: Row) => number | null,
  name: (row: Row) => string,
  lang: string,
): Row[] {
  return rows.toSorted((a, b) => {
    const [x, y] = [of(a) ?? Number.POSITIVE_INFINITY, of(b) ?? Number.POSITIVE_INFINITY]
    return x === y ? name(a).localeCompare(name(b), lang) : x - y
  })
}
