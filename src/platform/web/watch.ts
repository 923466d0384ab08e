import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { log } from '../log.ts'
import { measureRequest } from '../metrics.ts'
import { type Origin, originOf } from './proxy.ts'

/** A request as it is counted and logged: a number of its own, where it came from, and (once known) whose session it is. */
export type Asked = {
  id: string
  origin: Origin
  account: number | null
  by: number | null
  /** the code of the trouble that it ended in */
  code: string | null
}

const methods: readonly string[] = ['GET', 'HEAD', 'POST']

/** A proxy's own number of the request is taken over when it is one: letters that could spell a name are not. */
function numberOf(request: Request, trusted: boolean): string {
  const given = trusted ? request.headers.get('x-request-id') : null
  return given && /^[0-9a-f][0-9a-f-]{14,62}[0-9a-f]$/i.test(given) ? given.toLowerCase() : randomUUID()
}

/**
 * Counts and logs each answer: number, method, pattern of the route, status, milliseconds, account, and the code of what it was refused for. Never the address that was asked, a name, or
 * what was sent.
 */
export function watcher(config: Pick<Config, 'trustProxy' | 'accessLog' | 'url'>) {
  return async (
    request: Request,
    peer: string,
    pattern: string,
    work: (asked: Asked) => Promise<Response> | Response,
  ): Promise<Response> => {
    const origin = originOf(peer, request.headers, config.trustProxy)
    const asked: Asked = { id: numberOf(request, origin.believed), origin, account: null, by: null, code: null }
    const method = methods.includes(request.method) ? request.method : 'other'
    const done = measureRequest()
    let status = 500
    try {
      const response = await work(asked)
      status = response.status
      response.headers.set('x-request-id', asked.id)
      // Whoever came by https once comes by https for a year. Not for names below this one: they may be somebody else's.
      if (config.url?.startsWith('https:') || (origin.believed && origin.proto === 'https'))
        response.headers.set('strict-transport-security', 'max-age=31536000')
      return response
    } finally {
      const ms = Math.round(done(method, pattern, status) * 10) / 10
      if (config.accessLog)
        log.info({
          request: asked.id,
          method,
          route: pattern,
          status,
          ms,
          ...(asked.code === null ? {} : { code: asked.code }),
          ...(asked.account === null ? {} : { account: asked.account }),
          ...(asked.by === null ? {} : { by: asked.by }),
        })
    }
  }
}
