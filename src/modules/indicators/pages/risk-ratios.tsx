import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { PageHead } from '../../../platform/look/page.tsx'
import { Tabs } from '../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { DefinitionCard } from '../definitions/catalog.ts'
import { type GroupCount, presumed, type RiskRow, riskRatios } from '../rules/disproportion.ts'
import { groupName, nameOf, sentenceOf, words } from '../say.ts'

/** Counts of all groups of one year; null where this reader does not see them. */
export type RiskYear = { schoolYear: number; groups: readonly GroupCount[] | null }
export type RiskProps = {
  lang: Lang
  org: { id: number; name: string }
  definition: DefinitionCard
  choices: readonly DefinitionCard[]
  reader: 'scope' | 'audited'
  /** newest first, at most three */
  years: readonly RiskYear[]
}

type Line = {
  group: string
  counts: string
  rate: number | null
  ratio: string | null
  interval: string | null
  before: string | null
  twoBefore: string | null
  why: string | null
}

const ratioText = (row: RiskRow | undefined): string | null =>
  row && row.kind !== 'none' ? row.ratio.toFixed(2) : null

function lines(years: readonly RiskYear[], lang: Lang): Line[] {
  const say = words(lang)
  // Counts by group of the state are in no file that was loaded: an alternate ratio has nothing to stand on.
  const made = years.map((one) => new Map(riskRatios(one.groups ?? [], [], presumed).map((row) => [row.group, row])))
  return (years[0]?.groups ?? [])
    .map(({ group, k, n }): Line => {
      const row = made[0]?.get(group)
      const interval = row && row.kind !== 'none' ? row.interval : null
      return {
        group: groupName('race', group, lang),
        counts: say('warn.count', { n: k, d: n }),
        rate: row?.risk ?? null,
        ratio: ratioText(row),
        interval: interval
          ? say('risk.between', { low: interval.low.toFixed(2), high: interval.high.toFixed(2) })
          : null,
        before: ratioText(made[1]?.get(group)),
        twoBefore: ratioText(made[2]?.get(group)),
        why: row?.kind === 'none' ? say(`risk.${row.why}`) : null,
      }
    })
    .sort((a, b) => a.group.localeCompare(b.group, lang))
}

/** Risk ratios of the groups of one place by the federal rule (34 CFR 300.646-647), three years side by side. */
export const RiskRatios: FC<RiskProps> = (props) => {
  const { lang, org, definition, years } = props
  const say = words(lang)
  const newest = years[0]
  const columns: Column<Line>[] = [
    { key: 'group', head: say('risk.group'), kind: 'text', rowHead: true },
    { key: 'counts', head: say('risk.counts'), kind: 'text' },
    { key: 'rate', head: say('risk.rate'), kind: 'percent' },
    ...years.map(
      (one, i): Column<Line> => ({
        key: (['ratio', 'before', 'twoBefore'] as const)[i] ?? 'twoBefore',
        head: say('risk.ratio', { year: schoolYear(one.schoolYear) }),
        kind: 'text',
        quiet: i > 0,
      }),
    ),
    { key: 'interval', head: say('risk.interval'), kind: 'text', quiet: true },
    { key: 'why', head: say('risk.why'), kind: 'text', quiet: true },
  ]
  return (
    <>
      <PageHead title={say('risk.ratios')} lead={say('risk.ratiosLead')}>
        <p class="quiet">{org.name}</p>
      </PageHead>
      <Audience lang={lang} reader={props.reader === 'scope' ? 'scope' : 'staff'} />
      <Tabs
        label={say('risk.ratios')}
        tabs={props.choices.map((one) => ({
          label: nameOf(one, lang),
          href: `/indicators/risk-ratios?org=${org.id}&of=${one.id}`,
          current: one.id === definition.id,
        }))}
      />
      <Section title={nameOf(definition, lang)} lead={sentenceOf(definition, lang)} id="ratios">
        {newest?.groups ? (
          <Table
            lang={lang}
            caption={say('risk.caption', { name: nameOf(definition, lang), year: schoolYear(newest.schoolYear) })}
            hideCaption={true}
            columns={columns}
            rows={lines(years, lang)}
            narrow="stack"
            id="risk-table"
          />
        ) : (
          <Empty title={say('risk.nothing')}>{props.reader === 'audited' ? say('risk.onlyScope') : ''}</Empty>
        )}
        <p class="quiet">{say('risk.three')}</p>
      </Section>
      <Section title={say('how.rules')} id="rules">
        <ul>
          <li>{say('risk.rule', { cell: presumed.minCell, n: presumed.minN })}</li>
          <li>{say('risk.alternate')}</li>
          <li>{say('risk.notComputed')}</li>
        </ul>
        <p>
          <a href={`/indicators/${definition.id}/method`}>{say('how.title')}</a>
        </p>
      </Section>
    </>
  )
}
