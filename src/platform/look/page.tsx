import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { longDate } from '../format.ts'
import { type Lang, languages } from '../words.ts'
import { withQuery } from './address.ts'
import { links } from './assets.ts'
import { CallSprite } from './call.tsx'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'
import { Thread, type ThreadProps } from './thread.tsx'

export type MenuItem = { label: string; href: string; current?: boolean | undefined }
export type Account = {
  name: string
  role?: string | undefined
  csrf: string
  links?: readonly MenuItem[] | undefined
  signOut?: string | undefined
}
export type Synthetic = { district: string; today?: string | undefined }
export type Width = 'page' | 'wide' | 'text'

export type PageProps = PropsWithChildren<{
  lang: Lang
  title: string
  /** address of this page with its query: the language link keeps it */
  path: string
  menu?: readonly MenuItem[] | undefined
  account?: Account | undefined
  /** the banner of a demo: name of the district, its date of today (ISO) */
  synthetic?: Synthetic | undefined
  thread?: ThreadProps | undefined
  width?: Width | undefined
  /** the reader's own choice, where it differs from the device */
  theme?: 'light' | 'dark' | undefined
  /** seconds after which a browser without script loads the page again (live progress) */
  refresh?: number | undefined
  howHref?: string | undefined
  home?: string | undefined
  notices?: Child | undefined
  assetBase?: string | undefined
}>

/** A page of the signed-in product: banner, bar with menu and account, the throughline at the left, footer. Out: an `<html>` node for `document_`. */
export const Page: FC<PageProps> = (props) => {
  const { lang } = props
  const words = say(lang)
  return (
    <html lang={lang} {...(props.theme ? { 'data-theme': props.theme } : {})}>
      <Head title={props.title} base={props.assetBase} script={true} refresh={props.refresh} />
      <body>
        <CallSprite />
        <a class="skip" href="#main">
          {words('skip')}
        </a>
        <header class="top">
          <Banner lang={lang} synthetic={props.synthetic} />
          <div class="bar">
            <Brand lang={lang} href={props.home ?? '/'} />
            {props.menu?.length ? (
              <>
                <button type="button" class="menu-button" popovertarget="menu">
                  <span class="menu-lines" aria-hidden="true" />
                  <span class="menu-word">{words('menu')}</span>
                </button>
                <nav id="menu" class="menu" popover="auto" aria-label={words('mainMenu')}>
                  <button type="button" class="menu-close" popovertarget="menu" popovertargetaction="hide">
                    {words('close')}
                  </button>
                  <Items items={props.menu} />
                </nav>
              </>
            ) : null}
            <div class="bar-end">
              <Languages
                lang={lang}
                hrefs={Object.fromEntries(languages.map((to) => [to, withLang(props.path, to)]))}
              />
              {props.account ? <AccountMenu lang={lang} account={props.account} /> : null}
            </div>
          </div>
        </header>
        <Body {...props} />
        <Footer lang={lang} howHref={props.howHref} />
      </body>
    </html>
  )
}

export type PublicPageProps = PropsWithChildren<{
  lang: Lang
  title: string
  /** addresses of this page in each language */
  other: Partial<Record<Lang, string>>
  /** which edition this is: `Edition 7, November 12, 2026` */
  edition?: string | undefined
  synthetic?: Synthetic | undefined
  thread?: ThreadProps | undefined
  width?: Width | undefined
  home?: string | undefined
  links?: readonly MenuItem[] | undefined
  howHref?: string | undefined
  notices?: Child | undefined
  /** where the style sheet and fonts lie, when not at the root: `../..` */
  assetBase?: string | undefined
}>

/** A page that anybody may read and that lies as a file: no session, no script, under 50 KB gzipped. */
export const PublicPage: FC<PublicPageProps> = (props) => {
  const { lang } = props
  return (
    <html lang={lang} class="public">
      <Head title={props.title} base={props.assetBase} script={false} />
      <body>
        <CallSprite />
        <a class="skip" href="#main">
          {say(lang)('skip')}
        </a>
        <header class="top">
          <Banner lang={lang} synthetic={props.synthetic} />
          <div class="bar">
            <Brand lang={lang} href={props.home ?? './'} />
            <div class="bar-end">
              <Languages lang={lang} hrefs={props.other} />
              {props.edition ? <span class="edition">{props.edition}</span> : null}
            </div>
          </div>
        </header>
        <Body {...props} width={props.width ?? 'wide'} />
        <Footer lang={lang} howHref={props.howHref} links={props.links} />
      </body>
    </html>
  )
}

/** The title of a page, with what stands above it (`children`: facts, audience) and a lead below. */
export const PageHead: FC<
  PropsWithChildren<{ title: string; lead?: string | undefined; titleLang?: Lang | undefined }>
