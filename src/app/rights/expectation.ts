import type { RightName } from './table.ts'

/**
 * What each route needs, by hand: one line a route. A test fails when a route has no line or a line no route, and `matrix.test.ts` asks every route as every role.
 * - `needs`: one of these rights, at the place of the record (or anywhere, for a page without a record)
 * - `of`: the kind of record that the address names (`world/records.ts` makes them); left out: no record
 * - `to`: the address with the fields of the record in braces; left out: the route's path, parameters filled by name
 * - `form`: what a post sends, so that it is taken when it is allowed; left out: only refusals are checked strictly
 * - `gives`: the answer when allowed, if not 200 or a way on (303)
 * - `refuses`: the answer when refused, where it is told like something that does not exist: the record is named in the form, not in the address
 * - `slow`: makes or checks a password; the usual run asks it as few
 */
export type Expectation = {
  needs: readonly RightName[]
  of?: string
  to?: string
  form?: Readonly<Record<string, string>>
  gives?: readonly number[]
  refuses?: readonly number[]
  slow?: boolean
}

export const needs = (right: RightName | readonly RightName[], more: Omit<Expectation, 'needs'> = {}): Expectation => ({
  needs: typeof right === 'string' ? [right] : right,
  ...more,
})
export const why = { reason: 'A reason that says why.' }
