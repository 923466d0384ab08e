import { dayMonth, shortDate } from '../../../platform/format.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { type Cadence, reading, type Reading, readingWords } from '../../plans/index.ts'
import { roleName } from '../../people/index.ts'
import type { Told } from '../keeping/view.ts'
import type { Names } from '../view.ts'
import type { DayBook } from './days.ts'
import { undoableVerbs } from './keep/verbs.ts'
import { resolve, type Resolved } from './rules.ts'
import { words } from './say.ts'
import type { Duty, Mark, Rule, Settled } from './schema.ts'

/** How often something comes back, in words: `every week`. */
export const cadenceWords = (every: Cadence, lang: Lang): string =>
  readingWords(reading('as-written', [], { every }), lang)

const text = (one: { en?: string; es?: string }, lang: Lang): string => read(one, lang).words

/** What is picked within a period: `on the 2nd Tuesday`. */
function pickWords(rule: Rule, one: Reading, lang: Lang): string | null {
  if (rule.kind !== 'recurs' || !rule.pick) return null
  const say = words(lang)
  const weekday = say(`weekday.${rule.pick.weekday as 1 | 2 | 3 | 4 | 5}`)
  if (one.every === 'weekly' || one.every === 'biweekly') return say('pick.weekly', { weekday })
  const { nth = 1 } = rule.pick
  return nth === -1 ? say('pick.last', { weekday }) : say('pick.first', { nth: say('nth', { nth }), weekday })
}

/** The rule of a duty in words, as one sentence without its full stop. */
export function ruleWords(duty: Pick<Duty, 'rule'>, found: Resolved, lang: Lang): string {
  const say = words(lang)
  const { rule } = duty
  if (rule.kind === 'sla') {
    const event = text(rule.after, lang)
    return found.kind === 'sla' ? say('limitRule', { days: found.limit, event }) : say('limitOpen', { event })
  }
  if (found.kind !== 'recurs') return rule.kind === 'words' ? say('quoted', { words: rule.words }) : ''
  const often = readingWords({ ...found.reading, intervals: [], open: false }, lang)
  return [often, pickWords(rule, found.reading, lang), say(`days.${rule.days}`), say(`off.${rule.off}`)]
    .filter(Boolean)
    .join(', ')
}

/** What a rule takes for granted, said to whoever looks. */
export function assumed(duty: Pick<Duty, 'from_date'>, found: Resolved, lang: Lang): string[] {
  if (found.kind !== 'recurs') return []
  const say = words(lang)
  const { on, every } = found.reading
  if (on?.kind === 'weekOfMonth') return [say('thirdWeek', { week: on.week })]
  if (on === null && every === 'biweekly') return [say('twoWeeks', { date: shortDate(duty.from_date, lang) })]
  return on === null && every === 'marking_period' ? [say('quarters')] : []
}

/** What was settled, in words; null when nothing was. */
export function settledWords(settled: Settled, lang: Lang): string | null {
  if (settled.reading !== undefined) return cadenceWords(settled.reading, lang)
  return settled.limit === undefined ? null : words(lang)('settledDays', { days: settled.limit })
}

export const groups = ['weekly', 'monthly', 'yearly', 'sla'] as const
export type Group = (typeof groups)[number]

/** The part of the list in which a duty stands; null while it is open. */
export function groupOf(found: Resolved): Group | null {
  if (found.kind === 'open') return null
  if (found.kind === 'sla') return 'sla'
  const { on, every } = found.reading
  if (on?.kind === 'dayOfMonth' || on?.kind === 'weekOfMonth') return 'monthly'
  if (on?.kind === 'weeks') return 'weekly'
  if (on !== null) return 'yearly'
  if (every === 'daily' || every === 'weekly' || every === 'biweekly') return 'weekly'
  return every === 'monthly' ? 'monthly' : 'yearly'
}

/** The day of an occurrence as a mark says it: without the year when it is this one. */
export const markDate = (due: string, today: string, lang: Lang): string =>
  due.slice(0, 4) === today.slice(0, 4) ? dayMonth(due, lang) : shortDate(due, lang)

/** An occurrence in one line of words: `Nov 6: done`. */
export const entryWords = (entry: { due: string; mark: Mark }, today: string, lang: Lang): string =>
  words(lang)('markLine', { date: markDate(entry.due, today, lang), mark: words(lang)(`mark.${entry.mark}`) })

const verbs = ['added', 'loaded', 'unlisted', 'settled', 'undone', 'changed', 'replaced', 'ended'] as const
const shown = [
  'title',
  'basis',
  'artefact',
  'needs_artefact',
  'owner_role',
  'owner_org',
  'rule',
  'settled',
  'grace_days',
  'to_date',
] as const

/** How the history of a duty is said. In: the days by which rules are read, the names of organizations, whether the reader leads the district. */
export function dutyTold(book: DayBook, names: Names, lang: Lang, leader: boolean): Told {
  const say = words(lang)
  return {
    verb: (verb) => say(`verb.${verbs.find((name) => name === verb) ?? 'loaded'}`),
    field: (field) => {
      const name = shown.find((one) => one === field)
      return name ? say(`field.${name}`) : null
    },
    value: (field, value) => {
      switch (field) {
        case 'title':
        case 'artefact':
          return text(value as Text, lang)
        case 'needs_artefact':
          return say(value === true ? 'yes' : 'no')
        case 'owner_role':
          return roleName(String(value), lang)
        case 'owner_org':
          return names.orgs.get(Number(value)) ?? ''
        case 'rule': {
          const rule = value as Rule
          return ruleWords({ rule }, resolve(rule, {}, '2000-07-01', book), lang)
        }
        case 'settled':
          return settledWords(value as Settled, lang) ?? say('nothing')
        case 'grace_days':
          return say('grace', { days: Number(value) })
        case 'to_date':
          return shortDate(String(value), lang)
        default:
          return String(value)
      }
    },
    undo: leader ? [...undoableVerbs, 'settled'] : ['settled'],
  }
}
