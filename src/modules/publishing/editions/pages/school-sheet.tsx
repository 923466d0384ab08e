import type { FC } from 'hono/jsx'
import type { Hidden } from '../../../../platform/look/cells.ts'
import { isHidden } from '../../../../platform/look/cells.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { DefinitionCard } from '../../sources.ts'
import type { ListedSchool } from '../content.ts'
import { countOf, gradesWords, groupWords, inGroupOrder, shareOf, type View, wordsOf, yearWords } from '../view.ts'
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
      {content.definitions.map((card) => (
        <SchoolNumbers view={view} school={school} card={card} />
      ))}
      <p class="quiet">
        {school.phone ? `${say('sheetHelp')} ` : ''}
        {say('printHint')} <a href="../">{say('toScorecard')}</a>
      </p>
    </EditionFrame>
  )
}

type Row = {
  label: string
  students: number | Hidden | null
  latest: number | Hidden | null
  previous: number | Hidden | null
}

const SchoolNumbers: FC<{ view: View; school: ListedSchool; card: DefinitionCard }> = ({ view, school, card }) => {
  const { content, lang, cell } = view
  const say = publicWords(lang)
  const { latest, previous } = content.years
  const line = (label: string, org: number): Row => {
    const found = cell(card.id, latest, 'year', org)
    return {
      label,
      students: countOf(found, card),
      latest: shareOf(found),
      previous: previous === null ? null : shareOf(cell(card.id, previous, 'year', org)),
    }
  }
  const needs = inGroupOrder(view.groups(card.id, latest, school.org_id, ['high_needs']), ['high_needs']).map(
    (found): Row => ({
      label: groupWords(found.group_set, found.group_value, lang),
      students: countOf(found, card),
      latest: shareOf(found),
      previous: null,
    }),
  )
  const rows = [line(school.name, school.org_id), ...needs, line(say('wholeDistrict'), content.district.org_id)]
  return (
    <Section title={wordsOf(card.title, lang)} aside={<a href={`../method/${card.id}.html`}>{say('how')}</a>}>
      <Table
        lang={lang}
        caption={wordsOf(card.title, lang)}
        hideCaption
        id={`sheet-${card.id}`}
        columns={[
          { key: 'label', head: say('school'), kind: 'text', rowHead: true },
          ...(card.counts === 'students' ? [{ key: 'students', head: say('students'), kind: 'number' } as const] : []),
          { key: 'latest', head: yearWords(latest), kind: 'percent' },
          ...(previous === null ? [] : [{ key: 'previous', head: yearWords(previous), kind: 'percent' } as const]),
        ]}
        rows={rows}
      />
      {rows.some((row) => isHidden(row.latest) || isHidden(row.previous)) ? (
        <p class="quiet">{say('hiddenNote')}</p>
      ) : null}
    </Section>
  )
}
