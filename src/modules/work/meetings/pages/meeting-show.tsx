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
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { ArtefactBlock } from '../../artefacts/pages/artefact-block.tsx'
import type { Block } from '../../artefacts/reading.ts'
import { type Saved as SavedItem, SavedNotice } from '../../pages/saved-notice.tsx'
import type { MeetingView } from '../reading-meeting.ts'
import { words } from '../say.ts'
import { Agenda, AgendaForms } from './agenda.tsx'
import { WhenFields } from './committee-show.tsx'
import { Minutes } from './minutes.tsx'
import { NameCheck, type NamedForm } from './name-check.tsx'
import { Actions, Approve, Corrections, Decisions } from './outcome.tsx'

export type MeetingShowProps = MeetingView & {
  lang: Lang
  csrf: string
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  /** the form in which the name of a student seems to stand */
  named: NamedForm | null
  /** the version of the meeting that was just saved, and whether it can be undone */
  saved: { version: number; undoable: boolean } | null
  /** an action that was just updated in its line */
  savedItem: SavedItem | null
  /** files and links that belong to the meeting; null for a visitor from elsewhere */
  evidence: Block | null
}

/** One meeting: agenda, minutes, decisions, actions. Approved minutes stand; corrections stand beside them. */
export const MeetingShow: FC<MeetingShowProps> = (props) => {
  const { lang, id } = props
  const say = words(lang)
  const href = `/work/meetings/${id}`
  const frozen = props.minutes === 'approved'
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.savedItem ? <SavedNotice lang={lang} saved={props.savedItem} csrf={props.csrf} back={href} /> : null}
      {props.saved ? (
        <Notice lang={lang} kind="done" title={say('saved')}>
          {props.saved.undoable ? (
            <PostButton
              action={`${href}/undo`}
              csrf={props.csrf}
              label={say('undo')}
              fields={{ version: props.saved.version }}
            />
          ) : null}
        </Notice>
      ) : null}
      <PageHead title={props.title} />
      <KeyValue
        rows={[
          { label: say('field.held_on'), value: [props.date, props.starts_at].filter(Boolean).join(', ') },
          ...(props.place ? [{ label: say('field.place'), value: props.place }] : []),
          {
            label: say('minutesTitle'),
            value: props.minutesSaid,
            note: props.committee.open ? say(frozen ? 'openNow' : 'openLater') : undefined,
          },
          ...(props.attendance
            ? [{ label: say('attendanceLabel'), value: props.attendance, note: props.who.join('; ') || undefined }]
            : []),
        ]}
      />
      <p>
        <a href={`${href}/history`}>{say('history')}</a>
      </p>
      {props.may.write && !frozen ? <When {...props} /> : null}
      <Agenda {...props} />
      {props.may.write && !frozen ? <AgendaForms {...props} /> : null}
      {props.may.write && props.held && !frozen ? <Minutes {...props} /> : null}
      <Decisions {...props} />
      <Actions {...props} />
      {frozen || props.corrections.length > 0 ? <Corrections {...props} /> : null}
      {props.may.approve && props.minutes === 'draft' ? <Approve {...props} /> : null}
      {props.evidence && (props.evidence.lines.length > 0 || props.evidence.bringHref) ? (
        <ArtefactBlock lang={lang} block={props.evidence} />
      ) : null}
      {!props.may.write ? (
        <Section title={say('whoWrites')}>
          <p class="quiet">{say('whoWritesHint')}</p>
        </Section>
      ) : null}
    </>
  )
}

/** The values of a form as they stand, under what was typed when it was refused. */
const When: FC<MeetingShowProps> = (props) => {
  const { lang, id, errors } = props
  const say = words(lang)
  const wrong = errors.some((one) => ['held_on', 'starts_at', 'place'].includes(one.field ?? ''))
  const typed = wrong ? props.typed : { held_on: props.day, starts_at: props.starts_at, place: props.place }
  return (
    <details open={wrong}>
      <summary>{say('changeWhen')}</summary>
      <Form lang={lang} action={`/work/meetings/${id}/when`} csrf={props.csrf} version={props.version}>
        <WhenFields lang={lang} errors={errors} typed={typed} readers={say('readers')} />
        <Field
          lang={lang}
          kind="check"
          name="called_off"
          label={say('callOff')}
          checked={wrong ? props.typed.called_off === 'yes' : props.calledOff}
          error={errorOf(errors, 'called_off')}
        />
        <NameCheck lang={lang} form="when" named={props.named} />
        <Buttons>
          <Submit label={say('save')} />
        </Buttons>
      </Form>
    </details>
  )
}
