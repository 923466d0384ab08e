import { type Lang, wordbook } from '../../../platform/words.ts'
import type { Finding } from './finding.ts'
import type { FlagId, GapId } from './gaps.ts'
import type { IndicatorId } from './indicators.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of this part. */
export const words = wordbook(en, es)

/** The name of a scored part, of a gap, of a flag; a finding as a sentence. */
export const partName = (id: IndicatorId, lang: Lang): string => words(lang)(`name.${id}`)
export const gapName = (id: GapId, lang: Lang): string => words(lang)(`gap.${id}`)
export const flagName = (id: FlagId, lang: Lang): string => words(lang)(`flag.${id}`)
/** What set a flag: a gap, or the share of a group that took part. */
export function reasonName(what: string, lang: Lang): string {
  const key = [`gap.${what}`, `share.${what}`].find((one) => one in en)
  return key === undefined ? what : words(lang)(key as keyof typeof en & string)
}
export const sayFinding = ({ code, values }: Finding, lang: Lang): string => {
  // Numbers of the file are said as they are printed, without commas of thousands.
  const plain = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' && name !== 'cells' ? String(value) : value,
  ])
  return words(lang)(`what.${code}`, Object.fromEntries(plain) as typeof values)
}
