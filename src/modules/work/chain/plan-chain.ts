import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { type Listener, listen } from '../../../platform/events.ts'
import { record } from '../../../platform/history/history.ts'
import { openPlanRow, type PlanGraph, planLoaded, plansSeen } from '../../plans/index.ts'
import { add, change, waveObject } from './actions.ts'
import { ringOf, wavesOfParts } from './rules.ts'
import type { Edge } from './schema.ts'
import {
  dependenciesFrom,
  dependencyOf,
  edgesOf,
  insertWave,
  itemsOfElements,
  lockChain,
  placeInWaves,
  setWave,
  wavesOf,
} from './store.ts'

/** An own plan of a district, as it is now; null when there is none of that name. */
export async function planHere(
  tx: Tx,
  districtId: number,
  slug: string,
): Promise<{ graph: PlanGraph; adopted: boolean } | null> {
  const row = (await plansSeen(tx)).find(
    (one) => one.district_id === districtId && one.slug === slug && one.kind === 'own',
  )
  return row ? { graph: (await openPlanRow(tx, row)).graph, adopted: row.state === 'adopted' } : null
}

type Element = PlanGraph['plan']['elements'][number]
const isTask = (graph: PlanGraph, one: Element): boolean => graph.level(one)?.role === 'task'

/** The waves of a plan in its order, each with the first day of what begins in it. Pure. */
export function wavesIn(graph: PlanGraph): { name: string; begin: string | null }[] {
  const names = [...new Set(graph.plan.elements.flatMap((one) => one.wave ?? []))]
  return names.map((name) => {
    const parts = graph.plan.elements.filter((one) => one.wave === name)
    const days = parts.flatMap((one) => {
      if (one.timeframe?.from) return [one.timeframe.from]
      return graph.down(one.id).flatMap((below) => below.timeframe?.from ?? [])
    })
    return { name, begin: days.toSorted()[0] ?? null }
  })
}

/** Which task waits for which by the lines of a plan. A line between parts above tasks holds for every pair of tasks below them, 400 at most. Pure. */
export function waitsIn(graph: PlanGraph): { task: string; needs: string }[] {
  const tasks = (id: string): string[] => {
    const here = graph.byId(id)
    if (here && isTask(graph, here)) return [id]
    return graph.down(id).flatMap((one) => (isTask(graph, one) ? [one.id] : []))
  }
  const pairs = graph.plan.links
    .filter((link) => link.kind === 'dependsOn')
    .flatMap((link) => {
      const [waiting, needed] = [tasks(link.from), tasks(link.to)]
      if (waiting.length * needed.length > 400) return []
      return waiting.flatMap((task) => needed.filter((one) => one !== task).map((needs) => ({ task, needs })))
    })
  return [...new Map(pairs.map((pair) => [`${pair.task} ${pair.needs}`, pair])).values()]
}

export type ChainTaken = { waves: number; lines: number; rings: number }

/**
 * Takes over what a plan says of waves and of what waits for what. Runs after the plan's tasks became items. What a person decided stays: a wave that was moved, a line
 * that was ended. A line that would close a ring is left out. The same plan twice changes nothing.
 */
export async function takeChain(tx: Tx, scope: Scope, districtId: number, slug: string): Promise<ChainTaken> {
  const plan = await planHere(tx, districtId, slug)
  if (!plan) return { waves: 0, lines: 0, rings: 0 }
  const { graph, adopted } = plan
  await lockChain(tx, districtId)
  const waves = await takeWaves(tx, scope, districtId, slug, adopted ? wavesIn(graph) : [])
  await placeInWaves(tx, districtId, slug, [...wavesOfParts(adopted ? graph.plan.elements : [], graph.up)])
  return { waves, ...(await takeLines(tx, scope, districtId, slug, adopted ? waitsIn(graph) : [])) }
}

async function takeWaves(
  tx: Tx,
  scope: Scope,
  districtId: number,
  slug: string,
  told: readonly { name: string; begin: string | null }[],
): Promise<number> {
  const known = new Map((await wavesOf(tx, districtId, slug, true)).map((wave) => [wave.name, wave]))
  let changed = 0
  for (const [sort, { name, begin }] of told.entries()) {
    const row = known.get(name)
    known.delete(name)
    if (!row) {
      const fresh = { district_id: districtId, plan: slug, name, sort, planned_begin: begin, begins_on: begin }
      const id = await insertWave(tx, fresh)
      await record(tx, scope, {
        org_id: districtId,
        object: waveObject,
        object_id: id,
        version: 1,
        verb: 'added',
        became: fresh,
      })
      changed += 1
      continue
    }
    const moved = row.begins_on !== row.planned_begin
    const next = { sort, planned_begin: begin, begins_on: moved ? row.begins_on : begin, listed: true }
    if ((Object.keys(next) as (keyof typeof next)[]).every((key) => row[key] === next[key])) continue
    await tell(tx, scope, row, next, 'loaded')
    changed += 1
  }
  for (const row of known.values())
    if (row.listed) {
      await tell(tx, scope, row, { ...row, listed: false }, 'unlisted')
      changed += 1
    }
  return changed
}

type WaveRow = Awaited<ReturnType<typeof wavesOf>>[number]
async function tell(
  tx: Tx,
  scope: Scope,
  was: WaveRow,
  next: Pick<WaveRow, 'sort' | 'planned_begin' | 'begins_on' | 'listed'>,
  verb: string,
): Promise<void> {
  const now = await setWave(tx, was.wave_id, next)
  const said = ({ sort, planned_begin, begins_on, listed }: typeof next) => ({ sort, planned_begin, begins_on, listed })
  await record(tx, scope, {
    org_id: was.district_id,
    object: waveObject,
    object_id: was.wave_id,
    version: now.version,
    verb,
    was: said(was),
    became: said(now),
  })
}

async function takeLines(
  tx: Tx,
  scope: Scope,
  districtId: number,
  slug: string,
  told: readonly { task: string; needs: string }[],
): Promise<{ lines: number; rings: number }> {
  const source = `plan:${slug}`
  const items = new Map((await itemsOfElements(tx, districtId, slug)).map((one) => [one.element, one.item_id]))
  const known = new Map((await dependenciesFrom(tx, districtId, source)).map((one) => [one.dependency_id, one]))
  const edges: Edge[] = await edgesOf(tx, districtId)
  const result = { lines: 0, rings: 0 }
  for (const { task, needs } of told) {
    const [item_id, needs_item] = [items.get(task), items.get(needs)]
    if (item_id === undefined || needs_item === undefined) continue
    const row = await dependencyOf(tx, item_id, needs_item)
    if (row) known.delete(row.dependency_id)
    if (row && (row.settled || !row.ended)) continue
    if (ringOf(edges, item_id, needs_item)) {
      result.rings += 1
      continue
    }
    edges.push({ item_id, needs_item, days_between: row?.days_between ?? 0 })
    if (row) await change(tx, scope, row, { ...row, ended: false }, 'loaded')
    else await add(tx, scope, { district_id: districtId, item_id, needs_item, days_between: 0, source, settled: false })
    result.lines += 1
  }
  for (const row of known.values()) {
    if (row.ended || row.settled) continue
    await change(tx, scope, row, { ...row, ended: true }, 'unlisted')
    result.lines += 1
  }
  return result
}

/** Runs after the listener that takes the plan's tasks over. */
export const chainListeners: readonly Listener[] = [
  listen(planLoaded, async (_services, tx, scope, told) => {
    await takeChain(tx, scope, told.district_id, told.plan)
  }),
]
