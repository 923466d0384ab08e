import type { Child, FC } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'

export type Option = { value: string; label: string; hint?: string | undefined }

type Common = {
  lang: Lang
  name: string
  label: string
  hint?: string | undefined
  /** what is wrong and what to do, in one sentence */
  error?: string | undefined
  /** who reads what is written here: `cabinet, board packet` */
  readBy?: string | undefined
  required?: boolean | undefined
}
type Line = Common & {
  kind: 'text' | 'email' | 'password' | 'number' | 'date' | 'search' | 'tel'
  value?: string | number | null | undefined
  autocomplete?: string | undefined
  width?: 'short' | 'medium' | 'full' | undefined
  min?: string | number | undefined
  max?: string | number | undefined
}
type Area = Common & { kind: 'area'; value?: string | null | undefined; rows?: number | undefined }
type Select = Common & {
  kind: 'select'
  value?: string | null | undefined
  options: readonly Option[]
  blank?: boolean | undefined
}
type Check = Common & { kind: 'check'; checked?: boolean | undefined; value?: string | undefined }
type ChoicesOf<K> = Common & {
  kind: K
  value?: string | readonly string[] | null | undefined
  options: readonly Option[]
}
type Choices = ChoicesOf<'checks'> | ChoicesOf<'radios'>
type FileField = Common & { kind: 'file'; accept?: string | undefined }
export type FieldProps = Line | Area | Select | Check | Choices | FileField

/** The id of a field's control, which the error summary links to. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`

/** A labelled native control with hint, error, and who reads it. What was typed comes back in `value`. */
export const Field: FC<FieldProps> = (props) => {
  const { lang, name, error } = props
  const id = fieldId(name)
  const said = [props.hint ? `${id}-hint` : '', error ? `${id}-error` : '', props.readBy ? `${id}-read` : '']
    .filter(Boolean)
    .join(' ')
  const attributes = {
    id,
    name,
    ...(said ? { 'aria-describedby': said } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
    ...(props.required ? { required: true } : {}),
  }
  const notes = (
    <>
      {props.hint ? (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {error ? (
        <p class="error" id={`${id}-error`}>
          <span class="sr">{say(lang)('fieldError')} </span>
          {error}
        </p>
      ) : null}
    </>
  )
  const readBy = props.readBy ? (
    <p class="read-by" id={`${id}-read`}>
      {say(lang)('readBy', { who: props.readBy })}
    </p>
  ) : null
  const box = `field${error ? ' wrong' : ''}`

  if (props.kind === 'checks' || props.kind === 'radios') {
    return (
      <fieldset class={box} id={id} tabindex={-1} {...(said ? { 'aria-describedby': said } : {})}>
        <legend>{props.label}</legend>
        {notes}
        <Choice {...props} id={id} />
        {readBy}
      </fieldset>
    )
  }
  if (props.kind === 'check') {
    return (
      <div class={box}>
        <label class="choice" for={id}>
          <input type="checkbox" {...attributes} value={props.value ?? 'yes'} checked={props.checked ?? false} />
          <span>{props.label}</span>
        </label>
        {notes}
        {readBy}
      </div>
    )
  }
  return (
    <div class={box}>
      <label for={id}>
        {props.label}
        {props.required === false ? <span class="optional"> ({say(lang)('optional')})</span> : null}
      </label>
      {notes}
      {control(props, attributes)}
      {readBy}
    </div>
  )
}

type Attributes = Record<string, string | boolean | undefined>

const control = (props: Line | Area | Select | FileField, attributes: Attributes): Child => {
  switch (props.kind) {
    case 'area':
      return (
        <textarea {...attributes} rows={props.rows ?? 4}>
          {`${(props.value ?? '').startsWith('\n') ? '\n' : ''}${props.value ?? ''}`}
        </textarea>
      )
    case 'select':
      return (
        <select {...attributes}>
          {props.blank ? <option value="">{say(props.lang)('choose')}</option> : null}
          {props.options.map((option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          ))}
        </select>
      )
    case 'file':
      return <input type="file" {...attributes} accept={props.accept} />
    default:
      return (
        <input
          type={props.kind === 'number' ? 'text' : props.kind}
          {...(props.kind === 'number' ? { inputmode: 'decimal' as const } : {})}
          {...attributes}
          class={`width-${props.width ?? (props.kind === 'number' || props.kind === 'date' ? 'short' : 'medium')}`}
          value={props.value == null ? '' : String(props.value)}
          autocomplete={props.autocomplete}
          min={props.min}
          max={props.max}
        />
      )
  }
}

const Choice: FC<Choices & { id: string }> = (props) => {
  const chosen = new Set(typeof props.value === 'string' ? [props.value] : (props.value ?? []))
  return (
    <div class="choices">
      {props.options.map((option, index) => (
        <label class="choice" for={`${props.id}-${index}`}>
          <input
            type={props.kind === 'radios' ? 'radio' : 'checkbox'}
            id={`${props.id}-${index}`}
            name={props.name}
            value={option.value}
            checked={chosen.has(option.value)}
          />
          <span>
            {option.label}
            {option.hint ? <small>{option.hint}</small> : null}
          </span>
        </label>
      ))}
    </div>
  )
}
