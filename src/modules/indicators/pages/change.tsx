import type { FC } from 'hono/jsx'
import { points, percent, schoolYear } from '../../../platform/format.ts'
import type { Column, Hidden } from '../../../platform/look/cells.ts'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { band, type Cell, rate } from '../cells.ts'
import { toNumber } from '../exact.ts'
import { outlookOf } from '../judging/outlook.ts'
import { seriesOf } from '../judging/series.ts'
import { shareOf } from '../judging/gaps.ts'
import { columnKind, nameOf, ofText, words } from '../say.ts'
import { showable } from '../judging/showable.ts'
import { detectability, feasibility } from '../stats/newcombe.ts'
import { goodDirection, readings } from '../targets.ts'
import type { View } from '../view.ts'
import { sayTarget, sayTrend } from '../words-calls.ts'
import { shown } from './parts.tsx'

/** Two years side by side: what changed, and what chance alone could have done. */
export const TwoYears: FC<{ view: View; lang: Lang }> = ({ view, lang }) => {
  const say = words(lang)
  const [before, now] = view.years.slice(-2)
  if (!before || !now) return <p class="quiet">{say('two.none')}</p>
  const { trend } = view.latest
  const line = (cell: Cell) => {
    const interval = band(cell, view.definition.counts === 'students')
    return {
      year: schoolYear(cell.school_year),
      value: shown(cell, view.definition),
      of: ofText(cell, view.definition, lang) || null,
      interval: interval
        ? say('interval.text', { low: percent(interval.low, lang), high: percent(interval.high, lang) })
        : null,
    }
  }
  const rows: { year: string; value: number | Hidden | null; of: string | null; interval: string | null }[] = [
    line(before),
    line(now),
  ]
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'year', head: say('how.year'), kind: 'text', rowHead: true },
    { key: 'value', head: nameOf(view.definition, lang), kind: columnKind(view.definition) },
    { key: 'of', head: say('col.students'), kind: 'text', quiet: true },
    { key: 'interval', head: say('col.interval'), kind: 'text', quiet: true },
  ]
  const change = trend?.change
  return (
    <>
      {change ? (
        <p class="measure">
          {say(`two.${trend.reason === 'clear' ? 'clear' : 'unclear'}`, {
            from: schoolYear(before.school_year),
            to: schoolYear(now.school_year),
            moved: say(change.difference > 0 ? 'two.rise' : change.difference < 0 ? 'two.fall' : 'two.same'),
            change: points(change.difference, lang),
            low: points(change.low, lang),
            high: points(change.high, lang),
          })}
        </p>
      ) : trend && trend.reason !== 'noCounts' ? (
        <p class="measure">{say('two.notComparable', { reason: sayTrend(trend, lang).sentence })}</p>
      ) : null}
      <Table
        lang={lang}
        id={`two-${view.definition.id}`}
        caption={say('two.title')}
        hideCaption={true}
        dense={true}
        narrow="stack"
        columns={columns}
        rows={rows}
      />
      {change ? <p class="quiet measure">{say('two.paired')}</p> : null}
      <Detectable view={view} lang={lang} />
    </>
  )
}

/** Whether a group of this size can show the change that the plan asks for. */
const Detectable: FC<{ view: View; lang: Lang }> = ({ view, lang }) => {
  const say = words(lang)
  const share = shareOf(view.latest.cell, view.definition)
  if (!share || share.n === 0 || share.k === 0 || share.k === share.n) return null
  const p = share.k / share.n
  const size = say('detect.size', { n: share.n, points: bare(detectability(p, share.n).detectable, lang) })
  const target = view.latest.promise?.target
  const [reading, other] = target ? readings(target) : []
  const goal = reading && !other ? toNumber(reading.value) : null
  const good = target && goal !== null ? goodDirection(target) : null
  const away = goal !== null && goal >= 0 && goal <= 1 && good !== null && (good === 'up' ? goal > p : goal < p)
  const can = away ? feasibility(p, goal, share.n) : null
  const verdict = can ? showable(can, share.n) : null
  return (
    <p class="quiet measure">
      {size}
      {can && verdict
        ? ` ${say(`detect.${verdict}`, { change: bare(Math.abs(can.change), lang), needed: can.sizeNeeded })}`
        : ''}
    </p>
  )
}

/** A difference in points without its sign. */
const bare = (fraction: number, lang: Lang): string => points(Math.abs(fraction), lang).replace('+', '')

/** The line carried on to the due year of the target, with a word for chance where one may be said; otherwise the reason. */
export const OutlookText: FC<{ view: View; lang: Lang }> = ({ view, lang }) => {
  const say = words(lang)
  const target = view.latest.promise?.target ?? null
  const outlook = outlookOf(
    seriesOf(view.years, view.sameRule, view.definition),
    shareOf(view.latest.cell, view.definition),
    target,
  )
  if (outlook.kind === 'none')
    return <p class="quiet measure">{say(`outlook.none.${outlook.why}`, { years: outlook.years })}</p>
  return (
    <>
      <p class="measure">
        {say('outlook.text', {
          years: outlook.years,
          from: schoolYear(outlook.from),
          at: schoolYear(outlook.at),
          value: percent(outlook.value, lang),
          low: percent(outlook.interval.low, lang),
          high: percent(outlook.interval.high, lang),
          goal: target ? sayTarget(target, outlook.goal, lang) : '',
        })}
      </p>
      <p class="measure">
        {say('outlook.pace', { slope: points(outlook.slope, lang), needed: points(outlook.needed, lang) })}
      </p>
      <p class="measure">{say(outlook.chance ? `outlook.${outlook.chance.word}` : 'outlook.three')}</p>
      <p class="quiet measure">{say('outlook.note')}</p>
    </>
  )
}

/** Whether there is a value at all to carry on or to compare. */
export const hasValue = (view: View): boolean => view.years.some((cell) => rate(cell) !== null)
