import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import type { RoleTyped } from '../admin.ts'
import { type OrgChoice, RoleFields } from './role-fields.tsx'

export type PersonTyped = RoleTyped & { email: string; name: string; lang: string }

/** The form that adds a person with a first role. */
export const PersonNewPage: FC<{
  lang: Lang
  csrf: string
  typed: PersonTyped
  orgs: readonly OrgChoice[]
  errors: readonly FormError[]
}> = ({ lang, csrf, typed, orgs, errors }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('addPerson')} lead={say('addPersonLead')} />
      <Form lang={lang} action="/people" csrf={csrf}>
        <Field
          lang={lang}
          kind="text"
          name="name"
          label={say('name')}
          value={typed.name}
          autocomplete="off"
          required
          error={errorOf(errors, 'name')}
        />
        <Field
          lang={lang}
          kind="email"
          name="email"
          label={say('email')}
          value={typed.email}
          autocomplete="off"
          required
          error={errorOf(errors, 'email')}
        />
        <Field
          lang={lang}
          kind="select"
          name="lang"
          label={say('langOfPerson')}
          value={typed.lang}
          options={[
            { value: 'en', label: say('lang_en') },
            { value: 'es', label: say('lang_es') },
          ]}
        />
        <RoleFields lang={lang} typed={typed} orgs={orgs} errors={errors} />
        <Submit label={say('add')} main />
      </Form>
    </>
  )
}
