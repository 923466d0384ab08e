import type { FC } from 'hono/jsx'
import { grade as gradeWord, percent, points, schoolYear } from '../../../platform/format.ts'
import { type DotRow, DotChart } from '../../../platform/look/charts/dots.tsx'
import { type Break, LineChart, type LinePoint } from '../../../platform/look/charts/line.tsx'
import { type Column, hidden, type Hidden } from '../../../platform/look/cells.ts'
import { Figure } from '../../../platform/look/figure.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { read } from '../../../platform/words.ts'
import { band, type Cell, rate, valueOf } from '../cells.ts'
import { type DefinitionCard, isDaily } from '../definitions/catalog.ts'
import {
  chartUnit,
  columnKind,
  groupName,
  nameOf,
  numberText,
  ofText,
  periodText,
  rateText,
  unitText,
  words,
} from '../say.ts'
import { breaksOf, seriesOf } from '../judging/series.ts'
import type { Trend } from '../trend.ts'
import { pathAt, type View } from '../view.ts'
import { sayCall, sayTarget, sayTrend } from '../words-calls.ts'
import { readings } from '../targets.ts'
import { toNumber } from '../exact.ts'
import { moveText } from '../to-move.ts'

/** A value for a table or chart, in the unit of its definition (left out: a rate): the number, hidden, or nothing. */
export const shown = (
  cell: Cell | undefined,
  definition: Pick<DefinitionCard, 'unit'> = { unit: 'fraction' },
): number | Hidden | null => (cell?.hidden ? hidden : valueOf(cell, definition))

/** Who sees what on this page, in one line. */
export const ReaderLine: FC<{ view: View; lang: Lang }> = ({ view, lang }) => (
  <>
    <Audience lang={lang} reader={view.reader === 'scope' ? 'scope' : 'staff'} />
    {view.reader === 'audited' && view.cells.length === 0 ? <p class="quiet">{words(lang)('reader.nothing')}</p> : null}
  </>
)

/** A change between two years in words, with what chance alone could do; the reason when there is none. */
export function changeText(trend: Trend, from: string, lang: Lang): string {
  const { change } = trend
  if (!change || (trend.reason !== 'clear' && trend.reason !== 'unclear')) return sayTrend(trend, lang).sentence
  return words(lang)(`change.${trend.reason}`, {
    from,
    change: points(change.difference, lang),
    low: points(change.low, lang),
    high: points(change.high, lang),
  })
}

/** The number of the last complete year with target, call, trend and the sentences that say why. */
export const LatestFigure: FC<{ view: View; lang: Lang; currentYear: number; small?: boolean }> = ({
  view,
  lang,
  currentYear,
  small,
}) => {
  const { latest, definition } = view
  const say = words(lang)
  const called = latest.call ? sayCall(latest.call, lang) : null
  const goal = latest.promise ? readings(latest.promise.target)[0] : undefined
  const number = valueOf(latest.cell, definition)
  const value = latest.cell?.hidden
    ? hidden
    : number === null
      ? null
      : numberText(number, definition, lang).replace('%', '')
  const move = moveText(view, lang)
  const cite =
    number === null
      ? undefined
      : `${nameOf(definition, lang)}: ${rateText(latest.cell, lang, definition)} (${ofText(latest.cell, definition, lang)}), ${periodText(latest.cell, lang, currentYear)}.`
  return (
    <Figure
      lang={lang}
      value={value}
      unit={unitText(definition, lang)}
      label={nameOf(definition, lang)}
      n={ofText(latest.cell, definition, lang) || undefined}
      period={latest.cell ? periodText(latest.cell, lang, currentYear) : undefined}
      target={goal && latest.promise ? sayTarget(latest.promise.target, toNumber(goal.value), lang) : undefined}
      call={latest.call?.call}
      trend={latest.trend && latest.trend.reason !== 'noCounts' ? latest.trend.trend : undefined}
      how={`/indicators/${definition.id}/method`}
      cite={cite}
      small={small}
    >
      {value === null && latest.cell ? <p>{rateText(latest.cell, lang, definition)}</p> : null}
      {called && !small ? called.sentences.map((sentence) => <p>{sentence}</p>) : null}
      {latest.trend && latest.trend.reason !== 'noCounts' && !small && latest.cell ? (
        <p class="quiet">{changeText(latest.trend, schoolYear(latest.cell.school_year - 1), lang)}</p>
      ) : null}
      {move && !small ? <p>{move}</p> : null}
      {latest.promise && !small ? (
        <p class="quiet">
          <a href={latest.promise.href}>{say('target.from', { label: read(latest.promise.label, lang).words })}</a>
        </p>
      ) : null}
    </Figure>
  )
}

