import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { hidden } from '../../../platform/look/cells.ts'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Pager } from '../../../platform/look/pager.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { groupWords } from '../editions/view.ts'
import { sayKey, words } from '../say.ts'
import type { ReleasedRow } from '../schema.ts'

export type ReleasedListProps = {
  lang: Lang
  districtId: number
  rows: readonly (ReleasedRow & { number: number })[]
  total: number
  page: number
  pages: number
  editions: readonly number[]
  titles: ReadonlyMap<string, string>
  places: ReadonlyMap<number, string>
  filter: { edition: string; definition: string; shown: string }
}

/** The ledger: every number ever released, shown or hidden. */
export const ReleasedList: FC<ReleasedListProps> = (props) => {
  const { lang, filter } = props
  const say = words(lang)
  const address = (page: number) =>
    `/publish/released?${new URLSearchParams({ district: String(props.districtId), ...filter, page: String(page) })}`
  const any = { value: '', label: say('any') }
  return (
    <>
      <PageHead title={say('ledgerTitle')} lead={say('ledgerLead')}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      <Filters lang={lang} action="/publish/released">
        <input type="hidden" name="district" value={String(props.districtId)} />
        <Field
          lang={lang}
          kind="select"
          name="edition"
          label={say('editions')}
          value={filter.edition}
          options={[any, ...props.editions.map((number) => ({ value: String(number), label: String(number) }))]}
        />
        <Field
          lang={lang}
          kind="select"
          name="definition"
          label={say('indicator')}
          value={filter.definition}
          options={[any, ...[...props.titles].map(([value, label]) => ({ value, label }))]}
        />
        <Field
          lang={lang}
          kind="select"
          name="shown"
          label={say('shown')}
          value={filter.shown}
          options={[any, { value: 'yes', label: say('yes') }, { value: 'no', label: say('no') }]}
        />
      </Filters>
      <Table
        lang={lang}
        caption={say('ledgerTitle')}
        hideCaption
        dense
        id="ledger"
        columns={[
          { key: 'edition', head: say('edition', { number: '' }).trim(), kind: 'number' },
          { key: 'where', head: say('where'), kind: 'text', rowHead: true },
          { key: 'indicator', head: say('indicator'), kind: 'text' },
          { key: 'year', head: say('year'), kind: 'text' },
          { key: 'period', head: say('period'), kind: 'text' },
          { key: 'group', head: say('group'), kind: 'text' },
          { key: 'n', head: say('n'), kind: 'number' },
          { key: 'd', head: say('d'), kind: 'number' },
          { key: 'why', head: say('layer'), kind: 'text' },
        ]}
        rows={props.rows.map((row) => ({
          edition: row.number,
          where: props.places.get(row.org_id) ?? String(row.org_id),
          indicator: props.titles.get(row.definition) ?? row.definition,
          year: schoolYear(row.school_year),
          period: row.period,
          group: row.group_set === 'all' ? say('allStudents') : groupWords(row.group_set, row.group_value, lang),
          n: row.n ?? (row.state === 'measured' ? hidden : null),
          d: row.d ?? (row.state === 'measured' ? hidden : null),
          why: sayKey(lang, `layer_${row.why}`),
        }))}
      />
      <Pager lang={lang} page={props.page} pages={props.pages} href={address} total={props.total} />
    </>
  )
}
