import type { Child, FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons } from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import { words } from '../say.ts'

/** A step with the names of its parties. */
export type StepRow = {
  id: string
  number: number
  text: { words: string; lang: Lang }
  responsible: string
  accountable: string
  consulted: string
  informed: string
}

export type ProcedureShowProps = {
  lang: Lang
  page: string
  title: { words: string; lang: Lang }
  facts: readonly { label: string; value: Child; note?: string | undefined }[]
  steps: readonly StepRow[]
  touch: { offices: string; schools: string; meet: readonly number[] }
  /** the reader may write steps now */
  writes: boolean
  /** the reader keeps the document, but its newest version is no draft */
  approved: boolean
  /** null: the reader does not see it */
  history: readonly HistoryLine[] | null
  notice: string | null
  csrf: string
}

/** A procedure: its steps with who has which part, and where offices and schools touch. */
export const ProcedureShow: FC<ProcedureShowProps> = (props) => {
  const { lang, page, touch } = props
  const say = words(lang)
  type Row = Omit<StepRow, 'text'> & { text: string; href: string | null; lang: Lang }
  const columns: Column<Row>[] = [
    { key: 'number', head: say('headStep'), kind: 'number' },
    {
      key: 'text',
      head: say('fieldText'),
      kind: 'text',
      rowHead: true,
      href: (row) => row.href,
      lang: (row) => (row.lang === lang ? null : row.lang),
    },
    { key: 'responsible', head: say('responsible'), kind: 'text' },
    { key: 'accountable', head: say('accountable'), kind: 'text' },
    { key: 'consulted', head: say('consulted'), kind: 'text' },
    { key: 'informed', head: say('informed'), kind: 'text' },
  ]
  const rows = props.steps.map(
    (step): Row => ({
      ...step,
      text: step.text.words,
      lang: step.text.lang,
      href: props.writes ? `${page}/step?step=${step.id}` : null,
    }),
  )
  return (
    <>
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead title={props.title.words} titleLang={props.title.lang === lang ? undefined : props.title.lang} />
      <KeyValue rows={props.facts} />
      <Section title={say('steps')} id="steps" lead={say('stepsLead')}>
        {rows.length === 0 ? (
          <Empty title={say('noSteps')}>
            <p>{say('noStepsHint')}</p>
          </Empty>
        ) : (
          <Table
            lang={lang}
            id="step-list"
            caption={say('steps')}
            hideCaption={true}
            columns={columns}
            rows={rows}
            narrow="stack"
          />
        )}
        {props.approved ? <p class="quiet">{say('approvedSteps')}</p> : null}
        {props.writes ? (
          <Buttons>
            <ButtonLink label={say('addStep')} href={`${page}/step`} main={true} />
          </Buttons>
        ) : null}
      </Section>
      {rows.length > 0 ? (
        <Section title={say('touch')} id="touch" lead={say('touchMeetLead')}>
          <KeyValue
            rows={[
              { label: say('touchOffices'), value: touch.offices || say('none') },
              { label: say('touchSchools'), value: touch.schools || say('none') },
              {
                label: say('touchMeet'),
                value: say('stepNumbers', { count: touch.meet.length, list: touch.meet.join(', ') }),
              },
            ]}
          />
        </Section>
      ) : null}
      {props.history ? (
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <HistoryLines
            history={props.history}
            undo={props.writes ? `${page}/undo` : null}
            label={say('undo')}
            csrf={props.csrf}
          />
        </Section>
      ) : null}
    </>
  )
}
