import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { invalid, missing } from '../../platform/errors.ts'
import { orgById, timeZoneOf } from '../people/index.ts'
import { checkPlan } from './check.ts'
import { type CodeIndex, codeIndex } from './codes/look-up.ts'
import { fromCanonical } from './file/canonical.ts'
import type { Element, Plan } from './file/format.ts'
import type { Problem } from './file/problem.ts'
import { type PlanGraph, planGraph } from './graph.ts'
import { elementHref, endOfDay, isDay } from './rules.ts'
import type { PlanRow, PlanTask, VersionRow } from './schema.ts'
import { canonicalOf, currentOf, planOf, plansNamed, tasksOfPlan, versionAt } from './store.ts'

/** A plan in one of its versions, ready to be shown. */
export type OpenPlan = {
  row: PlanRow
  version: VersionRow
  graph: PlanGraph
  problems: readonly Problem[]
  /** the day whose end is shown; null: now */
  asOf: string | null
  /** true when the address must say which district is meant, because several use this slug */
  named: boolean
}

type Kept = { graph: PlanGraph; problems: readonly Problem[] }
// A version never changes, so what was read of it once holds for good; a few are kept by digest.
const kept = new Map<string, Kept>()
const mostKept = 16

/** One version of a plan as a graph, with what the check finds in it. */
export async function graphOf(tx: Tx, planId: number, version: Pick<VersionRow, 'version' | 'digest'>): Promise<Kept> {
  const found = kept.get(version.digest)
  if (found) {
    kept.delete(version.digest)
    kept.set(version.digest, found)
    return found
  }
  const text = await canonicalOf(tx, planId, version.version)
  if (text === null)
    throw missing('plans/no-version', 'This version of the plan is not here.', 'Open the plan without a date.')
  const plan = fromCanonical(text)
  const made = { graph: planGraph(plan), problems: checkPlan(plan) }
  kept.set(version.digest, made)
  const oldest = kept.keys().next().value
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return made
}

/** A plan's newest version. */
export async function openRow(tx: Tx, row: PlanRow, named = false): Promise<OpenPlan> {
  const version = await versionAt(tx, row.plan_id, null)
  if (!version) throw noPlan()
  return { row, version, ...(await graphOf(tx, row.plan_id, version)), asOf: null, named }
}

const noPlan = () => missing('plans/no-plan', 'There is no such plan.', 'Choose one from the list of plans.')

export type Asked = { slug: string; district?: string | undefined; asOf?: string | undefined }
/** One plan, or the plans of several districts that share the slug and of which the reader must choose. */
export type Found = { plan: OpenPlan; choices: [] } | { plan: null; choices: PlanRow[] }

/**
 * Opens a plan by its slug, as of a day. Where several districts that the reader sees use the slug, the one that the address names is taken, else the only own
 * one of the scope. Errors: Missing `plans/no-plan`, `plans/not-yet` (the plan was not here on that day), Invalid `plans/bad-day`.
 */
export async function openPlan(tx: Tx, scope: Scope, asked: Asked): Promise<Found> {
  const all = await plansNamed(tx, asked.slug)
  const wanted = asked.district === undefined ? all : all.filter((row) => String(row.district_id) === asked.district)
  const own = wanted.filter((row) => row.kind === 'own' && scope.districts.includes(row.district_id))
  const [row, second] = own.length === 1 ? own : wanted
  if (!row) throw noPlan()
  if (second) return { plan: null, choices: wanted }
  if (asked.asOf === undefined || asked.asOf === '')
    return { plan: await openRow(tx, row, all.length > 1), choices: [] }
  if (!isDay(asked.asOf))
    throw invalid('plans/bad-day', 'The date in the address is not a date.', 'Write it as year-month-day: 2026-11-30.')
  const version = await versionAt(tx, row.plan_id, endOfDay(asked.asOf, await timeZoneOf(tx, row.district_id)))
  if (!version)
    throw missing(
      'plans/not-yet',
      'The plan was not here on that day.',
      'Choose a later day, or open the plan without a date.',
    )
  return {
    plan: { row, version, ...(await graphOf(tx, row.plan_id, version)), asOf: asked.asOf, named: all.length > 1 },
    choices: [],
  }
}

// The codes of a plan are put in order when somebody first types one that stands nowhere just so.
const indexes = new WeakMap<Plan, CodeIndex>()
function indexOf(plan: Plan): CodeIndex {
  const known = indexes.get(plan)
  if (known) return known
  const made = codeIndex(plan)
  indexes.set(plan, made)
  return made
}

/**
 * Every element that a text of an address or of a search may mean: the one with this id, those with this code (today's before old ones); when there is none,
 * those whose code is meant (`tl1 iv`, `TL1.4`), also the code of a measure, which leads to what it measures.
 */
export function elementsNamed(graph: PlanGraph, text: string): Element[] {
  const byId = graph.byId(text)
  const just = [...new Set([...(byId ? [byId] : []), ...graph.byCode(text)])]
  if (just.length > 0) return just
  const measures = new Map(graph.plan.measures.map((one) => [one.id, one.of]))
  const ids = indexOf(graph.plan)
    .lookUp(text)
    .hits.flatMap((hit) => (hit.list === 'elements' ? [hit.id] : (measures.get(hit.id) ?? [])))
  return [...new Set(ids)].flatMap((id) => graph.byId(id) ?? [])
}

/** The plan that a district works by now, as a graph; null when it has none. */
export async function currentPlan(tx: Tx, districtId: number): Promise<{ row: PlanRow; graph: PlanGraph } | null> {
  const row = await currentOf(tx, districtId)
  return row ? { row, graph: (await openRow(tx, row)).graph } : null
}

/**
 * The tasks of a district's own, adopted plan, in its order; none for drafts, plans that ended and references. A task of a school's or an office's plan for which the
 * plan names nobody belongs to that school or office.
 */
export async function planTasks(tx: Tx, districtId: number, slug: string): Promise<PlanTask[]> {
  const unitId = (await planOf(tx, districtId, slug))?.unit_id ?? null
  const unit = unitId === null ? null : await orgById(tx, unitId)
  return (await tasksOfPlan(tx, districtId, slug)).map((task) => ({
    ...task,
    owner_code: task.owner_code ?? unit?.code ?? null,
    href: elementHref(slug, task.element),
  }))
}
