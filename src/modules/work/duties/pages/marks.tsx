import type { FC } from 'hono/jsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Entry } from '../reading.ts'
import { words } from '../say.ts'
import { entryWords } from '../view.ts'

/** How many of those ahead are shown; the others are counted. */
const aheadShown = 2

/** The occurrences of a duty as a row of marks, each with its day and its state in words. */
export const Marks: FC<{ lang: Lang; entries: readonly Entry[]; today: string; label: string }> = (props) => {
  const { lang, today } = props
  const ahead = props.entries.filter((entry) => entry.mark === 'ahead')
  const last = ahead[aheadShown - 1]?.due ?? null
  // In order of their days: what lies behind the last one ahead is on the duty's own page, unless somebody answered for it already.
  const shown = props.entries.filter((entry) => last === null || entry.due <= last || entry.mark.startsWith('done'))
  const more = ahead.filter((entry) => !shown.includes(entry)).length
  if (props.entries.length === 0) return null
  return (
    <ol class="marks" aria-label={props.label}>
      {shown.map((entry) => (
        <li class={`mark mark-${entry.mark}`}>
          {entry.href ? <a href={entry.href}>{entryWords(entry, today, lang)}</a> : entryWords(entry, today, lang)}
        </li>
      ))}
      {more > 0 ? <li class="quiet">{words(lang)('moreAhead', { count: more })}</li> : null}
    </ol>
  )
}
