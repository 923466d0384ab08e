import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { DisclosureFields } from './disclosure-fields.tsx'

export const DisclosureNewPage: FC<{
  lang: Lang
  csrf: string
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
}> = ({ lang, csrf, typed, errors }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('enter')} lead={say('enterLead')}>
        <p class="quiet">
          <a href="/students/disclosures">{say('register')}</a>
        </p>
      </PageHead>
      <Form lang={lang} action="/students/disclosures" csrf={csrf}>
        <Field
          lang={lang}
          kind="area"
          name="students"
          label={say('students')}
          hint={say('studentsHint')}
          value={typed.students ?? ''}
          error={errorOf(errors, 'students')}
          rows={3}
          required
        />
        <DisclosureFields lang={lang} typed={typed} errors={errors} />
        <Submit label={say('enterDo')} main />
      </Form>
    </>
  )
}
