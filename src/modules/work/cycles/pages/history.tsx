import type { FC } from 'hono/jsx'
import { PostButton } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { HistoryLine } from '../view.ts'

export type HistoryProps = {
  lang: Lang
  history: readonly HistoryLine[]
  /** where undoing is sent; null: the reader may not, or nothing can be undone */
  undo: { action: string; csrf: string } | null
}

/** Who changed what, when, from what. */
export const History: FC<HistoryProps> = ({ lang, history, undo }) => {
  const say = words(lang)
  return (
    <Section title={say('history')} id="history" lead={say('historyLead')}>
      <ol class="due-list">
        {history.map((one) => (
          <li class="due">
            <p class="due-when">
              <time datetime={one.iso}>{one.day}</time>
            </p>
            <div class="due-what">
              <p class="due-title">{one.verb}</p>
              <small>
                {one.who}, {one.time}
              </small>
              {one.changes.map((change) => (
                <small>{change}</small>
              ))}
            </div>
            {one.undoable && undo ? (
              <div class="due-acts">
                <PostButton
                  action={undo.action}
                  csrf={undo.csrf}
                  label={say('undo')}
                  fields={{ version: one.version }}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}
