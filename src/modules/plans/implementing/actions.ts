import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { orgByCode, todayOf } from '../../people/index.ts'
import type { Measure } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import { definitionOf } from '../numbers.tsx'
import type { PlanRow } from '../schema.ts'
import { officeOf } from '../whole/measure-facts.ts'
import { isOpen, mayEnter } from './access.ts'
import { aboutStudents, isSame, isSmall, kindOf, readPeriodOf, readTold } from './rules.ts'
import type { Entry, Kind, Problem, Told, Typed, Via } from './schema.ts'
import { entriesOf, insertEntry, lockEntries } from './store.ts'

export const entryObject = 'plans.entry'

/** A plan for which values are entered: its offices as organizations of the district, and the day. */
export type Filling = {
  row: PlanRow
  graph: PlanGraph
  /** organization of each office of the plan; null: the district has none of its code */
  offices: ReadonlyMap<string, number | null>
  today: string
}

/** What came of one row. `refused`: no such measure, or not this person's to enter. `same`: it says what is there already. */
export type Outcome =
  | { kind: 'saved'; version: number }
  | { kind: 'same'; version: number }
  | { kind: 'conflict'; now: Entry }
  | { kind: 'problems'; problems: readonly Problem[] }
  | { kind: 'refused'; why: 'measure' | 'computed' | 'office' | 'closed' }
  /** fine by itself, and not saved: something else of the same file cannot be taken */
  | { kind: 'held' }

/** The form of a measure, as far as the engine does not compute it. */
export const kindHere = (m: Measure): Kind => kindOf(m, (id) => definitionOf(id) !== null)

/** A plan with what is needed to enter values. In: the plan's row and graph. */
export async function fillingOf(tx: Tx, row: PlanRow, graph: PlanGraph): Promise<Filling> {
  const offices = new Map<string, number | null>()
  for (const office of graph.plan.offices)
    offices.set(
      office.id,
      office.orgCode ? ((await orgByCode(tx, row.district_id, office.orgCode))?.org_id ?? null) : null,
    )
  return { row, graph, offices, today: await todayOf(tx, row.district_id) }
}

/** The organization whose staff enters a measure: the office that reports it, else the school or office whose plan it is; null where there is neither. */
export function orgOf({ row, graph, offices }: Filling, m: Measure): number | null {
  const office = officeOf(graph, m)
  return (office === null ? null : offices.get(office)) ?? row.unit_id
}

/** True when a visitor may enter values of a measure now. */
export const entersHere = (visitor: Visitor, filling: Filling, m: Measure): boolean =>
  isOpen(filling.row) && kindHere(m) !== 'computed' && mayEnter(visitor, filling.row, orgOf(filling, m))

type Ready = { measure: Measure; period: string; version: number; told: Told }
type Decided = Exclude<Outcome, { kind: 'saved' | 'held' }> | { kind: 'ready'; ready: Ready }

function decide(
  visitor: Visitor,
  filling: Filling,
  holds: ReadonlyMap<string, Entry>,
  asked: { measure: string; typed: Typed },
): Decided {
  const m = filling.graph.plan.measures.find((one) => one.id === asked.measure)
  if (!m) return { kind: 'refused', why: 'measure' }
  const form = kindHere(m)
  if (form === 'computed') return { kind: 'refused', why: 'computed' }
  if (!isOpen(filling.row)) return { kind: 'refused', why: 'closed' }
  if (!mayEnter(visitor, filling.row, orgOf(filling, m))) return { kind: 'refused', why: 'office' }
  const { typed } = asked
  const period = readPeriodOf(m, typed.period ?? '', filling.today)
  if (!('code' in period)) return { kind: 'problems', problems: [period] }
  const now = holds.get(`${m.id}/${period.code}`)
  const seen = /^\d{1,6}$/.test(typed.version ?? '') ? Number(typed.version) : 0
  // What is there already is no change: the same form or file twice does nothing, whoever was first.
  const plain = readTold(m, form, { ...typed, reason: 'x' }, now !== undefined)
  if (now && plain.told && isSame(plain.told, now) && (now.state !== 'value' || now.value !== null))
    return { kind: 'same', version: now.version }
  if (now && seen !== now.version) return { kind: 'conflict', now }
  const read = readTold(m, form, typed, now !== undefined)
  if (!read.told) return { kind: 'problems', problems: read.problems }
  return {
    kind: 'ready',
    ready: { measure: m, period: period.code, version: (now?.version ?? 0) + 1, told: read.told },
  }
}

async function write(tx: Tx, scope: Scope, filling: Filling, ready: Ready, via: Via): Promise<void> {
  const { row } = filling
  const { measure, period, version, told } = ready
  const students = aboutStudents(measure)
  await insertEntry(
    tx,
    {
      plan_id: row.plan_id,
      district_id: row.district_id,
      org_id: orgOf(filling, measure) ?? row.district_id,
      measure: measure.id,
      period,
      version,
      state: told.state,
      students,
      source: told.source,
      reason: told.reason,
      via,
      actor: scope.actor,
      at: now(),
    },
    told.value ? { value: told.value, small: students && isSmall(told.value) } : null,
  )
  // The history tells that it happened. Figures stand where row security knows who may read them.
  await record(tx, scope, {
    org_id: row.district_id,
    object: entryObject,
    object_id: `${row.plan_id}/${measure.id}/${period}`,
    version,
    verb: version === 1 ? 'entered' : told.state === 'withdrawn' ? 'withdrawn' : 'corrected',
    reason: told.reason,
    became: { plan: row.slug, measure: measure.id, period, state: told.state, source: told.source },
  })
}

/**
 * Enters values of a plan's measures, each a new row. In: rows as they were typed, each with the version that the person saw (`version`; none: nothing was
 * there). `save`: each row that can be; all or nothing; or none, only to hear what is wrong. Out: what came of each, in their order. Access is checked for
 * each row.
 */
export async function enterValues(
  tx: Tx,
  visitor: Visitor,
  filling: Filling,
  rows: readonly { measure: string; typed: Typed }[],
  how: { via: Via; save: 'each' | 'all' | 'none' },
): Promise<Outcome[]> {
  await lockEntries(tx, filling.row.plan_id)
  const holds = new Map(
    (await entriesOf(tx, filling.row.plan_id, [...new Set(rows.map((one) => one.measure))])).map((one) => [
      `${one.measure}/${one.period}`,
      one,
    ]),
  )
  const decided = rows.map((asked) => decide(visitor, filling, holds, asked))
  const isFine = decided.every((one) => one.kind === 'ready' || one.kind === 'same')
  const out: Outcome[] = []
  for (const one of decided) {
    if (one.kind !== 'ready') out.push(one)
    else if (how.save === 'none' || (how.save === 'all' && !isFine)) out.push({ kind: 'held' })
    else {
      await write(tx, visitor.scope, filling, one.ready, how.via)
      out.push({ kind: 'saved', version: one.ready.version })
    }
  }
  return out
}
