import { Session, solver } from './programs.ts'
import type { Guard, Readable } from './published.ts'
import { read } from './reading.ts'

/**
 * The audit as the books have it, to compare with: two linear programs for each guarded count over all relations at once, nothing clever, the
 * solver as it comes (it keeps its model and starts from the last answer; a count with several guards is asked once).
 * In: as `attack`. Out: for each guard whether its bounds, rounded inwards, stay inside. Only for tests and benches.
 */
export async function plainAttack(
  readable: Readable,
  guards: readonly Guard[],
): Promise<{ low: number; high: number; sensitive: boolean }[]> {
  const reading = read(readable)
  const bounds = { low: reading.low.slice(), high: reading.high.slice() }
  const cols = reading.unknowns.map((_, v) => v)
  const session = new Session(await solver(), reading, bounds, { cols, at: null }, false)
  try {
    const asked = new Map<string, { low: number; high: number }>()
    return guards.map((guard) => {
      const key = `${guard.edition ?? ''}|${guard.part}|${guard.id}`
      const place = reading.place(guard.id, guard.part, guard.edition)
      if (!place) throw new Error(`There is no ${guard.part} of ${guard.id}.`)
      const end = (dir: 1 | -1): number => {
        if (place.col < 0) return place.at
        const done = session.furthest(place.col, dir * place.sign > 0 ? 1 : -1)
        if (done.state === 'unbounded') return dir * Number.POSITIVE_INFINITY
        if (done.state !== 'solved') throw new Error(`No table fits (${done.state}).`)
        const value = place.at + place.sign * done.value
        return reading.whole ? dir * Math.floor(dir * value + 1e-6) : value
      }
      const { low, high } = asked.get(key) ?? { low: end(-1), high: end(1) }
      asked.set(key, { low, high })
      const sensitive = guard.kind === 'range' ? low >= guard.low && high <= guard.high : high - low < guard.least
      return { low, high, sensitive }
    })
  } finally {
    session.close()
  }
}
