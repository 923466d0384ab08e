import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons, Field, Filters } from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import { EndedList, type EndedLine } from '../../keeping/ended.tsx'
import type { PolicyLine, Standing } from '../reading.ts'
import { words } from '../say.ts'
import { type ComplianceState, complianceStates } from '../schema.ts'

export type RegisterProps = {
  lang: Lang
  lines: readonly PolicyLine[]
  ended: readonly EndedLine[]
  counts: Record<ComplianceState, number>
  schools: readonly { id: number; name: string }[]
  school: number | null
  here: readonly Standing[] | null
  leads: boolean
}

/** The page for the board: how many obligations stand in each of the four ways, the policies, and one school's own. */
export const Register: FC<RegisterProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <>
      <PageHead title={say('compliance')} lead={say('lead')} />
      {props.lines.length > 0 ? (
        <>
          <KeyValue
            rows={complianceStates.map((state) => ({
              label: say(`state.${state}`),
              value: String(props.counts[state]),
            }))}
          />
          <p class="quiet measure">{say('countsLead')}</p>
        </>
      ) : null}
      {props.leads ? (
        <Buttons>
          <ButtonLink label={say('add')} href="/work/compliance/new" main={true} />
        </Buttons>
      ) : null}
      <Filters lang={lang} action="/work/compliance">
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
      {props.here ? (
        <Section title={say('here')} id="here">
          {props.here.length === 0 ? (
            <p>{say('hereEmpty')}</p>
          ) : (
            <Standings lang={lang} lines={props.here} by="policy" />
          )}
        </Section>
      ) : (
        <Policies {...props} />
      )}
      <EndedList lang={lang} title={say('endedList')} lines={props.ended} />
    </>
  )
}

const Policies: FC<RegisterProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  type Row = { code: string; title: string; review: string | null; kept: string; line: PolicyLine }
  const columns: Column<Row>[] = [
    {
      key: 'code',
      head: say('headCode'),
      kind: 'text',
      rowHead: true,
      href: (row) => `/work/compliance/${row.line.id}`,
    },
    {
      key: 'title',
      head: say('headTitle'),
      kind: 'text',
      note: (row) => row.line.owner,
      lang: (row) => (row.line.title.lang === lang ? null : row.line.title.lang),
    },
    { key: 'kept', head: say('headKept'), kind: 'text' },
    { key: 'review', head: say('headReview'), kind: 'text', note: (row) => (row.line.overdue ? say('overdue') : null) },
  ]
  const rows = props.lines.map(
    (line): Row => ({
      code: line.code,
      title: line.title.words,
      review: line.review_by === null ? null : shortDate(line.review_by, lang),
      kept: say('counts', line.counts),
      line,
    }),
  )
  if (rows.length === 0)
    return (
      <Empty title={say('empty')}>
        <p>{say('emptyHint')}</p>
      </Empty>
    )
  return (
    <Table
      lang={lang}
      id="policies"
      caption={say('compliance')}
      hideCaption={true}
      columns={columns}
      rows={rows}
      narrow="stack"
    />
  )
}

/** Obligations with their state, each a way to its page. `by`: what stands beside each: its policy, or the organization that keeps it. */
export const Standings: FC<{ lang: Lang; lines: readonly Standing[]; by: 'policy' | 'org' }> = ({
  lang,
  lines,
  by,
}) => {
  const say = words(lang)
  type Row = { what: string; beside: string; state: string; until: string | null; line: Standing }
  const columns: Column<Row>[] = [
    {
      key: 'what',
      head: say('headObligation'),
      kind: 'text',
      rowHead: true,
      href: (row) => row.line.href,
      lang: (row) => {
        const said = read(row.line.obligation.title, lang).lang
        return said === lang ? null : said
      },
    },
    { key: 'beside', head: say(by === 'org' ? 'headOrg' : 'headTitle'), kind: 'text' },
    { key: 'state', head: say('headState'), kind: 'text' },
    { key: 'until', head: say('headBy'), kind: 'text' },
  ]
  const rows = lines.map(
    (line): Row => ({
      what: read(line.obligation.title, lang).words,
      beside: by === 'org' ? line.org.name : line.policy.code,
      state: say(`state.${line.state}`),
      until: line.row?.until && line.row.signed_by !== null ? shortDate(line.row.until, lang) : null,
      line,
    }),
  )
  return (
    <Table
      lang={lang}
      id="standings"
      caption={say('obligations')}
      hideCaption={true}
      columns={columns}
      rows={rows}
      narrow="stack"
    />
  )
}
