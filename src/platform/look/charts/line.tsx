import type { Child, FC } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import { type Column, type Hidden, isHidden } from '../cells.ts'
import { say } from '../chrome.ts'
import { Table } from '../table.tsx'
import { ChartFrame, type DrawWidth } from './frame.tsx'
import { drawLine } from './line-draw.ts'
import { columnKind, type Unit, value } from './units.ts'

/** One place in time. `target`: what the path asks there. `state`, `lastYear`: reference values at the same day. Fractions when the unit is percent. */
export type LinePoint = {
  label: string
  /** for the narrow drawings */
  short?: string | undefined
  value: number | Hidden | null
  low?: number | null | undefined
  high?: number | null | undefined
  target?: number | null | undefined
  state?: number | null | undefined
  lastYear?: number | null | undefined
  n?: number | null | undefined
}
/** A mark before point `at` (0-based), where the definition or the test changed: the line is not joined across it. */
export type Break = { at: number; label: string }

export type LineProps = {
  lang: Lang
  id: string
  title: string
  sentence: string
  unit: Unit
  points: readonly LinePoint[]
  breaks?: readonly Break[] | undefined
  /** a level that stands for all of the time: the goal */
  goal?: { value: number; label: string } | undefined
  caption?: Child | undefined
  hideTitle?: boolean | undefined
  /** what the band is, where it is not the interval of the value: the head of its column, and the sentence below */
  band?: { head: string; note: string } | undefined
  /** the widest drawing to make: 340 or 480 for small multiples */
  wide?: DrawWidth | undefined
}

/** A line over time with direct labels, interval band, dotted path to the target, reference lines and marks of change. */
export const LineChart: FC<LineProps> = (props) => {
  const { lang, points, unit } = props
  const words = say(lang)
  const intervals = points.some((point) => point.low != null && point.high != null)
  const rows = points.map((point) => ({
    label: point.label,
    value: point.value,
    interval: isHidden(point.value)
      ? point.value
      : point.low != null && point.high != null
        ? words('from', { low: value(point.low, unit, lang), high: value(point.high, unit, lang) })
        : null,
    target: point.target ?? null,
    state: point.state ?? null,
    lastYear: point.lastYear ?? null,
    n: point.n ?? null,
  }))
  const kind = columnKind(unit)
  const has = (key: 'target' | 'state' | 'lastYear' | 'n') => rows.some((row) => row[key] !== null)
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'label', head: words('period'), kind: 'text', rowHead: true },
    { key: 'value', head: words('value'), kind },
    ...(intervals
      ? [{ key: 'interval' as const, head: props.band?.head ?? words('interval'), kind: 'text' as const }]
      : []),
    ...(has('target') ? [{ key: 'target' as const, head: words('path'), kind }] : []),
    ...(has('lastYear') ? [{ key: 'lastYear' as const, head: words('lastYear'), kind }] : []),
    ...(has('state') ? [{ key: 'state' as const, head: words('state'), kind }] : []),
    ...(has('n') ? [{ key: 'n' as const, head: words('students'), kind: 'number' as const }] : []),
  ]
  return (
    <ChartFrame {...props} intervals={intervals} bandNote={props.band?.note} draw={(width) => drawLine(props, width)}>
      <Table
        lang={lang}
        caption={props.title}
        id={`${props.id}-table`}
        hideCaption={true}
        dense={true}
        columns={columns}
        rows={rows}
      />
    </ChartFrame>
  )
}
