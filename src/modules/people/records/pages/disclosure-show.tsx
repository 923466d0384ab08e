import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { DisclosureFields } from './disclosure-fields.tsx'

export type DisclosureShowProps = {
  lang: Lang
  csrf: string
  id: number
  version: number
  facts: readonly { label: string; value: string }[]
  ids: readonly string[]
  mayCorrect: boolean
  org: string
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  done: 'entered' | 'corrected' | null
  history: readonly { when: string; who: string; what: string; reason: string }[]
}

/** One entry of the register, with its history; corrected here, never removed. */
export const DisclosureShowPage: FC<DisclosureShowProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={say('disclosures')}>
        <p class="quiet">
          <a href="/students/disclosures">{say('register')}</a>
        </p>
      </PageHead>
      {props.done ? (
        <Notice lang={lang} kind="done">
          <p>{say(props.done)}</p>
        </Notice>
      ) : null}
      <KeyValue rows={[...props.facts]} />
      {props.ids.length === 0 ? null : <p>{say('studentsNow', { ids: props.ids.join(', ') })}</p>}
      <Section title={say('history')}>
        <ul>
          {props.history.map((one) => (
            <li>{`${one.when}: ${one.what}, ${one.who}${one.reason ? ` (${one.reason})` : ''}`}</li>
          ))}
        </ul>
      </Section>
      {props.mayCorrect ? (
        <Section title={say('correct')} lead={say('correctLead')} id="correct">
          <Form lang={lang} action={`/students/disclosures/${props.id}`} csrf={props.csrf} version={props.version}>
            <DisclosureFields lang={lang} typed={props.typed} errors={props.errors} />
            <Field
              lang={lang}
              kind="text"
              name="reason"
              label={say('correctWhy')}
              value={props.typed.reason ?? ''}
              error={errorOf(props.errors, 'reason')}
              required
            />
            <Submit label={say('correctDo')} />
          </Form>
        </Section>
      ) : (
        <p class="quiet">{say('onlyOrg', { org: props.org })}</p>
      )}
    </>
  )
}
