import type { FC } from 'hono/jsx'
import { Buttons, errorOf, Field, Form, type FormError, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import { inFours } from '../rules.ts'
import { Qr } from './qr.tsx'

export type EnrollProps = {
  lang: Lang
  csrf: string
  /** where its forms lead: `/second` at the gate, `/account/second` later */
  at: string
  setup: { secret: string; uri: string } | null
  /** the present password is asked for before it begins */
  password: boolean
  to: string
  errors: readonly FormError[]
}

/** Setting up: first the key as a picture and as text, then a first code. */
export const Enroll: FC<EnrollProps> = ({ lang, csrf, at, setup, password, to, errors }) => {
  const say = words(lang)
  const begin = (label: string, main: boolean) =>
    password ? (
      <Form lang={lang} action={`${at}/begin`} csrf={csrf}>
        <input type="hidden" name="to" value={to} />
        <Field
          lang={lang}
          kind="password"
          name="current"
          label={say('currentPassword')}
          autocomplete="current-password"
          required
          error={errorOf(errors, 'current')}
        />
        <Submit label={label} main={main} />
      </Form>
    ) : (
      <Buttons>
        <PostButton action={`${at}/begin`} csrf={csrf} label={label} main={main} fields={{ to }} />
      </Buttons>
    )
  if (!setup)
    return (
      <>
        <p class="measure">{say('enrollLead')}</p>
        {begin(say('enrollBegin'), true)}
      </>
    )
  return (
    <>
      <p class="measure">{say('enrollScan')}</p>
      <p>
        <Qr text={setup.uri} label={say('enrollQr')} />
      </p>
      <KeyValue rows={[{ label: say('enrollKey'), value: <code>{inFours(setup.secret)}</code> }]} />
      <Form lang={lang} action={`${at}/confirm`} csrf={csrf}>
        <input type="hidden" name="to" value={to} />
        <Field
          lang={lang}
          kind="text"
          name="code"
          label={say('enrollCode')}
          hint={say('enrollCodeHint')}
          autocomplete="one-time-code"
          width="short"
          required
          error={errorOf(errors, 'code')}
        />
        <Submit label={say('enrollDo')} main />
      </Form>
      {begin(say('enrollAnew'), false)}
    </>
  )
}

/** A field for a code of the app, or a recovery code. */
export const CodeField: FC<{ lang: Lang; errors: readonly FormError[]; name?: 'code' | 'off' }> = ({
  lang,
  errors,
  name = 'code',
}) => {
  const say = words(lang)
  return (
    <Field
      lang={lang}
      kind="text"
      name={name}
      label={say('code')}
      hint={say('codeHint')}
      autocomplete="one-time-code"
      required
      error={errorOf(errors, 'code')}
    />
  )
}
