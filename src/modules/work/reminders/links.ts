import type { Seal } from '../../../platform/seal.ts'
import { type Link, linkVerbs } from './schema.ts'

const purpose = 'work/by-mail'
/** How long a link of a mail works. */
export const linkDays = 14
/** No link of ours is longer. */
const longest = 400

/** A link's token: sealed, so that nobody can read, change or make one; the same link twice gives two tokens. */
export const linkToken = (seal: Seal, link: Link): string =>
  seal.seal(
    [link.account, link.district, link.item, link.verb, Math.floor(link.until.getTime() / 1000)].join(' '),
    purpose,
  )

export type Opened = { kind: 'link'; link: Link } | { kind: 'late'; link: Link } | { kind: 'altered' }

/** What a token stands for. `altered`: not one of ours, cut, changed, or sealed with a key that is gone. `late`: its time is over. */
export function openLink(seal: Seal, token: string, at: Date): Opened {
  if (token.length > longest) return { kind: 'altered' }
  let text: string
  try {
    text = seal.open(token, purpose)
  } catch {
    return { kind: 'altered' }
  }
  const [account, district, item, verb, until] = text.split(' ')
  const named = linkVerbs.find((one) => one === verb)
  if (!named) return { kind: 'altered' }
  const link: Link = {
    account: Number(account),
    district: Number(district),
    item: Number(item),
    verb: named,
    until: new Date(Number(until) * 1000),
  }
  return { kind: link.until < at ? 'late' : 'link', link }
}
