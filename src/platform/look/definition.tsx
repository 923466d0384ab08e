import type { FC } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { slug } from './table.tsx'

/** An abbreviation of the plan, explained on tap and by keyboard; no script needed. `id` where the term stands twice on a page. */
export const Definition: FC<{ lang: Lang; term: string; means: string; id?: string | undefined }> = (props) => {
  const id = props.id ?? `def-${slug(props.term)}`
  return (
    <span class="definition">
      <button type="button" class="term" popovertarget={id}>
        {props.term}
        <span class="sr">: {say(props.lang)('means', { term: props.term })}</span>
      </button>
      <span id={id} popover="auto" class="means">
        <b>{props.term}</b> {props.means}
      </span>
    </span>
  )
}
