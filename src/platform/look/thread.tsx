import type { FC } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'

/** A place on the line: a vision, priority, goal, strategy, action, task, measure or evidence. */
export type Knot = { label: string; note?: string | undefined; href?: string | undefined; code?: string | undefined }
export type ThreadProps = { lang: Lang; up: readonly Knot[]; here: Knot; down: readonly Knot[] }

const Stop: FC<{ knot: Knot; place: 'up' | 'here' | 'down'; near: boolean }> = ({ knot, place, near }) => {
  const words = (
    <>
      <span class="knot-label">
        {knot.code ? <span class="knot-code">{knot.code} </span> : null}
        {knot.label}
      </span>
      {knot.note ? <small>{knot.note}</small> : null}
    </>
  )
  return (
    <li
      class={`knot knot-${place}${near ? ' near' : ''}`}
      {...(place === 'here' ? { 'aria-current': 'page' as const } : {})}
    >
      {knot.href && place !== 'here' ? (
        <a href={safeHref(knot.href)}>{words}</a>
      ) : (
        <span class="knot-words">{words}</span>
      )}
    </li>
  )
}

/**
 * The throughline: the way up and down from where the reader is. In: knots from top to bottom. On a phone: one step up, here, one step down.
 */
export const Thread: FC<ThreadProps> = ({ lang, up, here, down }) => (
  <nav class="thread" aria-label={say(lang)('thread')}>
    <ol>
      {up.map((knot, index) => (
        <Stop knot={knot} place="up" near={index === up.length - 1} />
      ))}
      <Stop knot={here} place="here" near={true} />
      {down.map((knot, index) => (
        <Stop knot={knot} place="down" near={index === 0} />
      ))}
    </ol>
  </nav>
)
