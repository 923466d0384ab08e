import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import { ProviderButtons } from '../../sign-in/pages/buttons.tsx'
import type { ProviderShown } from '../../sign-in/store.ts'

export type SignInProps = {
  lang: Lang
  csrf: string
  to: string
  email: string
  errors: readonly FormError[]
  /** providers of all districts, and the code of the district that the address names */
  providers: readonly ProviderShown[]
  at: string
  done?: 'out' | 'everywhere' | 'password' | undefined
}

/** The door: e-mail, password, and what to do without them. */
export const SignInPage: FC<SignInProps> = ({ lang, csrf, to, email, errors, providers, at, done }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {done ? (
        <Notice lang={lang} kind="done">
          {say(done === 'out' ? 'signedOut' : done === 'everywhere' ? 'signedOutEverywhere' : 'passwordSet')}
        </Notice>
      ) : null}
      <PageHead title={say('signIn')} lead={providers.length > 0 ? undefined : say('signInLead')} />
      <ProviderButtons lang={lang} providers={providers} at={at} to={to} />
      {providers.length > 0 ? <h2>{say('orPassword')}</h2> : null}
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
        <Submit label={say('signIn')} main={providers.length === 0} />
      </Form>
      <p class="quiet measure">{say('noAccount')}</p>
    </>
  )
}
