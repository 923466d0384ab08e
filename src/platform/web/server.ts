import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { databaseTrouble } from '../db/database.ts'
import { inScope, noScope } from '../db/scope.ts'
import { missing, Trouble } from '../errors.ts'
import { placeOf } from '../jobs/jobs.ts'
import { log } from '../log.ts'
import { isLang, type Lang } from '../words.ts'
import { csrfFor, newToken, readCookies, writeCookie } from './cookies.ts'
import { checkToken, readForm, readUpload, sameOrigin } from './forms.ts'
import { pageHeaders } from './headers.ts'
import type { Child } from './html.ts'
import type { Ctx, PageOptions, Route, Services, Visitor } from './route.ts'

export const sessionCookie = 'tl_session'
const visitCookie = 'tl_visit'
const langCookie = 'tl_lang'

/** What the application gives to the web edge: who somebody is, how a page and an error look, and static answers. */
export type Site = {
  services: Services
  routes: readonly Route[]
  /** Finds who a session token belongs to; null when it is over. */
  identify: (token: string) => Promise<Visitor | null>
  /** Puts the chrome around a page. Out: a whole document. */
  render: (ctx: Ctx, options: PageOptions) => Child | Promise<Child>
  /** The body of an error page. */
  trouble: (trouble: Trouble, lang: Lang, ctx: Ctx) => PageOptions
  /** Answers for fixed files (styles, fonts, editions), asked first; no session, no database. */
  files: (path: string, request: Request) => Response | Promise<Response> | null
}

/** Sends a person to the sign-in page and back. */
class NotSignedIn extends Error {}

function pickLang(url: URL, cookies: Map<string, string>, visitor: Visitor | null, accept: string | null): Lang {
  const asked = url.searchParams.get('lang')
  if (isLang(asked)) return asked
  const kept = cookies.get(langCookie)
  if (isLang(kept)) return kept
  if (visitor) return visitor.lang
  return /^\s*es\b/i.test(accept ?? '') ? 'es' : 'en'
}

