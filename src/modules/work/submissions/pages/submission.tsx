import type { Child, FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import type { Occurrence } from '../reading.ts'
import { words } from '../say.ts'

export type EntryTyped = { duty: string; code: string; recipient: string; ended: boolean }

type EntryProps = {
  lang: Lang
  action: string
  version: number
  /** duties that may be chosen; null: it has its duty */
  duties: readonly Option[] | null
  typed: EntryTyped
  now: Readonly<Record<string, string>>
  errors: readonly FormError[]
  csrf: string
}

/** The form of an entry of the register. */
const Entry: FC<EntryProps> = (props) => {
  const { lang, typed, errors, now } = props
  const say = words(lang)
  const hint = (name: string, text: string) =>
    now[name] === undefined ? text : `${text} ${say('nowIs', { what: now[name] })}`.trim()
  return (
    <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
      {props.duties ? (
        <Field
          lang={lang}
          kind="select"
          name="duty"
          label={say('fieldDuty')}
          value={typed.duty}
          options={props.duties}
          blank={true}
          error={errorOf(errors, 'duty')}
        />
      ) : null}
      <Field
        lang={lang}
        kind="text"
        name="code"
        label={say('fieldCode')}
        hint={hint('code', say('fieldCodeHint'))}
        value={typed.code}
        error={errorOf(errors, 'code')}
        readBy={say('readers')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="text"
        name="recipient"
        width="full"
        label={say('fieldTo')}
        hint={hint('recipient', '')}
        value={typed.recipient}
        error={errorOf(errors, 'recipient')}
        readBy={say('readers')}
        autocomplete="off"
      />
      {props.duties ? null : (
        <Field
          lang={lang}
          kind="check"
          name="ended"
          label={say('fieldEnded')}
          hint={hint('ended', '')}
          checked={typed.ended}
        />
      )}
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
}

/** Registering a submission. */
export const SubmissionNew: FC<EntryProps> = (props) => {
  const say = words(props.lang)
  return (
    <>
      <ErrorSummary lang={props.lang} errors={props.errors} />
      <PageHead title={say('newTitle')} lead={say('newLead')} />
      <Entry {...props} />
    </>
  )
}

export type SubmissionShowProps = {
  lang: Lang
  id: number
  code: string
  title: { words: string; lang: Lang }
  facts: readonly { label: string; value: Child }[]
  occurrences: readonly Occurrence[]
  /** null: the reader does not keep the register */
  entry: Omit<EntryProps, 'lang' | 'errors' | 'csrf'> | null
  history: readonly HistoryLine[]
  notice: string | null
  errors: readonly FormError[]
  csrf: string
}

/** One submission: its occurrences of a school year, its entry, its history. */
export const SubmissionShow: FC<SubmissionShowProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  type Row = { due: string; state: string; sent: string | null; what: string | null; href: string }
  const columns: Column<Row>[] = [
    { key: 'due', head: say('headDue'), kind: 'text', rowHead: true, href: (row) => row.href },
    { key: 'state', head: say('headState'), kind: 'text' },
    { key: 'sent', head: say('sentOn'), kind: 'text' },
    { key: 'what', head: say('headWhat'), kind: 'text' },
  ]
  const rows = props.occurrences.map(
    (one): Row => ({
      due: shortDate(one.due, lang),
      state: say(`state.${one.state}`),
      sent: one.sending ? shortDate(one.sending.sent_on, lang) : null,
      what: one.sending?.what ?? null,
      href: one.href,
    }),
  )
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead
        title={`${props.code}: ${props.title.words}`}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
      />
      <KeyValue rows={props.facts} />
      <Section title={say('occurrences')} id="occurrences">
        {rows.length === 0 ? (
          <Empty title={say('noOccurrences')}>
            <p>{say('noOccurrencesHint')}</p>
          </Empty>
        ) : (
          <Table
            lang={lang}
            id="occurrence-list"
            caption={say('occurrences')}
            hideCaption={true}
            columns={columns}
            rows={rows}
            narrow="stack"
          />
        )}
      </Section>
      {props.entry ? (
        <Section title={say('edit')} id="edit">
          <Entry lang={lang} {...props.entry} errors={props.errors} csrf={props.csrf} />
        </Section>
      ) : null}
      <Section title={say('history')} id="history" lead={say('historyLead')}>
        <HistoryLines
          history={props.history}
          undo={props.entry ? `/work/submissions/${props.id}/undo` : null}
          label={say('undo')}
          csrf={props.csrf}
        />
      </Section>
    </>
  )
}
