import { now } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import { inScope, type Scope } from '../../platform/db/scope.ts'
import { conflict, type Detail, invalid, missing, type Trouble } from '../../platform/errors.ts'
import { tell } from '../../platform/events.ts'
import { faultPoint } from '../../platform/fault.ts'
import { historyOf, record } from '../../platform/history/history.ts'
import type { Services } from '../../platform/web/route.ts'
import type { Lang } from '../../platform/words.ts'
import { definitions, type Promised, saveReferences, saveTargets, targetParser } from '../indicators/index.ts'
import { everyDistrict, type Org, orgById, systemScope } from '../people/index.ts'
import { notYours } from './access.ts'
import { checkPlan } from './check.ts'
import { planLoaded } from './events.ts'
import { canonical, digestOf } from './file/canonical.ts'
import type { Plan } from './file/format.ts'
import type { Problem } from './file/problem.ts'
import { fitting, readPlan } from './file/read.ts'
import { type PlanGraph, planGraph } from './graph.ts'
import { sayProblem } from './problems/say.ts'
import { promisesOf } from './promises.ts'
import { differenceOf, elementHref, elementRows, referencesOf } from './rules.ts'
import type { Kind, PlanRow } from './schema.ts'
import {
  addVersion,
  canonicalOf,
  currentOf,
  insertPlan,
  lockPlans,
  planOf,
  replaceElements,
  setCurrent,
  updatePlan,
} from './store.ts'

export const object = 'plans.plan'
const currentObject = 'plans.current'
/** How many problems of a file are told at once. */
const mostDetails = 100

export type PlanFile = {
  /** the district; for a reference plan that everybody may read, the state */
  districtId: number
  /** a plan file, or a plan that stands in memory already: a draft that is adopted */
  text?: string | Uint8Array
  plan?: Plan
  /** the digest that was approved: a plan with another one is not taken */
  digest?: string
  kind: Kind
  /** true: the plan that the district works by from now on; false: no longer; left out: as it is */
  current?: boolean
  /** why it changed, for the history */
  reason?: string
  /** a new plan of a school or an office: whose it is, and the district's plan that it serves. A plan that is here already keeps both. */
  unit?: { org_id: number; serves: number }
  /** language of what is told about problems */
  lang?: Lang
}
export type Imported = {
  plan_id: number
  slug: string
  version: number
  digest: string
  /** false: this very plan was here already and nothing was written */
  changed: boolean
  difference: { added: number; changed: number; removed: number }
  /** warnings and notes of the check; a plan with errors is not taken */
  problems: readonly Problem[]
}

const known = (definition: string): boolean => Object.hasOwn(definitions, definition)

/** The place of a problem as compilers write it, with the field: `12:5 elements[3].code`. */
function placeOf({ line, col, path }: Problem): string {
  const field = path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('')
  return `${line}:${col}${field ? ` ${field}` : ''}`
}

function badPlan(problems: readonly Problem[], lang: Lang): Trouble {
  const details: Detail[] = problems.slice(0, mostDetails).map((problem) => {
    const { what, fix } = sayProblem(problem, lang)
    return { path: placeOf(problem), code: `plans/${problem.rule}`, message: what, hint: fix }
  })
  const many = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  return invalid(
    'plans/bad-plan',
    `The plan file has ${many}, so nothing was taken from it.`,
    'Repair the lines below (line:column) and load the file again.',
    details,
  )
}

function checked(file: PlanFile, lang: Lang): { plan: Plan; problems: Problem[] } {
  const reading = file.plan ? fitting(file.plan) : readPlan(file.text ?? '')
  if (!reading.plan) throw badPlan(reading.problems, lang)
  const problems = checkPlan(reading.plan, reading.places)
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0) throw badPlan(errors, lang)
  return { plan: reading.plan, problems }
}

async function ownerOf(tx: Tx, scope: Scope, file: PlanFile, plan: Plan): Promise<Org> {
  if (!scope.districts.includes(file.districtId)) throw notYours()
  const owner = await orgById(tx, file.districtId)
  if (owner?.kind !== 'district' && owner?.kind !== 'state')
    throw missing('plans/no-district', 'There is no such district.', 'Choose a district of this installation.')
  if (file.kind === 'reference') {
    if (file.current)
      throw invalid(
        'plans/reference-current',
        'A plan that is kept as an example cannot be the current plan.',
        'Load it without "current", or as the district’s own.',
      )
    return owner
  }
  if (owner.kind === 'state')
    throw invalid(
      'plans/state-plan',
      'A state holds plans as examples only.',
      'Load it as a reference, or name the district that it belongs to.',
    )
  const other =
    plan.org.code === null
      ? undefined
      : (await everyDistrict(tx)).find((one) => one.code === plan.org.code && one.org_id !== owner.org_id)
  if (other)
    throw invalid(
      'plans/other-district',
      `This file is the plan of ${other.name}, not of ${owner.name}.`,
      'Choose the other district, or load it as a reference.',
      [{ path: 'org.code', message: plan.org.code ?? '' }],
    )
  return owner
}

