import type { FC } from 'hono/jsx'
import { percent, schoolYear } from '../../../platform/format.ts'
import { DotChart } from '../../../platform/look/charts/dots.tsx'
import { type Column, hidden, type Hidden } from '../../../platform/look/cells.ts'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Tabs } from '../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { band, type Cell, valueOf } from '../cells.ts'
import { toNumber } from '../exact.ts'
import { type ComparedSchool, type Comparison, overlaps } from '../judging/comparing.ts'
import { gapsOf } from '../judging/gaps.ts'
import { levels, type Level } from '../judging/levels.ts'
import { type ComparedGroup, comparedGroups, inOrderOf, type Order, orders } from '../judging/orders.ts'
import type { ReferenceRow } from '../schema.ts'
import { chartUnit, columnKind, groupName, nameOf, numberText, setName, words } from '../say.ts'
import { byLuck } from '../stats/multiplicity.ts'
import { readings } from '../targets.ts'
import type { View } from '../view.ts'
import { sayTarget } from '../words-calls.ts'
import { ReaderLine, shown } from './parts.tsx'

/** A school of the comparison. `groups`: the cells of the group that is compared. */
export type SchoolInfo = { name: string; href: string; group: Cell | undefined }
export type CompareProps = {
  lang: Lang
  org: { id: number; name: string }
  /** of the place that the schools belong to */
  view: View
  year: number
  tab: 'values' | 'gaps'
  order: Order
  level: Level | ''
  group: ComparedGroup
  comparison: Comparison<SchoolInfo>
  /** published figures of the same year */
  references: readonly ReferenceRow[]
}

/** Schools side by side: a dot with its band for each, no ranks. By link, the gap of one group in each of them. */
export const CompareShow: FC<CompareProps> = (props) => {
  const { lang, org, view, tab, order, level, group } = props
  const say = words(lang)
  const { definition } = view
  const base = `/indicators/${definition.id}/compare`
  const counted = definition.counts === 'students'
  const keep = `org=${org.id}${level ? `&level=${level}` : ''}&order=${order}`
  return (
    <>
      <PageHead title={`${say('compare.title')}: ${nameOf(definition, lang)}`} lead={say('compare.lead')}>
        <p class="quiet">
          {org.name} · {schoolYear(props.year)} ·{' '}
          <a href={`/indicators/${definition.id}?org=${org.id}`}>{nameOf(definition, lang)}</a>
        </p>
      </PageHead>
      <ReaderLine view={view} lang={lang} />
      {counted ? (
        <Tabs
          label={say('compare.tabs')}
          tabs={(['values', 'gaps'] as const).map((one) => ({
            label: say(`compare.${one}`),
            href: `${base}?${keep}&tab=${one}`,
            current: one === tab,
          }))}
        />
      ) : null}
      <Filters lang={lang} action={base}>
        <input type="hidden" name="org" value={String(org.id)} />
        <input type="hidden" name="tab" value={tab} />
        <Field
          lang={lang}
          kind="select"
          name="level"
          label={say('compare.level')}
          value={level}
          options={[
            { value: '', label: say('compare.allLevels') },
            ...levels.map((one) => ({ value: one, label: say(`level.${one}`) })),
          ]}
        />
        <Field
          lang={lang}
          kind="select"
          name="order"
          label={say('compare.sort')}
          value={order}
          options={orders
            .filter((one) => one !== 'likely' || (counted && tab === 'values'))
            .map((one) => ({
              value: one,
              label: say(one === 'name' ? 'compare.byName' : one === 'value' ? 'compare.byValue' : 'compare.byLikely'),
            }))}
        />
        {tab === 'gaps' ? (
          <Field
            lang={lang}
            kind="select"
            name="group"
            label={say('compare.group')}
            value={group.join('|')}
            options={comparedGroups.map(([set, value]) => ({
              value: `${set}|${value}`,
              label: `${setName(set, lang)}: ${groupName(set, value, lang)}`,
            }))}
          />
        ) : null}
      </Filters>
      {props.comparison.schools.length === 0 ? (
        <Empty title={say('compare.none')}>{say('compare.noneHint')}</Empty>
      ) : tab === 'gaps' && counted ? (
        <Gaps {...props} />
      ) : (
        <Values {...props} />
      )}
    </>
  )
}

