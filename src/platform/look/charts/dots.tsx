import type { Child, FC } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import { type Column, type Hidden, isHidden } from '../cells.ts'
import { say } from '../chrome.ts'
import { Table } from '../table.tsx'
import { drawDots } from './dots-draw.ts'
import { ChartFrame, type DrawWidth } from './frame.tsx'
import { columnKind, type Unit, value } from './units.ts'

export type DotRow = {
  label: string
  value: number | Hidden | null
  low?: number | null | undefined
  high?: number | null | undefined
  n?: number | Hidden | null | undefined
  href?: string | undefined
  /** the row the others are compared with */
  strong?: boolean | undefined
}
export type DotProps = {
  lang: Lang
  id: string
  title: string
  sentence: string
  unit: Unit
  rows: readonly DotRow[]
  /** what the rows are: `Group`, `School` */
  head?: string | undefined
  target?: { value: number; label: string } | undefined
  /** published values of other places: upright lines, each with its label above */
  lines?: readonly { value: number; label: string }[] | undefined
  caption?: Child | undefined
  hideTitle?: boolean | undefined
  wide?: DrawWidth | undefined
}

/** Values side by side, each with its interval; a suppressed value is shown as hidden. The order is the caller's: by name unless asked. */
export const DotChart: FC<DotProps> = (props) => {
  const { lang, unit } = props
  const words = say(lang)
  const intervals = props.rows.some((row) => row.low != null && row.high != null)
  const rows = props.rows.map((row) => ({
    label: row.label,
    href: row.href ?? null,
    value: row.value,
    interval: isHidden(row.value)
      ? row.value
      : row.low != null && row.high != null
        ? words('from', { low: value(row.low, unit, lang), high: value(row.high, unit, lang) })
        : null,
    n: row.n ?? null,
  }))
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'label', head: props.head ?? words('group'), kind: 'link', rowHead: true, href: (row) => row.href },
    { key: 'value', head: words('value'), kind: columnKind(unit) },
    ...(intervals ? [{ key: 'interval' as const, head: words('interval'), kind: 'text' as const }] : []),
    ...(rows.some((row) => row.n !== null)
      ? [{ key: 'n' as const, head: words('students'), kind: 'number' as const }]
      : []),
  ]
  return (
    <ChartFrame {...props} intervals={intervals} wide={props.wide ?? 480} draw={(width) => drawDots(props, width)}>
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
