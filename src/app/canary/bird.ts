/** An invented student whose every part is unmistakable: whatever is found of it somewhere came from there. */
export const bird = {
  last: 'Zyxquillfeather',
  first: 'Örvandil-Ñqaqa',
  id: 'ZQX77411903',
  birth: '2013-07-19',
  email: 'emuwren.hoopoe@nowhere.example',
  address: '77411 Cassowary Crescent',
  phone: '774-119-0377',
} as const

/** The kinds of what must not be found. */
export type Mark = keyof typeof bird

/** What is searched for, without regard to case: pieces that stay the same however a name is written (accents, escapes, encodings of addresses). */
export const patterns: Readonly<Record<Mark, RegExp>> = {
  last: /zyxquill/i,
  first: /rvandil-|rvandil%2d/i,
  id: /zqx774119/i,
  birth: /2013-07-19|0?7\/19\/2013|20130719/,
  email: /emuwren\.?hoopoe/i,
  address: /cassowary/i,
  phone: /774\D?119\D?0377/,
}
export const marks = Object.keys(patterns) as Mark[]

/** The marks that a text or file holds. Bytes are read one by one, and as UTF-16 too. */
export function marksIn(what: string | Buffer): Mark[] {
  const texts = typeof what === 'string' ? [what] : [what.toString('latin1')]
  if (typeof what !== 'string' && what.includes(0)) texts.push(what.toString('latin1').replaceAll('\u0000', ''))
  return marks.filter((mark) => texts.some((text) => patterns[mark].test(text)))
}
