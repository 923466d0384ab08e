import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import {
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
import { Audience } from '../../../../platform/look/status.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryTable } from '../../board/pages/parts.tsx'
import type { HistoryLine } from '../../board/reading.ts'
import type { Doc } from '../../paper/doc.ts'
import { Paper } from '../../paper/html.tsx'
import type { Correction } from '../../store-published.ts'
import { words } from '../say.ts'
import type { ReportRow } from '../schema.ts'
import { CorrectForm, ReportNotices, ReportVersions, WrongFields } from './report-versions.tsx'

export type ReportShowProps = {
  lang: Lang
  csrf: string
  report: ReportRow
  doc: Doc
  may: { write: boolean; sign: boolean }
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  conflict: string | null
  saved: boolean
  /** all versions of this report, newest first */
  versions: readonly ReportRow[]
  /** the newest correction of the edition that the numbers are from */
  edition: Correction | null
  /** a correction that somebody else began, or signed, while this person wrote one */
  clash: ReportRow | null
  history: readonly HistoryLine[]
}

/** One annual report: what it says, its words, its signature. */
export const ReportShow: FC<ReportShowProps> = (props) => {
  const { lang, csrf, report, doc, may, typed } = props
  const say = words(lang)
  const base = `/board/reports/${report.progress_report_id}`
  const draft = report.state === 'draft'
  const newest = props.versions[0]?.progress_report_id === report.progress_report_id
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      {props.conflict === null ? null : (
        <Notice lang={lang} kind="warning" title={say('conflictTitle')}>
          <p>{say('conflictText', { now: props.conflict })}</p>
        </Notice>
      )}
      <ReportNotices lang={lang} report={report} versions={props.versions} edition={props.edition} />
      <PageHead title={doc.title} lead={doc.lead}>
        <Audience lang={lang} reader="staff" />
      </PageHead>
      <p class="buttons">
        <a class="btn btn-main" href={`${base}/pdf/en`} lang="en">
          PDF English
        </a>
        <a class="btn" href={`${base}/pdf/es`} lang="es">
          PDF español
        </a>
        <a class="btn" href="/board/reports">
          {say('all')}
        </a>
      </p>
      <KeyValue
        rows={[
          { label: say('state'), value: say(`state_${report.state}`) },
          { label: say('digest'), value: report.content_digest },
        ]}
      />
      {draft || !newest ? null : <p class="quiet">{say('goesOut')}</p>}
      {draft && may.sign ? (
        <Section title={say('sign')} lead={say('signLead')} id="sign">
          <PostButton
            action={`${base}/sign`}
            csrf={csrf}
            label={say('sign')}
            fields={{ version: report.version, digest: report.content_digest }}
            main
          />
        </Section>
      ) : null}
      <Paper doc={doc} />
      {draft && may.write ? (
        <Section title={say('write')} lead={say('writeLead')} id="write">
          <Form lang={lang} action={base} csrf={csrf} version={report.version}>
            {report.corrects === null ? null : <WrongFields lang={lang} typed={typed} errors={props.errors} />}
            <Field
              lang={lang}
              kind="area"
              name="words_en"
              label={say('wordsEn')}
              hint={say('wordsHint')}
              value={typed.words_en ?? ''}
              error={errorOf(props.errors, 'words_en')}
              readBy={say('readers')}
              rows={8}
              required={false}
            />
            <Field
              lang={lang}
              kind="area"
              name="words_es"
              label={say('wordsEs')}
              value={typed.words_es ?? ''}
              error={errorOf(props.errors, 'words_es')}
              readBy={say('readers')}
              rows={8}
              required={false}
            />
            <Submit label={say('save')} main />
          </Form>
          <PostButton
            action="/board/reports"
            csrf={csrf}
            label={say('again')}
            fields={{ district: report.district_id, goal: report.goal, school_year: report.school_year }}
          />
        </Section>
      ) : null}
      {!draft && may.write && (newest || props.clash) ? (
        <CorrectForm lang={lang} csrf={csrf} report={report} typed={typed} errors={props.errors} clash={props.clash} />
      ) : null}
      <ReportVersions lang={lang} versions={props.versions} />
      <HistoryTable lang={lang} history={props.history} />
    </>
  )
}
