import type { FC } from 'hono/jsx'
import { Field, Form, PostButton, Submit } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Panel, Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { allKinds } from '../kinds/all.ts'
import { kindTitle, words } from '../say.ts'
import type { TokenRow } from '../schema.ts'

export type TokenListProps = {
  lang: Lang
  csrf: string
  districtId: number
  tokens: readonly TokenRow[]
  /** a token that was just made: shown this once */
  made: { name: string; token: string } | null
  address: string
  day: (at: Date) => string
}

/** Tokens of the programs that bring files each night. */
export const TokenListPage: FC<TokenListProps> = (props) => {
  const { lang, csrf, districtId, tokens, made, day } = props
  const say = words(lang)
  return (
    <>
      <PageHead title={say('tokens')} lead={say('tokensLead', { address: props.address })} />
      {made ? (
        <Notice lang={lang} kind="done" title={say('tokenMade', { name: made.name })}>
          <p>{say('tokenOnce')}</p>
          <p>
            <code>{made.token}</code>
          </p>
        </Notice>
      ) : null}
      {tokens.length === 0 ? <Empty title={say('noTokens')} /> : null}
      {tokens.map((token) => (
        <Panel title={token.name} level={2}>
          <p>
            {token.kinds.map((kind) => kindTitle(kind, lang)).join(', ')}
            {token.auto_accept ? ` \u00b7 ${say('autoAccept')}` : ''}
          </p>
          <p class="quiet">
            {say('tokenExpires')} {day(token.expires_at)}
            {token.last_used_at ? ` \u00b7 ${say('tokenUsed')} ${day(token.last_used_at)}` : ''}
          </p>
          {token.revoked_at ? (
            <p>{say('tokenRevoked')}</p>
          ) : (
            <PostButton
              action={`/data/tokens/${token.token_id}/revoke`}
              csrf={csrf}
              label={say('tokenRevoke')}
              danger
              fields={{ district: districtId }}
            />
          )}
        </Panel>
      ))}
      <Section title={say('tokenMake')}>
        <Form lang={lang} action="/data/tokens" csrf={csrf}>
          <input type="hidden" name="district" value={String(districtId)} />
          <Field lang={lang} kind="text" name="name" label={say('tokenName')} required />
          <Field
            lang={lang}
            kind="checks"
            name="kinds[]"
            label={say('tokenKinds')}
            options={allKinds.map((kind) => ({ value: kind.name, label: kind.words(lang)('title') }))}
          />
          <Field lang={lang} kind="number" name="days" label={say('tokenDays')} value="365" />
          <Field lang={lang} kind="check" name="auto_accept" label={say('tokenAuto')} />
          <Submit label={say('tokenMake')} main />
        </Form>
      </Section>
      <p>
        <a href={`/data/retention?district=${districtId}`}>{say('retention')}</a>
      </p>
    </>
  )
}
