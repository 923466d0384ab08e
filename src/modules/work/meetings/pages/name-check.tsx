import type { FC } from 'hono/jsx'
import { Field } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

/** The forms whose texts are looked through for names of students. */
export type NamedForm = 'committee' | 'member' | 'when' | 'point' | 'minutes' | 'decision' | 'action' | 'correction'
/** The box in which somebody says that no student is meant. */
export const confirmField = (form: NamedForm): string => `${form}_confirmed`

/** Says that names of students do not belong into a text; after one was found in this form, asks whoever knows better to say so. */
export const NameCheck: FC<{ lang: Lang; form: NamedForm; named: NamedForm | null }> = ({ lang, form, named }) => {
  const say = words(lang)
  return named === form ? (
    <Field
      lang={lang}
      kind="check"
      name={confirmField(form)}
      label={say('notAStudent')}
      hint={say('notAStudentHint')}
    />
  ) : (
    <p class="hint">{say('noNames')}</p>
  )
}
