/** A value as JSON with sorted keys, for comparing: a column of JSON does not keep the keys as they were written. Nothing and null are the same. */
export const stable = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** Whether two values say the same, whatever the order of their keys. */
export const alike = (a: unknown, b: unknown): boolean => stable(a) === stable(b)
