import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { type Column, hidden, type Hidden } from '../../../platform/look/cells.ts'
import { PageHead } from '../../../platform/look/page.tsx'
import { Pager } from '../../../platform/look/pager.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Cell } from '../cells.ts'
import type { DefinitionCard } from '../definitions/catalog.ts'
import { columnKind, groupName, nameOf, words } from '../say.ts'
import { shown } from './parts.tsx'

type Line = {
  year: string
  period: string
  group: string
  rate: number | Hidden | null
  n: number | Hidden | null
  d: number | Hidden | null
  through: string | null
  state: string | null
}

/** In which parts n is kept: hundredths of days and of index points, ten-thousandths of a target. */
const partsOf = ({ unit }: DefinitionCard): number =>
  unit === 'days' || unit === 'index' ? 100 : unit === 'mean' ? 10_000 : 1

/** Every value of an organization as a plain table: all groups, all periods. */
export const ValueList: FC<{
  lang: Lang
  definition: DefinitionCard
  org: { id: number; name: string }
  cells: readonly Cell[]
  page: number
  more: boolean
}> = (props) => {
  const { lang, definition, org, cells } = props
  const say = words(lang)
  const period = (text: string) =>
    text === 'year'
      ? say('period.year')
      : text === 'todate'
        ? say('period.todate')
        : say('period.month', { n: Number(text.slice(1)) })
  const rows: Line[] = cells.map((cell) => ({
    year: schoolYear(cell.school_year),
    period: period(cell.period),
    group: groupName(cell.group_set, cell.group_value, lang),
    rate: shown(cell, definition),
    n: cell.hidden ? hidden : cell.n === null ? null : cell.n / partsOf(definition),
    d: cell.hidden && cell.d === null ? hidden : cell.d,
    through: cell.through_date,
    state: cell.state === 'measured' ? null : say(`state.${cell.state}`),
  }))
  const columns: Column<Line>[] = [
    { key: 'group', head: say('col.group'), kind: 'text', rowHead: true },
    { key: 'year', head: say('how.year'), kind: 'text' },
    { key: 'period', head: say('col.period'), kind: 'text' },
    { key: 'rate', head: nameOf(definition, lang), kind: columnKind(definition) },
    { key: 'n', head: say('col.n'), kind: partsOf(definition) === 1 ? 'number' : 'decimal' },
    { key: 'd', head: say('col.d'), kind: 'number' },
    { key: 'through', head: say('how.through'), kind: 'date', quiet: true },
    { key: 'state', head: say('col.state'), kind: 'text', quiet: true },
  ]
  const base = `/indicators/${definition.id}/values?org=${org.id}`
  return (
    <>
      <PageHead title={say('values.title')} lead={say('values.lead', { org: org.name })}>
        <p class="quiet">
          <a href={`/indicators/${definition.id}?org=${org.id}`}>{nameOf(definition, lang)}</a>
        </p>
      </PageHead>
      <Table
        lang={lang}
        caption={`${nameOf(definition, lang)}, ${org.name}`}
        hideCaption={true}
        columns={columns}
        rows={rows}
        dense={true}
        id="values-table"
      />
      <Pager
        lang={lang}
        page={props.page}
        pages={props.more ? props.page + 1 : props.page}
        href={(page) => `${base}&page=${page}`}
      />
    </>
  )
}
