import type { Child, FC } from 'hono/jsx'
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
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import { words } from '../say.ts'

export type KeptProps = {
  lang: Lang
  page: string
  version: number
  title: { words: string; lang: Lang }
  org: string
  facts: readonly { label: string; value: Child; note?: string | undefined }[]
  /** null: the reader may not say how it is kept */
  assess: {
    version: number
    options: readonly Option[]
    typed: { shown_by: string; until: string; note: string }
    now: Readonly<Record<string, string>>
  } | null
  /** the reader may sign now; `own`: they looked themselves, so somebody else has to */
  sign: 'may' | 'own' | 'no'
  undo: boolean
  history: readonly HistoryLine[]
  notice: string | null
  errors: readonly FormError[]
  csrf: string
}

/** One obligation at one organization: its state, what shows it, who looked, who signed. */
export const KeptPage: FC<KeptProps> = (props) => {
  const { lang, page, errors, assess } = props
  const say = words(lang)
  const hint = (name: string, text: string) =>
    assess?.now[name] === undefined ? text : `${text} ${say('nowIs', { what: assess.now[name] })}`.trim()
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead
        title={props.title.words}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
        lead={props.org}
      />
      <KeyValue rows={props.facts} />
      {props.sign === 'own' ? <p class="quiet">{say('signOwn')}</p> : null}
      {props.sign === 'may' ? (
        <Section title={say('sign')} id="sign" lead={say('signLead')}>
          <Form lang={lang} action={`${page}/sign`} csrf={props.csrf} version={props.version}>
            <Buttons>
              <Submit label={say('sign')} main={true} />
            </Buttons>
          </Form>
        </Section>
      ) : null}
      {assess ? (
        <Section title={say('assess')} id="assess" lead={say('assessLead')}>
          <Form lang={lang} action={page} csrf={props.csrf} version={assess.version}>
            <Field
              lang={lang}
              kind="select"
              name="shown_by"
              label={say('fieldShown')}
              hint={hint('shown_by', say('fieldShownHint'))}
              value={assess.typed.shown_by}
              options={assess.options}
              blank={true}
              error={errorOf(errors, 'shown_by')}
            />
            <Field
              lang={lang}
              kind="date"
              name="until"
              label={say('fieldUntil')}
              hint={hint('until', say('fieldUntilHint'))}
              value={assess.typed.until}
              error={errorOf(errors, 'until')}
            />
            <Field
              lang={lang}
              kind="text"
              name="note"
              width="full"
              label={say('fieldNote')}
              hint={hint('note', say('fieldNoteHint'))}
              required={false}
              value={assess.typed.note}
              error={errorOf(errors, 'note')}
              readBy={say('readers')}
              autocomplete="off"
            />
            <Buttons>
              <Submit label={say('save')} main={props.sign !== 'may'} />
            </Buttons>
          </Form>
        </Section>
      ) : null}
      {props.history.length > 0 ? (
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <HistoryLines
            history={props.history}
            undo={props.undo ? `${page}/undo` : null}
            label={say('undo')}
            csrf={props.csrf}
          />
        </Section>
      ) : null}
    </>
  )
}