type Line = {
  name: string
  href: string
  value: number | Hidden | null
  students: number | Hidden | null
  likely: string | null
  stands: string | null
}

const valueOfSchool = (one: ComparedSchool<SchoolInfo>, view: View): number | null => valueOf(one.cell, view.definition)

const Values: FC<CompareProps> = ({ lang, view, org, order, year, comparison, references }) => {
  const say = words(lang)
  const { definition } = view
  const { fit } = comparison
  const counted = definition.counts === 'students'
  const by = (one: ComparedSchool<SchoolInfo>): number | null =>
    order === 'likely' ? (one.likely?.value ?? null) : order === 'value' ? valueOfSchool(one, view) : 0
  const schools = inOrderOf(comparison.schools, by, (one) => one.info.name, lang)
  const silent = schools.filter((one) => valueOfSchool(one, view) === null).length
  const apart = schools.filter((one) => one.apart !== null).length
  const order_ = overlaps(schools.map((one) => one.interval))
  const all = view.latest.cell
  const allBand = band(all, counted)
  const target = view.latest.promise?.target
  const [reading, other] = target ? readings(target) : []
  const goal = target && reading && !other ? toNumber(reading.value) : null
  const known = references.filter((one) => !one.suppressed && one.value !== null)
  const placeName = (place: string): string => (place === 'CT' ? say('compare.stateName') : place)
  const luck = byLuck(fit.kind === 'fit' ? schools.filter((one) => one.likely !== null).length : 0)
  const rows = schools.map(
    (one): Line => ({
      name: one.info.name,
      href: one.info.href,
      value: shown(one.cell, definition),
      students: one.cell?.hidden && one.cell.d === null ? hidden : (one.cell?.d ?? null),
      likely: one.likely
        ? `${percent(one.likely.value, lang)} (${say('interval.text', { low: percent(one.likely.low, lang), high: percent(one.likely.high, lang) })})`
        : null,
      stands: one.likely ? say(one.apart ? `compare.${one.apart}` : 'compare.within') : null,
    }),
  )
  const columns: Column<Line>[] = [
    { key: 'name', head: say('col.school'), kind: 'link', rowHead: true, href: (row) => row.href },
    { key: 'value', head: say('col.value'), kind: columnKind(definition) },
    { key: 'students', head: say('col.students'), kind: 'number' },
    { key: 'likely', head: say('compare.likely'), kind: 'text', quiet: true },
    { key: 'stands', head: say('compare.stands'), kind: 'text' },
  ]
  return (
    <>
      <DotChart
        lang={lang}
        id="compare"
        title={say('compare.title')}
        hideTitle={true}
        wide={720}
        sentence={say('compare.sentence', {
          name: nameOf(definition, lang),
          year: schoolYear(year),
          n: schools.length,
        })}
        unit={chartUnit(definition)}
        head={say('col.school')}
        rows={[
          ...(all && valueOf(all, definition) !== null
            ? [
                {
                  label: say('compare.district', { name: org.name }),
                  value: shown(all, definition),
                  low: allBand?.low ?? null,
                  high: allBand?.high ?? null,
                  n: counted ? all.d : null,
                  strong: true,
                },
              ]
            : []),
          ...schools.map((one) => ({
            label: one.info.name,
            href: one.info.href,
            value: shown(one.cell, definition),
            low: one.interval?.low ?? null,
            high: one.interval?.high ?? null,
            n: counted ? (one.cell?.hidden && one.cell.d === null ? hidden : (one.cell?.d ?? null)) : null,
          })),
        ]}
        target={goal !== null && target ? { value: goal, label: sayTarget(target, goal, lang) } : undefined}
        lines={known.map((one) => ({
          value: one.value ?? 0,
          label: say(one.place === 'CT' ? 'compare.state' : 'compare.other', {
            value: numberText(one.value ?? 0, definition, lang),
          }),
        }))}
      />
      {references.map((one) => (
        <p class="quiet measure">
          {one.suppressed || one.value === null
            ? say('compare.referenceHidden', { place: placeName(one.place) })
            : say('compare.reference', {
                place: placeName(one.place),
                value: numberText(one.value, definition, lang),
              })}
        </p>
      ))}
      {silent > 0 ? <p class="quiet measure">{say('compare.hidden', { n: silent })}</p> : null}
      {order_.pairs > 0 && order !== 'name' ? <p class="measure">{say('compare.noRanks', order_)}</p> : null}
      <Section title={say('compare.stands')} id="apart">
        {counted ? null : <p class="measure">{say('compare.amount')}</p>}
        {counted && fit.kind === 'none' ? <p class="measure">{say(`compare.${fit.why}`)}</p> : null}
        {fit.kind === 'fit' ? (
          <>
            <p class="measure">{say('compare.outliers', { n: apart })}</p>
            <p class="quiet measure">
              {say('compare.likelyNote', { mean: percent(fit.mean, lang) })} {say('compare.next')}
            </p>
            <Table
              lang={lang}
              id="apart-table"
              caption={say('compare.stands')}
              hideCaption={true}
              dense={true}
              narrow="stack"
              columns={columns}
              rows={rows}
            />
            {luck.comparisons > 1 ? (
              <p class="quiet measure">{say('luck.line', { n: luck.comparisons, m: luck.expected })}</p>
            ) : null}
          </>
        ) : null}
      </Section>
    </>
  )
}

