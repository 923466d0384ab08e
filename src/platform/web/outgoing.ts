import { lookup } from 'node:dns/promises'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { unavailable } from '../errors.ts'

/**
 * Addresses that are not on the public internet (IANA special-purpose registries, IPv4 and IPv6): a page of ours must not become a way into the network
 * that the server stands in.
 */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** True for an address of the public internet. Mapped and translated forms of IPv4 inside IPv6 count as inside: nobody publishes them. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return !inside.check(address, 'ipv4')
  if (kind === 6) return outer.check(address, 'ipv6') && !inside.check(address, 'ipv6')
  return false
}

export type Outgoing = (
  url: string,
  options?: {
    method?: string
    headers?: Record<string, string>
    body?: unknown
    signal?: AbortSignal
  },
) => Promise<Response>

const limitBytes = 1_000_000
const limitMs = 8_000

const refused = (why: string) =>
  unavailable(
    'platform/outside-refused',
    why,
    'Check the address. An operator can allow a host inside the network: THROUGHLINE_ALLOW_HOSTS.',
  )
const silent = () =>
  unavailable(
    'platform/outside-silent',
    'The other server did not answer as expected.',
    'Try again in some minutes. If it lasts, check the address and whether that service is up.',
  )

/** Where an address leads, after all checks: the one address to connect to. */
async function target(url: URL, allowed: readonly string[]): Promise<{ address: string; family: number }> {
  const name = url.hostname.toLowerCase()
  const asked = (entry: string): boolean => {
    if (entry.startsWith('http://')) return url.protocol === 'http:' && new URL(entry).host === url.host
    return (
      url.protocol === 'https:' &&
      (entry.includes(':') ? entry.toLowerCase() === url.host : entry.toLowerCase() === name)
    )
  }
  const own = allowed.some(asked)
  if (url.protocol !== 'https:' && !own) throw refused('Only https addresses are called.')
  if (url.username || url.password) throw refused('An address must not hold a name or password.')
  const host = name.replace(/^\[|\]$/g, '')
  const found = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await lookup(host, { all: true }).catch(() => {
        throw silent()
      })
  // All of them, so that a name with one harmless and one inner address is refused whichever comes first.
  if (!own && !found.every((one) => isPublicAddress(one.address)))
    throw refused('This address lies inside the network of the server.')
  const first = found[0]
  if (!first) throw silent()
  return first
}

/**
 * Looks whether an address could be called, without calling it: for a form in which somebody types one. In: the address; hosts that are allowed inside.
 * Errors: Unavailable `platform/outside-refused`, `platform/outside-silent` (the name is not known).
 */
export async function checkAddress(text: string, allowed: readonly string[]): Promise<void> {
  const url = URL.parse(text)
  if (!url) throw refused('This is not an address.')
  await target(url, allowed)
}

const bytesOf = (body: unknown): Buffer | null => {
  if (body === undefined || body === null) return null
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof URLSearchParams) return Buffer.from(body.toString())
  if (body instanceof Uint8Array) return Buffer.from(body)
  throw new Error('Only texts, bytes and forms are sent out.')
}

/**
 * A fetch for addresses that people typed: https only, the name resolved once (what was checked is what is called), no address inside the network unless the
 * operator allowed the host, no redirect followed, at most 1 MB and 8 seconds. In: hosts that are allowed inside (`login.example`, `login.example:8443`, or
 * an origin `http://127.0.0.1:4000` for a service on this machine). Out: a fetch. Errors: Unavailable `platform/outside-refused`, `platform/outside-silent`.
 */
export function makeOutgoing(allowed: readonly string[]): Outgoing {
  return async (text, options = {}) => {
    const url = URL.parse(text)
    if (!url) throw refused('This is not an address.')
    const to = await target(url, allowed)
    const body = bytesOf(options.body)
    return new Promise<Response>((done, fail) => {
      const call = (url.protocol === 'https:' ? secure : plain)(
        url,
        {
          method: options.method ?? 'GET',
          headers: {
            ...options.headers,
            'accept-encoding': 'identity',
            ...(body ? { 'content-length': String(body.length) } : {}),
          },
          // The checked address, and no other look-up: a name cannot point elsewhere between check and call.
          lookup: (_name, asked, found) =>
            asked.all ? found(null, [{ address: to.address, family: to.family }]) : found(null, to.address, to.family),
          agent: false,
          maxHeaderSize: 32_768,
        },
        (answer) => {
          const parts: Buffer[] = []
          let size = 0
          answer.on('data', (part: Buffer) => {
            size += part.length
            if (size > limitBytes) call.destroy(new Error('too large'))
            else parts.push(part)
          })
          answer.on('error', () => end(silent()))
          answer.on('end', () => {
            const status = answer.statusCode ?? 502
            // A number that no answer has would be an error where nobody catches it.
            if (status < 200 || status > 599 || (status >= 300 && status < 400)) return end(silent())
            const headers = new Headers()
            for (const [name, value] of Object.entries(answer.headers))
              if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
            const empty = status === 204 || status === 205
            return end(null, new Response(empty ? null : Buffer.concat(parts), { status, headers }))
          })
        },
      )
      const timer = setTimeout(() => call.destroy(new Error('too slow')), limitMs)
      const stop = () => call.destroy(new Error('given up'))
      options.signal?.addEventListener('abort', stop, { once: true })
      const end = (error: Error | null, response?: Response) => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', stop)
        if (response) done(response)
        else fail(error ?? silent())
      }
      // What a socket or a certificate says may quote the address; the reader needs only what to do.
      call.on('error', () => end(silent()))
      call.end(body ?? undefined)
    })
  }
}