/** Builds the web application of a site. Only here are errors of handlers caught. */
export function makeApp(site: Site): Hono {
  const { services } = site
  const secure = services.config.url?.startsWith('https:') ?? false
  const app = new Hono()

  const contextFor = async (
    request: Request,
    params: Record<string, string>,
    address: string,
  ): Promise<{ ctx: Ctx; headers: string[] }> => {
    const url = new URL(request.url)
    const cookies = readCookies(request.headers.get('cookie'))
    const token = cookies.get(sessionCookie)
    const visitor = token ? await site.identify(token) : null
    const headers: string[] = []
    const lang = pickLang(url, cookies, visitor, request.headers.get('accept-language'))
    if (isLang(url.searchParams.get('lang')) && cookies.get(langCookie) !== lang)
      headers.push(writeCookie(langCookie, lang, { secure, maxAge: 31_536_000 }))
    let csrf = visitor?.csrf
    if (!csrf) {
      let visit = cookies.get(visitCookie)
      if (!visit) {
        visit = newToken()
        headers.push(writeCookie(visitCookie, visit, { secure }))
      }
      csrf = csrfFor(visit)
    }
    const wanted = csrf
    const origins = [services.config.url ?? url.origin, url.origin]
    const ctx: Ctx = {
      services,
      request,
      url,
      lang,
      visitor,
      csrf,
      address,
      who: () => {
        if (!visitor) throw new NotSignedIn()
        return visitor
      },
      param: (name) => params[name] ?? '',
      id: (name) => {
        const text = params[name] ?? ''
        if (!/^\d{1,9}$/.test(text))
          throw missing(
            'platform/no-such-page',
            'There is no such page.',
            'Check the address, or start from the home page.',
          )
        return Number(text)
      },
      query: (name) => url.searchParams.get(name) ?? undefined,
      form: async () => {
        sameOrigin(request, origins)
        const fields = await readForm(request)
        checkToken(fields.csrf, wanted)
        return fields
      },
      upload: (take) => {
        sameOrigin(request, origins)
        return readUpload(request, (fields, file) => {
          checkToken(fields.csrf, wanted)
          return take(fields, file)
        })
      },
      inScope: (work) => {
        const scope = visitor?.scope ?? noScope
        return inScope(services.db, scope, (tx) => work(tx, scope))
      },
      page: async (options) => {
        const html = await site.render(ctx, options)
        return new Response(`<!doctype html>${String(await html)}`, {
          status: options.status ?? 200,
          headers: { ...pageHeaders, 'content-language': lang },
        })
      },
      redirect: (path) => new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } }),
      json: (value, status = 200) =>
        new Response(JSON.stringify(value), {
          status,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-store',
          },
        }),
      setCookie: (name, value, options = {}) => {
        headers.push(writeCookie(name, value, { secure, ...options }))
      },
      cookie: (name) => cookies.get(name),
    }
    return { ctx, headers }
  }

  const failed = async (error: unknown, ctx: Ctx, route: Route | null): Promise<Response> => {
    if (error instanceof NotSignedIn)
      return ctx.redirect(`/sign-in?to=${encodeURIComponent(ctx.url.pathname + ctx.url.search)}`)
    const known = databaseTrouble(error)
    const trouble =
      known ??
      new Trouble(
        'Unavailable',
        'platform/unexpected',
        'Something went wrong on our side.',
        'Nothing was changed. Try again; if it happens again, tell the administrator the time.',
      )
    if (!known) {
      log.error({ code: trouble.code, route: route?.path, where: placeOf(error), name: (error as Error)?.name })
      if (process.env.THROUGHLINE_TRACE) console.error(error)
    }
    const status = known ? trouble.status : 500
    if (route?.access === 'token' || ctx.request.headers.get('accept')?.startsWith('application/json'))
      return ctx.json(
        { code: trouble.code, message: trouble.message, hint: trouble.hint, details: trouble.details },
        status,
      )
    return ctx.page({ ...site.trouble(trouble, ctx.lang, ctx), status })
  }

  const answer = async (
    route: Route | null,
    request: Request,
    params: Record<string, string>,
    address: string,
  ): Promise<Response> => {
    let made: { ctx: Ctx; headers: string[] }
    try {
      made = await contextFor(request, params, address)
    } catch (error) {
      const trouble = databaseTrouble(error)
      if (!trouble) log.error({ code: 'platform/unexpected', route: route?.path, where: placeOf(error) })
      if (!trouble && process.env.THROUGHLINE_TRACE) console.error(error)
      return new Response(
        'Throughline is not ready. Please try again in a moment. / Throughline no está listo. Intente de nuevo en un momento.',
        {
          status: 503,
          headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' },
        },
      )
    }
    const { ctx, headers } = made
    let response: Response
    try {
      if (!route)
        throw missing(
          'platform/no-such-page',
          'There is no such page.',
          'Check the address, or start from the home page.',
        )
      if (route.access === 'signed-in') ctx.who()
      response = await route.handle(ctx)
    } catch (error) {
      response = await failed(error, ctx, route)
    }
    for (const cookie of headers) response.headers.append('set-cookie', cookie)
    return response
  }

  const addressOf = (env: unknown): string =>
    (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''

  app.use('*', async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') {
      const fixed = site.files(c.req.path, c.req.raw)
      if (fixed) return fixed
    }
    await next()
    return undefined
  })
  for (const route of site.routes)
    app.on(route.method, route.path, (c) =>
      answer(route, c.req.raw, c.req.param() as Record<string, string>, addressOf(c.env)),
    )
  app.notFound((c) => answer(null, c.req.raw, {}, addressOf(c.env)))
  return app
}

/** Listens. Out: the port in use and `close`, which lets running answers end. */
export function listen(app: Hono, host: string, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  const answer = getRequestListener(app.fetch)
  const server: Server = createServer((request, response) => void answer(request, response))
  server.requestTimeout = 3_600_000
  server.headersTimeout = 30_000
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use; set PORT to another one (0 takes a free one).`)
          : error,
      ),
    )
    server.listen(port, host, () =>
      done({
        port: (server.address() as { port: number }).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeIdleConnections()
            setTimeout(() => server.closeAllConnections(), 5000).unref()
          }),
      }),
    )
  })
}
