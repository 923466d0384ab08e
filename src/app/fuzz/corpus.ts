import type { Dice } from './dice.ts'

/** Texts that break programs which are not careful. None of them is a sentence of a database, so that an echo is not taken for a leak. */
const texts = [
  '',
  ' ',
  '0',
  '-1',
  '1',
  '2',
  '00000001',
  '1.5',
  '1e9',
  '2147483647',
  '2147483648',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999999',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  "'",
  '"',
  "''",
  "' or 1=1 --",
  '1; select pg_sleep(9)',
  "'; drop table people.student; --",
  '$1',
  '%',
  '%s%n%x',
  '{0}',
  '{count, plural, other {#}}',
  '<x-evil>',
  '"><x-evil>',
  "' x-evil='",
  '</title><x-evil>',
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  '//evil.example/',
  'https://evil.example/',
  '\\\\evil.example\\x',
  '\u0000',
  'a\u0000b',
  '\u0001\u0002\u001f',
  '\u007f',
  '\r\nx-evil: 1',
  '\n\n',
  '\u202etxt',
  '\u200b\u200c\ufeff',
  '\ud800',
  '\udfff\ud800',
  '😀',
  '👨‍👩‍👧‍👦',
  'e\u0301\u0323\u0327',
  'Ñandú Ḿuñoz',
  '李小龍',
  'مرحبا',
  'ﷺ',
  'İıß',
  '2026-11-20',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '-271821-04-20',
  '9999-12-31',
  '20261120',
  '11/20/2026',
  '5 of 7',
  'mailto:x@y',
  'a@b',
  'x'.repeat(300),
  '='.repeat(40),
  '=cmd|calc',
  '*',
  '.',
  '..',
  '~',
  'en',
  'es',
  'xx',
  'en-US,es;q=0.9',
] as const

/** One hostile text; now and then a very long one, or noise of all kinds of characters. */
export function hostile(dice: Dice): string {
  const kind = dice.whole(20)
  if (kind === 0)
    return dice.pick(['x', 'é', '😀', '%', ',', '"', '\u0000', '9']).repeat(dice.pick([1000, 5000, 20_000]))
  if (kind <= 2) return noise(dice, 1 + dice.whole(40))
  if (kind === 3) return dice.pick(texts) + dice.pick(texts)
  if (kind === 4) return String(dice.whole(100))
  return dice.pick(texts)
}

/** Characters from everywhere: plain, control, accented, beyond the first plane, halves of pairs. */
export function noise(dice: Dice, length: number): string {
  const ranges = [
    [32, 127],
    [0, 32],
    [128, 256],
    [0x300, 0x370],
    [0x4e00, 0x4f00],
    [0xd800, 0xe000],
    [0xfe00, 0xffff],
  ] as const
  let out = ''
  for (let i = 0; i < length; i++) {
    const [from, to] = dice.once(2) ? ranges[0] : dice.pick(ranges)
    out += String.fromCharCode(from + dice.whole(to - from))
  }
  return out
}

/** Random bytes. */
export function bytes(dice: Dice, length: number): Buffer {
  const out = Buffer.alloc(length)
  for (let i = 0; i < length; i++) out[i] = dice.whole(256)
  return out
}

/** Writes a text for an address in one of many ways: proper, doubly encoded, with broken escapes, or as it stands. */
export function written(dice: Dice, text: string): string {
  const proper = (one: string) => encodeURIComponent(one.toWellFormed())
  switch (dice.whole(8)) {
    case 0:
      return proper(proper(text))
    case 1:
      return `${proper(text)}${dice.pick(['%', '%2', '%zz', '%00', '%c0%af', '%e0%80', '%ff', '%F0%9F', '%2e%2e%2f', '%5c', ';', '+'])}`
    case 2:
      // As it stands, in bytes, without what would end the line.
      return Buffer.from(text.replaceAll(/[\s\p{Cc}?#]/gu, ''), 'utf8').toString('latin1')
    case 3:
      return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    default:
      return proper(text)
  }
}
