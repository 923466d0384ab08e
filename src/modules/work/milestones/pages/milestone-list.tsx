import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import type { Column } from '../../../../platform/look/cells.ts'
import { ButtonLink, Buttons } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { EndedList, type EndedLine } from '../../keeping/ended.tsx'
import type { MilestoneLine } from '../reading.ts'
import { words } from '../say.ts'

export type MilestoneListProps = {
  lang: Lang
  lines: readonly MilestoneLine[]
  ended: readonly EndedLine[]
  totals: { all: number; reached: number; late: number }
  leads: boolean
}

/** How many of how many, in words; null when nothing is counted. */
export const countWords = (one: { planned: number | null; reached: number }, lang: Lang): string | null =>
  one.planned === null ? null : words(lang)('count', { reached: one.reached, planned: one.planned })

/** The milestones of a district: planned by when, how much is reached, how each stands. */
export const MilestoneList: FC<MilestoneListProps> = ({ lang, lines, ended, totals, leads }) => {
  const say = words(lang)
  type Row = { title: string; kind: string; due: string; reached: string | null; standing: string; line: MilestoneLine }
  const columns: Column<Row>[] = [
    {
      key: 'title',
      head: say('headTitle'),
      kind: 'text',
      rowHead: true,
      href: (row) => row.line.href,
      note: (row) => row.line.owner,
      lang: (row) => (row.line.title.lang === lang ? null : row.line.title.lang),
    },
    { key: 'kind', head: say('headKind'), kind: 'text' },
    { key: 'due', head: say('headDue'), kind: 'text' },
    { key: 'reached', head: say('headReached'), kind: 'text' },
    { key: 'standing', head: say('headStanding'), kind: 'text' },
  ]
  return (
    <>
      <PageHead title={say('milestones')} lead={say('lead')} />
      {lines.length > 0 ? <p class="quiet">{say('totals', totals)}</p> : null}
      {leads ? (
        <Buttons>
          <ButtonLink label={say('add')} href="/work/milestones/new" main={true} />
        </Buttons>
      ) : null}
      {lines.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="milestones"
          caption={say('milestones')}
          hideCaption={true}
          columns={columns}
          rows={lines.map((line) => ({
            title: line.title.words,
            kind: say(`kind.${line.kind}`),
            due: shortDate(line.due, lang),
            reached: countWords(line, lang),
            standing: say(`standing.${line.standing}`),
            line,
          }))}
          narrow="stack"
        />
      )}
      <EndedList lang={lang} title={say('endedList')} lines={ended} />
    </>
  )
}
