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
import { ArtefactBlock } from '../../artefacts/pages/artefact-block.tsx'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { Block } from '../../artefacts/reading.ts'
import type { HistoryLine } from '../../artefacts/view.ts'
import { words } from '../say.ts'

export type SendingProps = {
  lang: Lang
  action: string
  title: string
  facts: readonly { label: string; value: Child }[]
  block: Block
  /** null: the reader may not record it */
  edit: {
    version: number
    typed: { what: string; sent_on: string; receipt: string }
    receipts: readonly Option[]
    /** what stands may be taken back; null: nothing stands */
    back: { reason: string; version: number } | null
    now: Readonly<Record<string, string>>
  } | null
  history: readonly HistoryLine[]
  notice: string | null
  errors: readonly FormError[]
  csrf: string
}

/** One occurrence: what was sent, when, the receipt, and what was brought for it. */
export const SendingPage: FC<SendingProps> = (props) => {
  const { lang, edit, errors } = props
  const say = words(lang)
  const hint = (name: string, text: string) =>
    edit?.now[name] === undefined ? text : `${text} ${say('nowIs', { what: edit.now[name] })}`.trim()
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead title={props.title} lead={edit ? say('sentLead') : undefined} />
      <KeyValue rows={props.facts} />
      {edit ? (
        <Form lang={lang} action={props.action} csrf={props.csrf} version={edit.version}>
          <Field
            lang={lang}
            kind="text"
            name="what"
            width="full"
            label={say('fieldWhat')}
            hint={hint('what', say('fieldWhatHint'))}
            value={edit.typed.what}
            error={errorOf(errors, 'what')}
            readBy={say('readers')}
            autocomplete="off"
          />
          <Field
            lang={lang}
            kind="date"
            name="sent_on"
            label={say('fieldSentOn')}
            hint={hint('sent_on', '')}
            value={edit.typed.sent_on}
            error={errorOf(errors, 'sent_on')}
          />
          <Field
            lang={lang}
            kind="select"
            name="receipt"
            label={say('fieldReceipt')}
            hint={hint('receipt', say('fieldReceiptHint'))}
            value={edit.typed.receipt}
            options={[{ value: '', label: say('noReceipt') }, ...edit.receipts]}
            error={errorOf(errors, 'receipt')}
          />
          <Buttons>
            <Submit label={say('save')} main={true} />
          </Buttons>
        </Form>
      ) : null}
      {edit?.back ? (
        <Section title={say('takeBack')} id="back" lead={say('takeBackLead')}>
          <Form lang={lang} action={`${props.action}/back`} csrf={props.csrf} version={edit.back.version}>
            <Field
              lang={lang}
              kind="text"
              name="reason"
              width="full"
              label={say('fieldReason')}
              value={edit.back.reason}
              error={errorOf(errors, 'reason')}
              readBy={say('readers')}
              autocomplete="off"
            />
            <Buttons>
              <Submit label={say('takeBack')} />
            </Buttons>
          </Form>
        </Section>
      ) : null}
      <ArtefactBlock lang={lang} block={props.block} />
      {props.history.length > 0 ? (
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <HistoryLines history={props.history} undo={null} label={say('undo')} csrf={props.csrf} />
        </Section>
      ) : null}
    </>
  )
}
