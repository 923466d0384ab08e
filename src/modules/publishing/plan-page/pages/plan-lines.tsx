import type { FC } from 'hono/jsx'
import {
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import { HistoryTable } from '../../board/pages/parts.tsx'
import type { HistoryLine } from '../../board/reading.ts'
import { words } from '../say.ts'
import { audiences, lineKinds, type PlanLineRow } from '../schema.ts'

type Typed = Readonly<Record<string, string>>
type Fields = { lang: Lang; typed: Typed; errors: readonly FormError[]; parts: readonly Option[] }

export type PlanLinesProps = Fields & {
  csrf: string
  district: number
  /** false: the district has no adopted plan */
  adopted: boolean
  lines: readonly PlanLineRow[]
  publicHref: string | null
  mayKeep: boolean
  saved: boolean
}

/** What the plan asks of each audience and offers it, as it is kept. */
export const PlanLines: FC<PlanLinesProps> = (props) => {
  const { lang, lines, parts } = props
  const say = words(lang)
  const partName = (element: string) => parts.find((one) => one.value === element)?.label ?? say('gone')
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      <PageHead title={say('linesTitle')} lead={say('linesLead')} />
      {props.publicHref ? (
        <p>
          <a href={props.publicHref}>{say('readPublic')}</a>
        </p>
      ) : null}
      {!props.adopted ? (
        <Empty title={say('noPlan')}>
          <p>{say('noPlanText')}</p>
        </Empty>
      ) : lines.length === 0 ? (
        <Empty title={say('linesNone')}>
          <p>{say('linesNoneText')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="plan-lines"
          caption={say('lines')}
          hideCaption
          columns={[
            {
              key: 'words',
              head: say('words'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/publish/plan/lines/${row.id}`,
            },
            { key: 'audience', head: say('audience'), kind: 'text' },
            { key: 'kind', head: say('kind'), kind: 'text' },
            { key: 'element', head: say('element'), kind: 'text' },
            { key: 'listed', head: say('listed'), kind: 'text' },
          ]}
          rows={lines.map((one) => ({
            id: one.plan_line_id,
            words: read(one.words, lang).words,
            audience: say(`for_${one.audience}`),
            kind: say(one.kind),
            element: partName(one.element),
            listed: say(one.listed ? 'yes' : 'no'),
          }))}
        />
      )}
      {props.mayKeep && props.adopted ? (
        <Section title={say('add')} id="add">
          <Form lang={lang} action="/publish/plan/lines" csrf={props.csrf}>
            <input type="hidden" name="district" value={String(props.district)} />
            <LineFields {...props} />
            <Submit label={say('save')} main />
          </Form>
        </Section>
      ) : null}
    </>
  )
}

const LineFields: FC<Fields> = ({ lang, typed, errors, parts }) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="select"
        name="audience"
        label={say('audience')}
        value={typed.audience ?? 'family'}
        options={audiences.map((one) => ({ value: one, label: say(`for_${one}`) }))}
      />
      <Field
        lang={lang}
        kind="radios"
        name="kind"
        label={say('kind')}
        value={typed.kind ?? 'asks'}
        options={lineKinds.map((one) => ({ value: one, label: say(one) }))}
      />
      <Field
        lang={lang}
        kind="select"
        name="element"
        label={say('element')}
        value={typed.element ?? ''}
        options={parts}
        blank
        error={errorOf(errors, 'element')}
      />
      <Field
        lang={lang}
        kind="area"
        name="words_en"
        label={say('wordsEn')}
        hint={say('wordsHint')}
        value={typed.words_en ?? ''}
        error={errorOf(errors, 'words_en')}
        readBy={say('readers')}
        required
      />
      <Field
        lang={lang}
        kind="area"
        name="words_es"
        label={say('wordsEs')}
        value={typed.words_es ?? ''}
        error={errorOf(errors, 'words_es')}
        readBy={say('readers')}
        required
      />
    </>
  )
}

export type PlanLineShowProps = Fields & {
  csrf: string
  line: PlanLineRow
  mayKeep: boolean
  conflict: string | null
  history: readonly HistoryLine[]
}

/** One line: its words in both languages, whether it is on the page, its history. */
export const PlanLineShow: FC<PlanLineShowProps> = (props) => {
  const { lang, csrf, line } = props
  const say = words(lang)
  const base = `/publish/plan/lines/${line.plan_line_id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.conflict === null ? null : (
        <Notice lang={lang} kind="warning" title={say('conflictTitle')}>
          <p>{say('conflictText', { now: props.conflict })}</p>
        </Notice>
      )}
      <PageHead title={read(line.words, lang).words} lead={`${say(`for_${line.audience}`)}: ${say(line.kind)}`} />
      {props.mayKeep ? (
        <Section title={say('change')}>
          <Form lang={lang} action={base} csrf={csrf} version={line.version}>
            <LineFields {...props} />
            <input type="hidden" name="listed" value={line.listed ? 'yes' : 'no'} />
            <Submit label={say('save')} main />
          </Form>
          <PostButton
            action={`${base}/listed`}
            csrf={csrf}
            label={say(line.listed ? 'takeOut' : 'putBack')}
            fields={{ version: line.version, listed: line.listed ? 'no' : 'yes' }}
          />
        </Section>
      ) : null}
      <HistoryTable lang={lang} history={props.history} />
      <p>
        <a href="/publish/plan">{say('back')}</a>
      </p>
    </>
  )
}
