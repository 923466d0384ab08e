import { schoolYear as yearName } from '../../../platform/format.ts'
import { languages, read, type Text } from '../../../platform/words.ts'
import { planFormat, type Element, type Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import { schoolYear, usualCalendar } from '../timeframes/calendar.ts'
import { mirrorId, prioritiesOf, slugOf } from './rules.ts'
import { say, type WordKey } from './say.ts'
import { mirrorLevels } from './schema.ts'
import { waitingTitle } from './unwritten.ts'

/** The school or office that gets a plan. */
export type Unit = { kind: 'school' | 'office'; code: string; name: string }
/** The id that the unit has among the offices of its own plan. */
export const unitOffice = 'unit'

/** The same words in every language. */
const both = (key: WordKey, values: (lang: 'en' | 'es') => Record<string, string> = () => ({})): Text =>
  Object.fromEntries(languages.map((lang) => [lang, say(lang)(key, values(lang))]))

/** What stands in a unit's plan for a part of the district's plan. */
export const mirrorOf = (element: Element, level: string, parents: readonly string[]) => ({
  id: mirrorId(element.id),
  // Codes that begin like the unit's own would be taken for those.
  code: element.code && /^sg/i.test(element.code) ? null : element.code,
  level,
  parents: [...parents],
  title: element.title,
})

/**
 * A new plan for a school or an office, made of the district's plan: its priorities and their goals stand at the top as they are, and under each priority
 * waits one goal of the unit's own. In: the district's plan, the unit, the school year by its ending year. Pure.
 */
export function unitTemplate(district: PlanGraph, unit: Unit, year: number): Plan {
  const { plan } = district
  const priorities = prioritiesOf(district)
  const top = new Set(priorities.map((one) => one.id))
  const goals = plan.elements.filter(
    (one) =>
      !top.has(one.id) &&
      ['aim', 'goal'].includes(district.level(one)?.role ?? '') &&
      one.parents.some((parent) => top.has(parent)),
  )
  const period = schoolYear(usualCalendar, year)
  const name = () => ({ name: unit.name, year: yearName(year) })
  const level = (id: string, key: 'priority' | 'part' | 'goal' | 'action' | 'task') => ({
    id,
    name: both(`level.${key}`),
    plural: both(`level.${key}s`),
  })
  return planFormat(plan.language).parse({
    format: 'throughline-plan/1',
    id: slugOf(unit.kind, unit.code, year),
    language: plan.language,
    title: both(unit.kind === 'school' ? 'template.school' : 'template.office', name),
    summary: both('template.summary', (lang) => ({ plan: read(plan.title, lang).words })),
    org: plan.org,
    period: { words: yearName(year), ...period },
    adoption: {
      state: 'draft',
      body: both(unit.kind === 'school' ? 'template.director' : 'template.cabinet'),
    },
    grammar: {
      levels: [
        { ...level(mirrorLevels.priority, 'priority'), role: 'theme' },
        { ...level(mirrorLevels.part, 'part'), role: 'aim', parents: [mirrorLevels.priority], top: true },
        {
          ...level('goal', 'goal'),
          role: 'goal',
          parents: [mirrorLevels.priority, mirrorLevels.part],
          top: true,
          numbering: { style: 'decimal', prefix: 'SG' },
        },
        {
          ...level('action', 'action'),
          role: 'action',
          parents: ['goal', mirrorLevels.part],
          numbering: { style: 'decimal', under: 'goal' },
        },
        {
          ...level('task', 'task'),
          role: 'task',
          parents: ['action'],
          numbering: { style: 'decimal', under: 'action' },
        },
      ],
    },
    offices: [{ id: unitOffice, name: unit.name, orgCode: unit.code }],
    elements: priorities.flatMap((one, i) => [
      mirrorOf(one, mirrorLevels.priority, []),
      ...goals
        .filter((goal) => goal.parents.find((parent) => top.has(parent)) === one.id)
        .map((goal) =>
          mirrorOf(goal, mirrorLevels.part, goal.parents.filter((parent) => top.has(parent)).map(mirrorId)),
        ),
      {
        id: `our-goal-${i + 1}`,
        code: `SG${i + 1}`,
        level: 'goal',
        parents: [mirrorId(one.id)],
        title: waitingTitle(one.title),
        owner: unitOffice,
      },
    ]),
  })
}
