import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, PostButton, Submit } from '../../../platform/look/form.tsx'
import { KeyValue } from '../../../platform/look/figure.tsx'
import { Progress } from '../../../platform/look/live.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Panel, Section, Two } from '../../../platform/look/panel.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Steps } from '../../../platform/look/steps.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Recorded } from '../../../platform/history/history.ts'
import { changesTold } from './edition-history.ts'
import { type Lang, languages, read } from '../../../platform/words.ts'
import { type Block, gateOf } from '../rules.ts'
import { sayKey, words } from '../say.ts'
import type { EditionRow } from '../schema.ts'
import type { Correction } from '../store-published.ts'
import { ChangesPart, HiddenPart, VerdictPart } from './edition-parts.tsx'
import { type DraftFields, DraftWords, type Named } from './edition-list.tsx'

export type EditionShowProps = {
  lang: Lang
  csrf: string
  edition: EditionRow
  slug: string | null
  correctsNumber: number | null
  /** the newest published correction of this edition */
  corrected: Correction | null
  named: Named
  history: readonly (Recorded & { on: string; who: string })[]
  may: { draft: boolean; approve: boolean }
  blocks: readonly Block[]
  progress: { percent: number; step: string } | null
  typed: DraftFields
  errors: readonly FormError[]
}

const order = ['draft', 'submitted', 'approved', 'published'] as const

/** One edition: where it stands, what the public will see, what changed, what is hidden, the check, and what can be done now. */
export const EditionShow: FC<EditionShowProps> = (props) => {
  const { lang, edition } = props
  const say = words(lang)
  const title = read(edition.title, lang)
  const at = order.indexOf(
    edition.state === 'superseded' ? 'published' : edition.state === 'withdrawn' ? 'draft' : edition.state,
  )
  const done = edition.state === 'published' || edition.state === 'superseded'
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={`${say('edition', { number: edition.number })}: ${title.words}`}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      {edition.state === 'withdrawn' ? (
        <Notice lang={lang} kind="info" title={say('state_withdrawn')} />
      ) : (
        <Steps
          lang={lang}
          label={say('steps')}
          steps={order.map((name, index) => ({
            label: say(`step_${name}`),
            state: index < at || done ? 'done' : index === at ? 'now' : 'next',
          }))}
        />
      )}
      {props.correctsNumber === null ? null : (
        <Notice lang={lang} kind="correction" title={say('isCorrection', { number: props.correctsNumber })}>
          <p>{read(edition.correction, lang).words}</p>
        </Notice>
      )}
      {props.corrected ? (
        <Notice
          lang={lang}
          kind="correction"
          title={say('wasCorrected', { number: props.corrected.number })}
          href={`/publish/editions/${props.corrected.edition_id}`}
          action={say('edition', { number: props.corrected.number })}
        >
          <p>{read(props.corrected.words, lang).words}</p>
        </Notice>
      ) : null}
      {edition.failure ? (
        <Notice lang={lang} kind="trouble" title={say('failure', { code: edition.failure })}>
          <p>{say(edition.failure === 'publishing/another-approved' ? 'failureOther' : 'failureNext')}</p>
        </Notice>
      ) : null}
      {props.progress ? (
        <Progress
          lang={lang}
          src={`/progress/edition:${edition.edition_id}`}
          percent={props.progress.percent}
          step={props.progress.step}
          doneHref={`/publish/editions/${edition.edition_id}`}
        />
      ) : null}
      {edition.content ? (
        <>
          <Section title={say('preview')} lead={say('previewLead')}>
            <p class="buttons">
              <a class="btn btn-main" href={`/publish/${edition.edition_id}/preview/en/`} lang="en">
                English
              </a>
              <a class="btn" href={`/publish/${edition.edition_id}/preview/es/`} lang="es">
                Español
              </a>
              {edition.kind === 'packet'
                ? languages.map((to) => (
                    <a class="btn" href={`/publish/${edition.edition_id}/preview/${to}/packet.html`}>
                      {say('previewPacket', { lang: to })}
                    </a>
                  ))
                : null}
              {done && props.slug ? (
                <a class="btn" href={`/public/${props.slug}/editions/${edition.number}/${lang}/`}>
                  {say('readPublic')}
                </a>
              ) : null}
            </p>
            {edition.content.untranslated.length > 0 ? (
              <p class="quiet">{say('untranslated', { list: edition.content.untranslated.join(', ') })}</p>
            ) : null}
          </Section>
          <VerdictPart lang={lang} edition={edition} />
          <HiddenPart lang={lang} edition={edition} />
          <ChangesPart lang={lang} edition={edition} />
        </>
      ) : null}
      <Moves {...props} />
      <Section title={say('history')}>
        <Table
          lang={lang}
          caption={say('history')}
          hideCaption
          dense
          id="history"
          columns={[
            { key: 'on', head: say('when'), kind: 'date' },
            { key: 'verb', head: say('what'), kind: 'text', rowHead: true, note: (row) => row.reason },
            { key: 'who', head: say('by'), kind: 'text' },
          ]}
          rows={props.history.map((one) => ({
            on: one.on,
            verb: sayKey(lang, `verb_${one.verb}`),
            reason: [one.reason, ...changesTold(one, lang)].filter(Boolean).join(' \u00b7 '),
            who: one.who,
          }))}
        />
        <KeyValue
          rows={[
            ...(edition.content_digest ? [{ label: say('contentDigest'), value: edition.content_digest }] : []),
            ...(edition.digest ? [{ label: say('digest'), value: edition.digest }] : []),
          ]}
        />
      </Section>
    </>
  )
}

