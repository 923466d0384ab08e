import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../../platform/format.ts'
import { PostButton } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { CardGrid, Empty, Panel } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read, type Text } from '../../../../platform/words.ts'
import { BoardTabs } from '../../board/pages/parts.tsx'
import { words } from '../say.ts'
import type { ReportRow } from '../schema.ts'

export type ReportListProps = {
  lang: Lang
  csrf: string
  district: number
  goals: readonly { element: string; code: string; title: Text }[]
  reports: readonly ReportRow[]
  mayWrite: boolean
}

const named = (code: string, title: Text, lang: Lang): string =>
  [code, read(title, lang).words].filter(Boolean).join(' ')

/** The annual reports of a district, and one button a goal for the next ones. */
export const ReportList: FC<ReportListProps> = ({ lang, csrf, district, goals, reports, mayWrite }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('list')} lead={say('lead')} />
      <BoardTabs lang={lang} here="/board/reports" all />
      {reports.length === 0 ? null : (
        <Table
          lang={lang}
          id="progress-reports"
          caption={say('list')}
          hideCaption
          columns={[
            {
              key: 'goal',
              head: say('goal'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/board/reports/${row.id}`,
              note: (row) => row.version,
            },
            { key: 'year', head: say('year'), kind: 'text' },
            { key: 'state', head: say('state'), kind: 'text' },
            { key: 'digest', head: say('digest'), kind: 'text', quiet: true },
          ]}
          rows={reports.map((row) => ({
            id: row.progress_report_id,
            goal: named(row.content.goal.code, row.content.goal.title, lang),
            year: schoolYear(row.school_year),
            version: row.corrects === null ? null : say('versionOf', { revision: row.revision }),
            state: say(
              reports.some((one) => one.corrects === row.progress_report_id && one.state === 'signed')
                ? 'state_corrected'
                : `state_${row.state}`,
            ),
            digest: `${row.content_digest.slice(0, 16)}…`,
          }))}
        />
      )}
      {goals.length === 0 ? (
        <Empty title={say('noGoals')}>
          <p>{say('noGoalsText')}</p>
        </Empty>
      ) : mayWrite ? (
        <CardGrid>
          {goals.map((goal) => (
            <Panel title={named(goal.code, goal.title, lang)} level={2}>
              <PostButton
                action="/board/reports"
                csrf={csrf}
                label={say('make')}
                fields={{ district, goal: goal.element }}
              />
            </Panel>
          ))}
        </CardGrid>
      ) : null}
    </>
  )
}
