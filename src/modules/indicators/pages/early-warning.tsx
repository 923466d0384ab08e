import type { FC } from 'hono/jsx'
import { percent, schoolYear } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { type RecordedRule, recordedRules } from '../definitions/warnings.ts'
import { ruleSets } from '../rules/early-warning.ts'
import { words } from '../say.ts'
import type { Share } from '../stats/interval.ts'
import { wilson } from '../stats/wilson.ts'

/** The record of one rule on one class: counts, as stored. Null where a question had nobody to ask. */
export type WarningRecord = {
  rule: RecordedRule
  /** the school year of grade 9 */
  schoolYear: number
  precision: Share | null
  recall: Share | null
  base: Share | null
  undecided: Share | null
}
export type EarlyWarningProps = {
  lang: Lang
  org: { id: number; name: string }
  reader: 'scope' | 'audited'
  records: readonly WarningRecord[]
  /** Schools whose students this reader may see, with the address of their list. */
  lists: readonly { name: string; href: string }[]
}

type Line = {
  year: string
  judged: number | null
  warned: number | null
  precision: string | null
  precisionNote: string | null
  base: string | null
  baseNote: string | null
  lift: number | null
  recall: string | null
  recallNote: string | null
  undecided: string | null
}

/** Nobody was judged without a warning: there is no one to compare with. */
const allWarned = ({ precision, base }: WarningRecord): boolean =>
  precision !== null && base !== null && base.n > 0 && precision.n >= base.n

/** Rules of early warning as sentences, each with its record on the district's own classes that are over. */
export const EarlyWarning: FC<EarlyWarningProps> = ({ lang, org, reader, records, lists }) => {
  const say = words(lang)
  const text = (share: Share | null): string | null => (share && share.n > 0 ? percent(share.k / share.n, lang) : null)
  const note = (share: Share | null): string | null => {
    const interval = share && share.n > 0 ? wilson(share) : null
    if (!share || !interval) return null
    const chance = say('warn.interval', { low: percent(interval.low, lang), high: percent(interval.high, lang) })
    return `${say('warn.count', { n: share.k, d: share.n })}; ${chance}`
  }
  const rate = (share: Share | null): number | null => (share && share.n > 0 ? share.k / share.n : null)
  const line = (one: WarningRecord): Line => {
    const [precision, base] = [rate(one.precision), rate(one.base)]
    return {
      year: schoolYear(one.schoolYear),
      judged: one.base?.n ?? null,
      warned: one.precision?.n ?? (one.base ? 0 : null),
      precision: text(one.precision),
      precisionNote: note(one.precision),
      base: text(one.base),
      baseNote: note(one.base),
      lift: precision !== null && base && !allWarned(one) ? precision / base : null,
      recall: text(one.recall),
      recallNote: note(one.recall),
      undecided: one.undecided ? say('warn.count', { n: one.undecided.k, d: one.undecided.n }) : null,
    }
  }
  const columns: Column<Line>[] = [
    { key: 'year', head: say('warn.year'), kind: 'text', rowHead: true },
    { key: 'judged', head: say('warn.judged'), kind: 'number' },
    { key: 'warned', head: say('warn.warned'), kind: 'number' },
    { key: 'precision', head: say('warn.precision'), kind: 'text', note: (row) => row.precisionNote },
    { key: 'base', head: say('warn.base'), kind: 'text', note: (row) => row.baseNote },
    { key: 'lift', head: say('warn.lift'), kind: 'decimal' },
    { key: 'recall', head: say('warn.recall'), kind: 'text', note: (row) => row.recallNote },
    { key: 'undecided', head: say('warn.undecided'), kind: 'text', quiet: true },
  ]
  return (
    <>
      <PageHead title={say('warn.title')} lead={say('warn.lead')}>
        <p class="quiet">{org.name}</p>
      </PageHead>
      <Audience lang={lang} reader={reader === 'scope' ? 'scope' : 'staff'} />
      <p class="measure">{say('warn.how')}</p>
      {recordedRules.map((rule) => {
        const rows = records.filter((one) => one.rule === rule).map(line)
        const n = ruleSets[rule].flags.find((flag) => flag.measure === 'suspensions')?.limit ?? 1
        return (
          <Section title={say(`warn.${rule}`)} lead={say('warn.rule', { n })} id={rule}>
            {rows.length > 0 ? (
              <Table
                lang={lang}
                caption={`${say(`warn.${rule}`)}: ${say('warn.table')}`}
                hideCaption={true}
                columns={columns}
                rows={rows}
                narrow="stack"
                id={`record-${rule}`}
              />
            ) : (
              <Empty title={say('warn.none')}>{reader === 'audited' ? say('risk.onlyScope') : ''}</Empty>
            )}
            {records.some((one) => one.rule === rule && allWarned(one)) ? (
              <p class="quiet measure">{say('warn.allWarned')}</p>
            ) : null}
            <p class="quiet">
              <a href={`/indicators/warning-${rule}-precision/method`}>{say('how.title')}</a>
            </p>
          </Section>
        )
      })}
      <p class="quiet">{say('warn.other')}</p>
      {lists.length > 0 ? (
        <Section title={say('warn.now')} lead={say('warn.nowLead')} id="now">
          <ul>
            {lists.map((one) => (
              <li>
                <a href={one.href}>{one.name}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
