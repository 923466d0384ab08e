import type { Hono } from 'hono'
import { Page } from '../../platform/look/page.tsx'
import type { Route, Services } from '../../platform/web/route.ts'
import { makeApp } from '../../platform/web/server.ts'
import { identify } from './accounts/identify.ts'
import { actingBanner } from './acting/banner.ts'
import { routes } from './routes.ts'

/** The pages of this module alone, for tests. */
export const siteOf = (services: Services, more: readonly Route[] = []): Hono =>
  makeApp({
    services,
    routes: [...routes, ...more],
    identify: (token) => identify(services.db, token, services.config.secondFactor),
    render: (ctx, options) => (
      <Page
        lang={ctx.lang}
        title={options.title}
        path={ctx.url.pathname}
        notices={actingBanner(ctx.visitor, ctx.lang, ctx.csrf) as never}
      >
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: () => null,
  })

export type Seen = { status: number; to: string; html: string }

/** A browser without script: keeps cookies, reads the form token of the page it is on, and prefers English. */
export function browserOn(app: Hono, origin = 'http://local.test') {
  const cookies = new Map<string, string>([['tl_lang', 'en']])
  let token = ''
  const go = async (path: string, form?: Record<string, string>): Promise<Seen> => {
    const response = await app.request(`${origin}${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin } : {}),
      },
      ...(form ? { body: new URLSearchParams({ csrf: token, ...form }).toString() } : {}),
    })
    for (const header of response.headers.getSetCookie()) {
      const [pair = ''] = header.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    token = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: response.status, to: response.headers.get('location') ?? '', html }
  }
  const enter = async (email: string, password: string): Promise<Seen> => {
    await go('/sign-in')
    return go('/sign-in', { email, password, to: '/' })
  }
  return { go, enter, cookies }
}
