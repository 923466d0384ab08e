import { type Cell, numberIn } from './cell.ts'
import { type Checked, compare, unchecked } from './compare.ts'
import type { FindingCode } from './finding.ts'
import { type Indicator, maximaOf } from './indicators.ts'
import { fitnessTimes, pointsOf, type Range, rangeOf, shareOf } from './points.ts'
import { cellOf, type FileRow, type Halves } from './read.ts'
import type { Rules } from './years.ts'

/** Why a part has points or none. `nothing-measured`: points were possible and no rate is printed, so nothing was earned. */
export type PartStatus = 'scored' | 'nothing-measured' | 'not-scored' | 'hidden'

/**
 * One scored part of a row. `rate` in its own unit; `share`: the part of all points that it earns; `times`: the step of indicator 11; `maximum`: the possible
 * points that count. `points` and `possible` compare both columns. `carried`: what goes into the total, null when it is not known.
 */
export type Part = {
  indicator: Indicator
  status: PartStatus
  rate: number | null
  participation: number | null
  share: number | null
  times: number | null
  maximum: number | null
  points: Checked
  possible: Checked
  carried: (Range & { value: number }) | null
  findings: { code: FindingCode; key: string }[]
}

const none: Checked = { computed: null, printed: null, low: null, high: null, verdict: 'not-printed' }
const unknown = (cell: Cell): boolean => cell.state === 'suppressed' || cell.state === 'unreadable'

/** Recomputes one part of a row. `expected`: the possible points that fit the organization, null when its year does not score the part. */
export function partOf(
  row: FileRow,
  indicator: Indicator,
  rules: Rules,
  expected: number | null,
  halves: Halves,
): Part {
  const cells = {
    rate: cellOf(row, indicator.rate),
    points: cellOf(row, indicator.points),
    possible: cellOf(row, indicator.possible),
    share: indicator.participation ? cellOf(row, indicator.participation) : null,
  }
  const rate = numberIn(cells.rate)
  const participation = cells.share && numberIn(cells.share)
  const printed = { points: numberIn(cells.points), possible: numberIn(cells.possible) }
  const base = {
    indicator,
    rate,
    participation,
    share: rate === null ? null : shareOf(indicator, rate, rules),
    times: participation === null || indicator.target !== 'fitness' ? null : fitnessTimes(participation, rules),
  }
  if (unknown(cells.possible))
    return {
      ...base,
      status: 'hidden',
      maximum: null,
      points: unchecked(printed.points),
      possible: unchecked(null),
      carried: null,
      findings: [],
    }
  if (printed.possible === null || printed.possible === 0)
    return {
      ...base,
      status: 'not-scored',
      maximum: null,
      points: { ...none, printed: printed.points },
      possible: { ...none, printed: printed.possible },
      carried: { value: 0, low: 0, high: 0 },
      findings: printed.points ? [{ code: 'points-alone', key: indicator.points }] : [],
    }
  const allowed = maximaOf(indicator, rules).has(printed.possible)
  const maximum = allowed ? printed.possible : expected
  const possible: Checked = {
    computed: maximum,
    printed: printed.possible,
    low: maximum,
    high: maximum,
    verdict: allowed ? 'same' : 'different',
  }
  const findings: Part['findings'] =
    allowed && expected !== null && printed.possible !== expected
      ? [{ code: 'possible-other', key: indicator.possible }]
      : []
  if (maximum === null)
    return {
      ...base,
      status: 'not-scored',
      maximum,
      points: { ...none, printed: printed.points },
      possible,
      carried: { value: 0, low: 0, high: 0 },
      findings,
    }
  const scored = { ...base, maximum, possible }
  const kept = printed.points === null ? null : { value: printed.points, low: printed.points, high: printed.points }
  if (unknown(cells.rate))
    return { ...scored, status: 'hidden', points: unchecked(printed.points), carried: kept, findings }
  if (rate === null) {
    const points = printed.points ?? 0
    if (points <= 0)
      return {
        ...scored,
        status: 'nothing-measured',
        points: {
          computed: 0,
          printed: printed.points,
          low: 0,
          high: 0,
          verdict: unknown(cells.points) ? 'unchecked' : 'same',
        },
        carried: { value: 0, low: 0, high: 0 },
        findings,
      }
    const absent = { code: 'rate-absent' as const, key: indicator.rate }
    return { ...scored, status: 'hidden', points: unchecked(points), carried: kept, findings: [...findings, absent] }
  }
  const exact = pointsOf(indicator, rate, maximum, rules, participation)
  if (exact === null) {
    const absent = { code: 'share-absent' as const, key: indicator.participation ?? indicator.rate }
    const hidden = cells.share?.state === 'suppressed'
    return {
      ...scored,
      status: 'hidden',
      points: unchecked(printed.points),
      carried: kept,
      findings: hidden ? findings : [...findings, absent],
    }
  }
  const range = rangeOf(indicator, rate, maximum, rules, halves[indicator.unit], participation) ?? {
    low: exact,
    high: exact,
  }
  if (unknown(cells.points))
    return {
      ...scored,
      status: 'scored',
      points: unchecked(null, exact),
      carried: { value: exact, ...range },
      findings,
    }
  const half = { fine: halves[indicator.unit], coarse: roundedHalf(indicator, cells.rate, rules) }
  const against = (share: number | null, own: number): Checked | null => {
    const value = pointsOf(indicator, rate, maximum, rules, share)
    const allowed = rangeOf(indicator, rate, maximum, rules, own, share)
    return value === null || allowed === null ? null : compare(printed.points ?? 0, value, allowed, halves.points)
  }
  // A share tested that is printed as exactly 0.9 may have been a little less, and then another step applied.
  const shares =
    participation === null ? [null] : [participation, participation - halves.fraction, participation + halves.fraction]
  const tried = [half.fine, half.coarse].flatMap((own) =>
    own === null ? [] : shares.map((share) => against(share, own)).filter((one) => one !== null),
  )
  const points = tried.find((one) => one.verdict !== 'different') ?? tried[0] ?? { ...unchecked(printed.points, exact) }
  const carried =
    points.verdict === 'different'
      ? { value: exact, ...range }
      : {
          value: printed.points ?? exact,
          low: (printed.points ?? exact) - halves.points,
          high: (printed.points ?? exact) + halves.points,
        }
  return { ...scored, status: 'scored', points: { ...points, printed: printed.points }, carried, findings }
}

/**
 * Half a unit of the third decimal, for the rates that the state prints so while their points come from the unrounded rate: indicator 10 to 2021-22, and
 * progress to English proficiency in the file of all years. Null: this rate is not one of them.
 */
function roundedHalf({ target }: Indicator, cell: Cell, { printing }: Rules): number | null {
  if (cell.state !== 'number' || cell.significant > 3) return null
  if (target === 'english') return 0.0005
  return target === 'entrance' && printing.entranceRounded ? 0.0005 : null
}
