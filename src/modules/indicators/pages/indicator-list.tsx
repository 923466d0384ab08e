import type { FC } from 'hono/jsx'
import { percent, schoolYear, shortDate } from '../../../platform/format.ts'
import { type CallCell, type Column, hidden, type Hidden } from '../../../platform/look/cells.ts'
import type { TrendName } from '../../../platform/look/call.tsx'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { calls } from '../calls.ts'
import { isDaily } from '../definitions/catalog.ts'
import { areaOf, areas } from '../judging/areas.ts'
import { nameOf, ofText, periodText, rateText, words } from '../say.ts'
import { type Cell, valueOf } from '../cells.ts'
import { byLuck } from '../stats/multiplicity.ts'
import type { View } from '../view.ts'
import { callWords, sayCall } from '../words-calls.ts'
import { MoreRecords } from './more-records.tsx'
import { ReaderLine, shown } from './parts.tsx'

export const groupings = ['area', 'call', 'none'] as const
/** What the address asks for; an empty text asks for everything. `call`: a call, or `none` for measures without a target. */
export type Listing = { group: (typeof groupings)[number]; area: string; call: string; search: string }
export type IndicatorListProps = {
  lang: Lang
  orgName: string
  orgId: number
  currentYear: number
  views: readonly View[]
  listing: Listing
}

type Line = {
  view: View
  name: string
  href: string
  value: string | Hidden | null
  of: string | null
  trend: TrendName | null
  call: CallCell | null
  spark: (number | Hidden | null)[]
  through: string | null
}

const callOf = (view: View): string => view.latest.call?.call ?? 'none'

/** The views that the filters leave, without case and accents in the search. */
export function filtered(views: readonly View[], listing: Listing, lang: Lang): View[] {
  const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const wanted = plain(listing.search.trim())
  return views.filter(
    (view) =>
      (listing.area === '' || areaOf(view.definition) === listing.area) &&
      (listing.call === '' || callOf(view) === listing.call) &&
      (wanted === '' || plain(nameOf(view.definition, lang)).includes(wanted)),
  )
}

/** All indicators of one organization, one line each, grouped by area unless asked otherwise. */
export const IndicatorList: FC<IndicatorListProps> = (props) => {
  const { lang, views, listing, orgId } = props
  const say = words(lang)
  const left = filtered(views, listing, lang)
  const known = areas.filter((area) => views.some((view) => areaOf(view.definition) === area))
  const callName = (call: string): string =>
    call === 'none' ? say('listing.noPromise') : callWords(lang)(`call.${call as (typeof calls)[number]}`)
  const parts =
    listing.group === 'area'
      ? known.map((area) => ({
          id: area as string,
          title: say(`area.${area}`),
          views: left.filter((view) => areaOf(view.definition) === area),
        }))
      : listing.group === 'call'
        ? [...calls, 'none'].map((call) => ({
            id: call,
            title: callName(call),
            views: left.filter((view) => callOf(view) === call),
          }))
        : [{ id: 'all', title: say('indicators'), views: left }]
  const compared = left.filter((view) => view.latest.trend?.change).length
  const luck = byLuck(compared)
  return (
    <>
      <PageHead title={say('indicators')} lead={say('indicators.lead')}>
        <p class="quiet">{props.orgName}</p>
      </PageHead>
      {views[0] ? <ReaderLine view={views[0]} lang={lang} /> : null}
      <Filters lang={lang} action="/indicators">
        <input type="hidden" name="org" value={String(orgId)} />
        <Field
          lang={lang}
          kind="select"
          name="area"
          label={say('listing.area')}
          value={listing.area}
          options={[
            { value: '', label: say('listing.allAreas') },
            ...known.map((area) => ({ value: area, label: say(`area.${area}`) })),
          ]}
        />
        <Field
          lang={lang}
          kind="select"
          name="call"
          label={say('listing.call')}
          value={listing.call}
          options={[
            { value: '', label: say('listing.allCalls') },
            ...[...calls, 'none'].map((call) => ({ value: call, label: callName(call) })),
          ]}
        />
        <Field
          lang={lang}
          kind="select"
          name="group"
          label={say('listing.group')}
          value={listing.group}
          options={[
            { value: 'area', label: say('listing.byArea') },
            { value: 'call', label: say('listing.byCall') },
            { value: 'none', label: say('listing.byNothing') },
          ]}
        />
        <Field lang={lang} kind="search" name="q" label={say('listing.search')} value={listing.search} />
      </Filters>
      <p class="quiet">
        {say('listing.shown', { n: left.length, of: views.length })}
        {left.length < views.length ? (
          <>
            {' '}
            <a href={`/indicators?org=${orgId}`}>{say('listing.all')}</a>
          </>
        ) : null}
      </p>
      {left.length === 0 ? <Empty title={say('listing.none')}>{say('listing.noneHint')}</Empty> : null}
      {parts
        .filter((part) => part.views.length > 0)
        .map((part) => (
          <Section title={part.title} id={`part-${part.id}`}>
            <Lines {...props} id={part.id} title={part.title} views={part.views} />
          </Section>
        ))}
      {compared > 1 ? (
        <p class="quiet measure">{say('listing.luck', { n: luck.comparisons, m: luck.expected })}</p>
      ) : null}
      <MoreRecords lang={lang} orgId={orgId} />
    </>
  )
}

