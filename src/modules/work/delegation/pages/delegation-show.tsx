import type { FC } from 'hono/jsx'
import {
  Buttons,
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
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { DelegationLine, DelegationView } from '../view.ts'

export type DelegationShowProps = DelegationView & {
  lang: Lang
  csrf: string
  errors: readonly FormError[]
  /** what the person typed, when it was refused */
  typed: Readonly<Record<string, string>>
  /** what was just done, in words */
  done: string | null
}

/** Delegating: the form, and everything that is delegated now. */
export const DelegationShow: FC<DelegationShowProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.done ? <Notice lang={lang} kind="done" title={props.done} /> : null}
      <PageHead title={say('title')} lead={say('lead')} />
      <Lines {...props} title={say('mine')} none={say('noneMine')} lines={props.mine} />
      <Lines {...props} title={say('toMe')} none={say('noneToMe')} lines={props.toMe} />
      <Section title={say('give')} id="give">
        <Give {...props} />
      </Section>
      <Lines {...props} title={say('others')} none={say('noneOthers')} lines={props.others} />
    </>
  )
}

const Lines: FC<{ lang: Lang; csrf: string; title: string; none: string; lines: readonly DelegationLine[] }> = ({
  lang,
  csrf,
  title,
  none,
  lines,
}) => {
  const say = words(lang)
  return (
    <Section title={title}>
      {lines.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <ul class="due-list">
          {lines.map((line) => (
            <li class="due">
              <p class="due-when">{line.standing}</p>
              <div class="due-what">
                <p class="due-title">{line.who}</p>
                <small>{[line.days, line.covers].join(' \u00b7 ')}</small>
                <small>
                  {[line.reason, line.given, line.endedBy].filter((text) => text !== null).join(' \u00b7 ')}
                </small>
              </div>
              {line.mayEnd ? (
                <div class="due-acts">
                  <PostButton
                    action={`/work/delegation/${line.id}/end`}
                    csrf={csrf}
                    label={say('endNow')}
                    of={line.who}
                  />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const Give: FC<DelegationShowProps> = ({ lang, csrf, errors, typed, what, items, to, today }) => {
  const say = words(lang)
  return (
    <Form lang={lang} action="/work/delegation" csrf={csrf}>
      <Field
        lang={lang}
        kind="radios"
        name="what"
        label={say('what')}
        value={typed.what ?? 'all'}
        options={what}
        error={errorOf(errors, 'what')}
      />
      {items.length > 0 ? (
        <Field
          lang={lang}
          kind="checks"
          name="items[]"
          label={say('items')}
          hint={say('itemsHint')}
          value={(typed.items ?? '').split('\n')}
          options={items}
          error={errorOf(errors, 'items[]')}
        />
      ) : null}
      <Field
        lang={lang}
        kind="select"
        name="to"
        label={say('to')}
        value={typed.to ?? ''}
        options={to}
        blank={true}
        error={errorOf(errors, 'to')}
      />
      <Field
        lang={lang}
        kind="date"
        name="first_day"
        label={say('firstDay')}
        value={typed.first_day ?? today}
        error={errorOf(errors, 'first_day')}
      />
      <Field
        lang={lang}
        kind="date"
        name="last_day"
        label={say('lastDay')}
        hint={say('lastDayHint')}
        value={typed.last_day ?? ''}
        error={errorOf(errors, 'last_day')}
      />
      <Field
        lang={lang}
        kind="text"
        name="reason"
        label={say('reason')}
        hint={say('reasonHint')}
        value={typed.reason ?? ''}
        readBy={say('readers')}
        error={errorOf(errors, 'reason')}
      />
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
}
