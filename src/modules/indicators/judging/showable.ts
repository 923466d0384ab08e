import type { Feasibility } from '../stats/newcombe.ts'

/** From so many times the group on, the size needed says less than that no such group will come. */
const farMore = 10

/** What a page says of the change that a plan asks for. In: whether it can be shown, and the size of the group a year. Out: `never` where even a group ten times as large could not. */
export const showable = (can: Feasibility, n: number): Feasibility['verdict'] | 'never' =>
  can.verdict === 'hidden' && can.sizeNeeded > farMore * n ? 'never' : can.verdict
