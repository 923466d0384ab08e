import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { ErrorSummary, Field, Form, type FormError, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words as rosterWords } from '../../roster/say.ts'
import { roleName, words } from '../../say.ts'
import type { RoleTyped } from '../admin.ts'
import type { Account, RoleRow } from '../schema.ts'
import { type PersonSignIn, PersonSignInSections } from './person-sign-in.tsx'
import { type OrgChoice, RoleFields } from './role-fields.tsx'

export type ChangeShown = { when: string; who: string; what: string }
export type PersonProps = {
  lang: Lang
  csrf: string
  account: Account
  roles: readonly (RoleRow & { org: string; mine: boolean })[]
  orgs: readonly OrgChoice[]
  typed: RoleTyped
  history: readonly ChangeShown[]
  errors: readonly FormError[]
  /** a one-time link, shown once, and what it is for */
  link?: { url: string; kind: 'added' | 'made' } | undefined
  /** the visitor looks after this account (not only after a role of it) */
  whole: boolean
  /** the visitor's own account, to which nobody gives roles */
  self: boolean
  /** how the person signs in; null where the visitor does not look after the account */
  signIn: PersonSignIn | null
  /** the visitor may look at pages as this person */
  actable: boolean
  /** what was typed as reasons */
  reasons: { reset?: string; acting?: string }
}

/** One person for the administrator: roles with dates, a new password link, close, history. */
export const PersonPage: FC<PersonProps> = (props) => {
  const { lang, csrf, account, errors } = props
  const say = words(lang)
  const at = `/people/${account.account_id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.link ? (
        <Notice lang={lang} kind="done">
          <p>{say(props.link.kind === 'added' ? 'personAdded' : 'linkMade')}</p>
          <Field
            lang={lang}
            kind="text"
            name="link"
            label={say('theLink')}
            value={props.link.url}
            width="full"
            autocomplete="off"
          />
        </Notice>
      ) : null}
      {account.state === 'closed' ? (
        <Notice lang={lang} kind="warning">
          {say('isClosed')}
        </Notice>
      ) : null}
      <p>
        <a href="/people">{say('allPeople')}</a>
      </p>
      <PageHead title={account.name} lead={account.email} />
      <Section title={say('roles')}>
        {props.roles.map((role) => (
          <div class="panel">
            <KeyValue
              rows={[
                {
                  label: roleName(role.role, lang),
                  value: role.org,
                  ...(role.source === 'roster'
                    ? { note: rosterWords(lang)(role.changed_by_hand ? 'wasRoster' : 'fromRoster') }
                    : {}),
                },
                { label: say('from'), value: shortDate(role.from_date, lang) },
                { label: say('to'), value: role.to_date === null ? say('noEnd') : shortDate(role.to_date, lang) },
              ]}
            />
            {role.mine ? (
              <Form lang={lang} action={`/people/roles/${role.role_id}`} csrf={csrf} version={role.version}>
                <Field
                  lang={lang}
                  kind="date"
                  name={`end-${role.role_id}`}
                  label={say('lastDay')}
                  value={role.to_date}
                  required={false}
                />
                <Submit label={say('endRole')} />
              </Form>
            ) : null}
          </div>
        ))}
      </Section>
      <Section title={say('giveRole')}>
        {props.self ? (
          <p>{say('people/role-to-oneself')}</p>
        ) : (
          <Form lang={lang} action={`${at}/roles`} csrf={csrf}>
            <RoleFields lang={lang} typed={props.typed} orgs={props.orgs} errors={errors} />
            <Submit label={say('giveRole')} />
          </Form>
        )}
      </Section>
      {props.whole ? (
        <Section title={say('status')} lead={`${say('newLinkLead')} ${say('closeLead')}`}>
          <div class="buttons">
            <PostButton action={`${at}/link`} csrf={csrf} label={say('newLink')} />
            <PostButton
              action={`${at}/state`}
              csrf={csrf}
              label={say(account.state === 'closed' ? 'openAccount' : 'closeAccount')}
              danger={account.state !== 'closed'}
              fields={{ version: account.version, state: account.state === 'closed' ? 'active' : 'closed' }}
            />
          </div>
        </Section>
      ) : null}
      <PersonSignInSections {...props} />
      <Section title={say('history')}>
        <Table
          lang={lang}
          caption={say('history')}
          hideCaption
          narrow="stack"
          columns={[
            { key: 'when', head: say('when'), kind: 'text', rowHead: true },
            { key: 'who', head: say('who'), kind: 'text' },
            { key: 'what', head: say('what'), kind: 'text' },
          ]}
          rows={props.history}
        />
      </Section>
    </>
  )
}
