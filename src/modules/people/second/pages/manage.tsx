import type { FC } from 'hono/jsx'
import { ErrorSummary, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import { CodeField, Enroll } from './enroll.tsx'

export type ManageProps = {
  lang: Lang
  csrf: string
  /** the day since when it is on, in words; null: off */
  on: string | null
  needed: boolean
  /** nobody has to have one here (the demo says so) */
  optional: boolean
  left: number
  setup: { secret: string; uri: string } | null
  errors: readonly FormError[]
  /** which form the errors belong to */
  form?: 'codes' | 'off' | undefined
  done?: 'off' | undefined
}

/** One's own second factor: set it up, renew the recovery codes, turn it off. */
export const ManagePage: FC<ManageProps> = (props) => {
  const { lang, csrf, errors } = props
  const say = words(lang)
  const of = (form: ManageProps['form']) => (props.form === form ? errors : [])
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.done ? (
        <Notice lang={lang} kind="done">
          {say('secondTurnedOff')}
        </Notice>
      ) : null}
      <p>
        <a href="/account">{say('account')}</a>
      </p>
      <PageHead
        title={say('second')}
        lead={props.on ? say('secondOn', { date: props.on }) : say(props.needed ? 'secondWhy' : 'secondOptional')}
      />
      {props.optional ? <p class="quiet measure">{say('secondDemo')}</p> : null}
      {props.on ? (
        <>
          <Section
            title={say('newCodes')}
            lead={`${say('recoveryLeft', { count: props.left })} ${say('newCodesLead')}`}
          >
            <Form lang={lang} action="/account/second/codes" csrf={csrf}>
              <CodeField lang={lang} errors={of('codes')} />
              <Submit label={say('newCodes')} />
            </Form>
          </Section>
          <Section title={say('turnOff')} lead={props.needed ? say('secondNeeded') : undefined}>
            {props.needed ? null : (
              <Form lang={lang} action="/account/second/off" csrf={csrf}>
                <CodeField lang={lang} errors={of('off')} name="off" />
                <Submit label={say('turnOff')} danger />
              </Form>
            )}
          </Section>
        </>
      ) : (
        <Enroll lang={lang} csrf={csrf} at="/account/second" setup={props.setup} password to="" errors={errors} />
      )}
    </>
  )
}
