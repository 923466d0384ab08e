type Bag = Readonly<Record<string, unknown>>
const isBag = (value: unknown): value is Bag => value !== null && typeof value === 'object' && !Array.isArray(value)

/** True for what the canonical form leaves out: null, an empty list, an object with nothing in it. */
function nothing(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.length === 0
  return isBag(value) && Object.values(value).every(nothing)
}

/** True when two values are the same in the canonical form of a plan: the order of fields does not count, and nothing is nothing, however it is written. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]))
  if (isBag(a) && isBag(b)) {
    for (const key of Object.keys(a)) if (!same(a[key], b[key])) return false
    for (const key of Object.keys(b)) if (!(key in a) && !nothing(b[key])) return false
    return true
  }
  return nothing(a) && nothing(b)
}

/** A value as text, the same for the same value: fields in alphabetical order, nothing empty. */
export function print(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`
  if (!isBag(value)) return JSON.stringify(value ?? null)
  const parts = Object.keys(value)
    .filter((key) => !nothing(value[key]))
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${print(value[key])}`)
  return `{${parts.join(',')}}`
}
