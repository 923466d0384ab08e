import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import type { Column, Hidden } from '../../../platform/look/cells.ts'
import type { TrendName } from '../../../platform/look/call.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Tabs } from '../../../platform/look/pager.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { type Sort, Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { isDaily } from '../definitions/catalog.ts'
import { nameOf, sentenceOf, setName, words } from '../say.ts'
import type { View } from '../view.ts'
import { GroupsChart, LatestFigure, ReaderLine, ToDate, YearsChart } from './parts.tsx'

/** One line of the table of schools. */
export type OrgLine = {
  name: string
  href: string
  students: number | Hidden | null
  rate: number | Hidden | null
  interval: string | null
  before: number | Hidden | null
  todate: number | Hidden | null
  todateBefore: number | Hidden | null
  trend: TrendName | null
  spark: (number | Hidden | null)[]
}

export type IndicatorProps = {
  lang: Lang
  org: { id: number; name: string }
  view: View
  currentYear: number
  sets: readonly string[]
  set: string
  lines: readonly OrgLine[]
  sort: Sort
}

/** One indicator of one organization: figure, series, this year so far, groups, schools. */
export const IndicatorShow: FC<IndicatorProps> = (props) => {
  const { lang, view, org, set } = props
  const say = words(lang)
  const year = view.latest.cell?.school_year ?? props.currentYear - 1
  const columns: Column<OrgLine>[] = [
    { key: 'name', head: say('col.school'), kind: 'link', rowHead: true, href: (row) => row.href, sortable: true },
    { key: 'students', head: say('col.students'), kind: 'number', sortable: true },
    { key: 'rate', head: schoolYear(year), kind: 'percent', sortable: true },
    { key: 'interval', head: say('col.interval'), kind: 'text', quiet: true },
    { key: 'before', head: schoolYear(year - 1), kind: 'percent', sortable: true },
    { key: 'spark', head: say('trend.title'), kind: 'spark' },
    { key: 'trend', head: say('col.trend'), kind: 'trend' },
    { key: 'todate', head: say('col.todate'), kind: 'percent', sortable: true },
    { key: 'todateBefore', head: say('col.todateBefore'), kind: 'percent' },
  ]
  const daily = isDaily(view.definition)
  const shownColumns = columns.filter(
    (column) =>
      (view.definition.counts === 'students' || !['students', 'interval', 'trend'].includes(column.key)) &&
      (daily || !['todate', 'todateBefore'].includes(column.key)),
  )
  return (
    <>
      <PageHead title={nameOf(view.definition, lang)} lead={sentenceOf(view.definition, lang)}>
        <p class="quiet">{org.name}</p>
      </PageHead>
      <ReaderLine view={view} lang={lang} />
      <LatestFigure view={view} lang={lang} currentYear={props.currentYear} />
      <Section title={say('trend.title')}>
        <YearsChart view={view} lang={lang} hideTitle={true} />
      </Section>
      {daily ? (
        <Section title={say('todate.title')}>
          <ToDate view={view} lang={lang} />
        </Section>
      ) : null}
      <Section
        title={say(
          view.definition.id === 'chronic-absenteeism'
            ? 'groups.title'
            : daily
              ? 'groups.titleAda'
              : 'groups.titleOther',
        )}
        id="groups"
      >
        <Tabs
          label={say('groups.pick')}
          tabs={props.sets.map((one) => ({
            label: setName(one, lang),
            href: `/indicators/${view.definition.id}?org=${org.id}&set=${one}#groups`,
            current: one === set,
          }))}
        />
        <GroupsChart view={view} set={set} lang={lang} hideTitle={true} />
      </Section>
      <p>
        <a href={`/indicators/${view.definition.id}/values?org=${org.id}`}>{say('values.link')}</a>
      </p>
      {props.lines.length > 0 ? (
        <Section title={say('schools.title')} lead={say('schools.lead')} id="schools">
          <Table
            lang={lang}
            caption={say('schools.title')}
            hideCaption={true}
            columns={shownColumns}
            rows={props.lines}
            sort={props.sort}
            dense={true}
            id="schools-table"
          />
        </Section>
      ) : null}
    </>
  )
}
