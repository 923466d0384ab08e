import type { FC } from 'hono/jsx'
import { ErrorSummary, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import { PasswordFields } from './password-fields.tsx'

/** Where somebody sets the password by a one-time link. The link is used by the form, not by opening the page. */
export const WelcomePage: FC<{
  lang: Lang
  csrf: string
  token: string
  name: string
  email: string
  errors: readonly FormError[]
}> = (props) => {
  const say = words(props.lang)
  return (
    <>
      <ErrorSummary lang={props.lang} errors={props.errors} />
      <PageHead title={say('welcome')} lead={say('welcomeLead', { name: props.name, email: props.email })} />
      <Form lang={props.lang} action={`/welcome/${props.token}`} csrf={props.csrf}>
        <input type="hidden" name="username" value={props.email} autocomplete="username" />
        <PasswordFields lang={props.lang} errors={props.errors} />
        <Submit label={say('setPassword')} main />
      </Form>
    </>
  )
}

/** A one-time link that is over, and how to get another. */
export const LinkOverPage: FC<{ lang: Lang; kind: 'password' | 'setup' }> = ({ lang, kind }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('linkOver')} />
      <Empty
        title={say(kind === 'setup' ? 'setupOverWhy' : 'linkOverWhy')}
        action={{ href: '/sign-in', label: say('signIn') }}
      />
    </>
  )
}
