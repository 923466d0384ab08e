import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, Form, type FormError, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import { CodeField, Enroll, type EnrollProps } from './enroll.tsx'

/** What stands between the password and everything else: a code, or the setting up of a second factor. */
export const GatePage: FC<Omit<EnrollProps, 'at' | 'password'> & { has: boolean; errors: readonly FormError[] }> = (
  props,
) => {
  const { lang, csrf, to, errors } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.has ? (
        <>
          <PageHead title={say('codeTitle')} lead={say('codeLead')} />
          <Form lang={lang} action="/second" csrf={csrf}>
            <input type="hidden" name="to" value={to} />
            <CodeField lang={lang} errors={errors} />
            <Submit label={say('codeDo')} main />
          </Form>
          <p class="quiet measure">{say('codeLost')}</p>
        </>
      ) : (
        <>
          <PageHead title={say('enrollTitle')} lead={say('secondWhy')} />
          <Enroll {...props} at="/second" password={false} />
        </>
      )}
      <Buttons>
        <PostButton action="/sign-out" csrf={csrf} label={say('signOutNow')} />
      </Buttons>
    </>
  )
}

/** The recovery codes, on this answer only. */
export const RecoveryPage: FC<{ lang: Lang; codes: readonly string[]; to: string; first: boolean }> = (props) => {
  const say = words(props.lang)
  return (
    <>
      <PageHead title={say('recoveryTitle')} lead={say('recoveryLead')} />
      {props.first ? <p class="measure">{say('recoveryOn')}</p> : null}
      <ul class="recovery">
        {props.codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="btn btn-main" href={props.to}>
          {say('recoveryGoOn')}
        </a>
      </p>
    </>
  )
}
