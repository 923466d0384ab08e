import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { orgsUnder } from '../people/index.ts'
import { type Cell, find } from './cells.ts'
import { type DefinitionCard, definitions } from './definitions/catalog.ts'
import { disparities } from './definitions/disparities.ts'
import { namedTestId, namedTests } from './definitions/named-tests.ts'
import { recordedRules, type WarningAsk } from './definitions/warnings.ts'
import { carriedOn } from './enrollment-carried.ts'
import { EarlyWarning, type WarningRecord } from './pages/early-warning.tsx'
import { EnrollmentProjection } from './pages/enrollment-projection.tsx'
import { shown } from './pages/parts.tsx'
import { type RiskYear, RiskRatios } from './pages/risk-ratios.tsx'
import { type TestLine, TestList } from './pages/test-list.tsx'
import { type Place, placeAt } from './place.ts'
import { ofText, words } from './say.ts'
import type { Share } from './stats/interval.ts'
import { cellsFor, readerOf } from './view.ts'
import { warningRoutes } from './warning-routes.tsx'

const cellsAt = (
  tx: Tx,
  scope: Scope,
  place: Place,
  orgIds: readonly number[],
  definition: string,
  groupSets: readonly string[],
) => cellsFor(tx, scope, { definition, districtId: place.district.org_id, orgIds, periods: ['year'], groupSets })

const shareOf = (cell: Cell | undefined): Share | null =>
  cell && !cell.hidden && cell.state === 'measured' && cell.n !== null && cell.d ? { k: cell.n, n: cell.d } : null

/** Measures that risk ratios are made of: the federal categories, and suspension of all students beside them. */
const riskOf: readonly DefinitionCard[] = [
  ...disparities.map((one) => definitions[one.id]),
  definitions['suspension-rate'],
]

async function riskRatios(ctx: Ctx): Promise<Response> {
  const definition = riskOf.find((one) => one.id === ctx.query('of')) ?? definitions['suspension-rate']
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const found = await cellsAt(tx, scope, place, [place.org.org_id], definition.id, ['race'])
    const { reader, cells } = found.get(place.org.org_id) ?? { reader: 'audited' as const, cells: [] }
    const years = [1, 2, 3].map((ago): RiskYear => {
      const own = cells.filter((cell) => cell.school_year === place.currentYear - ago)
      // One hidden group would make the others' sum wrong: then there is no ratio at all.
      const groups = own.flatMap((cell) => {
        const share = shareOf(cell)
        return share ? [{ group: cell.group_value, ...share }] : []
      })
      const whole = own.length > 0 && own.every((cell) => !cell.hidden)
      return { schoolYear: place.currentYear - ago, groups: whole ? groups : null }
    })
    return { org: { id: place.org.org_id, name: place.org.name }, reader, years }
  })
  return ctx.page({
    title: words(ctx.lang)('risk.ratios'),
    current: '/indicators',
    howHref: `/indicators/${definition.id}/method`,
    body: <RiskRatios lang={ctx.lang} definition={definition} choices={riskOf} {...props} />,
  })
}

async function enrollment(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const below =
      place.org.kind === 'school'
        ? []
        : (await orgsUnder(tx, place.org.org_id, place.day, 'school')).filter((org) => org.org_id !== place.org.org_id)
    const ids = [place.org.org_id, ...below.map((org) => org.org_id)]
    const found = await cellsAt(tx, scope, place, ids, 'fall-enrollment', ['grade'])
    // The running year counts once the day of its count has come.
    const through = place.day >= `${place.currentYear - 1}-10-01` ? place.currentYear : place.currentYear - 1
    const carried = (id: number) => carriedOn(found.get(id)?.cells ?? [], through)
    return {
      org: { id: place.org.org_id, name: place.org.name },
      reader: readerOf(scope, place.org.org_id),
      carried: carried(place.org.org_id),
      schools: below.map((org) => ({
        name: org.name,
        href: `/indicators/enrollment-projection?org=${org.org_id}`,
        carried: carried(org.org_id),
      })),
    }
  })
  return ctx.page({
    title: words(ctx.lang)('enroll.title'),
    current: '/indicators',
    howHref: '/indicators/fall-enrollment/method',
    body: <EnrollmentProjection lang={ctx.lang} {...props} />,
  })
}

