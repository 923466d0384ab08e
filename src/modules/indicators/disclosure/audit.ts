import type { Highs } from 'highs'
import { attack } from './attack/attack.ts'
import { solver } from './attack/programs.ts'
import type { Attacked, Finding, Guard, Readable } from './attack/published.ts'
import { type Certificate, certificate } from './certificate.ts'
import { changedIn, seenBefore } from './editions.ts'
import { guardsOf } from './guards.ts'
import { prior } from './primary.ts'
import { type Protection, protectOn, type Worked } from './protect.ts'
import { gapsOf, sideOf } from './system.ts'
import { cheapestHelp } from './pricing.ts'
import { type Cell, type Part, type Rules, stateRules, type Table } from './table.ts'

export type Audited = { protection: Protection; attacked: Attacked; certificate: Certificate; rounds: number }

/**
 * Protects a table and has the pattern attacked by the independent attacker; where it finds something, the cheapest neighbor is hidden
 * too, until it finds nothing. In: as `protect`. Out: the last pattern, what the attack found of it, and the certificate. `protection.clean`
 * is true only when check and attack both found nothing. Blocks the thread for long tables: see `auditInThread`.
 */
export async function protectAndAttack(table: Table, seed: string, rules: Rules = stateRules): Promise<Audited> {
  const more = new Map<string, Set<Part>>()
  for (let round = 1; ; round++) {
    const cells = table.cells.map((cell): Cell => {
      const parts = more.get(cell.id)
      return parts
        ? { ...cell, must: { ...cell.must, ...Object.fromEntries([...parts].map((part) => [part, 'hide'])) } }
        : cell
    })
    const asked = { ...table, cells }
    const worked = protectOn(asked, seed, rules)
    const made = worked.protection
    const { readable, guards, start } = readerOf(table, made)
    const attacked = await attack(readable, guards, { start, hints: worked.hints })
    const added =
      round < 12 && attacked.sensitive.length > 0 ? help(await solver(), worked, attacked.sensitive, guards, more) : 0
    if (added > 0) continue
    const held = attacked.sensitive.length === 0 && attacked.impossible.length === 0
    const protection: Protection = {
      ...named(made, more),
      // What the protector could not show to be safe, the attacker may have shown: it finds a whole table for each guarded count.
      unprotected: held ? [] : made.unprotected,
      clean: held && made.exposed.length === 0 && made.impossible.length === 0,
    }
    return {
      protection,
      attacked,
      certificate: certificate({ readable, guards, attacked, rules: made.rules }),
      rounds: round,
    }
  }
}

/** What was hidden for the attacker's sake is hidden to protect another, and counted so. */
function named(made: Protection, more: ReadonlyMap<string, ReadonlySet<Part>>): Protection {
  let moved = 0
  const cells = made.cells.map((cell) => {
    const why = { ...cell.why }
    for (const part of more.get(cell.id) ?? [])
      for (const one of part === 'n' ? (['n', 'k'] as const) : (['k'] as const))
        if (why[one] === 'hidden_before') {
          why[one] = 'protects_another'
          moved++
        }
    return { ...cell, why }
  })
  const { primary, secondary } = made.hidden
  return { ...made, cells, hidden: { primary: primary - moved, secondary: secondary + moved } }
}

/** A protected table as its readers have it, what must not come out of it, and the true table for a start. */
export function readerOf(
  table: Table,
  made: Pick<Protection, 'cells' | 'rules'>,
): { readable: Readable; guards: Guard[]; start: (id: string, part: Part, edition: string) => number | null } {
  const truth = new Map(table.cells.map((cell) => [cell.id, cell]))
  const { rules } = made
  const earlier = seenBefore(table)
  const facts = [
    ...(table.released ?? []).flatMap(({ id, part, shown, value }) =>
      shown && value !== null && truth.get(id)?.[part] === value
        ? [{ id, part, low: value, high: value, from: 'released' }]
        : [],
    ),
    ...(table.outside ?? []).filter(({ id, part, low, high }) => {
      const value = truth.get(id)?.[part]
      return value !== null && value !== undefined && value >= low && value <= high
    }),
  ]
  const readable: Readable = {
    cells: made.cells.map(({ id, n, k, outcome, why }) => {
      const cell = truth.get(id)!
      const least = prior(cell, why, { ...rules, primariesKnown: false }).n.low
      return { id, n, k, outcome, least: { n: least }, ...(cell.most === undefined ? {} : { most: { n: cell.most } }) }
    }),
    relations: table.relations,
    gaps: gapsOf(table.cells, table.relations),
    known: facts,
    earlier,
  }
  const known = new Set(facts.flatMap(({ id, part, low, high }) => (low === high ? [`${part}|${id}`] : [])))
  for (const one of table.earlier ?? []) {
    const changed = changedIn(one, table.cells)
    for (const { id, shown } of one.cells)
      for (const part of ['n', 'k'] as const) if (shown[part] && !changed.has(id)) known.add(`${part}|${id}`)
  }
  const shown = new Set(made.cells.flatMap(({ id, n }) => (n === null ? [] : [id])))
  const secret = ({ id, part }: Guard): boolean =>
    part === 'm' ? !known.has(`k|${id}`) || !(known.has(`n|${id}`) || shown.has(id)) : !known.has(`${part}|${id}`)
  const guards = made.cells.flatMap(({ id, why }) => guardsOf(truth.get(id)!, why, rules)).filter(secret)
  const old = new Map<string, Cell>()
  for (const one of table.earlier ?? []) {
    const changed = changedIn(one, table.cells)
    for (const cell of one.cells) {
      if (!changed.has(cell.id)) continue
      old.set(`${one.name}|${cell.id}`, cell)
      // A withheld count that the rule would show has no secret, in an earlier edition as today.
      const reason = cell.withheld ? ('withheld' as const) : ('hidden_before' as const)
      const why = { n: cell.shown.n ? null : reason, k: cell.shown.k ? null : reason }
      guards.push(...guardsOf(cell, why, rules).map((guard) => ({ ...guard, edition: one.name })))
    }
  }
  const start = (id: string, part: Part, edition: string): number | null =>
    (edition ? old.get(`${edition}|${id}`) : truth.get(id))?.[part] ?? null
  return { readable, guards, start }
}

/** Hides what makes each count that was found possible at least cost. Out: how many more are hidden. */
function help(
  highs: Highs,
  { ground, at, idOf }: Worked,
  found: readonly Finding[],
  guards: readonly Guard[],
  more: Map<string, Set<Part>>,
): number {
  const { scene, prices } = ground
  const asked = new Map<string, Guard[]>(found.map(({ id, part, edition = '' }) => [`${edition}|${part}|${id}`, []]))
  for (const guard of guards) asked.get(`${guard.edition ?? ''}|${guard.part}|${guard.id}`)?.push(guard)
  let added = 0
  for (const guard of [...asked.values()].flat()) {
    const v = at(guard.id, guard.part, guard.edition ?? '')
    const truth = scene.truth[v]!
    // A reader who cannot tell small counts: any other value counts.
    const range = guard.kind === 'range' ? guard : { low: truth, high: truth }
    for (const one of cheapestHelp(highs, scene, prices, { v, range }) ?? []) {
      const part = sideOf(one) === 'n' ? 'n' : 'k'
      const id = idOf(one)
      ground.hide(one)
      const own = more.get(id)
      if (own?.has(part)) continue
      if (own) own.add(part)
      else more.set(id, new Set([part]))
      added++
    }
  }
  return added
}
