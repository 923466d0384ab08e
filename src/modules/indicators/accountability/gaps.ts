import { numberIn } from './cell.ts'
import { flagColumns, gaps, participationColumns } from './columns.ts'
import { type Checked, compare, tolerance, unchecked } from './compare.ts'
import { cutGap, graduationGap, indexGap } from './points.ts'
import { cellOf, type FileRow, type Halves } from './read.ts'
import type { Rules } from './years.ts'

export type GapId = (typeof gaps)[number]['id']
/** A gap between students without and with high needs. `gap`: unrounded, index points or a fraction; `limit`: of the flag, index or percentage points. */
export type Gap = {
  id: GapId
  gap: number | null
  unsure: number
  limit: number | null
  hidden: boolean
  checked: Checked
}

const none: Checked = { computed: null, printed: null, low: null, high: null, verdict: 'not-printed' }

/** The four gaps of a row. State rows print uncut rates, so nothing is compared there. Source: methods 1.3. */
export function gapsOf(row: FileRow, rules: Rules, halves: Halves): Gap[] {
  return gaps.map(({ id, others, highNeeds, gap: column, limit: limitColumn }): Gap => {
    const cells = [cellOf(row, others), cellOf(row, highNeeds)]
    const [first = null, second = null] = cells.map(numberIn)
    const printed = numberIn(cellOf(row, column))
    const own = rules.gapLimits[row.kind === 'school' ? 'schools' : 'districts'][id]
    const limit = numberIn(cellOf(row, limitColumn)) ?? own
    const hidden = cells.some((cell) => cell.state === 'suppressed' || cell.state === 'unreadable')
    const half = id === 'graduation' ? halves.fraction : halves.index
    const unsure = 2 * half + 1e-9
    if (first === null || second === null || row.kind === 'state')
      return { id, gap: null, unsure, limit, hidden, checked: printed === null ? none : unchecked(printed) }
    const gap = id === 'graduation' ? graduationGap(first, second, rules) : indexGap(first, second, rules)
    if (printed === null) return { id, gap, unsure, limit, hidden, checked: none }
    if (id === 'graduation') {
      const shown = (n: number): number => (rules.printing.negativeGapAsZero ? Math.max(0, n) : n)
      const range = { low: shown(gap - unsure), high: shown(gap + unsure) }
      return { id, gap, unsure, limit, hidden, checked: compare(printed, shown(gap), range, halves.fraction) }
    }
    const either = [cutGap(gap), cutGap(gap - unsure), cutGap(gap + unsure)]
    const nearest = either.find((one) => Math.abs(one - printed) <= tolerance) ?? cutGap(gap)
    return { id, gap, unsure, limit, hidden, checked: compare(printed, nearest, { low: nearest, high: nearest }, 0) }
  })
}

export type FlagId = keyof typeof flagColumns
/** A flag computed and compared. `by`: what set it, or would: `key` of a column or gap, its value and the threshold. */
export type Flag = { id: FlagId; checked: Checked; by: { what: string; value: number; limit: number }[] }

/** The three flags of a row. Source: methods 1.3. A gap that cannot be computed sets no flag. */
export function flagsOf(row: FileRow, all: readonly Gap[], rules: Rules): Flag[] {
  const limit = rules.thresholds.participation
  const shares = participationColumns.map((key) => ({ what: key, cell: cellOf(row, key) }))
  const low = shares.flatMap(({ what, cell }) => {
    const value = numberIn(cell)
    return value !== null && value < limit ? [{ what, value, limit }] : []
  })
  const unseen = shares.some(({ cell }) => cell.state === 'suppressed' || cell.state === 'unreadable')
  const any = shares.some(({ cell }) => cell.state === 'number')
  const gapFlag = (id: FlagId, own: readonly Gap[]): Flag => {
    const times = id === 'graduation' ? 100 : 1
    const over = own.flatMap((one) =>
      one.gap !== null && one.limit !== null ? [{ ...one, gap: one.gap * times, limit: one.limit }] : [],
    )
    const set = over.filter((one) => one.gap > one.limit)
    const close = over.some((one) => Math.abs(one.gap - one.limit) <= one.unsure * times + 1e-6)
    const by = set.map((one) => ({ what: one.id, value: one.gap, limit: one.limit }))
    const hidden = row.kind === 'state' || own.some((one) => one.hidden)
    return { id, by, checked: flagCheck(row, id, set.length > 0, close, hidden && set.length === 0) }
  }
  return [
    {
      id: 'participation',
      by: low,
      checked: flagCheck(row, 'participation', low.length > 0, false, low.length === 0 && (unseen || !any)),
    },
    gapFlag(
      'achievement',
      all.filter((one) => one.id !== 'graduation'),
    ),
    gapFlag(
      'graduation',
      all.filter((one) => one.id === 'graduation'),
    ),
  ]
}

function flagCheck(row: FileRow, id: FlagId, set: boolean, close: boolean, hidden: boolean): Checked {
  const printed = numberIn(cellOf(row, flagColumns[id]))
  const computed = set ? 1 : 0
  if (hidden) return printed === null ? none : unchecked(printed)
  if (printed === null) return { ...none, computed }
  const range = close ? { low: 0, high: 1 } : { low: computed, high: computed }
  return compare(printed, computed, range, 0)
}
