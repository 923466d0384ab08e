import type { CallName } from '../../../platform/look/call.tsx'
import { say as sayLook } from '../../../platform/look/chrome.ts'
import { escape } from '../../../platform/look/escape.ts'
import { px, wrap } from '../../../platform/look/charts/scale.ts'
import type { Lang } from '../../../platform/words.ts'
import { fidelityOf } from '../../indicators/index.ts'
import type { Element } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Extras } from '../pages/props.ts'
import { said } from '../say.ts'
import { askWords } from '../target-words.ts'
import { reaches } from './rules.ts'
import { say } from './say.ts'
import type { Entry } from './schema.ts'
import { periodWords, standingWords } from './view.ts'

/** The four fields of the drawing, and the place beside them. */
export const cells = ['done_good', 'done_bad', 'notDone_good', 'notDone_bad', 'cannot_tell'] as const
export type CellName = (typeof cells)[number]
export type QuadrantRow = { what: string; says: string; asked: string }
export type QuadrantView = {
  id: string
  title: string
  lead: string
  sentence: string
  cell: CellName
  labels: Readonly<Record<CellName, string>>
  here: string
  rows: readonly QuadrantRow[]
}

const good = new Set<CallName>(['met', 'on_pace'])
const bad = new Set<CallName>(['behind', 'missed'])
const mostMeasures = 12

/** Where an element stands: tasks done of those due (four fifths count as done), beside the call of its outcome. */
export function cellOf(steps: { k: number; n: number }, call: CallName | null): CellName {
  const isGood = call !== null && good.has(call)
  if (!isGood && !(call !== null && bad.has(call))) return 'cannot_tell'
  const { done } = fidelityOf(steps, isGood ? 'improving' : 'worsening')
  return done === null ? 'cannot_tell' : `${done ? 'done' : 'notDone'}_${isGood ? 'good' : 'bad'}`
}

/**
 * Was it done, and where is the outcome (IND-10): the tasks at and below an element beside the call of the nearest outcome at it or above. In: what `work`
 * and the indicators say to this reader, and the newest value of each measure that offices tell. Null for a task, and where the reader gets neither.
 */
export function quadrantOf(
  graph: PlanGraph,
  e: Element,
  latest: ReadonlyMap<string, Entry>,
  extras: Extras,
  lang: Lang,
): QuadrantView | null {
  const { tasks, calls } = extras
  if (!tasks || !calls || graph.level(e)?.role === 'task') return null
  const words = say(lang)
  const below = graph.down(e.id)
  const due = below
    .filter((one) => graph.level(one)?.role === 'task')
    .flatMap((one) => tasks.get(one.id)?.standing ?? [])
    .filter((one) => one === 'done' || one === 'late')
  const steps = { k: due.filter((one) => one === 'done').length, n: due.length }
  const outcome = [e, ...graph.up(e.id)].find((one) => calls.has(one.id))
  const found = outcome ? calls.get(outcome.id) : undefined
  const call = found?.call ?? null
  const doing = [...new Set([e, ...below].flatMap((one) => graph.measures(one.id)))].filter(
    (m) => (m.role === 'fidelity' || m.role === 'implementation') && latest.has(m.id),
  )
  if (steps.n === 0 && call === null && doing.length === 0) return null
  const cell = cellOf(steps, call)
  const why = cell === 'cannot_tell' ? (steps.n === 0 ? 'noTasks' : 'noCall') : cell
  const part = [e.code, said(e.title, lang).words].filter(Boolean).join(' ')
  return {
    id: 'done-and-outcome',
    title: words('quadrantOf', { part }),
    lead: words('quadrantLead'),
    sentence: words(`quadrantSays.${why}`),
    cell,
    labels: Object.fromEntries(cells.map((one) => [one, words(`cell.${one}`)])) as Record<CellName, string>,
    here: words('here'),
    rows: [
      { what: words('rowTasks'), says: words('rowTasksSays', steps), asked: '' },
      {
        what: [words('rowOutcome'), outcome && outcome.id !== e.id ? (outcome.code ?? '') : '']
          .filter(Boolean)
          .join(' '),
        says: [call ? sayLook(lang)(call) : words('rowNone'), found?.trend ? sayLook(lang)(found.trend) : '']
          .filter(Boolean)
          .join('; '),
        asked: '',
      },
      ...doing.slice(0, mostMeasures).map((m): QuadrantRow => {
        const one = latest.get(m.id) ?? null
        const [target] = m.targets
        const met = target && one?.value ? reaches(target, one.value) : null
        return {
          what: said(m.title, lang).words,
          says: one ? `${standingWords(one, m, lang)}, ${periodWords(one.period, lang)}` : words('nothing'),
          asked: [target ? askWords(target, lang) : '', met === null ? '' : words(met ? 'reached' : 'notReached')]
            .filter(Boolean)
            .join(': '),
        }
      }),
    ],
  }
}

const gap = 8
const tall = 76
const strip = 40

/** Draws the four fields for one width, with a mark where the element stands. Each field says its words; the mark is a dot and a word, not a color. */
export function drawQuadrant(view: QuadrantView, width: number): { height: number; body: string } {
  const wide = (width - gap - 4) / 2
  const box = (column: number, row: number) => ({
    x: 2 + column * (wide + gap),
    y: 2 + row * (tall + gap),
    w: wide,
    h: tall,
  })
  const places: Record<CellName, { x: number; y: number; w: number; h: number }> = {
    done_bad: box(0, 0),
    done_good: box(1, 0),
    notDone_bad: box(0, 1),
    notDone_good: box(1, 1),
    cannot_tell: { x: 2, y: 2 + 2 * (tall + gap), w: width - 4, h: strip },
  }
  let body = ''
  for (const name of cells) {
    const { x, y, w, h } = places[name]
    const isHere = view.cell === name
    const lines = wrap(view.labels[name], w - 20)
    const top = y + (name === 'cannot_tell' ? 24 : 22)
    body += `<path class="${isHere ? 'value' : 'grid'}" d="M${px(x)} ${px(y)}h${px(w)}v${px(h)}h${px(-w)}z"/>`
    body += `<text class="${isHere ? 'label' : 'row-label'}">${lines
      .map((line, i) => `<tspan x="${px(x + 10)}" y="${px(top + i * 15)}">${escape(line)}</tspan>`)
      .join('')}</text>`
    if (!isHere) continue
    const [cx, cy] = name === 'cannot_tell' ? [x + w - 80, y + h / 2] : [x + 16, y + h - 14]
    body += `<circle class="dot" r="5.5" cx="${px(cx)}" cy="${px(cy)}"/><text class="label" x="${px(cx + 12)}" y="${px(cy + 4)}">${escape(view.here)}</text>`
  }
  return { height: 4 + 2 * (tall + gap) + strip, body }
}
