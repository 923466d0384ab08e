import { type Collector, isOpen, isTask, type Path, step, targetsOf, waitingBehind } from './finding.ts'
import type { World } from './schema.ts'

function losingOffice(world: World, office: string, found: Collector): void {
  const { graph } = world
  const start: Path = [step('office', office, 'lost')]
  const items = new Map<number, Path>()
  for (const item of world.items) {
    if (item.office !== office || !isOpen(item)) continue
    const path = [...start, step('item', item.item_id, 'answersFor')]
    items.set(item.item_id, path)
    found.add({ kind: 'item', id: String(item.item_id), effect: 'breaks', how: 'nobody', values: {}, path })
  }
  for (const [id, path] of waitingBehind(world, items))
    found.add({ kind: 'item', id: String(id), effect: 'weaker', how: 'waitsOnNobody', values: {}, path })
  for (const part of graph.plan.elements) {
    if (part.owner !== office || isTask(graph, part)) continue
    const path = [...start, step('element', part.id, 'answersFor')]
    found.add({ kind: 'element', id: part.id, effect: 'breaks', how: 'nobody', values: {}, path })
    for (const measure of graph.measures(part.id))
      for (const { kind, id } of targetsOf(world, measure))
        found.add({
          kind,
          id,
          effect: 'weaker',
          how: 'nobodyAnswers',
          values: {},
          path: [...path, step('measure', measure.id, 'measures'), step(kind, id, 'asks')],
        })
  }
  for (const measure of graph.plan.measures)
    if (measure.office === office)
      found.add({
        kind: 'report',
        id: measure.id,
        effect: 'breaks',
        how: 'nobodyReports',
        values: {},
        path: [...start, step('report', measure.id, 'reports')],
      })
  for (const duty of world.duties)
    if (duty.office === office)
      found.add({
        kind: 'duty',
        id: `d${duty.id}`,
        effect: 'breaks',
        how: 'nobody',
        values: {},
        path: [...start, step('duty', `d${duty.id}`, 'answersFor')],
      })
}

/** What breaks when an office has no head, or a role of the plan no holder. In: `office:acad` or `role:coa`, by the ids of the plan. Nothing is changed. */
export function losing(world: World, role: string, found: Collector): void {
  const [kind, id = ''] = role.split(':')
  if (kind === 'office') losingOffice(world, id, found)
  if (kind !== 'role') return
  for (const part of world.graph.plan.elements)
    if (part.champion === id)
      found.add({
        kind: 'element',
        id: part.id,
        effect: 'weaker',
        how: 'noChampion',
        values: {},
        path: [step('role', id, 'lost'), step('element', part.id, 'speaksFor')],
      })
}
