import type { Tx } from '../../../platform/db/database.ts'
import { invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { currentPlan } from '../../plans/index.ts'
import { mustDraft } from '../access.ts'
import { sameWords } from '../report/rules.ts'
import { partsOfPlan } from './collect.ts'
import type { PlanLineRow } from './schema.ts'
import { insertLine, type LineFields, lineById, linesOfPlan, lockLines, setLine } from './store.ts'

export const lineObject = 'publishing.plan_line'
export type LineTyped = Omit<LineFields, 'plan'>

const same = (a: LineTyped, b: LineTyped): boolean =>
  a.element === b.element &&
  a.audience === b.audience &&
  a.kind === b.kind &&
  a.listed === b.listed &&
  sameWords(a.words, b.words)

/** The slug of the plan that a line is about. Errors: Invalid `publishing/no-such-part`. */
async function mustHave(tx: Tx, districtId: number, element: string): Promise<string> {
  const plan = await currentPlan(tx, districtId)
  if (!plan || !partsOfPlan(plan.graph).some((one) => one.id === element))
    throw invalid('publishing/no-such-part', 'The public plan has no such part.', 'Choose one of the list.')
  return plan.row.slug
}

/** Adds a line to the public plan. The same line twice is the same one. Errors: Forbidden `publishing/not-a-publisher`, Invalid `publishing/no-such-part`. */
export async function addLine(tx: Tx, visitor: Visitor, districtId: number, typed: LineTyped): Promise<PlanLineRow> {
  mustDraft(visitor, districtId)
  const plan = await mustHave(tx, districtId, typed.element)
  await lockLines(tx, districtId)
  const twin = (await linesOfPlan(tx, districtId, plan)).find((one) => same(one, typed))
  if (twin) return twin
  const row = await insertLine(tx, districtId, { ...typed, plan })
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: lineObject,
    object_id: row.plan_line_id,
    version: row.version,
    verb: 'added',
    became: typed,
  })
  return row
}

/**
 * Changes a line, takes it off the page or puts it back. In: the version that the person saw. The same form twice changes nothing; an older version is a conflict:
 * nothing is saved, and the row comes back as it is. Errors: Missing, Forbidden, Invalid `publishing/no-such-part`.
 */
export async function changeLine(
  tx: Tx,
  visitor: Visitor,
  id: number,
  version: number,
  typed: Partial<LineTyped>,
): Promise<{ kind: 'saved' | 'conflict'; row: PlanLineRow }> {
  const row = await lineById(tx, id, true)
  mustDraft(visitor, row.district_id)
  const { element, audience, kind, words, listed } = row
  const was: LineTyped = { element, audience, kind, words, listed }
  const became: LineTyped = { ...was, ...typed }
  if (same(was, became)) return { kind: 'saved', row }
  if (version !== row.version) return { kind: 'conflict', row }
  if (became.element !== element) await mustHave(tx, row.district_id, became.element)
  const after = await setLine(tx, id, { ...became, plan: row.plan })
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: lineObject,
    object_id: id,
    version: after.version,
    verb: became.listed === listed ? 'changed' : became.listed ? 'back' : 'removed',
    was,
    became,
  })
  return { kind: 'saved', row: after }
}
