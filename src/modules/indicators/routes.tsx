import { missing } from '../../platform/errors.ts'
import { hidden } from '../../platform/look/cells.ts'
import { percent } from '../../platform/format.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import type { Lang } from '../../platform/words.ts'
import { freshness } from '../feeds/index.ts'
import { lineageOf, type Org, orgById, orgsUnder, pathOf } from '../people/index.ts'
import { mustSeeNumbers } from './access.ts'
import { band, callValue, type Cell, find, fromAudited, fromValue, isSmall } from './cells.ts'
import { attendance, type DefinitionCard, definitions, isDaily } from './definitions/catalog.ts'
import { methodOf } from './method.ts'
import { IndicatorList } from './pages/indicator-list.tsx'
import { IndicatorShow, type OrgLine } from './pages/indicator-show.tsx'
import { MethodShow } from './pages/method-show.tsx'
import { shown } from './pages/parts.tsx'
import { SchoolShow } from './pages/school-show.tsx'
import { nameOf, words } from './say.ts'
import { ValueList } from './pages/value-list.tsx'
import { audited, currentRuns, noteSmallRead, valueLines } from './store.ts'
import { trendOf } from './trend.ts'
import { cellsFor, readerOf, type View, viewOf } from './view.ts'
import { pageOf, type Place, placeAt, placeOf } from './place.ts'
import { studentRoutes } from './student-routes.tsx'

const groupSets = ['race', 'econ', 'el', 'swd', 'gender', 'grade', 'residency', 'high_needs'] as const

function definitionAt(ctx: Ctx): DefinitionCard {
  const definition = Object.values(definitions).find((one) => one.id === ctx.param('definition'))
  if (!definition)
    throw missing('indicators/unknown', 'There is no such indicator.', 'Choose one from the list of indicators.')
  return definition
}

const viewAt = (
  tx: Tx,
  scope: Scope,
  place: Place,
  definition: DefinitionCard,
  sets?: readonly string[],
): Promise<View> =>
  viewOf(tx, scope, {
    definition,
    districtId: place.district.org_id,
    districtCode: place.district.code,
    orgId: place.org.org_id,
    currentYear: place.currentYear,
    isDistrict: place.org.org_id === place.district.org_id,
    ...(sets ? { groupSets: sets } : {}),
  })

/** The lines of the table of organizations below one. */
export function orgLines(
  orgs: readonly Org[],
  cells: ReadonlyMap<number, { cells: Cell[] }>,
  definition: DefinitionCard,
  currentYear: number,
  lang: Lang,
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
    const trend =
      last && before
        ? trendOf({
            now: callValue(last, counted),
            baseline: callValue(before, counted),
            good: definition.direction === 'lower' ? 'down' : 'up',
            sameDefinition: true,
          }).trend
        : null
    return {
      name: org.name,
      href:
        org.kind === 'school' && isDaily(definition)
          ? `/schools/${org.org_id}`
          : `/indicators/${definition.id}?org=${org.org_id}`,
      students: last?.hidden && last.d === null ? hidden : (last?.d ?? null),
      rate: shown(last),
      interval: interval
        ? words(lang)('interval.text', { low: percent(interval.low, lang), high: percent(interval.high, lang) })
        : null,
      before: shown(before),
      todate: shown(at(currentYear, 'todate')),
      todateBefore: shown(at(year, 'todate')),
      trend: trend === 'not_comparable' ? null : trend,
      spark: [year - 2, year - 1, year].map((one) => shown(at(one, 'year'))),
    }
  })
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

async function list(ctx: Ctx): Promise<Response> {
  const { place, views } = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const views = []
    // What was never computed for the district has no place in its list.
    const known = new Set(
      (await currentRuns(tx)).flatMap((run) => (run.district_id === place.district.org_id ? [run.definition] : [])),
    )
    for (const definition of Object.values(definitions))
      if (definition.id in attendance || known.has(definition.id))
        views.push(await viewAt(tx, scope, place, definition, ['all']))
    return { place, views }
  })
  return ctx.page({
    title: words(ctx.lang)('indicators'),
    current: '/indicators',
    body: (
      <IndicatorList
        lang={ctx.lang}
        orgName={place.org.name}
        orgId={place.org.org_id}
        currentYear={place.currentYear}
        views={views}
      />
    ),
  })
}

