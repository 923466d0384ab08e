import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'

export type SignInProps = {
  lang: Lang
  csrf: string
  to: string
  email: string
  errors: readonly FormError[]
  done?: 'out' | 'everywhere' | 'password' | undefined
}

/** The door: e-mail, password, and what to do without them. */
export const SignInPage: FC<SignInProps> = ({ lang, csrf, to, email, errors, done }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {done ? (
        <Notice lang={lang} kind="done">
          {say(done === 'out' ? 'signedOut' : done === 'everywhere' ? 'signedOutEverywhere' : 'passwordSet')}
        </Notice>
      ) : null}
      <PageHead title={say('signIn')} lead={say('signInLead')} />
      <Form lang={lang} action="/sign-in" csrf={csrf}>
        <input type="hidden" name="to" value={to} />
        <Field
          lang={lang}
          kind="email"
          name="email"
          label={say('email')}
          value={email}
          autocomplete="username"
          required
          error={errorOf(errors, 'email')}
        />
        <Field
          lang={lang}
          kind="password"
          name="password"
          label={say('password')}
          autocomplete="current-password"
          required
          error={errorOf(errors, 'password')}
        />
        <Submit label={say('signIn')} main />
      </Form>
      <p class="quiet measure">{say('noAccount')}</p>
    </>
  )
}
