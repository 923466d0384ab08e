import { millRiver } from '../../demo/mill-river.ts'
import { today } from '../platform/clock.ts'
import type { Trouble } from '../platform/errors.ts'
import { assets } from '../platform/look/assets.ts'
import { Notice } from '../platform/look/notice.tsx'
import { Page, PageHead } from '../platform/look/page.tsx'
import type { Ctx, PageOptions, Services, Visitor } from '../platform/web/route.ts'
import type { Site } from '../platform/web/server.ts'
import { type Sentences, tell } from '../platform/troubles.ts'
import { troubles as platformTroubles } from '../platform/troubles.es.ts'
import { type Lang, wordbook } from '../platform/words.ts'
import { actingBanner, holdsAny, roleName, type Role, staff } from '../modules/people/index.ts'
import { healthRoutes } from './health.ts'
import { modules } from './modules.ts'
import { progressRoute } from './progress.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const words = wordbook(en, es)

const menu = modules.flatMap((one) => one.menu ?? []).sort((a, b) => a.order - b.order)

function menuFor(visitor: Visitor, lang: Lang, current: string | undefined) {
  return menu
    .filter((item) => item.shown(visitor))
    .map((item) => ({
      label: item.label(lang),
      href: item.href,
      current: current !== undefined && item.href === current,
    }))
}

/** Where "How are numbers computed?" leads: staff to the numbers themselves, families, partners and the state to the rules of one. */
const howFor = (visitor: Visitor | null): string =>
  visitor && !holdsAny(visitor, staff) ? '/indicators/chronic-absenteeism/method' : '/indicators'

function render(demo: { district: string } | null) {
  return (ctx: Ctx, options: PageOptions) => {
    const { visitor, lang } = ctx
    const role = visitor?.roles[0]?.role
    return (
      <Page
        lang={lang}
        title={options.title}
        path={ctx.url.pathname + ctx.url.search}
        menu={visitor ? menuFor(visitor, lang, options.current) : []}
        {...(visitor
          ? {
              account: {
                name: visitor.name,
                csrf: ctx.csrf,
                ...(role ? { role: roleName(role as Role, lang) } : {}),
                links: [{ label: words(lang)('account'), href: '/account' }],
                signOut: '/sign-out',
              },
            }
          : {})}
        {...(demo ? { synthetic: { district: demo.district, today: today() } } : {})}
        {...(options.thread ? { thread: options.thread } : {})}
        width={options.width ?? 'page'}
        {...(options.refresh ? { refresh: options.refresh } : {})}
        howHref={options.howHref ?? howFor(visitor)}
        notices={
          <>
            {actingBanner(visitor, lang, ctx.csrf)}
            {options.notices as never}
          </>
        }
      >
        {options.body as never}
      </Page>
    )
  }
}

/** What errors say, in Spanish: of the platform and of every module. */
export const sentences: Sentences = Object.fromEntries(
  [platformTroubles, ...modules.map((one) => one.troubles ?? {})].flatMap((one) => Object.entries(one)),
)

/** Fields whose text is never shown again. */
const secret = /pass|secret|code|csrf|current|token|key/i

/** The sentences that somebody had typed, so that they can be taken along where the form itself is gone. */
function Typed({ ctx, label }: { ctx: Ctx; label: string }) {
  const texts = Object.entries(ctx.typed())
    .filter(([name, value]) => !secret.test(name) && value.length >= 10 && /\s/.test(value))
    .slice(0, 6)
  if (texts.length === 0) return null
  return (
    <section>
      <h2>{label}</h2>
      {texts.map(([, value]) => (
        <blockquote class="typed">{value}</blockquote>
      ))}
    </section>
  )
}

function trouble(error: Trouble, lang: Lang, ctx: Ctx): PageOptions {
  const say = words(lang)
  const title = say(`trouble.${error.kind}`)
  const told = tell(error, lang, sentences)
  return {
    title,
    width: 'text',
    body: (
      <>
        {told.left ? (
          <>
            <PageHead title={title} lead={say(`lead.${error.kind}`)} />
            <p class="quiet" lang="en">
              {error.message} {error.hint}
            </p>
          </>
        ) : (
          <>
            <PageHead title={title} lead={told.message} />
            {told.hint ? <p>{told.hint}</p> : null}
          </>
        )}
        {told.details.length > 0 ? (
          <Notice lang={lang} kind="trouble">
            <ul>
              {told.details.map((one) => (
                <li>
                  {one.path ? <strong>{one.path}: </strong> : null}
                  {one.message} {one.hint ?? ''}
                </li>
              ))}
            </ul>
          </Notice>
        ) : null}
        {ctx.request.method === 'POST' ? <p class="quiet">{say('trouble.back')}</p> : null}
        <Typed ctx={ctx} label={say('trouble.typed')} />
        <p>
          <a href="/">{say('trouble.home')}</a>
        </p>
        <p class="quiet">{say('trouble.code', { code: error.code })}</p>
      </>
    ),
  }
}

/** Joins modules and platform into the site. */
export function makeSite(
  services: Services,
  parts: {
    identify: Site['identify']
    publicFiles: (path: string, request: Request) => Response | Promise<Response> | null
  },
): Site {
  const fixed = assets()
  return {
    services,
    routes: [...healthRoutes, progressRoute, ...modules.flatMap((one) => one.routes ?? [])],
    identify: parts.identify,
    render: render(services.config.demo ? { district: millRiver.name } : null) as Site['render'],
    trouble,
    files: (path, request) => {
      const asset = fixed.get(path)
      if (asset) {
        if (request.headers.get('if-none-match') === asset.etag) return new Response(null, { status: 304 })
        return new Response(asset.body as Uint8Array<ArrayBuffer>, {
          headers: {
            'content-type': asset.type,
            etag: asset.etag,
            'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
            'x-content-type-options': 'nosniff',
          },
        })
      }
      return path === '/public' || path.startsWith('/public/') ? parts.publicFiles(path, request) : null
    },
  }
}
