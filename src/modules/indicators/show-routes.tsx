import { percent } from '../../platform/format.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { hidden } from '../../platform/look/cells.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import type { Lang } from '../../platform/words.ts'
import type { Org } from '../people/index.ts'
import { band, callValue, type Cell, find } from './cells.ts'
import { definitionAt, schoolsBelow, viewAt } from './definition-at.ts'
import { type DefinitionCard, isDaily } from './definitions/catalog.ts'
import { isListed } from './definitions/student-lists.ts'
import { shareOf } from './judging/gaps.ts'
import { type MonthShare, monthsOfCells } from './judging/months.ts'
import { dependsOnReports, type Reporting, reportingOf } from './judging/reporting.ts'
import { IndicatorShow, type OrgLine } from './pages/indicator-show.tsx'
import { shown } from './pages/parts.tsx'
import { type Place, placeAt } from './place.ts'
import { nameOf, words } from './say.ts'
import type { Target } from './targets.ts'
import { moveTo } from './to-move.ts'
import { trendOf } from './trend.ts'
import { cellsFor, mainPromise, type View } from './view.ts'

const groupSets = ['race', 'econ', 'el', 'swd', 'gender', 'grade', 'residency', 'high_needs'] as const

/** The lines of the table of organizations below one. `line`: the district's own target. `lists`: schools whose students this reader may see. */
export function orgLines(
  orgs: readonly Org[],
  cells: ReadonlyMap<number, { cells: Cell[] }>,
  { definition, sameRule }: Pick<View, 'definition' | 'sameRule'>,
  currentYear: number,
  lang: Lang,
  line: Target | null = null,
  lists: readonly number[] = [],
): OrgLine[] {
  const counted = definition.counts === 'students'
  const year = currentYear - 1
  // A school without any of the grades has no line.
  const applies = (org: Org) => (cells.get(org.org_id)?.cells ?? []).some((cell) => cell.state !== 'not_applicable')
  return orgs.filter(applies).map((org) => {
    const own = cells.get(org.org_id)?.cells ?? []
    const at = (school_year: number, period: string) => find(own, { school_year, period })
    const last = at(year, 'year')
    const before = at(year - 1, 'year')
    const interval = band(last, counted)
    const move = line && moveTo(definition, last, line)
    const trend =
      last && before
        ? trendOf({
            now: callValue(last, definition),
            baseline: callValue(before, definition),
            good: definition.direction === 'lower' ? 'down' : 'up',
            sameDefinition: sameRule(year, year - 1),
          }).trend
        : null
    return {
      name: org.name,
      href:
        org.kind === 'school' && isDaily(definition)
          ? `/schools/${org.org_id}`
          : `/indicators/${definition.id}?org=${org.org_id}`,
      students: last?.hidden && last.d === null ? hidden : (last?.d ?? null),
      rate: shown(last, definition),
      interval: interval
        ? words(lang)('interval.text', { low: percent(interval.low, lang), high: percent(interval.high, lang) })
        : null,
      before: shown(before, definition),
      todate: shown(at(currentYear, 'todate'), definition),
      todateBefore: shown(at(year, 'todate'), definition),
      trend: trend === 'not_comparable' ? null : trend,
      spark: [year - 2, year - 1, year].map((one) => shown(at(one, 'year'), definition)),
      move: move ? words(lang)(move.count === 0 ? 'move.reached' : 'move.some', { count: move.count }) : null,
      listHref: move && move.count > 0 ? listOf(definition, org, lists) : null,
    }
  })
}

/** The list of students behind a measure, for those who may see it: of chronic absenteeism, and of the measures of a year that name who does not count yet. */
function listOf(
  definition: DefinitionCard,
  org: Pick<Org, 'org_id' | 'kind'>,
  lists: readonly number[],
): string | null {
  if (!lists.includes(org.org_id)) return null
  if (definition.id === 'chronic-absenteeism') return `/schools/${org.org_id}/students`
  return isListed(definition.id) && org.kind === 'school' ? `/schools/${org.org_id}/not-yet/${definition.id}` : null
}

function sorted(lines: OrgLine[], by: string, dir: 'asc' | 'desc', lang: Lang): OrgLine[] {
  const number = (value: unknown) => (typeof value === 'number' ? value : Number.POSITIVE_INFINITY)
  const order = (a: OrgLine, b: OrgLine): number => {
    if (by === 'name') return a.name.localeCompare(b.name, lang)
    const [x, y] = [number(a[by as keyof OrgLine]), number(b[by as keyof OrgLine])]
    // Without a number last, whichever way it is sorted.
    if (x === y) return a.name.localeCompare(b.name, lang)
    if (x === Number.POSITIVE_INFINITY) return dir === 'asc' ? 1 : -1
    if (y === Number.POSITIVE_INFINITY) return dir === 'asc' ? -1 : 1
    return x - y
  }
  return [...lines].sort((a, b) => order(a, b) * (dir === 'desc' ? -1 : 1))
}

