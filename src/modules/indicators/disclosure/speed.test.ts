import { describe, expect, it } from 'vitest'
import { protect } from './protect.ts'
import { district } from './sample.ts'

describe('speed', () => {
  it('6 schools of 54 groups each, with zones and district; the cost grows with the schools, not their square', () => {
    const tables = { whole: district(6, 2), half: district(3, 2) }
    // Processor time, the better of two rounds: the machine may be busy with other tests. Large districts: bench/disclosure.ts.
    const best = { whole: Infinity, half: Infinity }
    for (let round = 0; round < 2; round++)
      for (const key of ['whole', 'half'] as const) {
        const before = process.cpuUsage()
        expect(protect(tables[key], 'edition').clean).toBe(true)
        const { user, system } = process.cpuUsage(before)
        best[key] = Math.min(best[key], (user + system) / 1000)
      }
    console.log(`protected 6 schools of 54 groups in ${Math.round(best.whole)} ms of processor time`)
    expect(best.whole).toBeLessThan(best.half * 4)
  })
})
