import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { escape } from './escape.ts'

export const callNames = ['met', 'on_pace', 'too_close', 'behind', 'missed', 'no_call'] as const
export type CallName = (typeof callNames)[number]
export const trendNames = ['improving', 'worsening', 'no_clear_change', 'not_comparable'] as const
export type TrendName = (typeof trendNames)[number]

/** One shape a call, on a 16 x 16 grid. None of them points up or down: a shape for pace must not look like the direction of the value. */
const shapes: Record<CallName, string> = {
  met: '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M4.4 8.3l2.5 2.5 4.7-5.2" fill="none" class="cut" stroke-width="2"/>',
  on_pace:
    '<path d="M3.5 2.2 13.5 8l-10 5.8z" fill="currentColor" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/>',
  too_close:
    '<path d="M1 9c2.3-4.3 4.7-4.3 7 0s4.7 4.3 7 0" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
  behind:
    '<path d="M3.2 1.5h9.6M3.2 14.5h9.6M4.3 1.5c0 4 7.4 4.8 7.4 6.5s-7.4 2.5-7.4 6.5M11.7 1.5c0 4-7.4 4.8-7.4 6.5s7.4 2.5 7.4 6.5" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>',
  missed:
    '<rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor"/><path d="M4.5 8h7" class="cut" stroke-width="2.2" stroke-linecap="round"/>',
  no_call: '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
}

const sprite = `<svg class="sprite" aria-hidden="true" width="0" height="0">${callNames
  .map((name) => `<symbol id="m-${name}" viewBox="0 0 16 16">${shapes[name]}</symbol>`)
  .join('')}</svg>`

/** The six shapes, once a page; `Page` and `PublicPage` place it. */
export const CallSprite: FC = () => raw(sprite)

/** Escaped HTML of a call. In: language, call, reason in words (optional), own words for the call (optional). */
export function callHtml(lang: Lang, call: CallName, reason?: string | null, label?: string | null): string {
  const words = label ? escape(label) : say(lang)(call)
  return `<span class="call call-${call}"><svg aria-hidden="true"><use href="#m-${call}"/></svg><span>${words}</span></span>${
    reason ? ` <small class="reason">${escape(reason)}</small>` : ''
  }`
}

/** Escaped HTML of a trend word. */
export const trendHtml = (lang: Lang, trend: TrendName): string =>
  `<span class="trend trend-${trend}">${say(lang)(trend)}</span>`

/** A status call: word, shape and color, with its reason. */
export const Call: FC<{ lang: Lang; call: CallName; reason?: string | undefined; label?: string | undefined }> = (
  props,
) => raw(callHtml(props.lang, props.call, props.reason, props.label))

/** The trend beside a call: a second word, never a shape. */
export const Trend: FC<{ lang: Lang; trend: TrendName }> = (props) => raw(trendHtml(props.lang, props.trend))
