import { bytes, hostile, noise } from './corpus.ts'
import type { Dice } from './dice.ts'

/** One cell as a program that writes CSV badly might write it. */
function cell(dice: Dice, text: string): string {
  switch (dice.whole(6)) {
    case 0:
      return `"${text.replaceAll('"', '""')}"`
    case 1:
      return `"${text}`
    default:
      return text
  }
}

/** A file that is nearly right: some of its cells, lines, header, line ends, delimiter or bytes are changed. */
function nearly(dice: Dice, text: string): Buffer {
  const lines = text.split('\n').filter(Boolean)
  for (let i = 1 + dice.whole(6); i > 0; i--) {
    const at = dice.once(6) ? 0 : dice.whole(lines.length)
    const cells = (lines[at] ?? '').split(',')
    switch (dice.whole(9)) {
      case 0:
        cells.splice(dice.whole(cells.length), 1)
        break
      case 1:
        cells.push(cell(dice, hostile(dice)))
        break
      case 2:
        cells.reverse()
        break
      case 3:
        lines.splice(
          at,
          0,
          dice.pick(['', ',,,,', '"', '\u0000', '#', '='.repeat(20), `"${'x'.repeat(dice.pick([10, 300_000]))}`]),
        )
        continue
      case 4:
        lines.splice(at, 1)
        continue
      default:
        cells[dice.whole(cells.length)] = cell(dice, hostile(dice))
    }
    lines[at] = cells.join(',')
  }
  let out = lines.join(dice.pick(['\n', '\n', '\r\n', '\r', '\n\n', '\n\r', '\u2028'])) + (dice.once(3) ? '' : '\n')
  if (dice.once(8)) out = out.replaceAll(',', dice.pick([';', '\t', '|', ' ', '\u0001', ',,']))
  if (dice.once(6)) out = `\ufeff${out}`
  switch (dice.whole(12)) {
    case 0:
      return Buffer.from(out, 'utf16le')
    case 1:
      return Buffer.from(out.length % 2 ? out : `${out} `, 'utf16le').swap16()
    case 2:
      return Buffer.from(out, 'latin1')
    case 3: {
      const cut = Buffer.from(out)
      return Buffer.concat([
        cut.subarray(0, dice.whole(cut.length)),
        bytes(dice, 1 + dice.whole(30)),
        cut.subarray(dice.whole(cut.length)),
      ])
    }
    case 4:
      return Buffer.from(out).subarray(0, dice.whole(out.length))
    default:
      return Buffer.from(out.toWellFormed())
  }
}

const magic = [
  'PK\u0003\u0004',
  '%PDF-1.7',
  '\u001f\u008b',
  'SQLite format 3\u0000',
  'PAR1',
  '<?xml version="1.0"?><x/>',
  '{"a":[1',
  '\u00d0\u00cf\u0011\u00e0',
  '\ufeff',
  'MZ',
  '#!/bin/sh\n',
  '---\na: &a [*a,*a]\n',
] as const

/** A file for the door of uploads. In: files that are right, by kind. Out: what kind it is said to be (or none), its bytes. */
export function upload(dice: Dice, files: ReadonlyMap<string, string>): { kind: string; body: Buffer } {
  const kinds = [...files.keys()]
  const kind = dice.pick(kinds)
  const said = dice.once(4) ? dice.pick(['', ...kinds]) : kind
  const right = files.get(kind) ?? ''
  switch (dice.whole(10)) {
    case 0:
      return { kind: said, body: bytes(dice, dice.whole(3000)) }
    case 1:
      return {
        kind: said,
        body: Buffer.concat([Buffer.from(dice.pick(magic), 'latin1'), bytes(dice, dice.whole(300))]),
      }
    case 2:
      return {
        kind: said,
        body: Buffer.from(`${right.split('\n')[0]}\n${noise(dice, dice.whole(4000))}`.toWellFormed()),
      }
    case 3: {
      const wide = Array.from({ length: dice.pick([1, 60, 3000]) }, () =>
        hostile(dice)
          .replaceAll(/[,\r\n]/g, ' ')
          .slice(0, 50),
      )
      return { kind: said, body: Buffer.from(`${wide.join(',')}\n${wide.join(',')}\n`.toWellFormed()) }
    }
    default:
      return { kind: said, body: nearly(dice, right) }
  }
}