const monthPeriods = Array.from({ length: 10 }, (_, i) => `m${String(i + 1).padStart(2, '0')}`)

/** What the page of one indicator shows beside its view. */
async function beside(
  tx: Tx,
  scope: Scope,
  place: Place,
  view: View,
  below: readonly Org[],
): Promise<{ cells: Awaited<ReturnType<typeof cellsFor>>; months: MonthShare[]; reporting: Reporting | null }> {
  const { definition } = view
  const common = { definition: definition.id, districtId: place.district.org_id, groupSets: ['all'] }
  const cells = await cellsFor(tx, scope, {
    ...common,
    orgIds: below.map((org) => org.org_id),
    periods: ['year', 'todate'],
  })
  const byMonth =
    definition.counts === 'hundredths of student-days' && view.reader === 'scope'
      ? await cellsFor(tx, scope, { ...common, orgIds: [place.org.org_id], periods: monthPeriods })
      : null
  const [before, now] = view.years.slice(-2)
  const at = (year: number | undefined) =>
    below.map((org) => find(cells.get(org.org_id)?.cells ?? [], { school_year: year ?? 0, period: 'year' }))
  return {
    cells,
    months: monthsOfCells(byMonth?.get(place.org.org_id)?.cells ?? []),
    reporting:
      before && now && below.length > 0 && dependsOnReports(definition)
        ? reportingOf(definition, now, before, { now: at(now.school_year), before: at(before.school_year) })
        : null,
  }
}

async function show(ctx: Ctx): Promise<Response> {
  const definition = await definitionAt(ctx)
  const set = groupSets.find((one) => one === ctx.query('set')) ?? 'high_needs'
  const by = ctx.query('by') ?? 'name'
  const dir = ctx.query('dir') === 'desc' ? 'desc' : 'asc'
  const { place, view, lines, schools, more, lists } = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const view = await viewAt(tx, scope, place, definition, ['all', set])
    const below = await schoolsBelow(tx, place)
    const more = await beside(tx, scope, place, view, below)
    const line = mainPromise(view.promises)?.target ?? null
    const lines = orgLines(below, more.cells, view, place.currentYear, ctx.lang, line, scope.students)
    // A promise about a group is judged by that group, whichever set the page shows.
    const wanted = view.promises.map((one) => one.target.population.split('=')[0] ?? 'all')
    const missing = [...new Set(wanted)].filter((one) => one !== 'all' && one !== set)
    if (missing.length > 0) {
      const extra = await cellsFor(tx, scope, {
        definition: definition.id,
        districtId: place.district.org_id,
        orgIds: [place.org.org_id],
        periods: ['year'],
        groupSets: missing,
      })
      view.cells.push(...(extra.get(place.org.org_id)?.cells ?? []))
    }
    const year = view.latest.cell?.school_year
    const schools = below
      .map((org) => find(more.cells.get(org.org_id)?.cells ?? [], { school_year: year ?? 0, period: 'year' }))
      .filter((cell) => cell !== undefined && cell.state !== 'not_applicable' && cell.state !== 'zero_population')
      .map((cell) => shareOf(cell, definition))
    return { place, view, lines, schools, more, lists: scope.students }
  })
  const base = `/indicators/${definition.id}?org=${place.org.org_id}&set=${set}`
  const school = place.org.kind === 'school'
  return ctx.page({
    title: nameOf(definition, ctx.lang),
    current: '/indicators',
    howHref: `/indicators/${definition.id}/method`,
    body: (
      <IndicatorShow
        lang={ctx.lang}
        org={{
          id: place.org.org_id,
          name: place.org.name,
          kind: school ? 'school' : place.org.org_id === place.district.org_id ? 'district' : 'between',
        }}
        view={view}
        currentYear={place.currentYear}
        sets={groupSets}
        set={set}
        lines={sorted(lines, by, dir, ctx.lang)}
        sort={{ by, dir, href: (key, to) => `${base}&by=${key}&dir=${to}#schools` }}
        schools={schools}
        months={more.months}
        reporting={more.reporting}
        line={school ? mainPromise(view.promises) : null}
        listHref={listOf(definition, place.org, lists)}
      />
    ),
  })
}

/** The page of one indicator. */
export const showRoutes: readonly Route[] = [
  { method: 'GET', path: '/indicators/:definition', access: 'signed-in', handle: show },
]
