import type { CheckRule } from '../rule.ts'
import { cadence } from './cadence.ts'
import { order } from './order.ts'
import { wordings } from './wordings.ts'

/** Rules about when: order of dates, cadences, words of time. A day outside the plan is a basic rule (`date-outside`). */
export const rules: readonly CheckRule[] = [...order, ...cadence, ...wordings]
