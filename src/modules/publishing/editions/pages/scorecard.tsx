import type { FC } from 'hono/jsx'
import { count, decimal, percent } from '../../../../platform/format.ts'
import { type Hidden, isHidden } from '../../../../platform/look/cells.ts'
import { Figure } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { CardGrid, Panel, Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { read } from '../../../../platform/words.ts'
import type { Area } from '../../measures.ts'
import { cellOf } from '../../packet/rules.ts'
import type { DefinitionCard } from '../../sources.ts'
import type { JudgedPromise } from '../content.ts'
import { areaWords, byArea, dateWords, reportWords, shareOf, type View, wordsOf, yearWords } from '../view.ts'
import { publicKey, publicWords } from '../words.ts'
import { EditionFrame, Written } from './frame.tsx'

/** The scorecard: a card for each promise, then the measures by area, each with a page of its own, and the way to each school. */
export const Scorecard: FC<{ view: View }> = ({ view }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  // The title of a packet is for the board; families read the scorecard under its own.
  const title = content.packet ? { words: say('titleDefault'), lang } : read(content.title, lang)
  const corrects = content.corrects
  return (
    <EditionFrame
      content={content}
      lang={lang}
      title={title.words || say('titleDefault')}
      file="index.html"
      howHref={`method/${content.definitions[0]?.id ?? ''}.html`}
    >
      <PageHead title={title.words || say('titleDefault')} titleLang={title.lang === lang ? undefined : title.lang}>
        <Audience lang={lang} reader="public" />
        <p class="quiet">
          {say('reader')} <a href="what-was-checked.html">{say('checkedLink')}</a>
        </p>
        {content.packet ? (
          <p>
            <a href="packet.html">{say('packetLink')}</a>
          </p>
        ) : null}
      </PageHead>
      {corrects ? (
        <Notice lang={lang} kind="correction" title={say('correctionTitle', { number: corrects.number })}>
          <Written text={corrects.words} lang={lang} />
        </Notice>
      ) : null}
      {content.promises.length > 0 ? (
        <Section title={say('promises')}>
          <CardGrid>
            {content.promises.map((promise) => (
              <PromiseCard view={view} promise={promise} />
            ))}
          </CardGrid>
        </Section>
      ) : null}
      {wordsOf(content.note, lang) ? (
        <Section title={say('response')}>
          <div class="measure stack">
            <Written text={content.note} lang={lang} />
          </div>
        </Section>
      ) : null}
      {byArea(content.definitions).map(({ area, cards }) => (
        <AreaTable view={view} area={area} cards={cards} />
      ))}
      <SchoolList view={view} />
      <ReportList view={view} />
      {content.untranslated.length > 0 ? <p class="quiet">{say('missingList', { list: missingWords(view) })}</p> : null}
    </EditionFrame>
  )
}

/** The signed annual reports that this edition gives out. */
const ReportList: FC<{ view: View }> = ({ view: { content, lang } }) => {
  const say = publicWords(lang)
  if (!content.reports || content.reports.length === 0) return null
  return (
    <Section title={say('reports')} lead={say('reportsLead')} id="reports">
      <ul>
        {content.reports.map((report) => (
          <li>
            <a href={`reports/${report.file}.html`}>{reportWords(report, lang)}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const missingWords = ({ content, lang }: View): string =>
  [...new Set(content.untranslated.map((name) => name.split(':')[0] ?? ''))]
    .map((name) => {
      const key = publicKey(`missing_${name}`)
      return key ? publicWords(lang)(key) : name
    })
    .join(', ')

const PromiseCard: FC<{ view: View; promise: JudgedPromise }> = ({ view, promise }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const card = content.definitions.find((one) => one.id === promise.definition)
  const { years } = content
  const found = cellOf(content, promise)
  const whole = !promise.group && !promise.units
  const share = shareOf(found)
  const { judged } = promise
  const state = content.references
    .filter((one) => one.definition === promise.definition)
    .toSorted((a, b) => b.school_year - a.school_year)[0]
  const title = read(promise.title, lang)
  return (
    <Panel title={title.words} level={3}>
      {card ? (
        <p>
          <b>{read(card.title, lang).words}</b>
        </p>
      ) : null}
      <Figure
        lang={lang}
        value={typeof share === 'number' ? decimal(share * 100, lang) : share}
        unit="%"
        label={card ? read(card.title, lang).words : title.words}
        call={judged.call}
        reason={wordsOf(judged.reason, lang)}
        {...(judged.trend ? { trend: judged.trend } : {})}
        period={yearWords(years.latest)}
        {...(found?.shown && found.n !== null && found.d !== null && card?.counts === 'students'
          ? { n: say('ofStudents', { n: count(found.n, lang), d: count(found.d, lang) }) }
          : {})}
        how={`method/${promise.definition}.html`}
        small
      >
        <p>
          {say('goal', { goal: wordsOf(promise.goal, lang) })}
          {promise.baseline ? ` ${say('baseline', { baseline: wordsOf(promise.baseline, lang) })}` : ''}
          {state && whole
            ? ` ${say('state', { value: percent(state.value, lang), year: yearWords(state.school_year) })}`
            : ''}
        </p>
        {judged.low !== null && judged.high !== null ? (
          <p class="quiet">{say('interval', { low: percent(judged.low, lang), high: percent(judged.high, lang) })}</p>
        ) : null}
        {whole && years.current !== years.latest ? <ToDate view={view} definition={promise.definition} /> : null}
      </Figure>
    </Panel>
  )
}

const ToDate: FC<{ view: View; definition: string }> = ({ view, definition }) => {
  const { content, lang, cell } = view
  const now = cell(definition, content.years.current, 'todate', content.district.org_id)
  const before = shareOf(cell(definition, content.years.current - 1, 'todate', content.district.org_id))
  const share = shareOf(now)
  if (typeof share !== 'number' || !now?.through_date) return null
  const value = percent(share, lang)
  const date = dateWords(now.through_date, lang)
  const say = publicWords(lang)
  return (
    <p>
      {typeof before === 'number'
        ? say('thisYear', { date, value, before: percent(before, lang) })
        : say('thisYearAlone', { date, value })}
    </p>
  )
}

type AreaRow = {
  title: string
  id: string
  latest: number | Hidden | null
  previous: number | Hidden | null
  trend: NonNullable<JudgedPromise['judged']['trend']> | null
}

/** The measures of one area for the whole district, each leading to its own page. */
const AreaTable: FC<{ view: View; area: Area; cards: readonly DefinitionCard[] }> = ({ view, area, cards }) => {
  const { content, lang, cell } = view
  const say = publicWords(lang)
  const { latest, previous } = content.years
  const title = areaWords(area, lang)
  const rows = cards.map((card): AreaRow => {
    const at = (year: number) => shareOf(cell(card.id, year, 'year', content.district.org_id))
    return {
      title: wordsOf(card.title, lang),
      id: card.id,
      latest: at(latest),
      previous: previous === null ? null : at(previous),
      trend:
        content.trends.find((one) => one.org_id === content.district.org_id && one.definition === card.id)?.trend ??
        null,
    }
  })
  return (
    <Section title={title} id={`area-${area}`}>
      <Table
        lang={lang}
        caption={title}
        hideCaption
        id={`table-${area}`}
        columns={[
          { key: 'title', head: say('measure'), kind: 'link', rowHead: true, href: (row) => `measure/${row.id}.html` },
          { key: 'latest', head: yearWords(latest), kind: 'percent' },
          ...(previous === null ? [] : [{ key: 'previous', head: yearWords(previous), kind: 'percent' } as const]),
          { key: 'trend', head: say('change'), kind: 'trend' },
        ]}
        rows={rows}
      />
      {rows.some((row) => isHidden(row.latest) || isHidden(row.previous)) ? (
        <p class="quiet">{say('hiddenNote')}</p>
      ) : null}
    </Section>
  )
}

/** The way to each school's sheet. */
const SchoolList: FC<{ view: View }> = ({ view }) => {
  const { content, lang } = view
  if (content.schools.length === 0) return null
  return (
    <Section title={publicWords(lang)('findSchool')} id="schools">
      <ul>
        {content.schools.map((school) => (
          <li>
            <a href={`schools/${school.file}.html`}>{school.name}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
