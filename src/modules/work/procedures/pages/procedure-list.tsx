import type { FC } from 'hono/jsx'
import { percent, shortDate } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons, Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words as documentWords } from '../../documents/say.ts'
import type { ProcedureLine } from '../reading.ts'
import { currencyShare } from '../rules.ts'
import { words } from '../say.ts'
import type { Currency } from '../schema.ts'

export type ProcedureListProps = {
  lang: Lang
  lines: readonly ProcedureLine[]
  offices: readonly { id: number; name: string }[]
  office: number | null
  currency: Currency
  mayMake: boolean
}

/** How current the procedures are, as one sentence with the counts and the share that follows from them. */
export function currencyWords(one: Currency, lang: Lang): string {
  const share = currencyShare(one)
  const say = words(lang)
  return share === null ? say('noCurrency') : say('currency', { ...one, share: percent(share, lang) })
}

/** The library of procedures: how current it is, and each with its steps and whom it joins. */
export const ProcedureList: FC<ProcedureListProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  type Row = { title: string; state: string; review: string | null; steps: number; joins: string; line: ProcedureLine }
  const columns: Column<Row>[] = [
    {
      key: 'title',
      head: say('headTitle'),
      kind: 'text',
      rowHead: true,
      href: (row) => row.line.href,
      note: (row) => row.line.owner,
      lang: (row) => (row.line.title.lang === lang ? null : row.line.title.lang),
    },
    { key: 'state', head: say('headState'), kind: 'text' },
    { key: 'review', head: say('headReview'), kind: 'text', note: (row) => (row.line.overdue ? say('overdue') : null) },
    { key: 'steps', head: say('headSteps'), kind: 'number' },
    { key: 'joins', head: say('headJoins'), kind: 'text' },
  ]
  const rows = props.lines.map(
    (line): Row => ({
      title: line.title.words,
      state: documentWords(lang)(`state.${line.state}`),
      review: line.review_by === null ? null : shortDate(line.review_by, lang),
      steps: line.steps,
      joins: line.offices.join(', '),
      line,
    }),
  )
  return (
    <>
      <PageHead title={say('procedures')} lead={say('lead')} />
      <p class="quiet">{currencyWords(props.currency, lang)}</p>
      <p>
        <a href="/work/autonomy">{say('toMatrix')}</a>
      </p>
      {props.mayMake ? (
        <Buttons>
          <ButtonLink label={say('add')} href="/work/documents/new" main={true} />
        </Buttons>
      ) : null}
      <Filters lang={lang} action="/work/procedures">
        <Field
          lang={lang}
          kind="select"
          name="office"
          label={say('filterOffice')}
          value={props.office === null ? '' : String(props.office)}
          options={[
            { value: '', label: say('anyOffice') },
            ...props.offices.map((one) => ({ value: String(one.id), label: one.name })),
          ]}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="procedures"
          caption={say('procedures')}
          hideCaption={true}
          columns={columns}
          rows={rows}
          narrow="stack"
        />
      )}
    </>
  )
}
