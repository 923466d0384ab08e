import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Turnaround } from '../quarter.ts'
import { say } from '../say.ts'

export type SchoolRow = {
  name: string
  href: string | null
  director: string
  reviewed: string
  reviewsHref: string | null
  waits: string
  /** 0..1; null: there is nothing to count */
  share: number | null
  counts: string
}
export type QuarterProps = {
  lang: Lang
  year: string
  quarter: number
  rows: readonly SchoolRow[]
  /** how many schools were reviewed, in words */
  summary: string
  /** how much of all plans together serves the district's plan, in words */
  share: string | null
  turnarounds: readonly (Turnaround & { quarterWords: string; within: string })[]
}

/** The reviews of a quarter over all schools of a supervisor: reviewed or not, who waits for whom, and how long decisions took. */
export const QuarterShow: FC<QuarterProps> = ({ lang, year, quarter, rows, summary, share, turnarounds }) => {
  const words = say(lang)
  return (
    <>
      <PageHead title={words('quarterTitle')} lead={words('quarterLead')}>
        <p>
          <a href="/plans/units">{words('units')}</a>
        </p>
      </PageHead>
      <Tabs
        label={words('quarter')}
        tabs={[1, 2, 3, 4].map((one) => ({
          label: words('roundName', { quarter: String(one), year }),
          href: `/plans/units/quarter?quarter=${one}`,
          current: one === quarter,
        }))}
      />
      <p>{summary}</p>
      {share === null ? null : <p>{share}</p>}
      {rows.length === 0 ? (
        <Empty title={words('noUnits')} />
      ) : (
        <Table
          lang={lang}
          id="quarter-schools"
          caption={words('quarterTitle')}
          hideCaption={true}
          narrow="stack"
          columns={[
            { key: 'name', head: words('school'), kind: 'link', rowHead: true, href: (row) => row.href },
            { key: 'reviewed', head: words('quarterReview'), kind: 'link', href: (row) => row.reviewsHref },
            { key: 'waits', head: words('waits'), kind: 'text' },
            { key: 'director', head: words('director'), kind: 'text' },
            { key: 'share', head: words('share'), kind: 'percent', note: (row) => row.counts },
          ]}
          rows={rows}
        />
      )}
      <Section title={words('directors')} id="directors" lead={words('directorsLead')}>
        {turnarounds.length === 0 ? (
          <p class="quiet">{words('noDecisions')}</p>
        ) : (
          <Table
            lang={lang}
            id="quarter-directors"
            caption={words('directors')}
            hideCaption={true}
            columns={[
              { key: 'director', head: words('director'), kind: 'text', rowHead: true },
              { key: 'quarterWords', head: words('inQuarter'), kind: 'text' },
              { key: 'median', head: words('median'), kind: 'decimal' },
              { key: 'within', head: words('within'), kind: 'text' },
            ]}
            rows={turnarounds}
          />
        )}
      </Section>
    </>
  )
}
