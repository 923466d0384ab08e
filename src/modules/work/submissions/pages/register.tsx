import type { FC } from 'hono/jsx'
import { schoolYear, shortDate } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons, Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { EndedList, type EndedLine } from '../../keeping/ended.tsx'
import type { RegisterLine } from '../reading.ts'
import { words } from '../say.ts'
import type { SentState } from '../schema.ts'

export type RegisterProps = {
  lang: Lang
  lines: readonly RegisterLine[]
  ended: readonly EndedLine[]
  counts: Record<SentState, number>
  year: number
  years: readonly number[]
  period: { from: string; to: string }
  leads: boolean
}

/** The counts of the states as the words of a sentence. */
const told = ({ sent_late, ...counts }: Record<SentState, number>) => ({ ...counts, late: sent_late })

/** The register: each submission of a school year with how its occurrences stand, and the pack to take away. */
export const Register: FC<RegisterProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  type Row = { code: string; title: string; recipient: string; kept: string; next: string; line: RegisterLine }
  const columns: Column<Row>[] = [
    {
      key: 'code',
      head: say('headCode'),
      kind: 'text',
      rowHead: true,
      href: (row) => `/work/submissions/${row.line.id}`,
    },
    {
      key: 'title',
      head: say('headTitle'),
      kind: 'text',
      note: (row) => row.line.owner,
      lang: (row) => (row.line.title.lang === lang ? null : row.line.title.lang),
    },
    { key: 'recipient', head: say('headTo'), kind: 'text' },
    { key: 'kept', head: say('headKept'), kind: 'text' },
    {
      key: 'next',
      head: say('headNext'),
      kind: 'text',
      href: (row) => row.line.next?.href ?? null,
      note: (row) => (row.line.next?.state === 'overdue' ? say('state.overdue') : null),
    },
  ]
  const rows = props.lines.map(
    (line): Row => ({
      code: line.code,
      title: line.title.words,
      recipient: line.recipient,
      kept: say('keptOf', told(line.counts)),
      next: line.next ? shortDate(line.next.due, lang) : say('nextNone'),
      line,
    }),
  )
  return (
    <>
      <PageHead title={say('submissions')} lead={say('lead')} />
      {rows.length > 0 ? (
        <p class="quiet">{say('totals', { ...told(props.counts), year: schoolYear(props.year) })}</p>
      ) : null}
      {props.leads ? (
        <Buttons>
          <ButtonLink label={say('add')} href="/work/submissions/new" main={true} />
        </Buttons>
      ) : null}
      <Filters lang={lang} action="/work/submissions">
        <Field
          lang={lang}
          kind="select"
          name="year"
          label={say('year')}
          value={String(props.year)}
          options={props.years.map((year) => ({ value: String(year), label: schoolYear(year) }))}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <>
          <Table
            lang={lang}
            id="submissions"
            caption={say('submissions')}
            hideCaption={true}
            columns={columns}
            rows={rows}
            narrow="stack"
          />
          <Section title={say('pack')} id="pack" lead={say('packLead')}>
            <form class="form" method="get" action="/work/submissions/pack">
              <Field lang={lang} kind="date" name="from" label={say('packFrom')} value={props.period.from} />
              <Field lang={lang} kind="date" name="to" label={say('packTo')} value={props.period.to} />
              <Buttons>
                <button type="submit" class="btn">
                  {say('packGet')}
                </button>
              </Buttons>
            </form>
          </Section>
        </>
      )}
      <EndedList lang={lang} title={say('endedList')} lines={props.ended} />
    </>
  )
}
