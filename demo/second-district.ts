import type { District } from './district.ts'
import { generateDistrict, type GenerateOptions, type Generated } from './generate.ts'

/**
 * A tiny second district of about 300 students. Its zone, office and school codes, its student ids and its plan codes are all used in
 * Mill River too, for other things: what keeps them apart is the district, never the code.
 */
export const twoBrooks: District = {
  state: { code: 'CT', name: 'Connecticut' },
  code: '9990022',
  name: 'Two Brooks School District',
  town: 'Two Brooks',
  zones: [{ code: 'NORTH', name: 'Both Brooks', poverty: -0.12, effect: -0.05, mix: 'white' }],
  schools: [
    { code: '01011', name: 'Two Brooks Elementary', zone: 'NORTH', low: -1, high: 5, weight: 1, feeds: '51011' },
    { code: '51011', name: 'Two Brooks Middle', zone: 'NORTH', low: 6, high: 8, weight: 0, feeds: '61011' },
    { code: '61011', name: 'Two Brooks High', zone: 'NORTH', low: 9, high: 12, weight: 0 },
  ],
  offices: [
    { code: 'OSS', name: 'Student Services' },
    { code: 'DATA', name: 'Data Desk' },
  ],
  portfolios: [],
  stops: [],
  ownCalendars: [],
  cohort: 37,
}

/** Codes of plan elements that both districts' plans use. */
export const clashingPlanCodes: readonly string[] = ['G1', 'G2', '2.1', '2.1.iii']

/** Writes the feed files of Two Brooks; its people differ from Mill River's with the same seed. See `generateDistrict`. */
export const generateSecondDistrict = (options: GenerateOptions): Promise<Generated> =>
  generateDistrict(twoBrooks, { ...options, seed: options.seed + 22 })