type GapLine = {
  name: string
  href: string
  value: number | null
  low: number | null
  high: number | null
  n: number | null
  why: Hidden | null
}

const Gaps: FC<CompareProps> = ({ lang, view, org, order, year, group, comparison }) => {
  const say = words(lang)
  const { definition } = view
  const [set, value] = group
  const line = (name: string, href: string, all: Cell | undefined, cell: Cell | undefined): GapLine => {
    const [gap] = cell ? gapsOf(all, [cell], definition).gaps : []
    return {
      name,
      href,
      value: gap?.gap ? gap.gap.gap * 100 : null,
      low: gap?.gap ? gap.gap.low * 100 : null,
      high: gap?.gap ? gap.gap.high * 100 : null,
      n: cell && !cell.hidden ? cell.d : null,
      why: cell?.hidden || all?.hidden ? hidden : null,
    }
  }
  const own = view.cells.find(
    (cell) =>
      cell.group_set === set && cell.group_value === value && cell.school_year === year && cell.period === 'year',
  )
  const having = comparison.schools.filter((one) => one.info.group?.state === 'measured')
  const lines = inOrderOf(
    having.map((one) => line(one.info.name, one.info.href, one.cell, one.info.group)),
    (one) => (order === 'name' ? 0 : one.value),
    (one) => one.name,
    lang,
  )
  const whole = line(say('compare.district', { name: org.name }), '', view.latest.cell, own)
  const luck = byLuck(lines.filter((one) => one.value !== null).length)
  const order_ = overlaps(
    lines.map((one) => (one.low !== null && one.high !== null ? { low: one.low, high: one.high } : null)),
  )
  if (having.length === 0 && whole.value === null)
    return <Empty title={say('compare.none')}>{say('compare.noGroup', { n: comparison.schools.length })}</Empty>
  return (
    <Section title={say('compare.gapTitle')} id="gaps">
      <DotChart
        lang={lang}
        id="compare-gaps"
        title={say('compare.gapTitle')}
        hideTitle={true}
        wide={720}
        sentence={say('compare.gapSentence', { group: groupName(set, value, lang), year: schoolYear(year) })}
        unit="decimal"
        head={say('col.school')}
        target={{ value: 0, label: say('compare.noGap') }}
        rows={[
          ...(whole.value === null ? [] : [{ ...whole, label: whole.name, href: undefined, strong: true }]),
          ...lines.map((one) => ({ ...one, label: one.name, value: one.why ?? one.value })),
        ]}
      />
      {having.length < comparison.schools.length ? (
        <p class="quiet measure">{say('compare.noGroup', { n: comparison.schools.length - having.length })}</p>
      ) : null}
      {order_.pairs > 0 && order !== 'name' ? <p class="measure">{say('compare.noRanks', order_)}</p> : null}
      {luck.comparisons > 1 ? (
        <p class="quiet measure">{say('luck.line', { n: luck.comparisons, m: luck.expected })}</p>
      ) : null}
    </Section>
  )
}
