import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid, missing } from '../../../platform/errors.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { orgById } from '../../people/index.ts'
import { type Imported, importPlan } from '../actions.ts'
import { together } from '../editing/build.ts'
import { changeDraft, type Done, openDraft } from '../editing/drafts.ts'
import type { Op, Value } from '../editing/ops.ts'
import { draftsOf } from '../editing/store.ts'
import { blankElement } from '../file/blank.ts'
import type { Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import { openRow } from '../reading.ts'
import type { PlanRow } from '../schema.ts'
import { currentOf, planById, planOf } from '../store.ts'
import { mustBegin, mustWriteUnit } from './access.ts'
import { isMirror, mirrorId, nameable, prioritiesOf, slugOf } from './rules.ts'
import { mirrorLevels } from './schema.ts'
import { mirrorOf, unitTemplate } from './template.ts'

const noUnit = () =>
  missing('plans/no-unit', 'There is no such school or office.', 'Choose one from the list of the form.')

/** The plan of a unit, by its row. Errors: Missing `plans/not-a-unit` for a plan that belongs to the district itself. */
export function unitOf(row: PlanRow): { unit: number; serves: number } {
  if (row.unit_id === null || row.serves_id === null)
    throw missing(
      'plans/not-a-unit',
      'This is not the plan of a school or an office.',
      'Choose one from the list of plans of schools and offices.',
    )
  return { unit: row.unit_id, serves: row.serves_id }
}

/** The district's plan that a unit's plan serves, as it is today. */
export async function servedPlan(tx: Tx, row: PlanRow): Promise<{ row: PlanRow; graph: PlanGraph }> {
  const served = await planById(tx, unitOf(row).serves)
  if (!served) throw missing('plans/no-plan', 'There is no such plan.', 'Choose one from the list of plans.')
  return { row: served, graph: (await openRow(tx, served)).graph }
}

/**
 * Begins the plan of a school or an office from the district's current plan: a first version, a draft. The same again changes nothing and gives the plan that is
 * there. In: the organization, the school year by its ending year. Errors: Missing `plans/no-unit`, `plans/no-current`; Forbidden `plans/not-your-unit`.
 */
export async function beginUnitPlan(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  asked: { unitId: number; year: number },
): Promise<Pick<Imported, 'slug' | 'plan_id' | 'changed'>> {
  mustBegin(visitor, asked.unitId)
  return beginAs(services, tx, visitor.scope, asked)
}

/** The same without the check of access: for named system actors, such as the demo. */
export async function beginAs(
  services: Services,
  tx: Tx,
  scope: Scope,
  asked: { unitId: number; year: number },
): Promise<Pick<Imported, 'slug' | 'plan_id' | 'changed'>> {
  const org = await orgById(tx, asked.unitId)
  if (!org || org.district_id === null || (org.kind !== 'school' && org.kind !== 'office')) throw noUnit()
  const districtId = org.district_id
  const served = await currentOf(tx, districtId)
  if (!served)
    throw missing(
      'plans/no-current',
      'The district has no current plan that a school could serve.',
      'Load the district’s plan first.',
    )
  const there = await planOf(tx, districtId, slugOf(org.kind, org.code, asked.year))
  if (there) return { slug: there.slug, plan_id: there.plan_id, changed: false }
  const { graph } = await openRow(tx, served)
  return importPlan(services, tx, scope, {
    districtId,
    plan: unitTemplate(graph, { kind: org.kind, code: org.code, name: org.name }, asked.year),
    kind: 'own',
    unit: { org_id: org.org_id, serves: served.plan_id },
  })
}

const noElement = () =>
  missing('plans/no-element', 'The plan has no such part.', 'Search in the plan, or choose it from the plan on a page.')

type Named = { element: string; part: string }

/** The operation by which an element names a part of the district's plan, or no longer does; null when it is so already. */
export function nameOp(plan: Plan, district: PlanGraph, asked: Named & { take: 'add' | 'away' }): Op | null {
  const own = plan.elements.find((one) => one.id === asked.element && !isMirror(one))
  const part = nameable(district).find((one) => one.id === asked.part)
  const to = mirrorId(asked.part)
  if (!own) throw noElement()
  const has = plan.links.some((one) => one.from === own.id && one.to === to && one.kind === 'aligns')
  const links = (after: Plan['links']): Op => ({
    kind: 'set',
    at: { list: 'plan' },
    fields: { links: { before: plan.links as unknown as Value, after: after as unknown as Value } },
  })
  if (asked.take === 'away')
    return has
      ? links(plan.links.filter((one) => !(one.from === own.id && one.to === to && one.kind === 'aligns')))
      : null
  if (!part) throw noElement()
  if (has || own.parents.includes(to)) return null
  const line = { from: own.id, to, kind: 'aligns', basis: 'stated', note: null } as const
  const mirrors = new Set(plan.elements.filter(isMirror).map((one) => one.id))
  if (mirrors.has(to)) return links([...plan.links, line])
  const tops = new Set(prioritiesOf(district).map((one) => one.id))
  const above = district
    .up(part.id)
    .filter((one) => tops.has(one.id) && mirrors.has(mirrorId(one.id)))
    .map((one) => mirrorId(one.id))
  const level = tops.has(part.id) ? mirrorLevels.priority : mirrorLevels.part
  const value = blankElement(mirrorOf(part, level, tops.has(part.id) ? [] : above.slice(0, 1)))
  const after = plan.elements.at(-1)?.id ?? null
  return together([{ kind: 'add', at: { list: 'elements', id: value.id }, value, after }, links([...plan.links, line])])
}

/**
 * An element of a unit's plan names a part of the district's plan that it serves (`add`), or no longer does (`away`): one step in the open draft, which is begun
 * when there is none. Twice changes nothing. Errors: Forbidden `plans/not-your-unit`; Missing `plans/no-element`; Conflict of drafts.
 */
export async function namePart(
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  asked: Named & { take: 'add' | 'away'; why: string },
): Promise<Done & { draftId: number }> {
  mustWriteUnit(visitor, unitOf(row).unit)
  const served = await servedPlan(tx, row)
  const open = (await draftsOf(tx, row.plan_id, 50)).find((one) => one.state === 'open')
  const draftId = open?.draft_id ?? (await openDraft(tx, visitor.scope, row, asked.why))
  const done = await changeDraft(tx, visitor.scope, draftId, ({ plan }) => nameOp(plan, served.graph, asked))
  return { ...done, draftId }
}

/** Errors of a form that names no quarter or date. */
export const badReview = () =>
  invalid('plans/bad-review', 'The form came incomplete.', 'Open the review again and fill it in.')