function promisedBy(graph: PlanGraph, districtId: number): Promised[] {
  const { plan } = graph
  // A draft has promised nothing yet, and a plan that ended asks for nothing any more.
  if (plan.adoption.state !== 'adopted') return []
  return promisesOf(graph, (definition) => (known(definition) ? '1' : null)).map((promise) => {
    const target = targetParser.safeParse(promise.target)
    if (!target.success)
      throw invalid(
        'plans/bad-target',
        `The target of ${promise.label.en ?? promise.element} cannot be judged as it is written.`,
        'Repair it in the plan file and load the file again.',
        [
          {
            path: promise.source,
            message: target.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' '),
          },
        ],
      )
    const { definition, source, label, element } = promise
    return {
      district_id: districtId,
      definition,
      source,
      label,
      href: elementHref(plan.id, element),
      target: target.data,
    }
  })
}

async function makeCurrent(
  tx: Tx,
  scope: Scope,
  row: Pick<PlanRow, 'plan_id' | 'district_id' | 'slug'>,
  wanted: boolean | undefined,
): Promise<boolean> {
  const before = await currentOf(tx, row.district_id)
  if (wanted === undefined || wanted === (before?.plan_id === row.plan_id)) return false
  await setCurrent(tx, row.district_id, wanted ? row.plan_id : null)
  const version = ((await historyOf(tx, currentObject, row.district_id))[0]?.version ?? 0) + 1
  await record(tx, scope, {
    org_id: row.district_id,
    object: currentObject,
    object_id: row.district_id,
    version,
    verb: 'set',
    was: { plan: before?.slug ?? null },
    became: { plan: wanted ? row.slug : null },
  })
  return true
}

/**
 * Takes a plan into a district, from a file (YAML, or canonical JSON) or as it stands in memory: read, checked, stored, with its promises handed to the indicators. The same plan again changes
 * nothing; a changed one becomes a new version, and every older version stays as it was. Access is the caller's (`mustLoad`, or a named system actor); the
 * scope must hold `districtId`. Out: what was stored. Errors: Invalid `plans/bad-plan` with every problem as `line:column field`,
 * `plans/bad-target`, `plans/other-district`; Conflict `plans/other-kind`; Missing, Forbidden. Tells `plans/loaded` in the transaction.
 */
export async function importPlan(services: Services, tx: Tx, scope: Scope, file: PlanFile): Promise<Imported> {
  const { plan, problems } = checked(file, file.lang ?? 'en')
  const owner = await ownerOf(tx, scope, file, plan)
  const district_id = owner.org_id
  await lockPlans(tx, district_id)
  const before = await planOf(tx, district_id, plan.id)
  if (before && before.kind !== file.kind)
    throw conflict(
      'plans/other-kind',
      `A plan with the id ${plan.id} is here already as ${before.kind === 'own' ? 'the district’s own' : 'an example'}.`,
      'Give the other one its own id.',
    )
  const text = canonical(plan)
  const print = digestOf(text)
  if (file.digest !== undefined && file.digest !== print)
    throw conflict('plans/other-digest', 'This is not the draft that went to review.', 'Send it to review again.')
  const same = { slug: plan.id, digest: print, problems }
  if (before?.digest === print) {
    await makeCurrent(tx, scope, before, file.current)
    return {
      ...same,
      plan_id: before.plan_id,
      version: before.version,
      changed: false,
      difference: { added: 0, changed: 0, removed: 0 },
    }
  }
  const at = now()
  const row = {
    state: plan.adoption.state,
    title: plan.title,
    org_name: plan.org.name,
    period_from: plan.period.from,
    period_to: plan.period.to,
    version: (before?.version ?? 0) + 1,
    digest: print,
    saved_at: at,
  }
  const key = {
    district_id,
    slug: plan.id,
    kind: file.kind,
    shared: file.kind === 'reference' && owner.kind === 'state',
    unit_id: before ? before.unit_id : (file.unit?.org_id ?? null),
    serves_id: before ? before.serves_id : (file.unit?.serves ?? null),
  }
  if (before) await updatePlan(tx, before.plan_id, row)
  const stored = { ...key, ...row, plan_id: before?.plan_id ?? (await insertPlan(tx, { ...key, ...row })) }
  const older = before ? await canonicalOf(tx, before.plan_id, before.version) : null
  const difference = differenceOf(older, text)
  await addVersion(tx, stored, { canonical: text, at, by: scope.name })
  const graph = planGraph(plan)
  await replaceElements(tx, stored, elementRows(graph))
  await record(tx, scope, {
    org_id: district_id,
    object,
    object_id: stored.plan_id,
    version: row.version,
    verb: !before ? 'loaded' : before.state === 'adopted' ? 'amended' : 'changed',
    was: before ? { digest: before.digest, state: before.state, title: before.title } : {},
    became: { digest: print, state: row.state, title: row.title, ...difference },
    ...(file.reason ? { reason: file.reason } : {}),
  })
  await makeCurrent(tx, scope, stored, file.current)
  // What a school promises is no promise of the district, so its targets are not judged with the numbers of the whole.
  if (file.kind === 'own') {
    if (key.unit_id === null) await saveTargets(tx, district_id, `plan:${plan.id}/`, promisedBy(graph, district_id))
  } else await saveReferences(tx, referencesOf(plan, known))
  await tell(services, tx, scope, planLoaded, { district_id, plan: plan.id })
  faultPoint('plans/written')
  return { ...same, plan_id: stored.plan_id, version: row.version, changed: true, difference }
}

/** `importPlan` in a transaction of its own as the named system actor `plans`: for the command line and the demo. */
export async function loadPlan(services: Services, file: PlanFile): Promise<Imported> {
  const scope = await systemScope(services.db, 'plans', file.districtId)
  const imported = await inScope(services.db, scope, (tx) => importPlan(services, tx, scope, file))
  faultPoint('plans/saved')
  return imported
}
