import { addDays } from '../../../platform/dates.ts'
import { chainOf, forecast } from '../chain/rules.ts'
import { daysBetween } from '../rules.ts'
import { type Collector, type Element, isOpen, isTask, itemsByElement, type Path, step, targetsOf } from './finding.ts'
import type { World, WorldItem } from './schema.ts'

const shift = (day: string | null | undefined, days: number): string | null => (day ? addDays(day, days) : null)

/** The parts of a wave that have not begun: tasks that nobody has begun, and what stands above only such tasks. */
function waiting(world: World, name: string): Element[] {
  const { graph, today } = world
  const items = itemsByElement(world)
  const untouched = (id: string): boolean | null => {
    const mine = items.get(id) ?? []
    return mine.length === 0 ? null : mine.every((item) => item.state === 'open')
  }
  return graph.plan.elements.filter((one) => {
    if (world.waves.get(one.id) !== name) return false
    if (isTask(graph, one)) return untouched(one.id) ?? (one.timeframe?.from ?? '') > today
    const below = graph.down(one.id).flatMap((part) => untouched(part.id) ?? [])
    return below.length > 0 ? below.every(Boolean) : (one.timeframe?.from ?? '') > today
  })
}

/** Items that would end later because of what they wait for: past their own day they break, else they are told as later. */
function items(world: World, moved: ReadonlySet<number>, days: number, start: Path, found: Collector): void {
  const shifted = world.items.map(
    (item): WorldItem =>
      moved.has(item.item_id)
        ? {
            ...item,
            starts_on: shift(item.starts_on, days),
            due_on: shift(item.due_on, days),
            held_until: shift(item.held_until, days),
          }
        : item,
  )
  const before = forecast(world.items, world.edges, world.today)
  const after = forecast(shifted, world.edges, world.today)
  for (const item of world.items) {
    const [was, now] = [before.get(item.item_id), after.get(item.item_id)]
    if (moved.has(item.item_id) || !isOpen(item) || !now?.finish || now.finish === was?.finish) continue
    if (was?.finish && now.finish < was.finish) continue
    const chain = chainOf(item.item_id, after).toReversed()
    const from = chain.findLastIndex((id) => moved.has(id))
    const path = [
      ...start,
      ...chain.slice(Math.max(0, from)).map((id, at) => step('item', id, at === 0 ? 'inWave' : 'waitsFor')),
    ]
    const late = item.due_on !== null && now.finish > item.due_on
    found.add({
      kind: 'item',
      id: String(item.item_id),
      effect: late ? 'breaks' : 'weaker',
      how: late ? 'late' : 'later',
      values: { date: now.finish, ...(late && item.due_on ? { days: daysBetween(item.due_on, now.finish) } : {}) },
      path,
    })
  }
}

/** What one part of the wave runs into when it ends later: its parents, targets, money, the plan itself. */
function part(
  world: World,
  one: Element,
  days: number,
  inWave: ReadonlySet<string>,
  start: Path,
  found: Collector,
): void {
  const { graph } = world
  const from = one.timeframe?.from ?? null
  const to = one.timeframe?.to ?? null
  const here = [...start, step('element', one.id, 'inWave')]
  if (one.timeframe?.every && from)
    found.add({
      kind: 'duty',
      id: one.id,
      effect: 'weaker',
      how: 'startsLater',
      values: { date: addDays(from, days) },
      path: [...here, step('duty', one.id, 'recurs')],
    })
  if (to === null) return
  const end = addDays(to, days)
  const ways = new Map<string, Path>([[one.id, here]])
  for (const up of graph.up(one.id)) {
    const below = graph.children(up.id).find((child) => ways.has(child.id))
    const path = [...(ways.get(below?.id ?? one.id) ?? here), step('element', up.id, 'above')]
    ways.set(up.id, path)
    const limit = up.timeframe?.to ?? null
    if (limit !== null && end > limit && to <= limit && !inWave.has(up.id))
      found.add({
        kind: 'element',
        id: up.id,
        effect: 'breaks',
        how: 'endsAfter',
        values: { date: end, days: daysBetween(limit, end) },
        path,
      })
  }
  const { period } = graph.plan
  if (end > period.to && to <= period.to)
    found.add({
      kind: 'plan',
      id: graph.plan.id,
      effect: 'breaks',
      how: 'endsAfter',
      values: { date: end, days: daysBetween(period.to, end) },
      path: [...here, step('plan', graph.plan.id, 'above')],
    })
  for (const [id, path] of ways)
    for (const measure of graph.measures(id))
      for (const target of targetsOf(world, measure)) {
        if (target.due === null || end <= target.due || to > target.due) continue
        found.add({
          kind: target.kind,
          id: target.id,
          effect: 'breaks',
          how: 'dueBefore',
          values: { date: target.due, days: daysBetween(target.due, end) },
          path: [...path, step('measure', measure.id, 'measures'), step(target.kind, target.id, 'asks')],
        })
      }
  for (const money of graph.plan.funding) {
    const paid = money.pays.find((id) => ways.has(id))
    if (paid === undefined || money.to === null || end <= money.to || to > money.to) continue
    found.add({
      kind: 'money',
      id: money.id,
      effect: 'breaks',
      how: 'moneyEnds',
      values: { date: money.to, days: daysBetween(money.to, end) },
      path: [...(ways.get(paid) ?? here), step('money', money.id, 'paidBy')],
    })
  }
}

/**
 * What breaks when a wave begins some days later. What has not begun in it moves as a whole; what has begun, or is done, stays. Out of the wave, items move by what they
 * wait for. In: the name of the wave in the plan, calendar days. Nothing is changed.
 */
export function delaying(world: World, wave: { name: string; days: number }, found: Collector): void {
  const parts = waiting(world, wave.name)
  const start: Path = [step('wave', wave.name, 'delayed')]
  const ids = new Set(parts.map((one) => one.id))
  const moved = new Set(
    world.items
      .filter((item) => item.state === 'open' && item.element !== null && ids.has(item.element))
      .map((item) => item.item_id),
  )
  items(world, moved, wave.days, start, found)
  for (const one of parts) part(world, one, wave.days, ids, start, found)
  for (const measure of world.graph.plan.measures) {
    const [first] = measure.of
    if (measure.every === null || first === undefined || !measure.of.every((id) => ids.has(id))) continue
    const from = world.graph.byId(first)?.timeframe?.from
    if (!from) continue
    found.add({
      kind: 'report',
      id: measure.id,
      effect: 'weaker',
      how: 'startsLater',
      values: { date: addDays(from, wave.days) },
      path: [...start, step('element', first, 'inWave'), step('report', measure.id, 'reports')],
    })
  }
}
