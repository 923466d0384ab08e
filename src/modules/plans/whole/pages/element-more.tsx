import type { FC } from 'hono/jsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Code } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Column } from '../../../../platform/look/cells.ts'
import type { Lang } from '../../../../platform/words.ts'
import { Quoted, StepLink, Words } from '../../pages/words.tsx'
import type { ElementMore, MentionRow } from '../element.ts'
import { say } from '../say.ts'

/** Voices, needs, money and values that lead here, each with the way back. */
export const BesideShow: FC<{ lang: Lang; beside: ElementMore['beside'] }> = ({ beside }) =>
  beside.length === 0 ? null : (
    <div class="two">
      {beside.map((group) => (
        <Section title={group.title} id={group.id}>
          <ul class="step-list">
            {group.rows.map((row) => (
              <li>
                {row.kind ? <span class="kicker">{row.kind}: </span> : null}
                <a href={row.href}>
                  <Words text={row.title} />
                </a>
                {row.note ? <small> {row.note}</small> : null}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  )

/** Other places of the source that state the element, and codes that it names. */
export const SourceShow: FC<{ lang: Lang; more: ElementMore }> = ({ lang, more }) => {
  const words = say(lang)
  const { mentions, cites } = more
  const some = (key: Exclude<keyof MentionRow, 'lang' | 'placeLang'>): boolean =>
    mentions.some((row) => row[key] !== '')
  const all: (Column<MentionRow> | false)[] = [
    { key: 'place', head: words('place'), kind: 'text', rowHead: true, lang: (row) => row.placeLang },
    some('words') && { key: 'words', head: words('saysThere'), kind: 'text', lang: (row) => row.lang },
    some('number') && { key: 'number', head: words('number'), kind: 'text' },
    some('grades') && { key: 'grades', head: words('grades'), kind: 'text' },
    some('date') && { key: 'date', head: words('date'), kind: 'text' },
    some('office') && { key: 'office', head: words('office'), kind: 'text' },
  ]
  return (
    <>
      {mentions.length > 0 ? (
        <Section title={words('again')} lead={words('againLead')} id="again">
          <Table
            lang={lang}
            caption={words('again')}
            hideCaption={true}
            dense={true}
            narrow="stack"
            columns={all.filter((one) => one !== false)}
            rows={mentions}
          />
        </Section>
      ) : null}
      {cites.length > 0 ? (
        <Section title={words('cites')} id="cites">
          <ul class="step-list">
            {cites.map((one) => (
              <li>
                {one.step ? (
                  <StepLink step={one.step} />
                ) : (
                  <>
                    <Code>{one.code}</Code> <small>{words('citesNobody')}</small>
                  </>
                )}
                {one.words ? (
                  <small>
                    {' '}
                    <Quoted sentence={(said) => words('citesSays', { words: said })} text={one.words} />
                  </small>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
