import type { FC } from 'hono/jsx'
import { count, decimal, percent } from '../../../../platform/format.ts'
import { type Hidden, isHidden } from '../../../../platform/look/cells.ts'
import { LineChart, type LinePoint } from '../../../../platform/look/charts/line.tsx'
import { Figure } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { CardGrid, Panel, Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { read } from '../../../../platform/words.ts'
import type { DefinitionCard } from '../../sources.ts'
import { publicGroupSets } from '../../tables.ts'
import type { JudgedPromise } from '../content.ts'
import { countOf, dateWords, groupWords, inGroupOrder, shareOf, type View, wordsOf, yearWords } from '../view.ts'
import { publicKey, publicWords } from '../words.ts'
import { EditionFrame, Written } from './frame.tsx'

/** The scorecard: a card for each promise, then year by year, school by school and group by group. */
export const Scorecard: FC<{ view: View }> = ({ view }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const title = read(content.title, lang)
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
      {content.definitions.map((card) => (
        <>
          <YearLine view={view} card={card} />
          <SchoolTable view={view} card={card} />
        </>
      ))}
      {content.definitions.map((card) => (
        <GroupTable view={view} card={card} />
      ))}
      {content.untranslated.length > 0 ? <p class="quiet">{say('missingList', { list: missingWords(view) })}</p> : null}
    </EditionFrame>
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
  const { content, lang, cell } = view
  const say = publicWords(lang)
  const card = content.definitions.find((one) => one.id === promise.definition)
  const { years } = content
  const found = cell(promise.definition, years.latest, 'year', content.district.org_id)
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
          {state ? ` ${say('state', { value: percent(state.value, lang), year: yearWords(state.school_year) })}` : ''}
        </p>
        {judged.low !== null && judged.high !== null ? (
          <p class="quiet">{say('interval', { low: percent(judged.low, lang), high: percent(judged.high, lang) })}</p>
        ) : null}
        {years.current !== years.latest ? <ToDate view={view} definition={promise.definition} /> : null}
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

const cardTitle = (card: DefinitionCard, view: View): string => wordsOf(card.title, view.lang)

/** The district's line over the closed years, with its goal, the state's line and the table behind it. */
const YearLine: FC<{ view: View; card: DefinitionCard }> = ({ view, card }) => {
  const { content, lang, cell } = view
  const say = publicWords(lang)
  const bands = content.bands.filter((one) => one.definition === card.id)
  const points = bands.map((one): LinePoint => {
    const found = cell(card.id, one.school_year, 'year', content.district.org_id)
    const state = content.references.find((line) => line.definition === card.id && line.school_year === one.school_year)
    const students = countOf(found, card)
    return {
      label: yearWords(one.school_year),
      short: `’${String(one.school_year % 100).padStart(2, '0')}`,
      value: shareOf(found),
      low: one.low,
      high: one.high,
      state: state?.value ?? null,
      n: typeof students === 'number' ? students : null,
    }
  })
  const known = points.filter((point) => typeof point.value === 'number')
  const [first, last] = [known[0], known.at(-1)]
  if (!last || typeof last.value !== 'number') return null
  const levels = content.promises.filter((one) => one.definition === card.id && one.level !== null)
  const level = levels.length === 1 ? levels[0]?.level : null
  return (
    <Section
      title={`${cardTitle(card, view)}: ${say('byYear').toLowerCase()}`}
      aside={<a href={`method/${card.id}.html`}>{say('how')}</a>}
    >
      <LineChart
        lang={lang}
        id={`years-${card.id}`}
        title={`${cardTitle(card, view)}, ${say('byYear').toLowerCase()}`}
        hideTitle
        unit="percent"
        sentence={
          first && first !== last && typeof first.value === 'number'
            ? say('chartSentence', {
                last: last.label,
                value: percent(last.value, lang),
                first: first.label,
                before: percent(first.value, lang),
              })
            : say('chartOne', { last: last.label, value: percent(last.value, lang) })
        }
        points={points}
        {...(typeof level === 'number'
          ? { goal: { value: level, label: say('goalLine', { value: percent(level, lang) }) } }
          : {})}
      />
    </Section>
  )
}

type SchoolRow = {
  name: string
  file: string
  students: number | Hidden | null
  latest: number | Hidden | null
  previous: number | Hidden | null
  trend: NonNullable<JudgedPromise['judged']['trend']> | null
}

const SchoolTable: FC<{ view: View; card: DefinitionCard }> = ({ view, card }) => {
  const { content, lang, cell } = view
  const say = publicWords(lang)
  const { latest, previous } = content.years
  const rows: SchoolRow[] = content.schools.flatMap((school) => {
    const found = cell(card.id, latest, 'year', school.org_id)
    const before = previous === null ? null : cell(card.id, previous, 'year', school.org_id)
    if (!found && !before) return []
    const trend =
      content.trends.find((one) => one.org_id === school.org_id && one.definition === card.id)?.trend ?? null
    return [
      {
        name: school.name,
        file: school.file,
        students: countOf(found, card),
        latest: shareOf(found),
        previous: shareOf(before),
        trend: trend,
      },
    ]
  })
  if (rows.length === 0) return null
  const some = rows.some((row) => isHidden(row.latest) || isHidden(row.previous))
  return (
    <Section title={say('bySchool', { title: cardTitle(card, view) })}>
      <Table
        lang={lang}
        caption={say('bySchool', { title: cardTitle(card, view) })}
        hideCaption
        id={`schools-${card.id}`}
        columns={[
          { key: 'name', head: say('school'), kind: 'link', rowHead: true, href: (row) => `schools/${row.file}.html` },
          ...(card.counts === 'students' ? [{ key: 'students', head: say('students'), kind: 'number' } as const] : []),
          { key: 'latest', head: yearWords(latest), kind: 'percent' },
          ...(previous === null ? [] : [{ key: 'previous', head: yearWords(previous), kind: 'percent' } as const]),
          { key: 'trend', head: say('change'), kind: 'trend' },
        ]}
        rows={rows}
      />
      {some ? <p class="quiet">{say('hiddenNote')}</p> : null}
    </Section>
  )
}

const GroupTable: FC<{ view: View; card: DefinitionCard }> = ({ view, card }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const cells = inGroupOrder(view.groups(card.id, content.years.latest, content.district.org_id), publicGroupSets)
  if (cells.length === 0) return null
  const rows = cells.map((cell) => {
    const key = publicKey(`group_${cell.group_set}`)
    return {
      set: key ? say(key) : cell.group_set,
      group: groupWords(cell.group_set, cell.group_value, lang),
      students: countOf(cell, card),
      share: shareOf(cell),
    }
  })
  return (
    <Section
      title={`${cardTitle(card, view)}: ${say('byGroup', { year: yearWords(content.years.latest) }).toLowerCase()}`}
    >
      <Table
        lang={lang}
        caption={`${cardTitle(card, view)}, ${say('byGroup', { year: yearWords(content.years.latest) }).toLowerCase()}`}
        hideCaption
        id={`groups-${card.id}`}
        columns={[
          { key: 'group', head: say('group'), kind: 'text', rowHead: true, note: (row) => row.set },
          ...(card.counts === 'students' ? [{ key: 'students', head: say('students'), kind: 'number' } as const] : []),
          { key: 'share', head: say('value'), kind: 'percent' },
        ]}
        rows={rows}
      />
    </Section>
  )
}
