import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import {
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Progress } from '../../../../platform/look/live.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { RecordRow, WholeRecord } from '../schema.ts'
import { words } from '../say.ts'
import { tablesOf } from '../tables.ts'

export type RecordShowProps = {
  lang: Lang
  csrf: string
  row: Pick<RecordRow, 'record_id' | 'state' | 'failure_code' | 'reason'>
  /** null while it is prepared */
  record: WholeRecord | null
  progress: { percent: number | null; step: string }
  moment: (iso: string) => string
  saved: boolean
  errors: readonly FormError[]
}

/** One student's whole record, as it was prepared for one person and one reason. Prints without its forms. */
export const RecordShowPage: FC<RecordShowProps> = (props) => {
  const { lang, csrf, row, record, moment } = props
  const say = words(lang)
  const at = `/students/records/${row.record_id}`
  if (!record)
    return (
      <>
        <PageHead title={say('whole')} />
        {row.state === 'failed' ? (
          <Notice lang={lang} kind="trouble" title={say('failed')}>
            <p>{say('failedWhy', { code: row.failure_code ?? '' })}</p>
          </Notice>
        ) : (
          <>
            <p>{say('preparingLead')}</p>
            <Progress
              lang={lang}
              src={`/progress/record:${row.record_id}`}
              percent={props.progress.percent}
              step={props.progress.step}
              label={say('preparing')}
              doneHref={at}
            />
          </>
        )}
        <p>
          <a href="/students">{say('records')}</a>
        </p>
      </>
    )
  const out = record.directory_opt_out
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead
        title={say('whole')}
        lead={say('stamp', { at: moment(record.made_at), by: record.opened.by, reason: record.opened.reason })}
      >
        <p class="quiet">{say('stampLaw')}</p>
      </PageHead>
      {props.saved ? (
        <Notice lang={lang} kind="done">
          <p>{say('optOutSaved')}</p>
        </Notice>
      ) : null}
      {tablesOf(record, lang, moment).map((part) => (
        <Section title={part.title} lead={part.lead} id={part.key}>
          <Table
            lang={lang}
            caption={part.title}
            hideCaption
            narrow="stack"
            dense
            empty={say('none')}
            columns={part.heads.map((head, i) => ({ key: `c${i}`, head, kind: 'text' as const, rowHead: i === 0 }))}
            rows={part.rows.map((cells) => Object.fromEntries(cells.map((cell, i) => [`c${i}`, cell])))}
          />
        </Section>
      ))}
      <Section title={say('optOut')} id="opt-out">
        <p>
          {out
            ? say('optOutSince', { since: shortDate(out.since, lang), source: say(`source_${out.source}`) })
            : say('optOutNone')}
        </p>
        <Form lang={lang} action={`${at}/opt-out`} csrf={csrf}>
          <Field
            lang={lang}
            kind="radios"
            name="on"
            label={say('optOut')}
            value={out ? 'no' : 'yes'}
            options={[
              { value: 'yes', label: say('optOutSet') },
              { value: 'no', label: say('optOutEnd') },
            ]}
          />
          <Field
            lang={lang}
            kind="date"
            name="since"
            label={say('optOutDate')}
            value={out?.since ?? ''}
            error={errorOf(props.errors, 'since')}
          />
          <Submit label={say('optOutSave')} />
        </Form>
      </Section>
      <Section title={say('download')} lead={say('downloadLead')} id="download">
        <PostButton action={`${at}/file`} csrf={csrf} label={say('downloadHtml')} fields={{ as: 'html' }} main />
        <PostButton action={`${at}/file`} csrf={csrf} label={say('downloadJson')} fields={{ as: 'json' }} />
        <p class="quiet">{say('printLead')}</p>
      </Section>
      <p>
        <a href={`/students/disclosures?record=${row.record_id}`}>{say('register')}</a>
        {' \u00b7 '}
        <a href={`/students/disclosures/new?record=${row.record_id}`}>{say('enter')}</a>
        {' \u00b7 '}
        <a href="/students">{say('records')}</a>
      </p>
    </>
  )
}
