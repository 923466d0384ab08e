import { Readable } from 'node:stream'
import busboy from 'busboy'
import { forbidden, invalid } from '../errors.ts'

const fieldLimit = 200_000

/** Refuses a post that does not come from one of our own pages. */
export function sameOrigin(request: Request, allowed: readonly string[]): void {
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const fine = site ? site === 'same-origin' || site === 'none' : origin === null || allowed.includes(origin)
  if (!fine)
    throw forbidden(
      'platform/foreign-form',
      'This form was sent from another site.',
      'Open the page here and send it again.',
    )
}

export function checkToken(given: string | undefined, wanted: string): void {
  if (given !== wanted)
    throw forbidden(
      'platform/stale-form',
      'This form is out of date: you were signed out, or it was open in another window.',
      'Go back, reload the page and send it again. What you typed is still in the form.',
    )
}

/** Reads a body as text up to a limit; a longer one is not read to its end. */
async function readText(request: Request, limit: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > limit) throw invalid('platform/form-too-large', 'The form is too large.', 'Shorten what you typed.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Reads a plain form. Out: its fields (the last of a name wins; `name[]` are joined by newlines). */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > fieldLimit * 5)
    throw invalid('platform/form-too-large', 'The form is too large.', 'Shorten what you typed.')
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded'))
    throw invalid('platform/not-a-form', 'This address takes a form.', 'Use the page that leads here.')
  const text = await readText(request, fieldLimit * 5)
  const fields: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const clean = value.replaceAll('\u0000', '').replaceAll('\r\n', '\n')
    if (name.endsWith('[]'))
      fields[name.slice(0, -2)] = name.slice(0, -2) in fields ? `${fields[name.slice(0, -2)]}\n${clean}` : clean
    else fields[name] = clean
  }
  return fields
}

/** Reads a multipart form as a stream: the fields that stand before the file, then the file. The file never lies in memory. */
export function readUpload<T>(
  request: Request,
  take: (fields: Record<string, string>, file: { name: string; body: Readable }) => Promise<T>,
): Promise<T> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body)
    throw invalid('platform/no-file', 'No file came with the form.', 'Choose a file, then send it.')
  return new Promise<T>((done, fail) => {
    const fields: Record<string, string> = {}
    let taken = false
    let parser: busboy.Busboy
    try {
      parser = busboy({ headers: { 'content-type': type }, limits: { files: 1, fields: 20, fieldSize: 10_000 } })
    } catch {
      fail(invalid('platform/no-file', 'The form could not be read.', 'Send it again.'))
      return
    }
    const source = Readable.fromWeb(request.body as import('node:stream/web').ReadableStream)
    let file: Readable | null = null
    const end = (error: unknown) => {
      source.unpipe(parser)
      // Whoever reads the file hears that no more comes, so that nothing waits with an open file.
      file?.destroy(error instanceof Error ? error : new Error('broken'))
      parser.destroy()
      source.resume()
      fail(error)
    }
    parser.on('field', (name, value) => {
      fields[name] = value
    })
    parser.on('file', (_field, body, info) => {
      taken = true
      file = body
      body.on('error', () => {})
      Promise.resolve()
        .then(() => take(fields, { name: info.filename ?? '', body }))
        .then(done, (error: unknown) => {
          end(error)
        })
    })
    parser.on('close', () => {
      if (!taken) fail(invalid('platform/no-file', 'No file came with the form.', 'Choose a file, then send it.'))
    })
    parser.on('error', () =>
      end(invalid('platform/upload-broken', 'The upload broke off.', 'Nothing was stored. Send the file again.')),
    )
    source.on('error', () =>
      end(invalid('platform/upload-broken', 'The upload broke off.', 'Nothing was stored. Send the file again.')),
    )
    source.pipe(parser)
  })
}
