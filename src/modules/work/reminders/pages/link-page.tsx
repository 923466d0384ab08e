import type { FC, PropsWithChildren } from 'hono/jsx'
import {
  ButtonLink,
  Buttons,
  ErrorSummary,
  Field,
  Form,
  type FormError,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words as itemWords } from '../../say.ts'
import { words } from '../say.ts'
import type { LinkVerb } from '../schema.ts'

export type WayOn = { label: string; href: string }

/** Why a link does nothing (or that it did), and where to go from here. */
export const LinkTold: FC<PropsWithChildren<{ title: string; lead: string; ways: readonly WayOn[] }>> = (props) => (
  <>
    <PageHead title={props.title} lead={props.lead} />
    {props.children}
    <Buttons>
      {props.ways.map((way, index) => (
        <ButtonLink label={way.label} href={way.href} main={index === 0} />
      ))}
    </Buttons>
  </>
)

export type LinkFormProps = {
  lang: Lang
  action: string
  verb: Exclude<LinkVerb, 'stop'>
  title: { words: string; lang: Lang }
  state: string
  when: string
  version: number
  /** what needs something to show asks where it is */
  evidence: boolean
  /** the item was changed since the page was opened: what it is now */
  changed: string | null
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  itemHref: string
  csrf: string
}

/** One button for one thing: only pressing it changes anything. */
export const LinkForm: FC<LinkFormProps> = (props) => {
  const { lang, verb } = props
  const say = words(lang)
  const errorFor = (name: string) => props.errors.find((one) => one.field === name)?.message
  const asksNote = verb === 'stuck' || (verb === 'done' && props.evidence)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.changed === null ? null : (
        <Notice lang={lang} kind="warning" title={say('link.changed', { now: props.changed })} />
      )}
      <PageHead
        title={props.title.words}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
        lead={say(`link.${verb}`)}
      />
      <p>
        {say('link.now', { state: props.state })}
        {props.when ? `, ${props.when}` : ''}
      </p>
      <p class="quiet">{say('link.nothingYet')}</p>
      <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
        {asksNote ? (
          <Field
            lang={lang}
            kind="area"
            rows={2}
            name="note"
            label={say(verb === 'stuck' ? 'link.note' : 'link.evidence')}
            value={props.typed.note ?? ''}
            error={errorFor('note')}
            readBy={itemWords(lang)('readers')}
          />
        ) : null}
        {verb === 'date' ? (
          <Field
            lang={lang}
            kind="date"
            name="due_on"
            label={say('link.newDate')}
            value={props.typed.due_on ?? ''}
            error={errorFor('due_on')}
          />
        ) : null}
        <Submit label={say(`link.${verb}Send`)} main />
      </Form>
      <p class="quiet">{say('link.as')}</p>
      <p>
        <a href={props.itemHref}>{say('link.openItem')}</a>
      </p>
    </>
  )
}

/** The button that ends a person's mails. */
export const LinkStop: FC<{ lang: Lang; action: string; csrf: string }> = ({ lang, action, csrf }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('link.stopTitle')} lead={say('link.stopLead')} />
      <p class="quiet">{say('link.nothingYet')}</p>
      <Form lang={lang} action={action} csrf={csrf}>
        <Submit label={say('link.stopSend')} main />
      </Form>
      <p>
        <a href="/work/reminders">{say('link.choose')}</a>
      </p>
    </>
  )
}
