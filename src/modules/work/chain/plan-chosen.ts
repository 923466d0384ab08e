import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { openPlanRow, type PlanGraph, type PlanRow, plansSeen } from '../../plans/index.ts'
import { readable } from '../access.ts'

export type PlanChoice = { slug: string; title: string }
export type ChosenPlan = PlanChoice & { districtId: number; adopted: boolean; graph: PlanGraph; row: PlanRow }

/** Own plans of the districts whose work the visitor reads. */
export const ownPlans = async (tx: Tx, visitor: Visitor): Promise<PlanRow[]> => {
  const districts = readable(visitor)
  return (await plansSeen(tx)).filter((row) => row.kind === 'own' && districts.includes(row.district_id))
}

export const choicesOf = (rows: readonly PlanRow[], lang: Lang): PlanChoice[] =>
  rows.map((row) => ({ slug: row.slug, title: read(row.title, lang).words }))

/**
 * The plan that an address means, and the others that could be chosen. Without a name the one that the district works by. Out: null when there is none.
 */
export async function chosenPlan(
  tx: Tx,
  visitor: Visitor,
  slug: string | undefined,
  lang: Lang,
): Promise<{ plan: ChosenPlan | null; choices: PlanChoice[] }> {
  const rows = await ownPlans(tx, visitor)
  const choices = choicesOf(rows, lang)
  const row = slug === undefined ? (rows.find((one) => one.current) ?? rows[0]) : rows.find((one) => one.slug === slug)
  if (!row) return { plan: null, choices }
  return {
    choices,
    plan: {
      districtId: row.district_id,
      slug: row.slug,
      title: read(row.title, lang).words,
      adopted: row.state === 'adopted',
      graph: (await openPlanRow(tx, row)).graph,
      row,
    },
  }
}
