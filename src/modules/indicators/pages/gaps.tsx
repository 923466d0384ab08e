import type { FC } from 'hono/jsx'
import { decimal, points, schoolYear } from '../../../platform/format.ts'
import { type Column, hidden, type Hidden } from '../../../platform/look/cells.ts'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { type GroupGap, gapsOf, shareOf } from '../judging/gaps.ts'
import { columnKind, groupName, words } from '../say.ts'
import { gapTo } from '../stats/gap.ts'
import type { View } from '../view.ts'
import { sortedGroups, shown } from './parts.tsx'

/** The gaps of one set of groups in the last complete year. */
export const gapsIn = (view: View, set: string, lang: Lang): ReturnType<typeof gapsOf> =>
  gapsOf(view.latest.cell, sortedGroups(view, set, lang), view.definition)

type Line = {
  name: string
  students: number | Hidden | null
  value: number | Hidden | null
  gap: number | null
  interval: string | null
  ratio: string | null
  parity: number | null
  look: string | null
}

function ratioText({ ratio }: GroupGap, lang: Lang): string | null {
  const say = words(lang)
  if (!ratio) return null
  if (ratio.kind === 'none') return say(`gap.none.${ratio.why}`)
  const times = say('gap.ratioTimes', { ratio: decimal(ratio.ratio, lang) })
  if (!ratio.interval) return times
  return `${times} (${say('gap.ratioNote', { low: decimal(ratio.interval.low, lang), high: decimal(ratio.interval.high, lang) })})`
}

/** Each group beside everybody else: points with what chance could do, ratio of risks where a rule says so, students to parity. */
export const GapTable: FC<{ view: View; set: string; lang: Lang }> = ({ view, set, lang }) => {
  const say = words(lang)
  const { gaps } = gapsIn(view, set, lang)
  if (gaps.every((one) => one.difference === null)) return null
  const counted = view.definition.counts === 'students'
  const rows = gaps.map(
    (one): Line => ({
      name: groupName(set, one.cell.group_value, lang),
      students: one.cell.hidden && one.cell.d === null ? hidden : one.cell.d,
      value: shown(one.cell, view.definition),
      gap: one.difference,
      interval: one.gap
        ? say('interval.text', { low: points(one.gap.low, lang), high: points(one.gap.high, lang) })
        : null,
      ratio: ratioText(one, lang),
      parity: one.gap?.toParity ?? null,
      look: one.standsOut ? say('gap.look') : null,
    }),
  )
  const ratios = rows.some((row) => row.ratio !== null)
  const looks = rows.some((row) => row.look !== null)
  const columns: Column<Line>[] = [
    { key: 'name', head: say('col.group'), kind: 'text', rowHead: true, note: (row) => row.look },
    ...(counted ? [{ key: 'students' as const, head: say('col.students'), kind: 'number' as const }] : []),
    { key: 'value', head: say('col.value'), kind: columnKind(view.definition) },
    { key: 'gap', head: say('gap.col'), kind: 'points', note: (row) => row.interval },
    ...(ratios ? [{ key: 'ratio' as const, head: say('gap.ratio'), kind: 'text' as const, quiet: true }] : []),
    ...(counted ? [{ key: 'parity' as const, head: say('gap.parity'), kind: 'number' as const }] : []),
  ]
  return (
    <>
      <h3>{say('gap.title')}</h3>
      <p class="quiet measure">{say('gap.lead')}</p>
      <Table
        lang={lang}
        id={`gaps-${set}`}
        caption={say('gap.title')}
        hideCaption={true}
        dense={true}
        narrow="stack"
        columns={columns}
        rows={rows}
      />
      <p class="quiet measure">
        {counted ? say('gap.parityNote') : ''} {looks ? say('gap.lookNote') : ''} {ratios ? say('gap.ratioLead') : ''}
      </p>
    </>
  )
}

/** All students beside the state's published figure of the same year; nothing where there is none. */
export const StateGap: FC<{ view: View; lang: Lang }> = ({ view, lang }) => {
  const { cell } = view.latest
  const own = shareOf(cell, view.definition)
  const state = view.state.find((one) => one.school_year === cell?.school_year && !one.suppressed)
  if (!cell || !own || state?.value == null) return null
  const good = view.definition.direction === 'lower' ? 'down' : 'up'
  const inside = state.n !== null && state.d !== null && state.n >= own.k && state.d - state.n >= own.n - own.k
  const gap = inside
    ? gapTo(own, { kind: 'counts', share: { k: state.n ?? 0, n: state.d ?? 0 }, holdsOwn: true }, good)
    : gapTo(own, { kind: 'rate', value: Math.min(1, Math.max(0, state.value)) }, good)
  if (!gap) return null
  return (
    <p class="measure">
      {words(lang)('gap.state', {
        year: schoolYear(cell.school_year),
        gap: points(gap.gap, lang),
        low: points(gap.low, lang),
        high: points(gap.high, lang),
      })}
    </p>
  )
}
