import { forbidden, invalid } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, type Role } from '../../people/index.ts'
import { mayWrite, seesTasks } from '../access.ts'
import type { PlanRow } from '../schema.ts'

/** Values that offices enter are read by those who take part in the district's work: staff, board, partners. There is no door for anybody else. */
export function mustReadValues(visitor: Visitor, row: PlanRow): void {
  if (!seesTasks(visitor, row.district_id))
    throw forbidden(
      'plans/values-inside',
      'Values that offices enter are read by the people who take part in the work of the district.',
      'Read the public scorecard.',
    )
  if (row.kind !== 'own')
    throw invalid(
      'plans/reference-values',
      'No values are entered for the plan of another district.',
      'Choose a plan of your own district.',
    )
}

/** Who enters values beside whoever writes the plan: the head of the office that reports a measure, and the data steward. */
const enterers: readonly Role[] = ['office_head', 'data_steward']

/**
 * May this visitor enter values of an office's measures: who heads that office, the data steward, and whoever writes the plan (those who lead the district; of
 * a school's plan whoever heads it). In: the plan, the organization of the office.
 */
export const mayEnter = (visitor: Visitor, plan: PlanRow, office: number | null): boolean =>
  mayWrite(visitor, plan) || holds(visitor, enterers, office ?? plan.district_id)

/** Throws unless somebody may enter. In: the answer of `mayEnter` (or of `entersHere`, which also asks whether the plan holds). */
export function mustEnter(may: boolean): void {
  if (!may)
    throw forbidden(
      'plans/not-your-values',
      'Only the office that reports a measure, the data steward and those who lead the district enter its values.',
      'Ask the office that is named on the page.',
    )
}

/** Values are entered while the plan holds: a draft asks for nothing yet, an ended plan for nothing any more. */
export const isOpen = (row: PlanRow): boolean => row.kind === 'own' && row.state === 'adopted'
