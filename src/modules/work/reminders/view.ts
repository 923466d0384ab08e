import { shortDate } from '../../../platform/format.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { answeredElsewhere } from '../rules.ts'
import { whenLine } from './digest-letter.ts'
import type { Digest } from './rules.ts'
import { words } from './say.ts'
import type { Rule } from './schema.ts'

/** An hour of the day as people write it: `7:00 AM`, `7:00 a. m.`. */
export const hourWords = (hour: number, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { timeZone: 'UTC', timeStyle: 'short' }).format(
    new Date(Date.UTC(2000, 0, 1, hour)),
  )

export const hourOptions = (lang: Lang) =>
  Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourWords(hour, lang) }))

/** Fields of the form of a rule, each with the value of a rule as the form sends it, and in words. */
export function ruleView(rule: Rule, lang: Lang) {
  const say = words(lang)
  const { from, to } = rule.quiet
  return [
    { name: 'mail', value: rule.mail ? 'yes' : '', words: say(rule.mail ? 'yes' : 'no') },
    { name: 'rhythm', value: rule.rhythm, words: say(`rhythm.${rule.rhythm}`) },
    { name: 'hour', value: String(rule.hour), words: hourWords(rule.hour, lang) },
    { name: 'quiet_from', value: String(from), words: hourWords(from, lang) },
    { name: 'quiet_to', value: String(to), words: hourWords(to, lang) },
    { name: 'days', value: rule.days, words: say(`days.${rule.days}`) },
    { name: 'ahead', value: String(rule.ahead), words: say('daysAhead', { days: rule.ahead }) },
    {
      name: 'tell_after',
      value: rule.tellAfter === null ? '' : String(rule.tellAfter),
      words: rule.tellAfter === null ? say('never') : say('daysLate', { days: rule.tellAfter }),
    },
    { name: 'says', value: rule.says, words: say(`says.${rule.says}`) },
    { name: 'links', value: rule.links, words: say(`links.${rule.links}`) },
  ] as const
}
export type RuleName = ReturnType<typeof ruleView>[number]['name']

export type PreviewLine = { title: { words: string; lang: Lang }; when: string; href: string }
export type Preview = { part: keyof Digest; lines: PreviewLine[] }[]

/** What a mail would say, as lines for the page; parts without a line are left out. */
export function previewOf(digest: Digest | undefined, lang: Lang): Preview {
  if (!digest) return []
  return (['late', 'due', 'waits'] as const)
    .map((part) => ({
      part,
      lines: digest[part].map((item) => ({
        title: read(item.title, lang),
        when: whenLine(item, part, lang),
        href: (part === 'waits' ? null : answeredElsewhere(item)?.href) ?? `/work/${item.item_id}`,
      })),
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** The last mail to somebody, in words. */
export function lastWords(last: { state: string; code: string } | null, day: string, lang: Lang): string | null {
  if (!last) return null
  const state = last.state === 'sent' || last.state === 'refused' || last.state === 'failed' ? last.state : 'waiting'
  return words(lang)(`last.${state}`, { date: shortDate(day, lang), code: last.code })
}
