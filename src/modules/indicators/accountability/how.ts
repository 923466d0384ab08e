import type { Gap } from './gaps.ts'
import type { Part } from './part.ts'
import { cellOf, type FileRow } from './read.ts'
import { gaps } from './columns.ts'
import { numberIn } from './cell.ts'
import type { Rules } from './years.ts'

/** A number as it is shown: at most six decimals, no zeros at the end; a dash for none. */
export const figure = (n: number | null): string => (n === null ? '-' : String(Number(n.toFixed(6))))

/** How the points of a part come about, as arithmetic: `min(52.656492 / 75, 1) × 50`. Empty when there was nothing to compute. */
export function howPoints({ indicator, rate, maximum, participation, times }: Part, { thresholds }: Rules): string {
  if (rate === null || maximum === null) return ''
  const { full, zero } = thresholds.absence
  const share =
    indicator.target === 'absence'
      ? `clamp((${zero} − ${figure(rate)}) / ${figure(zero - full)})`
      : `min(${figure(rate)} / ${thresholds[indicator.target]}, 1)`
  const step = indicator.target === 'fitness' ? ` × ${figure(times)} (${figure(participation)})` : ''
  return `${share} × ${maximum}${step}`
}

/** How a gap comes about. */
export function howGap(row: FileRow, { id }: Gap, { thresholds }: Rules): string {
  const columns = gaps.find((one) => one.id === id)
  if (!columns) return ''
  const [others, highNeeds] = [columns.others, columns.highNeeds].map((key) => figure(numberIn(cellOf(row, key))))
  return `min(${others}, ${thresholds.gapCap[id === 'graduation' ? 'graduation' : 'index']}) − ${highNeeds}`
}
