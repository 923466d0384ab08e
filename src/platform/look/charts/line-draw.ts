import { type Hidden, isHidden } from '../cells.ts'
import { say } from '../chrome.ts'
import { escape } from '../escape.ts'
import type { DrawWidth } from './frame.tsx'
import type { LinePoint, LineProps } from './line.tsx'
import { linear, longest, niceTicks, px, spread, textWidth } from './scale.ts'
import { tick, value } from './units.ts'

const heights: Record<DrawWidth, number> = { 256: 200, 340: 216, 480: 240, 720: 288 }
type Number_ = number | null
/** A line other than the main one, with the place of its label. */
type Reference = { key: 'target' | 'lastYear' | 'state' | 'goal'; place: Place; lines: string[] }

/** Draws a line chart for one width. Out: the inside of the SVG, escaped, and its height. */
export function drawLine(props: LineProps, width: DrawWidth): { height: number; body: string } {
  const { lang, unit, points } = props
  const words = say(lang)
  const narrow = width <= 340
  const height = heights[width]
  const twoLines = (text: string): string[] => {
    const at = text.lastIndexOf(' ')
    return narrow ? [text.slice(0, at), text.slice(at + 1)] : [text]
  }

  const known = points
    .flatMap((point) => [point.value, point.low, point.high, point.target, point.lastYear, point.state])
    .filter((n) => typeof n === 'number')
  if (props.goal) known.push(props.goal.value)
  if (known.length === 0) known.push(0, 1)
  const bounds = limits(Math.min(...known), Math.max(...known), unit === 'percent')
  const ticks = niceTicks(bounds[0], bounds[1], narrow ? 3 : 4).filter((n) => unit !== 'percent' || (n >= 0 && n <= 1))
  const tickWords = ticks.map((n) => tick(n, unit, lang))

  const references: Reference[] = []
  for (const [key, label] of [
    ['target', 'pathLabel'],
    ['lastYear', 'lastYearLabel'],
    ['state', 'stateLabel'],
  ] as const) {
    const last = lastKnown(points, key)
    if (last)
      references.push({ key, place: last, lines: twoLines(words(label, { value: value(last.value, unit, lang) })) })
  }
  if (props.goal)
    references.push({
      key: 'goal',
      place: { index: points.length - 1, value: props.goal.value },
      lines: twoLines(props.goal.label),
    })
  const main = lastKnown(points, 'value')
  const mainWords = main ? value(main.value, unit, lang) : ''
  const right = Math.max(textWidth(mainWords, 13), ...references.map((one) => longest(one.lines))) + 14
  const left = Math.max(...tickWords.map((text) => textWidth(text))) + 10
  const top = props.breaks?.length ? 30 : 18
  const bottom = height - 32
  const x = (index: number) =>
    points.length === 1
      ? (left + width - right) / 2
      : left + 6 + (index * (width - right - left - 6)) / (points.length - 1)
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, top])
  const at = (index: number, n: number) => `${px(x(index))} ${px(y(n))}`

  let body = ''
  for (const [index, n] of ticks.entries()) {
    body += `<path class="grid" d="M${px(left)} ${px(y(n))}H${px(width - right)}"/><text class="tick" x="${px(left - 8)}" y="${px(y(n) + 4)}" text-anchor="end">${escape(tickWords[index] ?? '')}</text>`
  }
  body += xLabels(points, x, height, narrow, left, width)
  for (const mark of props.breaks ?? []) {
    const bx = px((x(mark.at - 1) + x(mark.at)) / 2)
    const end = bx > width * 0.55
    body += `<path class="brk" d="M${bx} ${top - 14}V${bottom}"/><text class="brk-label" x="${end ? bx - 5 : bx + 5}" y="${top - 12}"${end ? ' text-anchor="end"' : ''}>${escape(mark.label)}</text>`
  }
  if (props.goal) {
    body += `<path class="goal" d="M${px(left)} ${px(y(props.goal.value))}H${px(width - right)}"/>`
  }
  for (const { key } of references) {
    if (key === 'goal') continue
    for (const piece of pieces(points, key, [])) body += `<path class="ref ref-${key}" d="${path(piece, at)}"/>`
  }
  for (const piece of bandPieces(points, props.breaks ?? [])) {
    const forth = piece.map((one) => at(one.index, one.high)).join('L')
    const back = piece
      .toReversed()
      .map((one) => at(one.index, one.low))
      .join('L')
    const [only] = piece
    body +=
      piece.length === 1 && only
        ? `<path class="ci" d="M${at(only.index, only.low)}V${px(y(only.high))}"/>`
        : `<path class="band" d="M${forth}L${back}Z"/>`
  }
  for (const piece of pieces(points, 'value', props.breaks?.map((mark) => mark.at) ?? [])) {
    if (piece.length > 1) body += `<path class="value" d="${path(piece, at)}"/>`
  }
  const dots = points.length <= 16
  for (const [index, point] of points.entries()) {
    if (isHidden(point.value)) {
      body += `<circle class="hid-dot" r="4" cx="${px(x(index))}" cy="${bottom - 8}"/><text class="hid-label" x="${px(x(index))}" y="${bottom - 18}" text-anchor="middle">${words('hidden')}</text>`
    } else if (point.value !== null && (dots || index === main?.index))
      body += `<circle class="dot" r="${index === main?.index ? 4.5 : 3.5}" cx="${px(x(index))}" cy="${px(y(point.value))}"/>`
  }
  body += firstLabel(props, main?.index ?? -1, x, y, bottom)
  body += endLabels({ main, mainWords, references, x, y, top, bottom, narrow })
  return { height, body }
}

