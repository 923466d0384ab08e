import type { FC } from 'hono/jsx'
import { schoolYear, shortDate } from '../../../platform/format.ts'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { VersionRow } from '../schema.ts'

/** How a version is told apart from all others of a district. */
export const versionKey = (one: Pick<VersionRow, 'dataset' | 'school_year' | 'version'>): string =>
  `${one.dataset} ${one.school_year} ${one.version}`

/** Versions of datasets: which is current, from which file, built on which, and the tombstones. */
export const VersionTable: FC<{
  lang: Lang
  versions: readonly VersionRow[]
  currents: ReadonlySet<string>
  day: (at: Date) => string
  withDataset?: boolean
}> = (props) => {
  const { lang, versions, currents, day } = props
  const say = words(lang)
  const note = (one: VersionRow): string =>
    [
      currents.has(versionKey(one)) ? say('current') : '',
      one.base_version === null ? '' : say('builtOn', { version: one.base_version }),
      one.held && one.embargo_until ? say('heldUntil', { date: day(one.embargo_until) }) : '',
      one.withdrawn_at === null ? '' : say('withdrawn', { reason: one.withdrawn_reason }),
    ]
      .filter(Boolean)
      .join(' \u00b7 ')
  return (
    <Table
      lang={lang}
      id="versions"
      caption={say('version')}
      hideCaption
      empty={say('noVersions')}
      columns={[
        {
          key: 'name',
          head: props.withDataset ? say('dataset') : say('version'),
          kind: 'link',
          rowHead: true,
          href: (row) => row.href,
          note: (row) => row.note,
        },
        { key: 'status', head: say('status'), kind: 'status' },
        { key: 'rows', head: say('rowsHead'), kind: 'number' },
        { key: 'through', head: say('through'), kind: 'text' },
        { key: 'made', head: say('made'), kind: 'text' },
        { key: 'file', head: say('file'), kind: 'link', href: (row) => row.fileHref },
      ]}
      rows={versions.map((one) => ({
        name: props.withDataset
          ? `${say(`dataset_${one.dataset}`)} ${one.school_year === 0 ? '' : schoolYear(one.school_year)}, ${say('versionNo', { version: one.version })}`
          : say('versionNo', { version: one.version }),
        href: props.withDataset ? `/data/datasets/${one.dataset}/${one.school_year}?district=${one.org_id}` : null,
        note: note(one),
        status: one.status,
        rows: one.rows,
        through: one.through_date ? shortDate(one.through_date, lang) : null,
        made: day(one.made_at),
        file: `#${one.import_id}`,
        fileHref: `/data/imports/${one.import_id}`,
      }))}
    />
  )
}
