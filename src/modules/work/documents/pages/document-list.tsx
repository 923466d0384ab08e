import type { FC } from 'hono/jsx'
import { percent, shortDate } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons, Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { DocumentLine, DocumentsListed } from '../reading.ts'
import { words } from '../say.ts'
import { documentKinds, documentStates, type ListQuery } from '../schema.ts'

export type DocumentListProps = DocumentsListed & { lang: Lang; asked: ListQuery }

type Row = { title: string; state: string; review: string | null; reach: string; line: DocumentLine }

/** The register of documents: what the reader may open, how far each has come. */
export const DocumentList: FC<DocumentListProps> = (props) => {
  const { lang, asked } = props
  const say = words(lang)
  const columns: Column<Row>[] = [
    {
      key: 'title',
      head: say('headTitle'),
      kind: 'link',
      rowHead: true,
      href: (row) => row.line.href,
      note: (row) => `${say(`kind.${row.line.kind}`)} \u00b7 ${row.line.owner}`,
      lang: (row) => (row.line.title.lang === lang ? null : row.line.title.lang),
    },
    {
      key: 'state',
      head: say('headState'),
      kind: 'text',
      note: (row) => (row.line.inForce && row.line.state === 'draft' ? say('newVersionComing') : null),
    },
    { key: 'review', head: say('headReview'), kind: 'text', note: (row) => (row.line.overdue ? say('overdue') : null) },
    { key: 'reach', head: say('headReach'), kind: 'text' },
  ]
  const rows = props.lines.map(
    (line): Row => ({
      title: line.title.words,
      state: say(`state.${line.state}`),
      review: line.review_by === null ? null : shortDate(line.review_by, lang),
      reach: line.reach.must > 0 ? say('reachCell', line.reach) : say('noNeed'),
      line,
    }),
  )
  return (
    <>
      <PageHead title={say('documents')} lead={say('lead')} />
      <p class="quiet">
        {[
          props.approved > 0 ? say('counts', { out: props.out, approved: props.approved }) : '',
          props.must > 0
            ? say('acknowledgedOf', {
                acknowledged: props.acknowledged,
                must: props.must,
                share: percent(props.acknowledged / props.must, lang),
              })
            : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {props.mayMake ? (
        <Buttons>
          <ButtonLink label={say('add')} href="/work/documents/new" main={true} />
        </Buttons>
      ) : null}
      <Filters lang={lang} action="/work/documents">
        <Field
          lang={lang}
          kind="select"
          name="state"
          label={say('filterState')}
          value={asked.state ?? ''}
          options={[
            { value: '', label: say('anyState') },
            ...documentStates.map((value) => ({ value, label: say(`state.${value}`) })),
          ]}
        />
        <Field
          lang={lang}
          kind="select"
          name="kind"
          label={say('filterKind')}
          value={asked.kind ?? ''}
          options={[
            { value: '', label: say('anyKind') },
            ...documentKinds.map((value) => ({ value, label: say(`kind.${value}`) })),
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
          id="documents"
          caption={say('documents')}
          hideCaption={true}
          columns={columns}
          rows={rows}
          narrow="stack"
        />
      )}
    </>
  )
}
