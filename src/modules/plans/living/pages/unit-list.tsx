import type { FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'

export type UnitLine = {
  title: string
  titleLang: Lang | null
  href: string
  district: string
  state: string
  /** 0..1; null: there is nothing to count */
  share: number | null
  counts: string
  alignmentHref: string
  /** null: the reader does not read comments of this unit */
  open: number | null
  reviewsHref: string | null
  last: string
  next: string | null
}
export type UnitListProps = {
  lang: Lang
  rows: readonly UnitLine[]
  /** how many schools of how many have a plan of this year, in words; null where the reader sees no district */
  covered: string | null
  begin: string | null
  /** where the district sets how long each step may take; null: this reader sets nothing */
  times: string | null
  /** the roll-up of the quarter; null: this reader reviews nothing */
  quarter: string | null
}

/** Every plan of a school or an office that the reader may see: how it stands, how much of it serves the district's plan, what waits. */
export const UnitList: FC<UnitListProps> = ({ lang, rows, covered, begin, times, quarter }) => {
  const words = say(lang)
  const columns: Column<UnitLine>[] = [
    {
      key: 'title',
      head: words('plan'),
      kind: 'link',
      rowHead: true,
      href: (row) => row.href,
      lang: (row) => row.titleLang,
    },
    { key: 'state', head: words('state'), kind: 'text' },
    {
      key: 'share',
      head: words('share'),
      kind: 'percent',
      note: (row) => row.counts,
      href: (row) => row.alignmentHref,
    },
    { key: 'open', head: words('openComments'), kind: 'number', href: (row) => row.reviewsHref },
    { key: 'last', head: words('lastChange'), kind: 'date' },
    { key: 'next', head: words('nextReview'), kind: 'date' },
  ]
  return (
    <>
      <PageHead title={words('units')} lead={words('unitsLead')}>
        <p>
          <a href="/plans">{words('toPlans')}</a>
        </p>
      </PageHead>
      {covered ? <p>{covered}</p> : null}
      {quarter ? (
        <p>
          <a href={quarter}>{words('quarterTitle')}</a>
        </p>
      ) : null}
      {begin ? (
        <p>
          <ButtonLink label={words('begin')} href={begin} main={rows.length === 0} />
        </p>
      ) : null}
      {rows.length === 0 ? (
        <Empty title={words('noUnits')}>
          <p>{words('noUnitsHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="units"
          caption={words('units')}
          hideCaption={true}
          columns={columns}
          rows={rows}
          narrow="stack"
        />
      )}
      <p class="quiet measure">{words('shareMeans')}</p>
      {times ? (
        <p>
          <a href={times}>{words('times')}</a>
        </p>
      ) : null}
    </>
  )
}
