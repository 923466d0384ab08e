import { type Lang, type Values, wordbook } from '../../../platform/words.ts'
import { en as besideEn } from '../beside/words.en.ts'
import { es as besideEs } from '../beside/words.es.ts'
import { en as problemsEn } from '../problems/words.en.ts'
import { es as problemsEs } from '../problems/words.es.ts'
import { en as basicEn } from './basic/words.en.ts'
import { es as basicEs } from './basic/words.es.ts'
import { families } from './families.ts'
import type { Finding } from './finding.ts'

const all = (lang: Lang): Record<string, string> =>
  Object.assign(
    {},
    lang === 'en' ? problemsEn : problemsEs,
    lang === 'en' ? basicEn : basicEs,
    lang === 'en' ? besideEn : besideEs,
    ...families.map((one) => one[lang]),
  )
const say = wordbook(all('en'), all('es'))

export type Said = { what: string; why: string; fix: string }

/** A rule's words, filled with values: what is wrong, why it matters, what to do next. */
export function sayRule(rule: string, given: Values, lang: Lang): Said {
  const values = { ...given, near: given['nearest'] ? 'yes' : 'no' }
  const one = (kind: keyof Said): string => say(lang)(`${kind}.${rule}`, values)
  return { what: one('what'), why: one('why'), fix: one('fix') }
}

/** A finding in words. */
export const sayFinding = (finding: Finding, lang: Lang): Said => sayRule(finding.rule, finding.values, lang)
