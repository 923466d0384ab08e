import type { Tx } from '../../../platform/db/database.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { type PlanGraph, type PlanRow, plansSeen } from '../../plans/index.ts'
import { everyIn } from './series.ts'
import { words } from './say.ts'
import { type Often, often, type SeriesField } from './schema.ts'

export type Choice = { value: string; label: string; hint?: string | undefined }
/** What a series may ask about in one plan, by what it keeps of it. */
export type PlanChoices = { levels: readonly Choice[]; offices: readonly Choice[]; elements: readonly Choice[] }

/** The plans of a district that a series may be of. */
export const plansFor = async (tx: Tx, districtId: number): Promise<PlanRow[]> =>
  (await plansSeen(tx)).filter((one) => one.district_id === districtId && one.kind === 'own' && one.state === 'adopted')

/** Levels, offices and single parts of a plan in words. What was chosen before and is no longer in the plan stands at the end, by its id. */
export function choicesOf(
  graph: PlanGraph | null,
  lang: Lang,
  chosen: Readonly<Record<keyof PlanChoices, readonly string[]>> = { levels: [], offices: [], elements: [] },
): PlanChoices {
  const levels = new Map<string, string>()
  const offices = new Map<string, string>()
  for (const one of graph?.plan.grammar.levels ?? []) levels.set(one.id, read(one.plural, lang).words)
  for (const one of graph?.plan.offices ?? [])
    if (one.orgCode !== null) offices.set(one.orgCode, read(one.name, lang).words)
  const elements = (graph?.plan.elements ?? []).map((one) => ({
    value: one.id,
    label: [one.code, read(one.title, lang).words].filter(Boolean).join(' '),
    hint: levels.get(one.level),
  }))
  const withGone = (known: readonly Choice[], ids: readonly string[]): Choice[] => {
    const there = new Set(known.map((one) => one.value))
    const hint = words(lang)('notInPlan')
    return [...known, ...ids.filter((id) => !there.has(id)).map((id) => ({ value: id, label: id, hint }))]
  }
  const list = (of: ReadonlyMap<string, string>): Choice[] => [...of].map(([value, label]) => ({ value, label }))
  return {
    levels: withGone(list(levels), chosen.levels),
    offices: withGone(list(offices), chosen.offices),
    elements: withGone(elements, chosen.elements),
  }
}

/** What the parts of a series are called. */
export const seriesLabels = {
  title_en: 'fieldTitleEn',
  title_es: 'fieldTitleEs',
  levels: 'fieldLevels',
  offices: 'fieldOffices',
  elements: 'fieldElements',
  rule: 'fieldEvery',
  opens_before: 'fieldBefore',
  closes_after: 'fieldAfter',
} as const satisfies Record<SeriesField, string>

const isOften = (text: string): text is Often => (often as readonly string[]).includes(text)

/** A part of a series in words, for its history and both sides of a conflict. */
export function seriesValue(field: SeriesField, value: unknown, choices: PlanChoices, lang: Lang): string {
  const say = words(lang)
  if (field === 'rule') {
    const every = everyIn(value)
    return isOften(every) ? say(`every.${every}`) : every
  }
  const text = String(value ?? '')
  if (text === '') return say('nothing')
  if (field !== 'levels' && field !== 'offices' && field !== 'elements') return text
  const names = new Map(choices[field].map((one) => [one.value, one.label]))
  return text
    .split('\n')
    .map((id) => names.get(id) ?? id)
    .join(', ')
}
