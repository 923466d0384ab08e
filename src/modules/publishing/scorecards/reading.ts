import type { Tx } from '../../../platform/db/database.ts'
import type { Lang } from '../../../platform/words.ts'
import { orgsUnder, todayOf } from '../../people/index.ts'
import type { EditionContent } from '../editions/content.ts'
import { measureName, shareText } from '../packet/figures.ts'
import { cellOf } from '../packet/rules.ts'
import { newestReadable } from '../packet/store.ts'
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
  content: EditionContent | null,
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
    }
  }
  const { definition } = measure
  if (!content) return { measure, title: null, value: null, before: null, on: null, movement: null, values: [] }
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
  }
}

/** The scorecards of a district's offices (or of one). Values of editions come from the newest one that may be read here: audited cells only. */
export async function scorecardsOf(
  tx: Tx,
  districtId: number,
  lang: Lang,
  only: { org_id: number; name: string } | null = null,
): Promise<{ cards: Scorecard[]; content: EditionContent | null }> {
  const content = await newestReadable(tx, districtId)
  const offices = only ? [only] : await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'office')
  const all = await measuresOf(tx, districtId, only?.org_id ?? null)
  const values = await valuesOf(tx, districtId, only?.org_id ?? null)
  const cards = offices.map((office): Scorecard => {
    const own = all.filter((one) => one.org_id === office.org_id)
    const lines = own.filter((one) => one.ended_on === null).map((one) => lineOf(one, values, content, lang))
    return {
      office: { org_id: office.org_id, name: office.name },
      lines,
      ended: own.filter((one) => one.ended_on !== null),
      standing: departmentOf(lines.map((line) => line.movement)),
    }
  })
  return { cards, content }
}
