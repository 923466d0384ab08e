import { today } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { scopeIncludes } from '../people/index.ts'
import { type Call, callInputs, decide } from './calls.ts'
import { band, type Cell, callValue, find, fromAudited, fromValue, isSmall, rate } from './cells.ts'
import { type DefinitionCard, isDaily } from './definitions/catalog.ts'
import type { ReferenceRow, RunRow } from './schema.ts'
import { type Soundness, soundness, stoppedIn } from './sound.ts'
import type { Interval } from './stats/interval.ts'
import { audited, currentRuns, noteSmallRead, references, values } from './store.ts'
import { type Promised, targetsOf } from './store-targets.ts'
import { yearEnd } from './targets.ts'
import { type Trend, trendOf } from './trend.ts'

/** Who is reading: inside the scope (true values), or staff and board outside it (latest audited cube). */
export type Reader = 'scope' | 'audited'

/** Which values of an organization a scope may read. */
export const readerOf = (scope: Scope, orgId: number): Reader => (scopeIncludes(scope, orgId) ? 'scope' : 'audited')

/** The cells of some organizations as this reader may see them; reading small groups is noted. */
export async function cellsFor(
  tx: Tx,
  scope: Scope,
  asked: {
    definition: string
    districtId: number
    orgIds: readonly number[]
    schoolYears?: readonly number[]
    periods?: readonly string[]
    groupSets?: readonly string[]
  },
): Promise<Map<number, { reader: Reader; cells: Cell[] }>> {
  const { districtId, ...wanted } = asked
  const inside = asked.orgIds.filter((id) => readerOf(scope, id) === 'scope')
  const outside = asked.orgIds.filter((id) => readerOf(scope, id) === 'audited')
  const found = new Map<number, { reader: Reader; cells: Cell[] }>()
  for (const id of asked.orgIds) found.set(id, { reader: readerOf(scope, id), cells: [] })
  const put = (cells: Cell[]) => {
    for (const cell of cells) found.get(cell.org_id)?.cells.push(cell)
  }
  if (inside.length > 0) put((await values(tx, { ...wanted, orgIds: inside })).map(fromValue))
  if (outside.length > 0) put((await audited(tx, { ...wanted, orgIds: outside })).map(fromAudited))
  const small = inside
    .map((id) => ({ id, cells: found.get(id)?.cells.filter(isSmall).length ?? 0 }))
    .filter((one) => one.cells > 0)
  if (small.length > 0)
    await noteSmallRead(tx, scope, {
      district_id: districtId,
      org_ids: small.map((one) => one.id),
      definition: asked.definition,
      cells: small.map((one) => one.cells),
      day: today(),
    })
  return found
}

/** A value with its call and trend, ready to be shown. */
export type Judged = {
  cell: Cell | undefined
  rate: number | null
  interval: Interval | null
  call: Call | null
  promise: Promised | null
  trend: Trend | null
}

/** Everything an organization's page about one indicator shows, before words. */
export type View = {
  definition: DefinitionCard
  reader: Reader
  /** Complete school years, oldest first; all students. */
  years: Cell[]
  /** This year so far and the same school day a year before; all students. */
  toDate: { now: Cell | undefined; before: Cell | undefined; trend: Trend | null }
  latest: Judged
  state: ReferenceRow[]
  promises: Promised[]
  /** The call on one of the promises, with everything that may forbid it, for all students or a group's cell of the last whole year; null without one. */
  callOn: (promise: Promised, cell?: Cell) => Call | null
  /** Whether two years were computed by the same rule, as far as anybody knows. */
  sameRule: Soundness['sameRule']
  /** When the last complete year was last computed; null when it was not. */
  computed: Date | null
  /** All cells that were read, for groups. */
  cells: Cell[]
}

const counts = (definition: DefinitionCard) => definition.counts === 'students'

/** What a path asked for by the end of a school year of a series (June 30: what a year that is over speaks for); null where it says nothing. */
export function pathAt(view: View, schoolYear: number): number | null {
  const promise = view.latest.promise
  const cell = view.years.find((one) => one.school_year === schoolYear)
  if (!promise || !cell?.through_date) return null
  return decide(callInputs(yearEnd(schoolYear), callValue(cell, view.definition), promise.target)).expected
}

