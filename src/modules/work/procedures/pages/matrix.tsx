import type { FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons, Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { EndedList, type EndedLine } from '../../keeping/ended.tsx'
import type { MatrixLine } from '../reading.ts'
import { words } from '../say.ts'

export type MatrixProps = {
  lang: Lang
  lines: readonly MatrixLine[]
  ended: readonly EndedLine[]
  schools: readonly { id: number; name: string }[]
  school: number | null
  leads: boolean
}

/** Who decides what: each decision with how many schools take it, and at one school on request. */
export const Matrix: FC<MatrixProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  type Row = { title: string; usual: string; schools: string; here: string | null; line: MatrixLine }
  const columns: Column<Row>[] = [
    {
      key: 'title',
      head: say('headDecision'),
      kind: 'text',
      rowHead: true,
      href: (row) => `/work/autonomy/${row.line.id}`,
      note: (row) => row.line.basis || null,
      lang: (row) => (row.line.title.lang === lang ? null : row.line.title.lang),
    },
    ...(props.school === null ? [] : [{ key: 'here' as const, head: say('headHere'), kind: 'text' as const }]),
    {
      key: 'usual',
      head: say('headDistrict'),
      kind: 'text',
      note: (row) => say('exceptions', { count: row.line.exceptions }),
    },
    { key: 'schools', head: say('headSchools'), kind: 'text' },
  ]
  const rows = props.lines.map(
    (line): Row => ({
      title: line.title.words,
      usual: say(`who.${line.who}`),
      schools: say('countsOf', line.counts),
      here: line.here === null ? null : say(`who.${line.here}`),
      line,
    }),
  )
  return (
    <>
      <PageHead title={say('matrix')} lead={say('matrixLead')} />
      {props.leads ? (
        <Buttons>
          <ButtonLink label={say('addDecision')} href="/work/autonomy/new" main={true} />
        </Buttons>
      ) : null}
      <Filters lang={lang} action="/work/autonomy">
        <Field
          lang={lang}
          kind="select"
          name="school"
          label={say('filterSchool')}
          value={props.school === null ? '' : String(props.school)}
          options={[
            { value: '', label: say('anySchool') },
            ...props.schools.map((one) => ({ value: String(one.id), label: one.name })),
          ]}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={say('matrixEmpty')}>
          <p>{say('matrixEmptyHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="matrix"
          caption={say('matrix')}
          hideCaption={true}
          columns={columns}
          rows={rows}
          narrow="stack"
        />
      )}
      <EndedList lang={lang} title={say('endedList')} lines={props.ended} />
    </>
  )
}
