import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { withQuery } from './address.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'
import { Field } from './field.tsx'
import { type Step, Steps } from './steps.tsx'

export type ProgressProps = {
  lang: Lang
  /** address of the server-sent events; each is a `ProgressEvent` of `browser/progress.ts` */
  src: string
  percent: number | null
  /** the step it is in, in words */
  step: string
  steps?: readonly Step[] | undefined
  label?: string | undefined
  /** where to go when it is done; otherwise the page loads again */
  doneHref?: string | undefined
}

/** Long work as it runs. Without script the page loads itself again (`refresh` of `Page`). */
export const Progress: FC<ProgressProps> = (props) => {
  const words = say(props.lang)
  const label = props.label ?? words('progress')
  const percent = props.percent === null ? null : Math.round(props.percent)
  return (
    <tl-progress src={safeHref(props.src)} {...(props.doneHref ? { 'done-href': safeHref(props.doneHref) } : {})}>
      <p class="progress-line">
        <progress aria-label={label} max={100} {...(percent === null ? {} : { value: percent })} />
        <span class="progress-percent">{percent === null ? '' : `${percent}%`}</span>
      </p>
      <p class="progress-step" role="status">
        {props.step}
      </p>
      {props.steps ? <Steps lang={props.lang} steps={props.steps} label={label} /> : null}
      <noscript>
        <p class="quiet">{words('refreshes')}</p>
      </noscript>
    </tl-progress>
  )
}

export type UploadProps = PropsWithChildren<{
  lang: Lang
  action: string
  csrf: string
  name: string
  label: string
  hint?: string | undefined
  accept?: string | undefined
  submit?: string | undefined
  error?: string | undefined
}>

/** A file to send: a plain form; with script also drag and drop and progress. More fields go in `children`. */
export const Upload: FC<UploadProps> = (props) => {
  const words = say(props.lang)
  return (
    <tl-upload drop={words('drop')} sending={words('sending', { percent: '%%' })}>
      <form class="form" method="post" action={safeHref(props.action)} enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={props.csrf} />
        {props.children}
        <div class="drop">
          <Field
            lang={props.lang}
            kind="file"
            name={props.name}
            label={props.label}
            error={props.error}
            required={true}
            {...(props.hint ? { hint: props.hint } : {})}
            {...(props.accept ? { accept: props.accept } : {})}
          />
        </div>
        <button type="submit" class="btn btn-main">
          {props.submit ?? words('upload')}
        </button>
      </form>
    </tl-upload>
  )
}

/** The switch that hides the names of students. A link by address; with script it switches in place. `path`: this page with its query. */
export const HideNames: FC<{ lang: Lang; path: string; hidden: boolean }> = (props) => {
  const words = say(props.lang)
  const href = withQuery(props.path, 'names', props.hidden ? null : 'hidden')
  return (
    <tl-hide-names hide={words('hideNames')} show={words('showNames')}>
      <a class="btn" href={href}>
        {props.hidden ? words('showNames') : words('hideNames')}
      </a>
    </tl-hide-names>
  )
}

/** A number in a sentence with its source: shown to select; with script a button that copies it. */
export const Copy: FC<{ lang: Lang; text: string }> = (props) => {
  const words = say(props.lang)
  return (
    <tl-copy copy={words('copy')} copied={words('copied')}>
      <details class="cite">
        <summary>{words('cite')}</summary>
        <p>{props.text}</p>
      </details>
    </tl-copy>
  )
}
