import { isHidden } from '../cells.ts'
import { say } from '../chrome.ts'
import { escape } from '../escape.ts'
import type { DotProps } from './dots.tsx'
import type { DrawWidth } from './frame.tsx'
import { linear, longest, niceTicks, px, textWidth, wrap } from './scale.ts'
import { tick, value } from './units.ts'

/** Draws values with intervals for one width. Labels stand beside the dots, in narrow drawings above them. */
export function drawDots(props: DotProps, width: DrawWidth): { height: number; body: string } {
  const { lang, unit, rows } = props
  const above = width < 340
  const labels = rows.map((row) => (above ? [row.label] : wrap(row.label, width * 0.34)))
  const left = above ? 6 : longest(labels.flat(), 12.6) + 14
  const step = above ? 44 : labels.some((lines) => lines.length > 1) ? 38 : 32
  const lines = [
    ...(props.target ? [{ ...props.target, style: 'goal' }] : []),
    ...(props.lines ?? []).map((one) => ({ ...one, style: 'ref ref-state' })),
  ]
  // One row of labels for each line, so that they never touch.
  const top = lines.length > 0 ? 6 + lines.length * 16 : 4
  const known = rows.flatMap((row) => [row.value, row.low, row.high]).filter((n) => typeof n === 'number')
  known.push(...lines.map((one) => one.value))
  if (known.length === 0) known.push(0, 1)
  const ticks = niceTicks(Math.min(...known), Math.max(...known), above ? 2 : 4).filter(
    (n) => unit !== 'percent' || (n >= 0 && n <= 1),
  )
  const words = rows.map((row) =>
    typeof row.value === 'number'
      ? value(row.value, unit, lang)
      : isHidden(row.value)
        ? say(lang)('hidden')
        : say(lang)('noValue'),
  )
  const right = Math.max(0, ...words.map((text) => textWidth(text, 13))) + 12
  const x = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [left, width - right])
  const bottom = top + rows.length * step
  const height = bottom + 24

  let body = ''
  for (const n of ticks) {
    body += `<path class="grid" d="M${px(x(n))} ${top}V${bottom}"/><text class="tick" x="${px(Math.max(x(n), textWidth(tick(n, unit, lang)) / 2))}" y="${bottom + 17}" text-anchor="middle">${escape(tick(n, unit, lang))}</text>`
  }
  for (const [index, line] of lines.entries()) {
    const tx = x(line.value)
    const half = textWidth(line.label) / 2
    const middle = Math.min(Math.max(tx, half), width - half)
    const label = 12 + index * 16
    body += `<path class="${line.style}" d="M${px(tx)} ${label + 5}V${bottom}"/><text class="goal-label" x="${px(middle)}" y="${label}" text-anchor="middle">${escape(line.label)}</text>`
  }
  for (const [index, row] of rows.entries()) {
    const start = top + index * step
    const cy = above ? start + 30 : start + step / 2
    const lines = labels[index] ?? []
    const ly = above ? start + 15 : cy + 4 - (lines.length - 1) * 7
    body += `<text class="${row.strong ? 'label' : 'row-label'}">${lines.map((line, i) => `<tspan x="0" y="${px(ly + i * 14)}">${escape(line)}</tspan>`).join('')}</text>`
    const text = escape(words[index] ?? '')
    if (typeof row.value === 'number') {
      const end = Math.max(row.high ?? row.value, row.value)
      if (row.low != null && row.high != null)
        body += `<path class="ci" d="M${px(x(row.low))} ${px(cy)}H${px(x(row.high))}"/>`
      body += `<circle class="dot" r="4.5" cx="${px(x(row.value))}" cy="${px(cy)}"/><text class="label" x="${px(Math.max(x(end), x(row.value) + 3) + 9)}" y="${px(cy + 4)}">${text}</text>`
    } else {
      const mark = isHidden(row.value) ? `<circle class="hid-dot" r="4.5" cx="${px(left + 5)}" cy="${px(cy)}"/>` : ''
      body += `${mark}<text class="hid-label" x="${px(left + (mark ? 16 : 0))}" y="${px(cy + 4)}">${text}</text>`
    }
  }
  return { height, body }
}
