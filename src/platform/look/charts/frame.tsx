import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import { say } from '../chrome.ts'
import { escape } from '../escape.ts'

/** Widths a chart is drawn for, in pixels. The style sheet shows the largest that fits, so text is never under 12 px. */
export const widths = [256, 340, 480, 720] as const
export type DrawWidth = (typeof widths)[number]

export type FrameProps = PropsWithChildren<{
  lang: Lang
  id: string
  title: string
  /** what the chart shows, in a sentence */
  sentence: string
  hideTitle?: boolean | undefined
  /** what stands under the chart: the versions, "How is this computed?" */
  caption?: Child | undefined
  /** it has intervals: the one sentence about them stands below */
  intervals: boolean
  /** another sentence about the band, where it is not the interval of the value */
  bandNote?: string | undefined
  /** the inside of the SVG, escaped, and its height */
  draw: (width: DrawWidth) => { height: number; body: string }
  wide?: DrawWidth | undefined
}>

/** A chart: title, sentence, the drawings, the note on intervals, and (children) its numbers as a table. */
export const ChartFrame: FC<FrameProps> = (props) => (
  <figure class="chart-box" id={props.id}>
    <figcaption>
      {props.hideTitle ? null : <h3>{props.title}</h3>}
      <p class="chart-sentence">{props.sentence}</p>
    </figcaption>
    <div class="drawings">
      {raw(
        widths
          .filter((width) => width <= (props.wide ?? 720))
          .map((width) => drawing(props, width))
          .join(''),
      )}
    </div>
    {props.intervals ? <p class="quiet chart-note">{props.bandNote ?? say(props.lang)('intervalWhy')}</p> : null}
    {props.caption ? <div class="quiet chart-note">{props.caption}</div> : null}
    <details class="behind">
      <summary>{say(props.lang)('table')}</summary>
      {props.children}
    </details>
  </figure>
)

function drawing(props: FrameProps, width: DrawWidth): string {
  const id = escape(`${props.id}-${width}`)
  const { height, body } = props.draw(width)
  return `<svg class="chart draw-${width}" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${width} ${height}"><title id="${id}-t">${escape(props.title)}</title><desc id="${id}-d">${escape(props.sentence)}</desc>${body}</svg>`
}
