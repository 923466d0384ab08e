import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of amendments, by language. */
export const say = wordbook(en, es)

const known = (key: string): key is keyof typeof en => Object.hasOwn(en, key)

/** The name of a field of a plan file in words; the field itself where there is none. */
export const sayField = (field: string, lang: Parameters<typeof say>[0]): string =>
  known(`f_${field}`) ? say(lang)(`f_${field}` as keyof typeof en) : field

/** A value of a fixed set (`adopted`, `outcome`) in words; the value itself where there is none. */
export const sayChoice = (value: string, lang: Parameters<typeof say>[0]): string =>
  known(`c_${value}`) ? say(lang)(`c_${value}` as keyof typeof en) : value
