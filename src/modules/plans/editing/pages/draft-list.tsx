import type { FC } from 'hono/jsx'
import { Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { NameCheck } from '../../pages/name-check.tsx'
import { say } from '../say.ts'

export type DraftLine = {
  name: string
  why: string
  state: string
  steps: string
  by: string
  on: string
  href: string
}
export type DraftListProps = {
  lang: Lang
  csrf: string
  plan: { title: string; href: string; version: number }
  rows: readonly DraftLine[]
  /** where a new draft is sent; null: this reader begins none */
  begin: string | null
  typed: string
  done: string | null
  /** the name of a student seems to stand in what the draft is for */
  asks: boolean
}

/** The drafts of a plan, newest first, and a form to begin one. */
export const DraftList: FC<DraftListProps> = (props) => {
  const { lang, plan, rows } = props
  const words = say(lang)
  return (
    <div class="stack">
      <PageHead title={words('draftsOf', { plan: plan.title })} lead={words('draftsLead')}>
        <p>
          <a href={plan.href}>{words('toPlan')}</a>
        </p>
      </PageHead>
      {props.done ? <Notice lang={lang} kind="done" title={props.done} /> : null}
      {rows.length === 0 ? (
        <Empty title={words('noDrafts')}>
          <p>{words('noDraftsHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          caption={words('drafts')}
          narrow="stack"
          columns={[
            { key: 'name', head: words('draft'), kind: 'link', href: (row: DraftLine) => row.href, rowHead: true },
            { key: 'why', head: words('why'), kind: 'text' },
            { key: 'state', head: words('state'), kind: 'text' },
            { key: 'steps', head: words('steps'), kind: 'text' },
            { key: 'by', head: words('by'), kind: 'text' },
            { key: 'on', head: words('on'), kind: 'text' },
          ]}
          rows={rows}
        />
      )}
      {props.begin ? (
        <Section title={words('begin')} lead={words('beginLead', { version: plan.version })} id="begin">
          <Form lang={lang} action={props.begin} csrf={props.csrf}>
            <Field
              lang={lang}
              kind="text"
              name="why"
              label={words('why')}
              hint={words('whyHint')}
              width="full"
              value={props.typed}
              error={props.asks ? words('problem.name') : undefined}
              readBy={words('readers')}
            />
            {props.asks ? <NameCheck lang={lang} asks={true} /> : null}
            <Submit label={words('beginButton')} main={true} />
          </Form>
        </Section>
      ) : null}
    </div>
  )
}
