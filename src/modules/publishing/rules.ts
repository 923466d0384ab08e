import { type EditionCertificate, isCertified } from './certificate.ts'
import type { EditionContent } from './editions/content.ts'
import type { CellChange, Changes, Layer, State, Value } from './schema.ts'
import type { Based, CellKey, PublicCell, Why } from './sources.ts'
import { keyOf } from './tables.ts'

export type Verb = 'submit' | 'approve' | 'publish' | 'send_back' | 'withdraw' | 'redraft'

const moves: Record<Verb, { from: readonly State[]; to: State }> = {
  redraft: { from: ['draft', 'submitted', 'approved'], to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  send_back: { from: ['submitted', 'approved'], to: 'draft' },
  approve: { from: ['submitted'], to: 'approved' },
  publish: { from: ['approved'], to: 'published' },
  withdraw: { from: ['draft', 'submitted', 'approved'], to: 'withdrawn' },
}

/** The state a verb leads to, or null when it is not possible from here. */
export function moveTo(state: State, verb: Verb): State | null {
  const move = moves[verb]
  return move.from.includes(state) ? move.to : null
}

/** A second person: neither wrote nor submitted the edition. */
export const isSecondPerson = (actor: number, authors: readonly number[], submittedBy: number | null): boolean =>
  !authors.includes(actor) && actor !== submittedBy

const sameRuns = (a: readonly number[], b: readonly number[]): boolean => {
  const sorted = (list: readonly number[]) => [...list].sort((x, y) => x - y).join()
  return sorted(a) === sorted(b)
}

/** `not_attacked`: no certificate, one that did not hold, or one about other cells than these. `newer_told`: others published something since the attack. */
export type Block = 'no_content' | 'not_attacked' | 'same_person' | 'exposed' | 'newer_run' | 'newer_told'

type Attacked = {
  content: Pick<EditionContent, 'cells'> | null
  exposed: readonly unknown[] | null
  certificate: EditionCertificate | null
}

/** What keeps an edition from going on at all, whoever asks: no content yet, a hidden cell that comes out, no certificate about these very cells. */
export function gateOf(edition: Attacked): Block[] {
  if (edition.content === null || edition.exposed === null) return ['no_content']
  if (edition.exposed.length > 0) return ['exposed']
  return isCertified(edition.certificate, edition.content) ? [] : ['not_attacked']
}

/** What stands in the way of an approval; an empty list means that it may go ahead. */
export function blocksOf(
  edition: Attacked & {
    authors: readonly number[]
    submitted_by: number | null
    run_ids: readonly number[]
    told: string | null
  },
  actor: number,
  based: Based,
): Block[] {
  const blocks = gateOf(edition)
  if (!isSecondPerson(actor, edition.authors, edition.submitted_by)) blocks.push('same_person')
  if (!sameRuns(edition.run_ids, based.runs)) blocks.push('newer_run')
  if (edition.told !== based.told) blocks.push('newer_told')
  return blocks
}

/** How many cells each layer shows or hides. */
export function countLayers(layers: readonly Layer[]): Record<Why, number> {
  const counts: Record<Why, number> = { shown: 0, rule: 0, before: 0, complement: 0, state: 0 }
  for (const layer of layers) counts[layer.why] += 1
  return counts
}

/**
 * What changed since the last edition, of public values only. In: the cells that the public had, and those it will have.
 * Out: counts of each kind of change and the changed cells themselves, district first.
 */
export function compareEditions(
  previous: number | null,
  was: readonly (CellKey & Value)[],
  now: readonly PublicCell[],
): Changes {
  const before = new Map(was.map((cell) => [keyOf(cell), cell]))
  const result: Changes = { previous, same: 0, changed: 0, appeared: 0, hidden: 0, added: 0, removed: 0, list: [] }
  const put = (key: CellKey, old: Value | null, fresh: Value | null) => {
    const change: CellChange = {
      definition: key.definition,
      school_year: key.school_year,
      period: key.period,
      org_id: key.org_id,
      group_set: key.group_set,
      group_value: key.group_value,
      was: old && { shown: old.shown, n: old.n, d: old.d },
      now: fresh && { shown: fresh.shown, n: fresh.n, d: fresh.d },
    }
    result.list.push(change)
  }
  for (const cell of now) {
    const old = before.get(keyOf(cell))
    before.delete(keyOf(cell))
    if (!old) result.added += 1
    else if (old.shown && !cell.shown) result.hidden += 1
    else if (!old.shown && cell.shown) result.appeared += 1
    else if (old.n !== cell.n || old.d !== cell.d) result.changed += 1
    else {
      result.same += 1
      continue
    }
    if (old || previous !== null) put(cell, old ?? null, cell)
  }
  for (const gone of before.values()) {
    result.removed += 1
    put(gone, gone, null)
  }
  return result
}

/** A slug for an address: `Mill River Public Schools` becomes `mill-river-public-schools`. */
export function slugFor(name: string): string {
  const slug = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')
  return ['', 'en', 'es', 'assets', 'editions', 'latest', 'notices', 'plan'].includes(slug)
    ? `district-${slug || 'x'}`
    : slug
}
