import { percent, shortDate } from '../../platform/format.ts'
import { type Lang, languages, type Text } from '../../platform/words.ts'
import { type Promised, readings, sayGoal, toNumber } from '../indicators/index.ts'
import { groupWords } from './editions/view.ts'
import { gradeOf } from './measures.ts'
import type { Judgement, PromiseCard } from './sources.ts'

const both = (say: (lang: Lang) => string): Text => ({
  ...Object.fromEntries(languages.map((lang) => [lang, say(lang)])),
  source: 'en',
})

type About = Pick<Promised, 'definition' | 'target'>

/** The group of students that a promise is about; null for everybody. A measure of one grade speaks of that grade as a whole. */
export function groupOf({ definition, target }: About): { set: string; value: string } | null {
  const [set = 'all', value = ''] = target.population.split('=')
  if (set === 'all' || (set === 'grade' && value === gradeOf(definition))) return null
  return { set, value }
}

/** True for a promise about each school, or a share of the schools: no number of the whole district tells whether it is kept. */
export const isOfUnits = ({ target }: Pick<Promised, 'target'>): boolean => target.scope.kind !== 'all'

/** The name of a promise, with its group where it is not about everybody: a goal may promise one thing to all and another to some. */
export function promiseTitle(promised: About & Pick<Promised, 'label'>): Text {
  const group = groupOf(promised)
  if (!group) return promised.label
  const named = languages.flatMap((lang) => {
    const words = promised.label[lang]
    return words ? [[lang, `${words}: ${groupWords(group.set, group.value, lang)}`] as const] : []
  })
  return { ...promised.label, ...Object.fromEntries(named) }
}

/** The call on a promise about units, of which an edition has no number: none, and why. */
export const noCallOfUnits: Judgement = {
  call: 'no_call',
  reason: {
    en: 'This promise is about single schools. The number of the whole district does not tell whether it is kept.',
    es: 'Esta promesa trata de cada escuela por separado. El número de todo el distrito no dice si se cumple.',
    source: 'en',
  },
  trend: null,
  low: null,
  high: null,
}

/** A promise as an edition speaks of it: its name, whom it is about, the goal and where it began as whole phrases. */
export function promiseCard(promised: Promised): PromiseCard {
  const { target } = promised
  const found = readings(target)
  const by = 'date' in target.dueBy ? target.dueBy.date : `${target.dueBy.schoolYear}-06-30`
  const goal = (lang: Lang): string => {
    const words = sayGoal(target, lang)
    return lang === 'es' ? `${words}, a más tardar el ${shortDate(by, lang)}` : `${words} by ${shortDate(by, lang)}`
  }
  const { baseline } = target
  const began = (lang: Lang): string => {
    if (!baseline) return ''
    const value =
      baseline.unit === 'percent'
        ? percent(baseline.value / 100, lang)
        : baseline.unit === 'fraction'
          ? percent(baseline.value, lang)
          : String(baseline.value)
    const year =
      'date' in baseline.asOf
        ? shortDate(baseline.asOf.date, lang)
        : `${baseline.asOf.schoolYear - 1}-${String(baseline.asOf.schoolYear % 100).padStart(2, '0')}`
    return lang === 'es' ? `${value} en ${year}` : `${value} in ${year}`
  }
  const group = groupOf(promised)
  return {
    id: promised.source,
    definition: promised.definition,
    title: promiseTitle(promised),
    goal: both(goal),
    baseline: baseline && both(began),
    level: found.length === 1 && found[0] ? toNumber(found[0].value) : null,
    ...(group ? { group } : {}),
    ...(isOfUnits(promised) ? { units: true as const } : {}),
  }
}
