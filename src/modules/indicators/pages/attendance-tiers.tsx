import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'

export const allTiers = ['satisfactory', 'at_risk', 'chronic', 'severe', 'few_days'] as const
export type TierLine = { name: string; href: string; all: number } & Record<(typeof allTiers)[number], number>

/** How many students of each school stand in each tier of attendance (methods 2.1: for display only, nothing is published by tier). */
export const AttendanceTiers: FC<{
  lang: Lang
  org: { name: string }
  schoolYear: number
  rows: readonly TierLine[]
}> = ({ lang, org, schoolYear: year, rows }) => {
  const say = words(lang)
  const columns: Column<TierLine>[] = [
    { key: 'name', head: say('col.school'), kind: 'link', rowHead: true, href: (row) => row.href },
    { key: 'all', head: say('tiers.all'), kind: 'number' },
    ...allTiers.map((tier): Column<TierLine> => ({ key: tier, head: say(`tier.${tier}`), kind: 'number' })),
  ]
  return (
    <>
      <PageHead title={say('tiers.title')} lead={say('tiers.lead')}>
        <p class="quiet">
          {org.name}, {schoolYear(year)}
        </p>
      </PageHead>
      <p class="quiet">
        {say('tier.about')} {say('tiers.onlyOwn')}
      </p>
      {rows.length === 0 ? (
        <Empty title={say('tiers.none')} />
      ) : (
        <Table
          lang={lang}
          caption={say('tiers.title')}
          hideCaption={true}
          columns={columns}
          rows={rows}
          dense={true}
          id="tiers-table"
        />
      )}
      <p>
        <a href="/indicators/chronic-absenteeism/method">{say('how.title')}</a>
      </p>
    </>
  )
}
