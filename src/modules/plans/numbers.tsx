import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import type { CallName, TrendName } from '../../platform/look/call.tsx'
import type { Lang } from '../../platform/words.ts'
import {
  type DefinitionCard,
  definitions,
  isDaily,
  LatestFigure,
  ReaderLine,
  ToDate,
  type View,
  viewOf,
  YearsChart,
} from '../indicators/index.ts'
import { orgById, todayOf, yearOf } from '../people/index.ts'
import type { Measure } from './file/format.ts'
import type { Extras, MeasureNumbers } from './pages/props.ts'
import type { PlanRow } from './schema.ts'
import { say } from './say.ts'

/** The definition that computes a measure; null where nothing does yet. */
export const definitionOf = (id: string | null): DefinitionCard | null =>
  Object.values(definitions).find((one) => one.id === id) ?? null

/** The view with the call on this plan's own promise about this measure, whatever else the district promised about the same definition. */
export function viewFor(view: View, slug: string, measure: Measure): View {
  const sources = measure.targets.map((target) => `plan:${slug}/${measure.of[0]}/${target.id}`)
  const promise = view.promises.find((one) => sources.includes(one.source) && one.target.population === 'all') ?? null
  return { ...view, latest: { ...view.latest, promise, call: promise ? view.callOn(promise) : null } }
}

type Measured = { measure: Measure; view: View }
export type Numbers = { currentYear: number; measured: readonly Measured[] }

/** The numbers of some measures for the plan's own district, as this reader may see them. Measures that nothing computes are left out. */
export async function readNumbers(tx: Tx, scope: Scope, row: PlanRow, measures: readonly Measure[]): Promise<Numbers> {
  const district = await orgById(tx, row.district_id)
  if (!district) return { currentYear: 0, measured: [] }
  const currentYear = await yearOf(tx, district.org_id, await todayOf(tx, district.org_id))
  const views = new Map<string, View>()
  const measured: Measured[] = []
  for (const measure of measures) {
    const definition = definitionOf(measure.definition)
    if (!definition) continue
    const asked = {
      definition,
      districtId: district.org_id,
      districtCode: district.code,
      orgId: district.org_id,
      currentYear,
      isDistrict: true,
      groupSets: ['all'],
    }
    const view = views.get(definition.id) ?? (await viewOf(tx, scope, asked))
    views.set(definition.id, view)
    measured.push({ measure, view: viewFor(view, row.slug, measure) })
  }
  return { currentYear, measured }
}

/** The pieces of each measure's page: who sees what, the latest figure with its call, the series with the state's line, this year so far. */
export function numberBodies({ currentYear, measured }: Numbers, lang: Lang): ReadonlyMap<string, MeasureNumbers> {
  // Two measures of one element by one indicator have one chart.
  const isSecond = (measure: Measure, i: number): boolean =>
    measured
      .slice(0, i)
      .some(
        (one) => one.measure.definition === measure.definition && one.measure.of.some((id) => measure.of.includes(id)),
      )
  return new Map(
    measured.map(({ measure, view }, i) => [
      measure.id,
      {
        body: (
          <>
            <ReaderLine view={view} lang={lang} />
            <LatestFigure view={view} lang={lang} currentYear={currentYear} />
            {isSecond(measure, i) ? (
              <p class="quiet">{say(lang)('chartAbove')}</p>
            ) : (
              <YearsChart view={view} lang={lang} named={true} />
            )}
            {isDaily(view.definition) && !isSecond(measure, i) ? (
              <>
                <h4>{say(lang)('thisYear')}</h4>
                <ToDate view={view} lang={lang} />
              </>
            ) : null}
          </>
        ),
      },
    ]),
  )
}

/** The call of each element: of its outcome first, else of its first measure that has one. */
export function callsOf({ measured }: Numbers): NonNullable<Extras['calls']> {
  const calls = new Map<string, { call: CallName; trend?: TrendName }>()
  const inOrder = measured.toSorted(
    (a, b) => Number(b.measure.role === 'outcome') - Number(a.measure.role === 'outcome'),
  )
  for (const { measure, view } of inOrder) {
    const { call, trend } = view.latest
    if (!call) continue
    for (const element of measure.of)
      if (!calls.has(element)) calls.set(element, { call: call.call, ...(trend ? { trend: trend.trend } : {}) })
  }
  return calls
}

/** The same sentence in place of every number: why this reader sees none here. */
export function noNumbers(
  measures: readonly Measure[],
  why: 'numbersOther' | 'numbersPublic' | 'numbersToday' | 'numbersUnit',
  lang: Lang,
): ReadonlyMap<string, MeasureNumbers> {
  const words = say(lang)
  const body = (
    <p class="quiet">
      {words(why)} {why === 'numbersPublic' ? <a href={`/public/${lang}/`}>{words('scorecard')}</a> : null}
    </p>
  )
  return new Map(
    measures
      .filter((measure) => why === 'numbersOther' || definitionOf(measure.definition))
      .map((measure) => [measure.id, { body }]),
  )
}