/** What a view is about. */
export type Asked = {
  definition: DefinitionCard
  districtId: number
  districtCode: string
  orgId: number
  currentYear: number
  isDistrict: boolean
  groupSets?: readonly string[]
}

/** What was read for it. `runs`, `promises`, `state`: of this definition. `stopped`: schools that stopped handing in, by school year. */
export type Found = {
  reader: Reader
  cells: Cell[]
  runs: readonly RunRow[]
  promises: Promised[]
  state: ReferenceRow[]
  stopped: ReadonlyMap<number, ReadonlySet<number>>
}

/** The promise that a district's own number is judged by: about everybody, and about the district itself. */
export const mainPromise = (promises: readonly Promised[]): Promised | null =>
  promises.find(({ target }) => target.population === 'all' && target.scope.kind === 'all') ?? null

/** Reads one indicator of one organization. In: a transaction under the reader's scope, and what is asked for. Out: its view. */
export async function viewOf(tx: Tx, scope: Scope, asked: Asked): Promise<View> {
  const { definition, orgId, districtId, currentYear } = asked
  const read = await cellsFor(tx, scope, {
    definition: definition.id,
    districtId,
    orgIds: [orgId],
    periods: ['year', 'todate'],
    ...(asked.groupSets ? { groupSets: asked.groupSets } : {}),
  })
  const { reader, cells } = read.get(orgId) ?? { reader: 'audited' as const, cells: [] }
  const last = lastYearOf(cells, currentYear)
  return makeView(asked, {
    reader,
    cells,
    runs: await currentRuns(tx, definition.id),
    promises: await targetsOf(tx, districtId, definition.id),
    state: await references(tx, definition.id, ['CT']),
    stopped: await stoppedIn(tx, districtId, isDaily(definition) && last ? [last] : []),
  })
}

const wholeYears = (cells: readonly Cell[], currentYear: number): Cell[] =>
  cells.filter((cell) => cell.group_set === 'all' && cell.period === 'year' && cell.school_year < currentYear)

/** The last complete school year that a place has a cell of. */
export const lastYearOf = (cells: readonly Cell[], currentYear: number): number | undefined =>
  wholeYears(cells, currentYear).at(-1)?.school_year

/** A view of what was read; the call is made on the last complete school year, since a year that is not over cannot be compared with a whole one. */
export function makeView(asked: Asked, found: Found): View {
  const { definition, currentYear } = asked
  const { reader, cells, promises, state } = found
  const all = cells.filter((cell) => cell.group_set === 'all')
  const years = wholeYears(cells, currentYear)
  const promise = asked.isDistrict ? mainPromise(promises) : null
  const last = years.at(-1)
  const previous = years.at(-2)
  const good = definition.direction === 'lower' ? 'down' : 'up'
  const sound = soundness(found.runs, asked.districtId, found.stopped)
  const callOn = (wanted: Promised, cell = last): Call | null =>
    last?.through_date
      ? decide(
          callInputs(yearEnd(last.school_year), callValue(cell, definition), wanted.target, {
            complete: sound.complete(last.school_year),
            sameDefinition: sound.sameAsBaseline(last.school_year, wanted.target),
          }),
        )
      : null
  const trendFrom = (now: Cell | undefined, before: Cell | undefined): Trend | null =>
    now && before
      ? trendOf({
          now: callValue(now, definition),
          baseline: callValue(before, definition),
          good,
          sameDefinition: sound.sameRule(now.school_year, before.school_year),
        })
      : null
  const now =
    find(all, { period: 'todate', school_year: currentYear }) ?? find(all, { period: 'year', school_year: currentYear })
  const before = find(all, { period: 'todate', school_year: currentYear - 1 })
  return {
    definition,
    reader,
    years,
    toDate: { now, before, trend: trendFrom(now, before) },
    latest: {
      cell: last,
      rate: rate(last),
      interval: band(last, counts(definition)),
      call: promise ? callOn(promise) : null,
      promise,
      trend: trendFrom(last, previous),
    },
    state,
    promises,
    callOn,
    sameRule: sound.sameRule,
    computed:
      found.runs.find((run) => run.district_id === asked.districtId && run.school_year === last?.school_year)?.at ??
      null,
    cells,
  }
}
