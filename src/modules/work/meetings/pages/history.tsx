import type { FC } from 'hono/jsx'
import { PostButton } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { HistoryEntry } from '../view.ts'

export type HistoryProps = { lang: Lang; title: string; back: string; entries: readonly HistoryEntry[]; csrf: string }

/** Who changed what, when, and from what; newest first. */
export const History: FC<HistoryProps> = ({ lang, title, back, entries, csrf }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('historyOf', { of: title })} lead={say('historyLead')} />
      <p>
        <a href={back}>{say('goBack')}</a>
      </p>
      <ol class="due-list">
        {entries.map((one) => (
          <li class="due">
            <p class="due-when">
              <time datetime={one.iso}>{one.when}</time>
            </p>
            <div class="due-what">
              <p class="due-title">{one.verb}</p>
              <small>{one.who}</small>
              {one.changes.map((change) => (
                <small class="typed">{change}</small>
              ))}
            </div>
            {one.undoable ? (
              <div class="due-acts">
                <PostButton action={`${back}/undo`} csrf={csrf} label={say('undo')} fields={{ version: one.version }} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}