async function show(ctx: Ctx): Promise<Response> {
  const definition = definitionAt(ctx)
  const set = groupSets.find((one) => one === ctx.query('set')) ?? 'high_needs'
  const by = ctx.query('by') ?? 'name'
  const dir = ctx.query('dir') === 'desc' ? 'desc' : 'asc'
  const { place, view, lines } = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const view = await viewAt(tx, scope, place, definition, ['all', set])
    const below =
      place.org.kind === 'school'
        ? []
        : (await orgsUnder(tx, place.org.org_id, place.day, 'school')).filter((org) => org.org_id !== place.org.org_id)
    const cells = await cellsFor(tx, scope, {
      definition: definition.id,
      districtId: place.district.org_id,
      orgIds: below.map((org) => org.org_id),
      periods: ['year', 'todate'],
      groupSets: ['all'],
    })
    return { place, view, lines: orgLines(below, cells, definition, place.currentYear, ctx.lang) }
  })
  const base = `/indicators/${definition.id}?org=${place.org.org_id}&set=${set}`
  return ctx.page({
    title: nameOf(definition, ctx.lang),
    current: '/indicators',
    howHref: `/indicators/${definition.id}/method`,
    body: (
      <IndicatorShow
        lang={ctx.lang}
        org={{ id: place.org.org_id, name: place.org.name }}
        view={view}
        currentYear={place.currentYear}
        sets={groupSets}
        set={set}
        lines={sorted(lines, by, dir, ctx.lang)}
        sort={{ by, dir, href: (key, to) => `${base}&by=${key}&dir=${to}#schools` }}
      />
    ),
  })
}

const linesOnPage = 300

async function valueList(ctx: Ctx): Promise<Response> {
  const definition = definitionAt(ctx)
  const page = pageOf(ctx)
  const { place, cells } = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const asked = {
      definition: definition.id,
      orgId: place.org.org_id,
      limit: linesOnPage + 1,
      offset: (page - 1) * linesOnPage,
    }
    if (readerOf(scope, place.org.org_id) === 'audited')
      return {
        place,
        cells: (await audited(tx, { definition: definition.id, orgIds: [place.org.org_id] }))
          .map(fromAudited)
          .slice(asked.offset, asked.offset + asked.limit),
      }
    const cells = (await valueLines(tx, asked)).map(fromValue)
    const small = cells.filter(isSmall).length
    if (small > 0)
      await noteSmallRead(tx, scope, {
        district_id: place.district.org_id,
        org_ids: [place.org.org_id],
        definition: definition.id,
        cells: [small],
        day: place.day,
      })
    return { place, cells }
  })
  return ctx.page({
    title: words(ctx.lang)('values.title'),
    current: '/indicators',
    width: 'wide',
    howHref: `/indicators/${definition.id}/method`,
    body: (
      <ValueList
        lang={ctx.lang}
        definition={definition}
        org={{ id: place.org.org_id, name: place.org.name }}
        cells={cells.slice(0, linesOnPage)}
        page={page}
        more={cells.length > linesOnPage}
      />
    ),
  })
}

async function method(ctx: Ctx): Promise<Response> {
  const definition = definitionAt(ctx)
  const runs = await ctx.inScope((tx) => currentRuns(tx, definition.id))
  return ctx.page({
    title: words(ctx.lang)('how.title'),
    current: '/indicators',
    body: <MethodShow lang={ctx.lang} method={methodOf(definition, runs, ctx.lang)} />,
  })
}

async function school(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeOf(tx, ctx.id('org'))
    mustSeeNumbers(ctx.who(), place.district.org_id)
    if (place.org.kind !== 'school')
      throw missing('indicators/no-school', 'There is no such school.', 'Choose one from the list of schools.')
    const views = [
      await viewAt(tx, scope, place, definitions['chronic-absenteeism'], ['all', 'high_needs']),
      await viewAt(tx, scope, place, definitions['average-daily-attendance'], ['all']),
    ]
    const above = await pathOf(tx, place.org.org_id)
    const [next] = (await lineageOf(tx, place.org.org_id)).filter(
      (one) => one.from_org === place.org.org_id && one.to_org !== null,
    )
    const successor = next?.to_org ? await orgById(tx, next.to_org) : null
    const fresh = (await freshness(tx, place.district.org_id, place.currentYear)).find(
      (one) => one.org_id === place.org.org_id,
    )
    return {
      org: place.org,
      views,
      currentYear: place.currentYear,
      zone: above.find((one) => one.kind === 'zone')?.name ?? null,
      successor: successor?.name ?? null,
      submitted: fresh?.through ? { through: fresh.through, stopped: fresh.stopped } : null,
      studentsHref: scope.students.includes(place.org.org_id) ? `/schools/${place.org.org_id}/students` : null,
    }
  })
  return ctx.page({
    title: props.org.name,
    current: '/schools',
    howHref: '/indicators/chronic-absenteeism/method',
    body: <SchoolShow lang={ctx.lang} {...props} />,
  })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/indicators', access: 'signed-in', handle: list },
  { method: 'GET', path: '/indicators/:definition', access: 'signed-in', handle: show },
  { method: 'GET', path: '/indicators/:definition/values', access: 'signed-in', handle: valueList },
  { method: 'GET', path: '/indicators/:definition/method', access: 'signed-in', handle: method },
  { method: 'GET', path: '/schools/:org', access: 'signed-in', handle: school },
  ...studentRoutes,
]
