import type { FC } from 'hono/jsx'
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
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { ChangeShown } from '../../accounts/pages/person.tsx'
import { type Word, words } from '../../say.ts'
import type { Failure } from '../client.ts'
import { type ProviderTyped, tokenAuths } from '../schema.ts'

export type ProviderProps = {
  lang: Lang
  csrf: string
  typed: ProviderTyped
  errors: readonly FormError[]
  /** districts that the administrator manages; the first is chosen */
  districts: readonly { org_id: number; name: string }[]
  /** an existing provider */
  saved?:
    | {
        id: number
        version: number
        state: 'active' | 'closed'
        returnUrl: string
        hasSecret: boolean
        history: readonly ChangeShown[]
        /** the result of a check of the connection; undefined: not checked now */
        checked?: 'fine' | Failure | undefined
      }
    | undefined
}

/** Names of the fields, for messages. */
export const providerLabels = (lang: Lang): Record<string, string> =>
  Object.fromEntries(Object.entries(labelOf).map(([field, key]) => [field, words(lang)(key)]))

const labelOf = {
  name: 'providerName',
  issuer: 'issuer',
  client_id: 'clientId',
  secret: 'secret',
  scopes: 'scopes',
  email_claim: 'emailClaim',
  email_domains: 'emailDomains',
  must_claim: 'mustClaim',
  must_value: 'mustValue',
  authorize_url: 'authorizeUrl',
  token_url: 'tokenUrl',
  keys_url: 'keysUrl',
  userinfo_url: 'userinfoUrl',
} as const satisfies Partial<Record<keyof ProviderTyped, Word>>

/** One provider: made anew from a preset, or changed. */
export const ProviderPage: FC<ProviderProps> = (props) => {
  const { lang, csrf, typed, errors, saved } = props
  const say = words(lang)
  const line = (name: keyof typeof labelOf, hint?: string, optional?: boolean) => (
    <Field
      lang={lang}
      kind="text"
      name={name}
      label={say(labelOf[name])}
      value={typed[name]}
      hint={hint}
      width="full"
      autocomplete="off"
      required={!optional}
      error={errorOf(errors, name)}
    />
  )
  const at = saved ? `/people/providers/${saved.id}` : '/people/providers'
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {saved?.checked ? (
        <Notice lang={lang} kind={saved.checked === 'fine' ? 'done' : 'warning'}>
          {saved.checked === 'fine'
            ? say('checkFine')
            : `${say(`oidc_${saved.checked}`, { provider: typed.name, minutes: 0 })} ${say('checkHint')}`}
        </Notice>
      ) : null}
      <p>
        <a href="/people/providers">{say('allProviders')}</a>
      </p>
      <PageHead
        title={saved ? typed.name : say('addProvider')}
        lead={saved ? say(`provider_${saved.state}`) : undefined}
      />
      {saved ? (
        <Section title={say('returnAddress')} lead={say('returnAddressHint')}>
          <p>
            <code>{saved.returnUrl}</code>
          </p>
          <PostButton action={`${at}/check`} csrf={csrf} label={say('checkProvider')} />
        </Section>
      ) : (
        <p class="quiet measure">{say('returnAddressLater')}</p>
      )}
      <Form lang={lang} action={at} csrf={csrf} version={saved?.version}>
        <input type="hidden" name="preset" value={typed.preset} />
        {saved ? null : (
          <Field
            lang={lang}
            kind="select"
            name="district"
            label={say('district')}
            options={props.districts.map((one) => ({ value: String(one.org_id), label: one.name }))}
          />
        )}
        {line('name')}
        {line('issuer', say('issuerHint'))}
        {line('client_id')}
        <Field
          lang={lang}
          kind="password"
          name="secret"
          label={say('secret')}
          hint={`${say('secretHint')}${saved?.hasSecret ? ` ${say('secretKept')}` : ''}`}
          autocomplete="off"
          width="full"
          error={errorOf(errors, 'secret')}
        />
        <Field
          lang={lang}
          kind="radios"
          name="token_auth"
          label={say('tokenAuth')}
          value={typed.token_auth}
          options={tokenAuths.map((one) => ({ value: one, label: say(`tokenAuth_${one}`) }))}
        />
        {line('must_claim', say('mustClaimHint'), true)}
        {line('must_value', say('mustValueHint'), true)}
        {line('email_claim')}
        <Field
          lang={lang}
          kind="check"
          name="trusts_email"
          label={say('trustsEmail')}
          hint={say('trustsEmailHint')}
          checked={typed.trusts_email === 'yes'}
        />
        {line('email_domains', say('emailDomainsHint'), typed.trusts_email !== 'yes')}
        {line('scopes')}
        <Section title={say('addresses')} lead={say('addressesLead')}>
          {line('authorize_url', undefined, true)}
          {line('token_url', undefined, true)}
          {line('keys_url', undefined, true)}
          {line('userinfo_url', undefined, true)}
        </Section>
        <Submit label={say(saved ? 'save' : 'add')} main />
      </Form>
      {saved ? (
        <>
          <Section title={say('providerState')} lead={saved.state === 'active' ? say('closeProviderLead') : undefined}>
            <PostButton
              action={`${at}/state`}
              csrf={csrf}
              label={say(saved.state === 'active' ? 'closeProvider' : 'openProvider')}
              danger={saved.state === 'active'}
              fields={{ version: saved.version, state: saved.state === 'active' ? 'closed' : 'active' }}
            />
          </Section>
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
              rows={saved.history}
            />
          </Section>
        </>
      ) : null}
    </>
  )
}
