import {
  type Audited,
  type EarlierTable,
  findExposed,
  gapsOf,
  stateRules,
  type TableCell,
} from '../indicators/index.ts'
import { attacked } from './attacking.ts'
import { bare, byLedger, type Linked, linked } from './linked.ts'
import type { CellKey, Collected, Exposure, KnownCell, ProtectedCell, TrueCell, Why } from './sources.ts'
import { ledgerKeyOf } from './tables.ts'

/** The rule of an edition, named on "What was checked". Source: methods 4.1 to 4.5. */
export const rule = { id: 'CSDE small numbers + attack by linear programs', version: '2' }

/** A family of editions: the same data always gets the same pattern, in each of its editions. */
export const familyOf = (collected: Collected): string => `${collected.district.code}|scorecard`

export type Hiding = { cells: ProtectedCell[]; exposed: Exposure[]; link: Linked; made: Audited }

/**
 * Hides what the rule hides and whatever would reveal it, has the pattern attacked, and hides more until the attack finds nothing (disclosure control of
 * `indicators`). In: true cells of the declared tables, the ledger, whole earlier editions. Out: the cells as the public may see them, and what could still
 * be worked out: then nothing may be published.
 */
export async function hide(
  collected: Collected,
  truth: readonly TrueCell[],
  known: readonly KnownCell[],
  earlier: readonly EarlierTable[] = [],
): Promise<Hiding> {
  const link = linked(collected, truth, known, earlier)
  const made = await attacked(link.table, familyOf(collected))
  const byId = new Map(made.protection.cells.map((cell) => [cell.id, cell]))
  const cells = truth.map((cell): ProtectedCell => {
    const base = { ...bare(cell), state: cell.state, through_date: cell.through_date }
    if (cell.state === 'zero_population') {
      // Nobody is shown as nobody, except where an earlier edition hid somebody.
      const none = byId.get(link.idOf(cell))
      return none && none.n === null
        ? { ...base, state: 'measured', shown: false, n: null, d: null, why: 'before' }
        : { ...base, shown: true, n: 0, d: 0, why: 'state' }
    }
    if (cell.state !== 'measured') return { ...base, shown: false, n: null, d: null, why: 'state' }
    const found = byId.get(link.idOf(cell))
    if (!found) {
      const enough = (cell.people ?? 0) >= stateRules.minimumN
      return enough
        ? { ...base, shown: true, n: cell.n, d: cell.d, why: 'shown' }
        : { ...base, shown: false, n: null, d: null, why: 'rule' }
    }
    const shown = found.k !== null && found.n !== null
    const reason = found.why.k ?? found.why.n
    return { ...base, shown, n: shown ? found.k : null, d: found.n, why: shown ? 'shown' : whyOf(reason) }
  })
  return { cells, exposed: exposedBy(made, link), link, made }
}

/** What the quick check and the attack worked out, by cell: the attack says more, so its word is taken where both found one. */
function exposedBy({ protection, attacked: found }: Audited, { keys }: Linked): Exposure[] {
  const cellOf = (id: string): CellKey | null => keys.get(id) ?? null
  const attack = found.sensitive.map(
    ({ id, way, low, high, edition }): Exposure => ({
      cell: cellOf(id),
      how: way === '' || way === 'shown' ? 'subtraction' : way === 'ranges' ? 'range' : way,
      through: edition ?? '',
      low,
      high,
      ...(edition ? { edition } : {}),
    }),
  )
  const seen = new Set(found.sensitive.map(({ id }) => id))
  return [
    ...attack,
    ...protection.exposed.flatMap((one): Exposure[] =>
      one.how === 'released' || seen.has(one.id) ? [] : [{ cell: cellOf(one.id), how: one.how, through: one.through }],
    ),
    ...protection.unprotected
      .filter(({ id }) => !seen.has(id))
      .map(({ id }): Exposure => ({ cell: cellOf(id), how: 'unprotected', through: '' })),
    ...[...new Set([...protection.impossible, ...found.impossible])].map(
      (through): Exposure => ({ cell: null, how: 'impossible', through }),
    ),
  ]
}

const whyOf = (reason: string | null): Why =>
  reason === 'protects_another' ? 'complement' : reason === 'hidden_before' ? 'before' : 'rule'

/**
 * The check once more, from the edition as it will be read and nothing of how it was made: only shown numbers, the sums, and what earlier
 * editions showed. In: the truth only for how far sums are from adding up, which is taken as known to the reader. Out: hidden counts that follow.
 */
export function checkAgain(
  collected: Collected,
  truth: readonly TrueCell[],
  cells: readonly ProtectedCell[],
  known: readonly KnownCell[],
): Exposure[] {
  const { table, rests, keys, idOf } = linked(collected, truth, [])
  const { cells: counts, relations } = table
  const now = new Map(counts.map((cell) => [cell.id, cell]))
  const open = cells.filter((cell) => now.has(idOf(cell)))
  const published = [
    ...open.map((cell) => ({
      id: idOf(cell),
      n: cell.d,
      k: cell.shown ? cell.n : null,
      outcome: true,
      // A hidden number of nobody: an earlier edition hid somebody there.
      ...(now.get(idOf(cell))?.n === 0 ? { least: { n: 0 } } : {}),
    })),
    ...[...rests].map((id) => ({ id, n: null, k: null, outcome: now.get(id)?.k !== null, least: { n: 0 } })),
  ]
  const hidden = new Set([...open.filter((cell) => !cell.shown).map(idOf), ...rests])
  const today = byLedger(collected, truth)
  // A number of an earlier edition is a fact only while it is still the true one; an outdated one fits no sum of today.
  const facts = known.flatMap((cell) =>
    (today.get(ledgerKeyOf(cell)) ?? []).flatMap((truly) => {
      const id = idOf(truly)
      if (!hidden.has(id)) return []
      return [
        ...(cell.d !== null && cell.d === truly.d ? [{ id, part: 'n' as const, value: cell.d }] : []),
        ...(cell.n !== null && cell.n === truly.n ? [{ id, part: 'k' as const, value: cell.n }] : []),
      ]
    }),
  )
  const verdict = findExposed({ cells: published, relations, gaps: gapsOf(counts, relations), facts })
  return [
    ...verdict.exposed
      .filter((one) => one.how !== 'released' && isSensitive(one.part, now.get(one.id)))
      .map(
        (one): Exposure => ({
          cell: keys.get(one.id) ?? null,
          how: one.how === 'released' ? 'subtraction' : one.how,
          through: one.through,
        }),
      ),
    ...verdict.impossible.map((through): Exposure => ({ cell: null, how: 'impossible', through })),
  ]
}

const small = (count: number): boolean => count >= 1 && count <= stateRules.hideUpTo

/** A count that was hidden only to keep another one safe may itself be found; the others may not. */
function isSensitive(part: 'n' | 'k' | 'm', cell: TableCell | undefined): boolean {
  if (!cell) return true
  const { n: people } = cell
  const having = cell.k ?? 0
  if (part === 'n') return small(people)
  return people < stateRules.minimumN || small(having) || small(people - having) || having === 0 || having === people
}
