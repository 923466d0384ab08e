import type { FC } from 'hono/jsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type StepEditProps = {
  lang: Lang
  action: string
  version: number
  /** its name; empty: a new one */
  step: string
  /** from 1; 0: a new one */
  at: number
  /** how many steps there are */
  count: number
  title: string
  parties: readonly Option[]
  typed: {
    text: string
    place: string
    responsible: readonly string[]
    accountable: string
    consulted: readonly string[]
    informed: readonly string[]
    remove: boolean
  }
  errors: readonly FormError[]
  csrf: string
}

/** One step of a procedure: what is done, in which place, and who has which part. */
export const StepEdit: FC<StepEditProps> = (props) => {
  const { lang, at, typed, errors } = props
  const say = words(lang)
  const last = at === 0 ? props.count + 1 : props.count
  const checks = (name: 'responsible' | 'consulted' | 'informed', label: string) => (
    <Field
      lang={lang}
      kind="checks"
      name={`${name}[]`}
      label={label}
      value={typed[name]}
      options={props.parties}
      error={errorOf(errors, `${name}[]`)}
    />
  )
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={at === 0 ? say('stepNew') : say('stepEdit', { number: at })} lead={props.title} />
      <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
        <input type="hidden" name="step" value={props.step} />
        <Field
          lang={lang}
          kind="text"
          name="text"
          width="full"
          label={say('fieldText')}
          hint={say('fieldTextHint')}
          value={typed.text}
          error={errorOf(errors, 'text')}
          readBy={say('readers')}
          autocomplete="off"
        />
        <Field
          lang={lang}
          kind="select"
          name="place"
          label={say('fieldPlace')}
          value={typed.place}
          options={Array.from({ length: last }, (_, i) => ({
            value: String(i + 1),
            label: say('placeNumber', { number: i + 1 }),
          }))}
        />
        <Field
          lang={lang}
          kind="select"
          name="accountable"
          label={say('fieldAccountable')}
          value={typed.accountable}
          options={props.parties}
          blank={true}
          error={errorOf(errors, 'accountable')}
        />
        {checks('responsible', say('fieldResponsible'))}
        {checks('consulted', say('fieldConsulted'))}
        {checks('informed', say('fieldInformed'))}
        {at > 0 ? (
          <Field lang={lang} kind="check" name="remove" label={say('fieldRemove')} checked={typed.remove} />
        ) : null}
        <Buttons>
          <Submit label={say('save')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
