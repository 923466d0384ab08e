import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { leads, owns, readable } from '../access.ts'
import { seatsOn } from './rules.ts'
import type { Committee, Part, Seat } from './schema.ts'

/** Committees are read by whoever reads the district's work. */
export function mustReadCommittee(visitor: Visitor, committee: Pick<Committee, 'district_id'>): void {
  if (!readable(visitor).includes(committee.district_id))
    throw missing(
      'work/no-committee',
      'There is no such committee.',
      'Go to the list of committees and choose one there.',
    )
}

/** The visitor's seats in a committee on a day. */
export const ownSeats = (visitor: Visitor, seats: readonly Seat[], day: string): Seat[] =>
  seatsOn(seats, day).filter((seat) => owns(visitor, seat))

const holdsPart = (visitor: Visitor, seats: readonly Seat[], day: string, wanted: readonly Part[]): boolean =>
  ownSeats(visitor, seats, day).some((seat) => wanted.includes(seat.part))

/** What a visitor may do in a committee on a day. `seats`: all seats of it. */
export type May = {
  /** agenda, minutes, decisions, actions, single meetings */
  write: boolean
  /** name, rule, members */
  keep: boolean
  /** minutes */
  approve: boolean
}
export function may(
  visitor: Visitor,
  committee: Pick<Committee, 'district_id'>,
  seats: readonly Seat[],
  day: string,
): May {
  const led = leads(visitor, committee.district_id)
  return {
    write: led || ownSeats(visitor, seats, day).length > 0,
    keep: led || holdsPart(visitor, seats, day, ['chair']),
    approve: led || holdsPart(visitor, seats, day, ['chair', 'secretary']),
  }
}

/** Errors: Missing for who may not read it, Forbidden `work/not-in-committee`. */
export function mustMay(
  visitor: Visitor,
  committee: Pick<Committee, 'district_id'>,
  allowed: May,
  what: keyof May,
): void {
  mustReadCommittee(visitor, committee)
  if (!allowed[what])
    throw forbidden(
      'work/not-in-committee',
      'Only those who sit in this committee, the cabinet or an administrator may do this.',
      'Ask the chair who is named on the page of the committee.',
    )
}

/** Committees are entered by those who lead the district. */
export function mustFound(visitor: Visitor, districtId: number): void {
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/not-in-committee',
      'Only those who sit in this committee, the cabinet or an administrator may do this.',
      'Ask the chair who is named on the page of the committee.',
    )
}