/** Where the line of complete years is cut, with the word that stands there. */
const yearBreaks = (view: View, lang: Lang): Break[] =>
  breaksOf(seriesOf(view.years, view.sameRule, view.definition)).map(({ at, reason }) => ({
    at,
    label: words(lang)(`break.${reason}`),
  }))

/** The series of complete years: value, interval, path to the target, the state's published line. */
export function linePoints(view: View): LinePoint[] {
  const counted = view.definition.counts === 'students'
  return view.years.map((cell) => {
    const interval = band(cell, counted)
    const state = view.state.find((one) => one.school_year === cell.school_year && !one.suppressed)
    return {
      label: schoolYear(cell.school_year),
      short: `’${String(cell.school_year % 100).padStart(2, '0')}`,
      value: shown(cell, view.definition),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      target: pathAt(view, cell.school_year),
      state: state?.value ?? null,
      n: counted && !cell.hidden ? cell.d : null,
    }
  })
}

/** The line chart of complete years, or a sentence that there is none. */
export const YearsChart: FC<{ view: View; lang: Lang; hideTitle?: boolean; named?: boolean }> = ({
  view,
  lang,
  hideTitle,
  named,
}) => {
  const say = words(lang)
  const known = view.years.filter((cell) => rate(cell) !== null)
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last) return <p class="quiet">{say(view.reader === 'audited' ? 'trend.notReleased' : 'trend.none')}</p>
  const name = nameOf(view.definition, lang)
  const breaks = yearBreaks(view, lang)
  const facts = {
    name,
    first: rateText(first, lang, view.definition),
    firstYear: schoolYear(first.school_year),
    last: rateText(last, lang, view.definition),
    lastYear: schoolYear(last.school_year),
  }
  return (
    <LineChart
      lang={lang}
      id={`years-${view.definition.id}`}
      title={named ? `${name}: ${say('trend.title')}` : say('trend.title')}
      sentence={first === last ? say('trend.one', facts) : say('trend.sentence', facts)}
      unit={chartUnit(view.definition)}
      points={linePoints(view)}
      breaks={breaks}
      caption={breaks.length > 0 ? say('break.note') : undefined}
      hideTitle={hideTitle}
    />
  )
}

/** This year so far beside the same school day a year before, with the trend between them. */
export const ToDate: FC<{ view: View; lang: Lang }> = ({ view, lang }) => {
  const say = words(lang)
  const { now, before, trend } = view.toDate
  if (!now) return <p class="quiet">{say(view.reader === 'audited' ? 'todate.notReleased' : 'todate.none')}</p>
  const rows = [now, ...(before ? [before] : [])].map((cell) => {
    const interval = band(cell, view.definition.counts === 'students')
    return {
      when: periodText(cell, lang, cell.school_year),
      value: shown(cell, view.definition),
      of: ofText(cell, view.definition, lang) || null,
      interval: interval
        ? say('interval.text', { low: percent(interval.low, lang), high: percent(interval.high, lang) })
        : null,
    }
  })
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'when', head: say('how.year'), kind: 'text', rowHead: true },
    { key: 'value', head: nameOf(view.definition, lang), kind: columnKind(view.definition) },
    { key: 'of', head: say('col.students'), kind: 'text', quiet: true },
    { key: 'interval', head: say('col.interval'), kind: 'text', quiet: true },
  ]
  return (
    <>
      <Table
        lang={lang}
        caption={`${nameOf(view.definition, lang)}: ${say('todate.title')}`}
        hideCaption={true}
        columns={columns}
        rows={rows}
        narrow="stack"
        id={`todate-${view.definition.id}`}
      />
      {trend && trend.reason !== 'noCounts' ? <p>{changeText(trend, say('change.sameDay'), lang)}</p> : null}
      <p class="quiet">{say('todate.note')}</p>
    </>
  )
}

