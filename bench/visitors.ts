import { Agent, request } from 'node:http'
import { demoPassword } from '../src/platform/demo-password.ts'

/** What a page answered, and how long it took to its last byte. `status` 0: no answer. */
export type Answer = { status: number; location: string; cookies: string[]; body: string; ms: number; why: string }

/** A person with a browser of their own: one kept connection at a time, cookies, the page they look at. */
export type Visitor = {
  get: (path: string) => Promise<Answer>
  post: (path: string, fields: Record<string, string>) => Promise<Answer>
  close: () => void
}

/** In: the product's address. `keepAlive: false` opens a connection for each request, so that each may reach another web process. */
export function makeVisitor(
  address: string,
  options: { keepAlive?: boolean; cookie?: string; timeoutMs?: number } = {},
): Visitor {
  const agent = new Agent({ keepAlive: options.keepAlive ?? true, maxSockets: 1 })
  const jar = new Map<string, string>()
  for (const part of options.cookie?.split('; ') ?? []) jar.set(part.split('=')[0] ?? '', part)
  const ask = (method: string, path: string, body?: string): Promise<Answer> =>
    new Promise((done) => {
      const began = performance.now()
      const end = (given: Partial<Answer>) =>
        done({
          status: 0,
          location: '',
          cookies: [],
          body: '',
          why: '',
          ...given,
          ms: performance.now() - began,
        })
      const sent = request(
        address + path,
        {
          method,
          agent,
          headers: {
            cookie: [...jar.values()].join('; '),
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', (error) => end({ why: error.message }))
          response.on('end', () => {
            const cookies = response.headers['set-cookie'] ?? []
            for (const one of cookies) jar.set(one.split('=')[0] ?? '', one.split(';')[0] ?? '')
            end({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? '',
              cookies,
              body: Buffer.concat(parts).toString('utf8'),
            })
          })
        },
      )
      sent.on('error', (error: NodeJS.ErrnoException) => end({ why: error.code ?? error.message }))
      sent.setTimeout(options.timeoutMs ?? 60_000, () => sent.destroy(new Error('no answer')))
      sent.end(body)
    })
  return {
    get: (path) => ask('GET', path),
    post: (path, fields) => ask('POST', path, String(new URLSearchParams(fields))),
    close: () => agent.destroy(),
  }
}

export const csrfIn = (page: string): string => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''

/** Signs in by the form. Out: the status of the answer (303 when it worked). */
export async function signInAs(visitor: Visitor, email: string, password: string = demoPassword): Promise<Answer> {
  const page = await visitor.get('/sign-in')
  return visitor.post('/sign-in', { csrf: csrfIn(page.body), email, password })
}

/** Pages of ours that a page leads to; not what is downloaded, not what a stream feeds. */
export function linksIn(page: string): string[] {
  const found = [...page.matchAll(/<a[^>]*\shref="(\/[^"#]*)"/g)]
    .map((one) => (one[1] ?? '').replaceAll('&amp;', '&'))
    .filter(
      (path) => !/^\/(assets|progress|sign-in|api)|\.(csv|json|pdf|zip|yaml)|\/(export|download)|[?&]lang=/.test(path),
    )
  return [...new Set(found)]
}

/** An address as a pattern: numbers and codes of one thing become `:n`, what is asked falls away. */
export const patternOf = (path: string): string =>
  (path.split('?')[0] ?? '').replaceAll(/\/\d[^/]*/g, '/:n').replaceAll(/\/(plans|public|schools)\/[^/]+/g, '/$1/:n')

/** The p-th part of sorted numbers. */
export function percentile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0
}
