import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** One message as a mail server took it. */
export type Received = { to: string[]; headers: ReadonlyMap<string, string>; plain: string; html: string; raw: string }

/** A real mail server on this machine that keeps what it takes. `refuses`: answers 550, 451 and the like by address; `held`: called before a message is answered. */
export type PostOffice = {
  port: number
  received: Received[]
  refuses: Map<string, number>
  held: { answer: (() => Promise<void>) | null }
  close: () => Promise<void>
}

/** Words of a header that were written for mail (RFC 2047). */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, kind: string, body: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(body, 'base64').toString('utf8') : quoted(body.replaceAll('_', ' ')),
    )

const quoted = (text: string): string =>
  Buffer.from(
    text
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

function headersOf(text: string): Map<string, string> {
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())] as const
    }),
  )
}

/** Headers and body of an entity, the body decoded. */
function entity(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.search(/\r?\n\r?\n/)
  const headers = headersOf(raw.slice(0, end))
  const body = raw.slice(end).replace(/^\r?\n\r?\n/, '')
  const way = headers.get('content-transfer-encoding') ?? '7bit'
  if (way === 'quoted-printable') return { headers, body: quoted(body) }
  if (way === 'base64') return { headers, body: Buffer.from(body, 'base64').toString('utf8') }
  return { headers, body }
}

/** Reads a message of two alternatives (RFC 2046, 5.1.4). */
export function readMessage(raw: string, to: string[]): Received {
  const { headers, body } = entity(raw)
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1] ?? ' '
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => entity(part.replace(/^\r?\n/, '')))
  const of = (type: string) => parts.find((one) => one.headers.get('content-type')?.startsWith(type))?.body ?? ''
  return { to, headers, plain: of('text/plain'), html: of('text/html'), raw }
}

/** Opens a mail server. In: whether it offers STARTTLS (with a certificate that nobody trusts). */
export async function openPostOffice(starttls = false): Promise<PostOffice> {
  const received: Received[] = []
  const refuses = new Map<string, number>()
  const held: PostOffice['held'] = { answer: null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: starttls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (address, _session, done) => {
      const code = refuses.get(address.address)
      done(code === undefined ? null : Object.assign(new Error(`no ${address.address} here`), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address)
        received.push(readMessage(Buffer.concat(parts).toString('latin1'), to))
        if (held.answer === null) done(null)
        else void held.answer().then(() => done(null))
      })
    },
  })
  // A client that is killed while it waits is no trouble of the server.
  server.on('error', () => {})
  await new Promise<void>((open) => {
    server.listen(0, '127.0.0.1', open)
  })
  const { port } = server.server.address() as AddressInfo
  return { port, received, refuses, held, close: () => new Promise((done) => server.close(() => done())) }
}
