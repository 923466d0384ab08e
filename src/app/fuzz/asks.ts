import type { Ask } from './ask.ts'
import { bytes, hostile, noise, written } from './corpus.ts'
import type { Form, Reach } from './crawl.ts'
import type { Dice } from './dice.ts'

/** What a family needs to know of the one who asks. */
export type Asker = Reach & { session: string }
/** A route of the product, as its list says it. */
export type Pattern = { method: 'GET' | 'POST'; path: string }

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'FROB'] as const
const queries = [
  'lang',
  'page',
  'search',
  'names',
  'year',
  'to',
  'district',
  'school',
  'day',
  'q',
  'view',
  'same',
  'sort',
  'grade',
  'period',
  'group',
  'name',
  'state',
  'who',
  'as-of',
  '__proto__',
  'x[]',
  '',
] as const

const cookie = (asker: Asker): Ask['headers'] => (asker.session ? [['cookie', `tl_session=${asker.session}`]] : [])

function query(dice: Dice, known: string): string {
  const names = [...new URLSearchParams(known).keys(), ...queries]
  const parts: string[] = []
  for (let i = dice.whole(5); i >= 0; i--)
    parts.push(`${written(dice, dice.pick(names))}=${written(dice, hostile(dice))}`)
  return parts.join('&').slice(0, 12_000)
}

/** Every route with hostile parts in its place, under any method. */
export function address(dice: Dice, asker: Asker, routes: readonly Pattern[]): Ask {
  const route = dice.pick(routes)
  const known = asker.addresses.filter((one) => one.split('/').length === route.path.split('/').length)
  const model = (known.length > 0 ? dice.pick(known) : '/').split('?')[0]?.split('/') ?? []
  const parts = route.path.split('/').map((part, at) => {
    if (!part.startsWith(':')) return dice.once(60) ? written(dice, hostile(dice)) : part
    return dice.once(3) ? (model[at] ?? '1') : written(dice, hostile(dice)).slice(0, 9000)
  })
  const target = `${parts.join(dice.once(40) ? '//' : '/')}${dice.once(5) ? `?${query(dice, '')}` : ''}`
  const method = dice.once(6) ? dice.pick(methods) : route.method
  return {
    method,
    target: target.startsWith('/') ? target : `/${target}`,
    headers: cookie(asker),
    body: method === 'POST' ? Buffer.from(`csrf=${asker.csrf}`) : null,
  }
}

/** Pages that are there, with hostile words behind the question mark. */
export function queryString(dice: Dice, asker: Asker): Ask {
  const [path = '/', known = ''] = dice.pick(asker.addresses).split('?', 2)
  const base = dice.once(2) && known ? `${known}&` : ''
  return { method: 'GET', target: `${path}?${base}${query(dice, known)}`, headers: cookie(asker), body: null }
}

const headerNames = [
  'cookie',
  'accept-language',
  'accept',
  'content-type',
  'range',
  'if-none-match',
  'if-modified-since',
  'authorization',
  'origin',
  'referer',
  'sec-fetch-site',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'forwarded',
  'host',
  'user-agent',
  'accept-encoding',
  'te',
  'expect',
  'upgrade',
  'content-encoding',
  'last-event-id',
  'x-http-method-override',
  '__proto__',
] as const
const headerValues = [
  'bytes=0-0',
  'bytes=-1',
  'bytes=9-2',
  'bytes=0-99999999999999999999',
  'es',
  'xx-yy;q=9',
  'application/json',
  'text/csv',
  '*/*;q=NaN',
  'Bearer',
  'Bearer tlf_x',
  'Basic ==',
  'null',
  'https://evil.example',
  'evil.example',
  '127.0.0.1, ::1, 999.1.1.1',
  '100-continue',
  'gzip',
  'websocket',
  'W/"x"',
  'tl_session',
  'tl_session=',
  'tl_session=%00; tl_session=x; tl_lang=zz; tl_visit=',
  'a=b;;;=;=x;',
  'Sun, 99 Foo 2026',
] as const

