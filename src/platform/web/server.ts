import { Hono } from 'hono'
import { databaseTrouble, sqlState } from '../db/database.ts'
import { inScope, noScope } from '../db/scope.ts'
import { forbidden, missing, Trouble } from '../errors.ts'
import { placeOf } from '../jobs/jobs.ts'
import { log } from '../log.ts'
import { measureTrouble } from '../metrics.ts'
import { isLang, type Lang } from '../words.ts'
import { csrfFor, newToken, readCookies, writeCookie } from './cookies.ts'
import { checkToken, readForm, readUpload, sameOrigin } from './forms.ts'
import { pageHeaders } from './headers.ts'
import type { Child } from './html.ts'
import type { Ctx, PageOptions, Route, Services, Visitor } from './route.ts'
import { type Asked, watcher } from './watch.ts'

export { listen } from './listening.ts'

export const sessionCookie = 'tl_session'
const visitCookie = 'tl_visit'
const langCookie = 'tl_lang'

/** What came is of another kind than the address takes: answered with 415, as machines expect it. */
const otherTypes: ReadonlySet<string> = new Set(['platform/not-a-form', 'feeds/not-a-body'])

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
class NotSignedIn extends Error {
  readonly door: string
  constructor(door: string) {
    super('not signed in')
    this.door = door
  }
}

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
  const { config } = services
  const watched = watcher(config)
  const app = new Hono()

  const contextFor = async (
    route: Route | null,
    request: Request,
    params: Record<string, string>,
    asked: Asked,
  ): Promise<{ ctx: Ctx; headers: string[] }> => {
    const url = askedUrl(request, asked)
    const secure = (config.url ?? url.origin).startsWith('https:')
    const cookies = readCookies(request.headers.get('cookie'))
    const token = route?.bare ? undefined : cookies.get(sessionCookie)
    const known = token ? await site.identify(token) : null
    // Before its gate is passed, a session is nobody's but for the gate.
    const visitor = known?.gate && !route?.beforeGate ? null : known
    asked.account = known?.account_id ?? null
    asked.by = known?.acting?.by.account_id ?? null
    const headers: string[] = []
    const lang = pickLang(url, cookies, visitor, request.headers.get('accept-language'))
    if (isLang(url.searchParams.get('lang')) && cookies.get(langCookie) !== lang)
      headers.push(writeCookie(langCookie, lang, { secure, maxAge: 31_536_000 }))
    let csrf = visitor?.csrf
    if (!csrf) {
      let visit = cookies.get(visitCookie)
      if (!visit) {
        visit = newToken()
        if (!route?.bare) headers.push(writeCookie(visitCookie, visit, { secure }))
      }
      csrf = csrfFor(visit)
    }
    const wanted = csrf
    let typed: Readonly<Record<string, string>> = {}
    const origins = [config.url ?? url.origin, url.origin]
    const ctx: Ctx = {
      services,
      request,
      url,
      lang,
      visitor,
      csrf,
      address: asked.origin.address,
      requestId: asked.id,
      who: () => {
        if (!visitor) throw new NotSignedIn(known?.gate ?? '/sign-in')
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
        typed = fields
        checkToken(fields.csrf, wanted)
        return fields
      },
      typed: () => typed,
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
      redirect: (path) =>
        new Response(null, { status: 303, headers: { location: writtenOut(path), 'cache-control': 'no-store' } }),
      json: (value, status = 200) =>
        new Response(JSON.stringify(value), {
          status,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': 'attachment; filename="answer.json"',
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

  const failed = async (error: unknown, ctx: Ctx, route: Route | null, asked: Asked): Promise<Response> => {
    if (error instanceof NotSignedIn)
      return ctx.redirect(`${error.door}?to=${encodeURIComponent(ctx.url.pathname + ctx.url.search)}`)
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
      log.error({
        code: trouble.code,
        request: ctx.requestId,
        route: route?.path,
        where: placeOf(error),
        sqlstate: sqlState(error),
        name: (error as Error)?.name,
      })
      if (process.env.THROUGHLINE_TRACE) console.error(error)
    }
    const status = known ? (otherTypes.has(trouble.code) ? 415 : trouble.status) : 500
    asked.code = trouble.code
    if (status >= 500) measureTrouble(trouble.code)
    if (route?.access === 'token' || ctx.request.headers.get('accept')?.startsWith('application/json'))
      return ctx.json(
        {
          code: trouble.code,
          message: trouble.message,
          hint: trouble.hint,
          details: trouble.details.map(({ es: _, ...one }) => one),
        },
        status,
      )
    return ctx.page({ ...site.trouble(trouble, ctx.lang, ctx), status })
  }

  const answer = async (
    route: Route | null,
    request: Request,
    params: Record<string, string>,
    asked: Asked,
  ): Promise<Response> => {
    let made: { ctx: Ctx; headers: string[] }
    try {
      made = await contextFor(route, request, params, asked)
    } catch (error) {
      const trouble = databaseTrouble(error)
      measureTrouble(trouble?.code ?? 'platform/unexpected')
      if (!trouble)
        log.error({
          code: 'platform/unexpected',
          request: asked.id,
          route: route?.path,
          where: placeOf(error),
          sqlstate: sqlState(error),
        })
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
      if (ctx.visitor?.acting && route.method === 'POST' && !route.whileActing)
        throw forbidden(
          'platform/only-looking',
          'You look at pages as another person sees them, so nothing can be changed.',
          'Stop looking as this person first: the button stands at the top of every page.',
        )
      response = await route.handle(ctx)
    } catch (error) {
      response = await failed(error, ctx, route, asked)
    }
    for (const cookie of headers) response.headers.append('set-cookie', cookie)
    return response
  }

  const peerOf = (env: unknown): string =>
    (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''

  app.use('*', async (c, next) => {
    // A host that is no host (a number too large, say) makes an address that nothing can be done with.
    if (!URL.canParse(c.req.url))
      return new Response('This address cannot be read. / Esta dirección no se puede leer. (platform/bad-address)', {
        status: 400,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      })
    if (c.req.method === 'GET' || c.req.method === 'HEAD') {
      const fixed = site.files(c.req.path, c.req.raw)
      if (fixed) return watched(c.req.raw, peerOf(c.env), 'files', () => fixed)
    }
    await next()
    return undefined
  })
  for (const route of site.routes)
    app.on(route.method, route.path, (c) =>
      watched(c.req.raw, peerOf(c.env), route.path, (asked) =>
        answer(route, c.req.raw, c.req.param() as Record<string, string>, asked),
      ),
    )
  app.notFound((c) => watched(c.req.raw, peerOf(c.env), 'none', (asked) => answer(null, c.req.raw, {}, asked)))
  return app
}

/** An address as a header takes it: whatever is no plain character is written as its bytes. */
const writtenOut = (path: string): string =>
  path.replaceAll(/[^\x21-\x7e]/gu, (one) => encodeURIComponent(one.toWellFormed()))

/** The address as the person's browser knows it: a trusted proxy says how it was asked. */
function askedUrl(request: Request, asked: Asked): URL {
  const url = new URL(request.url)
  if (!asked.origin.believed) return url
  url.protocol = `${asked.origin.proto}:`
  if (asked.origin.host !== null) {
    url.port = ''
    url.host = asked.origin.host
  }
  return url
}
