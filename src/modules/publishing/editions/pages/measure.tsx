import type { FC } from 'hono/jsx'
import { percent } from '../../../../platform/format.ts'
import { type Hidden, isHidden } from '../../../../platform/look/cells.ts'
import { LineChart, type LinePoint } from '../../../../platform/look/charts/line.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { DefinitionCard } from '../../sources.ts'
import { publicGroupSets } from '../../tables.ts'
import type { JudgedPromise } from '../content.ts'
import { countOf, groupWords, inGroupOrder, shareOf, type View, wordsOf, yearWords } from '../view.ts'
import { publicKey, publicWords } from '../words.ts'
import { EditionFrame, Written } from './frame.tsx'

/** One measure: year by year, school by school, group by group. */
export const Measure: FC<{ view: View; card: DefinitionCard }> = ({ view, card }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const title = cardTitle(card, view)
  const up = <a href={`../method/${card.id}.html`}>{say('how')}</a>
  return (
    <EditionFrame
      content={content}
      lang={lang}
      title={title}
      file={`measure/${card.id}.html`}
      howHref={`../method/${card.id}.html`}
    >
      <PageHead title={title}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      <div class="measure stack">
        <Written text={card.words} lang={lang} />
        <p>{up}</p>
      </div>
      <YearLine view={view} card={card} />
      <SchoolTable view={view} card={card} />
      <GroupTable view={view} card={card} />
      <p>
        <a href="../">{say('toScorecard')}</a>
      </p>
    </EditionFrame>
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
  const levels = content.promises.filter(
    (one) => one.definition === card.id && one.level !== null && !one.group && !one.units,
  )
  const level = levels.length === 1 ? levels[0]?.level : null
  return (
    <Section title={say('byYear')}>
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
    <Section title={say('schoolBySchool')}>
      <Table
        lang={lang}
        caption={say('bySchool', { title: cardTitle(card, view) })}
        hideCaption
        id={`schools-${card.id}`}
        columns={[
          {
            key: 'name',
            head: say('school'),
            kind: 'link',
            rowHead: true,
            href: (row) => `../schools/${row.file}.html`,
          },
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
    <Section title={say('byGroup', { year: yearWords(content.years.latest) })}>
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
