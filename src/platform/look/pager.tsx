import type { FC } from 'hono/jsx'
import { count } from '../format.ts'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'

/** Way through a long list. Nothing when there is one page. */
export const Pager: FC<{
  lang: Lang
  page: number
  pages: number
  href: (page: number) => string
  total?: number | undefined
}> = (props) => {
  const words = say(props.lang)
  if (props.pages <= 1) return null
  return (
    <nav class="pager" aria-label={words('pages')}>
      {props.page > 1 ? (
        <a rel="prev" href={safeHref(props.href(props.page - 1))}>
          {words('previous')}
        </a>
      ) : null}
      <span>
        {words('pageOf', { page: count(props.page, props.lang), pages: count(props.pages, props.lang) })}
        {props.total === undefined ? '' : ` \u00b7 ${words('total', { total: props.total })}`}
      </span>
      {props.page < props.pages ? (
        <a rel="next" href={safeHref(props.href(props.page + 1))}>
          {words('next')}
        </a>
      ) : null}
    </nav>
  )
}

export type Tab = { label: string; href: string; current?: boolean | undefined; count?: string | number | undefined }

/** Views of one thing, each with its own address. */
export const Tabs: FC<{ label: string; tabs: readonly Tab[] }> = (props) => (
  <nav class="tabs" aria-label={props.label}>
    <ul>
      {props.tabs.map((tab) => (
        <li>
          <a href={safeHref(tab.href)} {...(tab.current ? { 'aria-current': 'page' as const } : {})}>
            {tab.label}
            {tab.count === undefined ? null : <span class="tab-count"> {tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
