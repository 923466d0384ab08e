import type { Child, FC } from 'hono/jsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../platform/look/form.tsx'
import { Facts } from '../../../platform/look/figure.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section, Two } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import { type Fields, states } from '../schema.ts'
import type { HistoryLine, Line } from '../view.ts'
import { type Saved, SavedNotice } from './saved-notice.tsx'

export type ItemShowProps = {
  lang: Lang
  line: Line
  code: string | null
  owner: string
  about: string
  begins: string | null
  due: string | null
  planned: string | null
  /** the element of the plan that it belongs to */
  planHref: string | null
  /** the ledger of the duty that it is an occurrence of */
  ledgerHref: string | null
  /** the meeting that it is, or that asked for it */
  meetingHref: string | null
  listed: boolean
  mayDrop: boolean
  /** the reader may change it for somebody else */
  behalf: boolean
  history: readonly HistoryLine[]
  csrf: string
  saved: Saved | null
  errors: readonly FormError[]
  /** what the person typed, when it was refused */
  typed: Partial<Fields> & { done_on?: string }
  /** the day on which it was done, in words */
  done: string | null
  done_on: string | null
  /** what stands below the form: which other duties it fulfils */
  children?: Child
}

/** One item: what, when, who; an update form; its whole history. */
export const ItemShow: FC<ItemShowProps> = (props) => {
  const { lang, line } = props
  const say = words(lang)
  const facts = [
    { value: say(`state.${line.state}`) },
    ...(line.late ? [{ value: line.when }] : []),
    { label: say('owner'), value: props.owner },
    ...(props.about === props.owner ? [] : [{ label: say('about'), value: props.about }]),
    ...(props.due ? [{ label: say('dueLabel'), value: props.due }] : []),
    ...(props.planned && props.planned !== props.due ? [{ value: say('planned', { date: props.planned }) }] : []),
    ...(props.begins ? [{ label: say('beginsLabel'), value: props.begins }] : []),
    ...(line.needsEvidence ? [{ value: say('evidence') }] : []),
    ...(props.done ? [{ label: say('doneLabel'), value: props.done }] : []),
    ...(props.planHref ? [{ value: say('inPlan'), href: props.planHref }] : []),
    ...(props.ledgerHref ? [{ value: say('inLedger'), href: props.ledgerHref }] : []),
    ...(props.meetingHref ? [{ value: say('inMeeting'), href: props.meetingHref }] : []),
    ...(line.answered && line.answered.at !== 'meeting'
      ? [{ value: say(`in.${line.answered.at}`), href: line.answered.href }]
      : []),
  ]
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <SavedNotice lang={lang} saved={props.saved} csrf={props.csrf} back={line.href} /> : null}
      <PageHead title={line.title.words} titleLang={line.title.lang === lang ? undefined : line.title.lang}>
        <Facts facts={facts} {...(props.code ? { code: props.code } : {})} />
      </PageHead>
      {line.note ? (
        <p class="measure">{say(line.state === 'stuck' ? 'because' : 'noteIs', { note: line.note })}</p>
      ) : null}
      {props.listed ? null : (
        <Notice
          lang={lang}
          kind="info"
          title={say(line.kind === 'cycle' ? 'notListedCycle' : props.meetingHref ? 'notListedMeeting' : 'notListed')}
        />
      )}
      <Two>
        <Section title={say('updateIt')} id="update">
          {line.mayUpdate && props.behalf ? <p class="quiet">{say('behalfLead')}</p> : null}
          {line.mayUpdate ? <Update {...props} /> : <p class="quiet">{say('mayNot')}</p>}
        </Section>
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <History {...props} />
        </Section>
      </Two>
      {props.children}
    </>
  )
}

const Update: FC<ItemShowProps> = ({ lang, line, csrf, errors, typed, mayDrop, ledgerHref, done_on }) => {
  const say = words(lang)
  const options = states
    .filter(
      (state) => state === line.state || (state === 'dropped' ? mayDrop : state !== 'done' || !line.answered?.problem),
    )
    .map((state) => ({ value: state, label: say(`state.${state}`) }))
  return (
    <Form lang={lang} action={line.href} csrf={csrf} version={line.version}>
      <Field
        lang={lang}
        kind="radios"
        name="state"
        label={say('fieldState')}
        value={options.find(({ value }) => value === typed.state)?.value ?? line.state}
        options={options}
        error={errorOf(errors, 'state')}
      />
      <Field
        lang={lang}
        kind="area"
        name="note"
        rows={3}
        label={say('fieldNote')}
        hint={say('fieldNoteHint')}
        value={typed.note ?? line.note}
        error={errorOf(errors, 'note')}
        readBy={say('readers')}
      />
      <Field
        lang={lang}
        kind="date"
        name="due_on"
        label={say('fieldDue')}
        value={typed.due_on ?? line.due_on}
        error={errorOf(errors, 'due_on')}
      />
      {ledgerHref ? (
        <Field
          lang={lang}
          kind="date"
          name="done_on"
          label={say('fieldDone')}
          hint={say('fieldDoneHint')}
          value={typed.done_on ?? done_on}
          error={errorOf(errors, 'done_on')}
        />
      ) : null}
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
}

const History: FC<ItemShowProps> = ({ lang, line, history, csrf }) => (
  <ol class="due-list">
    {history.map((one) => (
      <li class="due">
        <p class="due-when">
          <time datetime={one.iso}>{one.day}</time>
        </p>
        <div class="due-what">
          <p class="due-title">{one.verb}</p>
          <small>
            {one.who}, {one.time}
          </small>
          {one.changes.map((change) => (
            <small>{change}</small>
          ))}
        </div>
        {one.undoable && line.mayUpdate ? (
          <div class="due-acts">
            <PostButton
              action={`${line.href}/undo`}
              csrf={csrf}
              label={words(lang)('undo')}
              fields={{ version: one.version, back: line.href }}
            />
          </div>
        ) : null}
      </li>
    ))}
  </ol>
)
