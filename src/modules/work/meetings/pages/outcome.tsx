import type { FC } from 'hono/jsx'
import { Buttons, errorOf, Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { DueLines } from '../../pages/due-lines.tsx'
import { words } from '../say.ts'
import { Corrected } from './agenda.tsx'
import type { MeetingShowProps } from './meeting-show.tsx'
import { NameCheck } from './name-check.tsx'

const pointOptions = (props: MeetingShowProps) => [
  { value: '', label: words(props.lang)('noPoint') },
  ...props.points.map((one) => ({ value: String(one.id), label: one.title.words })),
]

/** What was decided, numbered, with votes as counts. */
export const Decisions: FC<MeetingShowProps> = (props) => {
  const { lang, id, errors, typed, decisions } = props
  const say = words(lang)
  const votes = (
    name: 'd_for' | 'd_against' | 'd_abstained',
    label: 'field.votes_for' | 'field.votes_against' | 'field.abstained',
  ) => (
    <Field
      lang={lang}
      kind="number"
      width="short"
      name={name}
      required={false}
      label={say(label)}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
      min={0}
      max={500}
    />
  )
  return (
    <Section title={say('decisionsTitle')} id="decisions">
      {decisions.length === 0 ? <p class="quiet">{say('noDecisions')}</p> : null}
      <ul class="said">
        {decisions.map((one) => (
          <li>
            <p class="typed">
              <b>{one.number}</b> {one.words}
            </p>
            <small>{[one.point, one.votes].filter(Boolean).join(' \u00b7 ')}</small>
            <Corrected lang={lang} corrections={one.corrections} />
          </li>
        ))}
      </ul>
      {props.may.write && props.held && props.minutes !== 'approved' ? (
        <details open={errors.some((one) => one.field?.startsWith('d_'))}>
          <summary>{say('newDecision')}</summary>
          <Form lang={lang} action={`/work/meetings/${id}/decisions`} csrf={props.csrf}>
            <Field
              lang={lang}
              kind="area"
              rows={3}
              name="d_words"
              label={say('decisionWords')}
              value={typed.d_words ?? ''}
              error={errorOf(errors, 'd_words')}
              readBy={say(props.committee.open ? 'readersPublic' : 'readers')}
            />
            <Field
              lang={lang}
              kind="select"
              name="d_point"
              label={say('atPoint')}
              value={typed.d_point ?? ''}
              options={pointOptions(props)}
              error={errorOf(errors, 'd_point')}
            />
            <p class="hint">{say('votesHint')}</p>
            {votes('d_for', 'field.votes_for')}
            {votes('d_against', 'field.votes_against')}
            {votes('d_abstained', 'field.abstained')}
            <NameCheck lang={lang} form="decision" named={props.named} />
            <Buttons>
              <Submit label={say('addDecision')} />
            </Buttons>
          </Form>
        </details>
      ) : null}
    </Section>
  )
}

/** What somebody does by when: due items like all others, updated here or in the list of work. */
export const Actions: FC<MeetingShowProps> = (props) => {
  const { lang, id, errors, typed, actions } = props
  const say = words(lang)
  return (
    <Section title={say('actionsTitle')} id="actions" lead={say('actionsLead')}>
      {actions.length === 0 ? (
        <p class="quiet">{say('noActions')}</p>
      ) : (
        <DueLines lang={lang} lines={actions} csrf={props.csrf} back={`/work/meetings/${id}`} />
      )}
      {props.may.write && props.minutes !== 'approved' ? (
        <details open={errors.some((one) => one.field?.startsWith('a_'))}>
          <summary>{say('newAction')}</summary>
          <Form lang={lang} action={`/work/meetings/${id}/actions`} csrf={props.csrf}>
            <Field
              lang={lang}
              kind="text"
              name="a_words"
              label={say('actionWords')}
              value={typed.a_words ?? ''}
              error={errorOf(errors, 'a_words')}
              readBy={say('readers')}
              autocomplete="off"
            />
            <Field
              lang={lang}
              kind="select"
              name="a_owner"
              label={say('field.owner')}
              value={typed.a_owner ?? ''}
              options={[{ value: '', label: say('nobodyYet') }, ...props.holders]}
              error={errorOf(errors, 'a_owner')}
            />
            <Field
              lang={lang}
              kind="date"
              name="a_due"
              label={say('field.due_on')}
              value={typed.a_due ?? ''}
              error={errorOf(errors, 'a_due')}
            />
            <Field
              lang={lang}
              kind="select"
              name="a_point"
              label={say('atPoint')}
              value={typed.a_point ?? ''}
              options={pointOptions(props)}
              error={errorOf(errors, 'a_point')}
            />
            <NameCheck lang={lang} form="action" named={props.named} />
            <Buttons>
              <Submit label={say('addAction')} />
            </Buttons>
          </Form>
        </details>
      ) : null}
    </Section>
  )
}

/** From draft to approved: by the chair, or by a later meeting. */
export const Approve: FC<MeetingShowProps> = (props) => {
  const { lang, id, errors, typed, approvers } = props
  const say = words(lang)
  return (
    <Section
      title={say('approveTitle')}
      id="approve"
      lead={say(props.committee.open ? 'approveLeadOpen' : 'approveLead')}
    >
      <Form lang={lang} action={`/work/meetings/${id}/approve`} csrf={props.csrf} version={props.version}>
        <Field
          lang={lang}
          kind="select"
          name="approved_in"
          label={say('approvedBy')}
          value={typed.approved_in ?? ''}
          options={[
            { value: '', label: say('theChair') },
            ...approvers.map((one) => ({ value: one.value, label: say('theMeeting', { date: one.label }) })),
          ]}
          error={errorOf(errors, 'approved_in')}
        />
        <Buttons>
          <Submit label={say('approve')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}

/** What was wrong in approved minutes; their text stays. */
export const Corrections: FC<MeetingShowProps> = (props) => {
  const { lang, id, errors, typed } = props
  const say = words(lang)
  const readers = say(props.committee.open ? 'readersPublic' : 'readers')
  return (
    <Section title={say('correctionsTitle')} id="corrections" lead={say('correctionsLead')}>
      <Corrected lang={lang} corrections={props.corrections} />
      {props.may.write ? (
        <details open={errors.some((one) => one.field?.startsWith('c_'))}>
          <summary>{say('newCorrection')}</summary>
          <Form lang={lang} action={`/work/meetings/${id}/corrections`} csrf={props.csrf}>
            <Field
              lang={lang}
              kind="select"
              name="c_of"
              label={say('correctionOf')}
              value={typed.c_of ?? ''}
              options={[
                { value: '', label: say('wholeMinutes') },
                ...props.points.map((one) => ({ value: `p${one.id}`, label: one.title.words })),
                ...props.decisions.map((one) => ({
                  value: `d${one.id}`,
                  label: `${one.number} ${one.words}`.slice(0, 80),
                })),
              ]}
              error={errorOf(errors, 'c_of')}
            />
            <Field
              lang={lang}
              kind="area"
              rows={3}
              name="c_words"
              label={say('correctionWords')}
              value={typed.c_words ?? ''}
              error={errorOf(errors, 'c_words')}
              readBy={readers}
            />
            <Field
              lang={lang}
              kind="text"
              name="c_reason"
              label={say('field.reason')}
              value={typed.c_reason ?? ''}
              error={errorOf(errors, 'c_reason')}
              readBy={say('readers')}
              autocomplete="off"
            />
            <NameCheck lang={lang} form="correction" named={props.named} />
            <Buttons>
              <Submit label={say('addCorrection')} />
            </Buttons>
          </Form>
        </details>
      ) : null}
    </Section>
  )
}