async function earlyWarning(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const orgId = place.org.org_id
    const records: WarningRecord[] = []
    for (const rule of recordedRules) {
      const cells = async (asks: WarningAsk) =>
        (await cellsAt(tx, scope, place, [orgId], `warning-${rule}-${asks}`, ['all'])).get(orgId)?.cells ?? []
      const found = {
        precision: await cells('precision'),
        recall: await cells('recall'),
        base: await cells('base'),
        undecided: await cells('undecided'),
      }
      const years = found.base.map((cell) => cell.school_year).filter((year) => year < place.currentYear)
      for (const school_year of years.toReversed()) {
        const at = (asks: WarningAsk) => shareOf(find(found[asks], { school_year }))
        const record = {
          rule,
          schoolYear: school_year,
          precision: at('precision'),
          recall: at('recall'),
          base: at('base'),
          undecided: at('undecided'),
        }
        if (record.base) records.push(record)
      }
    }
    const schools = place.org.kind === 'school' ? [place.org] : await orgsUnder(tx, orgId, place.day, 'school')
    // The rule looks at grade 8: schools that have it.
    const lists = schools
      .filter((org) => scope.students.includes(org.org_id) && (org.low_grade ?? 0) <= 8 && (org.high_grade ?? 12) >= 8)
      .map((org) => ({ name: org.name, href: `/schools/${org.org_id}/warnings` }))
    return { org: { id: orgId, name: place.org.name }, reader: readerOf(scope, orgId), records, lists }
  })
  return ctx.page({
    title: words(ctx.lang)('warn.title'),
    current: '/indicators',
    howHref: '/indicators/warning-abc-precision/method',
    body: <EarlyWarning lang={ctx.lang} {...props} />,
  })
}

async function tests(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const orgId = place.org.org_id
    const rows: TestLine[] = []
    for (const test of namedTests) {
      const [took, level] = [
        definitions[namedTestId(test.key, 'participation')],
        definitions[namedTestId(test.key, 'level')],
      ]
      const newest = async (one: DefinitionCard) =>
        ((await cellsAt(tx, scope, place, [orgId], one.id, ['all'])).get(orgId)?.cells ?? [])
          .filter((cell) => cell.state === 'measured')
          .at(-1)
      const taken = await newest(took)
      if (!taken) continue
      const reached = await newest(level)
      const same = reached?.school_year === taken.school_year ? reached : undefined
      const href = (one: DefinitionCard) => `/indicators/${one.id}?org=${orgId}`
      rows.push({
        name: test.name,
        href: href(took),
        schoolYear: taken.school_year,
        taken: shown(taken),
        takenOf: ofText(taken, took, ctx.lang),
        level: shown(same),
        levelOf: ofText(same, level, ctx.lang),
        levelHref: href(level),
      })
    }
    return { org: { name: place.org.name }, reader: readerOf(scope, orgId), rows }
  })
  return ctx.page({
    title: words(ctx.lang)('tests.title'),
    current: '/indicators',
    body: <TestList lang={ctx.lang} {...props} />,
  })
}

/** Pages about records behind the measures. They stand before `/indicators/:definition`. */
export const measuresRoutes: readonly Route[] = [
  { method: 'GET', path: '/indicators/risk-ratios', access: 'signed-in', handle: riskRatios },
  { method: 'GET', path: '/indicators/enrollment-projection', access: 'signed-in', handle: enrollment },
  { method: 'GET', path: '/indicators/early-warning', access: 'signed-in', handle: earlyWarning },
  { method: 'GET', path: '/indicators/tests', access: 'signed-in', handle: tests },
  ...warningRoutes,
]