/** The lines of one part, and the numbers behind their small pictures. */
const Lines: FC<IndicatorListProps & { id: string; title: string }> = ({
  lang,
  views,
  orgId,
  id,
  title,
  currentYear,
}) => {
  const say = words(lang)
  const last = currentYear - 1
  const years = [...new Set(views.flatMap((view) => view.years.map((cell) => cell.school_year)))]
    .toSorted((a, b) => a - b)
    .slice(-6)
  const at = (view: View, year: number) => view.years.find((cell) => cell.school_year === year)
  const series = (view: View) => years.map((year) => shown(at(view, year), view.definition))
  const rows = views.map((view): Line => {
    const { cell, trend, call } = view.latest
    return {
      view,
      name: nameOf(view.definition, lang),
      href: `/indicators/${view.definition.id}?org=${orgId}`,
      value: valueText(view, cell, lang),
      of: ofText(cell, view.definition, lang) || null,
      trend: trend && trend.trend !== 'not_comparable' ? trend.trend : null,
      call: call ? { call: call.call, reason: sayCall(call, lang).sentences[0] ?? null } : null,
      spark: series(view),
      through: cell ? (cell.through_date ?? null) : null,
    }
  })
  const columns: Column<Line>[] = [
    {
      key: 'name',
      head: say('col.measure'),
      kind: 'link',
      rowHead: true,
      href: (row) => row.href,
      note: ({ view }) => toDateNote(view, lang, currentYear),
    },
    { key: 'value', head: say('col.value'), kind: 'text', note: ({ view }) => valueNote(view, lang) },
    { key: 'of', head: say('col.students'), kind: 'text', quiet: true },
    { key: 'spark', head: say('listing.years'), kind: 'spark' },
    { key: 'trend', head: say('col.trend'), kind: 'trend' },
    { key: 'call', head: say('listing.call'), kind: 'call' },
    {
      key: 'through',
      head: say('listing.through'),
      kind: 'date',
      quiet: true,
      note: ({ view }) => {
        const { cell } = view.latest
        const older = cell && cell.school_year < last ? periodText(cell, lang, currentYear) : null
        const computed = view.computed
          ? say('listing.computed', { date: shortDate(view.computed.toISOString().slice(0, 10), lang) })
          : null
        return [older, computed].filter(Boolean).join(' · ') || null
      },
    },
  ]
  const behind = views.map((view, i) => ({
    name: rows[i]?.name ?? '',
    ...Object.fromEntries(years.map((year) => [String(year), valueText(view, at(view, year), lang)])),
  })) as ({ name: string } & Record<string, string | Hidden | null>)[]
  return (
    <>
      <Table
        lang={lang}
        id={`list-${id}`}
        caption={title}
        hideCaption={true}
        narrow="stack"
        dense={true}
        columns={columns}
        rows={rows}
      />
      {years.length > 0 ? (
        <details class="behind">
          <summary>{say('listing.behind')}</summary>
          <Table
            lang={lang}
            id={`behind-${id}`}
            caption={`${title}: ${say('listing.years')}`}
            hideCaption={true}
            dense={true}
            columns={[
              { key: 'name', head: say('col.measure'), kind: 'text', rowHead: true },
              ...years.map((year) => ({ key: String(year), head: schoolYear(year), kind: 'text' as const })),
            ]}
            rows={behind}
          />
        </details>
      ) : null}
    </>
  )
}

/** A value in its own unit, hidden, or nothing. */
const valueText = (view: View, cell: Cell | undefined, lang: Lang): string | Hidden | null =>
  cell?.hidden ? hidden : valueOf(cell, view.definition) === null ? null : rateText(cell, lang, view.definition)

/** Under the value: its interval, or why there is none. */
function valueNote(view: View, lang: Lang): string | null {
  const { cell, interval } = view.latest
  if (interval)
    return words(lang)('interval.text', { low: percent(interval.low, lang), high: percent(interval.high, lang) })
  return cell && !cell.hidden && valueOf(cell, view.definition) === null ? rateText(cell, lang, view.definition) : null
}

/** Under the name of what grows day by day: this year so far. */
function toDateNote(view: View, lang: Lang, currentYear: number): string | null {
  const { now } = view.toDate
  if (!isDaily(view.definition) || !now?.through_date || now.hidden || valueOf(now, view.definition) === null)
    return null
  return words(lang)('listing.toDate', {
    year: schoolYear(currentYear),
    value: rateText(now, lang, view.definition),
    date: shortDate(now.through_date, lang),
  })
}
