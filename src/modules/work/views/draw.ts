import { dayMonth } from '../../../platform/format.ts'
import type { DrawWidth } from '../../../platform/look/charts/frame.tsx'
import { textWidth } from '../../../platform/look/charts/scale.ts'
import { escape } from '../../../platform/look/escape.ts'
import type { Lang } from '../../../platform/words.ts'
import { type Bar, ticksOf, todayAt, type Window } from './rules.ts'
import { words } from './say.ts'

/** One row of the drawing. `before`: rows of the same page that it waits for. */
export type DrawnRow = { code: string; title: string; state: string; bar: Bar; before: readonly number[] }

const px = (value: number): string => String(Math.round(value * 10) / 10)

/** A text cut to a width, with an ellipsis. The table behind the drawing holds all of it. */
export function cut(text: string, width: number, size = 12): string {
  if (textWidth(text, size) <= width) return text
  let end = text.length
  while (end > 1 && textWidth(`${text.slice(0, end)}\u2026`, size) > width) end -= 1
  return `${text.slice(0, end).trimEnd()}\u2026`
}

/** A month as it stands above the drawing: `Jul`, and the year with each January or the first. */
function monthWords(day: string, first: boolean, lang: Lang): string {
  const month = dayMonth(day, lang)
    .replace(/\d+/, '')
    .replace(/\bde\b|[.,]/g, '')
    .trim()
  return first || day.slice(5, 7) === '01' ? `${month} ${day.slice(0, 4)}` : month
}

/** A bar by its look: never by color alone. Done is full, late has a square end, going on is half full, not yet is dashed, stuck is crossed. */
function barShape({ bar }: DrawnRow, x: (share: number) => number, top: number, height: number): string {
  const left = x(bar.from)
  const width = Math.max(bar.point ? height : 4, x(bar.to) - left)
  const y = px(top)
  const round = bar.look === 'late' ? 0 : 3
  let body = `<rect class="tl tl-${bar.look}" x="${px(left)}" y="${y}" width="${px(width)}" height="${height}" rx="${round}"/>`
  const end = left + width
  if (bar.look === 'late')
    body += `<rect class="tl-end" x="${px(end - 4)}" y="${px(top - 3)}" width="4" height="${height + 6}"/>`
  if (bar.look === 'going')
    body += `<rect class="tl-half" x="${px(left)}" y="${y}" width="${px(width / 2)}" height="${height}" rx="${round}"/>`
  if (bar.look === 'stuck')
    body += `<path class="tl-cross" d="M${px(left)} ${y}L${px(end)} ${px(top + height)}M${px(left)} ${px(top + height)}L${px(end)} ${y}"/>`
  if (bar.cutLeft)
    body += `<path class="tl-cut" d="M${px(left + 5)} ${px(top + 2)}l-5 ${height / 2 - 2}l5 ${height / 2 - 2}"/>`
  if (bar.cutRight)
    body += `<path class="tl-cut" d="M${px(end - 5)} ${px(top + 2)}l5 ${height / 2 - 2}l-5 ${height / 2 - 2}"/>`
  if (bar.expected !== null && x(bar.expected) > end)
    body += `<path class="tl-expected" d="M${px(end)} ${px(top + height / 2)}H${px(x(bar.expected))}"/>`
  return body
}

/** Draws the rows of a timeline for one width. Out: the inside of the SVG, escaped, and its height. */
export function drawTimeline(
  rows: readonly DrawnRow[],
  window: Window,
  today: string,
  lang: Lang,
  width: DrawWidth,
): { height: number; body: string } {
  const wide = width >= 480
  const side = wide ? (width >= 720 ? 250 : 170) : 0
  const step = wide ? 34 : 46
  const top = 26
  const height = top + rows.length * step + 6
  const x = (share: number): number => side + 4 + share * (width - side - 10)
  let body = ''
  const ticks = ticksOf(window, Math.max(2, Math.floor((width - side) / 58)))
  for (const [at, tick] of ticks.entries()) {
    const text = monthWords(tick.month, at === 0, lang)
    const place = Math.min(x(tick.at), width - textWidth(text) - 2)
    body += `<path class="grid" d="M${px(x(tick.at))} ${top - 6}V${height}"/><text class="tick" x="${px(place)}" y="12">${escape(text)}</text>`
  }
  const middle = (at: number): number => top + at * step + (wide ? step / 2 : step - 12)
  for (const [at, row] of rows.entries()) {
    const label = [row.code, row.title].filter(Boolean).join(' ')
    const room = wide ? side - 10 : width - 8
    const y = top + at * step
    body += `<path class="tl-line" d="M0 ${px(y)}H${width}"/>`
    body += `<text class="row-label" x="2" y="${px(y + 14)}">${escape(cut(label, room))}</text>`
    if (wide) body += `<text class="tick" x="2" y="${px(y + 28)}">${escape(cut(row.state, room))}</text>`
    for (const other of row.before) {
      const from = rows[other]
      if (!from) continue
      const [fx, tx] = [x(from.bar.to), x(row.bar.from)]
      body += `<path class="tl-wait" d="M${px(fx)} ${px(middle(other))}H${px(Math.max(fx + 4, tx - 4))}V${px(middle(at))}H${px(tx)}"/>`
    }
    body += barShape(row, x, middle(at) - 6, 12)
  }
  const now = todayAt(window, today)
  if (now !== null) {
    const text = words(lang)('today')
    const end = x(now) + textWidth(text) + 6 > width
    body += `<path class="tl-today" d="M${px(x(now))} ${top - 6}V${height}"/><text class="label" x="${px(x(now) + (end ? -4 : 4))}" y="${top - 1}"${end ? ' text-anchor="end"' : ''}>${escape(text)}</text>`
  }
  return { height, body }
}
