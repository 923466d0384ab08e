import type { Recorded } from '../../../platform/history/history.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { sayKey, words } from '../say.ts'

const fields = ['state', 'title', 'note', 'content_digest', 'digest'] as const

/** What a change of an edition changed, and from what: one sentence for each field. Fingerprints are shortened. */
export function changesTold(one: Recorded, lang: Lang): string[] {
  const say = words(lang)
  const shown = (field: (typeof fields)[number], value: unknown): string => {
    if (field === 'state') return sayKey(lang, `state_${String(value)}`)
    if (typeof value === 'string') return `${value.slice(0, 16)}…`
    return (value ? read(value as Text, lang).words : '') || say('nothing')
  }
  return fields
    .filter((field) => field in one.was && field in one.became)
    .map((field) =>
      say('fromTo', {
        field: say(`field_${field}`),
        was: shown(field, one.was[field]),
        became: shown(field, one.became[field]),
      }),
    )
}
