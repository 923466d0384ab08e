import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { safeHref } from './escape.ts'
import { fieldId } from './field.tsx'

export { Field, type FieldProps, type Option } from './field.tsx'

export type FormProps = PropsWithChildren<{
  lang: Lang
  action: string
  csrf: string
  /** version of the row being edited: an older one is a conflict */
  version?: number | string | undefined
  /** the form sends a file */
  upload?: boolean | undefined
  id?: string | undefined
}>

/** A form that changes something: POST, with its CSRF token and the version of what it edits. */
export const Form: FC<FormProps> = (props) => (
  <form
    class="form"
    method="post"
    action={safeHref(props.action)}
    id={props.id}
    novalidate
    {...(props.upload ? { enctype: 'multipart/form-data' } : {})}
  >
    <input type="hidden" name="csrf" value={props.csrf} />
    {props.version === undefined ? null : <input type="hidden" name="version" value={String(props.version)} />}
    {props.children}
  </form>
)

export type FormError = { field?: string | undefined; message: string; hint?: string | undefined }

/** What is wrong with a form, at the top of the page, each linked to its field. Nothing when there is no error. */
export const ErrorSummary: FC<{ lang: Lang; errors: readonly FormError[] }> = ({ lang, errors }) =>
  errors.length === 0 ? null : (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <h2>{say(lang)('problems', { count: errors.length })}</h2>
      <p>{say(lang)('problemLead')}</p>
      <ul>
        {errors.map((error) => (
          <li>
            {error.field ? <a href={`#${fieldId(error.field)}`}>{error.message}</a> : error.message}
            {error.hint ? <small>{error.hint}</small> : null}
          </li>
        ))}
      </ul>
    </div>
  )

/** The message for one field of a list of errors. */
export const errorOf = (errors: readonly FormError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message

/** A button that sends its form; `main` is the one that the page is for. */
export const Submit: FC<{
  label: string
  main?: boolean | undefined
  danger?: boolean | undefined
  name?: string | undefined
  value?: string | undefined
}> = (props) => (
  <button type="submit" class={buttonClass(props)} name={props.name} value={props.value}>
    {props.label}
  </button>
)

/** A link that looks like a button: for going somewhere, never for changing something. */
export const ButtonLink: FC<{
  label: string
  of?: string | undefined
  href: string
  main?: boolean | undefined
}> = (props) => (
  <a class={buttonClass(props)} href={safeHref(props.href)}>
    {props.label}
    <Of of={props.of} />
  </a>
)

/** What a button of a list is about, for those who hear it without the line that it stands in. */
const Of: FC<{ of: string | undefined }> = ({ of }) => (of === undefined ? null : <span class="sr">: {of}</span>)

/** A whole form with one button: done, accept, sign out. */
export const PostButton: FC<{
  action: string
  csrf: string
  label: string
  of?: string | undefined
  main?: boolean | undefined
  danger?: boolean | undefined
  fields?: Readonly<Record<string, string | number>> | undefined
}> = (props) => (
  <form class="post" method="post" action={safeHref(props.action)}>
    <input type="hidden" name="csrf" value={props.csrf} />
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={String(value)} />
    ))}
    <button type="submit" class={buttonClass(props)}>
      {props.label}
      <Of of={props.of} />
    </button>
  </form>
)

/** Buttons in a row; the main one first. */
export const Buttons: FC<PropsWithChildren> = (props) => <div class="buttons">{props.children}</div>

/** Filters of a list: a GET form, so that every view has an address. */
export const Filters: FC<PropsWithChildren<{ lang: Lang; action: string; label?: string | undefined }>> = (props) => (
  <form
    class="filters"
    method="get"
    action={safeHref(props.action)}
    role="search"
    aria-label={props.label ?? say(props.lang)('filters')}
  >
    {props.children}
    <button type="submit">{say(props.lang)('filter')}</button>
  </form>
)

const buttonClass = (props: { main?: boolean | undefined; danger?: boolean | undefined }): string =>
  props.main ? 'btn btn-main' : props.danger ? 'btn btn-danger' : 'btn'