const Moves: FC<EditionShowProps> = (props) => {
  const { lang, csrf, edition, may, blocks, errors } = props
  const say = words(lang)
  const base = `/publish/editions/${edition.edition_id}`
  const fields = { version: edition.version }
  const open = edition.state === 'draft' || edition.state === 'submitted' || edition.state === 'approved'
  const published = edition.state === 'published' || edition.state === 'superseded'
  const reason = (action: 'withdraw' | 'send-back', label: string) => (
    <Form lang={lang} action={`${base}/${action}`} csrf={csrf} version={edition.version} id={action}>
      <Field
        lang={lang}
        kind="text"
        name={`reason_${action}`}
        label={say('reason')}
        hint={say('reasonHint')}
        value={props.typed[`reason_${action}`] ?? ''}
        error={errorOf(errors, `reason_${action}`)}
        readBy={say('reasonReaders')}
        width="full"
        required
      />
      <Submit label={label} danger={action === 'withdraw'} />
    </Form>
  )
  return (
    <>
      {edition.state === 'draft' && may.draft && gateOf(edition).length === 0 && !props.progress ? (
        <PostButton action={`${base}/submit`} csrf={csrf} label={say('submit')} fields={fields} main />
      ) : null}
      {edition.state === 'submitted' && may.approve ? (
        blocks.includes('same_person') ? (
          <Notice lang={lang} kind="info">
            {say('approveNot')}
          </Notice>
        ) : blocks.includes('newer_run') ? (
          <Notice lang={lang} kind="warning">
            {say('newerRun')}
          </Notice>
        ) : blocks.includes('newer_told') ? (
          <Notice lang={lang} kind="warning">
            {say('newerTold')}
          </Notice>
        ) : blocks.length === 0 ? (
          <PostButton
            action={`${base}/approve`}
            csrf={csrf}
            label={say('approve')}
            fields={{ ...fields, digest: edition.content_digest ?? '' }}
            main
          />
        ) : null
      ) : null}
      {edition.state === 'approved' && may.approve && !props.progress ? (
        <Section title={say('publish')} lead={say('publishLead')}>
          <PostButton
            action={`${base}/publish`}
            csrf={csrf}
            label={say('publish')}
            fields={{ digest: edition.content_digest ?? '' }}
            main
          />
        </Section>
      ) : null}
      {open ? (
        <Two>
          {(edition.state === 'submitted' || edition.state === 'approved') && may.approve ? (
            <Panel title={say('sendBack')}>{reason('send-back', say('sendBack'))}</Panel>
          ) : null}
          {may.draft ? <Panel title={say('withdraw')}>{reason('withdraw', say('withdraw'))}</Panel> : null}
        </Two>
      ) : null}
      {open && may.draft ? (
        <Section title={say('redraft')}>
          <Form lang={lang} action={`${base}/redraft`} csrf={csrf} version={edition.version}>
            <DraftWords lang={lang} typed={props.typed} errors={errors} />
            <Submit label={say('redraftButton')} />
          </Form>
        </Section>
      ) : null}
      {published && may.draft ? (
        <Section title={say('correct')} lead={say('correctLead')} id="correct">
          <Form lang={lang} action={`${base}/correct`} csrf={csrf}>
            <Field
              lang={lang}
              kind="area"
              name="correction_en"
              label={say('correctEn')}
              value={props.typed.correction_en ?? ''}
              error={errorOf(errors, 'correction_en')}
              readBy={say('readBy')}
              required
            />
            <Field
              lang={lang}
              kind="area"
              name="correction_es"
              label={say('correctEs')}
              value={props.typed.correction_es ?? ''}
              error={errorOf(errors, 'correction_es')}
              readBy={say('readBy')}
              required
            />
            <DraftWords lang={lang} typed={props.typed} errors={errors} />
            <Submit label={say('correctButton')} />
          </Form>
        </Section>
      ) : null}
    </>
  )
}
