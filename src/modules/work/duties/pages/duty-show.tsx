import type { Child, FC } from 'hono/jsx'
import { schoolYear, shortDate } from '../../../../platform/format.ts'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import {
  ButtonLink,
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty, Section, Two } from '../../../../platform/look/panel.tsx'
import type { Column } from '../../../../platform/look/cells.ts'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import type { Entry } from '../reading.ts'
import { words } from '../say.ts'
import { markDate } from '../view.ts'

export type DutyShowProps = {
  lang: Lang
  id: number
  version: number
  title: { words: string; lang: Lang }
  facts: readonly { label: string; value: Child; note?: string | undefined }[]
  kept: string
  listed: boolean
  year: number
  years: readonly number[]
  known: boolean
  today: string
  entries: readonly Entry[]
  /** what a person may settle here: how often (with the choices), or how many days */
  settle: { ask: 'reading' | 'limit'; choices: readonly { value: string; label: string }[]; now: string } | null
  /** what has to happen for a limit to run, in words; null when none runs or the reader may not enter it */
  event: string | null
  history: readonly HistoryLine[]
  mayKeep: boolean
  /** where it is changed; null: the reader may not */
  edit: string | null
  /** when it ends or ended, in words */
  ends: string | null
  csrf: string
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  saved: boolean
}

/** One duty: its rule, its ledger of a school year, what is to be settled, its history. */
export const DutyShow: FC<DutyShowProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  const year = schoolYear(props.year)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      <PageHead
        title={props.title.words}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
        lead={props.kept}
      />
      {props.listed ? null : <Notice lang={lang} kind="info" title={say('ended')} />}
      {props.ends === null ? null : <Notice lang={lang} kind="info" title={props.ends} />}
      {props.edit === null ? null : (
        <Buttons>
          <ButtonLink label={say('edit')} href={props.edit} />
        </Buttons>
      )}
      <KeyValue rows={props.facts} />
      {props.settle ? <Settle {...props} settle={props.settle} /> : null}
      <Section title={say('occurrences', { year })}>
        <Tabs
          label={say('filterYear')}
          tabs={props.years.map((one) => ({
            label: schoolYear(one),
            href: `/work/duties/${props.id}?year=${one}`,
            current: one === props.year,
          }))}
        />
        {props.known ? null : <p class="quiet">{say('unknownYear', { year })}</p>}
        {props.entries.length === 0 ? (
          <Empty title={say('noOccurrences')}>
            <p>{say('noOccurrencesHint')}</p>
          </Empty>
        ) : (
          <Occurrences {...props} />
        )}
      </Section>
      <Two>
        {props.event === null ? null : <Happened {...props} event={props.event} />}
        <History {...props} />
      </Two>
    </>
  )
}

type Row = { due: string; state: string; shown: string; href: string | null; note: string }

function rowOf(entry: Entry, today: string, lang: Lang): Row {
  const say = words(lang)
  const why = { off: 'noneOff', closed: 'noneClosed', 'no-such-day': 'noneSuch' } as const
  return {
    due: markDate(entry.due, today, lang),
    state: say(`mark.${entry.mark}`),
    shown: entry.skipped
      ? say(why[entry.skipped])
      : entry.comes
        ? say('notYetItem', { date: markDate(entry.comes, today, lang) })
        : entry.note,
    href: entry.href,
    note: [
      entry.nominal ? say('movedFrom', { date: shortDate(entry.nominal, lang) }) : '',
      entry.withOther ? say('withOther') : '',
    ]
      .filter(Boolean)
      .join(' \u00b7 '),
  }
}

const Occurrences: FC<DutyShowProps> = ({ lang, entries, today, title, year }) => {
  const say = words(lang)
  const columns: Column<Row>[] = [
    { key: 'due', head: say('occurrence'), kind: 'text', rowHead: true, note: (row) => row.note },
    { key: 'state', head: say('state'), kind: 'link', href: (row) => row.href },
    { key: 'shown', head: say('shown'), kind: 'text' },
  ]
  return (
    <Table
      lang={lang}
      id="ledger"
      caption={`${title.words}, ${schoolYear(year)}`}
      hideCaption={true}
      columns={columns}
      rows={entries.map((entry) => rowOf(entry, today, lang))}
    />
  )
}

const Settle: FC<DutyShowProps & { settle: NonNullable<DutyShowProps['settle']> }> = (props) => {
  const { lang, settle, errors, typed } = props
  const say = words(lang)
  return (
    <Section title={say('settle')} lead={say('settleLead')} id="settle">
      <Form lang={lang} action={`/work/duties/${props.id}/settle`} csrf={props.csrf} version={props.version}>
        {settle.ask === 'reading' ? (
          <Field
            lang={lang}
            kind="radios"
            name="reading"
            label={say('settleReading')}
            value={typed.reading ?? settle.now}
            options={settle.choices}
            error={errorOf(errors, 'reading')}
          />
        ) : (
          <Field
            lang={lang}
            kind="number"
            name="limit"
            label={say('settleLimit')}
            value={typed.limit ?? settle.now}
            error={errorOf(errors, 'limit')}
          />
        )}
        <Buttons>
          <Submit label={say('settleSave')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}

const Happened: FC<DutyShowProps & { event: string }> = ({ lang, id, csrf, event, errors, typed }) => {
  const say = words(lang)
  return (
    <Section title={say('event')} lead={say('eventLead', { event })} id="event">
      <Form lang={lang} action={`/work/duties/${id}/event`} csrf={csrf}>
        <Field
          lang={lang}
          kind="text"
          name="key"
          width="short"
          label={say('eventKey')}
          hint={say('eventKeyHint')}
          value={typed.key ?? ''}
          error={errorOf(errors, 'key')}
          autocomplete="off"
          readBy={say('readers')}
        />
        <Field lang={lang} kind="date" name="on" label={say('eventOn')} value={typed.on ?? ''} />
        <Buttons>
          <Submit label={say('eventSave')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}

const History: FC<DutyShowProps> = ({ lang, history, id, csrf, mayKeep }) => {
  const say = words(lang)
  return (
    <Section title={say('history')} lead={say('historyLead')} id="history">
      <HistoryLines
        history={history}
        undo={mayKeep ? `/work/duties/${id}/undo` : null}
        label={say('undo')}
        csrf={csrf}
      />
    </Section>
  )
}
