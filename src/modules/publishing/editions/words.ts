import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Words of the public pages, by language. */
export const publicWords = wordbook(en, es)
export type PublicKey = keyof typeof en & string
/** A key that is put together at run time, or undefined when there are no words for it. */
export const publicKey = (key: string): PublicKey | undefined => (key in en ? (key as PublicKey) : undefined)
