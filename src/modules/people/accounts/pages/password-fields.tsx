import type { FC } from 'hono/jsx'
import { errorOf, Field, type FormError } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'

/** A new password, typed twice. What was typed never comes back to the page. */
export const PasswordFields: FC<{ lang: Lang; errors: readonly FormError[] }> = ({ lang, errors }) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="password"
        name="password"
        label={say('newPassword')}
        hint={say('passwordHint')}
        autocomplete="new-password"
        required
        error={errorOf(errors, 'password')}
      />
      <Field
        lang={lang}
        kind="password"
        name="repeated"
        label={say('repeatPassword')}
        autocomplete="new-password"
        required
        error={errorOf(errors, 'repeated')}
      />
    </>
  )
}
