import type { FC } from 'hono/jsx'
import type { Option } from '../../../../platform/look/field.tsx'
import { Buttons, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'
import { type EntryForm, type Field as Name, standings, type Typed, ways } from '../schema.ts'

export type ValueFormProps = {
  lang: Lang
  action: string
  csrf: string
  form: EntryForm
  typed: Typed
  /** something stands there already: a reason is asked for, and it can be taken back */
  isCorrection: boolean
  errors: readonly FormError[]
}

/** The form of one value: what is known, the figures, where they come from. */
export const ValueForm: FC<ValueFormProps> = (props) => {
  const { lang, form, typed, errors } = props
  const words = say(lang)
  const states = ['value', 'not_measured', 'suppressed', 'not_applicable'] as const
  const options: Option[] = [
    ...states.map((state) => ({ value: state, label: words(`state.${state}`), hint: words(`means.${state}`) })),
    ...(props.isCorrection
      ? [{ value: 'withdrawn', label: words('state.withdrawn'), hint: words('means.withdrawn') }]
      : []),
  ]
  return (
    <Form lang={lang} action={props.action} csrf={props.csrf} version={typed.version ?? '0'}>
      <input type="hidden" name="period" value={typed.period ?? ''} />
      <Field
        lang={lang}
        kind="radios"
        name="state"
        label={words('stateQuestion')}
        value={typed.state ?? 'value'}
        options={options}
        error={errorOf(errors, 'state')}
      />
      <Figures lang={lang} form={form} typed={typed} errors={errors} />
      <Field
        lang={lang}
        kind="text"
        name="source"
        width="full"
        label={words('sourceLabel')}
        hint={words('sourceHint')}
        value={typed.source ?? ''}
        error={errorOf(errors, 'source')}
        autocomplete="off"
        readBy={words('readers')}
      />
      {props.isCorrection ? (
        <Field
          lang={lang}
          kind="text"
          name="reason"
          width="full"
          label={words('reason')}
          hint={words('reasonHint')}
          value={typed.reason ?? ''}
          error={errorOf(errors, 'reason')}
          autocomplete="off"
          readBy={words('readers')}
        />
      ) : null}
      <Buttons>
        <Submit label={words('save')} main={true} />
      </Buttons>
    </Form>
  )
}

type FiguresProps = Pick<ValueFormProps, 'lang' | 'form' | 'typed' | 'errors'>

const Figures: FC<FiguresProps> = ({ lang, form, typed, errors }) => {
  const words = say(lang)
  const number = (
    name: Exclude<Name, 'period' | 'version' | 'state' | 'way' | 'standing' | 'source' | 'reason'>,
    hint?: string,
  ) => (
    <Field
      lang={lang}
      kind="number"
      name={name}
      label={words(name)}
      hint={hint}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
      autocomplete="off"
    />
  )
  switch (form) {
    case 'count':
      return number('amount', words('amountHint'))
    case 'percent':
      return (
        <>
          {number('k', words('amountHint'))}
          {number('n')}
          {number('percent', words('percentHint'))}
        </>
      )
    case 'artefact':
      return (
        <Field
          lang={lang}
          kind="radios"
          name="standing"
          label={words('standing')}
          value={typed.standing ?? ''}
          options={standings.map((one) => ({ value: one, label: words(`standing.${one}`) }))}
          error={errorOf(errors, 'standing')}
        />
      )
    case 'pair':
      return (
        <>
          <Field
            lang={lang}
            kind="radios"
            name="way"
            label={words('way')}
            value={typed.way ?? ''}
            options={ways.map((one) => ({ value: one, label: words(`way.${one}`), hint: words(`wayHint.${one}`) }))}
            error={errorOf(errors, 'way')}
          />
          <p>{words('sameShareLead')}</p>
          {number('both')}
          {number('first')}
          {number('second')}
          {number('neither')}
          <p>{words('otherLead')}</p>
          {number('before')}
          {number('beforeN')}
          {number('after')}
          {number('afterN')}
        </>
      )
  }
}
