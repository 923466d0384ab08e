import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'
import type { EntryRow } from '../view.ts'

export const HowJudged: FC<{ lang: Lang }> = ({ lang }) => {
  const words = say(lang)
  return (
    <Section title={words('howStates')} id="how">
      <ul>
        <li>{words('howKept')}</li>
        <li>{words('howSuperseded')}</li>
        <li>{words('howUnknown')}</li>
      </ul>
    </Section>
  )
}

/** Every measure of the ledger, with how many of its promises stand how. */
export const LedgerList: FC<{
  lang: Lang
  rows: readonly EntryRow[]
  crosswalks: readonly { href: string; title: string }[]
}> = ({ lang, rows, crosswalks }) => {
  const words = say(lang)
  return (
    <>
      <PageHead title={words('title')} lead={words('lead')} />
      {rows.length === 0 ? (
        <Empty title={words('none')}>
          <p>{words('noneHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          caption={words('title')}
          hideCaption={true}
          narrow="stack"
          columns={[
            {
              key: 'title',
              head: words('measure'),
              kind: 'link',
              rowHead: true,
              href: (row: EntryRow) => row.href,
              note: (row: EntryRow) => row.districts,
            },
            { key: 'all', head: words('promises'), kind: 'number' },
            { key: 'stands', head: words('stands'), kind: 'text' },
          ]}
          rows={rows}
        />
      )}
      {crosswalks.length > 0 ? (
        <Section title={words('crosswalks')} id="crosswalks">
          <ul>
            {crosswalks.map((one) => (
              <li>
                <a href={one.href}>{one.title}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <HowJudged lang={lang} />
    </>
  )
}
