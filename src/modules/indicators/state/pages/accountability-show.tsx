import type { FC } from 'hono/jsx'
import { decimal, schoolYear } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Estimate } from '../../accountability/estimate.ts'
import type { IndicatorId } from '../../accountability/indicators.ts'
import { gapName, partName } from '../../accountability/say.ts'
import { words } from '../say.ts'
import type { AccountabilityResult, AccountabilityRow, Compared } from '../store.ts'
import { EstimatePart, WeightsPart } from './accountability-parts.tsx'

export type AccountabilityProps = {
  lang: Lang
  org: { id: number; name: string }
  year: number
  years: readonly number[]
  own: AccountabilityRow | null
  schools: readonly AccountabilityRow[]
  /** greatest points of each part in the year */
  weights: readonly { id: IndicatorId; most: number }[]
  estimate: { estimate: Estimate; weights: number; year: number } | null
}

/** The twelve indicators of a district or school as the state published them, computed again; its schools; what we would estimate. */
export const AccountabilityShow: FC<AccountabilityProps> = (props) => {
  const { lang, org, own } = props
  const say = words(lang)
  const year = schoolYear(props.year)
  return (
    <>
      <PageHead title={say('acc.title')} lead={say('acc.lead', { org: org.name, year })}>
        <p class="quiet">
          <a href={`/indicators/published?org=${org.id}`}>{say('title')}</a> · {org.name}
        </p>
      </PageHead>
      {props.years.length === 0 ? (
        <Empty title={say('acc.empty')}>{say('empty.text')}</Empty>
      ) : (
        <Filters lang={lang} action="/indicators/accountability">
          <input type="hidden" name="org" value={String(org.id)} />
          <Field
            lang={lang}
            kind="select"
            name="year"
            label={say('acc.year')}
            value={String(props.year)}
            options={props.years.map((one) => ({ value: String(one), label: schoolYear(one) }))}
          />
        </Filters>
      )}
      {own ? (
        <Own lang={lang} row={own} />
      ) : props.years.length > 0 ? (
        <Empty title={say('acc.noRow', { org: org.name })}>{say('acc.noRowText')}</Empty>
      ) : null}
      {props.schools.length > 0 ? <Schools lang={lang} rows={props.schools} year={props.year} /> : null}
      {props.years.length > 0 ? <Differences lang={lang} rows={[...(own ? [own] : []), ...props.schools]} /> : null}
      {props.weights.length > 0 ? <WeightsPart lang={lang} year={props.year} weights={props.weights} /> : null}
      <EstimatePart lang={lang} found={props.estimate} />
    </>
  )
}

const number = (n: number | null, lang: Lang): string | null => (n === null ? null : decimal(n, lang))

const checkText = (compared: Compared, lang: Lang): string =>
  words(lang)(`acc.verdict.${compared.verdict}` as 'acc.verdict.same')

const flagsText = (result: AccountabilityResult, lang: Lang): string => {
  const set = result.flags.filter((one) => one.printed === 1)
  return set.length === 0
    ? words(lang)('acc.noFlags')
    : set.map((one) => words(lang)(`acc.flag.${one.id}` as 'acc.flag.participation')).join(', ')
}

/** Rates are printed as fractions, index points as points. */
const rateText = (id: string, rate: number | null, lang: Lang): string | null =>
  rate === null
    ? null
    : id.startsWith('1') && id.length === 2 && /[a-f]$/.test(id)
      ? decimal(rate, lang)
      : `${decimal(rate * 100, lang)}%`

