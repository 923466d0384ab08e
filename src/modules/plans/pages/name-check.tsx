import type { FC } from 'hono/jsx'
import { Field } from '../../../platform/look/form.tsx'
import type { Lang } from '../../../platform/words.ts'
import { say } from '../say.ts'

/** The box in which whoever writes says that no student is meant. */
export const confirmField = 'no_student_meant'

/** Says that names of students do not belong into a text; after one was found in this form, asks whoever knows better to say so. */
export const NameCheck: FC<{ lang: Lang; asks: boolean }> = ({ lang, asks }) => {
  const words = say(lang)
  return asks ? (
    <Field lang={lang} kind="check" name={confirmField} label={words('notAStudent')} hint={words('notAStudentHint')} />
  ) : (
    <p class="hint">{words('noNames')}</p>
  )
}
