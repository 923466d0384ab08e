import type { FC } from 'hono/jsx'
import { errorOf, Field, Form, type FormError, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { actingMinutes } from '../../acting/rules.ts'
import { words } from '../../say.ts'

/** Open sessions, the day since when there is a second factor, and providers the account is linked with. */
export type PersonSignIn = {
  sessions: number
  second: string | null
  linked: readonly { provider_id: number; name: string; linked_at: string }[]
}

type Props = {
  lang: Lang
  csrf: string
  account: { account_id: number; name: string }
  signIn: PersonSignIn | null
  whole: boolean
  self: boolean
  actable: boolean
  reasons: { reset?: string; acting?: string }
  errors: readonly FormError[]
}

/** How somebody signs in, and what an administrator can do about it; and the way to look as this person. */
export const PersonSignInSections: FC<Props> = (props) => {
  const { lang, csrf, signIn, account, errors } = props
  const say = words(lang)
  const at = `/people/${account.account_id}`
  return (
    <>
      {signIn ? (
        <Section title={say('personSignIn')}>
          <p>{say('personSessions', { count: signIn.sessions })}</p>
          <p>{signIn.second ? say('personSecondOn', { date: signIn.second }) : say('personSecondOff')}</p>
          {signIn.linked.map((one) => (
            <p>{say('personLinked', { provider: one.name, date: one.linked_at })}</p>
          ))}
          <div class="buttons">
            {signIn.sessions > 0 ? (
              <PostButton action={`${at}/sessions`} csrf={csrf} label={say('endSessions')} />
            ) : null}
            {signIn.linked.map((one) => (
              <PostButton
                action={`${at}/unlink`}
                csrf={csrf}
                label={say('unlinkDo', { provider: one.name })}
                fields={{ provider: one.provider_id }}
              />
            ))}
          </div>
        </Section>
      ) : null}
      {signIn?.second && props.whole && !props.self ? (
        <Section title={say('resetSecond')} lead={say('resetSecondLead')}>
          <Form lang={lang} action={`${at}/second`} csrf={csrf}>
            <Field
              lang={lang}
              kind="text"
              name="reset_reason"
              label={say('reasonNeeded')}
              value={props.reasons.reset}
              width="full"
              required
              error={errorOf(errors, 'reset_reason')}
            />
            <Submit label={say('resetSecond')} danger />
          </Form>
        </Section>
      ) : null}
      {props.actable ? (
        <Section title={say('actAs', { name: account.name })} lead={say('actAsLead', { minutes: actingMinutes })}>
          <Form lang={lang} action={`${at}/act-as`} csrf={csrf}>
            <Field
              lang={lang}
              kind="text"
              name="acting_reason"
              label={say('reasonNeeded')}
              value={props.reasons.acting}
              width="full"
              required
              error={errorOf(errors, 'acting_reason')}
            />
            <Submit label={say('actAsDo')} />
          </Form>
        </Section>
      ) : null}
    </>
  )
}
