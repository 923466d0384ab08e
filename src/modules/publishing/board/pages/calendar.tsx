import type { FC } from 'hono/jsx'
import { percent, schoolYear, shortDate } from '../../../../platform/format.ts'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import {
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import { markOf, onTime, onTimeByOwner } from '../../packet/rules.ts'
import type { CalendarEntry, HistoryLine } from '../reading.ts'
import { words } from '../say.ts'
import { BoardTabs, HistoryTable } from './parts.tsx'

type Typed = Readonly<Record<string, string>>

export type CalendarPageProps = {
  lang: Lang
  csrf: string
  district: number
  year: number
  years: readonly number[]
  today: string
  entries: readonly CalendarEntry[]
  owners: readonly Option[]
  mayKeep: boolean
  reads: boolean
  saved: boolean
  /** when this year's calendar was last published, and where everybody reads it */
  published: { as_of: string; href: string | null } | null
  typed: Typed
  errors: readonly FormError[]
}

const lineOf = (entry: CalendarEntry) => ({
  due_on: entry.row.due_on,
  done_on: entry.item?.done_on ?? null,
  dropped: entry.item?.dropped ?? false,
})

/** How a report stands, in words. */
function stateWords(entry: CalendarEntry, today: string, lang: Lang): string {
  const line = lineOf(entry)
  const date = line.done_on ? shortDate(line.done_on, lang) : ''
  return words(lang)(`mark_${markOf(line, today)}`, { date })
}

/** The yearly calendar of reports to the board, and how many came in time. */
export const CalendarPage: FC<CalendarPageProps> = (props) => {
  const { lang, entries, today } = props
  const say = words(lang)
  const counts = onTime(entries.map(lineOf), today)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      <PageHead title={`${say('calendar')} ${schoolYear(props.year)}`} lead={say('calendarLead')} />
      <BoardTabs lang={lang} here="/board/calendar" all={props.reads} />
      <Tabs
        label={say('years')}
        tabs={props.years.map((year) => ({
          label: schoolYear(year),
          href: `/board/calendar?year=${year}`,
          current: year === props.year,
        }))}
      />
      <p>{counts.of === 0 ? say('calendarNothingDue') : say('calendarCount', counts)}</p>
      {entries.length === 0 ? (
        <Empty title={say('calendarEmpty')}>
          <p>{say('calendarEmptyText')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="calendar"
          caption={say('calendar')}
          hideCaption
          columns={[
            { key: 'due_on', head: say('dueOn'), kind: 'date' },
            {
              key: 'title',
              head: say('report'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/board/calendar/${row.id}`,
              lang: (row) => row.titleLang,
            },
            { key: 'owner', head: say('owner'), kind: 'text' },
            { key: 'state', head: say('state'), kind: 'link', href: (row) => row.work },
          ]}
          rows={entries.map((entry) => {
            const title = read(entry.row.title, lang)
            return {
              id: entry.row.board_report_id,
              due_on: entry.row.due_on,
              title: title.words,
              titleLang: title.lang === lang ? null : title.lang,
              owner: entry.owner,
              state: stateWords(entry, today, lang),
              work: entry.item ? `/work/${entry.item.id}` : null,
            }
          })}
        />
      )}
      {entries.length > 0 ? (
        <Table
          lang={lang}
          id="owners"
          caption={say('byOwner')}
          columns={[
            { key: 'owner', head: say('owner'), kind: 'text', rowHead: true },
            { key: 'inTime', head: say('inTimeHead'), kind: 'number' },
            { key: 'of', head: say('dueHead'), kind: 'number' },
            { key: 'share', head: say('shareHead'), kind: 'text' },
          ]}
          rows={onTimeByOwner(
            entries.map((entry) => ({ ...lineOf(entry), owner: entry.owner })),
            today,
          ).map((one) => ({ ...one, share: one.of === 0 ? null : percent(one.inTime / one.of, lang) }))}
        />
      ) : null}
      <Published {...props} />
      {props.mayKeep ? (
        <Section title={say('add')} id="add">
          <Form lang={lang} action="/board/calendar" csrf={props.csrf}>
            <input type="hidden" name="district" value={String(props.district)} />
            <ReportFields {...props} />
            <Submit label={say('addButton')} main />
          </Form>
        </Section>
      ) : null}
    </>
  )
}

/** Whether everybody can read this year's calendar, and the button that publishes it. */
const Published: FC<CalendarPageProps> = ({ lang, csrf, district, year, published, mayKeep }) => {
  const say = words(lang)
  return (
    <Section title={say('publishCalendar')} lead={say('publishCalendarLead')} id="publish">
      <p>
        {published ? say('calendarPublished', { date: shortDate(published.as_of, lang) }) : say('calendarUnpublished')}{' '}
        {published?.href ? <a href={published.href}>{say('readCalendar')}</a> : null}
      </p>
      {mayKeep ? (
        <PostButton
          action="/board/calendar/publish"
          csrf={csrf}
          label={say('publishCalendarButton')}
          fields={{ district, year }}
        />
      ) : null}
    </Section>
  )
}

const ReportFields: FC<{ lang: Lang; typed: Typed; errors: readonly FormError[]; owners: readonly Option[] }> = ({
  lang,
  typed,
  errors,
  owners,
}) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="text"
        name="title_en"
        label={say('reportEn')}
        value={typed.title_en ?? ''}
        error={errorOf(errors, 'title_en')}
        readBy={say('reportReaders')}
        width="full"
        required
      />
      <Field
        lang={lang}
        kind="text"
        name="title_es"
        label={say('reportEs')}
        value={typed.title_es ?? ''}
        error={errorOf(errors, 'title_es')}
        readBy={say('reportReaders')}
        width="full"
        required={false}
      />
      <Field
        lang={lang}
        kind="select"
        name="owner"
        label={say('owner')}
        value={typed.owner ?? ''}
        options={owners}
        blank
        error={errorOf(errors, 'owner')}
      />
      <Field
        lang={lang}
        kind="date"
        name="due_on"
        label={say('dueOn')}
        value={typed.due_on ?? ''}
        error={errorOf(errors, 'due_on')}
        required
      />
    </>
  )
}

export type CalendarShowProps = {
  lang: Lang
  csrf: string
  entry: CalendarEntry
  today: string
  owners: readonly Option[]
  mayKeep: boolean
  typed: Typed
  errors: readonly FormError[]
  /** somebody was faster: how it is now */
  conflict: string | null
  history: readonly HistoryLine[]
}

/** One report of the calendar: where it stands, a form to change it, its history. */
export const CalendarShow: FC<CalendarShowProps> = (props) => {
  const { lang, entry, csrf } = props
  const say = words(lang)
  const title = read(entry.row.title, lang)
  const base = `/board/calendar/${entry.row.board_report_id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.conflict === null ? null : (
        <Notice lang={lang} kind="warning" title={say('conflictTitle')}>
          <p>{say('conflictText', { now: props.conflict })}</p>
        </Notice>
      )}
      <PageHead title={title.words} titleLang={title.lang === lang ? undefined : title.lang} />
      <KeyValue
        rows={[
          { label: say('dueOn'), value: shortDate(entry.row.due_on, lang) },
          { label: say('owner'), value: entry.owner },
          {
            label: say('state'),
            value: entry.item ? (
              <a href={`/work/${entry.item.id}`}>{stateWords(entry, props.today, lang)}</a>
            ) : (
              stateWords(entry, props.today, lang)
            ),
            note: say('inWork'),
          },
        ]}
      />
      {entry.row.listed ? null : <Notice lang={lang} kind="info" title={say('removed')} />}
      {props.mayKeep ? (
        <Section title={say('change')} id="change">
          <Form lang={lang} action={base} csrf={csrf} version={entry.row.version}>
            <ReportFields {...props} />
            <Submit label={say('save')} main />
          </Form>
          <PostButton
            action={`${base}/remove`}
            csrf={csrf}
            label={entry.row.listed ? say('remove') : say('putBack')}
            fields={{ version: entry.row.version, listed: entry.row.listed ? 'no' : 'yes' }}
            danger={entry.row.listed}
          />
        </Section>
      ) : null}
      <HistoryTable lang={lang} history={props.history} />
      <p>
        <a href="/board/calendar">{say('calendar')}</a>
      </p>
    </>
  )
}
