import type { Child, FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
import {
  ButtonLink,
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  Submit,
} from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section, Two } from '../../../../platform/look/panel.tsx'
import { type Step, Steps } from '../../../../platform/look/steps.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import { words } from '../say.ts'
import type { Move } from '../schema.ts'

/** A version as the page lists it. */
export type VersionRow = { number: number; what: string; href: string; note: string; brought: string }

export type DocumentShowProps = {
  lang: Lang
  page: string
  version: number
  title: { words: string; lang: Lang }
  state: string
  steps: readonly Step[]
  facts: readonly { label: string; value: Child; note?: string | undefined }[]
  versions: readonly VersionRow[]
  keeps: boolean
  moves: readonly Move[]
  /** the reader brought the newest version, which waits for somebody else */
  waitsForOther: boolean
  maySend: boolean
  mayBring: boolean
  /** the reader is asked, or has said so: the way to the page where that is done */
  acknowledge: boolean
  /** the day of review may be moved on */
  mayHold: boolean
  others: readonly { value: string; label: string }[]
  readers: readonly { name: string; state: string }[]
  history: readonly HistoryLine[]
  notice: string | null
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  csrf: string
}

/** One document: where it stands, its versions, what can be done, who has read it, its history. */
export const DocumentShow: FC<DocumentShowProps> = (props) => {
  const { lang, page } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead title={props.title.words} titleLang={props.title.lang === lang ? undefined : props.title.lang} />
      <Steps lang={lang} steps={props.steps} label={say('steps')} />
      <KeyValue rows={props.facts} />
      <Buttons>
        {props.acknowledge ? (
          <ButtonLink label={say('acknowledgeTitle')} href={`${page}/acknowledge`} main={true} />
        ) : null}
        {props.maySend ? <ButtonLink label={say('sendIt')} href={`${page}/send`} main={true} /> : null}
        {props.mayBring ? <ButtonLink label={say('addVersion')} href={`${page}/bring`} /> : null}
        {props.keeps ? <ButtonLink label={say('edit')} href={`${page}/edit`} /> : null}
      </Buttons>
      <Section title={say('versions')} id="versions">
        {props.versions.length === 0 ? (
          <Empty title={say('noVersion')}>
            <p>{say('noVersionHint')}</p>
          </Empty>
        ) : (
          <ul class="due-list">
            {props.versions.map((one) => (
              <li class="due">
                <p class="due-when">{say('versionNumber', { number: one.number })}</p>
                <div class="due-what">
                  <p class="due-title">
                    <a href={one.href}>{one.what}</a>
                  </p>
                  <small>{one.brought}</small>
                  {one.note ? <small>{one.note}</small> : null}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {props.keeps ? <Next {...props} /> : null}
      {props.keeps && props.readers.length > 0 ? <Readers {...props} /> : null}
      {props.keeps ? (
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <HistoryLines history={props.history} undo={`${page}/undo`} label={say('undo')} csrf={props.csrf} />
        </Section>
      ) : null}
    </>
  )
}

const Next: FC<DocumentShowProps> = (props) => {
  const { lang, page, errors, typed, moves } = props
  const say = words(lang)
  return (
    <Two>
      <Section title={say('next')} id="next">
        {props.waitsForOther ? <p class="quiet">{say('waitsForOther')}</p> : null}
        {moves.length === 0 && !props.maySend && !props.waitsForOther ? <p class="quiet">{say('noMoves')}</p> : null}
        {moves.length > 0 ? (
          <Form lang={lang} action={`${page}/move`} csrf={props.csrf} version={props.version}>
            <Field
              lang={lang}
              kind="radios"
              name="move"
              label={say('next')}
              value={typed.move ?? ''}
              options={moves.map((value) => ({ value, label: say(`move.${value}`) }))}
              error={errorOf(errors, 'move')}
            />
            <Field
              lang={lang}
              kind="text"
              name="reason"
              width="full"
              label={say('moveReason')}
              hint={say('moveReasonHint')}
              required={false}
              value={typed.reason ?? ''}
              error={errorOf(errors, 'reason')}
              readBy={say('noteReaders')}
              autocomplete="off"
            />
            {moves.includes('supersede') && props.others.length > 0 ? (
              <Field
                lang={lang}
                kind="select"
                name="by"
                label={say('moveBy')}
                value={typed.by ?? ''}
                options={[{ value: '', label: say('nothing') }, ...props.others]}
              />
            ) : null}
            <Buttons>
              <Submit label={say('save')} main={!props.maySend} />
            </Buttons>
          </Form>
        ) : null}
      </Section>
      {props.mayHold ? (
        <Section title={say('stillHolds')} id="review" lead={say('stillHoldsLead')}>
          <Form lang={lang} action={`${page}/review`} csrf={props.csrf} version={props.version}>
            <Field
              lang={lang}
              kind="date"
              name="review_by"
              label={say('fieldReview')}
              value={typed.review_by ?? ''}
              required={false}
              error={errorOf(errors, 'review_by')}
            />
            <Buttons>
              <Submit label={say('stillHoldsSave')} />
            </Buttons>
          </Form>
        </Section>
      ) : null}
    </Two>
  )
}

const Readers: FC<DocumentShowProps> = ({ lang, readers }) => {
  const say = words(lang)
  const columns: Column<{ name: string; state: string }>[] = [
    { key: 'name', head: say('reader'), kind: 'text', rowHead: true },
    { key: 'state', head: say('readerState'), kind: 'text' },
  ]
  return (
    <Section title={say('reach')} id="readers" lead={say('reachLead')}>
      <Table lang={lang} id="reader-list" caption={say('reach')} hideCaption={true} columns={columns} rows={readers} />
    </Section>
  )
}
