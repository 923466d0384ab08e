import type { FC } from 'hono/jsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { HistoryLine } from '../reading.ts'
import { words } from '../say.ts'

const places = ['/board', '/board/calendar', '/board/responses', '/board/reports', '/board/scorecards'] as const
export type BoardPlace = (typeof places)[number]
const names = {
  '/board': 'packets',
  '/board/calendar': 'calendar',
  '/board/responses': 'responses',
  '/board/reports': 'reports',
  '/board/scorecards': 'scorecards',
} as const

/** The pages for the board beside each other; those that a visitor may not open are left out. */
export const BoardTabs: FC<{ lang: Lang; here: BoardPlace; all: boolean }> = ({ lang, here, all }) => (
  <Tabs
    label={words(lang)('title')}
    tabs={places
      .filter((href) => all || (href !== '/board' && href !== '/board/reports'))
      .map((href) => ({ label: words(lang)(names[href]), href, current: href === here }))}
  />
)

/** Who changed what, when, from what. */
export const HistoryTable: FC<{ lang: Lang; history: readonly HistoryLine[] }> = ({ lang, history }) => {
  const say = words(lang)
  return (
    <Section title={say('history')} id="history">
      <Table
        lang={lang}
        id="history-table"
        caption={say('history')}
        hideCaption
        dense
        columns={[
          { key: 'on', head: say('when'), kind: 'date' },
          { key: 'what', head: say('what'), kind: 'text', rowHead: true, note: (row) => row.note },
          { key: 'who', head: say('who'), kind: 'text' },
        ]}
        rows={history}
      />
    </Section>
  )
}
