import type { FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
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
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import { words } from '../say.ts'
import { deciders } from '../schema.ts'

export type DecisionTyped = {
  title: string
  basis: string
  who: string
  where: string
  there: string
  ended: boolean
}
export type DecisionProps = {
  lang: Lang
  /** null: a new one */
  id: number | null
  title: { words: string; lang: Lang }
  version: number
  lead: string
  schools: readonly { school: string; who: string; by: string }[]
  /** null: the reader does not lead the district */
  edit: { typed: DecisionTyped; places: readonly Option[]; now: Readonly<Record<string, string>> } | null
  history: readonly HistoryLine[]
  notice: string | null
  errors: readonly FormError[]
  csrf: string
}

/** One decision: who takes it school by school, and for those who lead the form that changes it. */
export const Decision: FC<DecisionProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  const columns: Column<{ school: string; who: string; by: string }>[] = [
    { key: 'school', head: say('headSchool'), kind: 'text', rowHead: true },
    { key: 'who', head: say('headWho'), kind: 'text' },
    { key: 'by', head: say('headBy'), kind: 'text', quiet: true },
  ]
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead
        title={props.title.words}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
        lead={props.lead}
      />
      {props.id === null ? null : (
        <Section title={say('eachSchool')} id="schools">
          <Table
            lang={lang}
            id="school-list"
            caption={say('eachSchool')}
            hideCaption={true}
            columns={columns}
            rows={props.schools}
            narrow="stack"
          />
        </Section>
      )}
      {props.edit ? <Edit {...props} edit={props.edit} /> : null}
      {props.id === null ? null : (
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <HistoryLines
            history={props.history}
            undo={props.edit ? `/work/autonomy/${props.id}/undo` : null}
            label={say('undo')}
            csrf={props.csrf}
          />
        </Section>
      )}
    </>
  )
}

const Edit: FC<DecisionProps & { edit: NonNullable<DecisionProps['edit']> }> = (props) => {
  const { lang, errors } = props
  const { typed, places, now } = props.edit
  const say = words(lang)
  const who = deciders.map((value) => ({ value, label: say(`who.${value}`) }))
  const hint = (name: string, text: string) =>
    now[name] === undefined ? text : `${text} ${say('nowIs', { what: now[name] })}`.trim()
  const form = (
    <Form
      lang={lang}
      action={props.id === null ? '/work/autonomy' : `/work/autonomy/${props.id}`}
      csrf={props.csrf}
      version={props.version}
    >
      <Field
        lang={lang}
        kind="text"
        name="title"
        width="full"
        label={say('fieldDecision')}
        hint={hint('title', say('fieldDecisionHint'))}
        value={typed.title}
        error={errorOf(errors, 'title')}
        readBy={say('matrixReaders')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="text"
        name="basis"
        width="full"
        label={say('fieldBasis')}
        hint={hint('basis', say('fieldBasisHint'))}
        required={false}
        value={typed.basis}
        error={errorOf(errors, 'basis')}
        readBy={say('matrixReaders')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="radios"
        name="who"
        label={say('fieldWho')}
        hint={hint('who', '')}
        value={typed.who}
        options={who}
        error={errorOf(errors, 'who')}
      />
      {props.id === null ? null : (
        <>
          <Field
            lang={lang}
            kind="select"
            name="where"
            label={say('fieldWhere')}
            hint={hint('exceptions', say('fieldWhereHint'))}
            value={typed.where}
            options={[{ value: '', label: say('nothing') }, ...places]}
          />
          <Field
            lang={lang}
            kind="select"
            name="there"
            label={say('fieldThere')}
            value={typed.there}
            options={[{ value: '', label: say('nothing') }, ...who, { value: 'same', label: say('same_') }]}
            error={errorOf(errors, 'there')}
          />
          <Field lang={lang} kind="check" name="ended" label={say('fieldEnded')} checked={typed.ended} />
        </>
      )}
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
  return props.id === null ? (
    form
  ) : (
    <Section title={say('edit')} id="edit">
      {form}
    </Section>
  )
}
