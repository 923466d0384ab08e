import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { CommitteeView, MeetingLink } from '../reading.ts'
import { words } from '../say.ts'
import { parts } from '../schema.ts'
import { partWords } from '../view.ts'
import { NameCheck, type NamedForm } from './name-check.tsx'

export type CommitteeShowProps = CommitteeView & {
  lang: Lang
  csrf: string
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  /** the form in which the name of a student seems to stand */
  named: NamedForm | null
  /** the version that was just saved */
  saved: number | null
}

/** One committee: what it is for, who sits in it, its meetings and its decisions. */
export const CommitteeShow: FC<CommitteeShowProps> = (props) => {
  const { lang, facts } = props
  const say = words(lang)
  const href = `/work/committees/${props.id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved === null ? null : (
        <Notice lang={lang} kind="done" title={say('saved')}>
          <p>
            <a href={`${href}/history`}>{say('seeHistory')}</a>
          </p>
        </Notice>
      )}
      <PageHead
        title={props.name.words}
        titleLang={props.name.lang === lang ? undefined : props.name.lang}
        lead={facts.purpose?.words}
      />
      {props.ended ? <Notice lang={lang} kind="info" title={say('endedOn', { date: props.ended })} /> : null}
      <KeyValue
        rows={[
          { label: say('field.kind'), value: facts.kind },
          { label: say('field.org_id'), value: facts.org },
          ...(facts.reportsTo
            ? [{ label: say('field.reports_to'), value: <a href={facts.reportsTo.href}>{facts.reportsTo.name}</a> }]
            : []),
          ...(facts.below.length > 0
            ? [
                {
                  label: say('reportHere'),
                  value: facts.below.map((one, i) => (
                    <>
                      {i > 0 ? ', ' : ''}
                      <a href={one.href}>{one.name}</a>
                    </>
                  )),
                },
              ]
            : []),
          { label: say('meets'), value: props.meets },
          {
            label: say('field.quorum'),
            value: say('quorumIs', { quorum: props.quorum }),
            note: props.quorumSet ? undefined : say('quorumHalf'),
          },
          { label: say('field.open_minutes'), value: say(props.open ? 'openYes' : 'openNo') },
        ]}
      />
      <p>
        {props.may.keep ? (
          <>
            <a href={`${href}/edit`}>{say('editCommittee')}</a>
            {' \u00b7 '}
          </>
        ) : null}
        <a href={`${href}/history`}>{say('history')}</a>
      </p>
      <Two>
        <Section title={say('meetingsTitle')} id="meetings">
          {props.next.length + props.past.length === 0 ? (
            <Empty title={say('noMeetings')}>
              <p>{say('noMeetingsHint')}</p>
            </Empty>
          ) : null}
          <Meetings title={say('coming')} links={props.next} />
          <Meetings title={say('past')} links={props.past} />
          {props.may.write ? <Single {...props} /> : null}
        </Section>
        <Section title={say('membersTitle')} id="members" lead={say('membersLead')}>
          <Members {...props} />
          {props.may.keep ? <NewMember {...props} /> : null}
        </Section>
      </Two>
      <Section title={say('decisionsTitle')} id="decisions" lead={say('decisionsLead')}>
        {props.decisions.length === 0 ? <p class="quiet">{say('noDecisions')}</p> : null}
        <ul class="said">
          {props.decisions.map((one) => (
            <li>
              <p class="typed">
                <a href={one.href}>{one.number}</a> {one.words}
              </p>
              <small>
                {[one.date, one.votes, one.noQuorum ? say('withoutQuorum') : null, one.draft ? say('stillDraft') : null]
                  .filter(Boolean)
                  .join(' \u00b7 ')}
              </small>
            </li>
          ))}
        </ul>
      </Section>
      {props.standing.length > 0 ? (
        <Section title={say('standingTitle')}>
          <ul>
            {props.standing.map((one) => (
              <li {...(one.lang === lang ? {} : { lang: one.lang })}>{one.words}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

const Meetings: FC<{ title: string; links: readonly MeetingLink[] }> = ({ title, links }) =>
  links.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul class="said">
        {links.map((one) => (
          <li>
            <a href={one.href}>
              <time datetime={one.day}>{one.date}</time>
            </a>
            <small>{one.note}</small>
          </li>
        ))}
      </ul>
    </>
  )

const Members: FC<CommitteeShowProps> = ({ lang, seats, id, csrf, may, today }) => {
  const say = words(lang)
  if (seats.length === 0) return <p class="quiet">{say('noMembers')}</p>
  return (
    <ul class="due-list">
      {seats.map((seat) => (
        <li class="due">
          <p class="due-when">{seat.part}</p>
          <div class="due-what">
            <p class="due-title">{seat.who}</p>
            <small>
              {seat.to ? say('fromTo2', { from: seat.from, to: seat.to }) : say('since', { from: seat.from })}
              {seat.over ? ` \u00b7 ${say('over')}` : seat.ahead ? ` \u00b7 ${say('aheadSeat')}` : ''}
            </small>
          </div>
          {may.keep && !seat.over && !seat.ahead ? (
            <div class="due-acts">
              <PostButton
                action={`/work/committees/${id}/members/${seat.id}/end`}
                csrf={csrf}
                label={say('endSeat')}
                of={seat.who}
                fields={{ to_date: today }}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const NewMember: FC<CommitteeShowProps> = ({ lang, id, csrf, errors, typed, holders, today, named }) => {
  const say = words(lang)
  const wrong = errors.some((one) => one.field?.startsWith('m_'))
  return (
    <details open={wrong}>
      <summary>{say('newMember')}</summary>
      <Form lang={lang} action={`/work/committees/${id}/members`} csrf={csrf}>
        <Field
          lang={lang}
          kind="select"
          name="m_part"
          label={say('field.part')}
          value={typed.m_part ?? 'member'}
          options={parts.map((part) => ({ value: part, label: partWords(part, lang) }))}
        />
        <Field
          lang={lang}
          kind="select"
          name="m_holder"
          label={say('field.holder')}
          hint={say('holderHint')}
          value={typed.m_holder ?? ''}
          options={[{ value: '', label: say('noAccount') }, ...holders]}
          error={errorOf(errors, 'm_holder')}
        />
        <Field
          lang={lang}
          kind="text"
          name="m_seat"
          required={false}
          label={say('seatName')}
          hint={say('seatNameHint')}
          value={typed.m_seat ?? ''}
          error={errorOf(errors, 'm_seat')}
          readBy={say('readers')}
          autocomplete="off"
        />
        <Field
          lang={lang}
          kind="date"
          name="m_from"
          label={say('field.from_date')}
          value={typed.m_from ?? today}
          error={errorOf(errors, 'm_from')}
        />
        <Field
          lang={lang}
          kind="date"
          name="m_to"
          required={false}
          label={say('field.to_date')}
          value={typed.m_to ?? ''}
          error={errorOf(errors, 'm_to')}
        />
        <NameCheck lang={lang} form="member" named={named} />
        <Buttons>
          <Submit label={say('addMember')} />
        </Buttons>
      </Form>
    </details>
  )
}

const Single: FC<CommitteeShowProps> = ({ lang, id, csrf, errors, typed, named }) => {
  const say = words(lang)
  const wrong = errors.some((one) => ['held_on', 'starts_at', 'place'].includes(one.field ?? ''))
  return (
    <details open={wrong}>
      <summary>{say('newMeeting')}</summary>
      <Form lang={lang} action={`/work/committees/${id}/meetings`} csrf={csrf}>
        <WhenFields lang={lang} errors={errors} typed={typed} readers={say('readers')} />
        <NameCheck lang={lang} form="when" named={named} />
        <Buttons>
          <Submit label={say('addMeeting')} />
        </Buttons>
      </Form>
    </details>
  )
}

/** Day, time and place of a meeting. */
export const WhenFields: FC<{
  lang: Lang
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  readers: string
}> = ({ lang, errors, typed, readers }) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="date"
        name="held_on"
        label={say('field.held_on')}
        value={typed.held_on ?? ''}
        error={errorOf(errors, 'held_on')}
      />
      <Field
        lang={lang}
        kind="text"
        width="short"
        name="starts_at"
        required={false}
        label={say('field.starts_at')}
        hint={say('startsHint')}
        value={typed.starts_at ?? ''}
        error={errorOf(errors, 'starts_at')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="text"
        name="place"
        required={false}
        label={say('field.place')}
        value={typed.place ?? ''}
        error={errorOf(errors, 'place')}
        readBy={readers}
        autocomplete="off"
      />
    </>
  )
}