const gradeOrder = (value: string): number => {
  const grade = value.includes('|') ? (value.split('|')[1] ?? '') : value
  return grade === 'PK' ? -1 : grade === 'K' ? 0 : Number(grade)
}

/** The cells of the groups of one set in the last complete year; by grade where the set is about grades, else by name. */
export function sortedGroups(view: View, set: string, lang: Lang): Cell[] {
  const year = view.latest.cell?.school_year
  const cells = view.cells.filter(
    (cell) =>
      cell.group_set === set && cell.school_year === year && cell.period === 'year' && cell.state !== 'not_applicable',
  )
  return cells
    .map((cell) => ({ cell, label: groupName(set, cell.group_value, lang) }))
    .sort(
      (a, b) =>
        (set.includes('grade') ? gradeOrder(a.cell.group_value) - gradeOrder(b.cell.group_value) : 0) ||
        a.label.localeCompare(b.label, lang),
    )
    .map((one) => one.cell)
}

/** Groups of one set in one year with their intervals, all students first. */
export function groupRows(view: View, set: string, lang: Lang): DotRow[] {
  const counted = view.definition.counts === 'students'
  const rows = sortedGroups(view, set, lang).map((cell) => ({ cell, label: groupName(set, cell.group_value, lang) }))
  const all = view.latest.cell
  return [...(all && set !== 'all' ? [{ cell: all, label: groupName('all', 'all', lang) }] : []), ...rows].map(
    ({ cell, label }) => {
      const interval = band(cell, counted)
      return {
        label,
        value: shown(cell, view.definition),
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        n: counted ? (cell.hidden && cell.d === null ? hidden : cell.d) : null,
        strong: cell.group_set === 'all',
      }
    },
  )
}

/** What the part about groups is called. */
export const groupsTitle = (definition: DefinitionCard): 'groups.title' | 'groups.titleAda' | 'groups.titleOther' =>
  definition.id === 'chronic-absenteeism'
    ? 'groups.title'
    : isDaily(definition)
      ? 'groups.titleAda'
      : 'groups.titleOther'

/** The dots of one set of groups. */
export const GroupsChart: FC<{ view: View; set: string; lang: Lang; hideTitle?: boolean }> = ({
  view,
  set,
  lang,
  hideTitle,
}) => {
  const say = words(lang)
  const rows = groupRows(view, set, lang)
  const year = view.latest.cell?.school_year
  if (rows.length < 2 || year === undefined) return <p class="quiet">{say('trend.none')}</p>
  const goal = view.latest.promise ? readings(view.latest.promise.target)[0] : undefined
  return (
    <DotChart
      lang={lang}
      id={`groups-${view.definition.id}-${set}`}
      title={say(groupsTitle(view.definition))}
      sentence={say('groups.sentence', { name: nameOf(view.definition, lang), year: schoolYear(year) })}
      unit={chartUnit(view.definition)}
      rows={rows}
      target={
        goal && view.latest.promise
          ? { value: toNumber(goal.value), label: sayTarget(view.latest.promise.target, toNumber(goal.value), lang) }
          : undefined
      }
      hideTitle={hideTitle}
    />
  )
}

/** Grades in words: `K to 5`. */
export const gradeSpan = (low: number | null, high: number | null): { low: string; high: string } | null =>
  low === null || high === null ? null : { low: gradeWord(low), high: gradeWord(high) }
