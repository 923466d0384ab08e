import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
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
import { Empty, Section, Two } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import { HistoryTable } from '../../board/pages/parts.tsx'
import type { HistoryLine } from '../../board/reading.ts'
import type { Scorecard, ScoreLine } from '../reading.ts'
import { editionHref } from '../../published.ts'
import { isOverfull } from '../rules.ts'
import { words } from '../say.ts'
import { mostMeasures } from '../schema.ts'

export type ScorecardShowProps = {
  lang: Lang
  csrf: string
  card: Scorecard
  definitions: readonly Option[]
  mayKeep: boolean
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** the value of the day that somebody else wrote, and its version */
  conflict: { value: string; version: number } | null
  saved: boolean
  history: readonly HistoryLine[]
}

const titleOf = (line: ScoreLine, lang: Lang): string => line.title ?? read(line.measure.title, lang).words

/** One office: its measures with their newest values, a warning when they are too many, forms for its head. */
export const ScorecardShow: FC<ScorecardShowProps> = (props) => {
  const { lang, card, csrf, conflict } = props
  const say = words(lang)
  const count = card.lines.length
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      {conflict ? (
        <Notice lang={lang} kind="warning" title={say('conflictTitle')}>
          <p>{say('conflictText', { value: conflict.value })}</p>
        </Notice>
      ) : null}
      <PageHead title={card.office.name} lead={say(`standing_${card.standing}`)} />
      {isOverfull(count) ? (
        <Notice lang={lang} kind="warning" title={say('overfullTitle', { count })}>
          <p>{say('overfullText', { over: count - mostMeasures })}</p>
        </Notice>
      ) : null}
      {count === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyText')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="measures"
          caption={say('measures')}
          hideCaption
          columns={[
            { key: 'title', head: say('measure'), kind: 'text', rowHead: true, note: (row) => row.note },
            { key: 'value', head: say('value'), kind: 'text' },
            { key: 'before', head: say('before'), kind: 'text' },
            { key: 'on', head: say('on'), kind: 'date' },
            { key: 'movement', head: say('movement'), kind: 'trend' },
            {
              key: 'edition',
              head: say('edition'),
              kind: 'link',
              href: (row) => row.editionHref,
              note: (row) => row.correction,
            },
          ]}
          rows={card.lines.map((line) => ({
            title: titleOf(line, lang),
            note: `${say(line.measure.definition === null ? 'ownCount' : 'fromEditions')}, ${say(`better_${line.measure.better}`)}`,
            value: line.value,
            before: line.before,
            on: line.on,
            movement: line.movement,
            edition: line.edition ? say('editionOf', { number: line.edition.number }) : null,
            editionHref: line.edition ? editionHref(line.edition, lang) : null,
            correction: line.edition?.corrects
              ? say('corrects', {
                  number: line.edition.corrects.number,
                  words: read(line.edition.corrects.words, lang).words,
                })
              : null,
          }))}
        />
      )}
      {props.mayKeep ? (
        <>
          <Two>
            <WriteValue {...props} />
            <AddMeasure {...props} />
          </Two>
          {card.lines.map((line) => (
            <p>
              {titleOf(line, lang)}{' '}
              <PostButton
                action={`/board/scorecards/${card.office.org_id}/end`}
                csrf={csrf}
                label={say('end')}
                fields={{ measure: line.measure.office_measure_id, version: line.measure.version }}
              />
            </p>
          ))}
        </>
      ) : null}
      {card.ended.length > 0 ? (
        <Section title={say('ended')}>
          {card.ended.map((one) => (
            <p>
              {read(one.title, lang).words || one.definition} ({say('endedOn')}{' '}
              {one.ended_on ? shortDate(one.ended_on, lang) : ''})
              {props.mayKeep ? (
                <PostButton
                  action={`/board/scorecards/${card.office.org_id}/end`}
                  csrf={csrf}
                  label={say('takeUp')}
                  fields={{ measure: one.office_measure_id, version: one.version, ended: 'no' }}
                />
              ) : null}
            </p>
          ))}
        </Section>
      ) : null}
      <HistoryTable lang={lang} history={props.history} />
      <p>
        <a href="/board/scorecards">{say('all')}</a>
      </p>
    </>
  )
}

const AddMeasure: FC<ScorecardShowProps> = ({ lang, csrf, card, definitions, typed, errors }) => {
  const say = words(lang)
  return (
    <Section title={say('add')} lead={say('addLead')} id="add">
      <Form lang={lang} action={`/board/scorecards/${card.office.org_id}`} csrf={csrf}>
        <Field
          lang={lang}
          kind="select"
          name="definition"
          label={say('chooseDefinition')}
          value={typed.definition ?? ''}
          options={definitions}
          blank
          required={false}
        />
        <Field
          lang={lang}
          kind="text"
          name="title_en"
          label={say('titleEn')}
          value={typed.title_en ?? ''}
          error={errorOf(errors, 'title_en')}
          readBy={say('readers')}
          required={false}
        />
        <Field
          lang={lang}
          kind="text"
          name="title_es"
          label={say('titleEs')}
          value={typed.title_es ?? ''}
          error={errorOf(errors, 'title_es')}
          readBy={say('readers')}
          required={false}
        />
        <Field
          lang={lang}
          kind="text"
          name="unit"
          label={say('unit')}
          hint={say('unitHint')}
          value={typed.unit ?? ''}
          error={errorOf(errors, 'unit')}
          readBy={say('readers')}
          width="short"
          required={false}
        />
        <Field
          lang={lang}
          kind="radios"
          name="better"
          label={say('betterField')}
          value={typed.better ?? 'up'}
          options={[
            { value: 'up', label: say('better_up') },
            { value: 'down', label: say('better_down') },
          ]}
        />
        <Submit label={say('addButton')} main />
      </Form>
    </Section>
  )
}

const WriteValue: FC<ScorecardShowProps> = ({ lang, csrf, card, typed, errors, conflict }) => {
  const say = words(lang)
  const own = card.lines.filter((line) => line.measure.definition === null)
  if (own.length === 0) return null
  return (
    <Section title={say('write')} lead={say('writeLead')} id="write">
      <Form
        lang={lang}
        action={`/board/scorecards/${card.office.org_id}/values`}
        csrf={csrf}
        version={conflict?.version ?? 0}
      >
        <Field
          lang={lang}
          kind="select"
          name="measure"
          label={say('chooseMeasure')}
          value={typed.measure ?? ''}
          options={own.map((line) => ({
            value: String(line.measure.office_measure_id),
            label: [titleOf(line, lang), line.measure.unit].filter(Boolean).join(', '),
          }))}
        />
        <Field
          lang={lang}
          kind="date"
          name="on_date"
          label={say('day')}
          value={typed.on_date ?? ''}
          error={errorOf(errors, 'on_date')}
          required
        />
        <Field
          lang={lang}
          kind="number"
          name="value"
          label={say('valueField')}
          value={typed.value ?? ''}
          error={errorOf(errors, 'value')}
          required
        />
        <Submit label={say('save')} main />
      </Form>
    </Section>
  )
}
