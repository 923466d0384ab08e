import type { Tx } from '../../../platform/db/database.ts'
import type { Lang } from '../../../platform/words.ts'
import { orgsUnder, todayOf } from '../../people/index.ts'
import { measureName, shareText } from '../packet/figures.ts'
import { cellOf } from '../packet/rules.ts'
import { type FromEdition, fromEdition, publishedFor } from '../published.ts'
import type { PublishedRow } from '../store-published.ts'
import { departmentOf, movementOf, type Movement, type Standing } from './rules.ts'
import type { OfficeMeasure, OfficeValue } from './schema.ts'
import { measuresOf, valuesOf } from './store.ts'

/** One measure as a scorecard shows it. `value`: in words; null while there is none. */
export type ScoreLine = {
  measure: OfficeMeasure
  title: string | null
  value: string | null
  before: string | null
  on: string | null
  movement: Movement | null
  values: readonly OfficeValue[]
  /** the published edition that the value is from; null for the office's own counts, and where none speaks of the measure */
  edition: FromEdition | null
}
export type Scorecard = {
  office: { org_id: number; name: string }
  lines: ScoreLine[]
  ended: OfficeMeasure[]
  standing: Standing
}

function lineOf(
  measure: OfficeMeasure,
  values: readonly OfficeValue[],
  published: PublishedRow | null,
  lang: Lang,
): ScoreLine {
  if (measure.definition === null) {
    const own = values.filter((one) => one.office_measure_id === measure.office_measure_id)
    const [last, before] = own
    const text = (one: OfficeValue | undefined) =>
      one ? [String(one.value), measure.unit].filter(Boolean).join(' ') : null
    return {
      measure,
      title: null,
      value: text(last),
      before: text(before),
      on: last?.on_date ?? null,
      movement: movementOf(measure, own),
      values: own,
      edition: null,
    }
  }
  const { definition } = measure
  if (!published)
    return { measure, title: null, value: null, before: null, on: null, movement: null, values: [], edition: null }
  const { content } = published
  const at = (year: number | null) =>
    year === null ? null : cellOf({ ...content, years: { ...content.years, latest: year } }, { definition })
  const found = content.trends.find((one) => one.org_id === content.district.org_id && one.definition === definition)
  const earlier = at(content.years.previous)
  return {
    measure,
    title: measureName(content, definition, lang),
    value: shareText(at(content.years.latest), lang),
    before: earlier ? shareText(earlier, lang) : null,
    on: content.as_of,
    movement: found?.trend ?? null,
    values: [],
    edition: fromEdition(published),
  }
}

/** The scorecards of a district's offices (or of one). Values of editions come from the newest published one that has the measure, and say which it is. */
export async function scorecardsOf(
  tx: Tx,
  districtId: number,
  lang: Lang,
  only: { org_id: number; name: string } | null = null,
): Promise<{ cards: Scorecard[] }> {
  const offices = only ? [only] : await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'office')
  const all = await measuresOf(tx, districtId, only?.org_id ?? null)
  const published = await publishedFor(
    tx,
    districtId,
    all.flatMap((one) => (one.definition !== null && one.ended_on === null ? [one.definition] : [])),
  )
  const values = await valuesOf(tx, districtId, only?.org_id ?? null)
  const cards = offices.map((office): Scorecard => {
    const own = all.filter((one) => one.org_id === office.org_id)
    const lines = own
      .filter((one) => one.ended_on === null)
      .map((one) => lineOf(one, values, published.of.get(one.definition ?? '') ?? null, lang))
    return {
      office: { org_id: office.org_id, name: office.name },
      lines,
      ended: own.filter((one) => one.ended_on !== null),
      standing: departmentOf(lines.map((line) => line.movement)),
    }
  })
  return { cards }
}
