import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import type { Founding } from '../schema.ts'

/** Names of the fields of the setup form, for messages. */
export const foundingLabels = (lang: Lang): Record<string, string> => {
  const say = words(lang)
  return {
    state_name: say('stateName'),
    state_code: say('stateCode'),
    district_name: say('districtName'),
    district_code: say('districtCode'),
    name: say('name'),
  }
}

/** The first page of an empty installation: the district and its first administrator. */
export const FoundPage: FC<{
  lang: Lang
  csrf: string
  token: string
  typed: Partial<Founding>
  errors: readonly FormError[]
}> = ({ lang, csrf, token, typed, errors }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('foundTitle')} lead={say('foundLead')} />
      <Form lang={lang} action={`/setup/${token}`} csrf={csrf}>
        <h2>{say('foundDistrict')}</h2>
        <Field
          lang={lang}
          kind="text"
          name="district_name"
          label={say('districtName')}
          value={typed.district_name ?? ''}
          required
          error={errorOf(errors, 'district_name')}
        />
        <Field
          lang={lang}
          kind="text"
          name="district_code"
          label={say('districtCode')}
          hint={say('districtCodeHint')}
          width="short"
          value={typed.district_code ?? ''}
          required
          error={errorOf(errors, 'district_code')}
        />
        <Field
          lang={lang}
          kind="text"
          name="state_name"
          label={say('stateName')}
          value={typed.state_name ?? ''}
          required
          error={errorOf(errors, 'state_name')}
        />
        <Field
          lang={lang}
          kind="text"
          name="state_code"
          label={say('stateCode')}
          hint={say('stateCodeHint')}
          width="short"
          value={typed.state_code ?? ''}
          required
          error={errorOf(errors, 'state_code')}
        />
        <h2>{say('foundYou')}</h2>
        <Field
          lang={lang}
          kind="text"
          name="name"
          label={say('name')}
          autocomplete="name"
          value={typed.name ?? ''}
          required
          error={errorOf(errors, 'name')}
        />
        <Field
          lang={lang}
          kind="email"
          name="email"
          label={say('email')}
          autocomplete="username"
          value={typed.email ?? ''}
          required
          error={errorOf(errors, 'email')}
        />
        <Field
          lang={lang}
          kind="password"
          name="password"
          label={say('newPassword')}
          hint={say('passwordHint')}
          autocomplete="new-password"
          required
          error={errorOf(errors, 'password')}
        />
        <Submit label={say('found')} main />
      </Form>
    </>
  )
}
