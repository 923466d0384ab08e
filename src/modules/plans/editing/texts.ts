import { type Lang, languages } from '../../../platform/words.ts'
import type { PlanText } from '../file/text.ts'

export const otherLang = (lang: Lang): Lang => (lang === 'en' ? 'es' : 'en')
const isThere = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

/**
 * A text with new words. In: the text as it is (null: none yet), the plan's language, the words of the languages that changed ('' takes them away).
 * Out: the text; null when no words are left. Words of the source language that change without the translation make the translation stale; a translation
 * that changes is written again.
 */
export function withWords(
  text: PlanText | null,
  planLang: Lang,
  words: Partial<Record<Lang, string>>,
): PlanText | null {
  const source = text?.source ?? planLang
  const out: PlanText = { source }
  const state: NonNullable<PlanText['state']> = {}
  for (const lang of languages) {
    const said = (isThere(words[lang]) ? words[lang].trim() : text?.[lang]) ?? ''
    if (said === '') continue
    out[lang] = said
    const was = text?.state?.[lang]
    const changed = said !== text?.[lang]
    const sourceChanged = isThere(words[source]) && words[source].trim() !== text?.[source]
    if (changed) {
      if (isThere(was)) state[lang] = 'written'
    } else if (lang !== source && sourceChanged) state[lang] = 'stale'
    else if (isThere(was)) state[lang] = was
  }
  if (Object.keys(state).length > 0) out.state = state
  return out.en || out.es ? out : null
}

/** Lines of a list of texts in one language: line n belongs to line n of the other language. */
export const linesOf = (texts: readonly PlanText[], lang: Lang): string =>
  texts
    .map((text) => (text[lang] ?? '').replace(/\s*\n\s*/g, ' '))
    .join('\n')
    .replace(/\n+$/, '')

/** A list of texts from its lines in both languages. Texts whose words did not change stay as they are. */
export function fromLines(
  texts: readonly PlanText[],
  planLang: Lang,
  lines: Readonly<Record<Lang, string>>,
): PlanText[] {
  const [en, es] = [lines.en.split('\n'), lines.es.split('\n')]
  const out: PlanText[] = []
  for (let i = 0; i < Math.max(en.length, es.length); i++) {
    const words = { en: en[i] ?? '', es: es[i] ?? '' }
    const was = texts[i] ?? null
    const same = was && languages.every((lang) => linesOf([was], lang) === words[lang].trim())
    const text = same ? was : withWords(was, planLang, words)
    if (text) out.push(text)
  }
  return out
}
