import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type DocumentSendProps = {
  lang: Lang
  action: string
  version: number
  /** the version that goes out */
  number: number
  title: { words: string; lang: Lang }
  roles: readonly { value: string; label: string }[]
  orgs: readonly { value: string; label: string }[]
  typed: { roles: readonly string[]; org: string; must: boolean; acknowledge_by: string }
  errors: readonly FormError[]
  csrf: string
}

/** Sending a document to its readers: which roles, where, whether they have to say that they have read it. */
export const DocumentSend: FC<DocumentSendProps> = (props) => {
  const { lang, typed, errors } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('sendTitle')} lead={`${props.title.words}. ${say('sendLead', { number: props.number })}`} />
      <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
        <Field
          lang={lang}
          kind="checks"
          name="roles[]"
          label={say('sendRoles')}
          value={typed.roles}
          options={props.roles}
          error={errorOf(errors, 'roles[]')}
        />
        <Field
          lang={lang}
          kind="select"
          name="org"
          label={say('sendOrg')}
          hint={say('sendOrgHint')}
          value={typed.org}
          options={props.orgs}
          error={errorOf(errors, 'org')}
        />
        <Field
          lang={lang}
          kind="check"
          name="must"
          label={say('sendMust')}
          hint={say('sendMustHint')}
          checked={typed.must}
        />
        <Field
          lang={lang}
          kind="date"
          name="acknowledge_by"
          label={say('sendUntil')}
          value={typed.acknowledge_by}
          required={false}
          error={errorOf(errors, 'acknowledge_by')}
        />
        <Buttons>
          <Submit label={say('sendNow')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
