import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { type Config, isLoopback } from '../../platform/config.ts'
import { type Finding, note, warning, wrong } from './finding.ts'

/** What is wrong with the address that people use. */
export function addressFindings(config: Config): Finding[] {
  const address = config.url === null ? null : new URL(config.url)
  const inside = address === null || isLoopback(address.hostname)
  if (config.demo)
    return inside
      ? []
      : [
          wrong(
            'demo-public',
            'The demo has an address outside this machine, and its passwords are known to everybody.',
            `THROUGHLINE_URL=${config.url}`,
            'Unset THROUGHLINE_URL, or set THROUGHLINE_DEMO=off with a new THROUGHLINE_HOME for a real installation.',
          ),
        ]
  if (address === null && !isLoopback(config.host))
    return [
      wrong(
        'no-https',
        'People reach this installation without encryption: passwords and records can be read on the way.',
        `HOST=${config.host}`,
        'Set HOST to 127.0.0.1, put a proxy with a certificate before it, and set THROUGHLINE_URL to its https address (docs/run/install.md).',
      ),
    ]
  if (address === null)
    return [
      note(
        'no-address',
        'Nobody outside this machine can use this installation.',
        'THROUGHLINE_URL',
        'Put a proxy with a certificate before it and set THROUGHLINE_URL to its https address.',
      ),
    ]
  if (address.protocol !== 'https:' && !inside)
    return [
      wrong(
        'no-https',
        'The address that people use is not encrypted, and cookies are not marked secure.',
        `THROUGHLINE_URL=${config.url}`,
        'Give the proxy a certificate and set THROUGHLINE_URL to the https address.',
      ),
    ]
  return []
}

/** What a server showed: until when its certificate is good, or why it is not. */
export type Shown = { until: Date; trusted: boolean; why: string } | { failed: string }

/** What follows from a certificate at an instant. */
export function certificateFindings(address: string, shown: Shown, at: Date): Finding[] {
  if ('failed' in shown)
    return [
      warning(
        'address-unreachable',
        `The public address does not answer from this machine (${shown.failed}).`,
        address,
        'Look at the proxy. If only machines outside can reach it, check its certificate there.',
      ),
    ]
  const days = Math.floor((shown.until.getTime() - at.getTime()) / 86_400_000)
  if (!shown.trusted)
    return [
      wrong(
        'certificate-not-trusted',
        `Browsers will refuse the certificate (${shown.why}).`,
        address,
        'Renew it or install the whole chain at the proxy.',
      ),
    ]
  return days < 14
    ? [warning('certificate-ends', `The certificate ends in ${days} days.`, address, 'Renew it at the proxy.')]
    : []
}

/** Asks a server for its certificate. */
export function askCertificate(address: string, timeoutMs = 4000): Promise<Shown> {
  const { hostname, port } = new URL(address)
  return new Promise((done) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      ...(isIP(hostname.replace(/^\[|\]$/g, '')) ? {} : { servername: hostname }),
      rejectUnauthorized: false,
    })
    const end = (shown: Shown) => {
      socket.destroy()
      done(shown)
    }
    socket.setTimeout(timeoutMs, () => end({ failed: 'no answer' }))
    socket.once('error', (error: NodeJS.ErrnoException) => end({ failed: error.code ?? 'no encryption' }))
    socket.once('secureConnect', () => {
      const why = socket.authorizationError as unknown
      end({
        until: new Date(socket.getPeerCertificate().valid_to),
        trusted: socket.authorized,
        why: why instanceof Error ? why.message : String(why ?? ''),
      })
    })
  })
}
