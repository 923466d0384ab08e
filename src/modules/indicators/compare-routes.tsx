import { missing } from '../../platform/errors.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { find } from './cells.ts'
import { definitionAt, schoolsBelow, viewAt } from './definition-at.ts'
import { compareSchools } from './judging/comparing.ts'
import { shareOf } from './judging/gaps.ts'
import { levels, levelsOf } from './judging/levels.ts'
import { comparedGroups, orders } from './judging/orders.ts'
import { CompareShow, type SchoolInfo } from './pages/compare-show.tsx'
import { placeAt } from './place.ts'
import { nameOf, words } from './say.ts'
import { referencesOfYear } from './store-list.ts'
import { cellsFor } from './view.ts'

async function compare(ctx: Ctx): Promise<Response> {
  const definition = await definitionAt(ctx)
  const tab = ctx.query('tab') === 'gaps' ? 'gaps' : 'values'
  const level = levels.find((one) => one === ctx.query('level')) ?? ''
  const asked = orders.find((one) => one === ctx.query('order')) ?? 'name'
  // A likely value is of one rate, not of a gap.
  const order = tab === 'gaps' && asked === 'likely' ? 'value' : asked
  const group = comparedGroups.find((one) => one.join('|') === ctx.query('group')) ?? comparedGroups[0]
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    if (place.org.kind === 'school')
      throw missing(
        'indicators/nothing-below',
        'A single school has no schools below it to compare.',
        'Open the comparison from the district or a zone.',
      )
    const sets = tab === 'gaps' ? ['all', group[0]] : ['all']
    const view = await viewAt(tx, scope, place, definition, sets)
    const year = view.latest.cell?.school_year ?? place.currentYear - 1
    const below = (await schoolsBelow(tx, place)).filter((org) => level === '' || levelsOf(org).includes(level))
    const cells = await cellsFor(tx, scope, {
      definition: definition.id,
      districtId: place.district.org_id,
      orgIds: below.map((org) => org.org_id),
      schoolYears: [year],
      periods: ['year'],
      groupSets: sets,
    })
    const schools = below.flatMap((org) => {
      const own = cells.get(org.org_id)?.cells ?? []
      const cell = find(own, { group_set: 'all' })
      // A school without any of the grades is not compared.
      if (!cell || cell.state === 'not_applicable' || cell.state === 'zero_population') return []
      const info: SchoolInfo = {
        name: org.name,
        href: `/indicators/${definition.id}?org=${org.org_id}`,
        group: find(own, { group_set: group[0], group_value: group[1] }),
      }
      return [{ info, cell, share: shareOf(cell, definition) }]
    })
    return {
      org: { id: place.org.org_id, name: place.org.name },
      view,
      year,
      comparison: compareSchools(schools),
      references: await referencesOfYear(tx, definition.id, year),
    }
  })
  return ctx.page({
    title: `${words(ctx.lang)('compare.title')}: ${nameOf(definition, ctx.lang)}`,
    current: '/indicators',
    howHref: `/indicators/${definition.id}/method`,
    body: <CompareShow lang={ctx.lang} tab={tab} order={order} level={level} group={group} {...props} />,
  })
}

/** The comparison of schools. */
export const compareRoutes: readonly Route[] = [
  { method: 'GET', path: '/indicators/:definition/compare', access: 'signed-in', handle: compare },
]
