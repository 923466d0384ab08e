/** Levels of schools that are compared with each other; a school of several has several. */
export const levels = ['elementary', 'middle', 'high'] as const
export type Level = (typeof levels)[number]

const spans: Readonly<Record<Level, readonly [low: number, high: number]>> = {
  elementary: [-1, 5],
  middle: [6, 8],
  high: [9, 12],
}

/** The levels whose grades a school has. In: its grades (-1 = PK, 0 = K), null when they are not known: then none. */
export function levelsOf(org: { low_grade: number | null; high_grade: number | null }): Level[] {
  const { low_grade: low, high_grade: high } = org
  if (low === null || high === null) return []
  return levels.filter((level) => low <= spans[level][1] && high >= spans[level][0])
}
