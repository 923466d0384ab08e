import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { Call, type CallName, Trend, type TrendName } from './call.tsx'
import { type Hidden, isHidden } from './cells.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'
import { Copy } from './live.tsx'
import { Code } from './status.tsx'

export type FigureProps = PropsWithChildren<{
  lang: Lang
  /** the number as text, already formatted and without its unit; `hidden` when suppressed, null when there is none */
  value: string | Hidden | null
  /** `%`, or a word such as `days` */
  unit?: string | undefined
  /** what the number is, in words */
  label?: string | undefined
  /** of how many, in words: `4,412 of 19,104 students` */
  n?: string | undefined
  /** which days, in words: `2025-26, to November 19` */
  period?: string | undefined
  /** the target in words: `13% by June 2029` */
  target?: string | undefined
  call?: CallName | undefined
  reason?: string | undefined
  trend?: TrendName | undefined
  /** address of "How is this computed?" */
  how?: string | undefined
  /** the number in a sentence with its source, to copy */
  cite?: string | undefined
  /** for cards: smaller, one column */
  small?: boolean | undefined
}>

/** A number that explains itself: value, unit, of how many, period, target, call. Sentences about it are its children. */
export const Figure: FC<FigureProps> = (props) => {
  const { lang, value } = props
  const words = say(lang)
  const facts = [
    props.n ? <span>{props.n}</span> : null,
    props.period ? <span>{props.period}</span> : null,
    props.target ? (
      <span>
        {words('target')} <b>{props.target}</b>
      </span>
    ) : null,
  ].filter((fact) => fact !== null)
  return (
    <div class={props.small ? 'figure small' : 'figure'}>
      <p class="big">
        {props.label ? <span class="sr">{props.label}: </span> : null}
        {value === null ? (
          <span class="big-word">{words('noValue')}</span>
        ) : isHidden(value) ? (
          <span class="big-word hid" title={words('hiddenWhy')}>
            {words('hidden')}
          </span>
        ) : (
          <>
            {value}
            {props.unit ? <span class={props.unit === '%' ? 'unit' : 'unit unit-word'}>{props.unit}</span> : null}
          </>
        )}
      </p>
      <div class="figure-words">
        {props.call || props.trend ? (
          <p class="figure-call">
            {props.call ? <Call lang={lang} call={props.call} reason={props.reason} /> : null}
            {props.trend ? <Trend lang={lang} trend={props.trend} /> : null}
          </p>
        ) : null}
        {props.children}
        {facts.length > 0 ? <p class="facts">{facts}</p> : null}
        {props.how || props.cite ? (
          <div class="figure-acts">
            {props.how ? <a href={safeHref(props.how)}>{words('how')}</a> : null}
            {props.cite ? <Copy lang={lang} text={props.cite} /> : null}
          </div>
        ) : null}
      </div>
    </div>
  )
}

/** One line of facts above a title: owner, champion, state. */
export const Facts: FC<{
  facts: readonly { label?: string | undefined; value: Child; href?: string | undefined }[]
  code?: string | undefined
}> = (props) => (
  <p class="facts">
    {props.code ? <Code>{props.code}</Code> : null}
    {props.facts.map((fact) => (
      <span>
        {fact.label ? `${fact.label} ` : ''}
        {fact.href ? <a href={safeHref(fact.href)}>{fact.value}</a> : fact.label ? <b>{fact.value}</b> : fact.value}
      </span>
    ))}
  </p>
)

/** Labels and values under each other: settings, versions, a receipt. */
export const KeyValue: FC<{ rows: readonly { label: string; value: Child; note?: string | undefined }[] }> = (
  props,
) => (
  <dl class="key-value">
    {props.rows.map((row) => (
      <div>
        <dt>{row.label}</dt>
        <dd>
          {row.value}
          {row.note ? <small>{row.note}</small> : null}
        </dd>
      </div>
    ))}
  </dl>
)
