/** How mail leaves this installation. The password lies in a file, which is read anew for every run of the sender. */
export type MailSettings = {
  host: string
  port: number
  /** `tls` from the first byte; `starttls`: refused when the server does not offer it; `none`: in the clear */
  tls: 'tls' | 'starttls' | 'none'
  user: string | null
  passwordFile: string | null
  /** as it stands in the From line: `Throughline <plan@district.example>` */
  from: string
  /** the domain of the from-address: names of messages end in it */
  domain: string
}

const names = [
  'THROUGHLINE_MAIL_PORT',
  'THROUGHLINE_MAIL_TLS',
  'THROUGHLINE_MAIL_USER',
  'THROUGHLINE_MAIL_PASSWORD_FILE',
  'THROUGHLINE_MAIL_FROM',
] as const

/** An address as a From line takes it, with or without a name; nothing in it can begin another line. */
const address = /^(?:[^<>@"\r\n]{1,80} <([^<>@\s"]+@[a-z0-9.-]+)>|([^<>@\s"]+@[a-z0-9.-]+))$/i

/**
 * Reads the settings of mail. In: an environment; whether it is the demo; the address that people use; what a loopback host is.
 * Out: null when mail is off. Errors: an Error whose sentence names the setting, what is wrong and what is allowed.
 */
export function readMail(
  env: NodeJS.ProcessEnv,
  at: { demo: boolean; url: string | null; isLoopback: (host: string) => boolean },
): MailSettings | null {
  const host = env.THROUGHLINE_MAIL_HOST || ''
  if (host === '') {
    const lonely = names.find((name) => env[name])
    if (lonely) throw new Error(`${lonely} is set, but THROUGHLINE_MAIL_HOST is not: mail is off without it.`)
    return null
  }
  if (!/^[a-z0-9.-]+$|^\[?[0-9a-f:]+\]?$/i.test(host))
    throw new Error(`THROUGHLINE_MAIL_HOST is "${host}", but must be the name of a mail server.`)
  if (at.demo && !at.isLoopback(host))
    throw new Error(
      'THROUGHLINE_MAIL_HOST must be a loopback address in the demo, whose people have invented addresses; set THROUGHLINE_DEMO=off for a real installation.',
    )
  if (at.url === null)
    throw new Error('THROUGHLINE_MAIL_HOST needs THROUGHLINE_URL: links in mails begin with the address people use.')
  const tls = env.THROUGHLINE_MAIL_TLS || 'starttls'
  if (tls !== 'tls' && tls !== 'starttls' && tls !== 'none')
    throw new Error(`THROUGHLINE_MAIL_TLS is "${tls}", but must be one of: starttls, tls, none.`)
  const port = Number(env.THROUGHLINE_MAIL_PORT || { tls: 465, starttls: 587, none: 25 }[tls])
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(
      `THROUGHLINE_MAIL_PORT is "${env.THROUGHLINE_MAIL_PORT}", but must be a whole number from 1 to 65535.`,
    )
  const user = env.THROUGHLINE_MAIL_USER || null
  const passwordFile = env.THROUGHLINE_MAIL_PASSWORD_FILE || null
  if ((user === null) !== (passwordFile === null))
    throw new Error('THROUGHLINE_MAIL_USER and THROUGHLINE_MAIL_PASSWORD_FILE go together: set both, or neither.')
  if (user !== null && tls === 'none' && !at.isLoopback(host))
    throw new Error('THROUGHLINE_MAIL_TLS is "none", but a password is never sent in the clear: use starttls or tls.')
  const from = env.THROUGHLINE_MAIL_FROM || ''
  const found = address.exec(from)
  const domain = (found?.[1] ?? found?.[2] ?? '').split('@')[1]
  if (!domain)
    throw new Error(
      `THROUGHLINE_MAIL_FROM is "${from}", but must be an address such as plan@district.example, or a name with it: Throughline <plan@district.example>.`,
    )
  return { host: host.replace(/^\[|\]$/g, ''), port, tls, user, passwordFile, from, domain: domain.toLowerCase() }
}