/** Room around the values: never below zero for a percent, never a flat line on the frame. */
function limits(lo: number, hi: number, percent: boolean): [number, number] {
  const room = hi - lo > 0 ? 0 : (Math.abs(hi) || 1) * 0.1
  const low = lo >= 0 ? Math.max(0, lo - room) : lo - room
  return percent ? [low, Math.min(1, hi + room)] : [low, hi + room]
}

function xLabels(
  points: readonly LinePoint[],
  x: (i: number) => number,
  height: number,
  narrow: boolean,
  left: number,
  width: number,
): string {
  const texts = points.map((point) => (narrow ? (point.short ?? point.label) : point.label))
  const widest = Math.max(...texts.map((text) => textWidth(text))) + 10
  const gap = points.length > 1 ? x(1) - x(0) : width
  const every = Math.max(1, Math.ceil(widest / gap))
  return texts
    .map((text, index) => {
      if ((texts.length - 1 - index) % every !== 0) return ''
      const half = textWidth(text) / 2
      const middle = Math.min(Math.max(x(index), Math.min(left, half)), width - half)
      return `<text class="tick" x="${px(middle)}" y="${height - 8}" text-anchor="middle">${escape(text)}</text>`
    })
    .join('')
}

type Place = { index: number; value: number }
function lastKnown(points: readonly LinePoint[], key: 'value' | 'target' | 'lastYear' | 'state'): Place | null {
  const index = points.findLastIndex((point) => typeof point[key] === 'number')
  const found = points[index]?.[key]
  return typeof found === 'number' ? { index, value: found } : null
}

/** Runs of known values; a gap, a suppressed value or a break ends a run. */
function pieces(
  points: readonly LinePoint[],
  key: 'value' | 'target' | 'lastYear' | 'state',
  breaks: readonly number[],
): Place[][] {
  const runs: Place[][] = [[]]
  for (const [index, point] of points.entries()) {
    if (breaks.includes(index)) runs.push([])
    const n: number | Hidden | Number_ | undefined = point[key]
    if (typeof n === 'number') runs.at(-1)?.push({ index, value: n })
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

type Band = { index: number; low: number; high: number }
function bandPieces(points: readonly LinePoint[], breaks: readonly { at: number }[]): Band[][] {
  const runs: Band[][] = [[]]
  for (const [index, point] of points.entries()) {
    if (breaks.some((mark) => mark.at === index)) runs.push([])
    if (typeof point.value === 'number' && point.low != null && point.high != null)
      runs.at(-1)?.push({ index, low: point.low, high: point.high })
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

const path = (piece: readonly Place[], at: (index: number, n: number) => string): string =>
  `M${piece.map((one) => at(one.index, one.value)).join('L')}`

function firstLabel(
  props: LineProps,
  lastIndex: number,
  x: (i: number) => number,
  y: (n: number) => number,
  bottom: number,
): string {
  const index = props.points.findIndex((point) => typeof point.value === 'number')
  const point = props.points[index]
  if (!point || typeof point.value !== 'number' || index === lastIndex) return ''
  const next = props.points[index + 1]?.value
  // Below a rising line, unless that is where the words of the axis stand.
  const under = y(point.low ?? point.value) + 18
  const below = typeof next === 'number' && next > point.value && under <= bottom
  const edge =
    typeof point[below ? 'low' : 'high'] === 'number' ? (point[below ? 'low' : 'high'] as number) : point.value
  return `<text class="label" x="${px(x(index) - 3)}" y="${px(y(edge) + (below ? 18 : -8))}">${escape(value(point.value, props.unit, props.lang))}</text>`
}

function endLabels(input: {
  main: Place | null
  mainWords: string
  references: readonly Reference[]
  x: (i: number) => number
  y: (n: number) => number
  top: number
  bottom: number
  narrow: boolean
}): string {
  const { main, references, x, y, narrow } = input
  const all = references.map((one) => ({ place: one.place, lines: one.lines, style: 'ref-label' }))
  if (main) all.unshift({ place: main, lines: [input.mainWords], style: 'label' })
  const end = Math.max(0, ...all.map((label) => label.place.index))
  const labels = all.filter((label) => label.place.index === end)
  // A line that stops before the others carries its label where it stops.
  const early = all
    .filter((label) => label.place.index !== end)
    .map(({ place, lines, style }) => {
      const text = escape(lines.join(' '))
      return `<text class="${style}" x="${px(x(place.index) + 8)}" y="${px(y(place.value) + 18)}">${text}</text>`
    })
  const step = narrow && references.length > 0 ? 29 : 17
  const wanted = labels.map((label) => y(label.place.value))
  const places = spread(wanted, step, input.top - 6, input.bottom + (narrow ? -8 : 4))
  const column = x(end) + 10
  const late = labels.map((label, order) => {
    const ly = (places[order] ?? 0) + 4 - (label.lines.length - 1) * 5
    const lines = label.lines.map(
      (line, index) => `<tspan x="${px(column)}" y="${px(ly + index * 14)}">${escape(line)}</tspan>`,
    )
    return `<text class="${label.style}">${lines.join('')}</text>`
  })
  return early.concat(late).join('')
}
