import { missing } from '../../platform/errors.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { freshness } from '../feeds/index.ts'
import { lineageOf, orgById, pathOf } from '../people/index.ts'
import { mustSeeNumbers } from './access.ts'
import { fromAudited, fromValue, isSmall } from './cells.ts'
import { definitions } from './definitions/catalog.ts'
import { compareRoutes } from './compare-routes.tsx'
import { definitionAt, listedDefinitions, viewAt } from './definition-at.ts'
import { areas } from './judging/areas.ts'
import { viewsOf } from './list-view.ts'
import { measuresRoutes } from './measures-routes.tsx'
import { methodOf } from './method.ts'
import { groupings, IndicatorList } from './pages/indicator-list.tsx'
import { MethodShow } from './pages/method-show.tsx'
import { SchoolShow } from './pages/school-show.tsx'
import { words } from './say.ts'
import { calls } from './calls.ts'
import { ValueList } from './pages/value-list.tsx'
import { audited, currentRuns, noteSmallRead, valueLines } from './store.ts'
import { showRoutes } from './show-routes.tsx'
import { readerOf } from './view.ts'
import { activeDefinitions } from './own/active.ts'
import { isOwn, ownPrefix } from './own/id.ts'
import { ownRoutes } from './own-routes.tsx'
import { pageOf, placeAt, placeOf } from './place.ts'
import { stateRoutes } from './state-routes.tsx'
import { studentRoutes } from './student-routes.tsx'

const oneOf = <T extends string>(wanted: string | undefined, all: readonly T[]): T | '' =>
  all.find((one) => one === wanted) ?? ''

async function list(ctx: Ctx): Promise<Response> {
  const { place, views } = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const own = await activeDefinitions(tx, place.district.org_id)
    return { place, views: await viewsOf(tx, scope, place, [...listedDefinitions(), ...own]) }
  })
  return ctx.page({
    title: words(ctx.lang)('indicators'),
    current: '/indicators',
    width: 'wide',
    body: (
      <IndicatorList
        lang={ctx.lang}
        orgName={place.org.name}
        orgId={place.org.org_id}
        currentYear={place.currentYear}
        views={views}
        listing={{
          group: oneOf(ctx.query('group'), groupings) || 'area',
          area: oneOf(ctx.query('area'), areas),
          call: oneOf(ctx.query('call'), [...calls, 'none']),
          search: (ctx.query('q') ?? '').slice(0, 80),
        }}
      />
    ),
  })
}

const linesOnPage = 300

async function valueList(ctx: Ctx): Promise<Response> {
  const definition = await definitionAt(ctx)
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
  const definition = await definitionAt(ctx)
  // An own definition is shown where it is written.
  if (isOwn(definition.id))
    return ctx.redirect(`/indicators/own/${definition.id.slice(ownPrefix.length)}${ctx.url.search}`)
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
  ...ownRoutes,
  ...measuresRoutes,
  ...stateRoutes,
  ...showRoutes,
  ...compareRoutes,
  { method: 'GET', path: '/indicators/:definition/values', access: 'signed-in', handle: valueList },
  { method: 'GET', path: '/indicators/:definition/method', access: 'signed-in', handle: method },
  { method: 'GET', path: '/schools/:org', access: 'signed-in', handle: school },
  ...studentRoutes,
]
