import { BlockList, isIP } from 'node:net'

/** Which proxies are believed: a number of them in front of us, or their networks. `null`: nobody is. */
export type Trust = { hops: number } | { networks: BlockList } | null

/** What a request says about where it comes from, after the trusted proxies were asked. */
export type Origin = { address: string; proto: 'http' | 'https'; host: string | null; believed: boolean }

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/**
 * Reads the setting: empty (nobody), a number from 1 to 9 (so many proxies), or addresses and networks by commas (`10.0.0.5`, `10.1.0.0/16`,
 * `loopback`, `private`). Errors: Error with what is wrong, without the setting's name.
 */
export function readTrust(text: string): Trust {
  const words = text.split(/[\s,]+/).filter((one) => one !== '')
  const [first] = words
  if (first === undefined) return null
  if (words.length === 1 && /^\d+$/.test(first)) {
    const hops = Number(first)
    if (hops < 1 || hops > 9) throw new Error('a number of proxies is from 1 to 9')
    return { hops }
  }
  const networks = new BlockList()
  for (const word of words.flatMap((one) => named[one] ?? [one])) {
    const [address = '', bits, more] = word.split('/')
    const family = isIP(address)
    const most = family === 4 ? 32 : 128
    const width = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
    if (family === 0 || more !== undefined || width < 1 || width > most)
      throw new Error(`"${word}" is no address, no network such as 10.1.0.0/16 and no number of proxies`)
    networks.addSubnet(address, width, family === 4 ? 'ipv4' : 'ipv6')
  }
  return { networks }
}

/** An address as it is compared and counted: without port and brackets, IPv4 inside IPv6 as IPv4. Null when it is none. */
export function plainAddress(text: string): string | null {
  const bare = text.trim().toLowerCase()
  const open = /^\[([^\]]+)\](?::\d+)?$/.exec(bare)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(bare)?.[1] ?? bare
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(open)?.[1] ?? open
  return isIP(mapped) === 0 ? null : mapped
}

const believed = (networks: BlockList, address: string): boolean =>
  networks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const last = (header: string | null): string | undefined => header?.split(',').at(-1)?.trim()

/**
 * Where a request really comes from. Forwarded headers are believed only as far as trusted proxies wrote them, from right to left: whatever a visitor
 * put there before stands further left and is never reached. In: the address of the connection, the headers, whom we trust.
 */
export function originOf(peer: string, headers: Headers, trust: Trust): Origin {
  const own = plainAddress(peer) ?? peer
  const untold: Origin = { address: own, proto: 'http', host: null, believed: false }
  if (trust === null || ('networks' in trust && !believed(trust.networks, own))) return untold
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').filter((one) => one.trim() !== '')
  let address = own
  let hops = 'hops' in trust ? trust.hops : Number.POSITIVE_INFINITY
  while (hops > 0) {
    const told = chain.pop()
    const next = told === undefined ? null : plainAddress(told)
    // What is no address ends the chain: whoever sends such things shares the limits of the proxy.
    if (next === null) break
    address = next
    hops -= 1
    if ('networks' in trust && !believed(trust.networks, next)) break
  }
  const host = last(headers.get('x-forwarded-host'))
  return {
    address,
    proto: last(headers.get('x-forwarded-proto')) === 'https' ? 'https' : 'http',
    host: host && /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host) ? host.toLowerCase() : null,
    believed: true,
  }
}
