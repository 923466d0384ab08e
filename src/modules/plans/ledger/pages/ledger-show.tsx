import type { FC } from 'hono/jsx'
import { LineChart } from '../../../../platform/look/charts/line.tsx'
import { Facts, KeyValue } from '../../../../platform/look/figure.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { Paragraph, Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import type { DistrictView, EntryView, FigureRow, PromiseRow } from '../view.ts'
import { HowJudged } from './ledger-list.tsx'
import { marks } from './marks.tsx'

/** One promise as a row: how it stands, what was promised and where, and why it stands so. */
const Promise: FC<{ lang: Lang; row: PromiseRow }> = ({ lang, row }) => {
  const words = say(lang)
  return (
    <li class={`promise promise-${row.state}`} id={row.id}>
      <p class="promise-state">
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          {marks[row.state]}
        </svg>
        {row.stateWords}
      </p>
      <div class="promise-what">
        <h4>{row.sentence}</h4>
        <p>{row.reasons.join(' ')}</p>
        <Facts
          facts={[
            { label: words('plan'), value: row.plan, ...(row.planHref ? { href: row.planHref } : {}) },
            { label: words('due'), value: row.due },
            { value: row.baseline },
            ...(row.quoted ? [{ value: <Words text={{ ...row.quoted, words: `“${row.quoted.words}”` }} /> }] : []),
          ]}
        />
        {row.note ? <Paragraph lang={lang} text={row.note} class="quiet measure" /> : null}
      </div>
    </li>
  )
}

const District: FC<{ lang: Lang; district: DistrictView }> = ({ lang, district }) => {
  const words = say(lang)
  const { name } = district
  return (
    <Section title={name} id={`d-${district.code}`} {...(district.synthetic ? { lead: words('synthetic') } : {})}>
      <h3>{words('promisesOf', { district: name })}</h3>
      {district.promises.length === 0 ? (
        <p class="quiet">{words('promisesNone', { district: name })}</p>
      ) : (
        <ol class="promises">
          {district.promises.map((row) => (
            <Promise lang={lang} row={row} />
          ))}
        </ol>
      )}
      <h3>{words('published', { district: name })}</h3>
      {district.chart ? <LineChart lang={lang} id={`chart-${district.code}`} {...district.chart} /> : null}
      {district.figures.length === 0 ? (
        <p class="quiet">{words('publishedNone')}</p>
      ) : (
        <Table
          lang={lang}
          caption={words('published', { district: name })}
          hideCaption={true}
          dense={true}
          narrow="stack"
          columns={[
            { key: 'year', head: words('year'), kind: 'text', rowHead: true },
            { key: 'value', head: words('value'), kind: 'text', note: (row: FigureRow) => row.note },
            { key: 'count', head: words('count'), kind: 'text' },
            { key: 'group', head: words('group'), kind: 'text' },
            { key: 'source', head: words('source'), kind: 'text', quiet: true },
          ]}
          rows={district.figures}
        />
      )}
    </Section>
  )
}

/** One measure: what each district promised in each plan, how each promise stands and why, what was published, where the series breaks. */
export const LedgerShow: FC<{ lang: Lang; entry: EntryView; how: string | null }> = ({ lang, entry, how }) => {
  const words = say(lang)
  return (
    <>
      <PageHead title={entry.title.words} titleLang={entry.title.lang}>
        <p>
          <a href="/plans/ledger">{words('toLedger')}</a>
        </p>
      </PageHead>
      {entry.note ? <Paragraph lang={lang} text={entry.note} class="lead" /> : null}
      {how ? (
        <p>
          <a href={how}>{words('computed')}</a>
        </p>
      ) : null}
      {entry.districts.map((district) => (
        <District lang={lang} district={district} />
      ))}
      {entry.breaks.length > 0 ? (
        <Section title={words('breaks')} lead={words('breaksLead')} id="breaks">
          <KeyValue
            rows={entry.breaks.map((one) => ({
              label: `${one.kind}, ${one.years}`,
              value: <Words text={one.title} />,
              note: one.source,
            }))}
          />
        </Section>
      ) : null}
      <Section title={words('series')} id="series">
        <ul>
          {entry.series.map((one) => (
            <li>
              <Words text={one.name} />
              {one.note ? <Paragraph lang={lang} text={one.note} class="quiet" /> : null}
            </li>
          ))}
        </ul>
      </Section>
      <HowJudged lang={lang} />
    </>
  )
}
