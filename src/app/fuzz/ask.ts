/** One request, as bytes will be sent: nothing of it is made proper on the way. */
export type Ask = {
  method: string
  /** What stands between method and version in the first line. */
  target: string
  headers: readonly (readonly [name: string, value: string])[]
  body: Buffer | null
  /** Says a longer or shorter body than it sends. */
  length?: number
  /** The whole request as bytes, instead of all the above. */
  raw?: Buffer
}

/** The bytes of a request. The connection ends with the answer. */
export function bytesOf(ask: Ask): Buffer {
  if (ask.raw) return ask.raw
  const lines = [`${ask.method} ${ask.target} HTTP/1.1`]
  if (!ask.headers.some(([name]) => name.toLowerCase() === 'host')) lines.push('host: 127.0.0.1')
  for (const [name, value] of ask.headers) lines.push(`${name}: ${value}`)
  const body = ask.body ?? Buffer.alloc(0)
  const chunked = ask.headers.some(([name]) => name.toLowerCase() === 'transfer-encoding')
  if (!chunked && (ask.body || ask.length !== undefined)) lines.push(`content-length: ${ask.length ?? body.length}`)
  lines.push('connection: close', '', '')
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body])
}

/** A request as text for the report of a failure: what cannot be printed is escaped, what is long is cut. */
export function shown(ask: Ask): string {
  const text = bytesOf(ask).toString('latin1')
  const cut = text.length > 3000 ? `${text.slice(0, 3000)}... (${text.length} bytes)` : text
  return JSON.stringify(cut)
    .replaceAll(/tl_session=[\w-]+/g, 'tl_session=SESSION')
    .replaceAll(/Bearer tlf_[\w-]+/g, 'Bearer TOKEN')
    .replaceAll('\\r\\n', '\n')
}
