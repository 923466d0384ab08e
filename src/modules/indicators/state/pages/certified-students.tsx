import type { FC } from 'hono/jsx'
import { percent, schoolYear } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { HideNames } from '../../../../platform/look/live.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { reasons } from '../certified.ts'
import type { PublishedMeasure } from '../measures.ts'
import { measureName, words } from '../say.ts'
import type { PublishedRow } from '../store.ts'
import type { CertifiedCohort } from '../store-certified.ts'

/** One student about whom the lists differ. */
export type DifferenceLine = { name: string; id: string; school: string; reason: string; detail: string }

export type CertifiedStudentsProps = {
  lang: Lang
  org: { id: number; name: string }
  measure: PublishedMeasure
  year: number
  /** counts of the district; null for who may read only a school */
  cohort: CertifiedCohort | null
  published: PublishedRow | null
  counts: readonly { reason: string; students: number }[]
  reason: string | null
  rows: readonly DifferenceLine[]
  /** students whom no list may hold, and who left and are named at the district alone */
  hidden: number
  hideNames: boolean
  path: string
}

/** Our cohort beside the state's certified list, student by student, for those in scope. Every look is logged. */
export const CertifiedStudents: FC<CertifiedStudentsProps> = (props) => {
  const { lang, org, measure, cohort } = props
  const say = words(lang)
  const base = `/indicators/published/${measure.id}`
  const columns: Column<DifferenceLine>[] = [
    { key: 'name', head: say('students.name'), kind: 'name', rowHead: true },
    { key: 'id', head: say('students.id'), kind: 'text', quiet: true },
    { key: 'school', head: say('students.school'), kind: 'text' },
    { key: 'reason', head: say('students.reason'), kind: 'text' },
    { key: 'detail', head: say('students.detail'), kind: 'text' },
  ]
  return (
    <>
      <PageHead
        title={say('students.title')}
        lead={say('students.lead', {
          measure: measureName(measure, lang),
          year: schoolYear(props.year),
          org: org.name,
        })}
      >
        <p class="quiet">
          <a href={`${base}?org=${org.id}`}>{measureName(measure, lang)}</a> · {org.name}
        </p>
      </PageHead>
      <p class="quiet">{say('students.logged')}</p>
      {cohort ? <Counts lang={lang} cohort={cohort} published={props.published} /> : null}
      <Section title={say('students.reasons')} id="reasons">
        <Table
          lang={lang}
          id="difference-reasons"
          caption={say('students.reasons')}
          hideCaption={true}
          narrow="stack"
          columns={[
            { key: 'reason', head: say('students.reason'), kind: 'text', rowHead: true },
            { key: 'students', head: say('students.n'), kind: 'number' },
          ]}
          rows={props.counts.map((one) => ({
            reason: say(`reason.${one.reason}` as 'reason.not_ours'),
            students: one.students,
          }))}
        />
      </Section>
      <Filters lang={lang} action={`${base}/students`}>
        <input type="hidden" name="org" value={String(org.id)} />
        <input type="hidden" name="year" value={String(props.year)} />
        <Field
          lang={lang}
          kind="select"
          name="reason"
          label={say('students.filter')}
          value={props.reason ?? ''}
          options={[
            { value: '', label: say('students.all') },
            ...reasons.map((one) => ({ value: one, label: say(`reason.${one}`) })),
          ]}
        />
      </Filters>
      {props.hidden > 0 ? <p id="hidden-students">{say('students.hidden', { n: props.hidden })}</p> : null}
      <HideNames lang={lang} path={props.path} hidden={props.hideNames} />
      {props.rows.length === 0 ? (
        <Empty title={say('students.none')} />
      ) : (
        <Table
          lang={lang}
          id="differences-table"
          caption={say('students.title')}
          columns={columns}
          rows={props.rows}
          hideNames={props.hideNames}
          dense={true}
        />
      )}
    </>
  )
}

const Counts: FC<{ lang: Lang; cohort: CertifiedCohort; published: PublishedRow | null }> = ({
  lang,
  cohort,
  published,
}) => {
  const say = words(lang)
  const row = (list: string, n: number, d: number) => ({
    list,
    n,
    d,
    rate: d > 0 ? percent(n / d, lang) : null,
  })
  const rows = [
    row(say('students.ours'), cohort.ours_n, cohort.ours_d),
    row(say('students.state'), cohort.state_n, cohort.state_d),
    ...(published?.n != null && published.d !== null ? [row(say('students.published'), published.n, published.d)] : []),
  ]
  const off =
    published?.n != null && published.d !== null
      ? { k: published.n - cohort.state_n, n: published.d - cohort.state_d }
      : null
  return (
    <Section title={say('students.counts')} id="counts">
      <Table
        lang={lang}
        id="cohort-counts"
        caption={say('students.counts')}
        hideCaption={true}
        narrow="stack"
        columns={[
          { key: 'list', head: say('students.list'), kind: 'text', rowHead: true },
          { key: 'n', head: say('students.graduates'), kind: 'number' },
          { key: 'd', head: say('students.cohort'), kind: 'number' },
          { key: 'rate', head: say('students.rate'), kind: 'text' },
        ]}
        rows={rows}
      />
      <p>{say('students.same', { n: cohort.same })}</p>
      {off && (off.k !== 0 || off.n !== 0) ? <p>{say('students.unexplained', off)}</p> : null}
    </Section>
  )
}
