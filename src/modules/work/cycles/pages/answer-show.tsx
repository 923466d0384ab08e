import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Draft } from '../rules.ts'
import { words } from '../say.ts'
import { answerStates } from '../schema.ts'
import type { HistoryLine, MeasuredLine } from '../view.ts'
import { History } from './history.tsx'
import { MeasuredList } from './measured-list.tsx'

export type AnswerShowProps = {
  lang: Lang
  /** the address that the form is sent to */
  action: string
  title: { words: string; lang: Lang }
  code: string | null
  facts: readonly { label?: string; value: string; href?: string }[]
  /** of the answer that the form shows; 0: none yet */
  version: number
  draft: Draft
  /** the answer in words, for who may not change it */
  told: readonly string[]
  mayAnswer: boolean
  /** for whom: the reader does not own it */
  behalf: boolean
  /** why it counts as late, in words */
  late: string | null
  last: { when: string; state: string; texts: readonly string[] } | null
  measured: readonly MeasuredLine[]
  seesNumbers: boolean
  saved: 'saved' | 'undone' | null
  next: { href: string; title: string } | null
  history: readonly HistoryLine[]
  errors: readonly FormError[]
  csrf: string
}

/** One question: the answer, beside what was answered last time and what was measured. */
export const AnswerShow: FC<AnswerShowProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? (
        <Notice lang={lang} kind="done" title={say(props.saved)}>
          {props.next ? (
            <p>
              <a href={props.next.href}>{say('nextOne', { title: props.next.title })}</a>
            </p>
          ) : null}
        </Notice>
      ) : null}
      <PageHead title={props.title.words} titleLang={props.title.lang === lang ? undefined : props.title.lang}>
        <Facts facts={props.facts} {...(props.code ? { code: props.code } : {})} />
      </PageHead>
      <Two>
        <Section title={say('answerTitle')} id="answer">
          {props.late && props.mayAnswer ? <p class="quiet">{props.late}</p> : null}
          {props.mayAnswer && props.behalf ? <p class="quiet">{say('behalfLead')}</p> : null}
          {props.mayAnswer ? (
            <AnswerForm {...props} />
          ) : (
            <>
              {props.told.map((text) => (
                <p>{text}</p>
              ))}
              <p class="quiet">{say('mayNot')}</p>
            </>
          )}
        </Section>
        <div>
          <Section title={say('lastTime')}>
            {props.last === null ? (
              <p class="quiet">{say('lastNone')}</p>
            ) : (
              <>
                <p>
                  <b>{props.last.state}</b> <span class="quiet">{props.last.when}</span>
                </p>
                {props.last.texts.map((text) => (
                  <p>{text}</p>
                ))}
              </>
            )}
          </Section>
          <Section title={say('beside')} {...(props.seesNumbers ? { lead: say('besideLead') } : {})}>
            {props.seesNumbers ? (
              props.measured.length === 0 ? (
                <p class="quiet">{say('besideNone')}</p>
              ) : (
                <MeasuredList lang={lang} lines={props.measured} />
              )
            ) : (
              <p class="quiet">{say('besidePublic')}</p>
            )}
          </Section>
        </div>
      </Two>
      <History
        lang={lang}
        history={props.history}
        undo={props.mayAnswer ? { action: `${props.action}/undo`, csrf: props.csrf } : null}
      />
    </>
  )
}

const AnswerForm: FC<AnswerShowProps> = ({ lang, action, csrf, version, draft, errors }) => {
  const say = words(lang)
  const area = (name: 'since' | 'ahead' | 'help' | 'because', label: string) => (
    <Field
      lang={lang}
      kind="area"
      name={name}
      rows={2}
      label={label}
      {...(name === 'since' ? { hint: say('fieldHint') } : {})}
      value={draft[name]}
      error={errorOf(errors, name)}
      readBy={say('readers')}
    />
  )
  return (
    <Form lang={lang} action={action} csrf={csrf} version={version}>
      <Field
        lang={lang}
        kind="radios"
        name="state"
        label={say('fieldState')}
        value={draft.state}
        options={answerStates.map((state) => ({ value: state, label: say(`state.${state}`) }))}
        error={errorOf(errors, 'state')}
      />
      {area('because', say('fieldBecause'))}
      {area('since', say('fieldSince'))}
      {area('ahead', say('fieldAhead'))}
      {area('help', say('fieldHelp'))}
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
}