const Own: FC<{ lang: Lang; row: AccountabilityRow }> = ({ lang, row }) => {
  const say = words(lang)
  const { result } = row
  const { imported } = result
  const support = [imported.supportType, imported.supportCategory].filter((text) => text !== null).join('; ')
  const distinction = [imported.distinction, imported.distinctionCategory].filter((text) => text !== null).join('; ')
  const parts = result.indicators
    .filter((one) => one.possible !== null || one.status === 'hidden')
    .map((one) => ({
      name: partName(one.id as IndicatorId, lang),
      rate: rateText(one.id, one.rate, lang) ?? say(`acc.status.${one.status}` as 'acc.status.hidden'),
      points: number(one.points.printed, lang),
      possible: number(one.possible, lang),
      ours: number(one.points.computed, lang),
      check: result.recomputed ? checkText(one.points, lang) : null,
    }))
  const columns: Column<(typeof parts)[number]>[] = [
    { key: 'name', head: say('acc.col.part'), kind: 'text', rowHead: true },
    { key: 'rate', head: say('acc.col.rate'), kind: 'text' },
    { key: 'points', head: say('acc.col.points'), kind: 'text' },
    { key: 'possible', head: say('acc.col.possible'), kind: 'text' },
    { key: 'ours', head: say('acc.col.ours'), kind: 'text' },
    { key: 'check', head: say('acc.col.check'), kind: 'text', quiet: true },
  ]
  const gaps = result.gaps
    .filter((one) => one.gap !== null || one.printed !== null)
    .map((one) => {
      const scale = one.id === 'graduation' ? 100 : 1
      return {
        name: gapName(one.id as 'ela', lang),
        ours: number(one.gap === null ? null : one.gap * scale, lang),
        printed: number(one.printed === null ? null : one.printed * scale, lang),
        limit: number(one.limit, lang),
      }
    })
  return (
    <>
      <Section title={row.name}>
        <KeyValue
          rows={[
            { label: say('acc.index'), value: number(result.index.printed, lang) ?? say('not.absent') },
            {
              label: say('acc.points'),
              value: say('acc.pointsOf', {
                points: number(result.points.printed, lang) ?? '-',
                possible: number(result.possible.printed, lang) ?? '-',
              }),
            },
            {
              label: say('acc.category'),
              value: imported.category ?? say('acc.noCategory'),
              note: say('acc.categoryNote'),
            },
            ...(support ? [{ label: say('acc.support'), value: support }] : []),
            ...(distinction ? [{ label: say('acc.distinction'), value: distinction }] : []),
            { label: say('acc.flags'), value: flagsText(result, lang) },
            { label: say('col.source'), value: say('line', { file: row.file, line: String(row.line) }) },
          ]}
        />
      </Section>
      <Section title={say('acc.parts')} id="parts">
        {result.recomputed ? null : (
          <Notice lang={lang} kind="info">
            {say('acc.notRecomputed')}
          </Notice>
        )}
        <Table
          lang={lang}
          id="accountability-parts"
          caption={say('acc.parts')}
          hideCaption={true}
          narrow="stack"
          columns={columns}
          rows={parts}
        />
      </Section>
      {gaps.length > 0 ? (
        <Section title={say('acc.gaps')} lead={say('acc.gapsLead')} id="gaps">
          <Table
            lang={lang}
            id="accountability-gaps"
            caption={say('acc.gaps')}
            hideCaption={true}
            narrow="stack"
            columns={[
              { key: 'name', head: say('acc.col.gap'), kind: 'text', rowHead: true },
              { key: 'printed', head: say('acc.col.printed'), kind: 'text' },
              { key: 'ours', head: say('acc.col.size'), kind: 'text' },
              { key: 'limit', head: say('acc.col.limit'), kind: 'text' },
            ]}
            rows={gaps}
          />
        </Section>
      ) : null}
    </>
  )
}

const Schools: FC<{ lang: Lang; rows: readonly AccountabilityRow[]; year: number }> = ({ lang, rows, year }) => {
  const say = words(lang)
  return (
    <Section title={say('acc.schools')} id="schools">
      <Table
        lang={lang}
        id="accountability-schools"
        caption={say('acc.schools')}
        hideCaption={true}
        narrow="stack"
        columns={[
          {
            key: 'name',
            head: say('col.school'),
            kind: 'link',
            rowHead: true,
            href: (row) => row.href,
          },
          { key: 'index', head: say('acc.col.index'), kind: 'text' },
          { key: 'points', head: say('acc.col.points'), kind: 'text' },
          { key: 'category', head: say('acc.col.category'), kind: 'text' },
          { key: 'flags', head: say('acc.col.flags'), kind: 'text' },
          { key: 'differences', head: say('acc.col.differences'), kind: 'number' },
        ]}
        rows={rows.map(({ name, org_id, result, differences }) => ({
          name,
          href: org_id === null ? null : `/indicators/accountability?org=${org_id}&year=${year}`,
          index: number(result.index.printed, lang),
          points: say('acc.pointsOf', {
            points: number(result.points.printed, lang) ?? '-',
            possible: number(result.possible.printed, lang) ?? '-',
          }),
          category: result.imported.category,
          flags: flagsText(result, lang),
          differences,
        }))}
      />
    </Section>
  )
}

const Differences: FC<{ lang: Lang; rows: readonly AccountabilityRow[] }> = ({ lang, rows }) => {
  const say = words(lang)
  const found = rows.flatMap(({ name, result }) => result.differences.map((one) => ({ name, ...one })))
  return (
    <Section title={say('acc.differences')} lead={found.length > 0 ? say('acc.differencesLead') : ''} id="differences">
      {found.length === 0 ? (
        <p>{say('acc.noDifferences')}</p>
      ) : (
        <Table
          lang={lang}
          id="accountability-differences"
          caption={say('acc.differences')}
          hideCaption={true}
          narrow="stack"
          columns={[
            { key: 'name', head: say('col.school'), kind: 'text', rowHead: true },
            { key: 'header', head: say('acc.col.column'), kind: 'text' },
            { key: 'line', head: say('acc.col.line'), kind: 'number' },
            { key: 'printed', head: say('acc.col.printed'), kind: 'text' },
            { key: 'computed', head: say('acc.col.ours'), kind: 'text' },
          ]}
          rows={found.map(({ printed, computed, ...one }) => ({
            ...one,
            printed: number(printed, lang),
            computed: number(computed, lang),
          }))}
        />
      )}
    </Section>
  )
}
