import {
  type DisclosureTable,
  findExposed,
  gapsOf,
  protect,
  type Released,
  stateRules,
  type TableCell,
} from '../indicators/index.ts'
import type { CellKey, Collected, Exposure, KnownCell, ProtectedCell, TrueCell, Why } from './sources.ts'
import { sumsOf, withRests } from './sums.ts'
import { isToDate, keyOf, ledgerKeyOf } from './tables.ts'

/** The rule of an edition, named on "What was checked". Source: methods 4.1. */
export const rule = { id: 'CSDE small numbers + subtraction', version: '1' }

/** Cells that count students and can be hidden; the others are shown or not by how many students stand behind them. */
const counted = (collected: Collected) => {
  const students = new Set(collected.definitions.filter((card) => card.counts === 'students').map((card) => card.id))
  return (cell: TrueCell): boolean =>
    students.has(cell.definition) && (cell.state === 'measured' || cell.state === 'zero_population')
}

type Tables = DisclosureTable & { rests: Map<string, CellKey> }

const tableOf = (collected: Collected, truth: readonly TrueCell[], known: readonly KnownCell[]): Tables => {
  const inside = truth.filter(counted(collected))
  const counts = inside.map((cell): TableCell => ({ id: keyOf(cell), n: cell.d ?? 0, k: cell.n ?? 0 }))
  const now = byLedger(collected, inside)
  const released = known.flatMap((cell) =>
    (now.get(ledgerKeyOf(cell)) ?? []).flatMap((one): Released[] => [
      { id: keyOf(one), part: 'n', shown: cell.d !== null, value: cell.d },
      { id: keyOf(one), part: 'k', shown: cell.n !== null, value: cell.n },
    ]),
  )
  return { ...withRests(counts, sumsOf(inside, collected.district.org_id)), released }
}

/** The cells of today by their keys in the ledger, where a number of an unfinished year has its day. */
const byLedger = (collected: Collected, truth: readonly TrueCell[]): Map<string, TrueCell[]> =>
  Map.groupBy(truth, (cell) =>
    ledgerKeyOf({ ...cell, through_date: isToDate(cell, collected.current_year) ? cell.through_date : null }),
  )

/**
 * Hides what the rule hides and whatever would reveal it (disclosure control of `indicators`), against everything released before.
 * In: true cells of the declared tables. Out: the cells as the public may see them, and what could still be worked out.
 */
export function hide(
  collected: Collected,
  truth: readonly TrueCell[],
  known: readonly KnownCell[],
): { cells: ProtectedCell[]; exposed: Exposure[] } {
  const { rests, ...table } = tableOf(collected, truth, known)
  const made = protect(table, `${collected.district.code}|scorecard`, stateRules)
  const byId = new Map(made.cells.map((cell) => [cell.id, cell]))
  const keys = new Map([...truth, ...rests.values()].map((cell): [string, CellKey] => [keyOf(cell), bare(cell)]))
  const cells = truth.map((cell): ProtectedCell => {
    const base = { ...bare(cell), state: cell.state, through_date: cell.through_date }
    if (cell.state === 'zero_population') return { ...base, shown: true, n: 0, d: 0, why: 'state' }
    if (cell.state !== 'measured') return { ...base, shown: false, n: null, d: null, why: 'state' }
    const found = byId.get(keyOf(cell))
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
  const exposed: Exposure[] = [
    ...made.exposed.flatMap((one): Exposure[] =>
      one.how === 'released' ? [] : [{ cell: keys.get(one.id) ?? null, how: one.how, through: one.through }],
    ),
    ...made.unprotected.map((one): Exposure => ({ cell: keys.get(one.id) ?? null, how: 'unprotected', through: '' })),
    ...made.impossible.map((through): Exposure => ({ cell: null, how: 'impossible', through })),
  ]
  return { cells, exposed }
}

const whyOf = (reason: string | null): Why =>
  reason === 'protects_another' ? 'complement' : reason === 'hidden_before' ? 'before' : 'rule'

const bare = ({ definition, school_year, period, org_id, group_set, group_value }: CellKey): CellKey => ({
  definition,
  school_year,
  period,
  org_id,
  group_set,
  group_value,
})

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
  const { cells: counts, relations, rests } = tableOf(collected, truth, [])
  const now = new Map(counts.map((cell) => [cell.id, cell]))
  const open = cells.filter((cell) => now.has(keyOf(cell)))
  const published = [
    ...open.map((cell) => ({ id: keyOf(cell), n: cell.d, k: cell.shown ? cell.n : null, outcome: true })),
    ...[...rests.keys()].map((id) => ({ id, n: null, k: null, outcome: true, least: { n: 0 } })),
  ]
  const hidden = new Map([...open.filter((cell) => !cell.shown), ...rests.values()].map((cell) => [keyOf(cell), cell]))
  const today = byLedger(collected, truth)
  // A number of an earlier edition is a fact only while it is still the true one; an outdated one fits no sum of today.
  const facts = known.flatMap((cell) =>
    (today.get(ledgerKeyOf(cell)) ?? []).flatMap((truly) => {
      const id = keyOf(truly)
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
      .map((one): Exposure => {
        const cell = hidden.get(one.id)
        return {
          cell: cell ? bare(cell) : null,
          how: one.how === 'released' ? 'subtraction' : one.how,
          through: one.through,
        }
      }),
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
