import type { FC } from 'hono/jsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import type { Standing } from '../reading.ts'
import { words } from '../say.ts'
import { levels, policyKinds } from '../schema.ts'
import { Standings } from './register.tsx'

export type EntryTyped = {
  code: string
  kind: string
  title: string
  source: string
  adopted_on: string
  review_by: string
  owner: string
  ended: boolean
}

export type EntryProps = {
  lang: Lang
  action: string
  version: number
  /** a new one: it cannot end yet */
  fresh: boolean
  owners: readonly Option[]
  typed: EntryTyped
  now: Readonly<Record<string, string>>
  errors: readonly FormError[]
  csrf: string
}

/** The form of a policy. */
const Entry: FC<EntryProps> = (props) => {
  const { lang, typed, errors, now } = props
  const say = words(lang)
  const hint = (name: string, text: string) =>
    now[name] === undefined ? text : `${text} ${say('nowIs', { what: now[name] })}`.trim()
  const line = (name: 'code' | 'title' | 'source', label: string, about: string, required = true) => (
    <Field
      lang={lang}
      kind="text"
      name={name}
      width={name === 'code' ? 'medium' : 'full'}
      label={label}
      hint={hint(name, about)}
      {...(required ? {} : { required: false })}
      value={typed[name]}
      error={errorOf(errors, name)}
      readBy={say('readers')}
      autocomplete="off"
    />
  )
  const day = (name: 'adopted_on' | 'review_by', label: string) => (
    <Field
      lang={lang}
      kind="date"
      name={name}
      label={label}
      hint={hint(name, '')}
      value={typed[name]}
      required={false}
      error={errorOf(errors, name)}
    />
  )
  return (
    <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
      {line('code', say('fieldCode'), say('fieldCodeHint'))}
      {line('title', say('fieldTitle'), say('fieldTitleHint'))}
      <Field
        lang={lang}
        kind="select"
        name="kind"
        label={say('fieldKind')}
        hint={hint('kind', '')}
        value={typed.kind}
        options={policyKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
      />
      {line('source', say('fieldSource'), say('fieldSourceHint'), false)}
      {day('adopted_on', say('fieldAdopted'))}
      {day('review_by', say('fieldReview'))}
      <Field
        lang={lang}
        kind="select"
        name="owner"
        label={say('fieldOwner')}
        hint={hint('owner', '')}
        value={typed.owner}
        options={props.owners}
        blank={true}
        error={errorOf(errors, 'owner')}
      />
      {props.fresh ? null : (
        <Field
          lang={lang}
          kind="check"
          name="ended"
          label={say('fieldEnded')}
          hint={hint('ended', '')}
          checked={typed.ended}
        />
      )}
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
}

/** Entering a policy. */
export const PolicyNew: FC<EntryProps> = (props) => {
  const say = words(props.lang)
  return (
    <>
      <ErrorSummary lang={props.lang} errors={props.errors} />
      <PageHead title={say('newTitle')} lead={say('newLead')} />
      <Entry {...props} />
    </>
  )
}

export type PolicyShowProps = {
  lang: Lang
  id: number
  version: number
  code: string
  title: { words: string; lang: Lang }
  facts: readonly { label: string; value: string; note?: string | undefined }[]
  standings: readonly Standing[]
  /** null: the reader does not keep the policy */
  entry: Omit<EntryProps, 'lang' | 'csrf' | 'errors'> | null
  /** the obligations that may be changed, and what was typed of one */
  obligations: {
    options: readonly Option[]
    /** the version that the form goes on from */
    version: number
    typed: { key: string; title: string; each: string; gone: boolean }
  }
  history: readonly HistoryLine[]
  notice: string | null
  errors: readonly FormError[]
  csrf: string
}

/** One policy: its obligations with their states, its entry, its history. */
export const PolicyShow: FC<PolicyShowProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  const page = `/work/compliance/${props.id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead
        title={`${props.code}: ${props.title.words}`}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
      />
      <KeyValue rows={props.facts} />
      <Section title={say('obligations')} id="obligations" lead={say('countsLead')}>
        {props.standings.length === 0 ? (
          <Empty title={say('noObligations')}>
            <p>{say('noObligationsHint')}</p>
          </Empty>
        ) : (
          <Standings lang={lang} lines={props.standings} by="org" />
        )}
      </Section>
      {props.entry ? (
        <>
          <Section
            title={say(props.obligations.options.length > 0 ? 'editObligation' : 'addObligation')}
            id="obligation"
          >
            <ObligationForm {...props} />
          </Section>
          <Section title={say('edit')} id="edit">
            <Entry lang={lang} {...props.entry} errors={props.errors} csrf={props.csrf} />
          </Section>
        </>
      ) : null}
      <Section title={say('history')} id="history" lead={say('historyLead')}>
        <HistoryLines
          history={props.history}
          undo={props.entry ? `${page}/undo` : null}
          label={say('undo')}
          csrf={props.csrf}
        />
      </Section>
    </>
  )
}

const ObligationForm: FC<PolicyShowProps> = (props) => {
  const { lang, errors } = props
  const { options, typed, version } = props.obligations
  const say = words(lang)
  return (
    <Form
      lang={lang}
      id="obligation-form"
      action={`/work/compliance/${props.id}/obligation`}
      csrf={props.csrf}
      version={version}
    >
      {options.length > 0 ? (
        <Field
          lang={lang}
          kind="select"
          name="key"
          label={say('fieldWhich')}
          value={typed.key}
          options={[{ value: '', label: say('newOne') }, ...options]}
        />
      ) : null}
      <Field
        lang={lang}
        kind="text"
        name="obligation"
        width="full"
        label={say('fieldObligation')}
        hint={say('fieldObligationHint')}
        value={typed.title}
        error={errorOf(errors, 'obligation')}
        readBy={say('readers')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="radios"
        name="each"
        label={say('fieldEach')}
        value={typed.each}
        options={levels.map((value) => ({ value, label: say(`each.${value}`) }))}
        error={errorOf(errors, 'each')}
      />
      {options.length > 0 ? (
        <Field lang={lang} kind="check" name="gone" label={say('fieldObligationEnded')} checked={typed.gone} />
      ) : null}
      <Buttons>
        <Submit label={say('save')} />
      </Buttons>
    </Form>
  )
}