> = (props) => (
  <div class="page-head">
    {props.children}
    <h1 {...(props.titleLang ? { lang: props.titleLang } : {})}>{props.title}</h1>
    {props.lead ? <p class="lead">{props.lead}</p> : null}
  </div>
)

/** A rendered page as a document. In: a `Page` or `PublicPage`. Out: HTML text with its doctype. */
export function document_(node: unknown): string {
  return `<!doctype html>${String(node)}`
}

/** The same address in another language: `/plan?view=all` becomes `/plan?view=all&lang=es`. */
export const withLang = (path: string, lang: Lang): string => withQuery(path, 'lang', lang)

const Head: FC<{ title: string; base?: string | undefined; script: boolean; refresh?: number | undefined }> = (
  props,
) => {
  const at = links()
  const base = props.base ?? ''
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{props.title}</title>
      <meta name="color-scheme" content="light dark" />
      {at.fonts.map((href) => (
        <link rel="preload" href={`${base}${href}`} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={`${base}${at.css}`} />
      <link rel="icon" type="image/svg+xml" href={`${base}${at.icon}`} />
      {props.script ? <script type="module" src={`${base}${at.script}`} /> : null}
      {props.refresh
        ? raw(`<noscript><meta http-equiv="refresh" content="${Math.max(1, Math.round(props.refresh))}"></noscript>`)
        : null}
    </head>
  )
}

const Banner: FC<{ lang: Lang; synthetic?: Synthetic | undefined }> = ({ lang, synthetic }) =>
  synthetic ? (
    <p class="synthetic">
      {synthetic.today
        ? say(lang)('synthetic', { district: synthetic.district, today: longDate(synthetic.today, lang) })
        : say(lang)('syntheticPublic', { district: synthetic.district })}
    </p>
  ) : null

const Brand: FC<{ lang: Lang; href: string }> = ({ lang, href }) => (
  <a class="brand" href={safeHref(href)}>
    <svg aria-hidden="true" width="14" height="28" viewBox="0 0 14 28">
      <path d="M7 0v28" />
      <circle cx="7" cy="14" r="5" />
    </svg>
    {say(lang)('brand')}
  </a>
)

const Items: FC<{ items: readonly MenuItem[] }> = ({ items }) => (
  <ul>
    {items.map((item) => (
      <li>
        <a href={safeHref(item.href)} {...(item.current ? { 'aria-current': 'page' as const } : {})}>
          {item.label}
        </a>
      </li>
    ))}
  </ul>
)

const Languages: FC<{ lang: Lang; hrefs: Partial<Record<string, string>> }> = ({ lang, hrefs }) => {
  const to = languages.find((other) => other !== lang && hrefs[other])
  return to ? (
    <a class="language" href={safeHref(hrefs[to] ?? '')} lang={to} hreflang={to}>
      {say(lang)('otherLanguage')}
    </a>
  ) : null
}

const AccountMenu: FC<{ lang: Lang; account: Account }> = ({ lang, account }) => (
  <details class="account">
    <summary>
      <span class="account-name">{account.name}</span>
      <svg
        class="account-mark"
        aria-hidden="true"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
      >
        <circle cx="12" cy="8.5" r="3.8" />
        <path d="M4.5 20c1-4 4-5.6 7.5-5.6s6.5 1.6 7.5 5.6" stroke-linecap="round" />
      </svg>
    </summary>
    <div class="account-panel">
      <p>
        <b>{account.name}</b>
        {account.role ? <small>{account.role}</small> : null}
      </p>
      {account.links?.length ? <Items items={account.links} /> : null}
      <form method="post" action={safeHref(account.signOut ?? '/sign-out')}>
        <input type="hidden" name="csrf" value={account.csrf} />
        <button type="submit">{say(lang)('signOut')}</button>
      </form>
    </div>
  </details>
)

const Body: FC<
  PropsWithChildren<{ thread?: ThreadProps | undefined; width?: Width | undefined; notices?: Child | undefined }>
> = (props) => {
  const main = (
    <main id="main" class="stack" tabindex={-1}>
      {props.notices}
      {props.children}
    </main>
  )
  return props.thread ? (
    <div class="page">
      <Thread {...props.thread} />
      {main}
    </div>
  ) : (
    <div class={props.width === 'text' ? 'solo text' : props.width === 'wide' ? 'solo wide' : 'solo'}>{main}</div>
  )
}

const Footer: FC<{ lang: Lang; howHref?: string | undefined; links?: readonly MenuItem[] | undefined }> = ({
  lang,
  howHref,
  links: more,
}) => (
  <footer class="foot" aria-label={say(lang)('footer')}>
    <ul>
      <li>
        <a href={safeHref(howHref ?? '/how')}>{say(lang)('howNumbers')}</a>
      </li>
      {more?.map((item) => (
        <li>
          <a href={safeHref(item.href)}>{item.label}</a>
        </li>
      ))}
    </ul>
    <p>{say(lang)('openSource')}</p>
  </footer>
)
