import type { FC } from 'hono/jsx'
import { PostButton } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { State } from '../schema.ts'

/** What was just saved, for the top of the page that a person came back to. */
export type Saved = { id: number; version: number; title: string; state: State; undone: boolean; undoable: boolean }

/** Says what was saved and offers to undo it. */
export const SavedNotice: FC<{ lang: Lang; saved: Saved; csrf: string; back: string }> = ({
  lang,
  saved,
  csrf,
  back,
}) => {
  const say = words(lang)
  return (
    <Notice lang={lang} kind="done" title={say(saved.undone ? 'undone' : 'saved')}>
      <p>{say('savedNow', { title: saved.title, state: say(`state.${saved.state}`).toLocaleLowerCase(lang) })}</p>
      {saved.undoable ? (
        <PostButton
          action={`/work/${saved.id}/undo`}
          csrf={csrf}
          label={say('undo')}
          fields={{ version: saved.version, back }}
        />
      ) : null}
    </Notice>
  )
}
