import type { Child, FC } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'

/** `when` in words (`18 days late`, `Today`, `Fri, Nov 27`), `date` in ISO for machines. */
export type DueItem = {
  when: string
  date?: string | undefined
  late?: boolean | undefined
  title: string
  href?: string | undefined
  note?: string | undefined
  acts?: Child | undefined
}

/** What is due, the most pressing first: when, what, and the buttons that finish it in place. */
export const DueList: FC<{ lang: Lang; items: readonly DueItem[] }> = ({ lang, items }) => (
  <ul class="due-list">
    {items.map((item) => (
      <li class={item.late ? 'due late' : 'due'}>
        <p class="due-when">
          {item.date ? <time datetime={item.date}>{item.when}</time> : item.when}
          {item.late ? <span class="sr"> ({say(lang)('late')})</span> : null}
        </p>
        <div class="due-what">
          <p class="due-title">{item.href ? <a href={safeHref(item.href)}>{item.title}</a> : item.title}</p>
          {item.note ? <small>{item.note}</small> : null}
        </div>
        {item.acts ? <div class="due-acts">{item.acts}</div> : null}
      </li>
    ))}
  </ul>
)
