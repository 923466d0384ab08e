import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import {
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { opens, type Role } from '../../access.ts'
import { roleName, words } from '../../say.ts'
import { PasswordFields } from './password-fields.tsx'
import { SecondSection, type SecondShown, SessionSection, type SessionShown } from './account-sign-in.tsx'

export type RoleShown = { role: Role; org: string; from_date: string; to_date: string | null }
export type AccountProps = {
  lang: Lang
  csrf: string
  name: string
  email: string
  own: Lang
  roles: readonly RoleShown[]
  hasPassword: boolean
  second: SecondShown
  sessions: readonly SessionShown[]
  /** sentences about the providers that the account is linked with */
  linked: readonly string[]
  actings: readonly { when: string; who: string; reason: string }[]
  errors: readonly FormError[]
  done?: 'language' | 'password' | 'session' | undefined
}

/** One's own account: roles, language, password, sign out everywhere. */
export const AccountPage: FC<AccountProps> = (props) => {
  const { lang, csrf, errors } = props
  const say = words(lang)
  const rows = props.roles.map((role) => {
    const open = opens[role.role]
    return {
      role: roleName(role.role, lang),
      org: role.org,
      from: role.from_date,
      to: role.to_date === null ? say('noEnd') : shortDate(role.to_date, lang),
      opens: say(open.students ? 'opens_students' : open.orgs ? 'opens_orgs' : 'opens_nothing'),
    }
  })
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.done ? (
        <Notice lang={lang} kind="done">
          {say(props.done === 'password' ? 'passwordChanged' : props.done === 'session' ? 'sessionEnded' : 'saved')}
        </Notice>
      ) : null}
      <PageHead title={say('account')} lead={`${props.name} \u00b7 ${props.email}`} />
      <Section title={say('myRoles')} lead={say('myRolesLead')}>
        {rows.length === 0 ? (
          <Empty title={say('noRoles')}>
            <p>{say('noRolesWhy')}</p>
          </Empty>
        ) : (
          <Table
            lang={lang}
            caption={say('myRoles')}
            hideCaption
            narrow="stack"
            columns={[
              { key: 'role', head: say('role'), kind: 'text', rowHead: true },
              { key: 'org', head: say('organization'), kind: 'text' },
              { key: 'from', head: say('from'), kind: 'date' },
              { key: 'to', head: say('to'), kind: 'text' },
              { key: 'opens', head: say('opens'), kind: 'text' },
            ]}
            rows={rows}
          />
        )}
      </Section>
      <Section title={say('language')} lead={say('languageLead')}>
        <Form lang={lang} action="/account/language" csrf={csrf}>
          <Field
            lang={lang}
            kind="radios"
            name="lang"
            label={say('language')}
            value={props.own}
            options={[
              { value: 'en', label: say('lang_en') },
              { value: 'es', label: say('lang_es') },
            ]}
          />
          <Submit label={say('save')} />
        </Form>
      </Section>
      {props.linked.length > 0 ? (
        <Section title={say('personSignIn')}>
          {props.linked.map((one) => (
            <p>{one}</p>
          ))}
        </Section>
      ) : null}
      {props.hasPassword ? (
        <>
          <Section title={say('changePassword')}>
            <Form lang={lang} action="/account/password" csrf={csrf}>
              <Field
                lang={lang}
                kind="password"
                name="current"
                label={say('currentPassword')}
                autocomplete="current-password"
                required
                error={errorOf(errors, 'current')}
              />
              <PasswordFields lang={lang} errors={errors} />
              <Submit label={say('changePassword')} />
            </Form>
          </Section>
          <SecondSection lang={lang} second={props.second} />
        </>
      ) : null}
      <SessionSection lang={lang} csrf={csrf} sessions={props.sessions} />
      <Section title={say('everywhere')} lead={say('everywhereLead', { count: Math.max(1, props.sessions.length) })}>
        <PostButton action="/account/sign-out-everywhere" csrf={csrf} label={say('everywhereDo')} />
      </Section>
      <Section title={say('actingLog')} lead={say('actingLogLead')}>
        <Table
          lang={lang}
          caption={say('actingLog')}
          hideCaption
          narrow="stack"
          empty={say('actingNobody')}
          columns={[
            { key: 'when', head: say('when'), kind: 'text', rowHead: true },
            { key: 'who', head: say('who'), kind: 'text' },
            { key: 'reason', head: say('reason'), kind: 'text' },
          ]}
          rows={props.actings}
        />
      </Section>
    </>
  )
}
