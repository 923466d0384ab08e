import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes a text file again as UTF-8 without a mark, line ends as line feeds. In: a file in UTF-16 or Windows-1252, or with old line ends.
 * Out: false when it holds zero bytes or the unit separator (not a table of text).
 */
export async function decodeTo(from: string, to: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: false })
  let clean = true
  let afterReturn = false
  const turn = (text: string): string => {
    if (text.includes('\u0000') || text.includes('\u001f')) clean = false
    if (!text.includes('\r') && !afterReturn) return text
    // A pair of return and feed may be cut in two by the edge of a piece.
    const whole = afterReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text.length > 0) afterReturn = text.endsWith('\r')
    return whole.replaceAll(/\r\n?/g, '\n')
  }
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, turn(decoder.decode(chunk, { stream: true })))
    },
    flush(done) {
      done(null, turn(decoder.decode()))
    },
  })
  await pipeline(createReadStream(from), decode, createWriteStream(to, { mode: 0o600 }))
  return clean
}
