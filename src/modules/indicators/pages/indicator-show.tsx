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
import type { MonthShare } from '../judging/months.ts'
import type { Reporting } from '../judging/reporting.ts'
import { columnKind, nameOf, sentenceOf, setName, words } from '../say.ts'
import type { Share } from '../stats/interval.ts'
import { byLuck } from '../stats/multiplicity.ts'
import type { Promised } from '../store-targets.ts'
import { moveTo } from '../to-move.ts'
import type { View } from '../view.ts'
import { HowCalled, targetText } from './called.tsx'
import { CautionNote } from './caution.tsx'
import { hasValue, OutlookText, TwoYears } from './change.tsx'
import { GapTable, gapsIn, StateGap } from './gaps.tsx'
import { MonthChart } from './months.tsx'
import { GroupsChart, groupsTitle, LatestFigure, ReaderLine, ToDate, YearsChart } from './parts.tsx'
import { PromiseTable } from './promises.tsx'

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
  /** students to the district's line, in words */
  move: string | null
  /** the list of its students, where this reader may see it */
  listHref: string | null
}

export type IndicatorProps = {
  lang: Lang
  org: { id: number; name: string; kind: 'district' | 'school' | 'between' }
  view: View
  currentYear: number
  sets: readonly string[]
  set: string
  lines: readonly OrgLine[]
  sort: Sort
  /** shares of the schools below in the last complete year, for promises about schools */
  schools: readonly (Share | null)[]
  /** months one by one, for what is counted day by day */
  months: readonly MonthShare[]
  reporting: Reporting | null
  /** the district's own promise, for the page of a school */
  line: Promised | null
  /** the list of students of this school, where this reader may see it */
  listHref: string | null
}

/** One indicator of one organization: figure, series, this year so far, groups, schools. */
export const IndicatorShow: FC<IndicatorProps> = (props) => {
  const { lang, view, org, set } = props
  const say = words(lang)
  const daily = isDaily(view.definition)
  const { definition } = view
  const several = view.promises.length > 1 || view.promises.some((one) => one !== view.latest.promise)
  const luck = byLuck(
    gapsIn(view, set, lang).comparisons +
      (view.latest.trend?.change ? 1 : 0) +
      props.lines.filter((line) => line.trend !== null).length,
  )
  return (
    <>
      <PageHead title={nameOf(definition, lang)} lead={sentenceOf(definition, lang)}>
        <p class="quiet">
          {org.name} · <a href={`/indicators?org=${org.id}`}>{say('indicators')}</a>
        </p>
      </PageHead>
      <ReaderLine view={view} lang={lang} />
      <LatestFigure view={view} lang={lang} currentYear={props.currentYear} />
      {view.latest.call ? <HowCalled call={view.latest.call} lang={lang} id="called" /> : null}
      <SchoolMove {...props} />
      <CautionNote
        reporting={props.reporting}
        now={view.latest.cell?.n ?? 0}
        before={view.years.at(-2)?.n ?? 0}
        lang={lang}
      />
      <Section title={say('trend.title')}>
        <YearsChart view={view} lang={lang} hideTitle={true} />
        <StateGap view={view} lang={lang} />
      </Section>
      {daily ? (
        <Section title={say('todate.title')}>
          <ToDate view={view} lang={lang} />
        </Section>
      ) : null}
      {definition.counts === 'hundredths of student-days' ? (
        <Section title={say('month.title')} id="months-part">
          <MonthChart
            months={props.months}
            currentYear={props.currentYear}
            released={view.reader === 'scope'}
            lang={lang}
          />
        </Section>
      ) : null}
      {hasValue(view) ? (
        <Section title={say('two.title')} id="two">
          <TwoYears view={view} lang={lang} />
        </Section>
      ) : null}
      {hasValue(view) && org.kind === 'district' ? (
        <Section title={say('outlook.title')} id="outlook">
          <OutlookText view={view} lang={lang} />
        </Section>
      ) : null}
      {several && org.kind === 'district' ? (
        <Section title={say('promise.title')} id="promises">
          <PromiseTable view={view} schools={props.schools} lang={lang} />
        </Section>
      ) : null}
      <Section title={say(groupsTitle(definition))} id="groups">
        <Tabs
          label={say('groups.pick')}
          tabs={props.sets.map((one) => ({
            label: setName(one, lang),
            href: `/indicators/${definition.id}?org=${org.id}&set=${one}#groups`,
            current: one === set,
          }))}
        />
        <GroupsChart view={view} set={set} lang={lang} hideTitle={true} />
        <GapTable view={view} set={set} lang={lang} />
      </Section>
      <SchoolTable {...props} />
      {luck.comparisons > 1 ? (
        <p class="quiet measure">{say('luck.line', { n: luck.comparisons, m: luck.expected })}</p>
      ) : null}
      <p>
        <a href={`/indicators/${definition.id}/values?org=${org.id}`}>{say('values.link')}</a>
      </p>
    </>
  )
}

