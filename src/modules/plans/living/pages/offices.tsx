import type { FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said, Step } from '../../pages/props.ts'
import { StepLink, Words } from '../../pages/words.tsx'
import type { CoverageShown, OfficeLine, OfficeTable, OfficeTask, Standings } from '../office-view.ts'
import { say } from '../say.ts'

/** How the tasks of an office stand, in words; null where the reader does not see it. */
export const standingWords = (standings: Standings | null, lang: Lang): string | null =>
  standings === null ? null : say(lang)('standings', { done: standings.done, late: standings.late, all: standings.all })

export type OfficeListProps = {
  lang: Lang
  plan: { title: Said; href: string }
  rows: readonly (OfficeLine & { href: string })[]
  /** null: the plan does not say what its tasks are for */
  coverage: CoverageShown | null
}

/** The offices of a plan, each with its tables. */
export const OfficeList: FC<OfficeListProps> = ({ lang, plan, rows, coverage }) => {
  const words = say(lang)
  type Row = {
    name: string
    nameLang: Lang | null
    href: string
    tables: number
    tasks: number
    standings: string | null
  }
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: words('office'),
      kind: 'link',
      rowHead: true,
      href: (row) => row.href,
      lang: (row) => row.nameLang,
    },
    { key: 'tables', head: words('tables'), kind: 'number' },
    { key: 'tasks', head: words('tasks'), kind: 'number' },
    { key: 'standings', head: words('standing'), kind: 'text' },
  ]
  return (
    <>
      <PageHead title={words('officesTitle')} lead={words('officesLead')}>
        <p>
          <a href={plan.href}>
            <Words text={plan.title} />
          </a>
        </p>
      </PageHead>
      {rows.length === 0 ? (
        <Empty title={words('noOffices')}>
          <p>{words('noOfficesHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          caption={words('officesTitle')}
          hideCaption={true}
          columns={columns}
          rows={rows.map((row) => ({
            name: row.name.words,
            nameLang: row.name.lang ?? null,
            href: row.href,
            tables: row.tables,
            tasks: row.tasks,
            standings: standingWords(row.standings, lang),
          }))}
        />
      )}
      {coverage === null || rows.length === 0 ? null : <CoverageSection lang={lang} coverage={coverage} />}
    </>
  )
}

const CoverageSection: FC<{ lang: Lang; coverage: CoverageShown }> = ({ lang, coverage }) => {
  const words = say(lang)
  return (
    <Section title={words('coverage')} lead={words('coverageLead')} id="coverage">
      <KeyValue
        rows={coverage.rows.map((row) => ({
          label: row.label,
          value: words('coveredOf', { covered: row.covered, all: row.all }),
        }))}
      />
      {coverage.idle.map((one) => (
        <details>
          <summary>{words('idle', { what: one.title, count: one.steps.length })}</summary>
          <ul class="plain">
            {one.steps.map((step) => (
              <li>
                <StepLink step={step} level={false} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Section>
  )
}

export type OfficeShowProps = {
  lang: Lang
  plan: { title: Said; href: string }
  listHref: string
  name: Said
  standings: Standings | null
  tables: readonly OfficeTable[]
  /** the plans of this office, where it has its own */
  own: readonly { title: Said; href: string }[]
}

/** The tables of one office: goal, actions, indicators, tasks with how they stand today, and what tells that they were done. */
export const OfficeShow: FC<OfficeShowProps> = ({ lang, plan, listHref, name, standings, tables, own }) => {
  const words = say(lang)
  const told = standingWords(standings, lang)
  return (
    <>
      <PageHead title={name.words} titleLang={name.lang} {...(told ? { lead: told } : {})}>
        <p>
          <a href={plan.href}>
            <Words text={plan.title} />
          </a>
          {', '}
          <a href={listHref}>{words('officesTitle')}</a>
        </p>
      </PageHead>
      {own.length > 0 ? (
        <ul class="step-list">
          {own.map((one) => (
            <li>
              <a href={one.href}>
                <Words text={one.title} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {tables.map((table) => (
        <TableOf lang={lang} table={table} />
      ))}
    </>
  )
}

const Linked: FC<{ steps: readonly Step[] }> = ({ steps }) => (
  <ul class="step-list">
    {steps.map((step) => (
      <li>
        <StepLink step={step} level={false} />
      </li>
    ))}
  </ul>
)
const Told: FC<{ texts: readonly Said[] }> = ({ texts }) => (
  <ul class="step-list">
    {texts.map((text) => (
      <li>
        <Words text={text} />
      </li>
    ))}
  </ul>
)

const TableOf: FC<{ lang: Lang; table: OfficeTable }> = ({ lang, table }) => {
  const words = say(lang)
  const columns: Column<OfficeTask>[] = [
    {
      key: 'title',
      head: words('task'),
      kind: 'link',
      rowHead: true,
      href: (row) => row.href,
      lang: (row) => row.titleLang,
      note: (row) => row.number,
    },
    { key: 'by', head: words('by'), kind: 'text', lang: (row) => row.byLang },
    { key: 'state', head: words('standing'), kind: 'link', href: (row) => row.stateHref },
    { key: 'measures', head: words('taskMeasures'), kind: 'text' },
  ]
  const facts = [
    ...(table.goals.length > 0 ? [{ label: words('goals'), value: <Linked steps={table.goals} /> }] : []),
    ...(table.actions.length > 0 ? [{ label: words('actions'), value: <Linked steps={table.actions} /> }] : []),
    ...(table.indicators.length > 0 ? [{ label: words('indicators'), value: <Told texts={table.indicators} /> }] : []),
    ...(table.implementation.length > 0
      ? [{ label: words('implementation'), value: <Told texts={table.implementation} /> }]
      : []),
  ]
  const title = table.title.words || words('loose')
  return (
    <Section title={title} id={table.id} {...(table.href ? { aside: <a href={table.href}>{words('open')}</a> } : {})}>
      {facts.length > 0 ? <KeyValue rows={facts} /> : null}
      <Table lang={lang} caption={title} hideCaption={true} columns={columns} rows={table.tasks} />
    </Section>
  )
}
