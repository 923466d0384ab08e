import type { FC } from 'hono/jsx'
import type { Hidden } from '../../../../platform/look/cells.ts'
import { isHidden } from '../../../../platform/look/cells.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Area } from '../../measures.ts'
import type { DefinitionCard, PublicCell } from '../../sources.ts'
import type { ListedSchool } from '../content.ts'
import {
  areaWords,
  byArea,
  countOf,
  gradesWords,
  groupWords,
  inGroupOrder,
  shareOf,
  type View,
  wordsOf,
  yearWords,
} from '../view.ts'
import { publicWords } from '../words.ts'
import { EditionFrame } from './frame.tsx'

/** One school on one sheet: its numbers beside the district's, and its telephone. */
export const SchoolSheet: FC<{ view: View; school: ListedSchool }> = ({ view, school }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const grades = gradesWords(school.low_grade, school.high_grade, lang)
  return (
    <EditionFrame
      content={content}
      lang={lang}
      title={school.name}
      file={`schools/${school.file}.html`}
      howHref={`../method/${content.definitions[0]?.id ?? ''}.html`}
      width="text"
    >
      <PageHead title={school.name} lead={say('sheetLead', { school: school.name })}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      <p>
        {school.phone ? (
          <b>
            <a href={`tel:${school.phone.replace(/[^\d+]/g, '')}`}>{say('phone', { phone: school.phone })}</a>
          </b>
        ) : null}
        {school.address ? (
          <>
            <br />
            {say('address', { address: school.address })}
          </>
        ) : null}
        {grades ? (
          <>
            <br />
            {grades}
          </>
        ) : null}
      </p>
      {byArea(content.definitions).map(({ area, cards }) => (
        <AreaNumbers view={view} school={school} area={area} cards={cards} />
      ))}
      <p class="quiet">
        {school.phone ? `${say('sheetHelp')} ` : ''}
        {say('printHint')} <a href="../">{say('toScorecard')}</a>
      </p>
    </EditionFrame>
  )
}

type Row = {
  title: string
  id: string
  group: string | null
  students: number | Hidden | null
  latest: number | Hidden | null
  previous: number | Hidden | null
  district: number | Hidden | null
}

/** The school's measures of one area: all its students, then those with high needs and all others, each beside the district. */
const AreaNumbers: FC<{ view: View; school: ListedSchool; area: Area; cards: readonly DefinitionCard[] }> = (props) => {
  const { view, school, area, cards } = props
  const { content, lang, cell } = view
  const say = publicWords(lang)
  const { latest, previous } = content.years
  const rows = cards.flatMap((card): Row[] => {
    const all = cell(card.id, latest, 'year', school.org_id)
    const before = previous === null ? null : cell(card.id, previous, 'year', school.org_id)
    if (!all && !before) return []
    const row = (found: PublicCell | null, group: string | null, old: PublicCell | null): Row => ({
      title: wordsOf(card.title, lang),
      id: card.id,
      group,
      students: countOf(found, card),
      latest: shareOf(found),
      previous: shareOf(old),
      district: shareOf(
        cell(card.id, latest, 'year', content.district.org_id, found?.group_set ?? 'all', found?.group_value ?? 'all'),
      ),
    })
    const needs = inGroupOrder(view.groups(card.id, latest, school.org_id, ['high_needs']), ['high_needs'])
    return [
      row(all, null, before),
      ...needs.map((one) => row(one, groupWords(one.group_set, one.group_value, lang), null)),
    ]
  })
  if (rows.length === 0) return null
  const title = areaWords(area, lang)
  return (
    <Section title={title}>
      <Table
        lang={lang}
        caption={title}
        hideCaption
        dense
        id={`sheet-${area}`}
        columns={[
          {
            key: 'title',
            head: say('measure'),
            kind: 'link',
            rowHead: true,
            href: (row) => `../measure/${row.id}.html`,
            note: (row) => row.group,
          },
          { key: 'latest', head: yearWords(latest), kind: 'percent' },
          { key: 'students', head: say('students'), kind: 'number' },
          ...(previous === null ? [] : [{ key: 'previous', head: yearWords(previous), kind: 'percent' } as const]),
          { key: 'district', head: say('wholeDistrict'), kind: 'percent' },
        ]}
        rows={rows}
      />
      {rows.some((row) => isHidden(row.latest) || isHidden(row.previous)) ? (
        <p class="quiet">{say('hiddenNote')}</p>
      ) : null}
    </Section>
  )
}
