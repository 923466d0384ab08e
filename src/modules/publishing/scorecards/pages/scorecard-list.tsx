import type { FC } from 'hono/jsx'
import { percent } from '../../../../platform/format.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { BoardTabs } from '../../board/pages/parts.tsx'
import type { Scorecard } from '../reading.ts'
import { isOverfull, shareOf } from '../rules.ts'
import { words } from '../say.ts'

export type ScorecardListProps = {
  lang: Lang
  cards: readonly Scorecard[]
  /** reads the board's papers */
  reads: boolean
  /** opens the other pages for the board */
  opens: boolean
}

/** All offices with how many measures they have, and which share of them makes progress. */
export const ScorecardList: FC<ScorecardListProps> = ({ lang, cards, reads, opens }) => {
  const say = words(lang)
  const share = shareOf(cards.filter((card) => card.lines.length > 0).map((card) => card.standing))
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      {opens ? <BoardTabs lang={lang} here="/board/scorecards" all={reads} /> : null}
      <p>
        <b>
          {share
            ? say('share', { ...share, share: percent(share.made / share.of, lang), rest: cards.length - share.of })
            : say('shareNone')}
        </b>
      </p>
      {cards.length === 0 ? (
        <Empty title={say('noOffices')}>
          <p>{say('noOfficesText')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="scorecards"
          caption={say('title')}
          hideCaption
          columns={[
            {
              key: 'name',
              head: say('office'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/board/scorecards/${row.id}`,
            },
            { key: 'count', head: say('measures'), kind: 'number', note: (row) => row.warning },
            { key: 'standing', head: say('standing'), kind: 'text' },
          ]}
          rows={cards.map((card) => ({
            id: card.office.org_id,
            name: card.office.name,
            count: card.lines.length,
            warning: isOverfull(card.lines.length) ? say('overfull', { count: card.lines.length }) : null,
            standing: say(`standing_${card.standing}`),
          }))}
        />
      )}
      <Section title={say('ruleTitle')}>
        <p class="measure">{say('rule')}</p>
      </Section>
    </>
  )
}
