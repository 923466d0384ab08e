import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'

const heads = {
  info: 'noticeInfo',
  done: 'noticeDone',
  warning: 'noticeWarning',
  correction: 'noticeCorrection',
  trouble: 'noticeTrouble',
} as const
export type NoticeKind = keyof typeof heads

export type NoticeProps = PropsWithChildren<{
  lang: Lang
  kind: NoticeKind
  title?: string | undefined
  /** the next step */
  href?: string | undefined
  action?: string | undefined
}>

/** A message to the reader: what is so, and what to do next. `correction` stands over a published page that was replaced. */
export const Notice: FC<NoticeProps> = (props) => (
  <div
    class={`notice notice-${props.kind}`}
    {...(props.kind === 'trouble'
      ? { role: 'alert' as const }
      : props.kind === 'done'
        ? { role: 'status' as const }
        : {})}
  >
    <p class="notice-title">{props.title ?? say(props.lang)(heads[props.kind])}</p>
    {props.children ? <div class="notice-words">{props.children}</div> : null}
    {props.href ? (
      <p>
        <a href={safeHref(props.href)}>{props.action ?? props.href}</a>
      </p>
    ) : null}
  </div>
)