/** For a school: how many of its students stand between it and the district's line, and their list where the reader may see it. */
const SchoolMove: FC<IndicatorProps> = ({ lang, view, org, line, listHref }) => {
  const say = words(lang)
  const move = org.kind === 'school' && line ? moveTo(view.definition, view.latest.cell, line.target) : null
  if (!move || !line) return null
  const target = targetText(line.target, lang)
  const daily = view.definition.id === 'chronic-absenteeism'
  return (
    <Section title={say('move.title')} id="move">
      <p class="measure">
        {move.count === 0
          ? say('move.there', { target })
          : say('move.school', { target, count: move.count, n: move.n })}{' '}
        {move.beyondLuck !== null && move.beyondLuck > 0 ? say('move.sure', { count: move.beyondLuck }) : ''}
      </p>
      {daily ? (
        listHref ? (
          <p class="no-print">
            <a class="btn" href={listHref}>
              {say('move.list')}
            </a>
          </p>
        ) : (
          <p class="quiet">{say('move.notSeen')}</p>
        )
      ) : null}
    </Section>
  )
}

/** School by school: sorted by name unless asked. */
const SchoolTable: FC<IndicatorProps> = ({ lang, view, org, lines, sort, currentYear }) => {
  if (lines.length === 0) return null
  const say = words(lang)
  const { definition } = view
  const year = view.latest.cell?.school_year ?? currentYear - 1
  const kind = columnKind(definition)
  const columns: Column<OrgLine>[] = [
    { key: 'name', head: say('col.school'), kind: 'link', rowHead: true, href: (row) => row.href, sortable: true },
    { key: 'students', head: say('col.students'), kind: 'number', sortable: true },
    { key: 'rate', head: schoolYear(year), kind, sortable: true, note: (row) => row.interval },
    { key: 'before', head: schoolYear(year - 1), kind, sortable: true },
    { key: 'spark', head: say('trend.title'), kind: 'spark' },
    { key: 'trend', head: say('col.trend'), kind: 'trend' },
    { key: 'move', head: say('move.col'), kind: 'link', quiet: true, href: (row) => row.listHref },
    { key: 'todate', head: say('col.todate'), kind, sortable: true },
    { key: 'todateBefore', head: say('col.todateBefore'), kind },
  ]
  const some = (key: keyof OrgLine): boolean => lines.some((line) => line[key] !== null)
  return (
    <Section
      title={say('schools.title')}
      lead={say('schools.lead')}
      id="schools"
      aside={<a href={`/indicators/${definition.id}/compare?org=${org.id}`}>{say('compare.link')}</a>}
    >
      {lines.some((line) => line.move !== null && line.listHref !== null) ? (
        <p class="quiet measure">{say('move.lists')}</p>
      ) : null}
      <Table
        lang={lang}
        caption={say('schools.title')}
        hideCaption={true}
        columns={columns.filter(
          ({ key }) =>
            (definition.counts === 'students' || !['students', 'trend'].includes(key)) &&
            (isDaily(definition) || !['todate', 'todateBefore'].includes(key)) &&
            (key !== 'move' || some('move')),
        )}
        rows={lines}
        sort={sort}
        dense={true}
        id="schools-table"
      />
    </Section>
  )
}
