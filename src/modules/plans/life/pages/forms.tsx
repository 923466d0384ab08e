import type { FC } from 'hono/jsx'
import { errorOf, Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Panel, Section } from '../../../../platform/look/panel.tsx'
import { NameCheck } from '../../pages/name-check.tsx'
import { say } from '../say.ts'
import { outcomes } from '../schema.ts'
import type { ApprovalsProps, SubjectView } from './props.ts'

type Props = Pick<ApprovalsProps, 'lang' | 'csrf' | 'action' | 'fields' | 'typed' | 'errors' | 'plan' | 'asks'> & {
  subject: SubjectView
}

const Hidden: FC<{ fields: Readonly<Record<string, string>> }> = ({ fields }) => (
  <>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

/** Writes down a decision about the text in review. */
export const DecisionForm: FC<Props> = (props) => {
  const { lang, subject, typed, errors } = props
  const words = say(lang)
  if (subject.digest === null) return null
  const value = (name: string) => typed[name] ?? ''
  return (
    <Section title={words('record')} lead={words('recordLead', { print: subject.digest.slice(0, 16) })} id="record">
      <Form lang={lang} action={props.action} csrf={props.csrf}>
        <Hidden
          fields={{
            ...props.fields,
            digest: subject.digest,
            ...(subject.draft === null ? {} : { draft: String(subject.draft) }),
          }}
        />
        {subject.named ? (
          <Field
            lang={lang}
            kind="select"
            name="body"
            label={words('chooseBody')}
            blank={true}
            required={true}
            value={value('body')}
            error={errorOf(errors, 'body')}
            options={subject.bodies.map((one, i) => ({ value: String(i), label: one.body.words }))}
          />
        ) : (
          <>
            <Field
              lang={lang}
              kind="text"
              name="body_en"
              label={words('bodyEn')}
              value={value('body_en')}
              error={errorOf(errors, 'body_en')}
              readBy={words('readers')}
            />
            <Field
              lang={lang}
              kind="text"
              name="body_es"
              label={words('bodyEs')}
              value={value('body_es')}
              readBy={words('readers')}
            />
          </>
        )}
        <Field
          lang={lang}
          kind="radios"
          name="outcome"
          label={words('outcome')}
          required={true}
          value={value('outcome')}
          error={errorOf(errors, 'outcome')}
          options={outcomes.map((one) => ({ value: one, label: words(`s_${one}`) }))}
        />
        <Field
          lang={lang}
          kind="date"
          name="decided_on"
          label={words('decidedOn')}
          required={true}
          value={value('decided_on')}
          error={errorOf(errors, 'decided_on')}
        />
        <Field
          lang={lang}
          kind="text"
          name="vote"
          label={words('vote')}
          hint={words('voteHint')}
          value={value('vote')}
          readBy={words('readers')}
        />
        <Field
          lang={lang}
          kind="number"
          name="present"
          label={words('present')}
          hint={words('presentHint')}
          required={false}
          value={value('present')}
          error={errorOf(errors, 'present')}
        />
        <Field
          lang={lang}
          kind="number"
          name="quorum"
          label={words('quorum')}
          required={false}
          value={value('quorum')}
          error={errorOf(errors, 'quorum')}
        />
        <Field
          lang={lang}
          kind="text"
          name="document"
          label={words('document')}
          hint={words('documentHint')}
          required={true}
          value={value('document')}
          error={errorOf(errors, 'document')}
          readBy={words('readers')}
        />
        {props.asks === 'record' ? <NameCheck lang={lang} asks={true} /> : null}
        <Submit label={words('save')} main={true} />
      </Form>
    </Section>
  )
}

type Verb = 'review' | 'reopen' | 'adopt' | 'draft' | 'archived' | 'adopted'

/** A step in the life of the draft or plan: a button, with a reason where one is asked for. */
const StepForm: FC<Props & { verb: Verb; label: string; hint?: string; reason?: boolean; main?: boolean }> = (
  props,
) => {
  const { lang, subject, verb } = props
  const words = say(lang)
  const name = `reason_${verb}`
  return (
    <Panel>
      <Form lang={lang} action={`${props.action}/step`} csrf={props.csrf}>
        <Hidden
          fields={{
            ...props.fields,
            verb,
            version: String(props.plan.version),
            ...(subject.draft === null ? {} : { draft: String(subject.draft) }),
          }}
        />
        {props.hint ? <p class="quiet measure">{props.hint}</p> : null}
        {props.reason ? (
          <Field
            lang={lang}
            kind="text"
            name={name}
            label={words('reason')}
            required={true}
            value={props.typed[name] ?? ''}
            error={errorOf(props.errors, name)}
            readBy={words('readers')}
          />
        ) : null}
        {props.asks === verb ? <NameCheck lang={lang} asks={true} /> : null}
        <Submit label={props.label} main={props.main} />
      </Form>
    </Panel>
  )
}

/** Everything that can be done next with the draft, or with the plan as a whole. `ends`: the reader may end an approved plan. */
export const NextSteps: FC<Props & { ends: boolean }> = (props) => {
  const { lang, subject } = props
  const words = say(lang)
  if (subject.draft !== null)
    return subject.state === 'open' ? (
      <StepForm {...props} verb="review" label={words('sendReview')} hint={words('sendReviewHint')} main={true} />
    ) : (
      <>
        {subject.ready ? (
          <StepForm
            {...props}
            verb="adopt"
            label={words('adopt')}
            hint={words('adoptHint')}
            reason={true}
            main={true}
          />
        ) : null}
        <StepForm {...props} verb="reopen" label={words('reopen')} hint={words('reopenHint')} reason={true} />
      </>
    )
  if (subject.state === 'draft')
    return <StepForm {...props} verb="review" label={words('toReview')} hint={words('sendReviewHint')} main={true} />
  if (subject.state === 'review')
    return (
      <>
        {subject.ready ? (
          <StepForm
            {...props}
            verb="adopted"
            label={words('adopt')}
            hint={words('adoptHint')}
            reason={true}
            main={true}
          />
        ) : null}
        <StepForm {...props} verb="draft" label={words('toDraft')} reason={true} />
      </>
    )
  return subject.state === 'adopted' && props.ends ? (
    <StepForm {...props} verb="archived" label={words('archive')} hint={words('archiveHint')} reason={true} />
  ) : null
}
