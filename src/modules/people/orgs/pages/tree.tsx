import type { FC } from 'hono/jsx'
import { addDays } from '../../../../platform/dates.ts'
import { shortDate } from '../../../../platform/format.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import type { Lineage, Org } from '../schema.ts'

export type District = { district: Org; orgs: readonly Org[]; lineage: readonly Lineage[] }

/** The tree of each district the visitor looks after, with dates and what became of what. */
export const TreePage: FC<{ lang: Lang; districts: readonly District[] }> = ({ lang, districts }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('organizations')} />
      {districts.map((one) => (
        <Section title={one.district.name} lead={say('organizationsLead', { district: one.district.name })}>
          <Table
            lang={lang}
            id={`tree-${one.district.org_id}`}
            caption={one.district.name}
            hideCaption
            dense
            columns={[
              { key: 'name', head: say('organization'), kind: 'text', rowHead: true, note: (row) => row.lineage },
              { key: 'kind', head: say('kind'), kind: 'text' },
              { key: 'code', head: say('code'), kind: 'text', quiet: true },
              { key: 'from', head: say('from'), kind: 'date' },
              { key: 'to', head: say('to'), kind: 'date' },
            ]}
            rows={treeRows(one, lang)}
          />
        </Section>
      ))}
    </>
  )
}

type Row = { name: string; kind: string; code: string; from: string; to: string | null; lineage: string }

const indent = (depth: number): string => '\u2003'.repeat(depth)

/** Rows in the order of the tree; depth shows as an indent that readers who listen do not hear. */
export function treeRows({ district, orgs, lineage }: District, lang: Lang): Row[] {
  const say = words(lang)
  const names = new Map(orgs.map((org) => [org.org_id, org.name]))
  const below = Map.groupBy(orgs, (org) => org.parent_id)
  const told = (org: Org): string =>
    [
      ...lineage
        .filter((row) => row.from_org === org.org_id)
        .map((row) =>
          row.kind === 'closed' || row.to_org === null
            ? say('lineage_closed', { date: shortDate(addDays(row.on_date, -1), lang) })
            : say(`lineage_${row.kind}`, { to: names.get(row.to_org) ?? '', date: shortDate(row.on_date, lang) }),
        ),
      ...lineage
        .filter((row) => row.to_org === org.org_id && row.kind !== 'closed')
        .map((row) =>
          say(`came_${row.kind as 'merged' | 'split' | 'renamed'}`, {
            from: names.get(row.from_org) ?? '',
            date: shortDate(row.kind === 'renamed' ? addDays(row.on_date, -1) : row.on_date, lang),
          }),
        ),
    ].join('; ')
  const rows: Row[] = []
  const walk = (org: Org, depth: number): void => {
    rows.push({
      name: indent(depth) + org.name,
      kind: say(`kind_${org.kind}`),
      code: org.code,
      from: org.from_date,
      to: org.to_date,
      lineage: told(org) && indent(depth) + told(org),
    })
    for (const child of below.get(org.org_id) ?? []) walk(child, depth + 1)
  }
  walk(district, 0)
  return rows
}