/** Headers of every kind with values that nobody sends. */
export function headers(dice: Dice, asker: Asker): Ask {
  const base = cookie(asker)
  const more: [string, string][] = []
  for (let i = dice.whole(4); i >= 0; i--) {
    const value = dice.once(2) ? dice.pick(headerValues) : hostile(dice)
    more.push([dice.pick(headerNames), Buffer.from(value.replaceAll(/\p{Cc}/gu, ' '), 'utf8').toString('latin1')])
  }
  const kept = dice.once(3) ? [] : base
  const target = dice.once(4)
    ? dice.pick(['/public/', '/public/%2e%2e/x', '/public/x/latest/', '/sign-in', '/nowhere'])
    : dice.pick(asker.addresses)
  return { method: dice.once(5) ? 'HEAD' : 'GET', target, headers: [...kept, ...more], body: null }
}

const urlencoded = (fields: readonly (readonly [string, string])[]) =>
  fields
    .map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&')

function mutated(dice: Dice, form: Form, csrf: string): [string, string][] {
  let fields: [string, string][] = form.fields.map(([name, value]) => [name, name === 'csrf' ? csrf : value])
  if (!fields.some(([name]) => name === 'csrf')) fields.push(['csrf', csrf])
  for (let i = dice.whole(4); i >= 0; i--) {
    const at = dice.whole(fields.length)
    const [name = '', value = ''] = fields[at] ?? []
    // The token stays most times: a form without it is refused before anything is read.
    if (name === 'csrf' && !dice.once(10)) continue
    switch (dice.whole(7)) {
      case 0:
        fields = fields.filter((_, one) => one !== at)
        break
      case 1:
        fields.push([name, hostile(dice)])
        break
      case 2:
        fields.push([hostile(dice), hostile(dice)])
        break
      case 3:
        fields[at] = [dice.pick([`${name}[]`, `${name}[x]`, '__proto__', 'constructor', name.toUpperCase()]), value]
        break
      default:
        fields[at] = [name, hostile(dice)]
    }
  }
  return fields
}

/** Forms that pages offer, with fields missing, doubled, renamed, of the wrong kind or size. */
export function form(dice: Dice, asker: Asker): Ask {
  const plain = asker.forms.filter((one) => !one.multipart)
  const chosen =
    plain.length > 0
      ? dice.pick(plain)
      : {
          action: '/sign-in',
          multipart: false,
          fields: [
            ['email', ''],
            ['password', ''],
          ] as [string, string][],
        }
  const fields = mutated(dice, chosen, asker.csrf)
  let body = Buffer.from(urlencoded(fields))
  if (dice.once(12))
    body = Buffer.concat([
      body,
      Buffer.from(dice.pick(['&%', '&=&&=', '&a=%ff%fe', '&%00=%00', `&${'a=1&'.repeat(3000)}`])),
    ])
  const type = dice.once(12)
    ? dice.pick([
        'application/json',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'text/plain',
        '',
        'application/x-www-form-urlencoded; charset=utf-7',
      ])
    : 'application/x-www-form-urlencoded'
  const action = dice.once(6) ? chosen.action.replaceAll(/\d+/g, () => String(dice.whole(60))) : chosen.action
  return {
    method: 'POST',
    target: action || '/',
    headers: [
      ...cookie(asker),
      ['content-type', type],
      ['sec-fetch-site', dice.once(20) ? 'cross-site' : 'same-origin'],
    ],
    body,
  }
}

