import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import type { Hidden } from '../../../platform/look/cells.ts'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty } from '../../../platform/look/panel.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'

/** One test of the list: who took it and who reached the level, in the newest year with rows. */
export type TestLine = {
  name: string
  href: string
  schoolYear: number
  taken: number | Hidden | null
  takenOf: string
  level: number | Hidden | null
  levelOf: string
  levelHref: string
}

/** The tests that a district follows by name. */
export const TestList: FC<{
  lang: Lang
  org: { name: string }
  reader: 'scope' | 'audited'
  rows: readonly TestLine[]
}> = ({ lang, org, reader, rows }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('tests.title')} lead={say('tests.lead')}>
        <p class="quiet">{org.name}</p>
      </PageHead>
      <Audience lang={lang} reader={reader === 'scope' ? 'scope' : 'staff'} />
      {rows.length > 0 ? (
        <Table
          lang={lang}
          caption={say('tests.title')}
          hideCaption={true}
          narrow="stack"
          columns={[
            { key: 'name', head: say('tests.test'), kind: 'link', rowHead: true, href: (row) => row.href },
            { key: 'year', head: say('how.year'), kind: 'text' },
            { key: 'taken', head: say('tests.taken'), kind: 'percent', note: (row) => row.takenOf },
            {
              key: 'level',
              head: say('tests.level'),
              kind: 'percent',
              href: (row) => row.levelHref,
              note: (row) => row.levelOf,
            },
          ]}
          rows={rows.map((row) => ({ ...row, year: schoolYear(row.schoolYear) }))}
          id="tests-table"
        />
      ) : (
        <Empty title={say('tests.none')}>{reader === 'audited' ? say('risk.onlyScope') : ''}</Empty>
      )}
      <p class="quiet">{say('tests.list')}</p>
    </>
  )
}
