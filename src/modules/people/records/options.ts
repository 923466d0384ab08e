import type { Lang } from '../../../platform/words.ts'
import { bases, basisCodes, partyKinds } from './exceptions.ts'
import { words } from './say.ts'

/** What allows a disclosure, as choices of a form, each with its citation. */
export const basisOptions = (lang: Lang): { value: string; label: string }[] =>
  basisCodes.map((one) => {
    const said = words(lang)(`basis_${one}`)
    return { value: one, label: bases[one].citation === '' ? said : `${said} (${bases[one].citation})` }
  })

/** Kinds of parties, as choices of a form. */
export const partyOptions = (lang: Lang): { value: string; label: string }[] =>
  partyKinds.map((one) => ({ value: one, label: words(lang)(`party_${one}`) }))
