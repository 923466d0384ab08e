import { type Lang, wordbook } from '../../platform/words.ts'
import { kindOf } from './kinds/all.ts'
import { isKind, type KindName, type Severity } from './schema.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export const words = wordbook(en, es)
export type Word = keyof typeof en

export const kindTitle = (kind: KindName, lang: Lang): string => kindOf(kind).words(lang)('title')

/**
 * What a check found, why it matters, how to fix it, and what becomes of the rows: left out, loaded, what of them counts. In: an id such as
 * `attendance/future-day` or `file/broken-quotes`, with the severity of the finding; `whole`: one error keeps the whole file out.
 */
export function checkWords(
  id: string,
  lang: Lang,
  found?: { severity: Severity; whole: boolean },
): { what: string; why: string; fix: string; effect: string } {
  const [place = '', name = ''] = id.split('/')
  const say = isKind(place)
    ? (part: string) => kindOf(place).words(lang)(`${name}/${part}`)
    : (part: string) => words(lang)(`${id}/${part}` as Word)
  const own = isKind(place)
    ? kindOf(place).words(lang)(`${name}/effect`)
    : `${id}/effect` in en
      ? words(lang)(`${id}/effect` as Word)
      : `${name}/effect`
  const usual = found?.severity === 'warning' ? 'effect_loaded' : found?.whole === true ? 'effect_stops' : 'effect_out'
  const effect = own === `${name}/effect` || usual === 'effect_stops' ? words(lang)(usual) : own
  return { what: say('what'), why: say('why'), fix: say('fix'), effect }
}

const steps: Readonly<Record<string, Word>> = {
  'feeds.waiting': 'step_received',
  'feeds.reading': 'step_reading',
  'feeds.matching': 'step_matching',
  'feeds.checking': 'step_checking',
  'feeds.loading': 'step_loading',
  'feeds.done': 'step_done',
  'feeds.failed': 'step_failed',
  'feeds.forget.rows': 'step_forgetRows',
  'feeds.forget.files': 'step_forgetFiles',
  'feeds.forget.looking': 'step_forgetLooking',
}

/** The words of a step of an import's progress; null when it is not one of ours. */
export function stepWords(key: string, lang: Lang): string | null {
  const word = steps[key]
  return word ? words(lang)(word) : null
}