/** Uploads whose parts do not fit together. */
export function multipart(dice: Dice, asker: Asker): Ask {
  const edge = dice.pick(['----edge', 'x', `"${'b'.repeat(70)}"`, "a'b"])
  const said = dice.once(8) ? dice.pick(['', 'other', edge.repeat(4), `${edge}\u0080`]) : edge
  const part = (head: string, body: string) => `--${edge}\r\n${head}\r\n\r\n${body}\r\n`
  const field = (name: string, value: string) => part(`content-disposition: form-data; name="${name}"`, value)
  const file = (name: string, body: string) =>
    part(`content-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv`, body)
  const safe = () =>
    hostile(dice)
      .replaceAll(/[\r\n"]/g, '')
      .slice(0, 2000)
  const parts = [
    field('csrf', asker.csrf),
    field('district', dice.once(4) ? safe() : ''),
    field('kind', dice.once(3) ? safe() : 'attendance'),
  ]
  if (!dice.once(6))
    parts.push(
      file(
        dice.once(2) ? safe() : 'attendance.csv',
        dice.once(3) ? hostile(dice) : 'student_id,school_code,date,status\n1,2,3,4\n',
      ),
    )
  if (dice.once(6)) parts.push(file('second.csv', 'x'))
  if (dice.once(6)) parts.splice(dice.whole(parts.length), 0, field(safe(), safe()))
  if (dice.once(6)) parts.splice(dice.whole(parts.length), 1)
  if (dice.once(8))
    parts.push(
      part(
        dice.pick([
          '',
          'content-disposition: form-data',
          'content-disposition: form-data; name=',
          `x: ${'y'.repeat(20_000)}`,
          ': :',
          'content-disposition: form-data; name="a"; filename*=utf-8\'\'%ff%00',
        ]),
        safe(),
      ),
    )
  let text = parts.join('')
  if (!dice.once(5)) text += `--${edge}--\r\n`
  let body: Buffer = Buffer.from(text.toWellFormed(), 'utf8')
  if (dice.once(5)) body = body.subarray(0, dice.whole(body.length))
  if (dice.once(8))
    body = Buffer.concat([
      body.subarray(0, dice.whole(body.length)),
      bytes(dice, 50),
      body.subarray(dice.whole(body.length)),
    ])
  const ask: Ask = {
    method: 'POST',
    target: dice.once(10) ? '/data' : '/data/imports',
    headers: [
      ...cookie(asker),
      ['content-type', `multipart/form-data; boundary=${said}`],
      ['sec-fetch-site', 'same-origin'],
    ],
    body,
  }
  return dice.once(12) ? { ...ask, length: Math.max(0, body.length + dice.whole(2000) - 1000) } : ask
}

/** Bytes that are hardly HTTP. */
export function raw(dice: Dice, asker: Asker): Ask {
  const line = `GET ${dice.pick(asker.addresses)} HTTP/1.1\r\nhost: x\r\n`
  const options: Buffer[] = [
    bytes(dice, 1 + dice.whole(400)),
    Buffer.from(noise(dice, 200), 'utf8'),
    Buffer.from(`${line}content-length: 5\r\ncontent-length: 6\r\n\r\nhello`),
    Buffer.from(`${line}transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n`),
    Buffer.from(
      `POST /sign-in HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${dice.pick(['zz\r\n', '5\r\nhel', 'ffffffffffffffff\r\nx', '-1\r\n\r\n', '0\r\nx: y\r\n\r\n'])}`,
    ),
    Buffer.from(`GET ${'/'.repeat(1 + dice.whole(20_000))} HTTP/1.1\r\nhost: x\r\n\r\n`),
    Buffer.from(`GET /${'a'.repeat(dice.whole(30_000))} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
    Buffer.from(`${line}${'x: y\r\n'.repeat(dice.whole(4000))}connection: close\r\n\r\n`),
    Buffer.from(`GET http://evil.example/sign-in HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`),
    Buffer.from(`GET * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
    Buffer.from(`GET /sign-in HTTP/1.0\r\n\r\n`),
    Buffer.from(
      `GET /sign-in HTTP/1.1\r\nhost: ${dice.pick(['', ' ', 'a b', 'x:99999', '[::1', '@', 'x/y', '\u00ff'])}\r\nconnection: close\r\n\r\n`,
      'latin1',
    ),
    Buffer.from(
      `POST /data/imports HTTP/1.1\r\nhost: x\r\ncookie: tl_session=${asker.session}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 9999\r\n\r\n--x\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${asker.csrf}\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhalf`,
    ),
    Buffer.from(`CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n`),
  ]
  return { method: 'GET', target: '/', headers: [], body: null, raw: dice.pick(options) }
}
