import type { Child, FC } from 'hono/jsx'
import { LineChart } from '../../../../platform/look/charts/line.tsx'
import type { Option } from '../../../../platform/look/field.tsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { ErrorSummary, Field, Filters } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'
import type { Series } from '../view.ts'
import { ValueForm, type ValueFormProps } from './value-form.tsx'
import type { Place } from './value-list.tsx'

export type SeriesRow = {
  period: string
  value: string
  /** who was asked and what chance could do; why it is hidden */
  notes: string
  source: string
  entered: string
  href: string | null
}
export type HistoryRow = {
  period: string
  value: string
  version: string
  entered: string
  via: string
  source: string
  reason: string
}
export type ValueShowProps = {
  lang: Lang
  plan: Place
  back: string
  title: string
  titleLang: Lang | undefined
  facts: readonly { label?: string; value: string; href?: string }[]
  students: boolean
  targets: readonly string[]
  /** what the engine says, where it computes the measure */
  computed: Child | null
  evidence: { words: string; href: string | null } | null
  series: Series | null
  rows: readonly SeriesRow[]
  history: readonly HistoryRow[]
  /** null: the reader does not enter here; `why` says why */
  form: (Omit<ValueFormProps, 'lang'> & { periods: readonly Option[]; choose: string }) | null
  fields: Readonly<Record<string, string>>
  why: 'mayNot' | 'closed' | null
  conflict: { now: string; source: string; who: string } | null
  saved: boolean
}

/** One measure: its values over time, what was entered and when, and the form. */
export const ValueShow: FC<ValueShowProps> = (props) => {
  const { lang, form, conflict } = props
  const words = say(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={form?.errors ?? []} />
      {props.saved ? <Notice lang={lang} kind="done" title={words('saved')} /> : null}
      {conflict ? (
        <Notice lang={lang} kind="trouble" title={words('conflictTitle')}>
          <p>{words('conflictNow', conflict)}</p>
          <p>{words('conflictMine')}</p>
        </Notice>
      ) : null}
      <PageHead title={props.title} titleLang={props.titleLang}>
        <Facts facts={[{ value: props.plan.title, href: props.plan.href }, ...props.facts]} />
      </PageHead>
      {props.students ? (
        <Notice lang={lang} kind="info">
          <p>{words('students')}</p>
        </Notice>
      ) : null}
      {props.targets.length > 0 ? (
        <p>
          {words('target')}: <b>{props.targets.join('; ')}</b>
        </p>
      ) : null}
      {props.evidence ? (
        <p>{props.evidence.href ? <a href={props.evidence.href}>{props.evidence.words}</a> : props.evidence.words}</p>
      ) : null}
      {props.computed ? (
        <>
          <p class="quiet">{words('computedHow')}</p>
          {props.computed}
        </>
      ) : (
        <Values {...props} />
      )}
      {form ? (
        <Section title={form.isCorrection ? words('correct', { period: labelOf(form) }) : words('enter')} id="enter">
          <Filters lang={lang} action={form.choose} label={words('choosePeriod')}>
            {Object.entries(props.fields).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Field
              lang={lang}
              kind="select"
              name="for"
              label={words('choosePeriod')}
              value={form.typed.period ?? ''}
              options={form.periods.map(({ value, label }) => ({ value, label }))}
            />
          </Filters>
          <p>
            {words('periodHead')}: <b>{labelOf(form)}</b>
          </p>
          <ValueForm lang={lang} {...form} />
        </Section>
      ) : props.why ? (
        <p class="quiet">{words(props.why)}</p>
      ) : null}
      <History {...props} />
    </>
  )
}

const labelOf = (form: NonNullable<ValueShowProps['form']>): string =>
  form.periods.find((one) => one.value === form.typed.period)?.label ?? form.typed.period ?? ''

const Values: FC<ValueShowProps> = ({ lang, rows, series, title }) => {
  const words = say(lang)
  const [first, last] = [series?.points[0], series?.points.at(-1)]
  return (
    <Section title={words('series')} id="series">
      {rows.length === 0 ? (
        <Empty title={words('seriesNone')}>
          <p>{words('seriesNoneHint')}</p>
        </Empty>
      ) : (
        <>
          {series && first && last ? (
            <LineChart
              lang={lang}
              id="values"
              title={words('seriesOf', { measure: title })}
              hideTitle={true}
              sentence={words('seriesSentence', {
                count: series.points.filter((one) => typeof one.value === 'number').length,
                first: first.label,
                last: last.label,
              })}
              unit={series.unit}
              points={series.points}
            />
          ) : null}
          <Table
            lang={lang}
            caption={words('seriesOf', { measure: title })}
            hideCaption={true}
            narrow="stack"
            columns={[
              {
                key: 'period',
                head: words('periodHead'),
                kind: 'link',
                rowHead: true,
                href: (row: SeriesRow) => row.href,
              },
              { key: 'value', head: words('value'), kind: 'text', note: (row: SeriesRow) => row.notes },
              { key: 'source', head: words('source'), kind: 'text', quiet: true },
              { key: 'entered', head: words('entered'), kind: 'text', quiet: true },
            ]}
            rows={rows}
          />
        </>
      )}
    </Section>
  )
}

const History: FC<ValueShowProps> = ({ lang, history }) => {
  const words = say(lang)
  if (history.length === 0) return null
  return (
    <Section title={words('history')} lead={words('historyLead')} id="history">
      <Table
        lang={lang}
        caption={words('history')}
        hideCaption={true}
        dense={true}
        narrow="stack"
        columns={[
          { key: 'entered', head: words('entered'), kind: 'text', rowHead: true, note: (row: HistoryRow) => row.via },
          { key: 'period', head: words('periodHead'), kind: 'text', note: (row: HistoryRow) => row.version },
          { key: 'value', head: words('value'), kind: 'text' },
          { key: 'source', head: words('source'), kind: 'text', quiet: true },
          { key: 'reason', head: words('why'), kind: 'text', quiet: true },
        ]}
        rows={history}
      />
    </Section>
  )
}
