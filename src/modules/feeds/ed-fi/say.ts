import { type Lang, wordbook } from '../../../platform/words.ts'
import type { EdFiRate } from './rates.ts'
import type { EdFiFinding } from './read.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const say = wordbook(en, es)

/** A finding in words: what is so, and what to do. */
export function sayEdFi(finding: EdFiFinding, lang: Lang): { what: string; fix: string } {
  const values = finding.values.resource === '?' ? { ...finding.values, resource: 'none' } : finding.values
  return { what: say(lang)(`what.${finding.code}`, values), fix: say(lang)(`fix.${finding.code}`, values) }
}

/** Why there is no rate, in words. */
export const sayNoRate = (rate: EdFiRate & { ok: false }, lang: Lang): string => say(lang)(`rate.${rate.code}`)
