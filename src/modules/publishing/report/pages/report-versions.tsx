import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read, type Text } from '../../../../platform/words.ts'
import type { Correction } from '../../store-published.ts'
import { words } from '../say.ts'
import type { ReportRow } from '../schema.ts'

const hrefOf = (row: Pick<ReportRow, 'progress_report_id'>): string => `/board/reports/${row.progress_report_id}`
const Said: FC<{ lang: Lang; text: Text }> = ({ lang, text }) => {
  const told = read(text, lang)
  return <p {...(told.lang === lang ? {} : { lang: told.lang })}>{told.words}</p>
}

/** Over a report: that a later version corrected it, or is being written; that the edition of its numbers was corrected. */
export const ReportNotices: FC<{
  lang: Lang
  report: ReportRow
  versions: readonly ReportRow[]
  edition: Correction | null
}> = ({ lang, report, versions, edition }) => {
  const say = words(lang)
  const later = versions.filter((one) => one.revision > report.revision)
  const signed = later.find((one) => one.state === 'signed')
  const draft = later.find((one) => one.state === 'draft')
  return (
    <>
      {signed ? (
        <Notice
          lang={lang}
          kind="correction"
          title={say('corrected', { date: shortDate(signed.signed_on ?? '', lang) })}
          href={hrefOf(signed)}
          action={say('readCorrection')}
        >
          <Said lang={lang} text={signed.correction} />
        </Notice>
      ) : null}
      {draft ? (
        <Notice lang={lang} kind="info" title={say('correcting')} href={hrefOf(draft)} action={say('readCorrection')}>
          <Said lang={lang} text={draft.correction} />
        </Notice>
      ) : null}
      {edition && !signed && !draft ? (
        <Notice
          lang={lang}
          kind="warning"
          title={say('editionCorrected', { number: report.content.numbers.number, by: edition.number })}
        >
          <Said lang={lang} text={edition.words} />
          <p>{say('editionCorrectedNext')}</p>
        </Notice>
      ) : null}
    </>
  )
}

/** Every version of a report with what was wrong with the one before; nothing while there is only one. */
export const ReportVersions: FC<{ lang: Lang; versions: readonly ReportRow[] }> = ({ lang, versions }) => {
  const say = words(lang)
  if (versions.length < 2) return null
  const inForce = versions.find((one) => one.state === 'signed')
  return (
    <Section title={say('versions')} id="versions">
      <Table
        lang={lang}
        id="report-versions"
        caption={say('versions')}
        hideCaption
        columns={[
          { key: 'version', head: say('version'), kind: 'link', rowHead: true, href: (row) => row.href },
          { key: 'state', head: say('state'), kind: 'text' },
          { key: 'signed_on', head: say('signedOn'), kind: 'date' },
          { key: 'wrong', head: say('wrong'), kind: 'text' },
        ]}
        rows={versions.map((one) => ({
          href: hrefOf(one),
          version: say('versionOf', { revision: one.revision }),
          state: say(one.state === 'signed' && one !== inForce ? 'state_corrected' : `state_${one.state}`),
          signed_on: one.signed_on,
          wrong: read(one.correction, lang).words || null,
        }))}
      />
    </Section>
  )
}

type Typed = { lang: Lang; typed: Readonly<Record<string, string>>; errors: readonly FormError[] }

/** What was wrong and why, in both languages. */
export const WrongFields: FC<Typed> = ({ lang, typed, errors }) => {
  const say = words(lang)
  return (
    <>
      {(['en', 'es'] as const).map((to) => (
        <Field
          lang={lang}
          kind="area"
          name={`correction_${to}`}
          label={say(to === 'en' ? 'wrongEn' : 'wrongEs')}
          value={typed[`correction_${to}`] ?? ''}
          error={errorOf(errors, `correction_${to}`)}
          readBy={say('readers')}
          required
        />
      ))}
    </>
  )
}

/** The form that begins a correction of a signed report. */
export const CorrectForm: FC<Typed & { csrf: string; report: ReportRow; clash: ReportRow | null }> = (props) => {
  const { lang, csrf, report, clash } = props
  const say = words(lang)
  return (
    <Section title={say('correct')} lead={say('correctLead')} id="correct">
      {clash ? (
        <Notice
          lang={lang}
          kind="warning"
          title={say('correctionClash')}
          href={hrefOf(clash)}
          action={say('correctionOpen')}
        >
          <p>{say('correctionClashText', { now: read(clash.correction, lang).words })}</p>
        </Notice>
      ) : null}
      <Form lang={lang} action={`${hrefOf(report)}/correct`} csrf={csrf}>
        <WrongFields {...props} />
        <Submit label={say('correctButton')} />
      </Form>
    </Section>
  )
}
