import type { FC } from 'hono/jsx'
import { longDate } from '../../../platform/format.ts'
import { Facts } from '../../../platform/look/figure.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Panel, Section, Two } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { DueLines, type Mine, type Saved, SavedNotice } from '../../work/index.ts'
import type { Card, Part } from '../cards/card.ts'
import { words } from '../say.ts'

export type HomeShowProps = {
  lang: Lang
  name: string
  district: string
  mine: Mine
  cards: readonly Card[]
  saved: Saved | null
  csrf: string
}

/** Everybody's home: what is mine to do, late first, each updated in place; and what the roles open. */
export const HomeShow: FC<HomeShowProps> = ({ lang, name, district, mine, cards, saved, csrf }) => {
  const say = words(lang)
  const { totals } = mine
  const now = totals.late + totals.today
  const duties = cards.filter((card) => card.part === 'responsibility')
  const title =
    now > 0
      ? say('title.now', { now })
      : totals.total > 0
        ? say('title.later', { total: totals.total })
        : duties.length > 0
          ? name
          : say('title.none')
  return (
    <>
      {saved ? <SavedNotice lang={lang} saved={saved} csrf={csrf} back="/" /> : null}
      <PageHead title={title}>
        <Facts
          facts={[
            { value: longDate(mine.today, lang) },
            ...(title === name ? [] : [{ value: name }]),
            { value: district },
          ]}
        />
      </PageHead>
      <Two>
        <Section title={say('responsibility')} id="responsibility">
          {mine.lines.length > 0 ? (
            <Due lang={lang} mine={mine} csrf={csrf} />
          ) : duties.length > 0 ? (
            <p class="quiet">{say('noItems')}</p>
          ) : null}
          {mine.lines.length === 0 && duties.length === 0 ? (
            <Empty title={say('nothing')}>
              <p>{say('nothingWhy')}</p>
            </Empty>
          ) : null}
          <Cards cards={cards} part="responsibility" />
        </Section>
        <Section title={say('opportunities')} id="opportunities">
          {cards.some((card) => card.part === 'opportunity') ? (
            <Cards cards={cards} part="opportunity" />
          ) : (
            <p class="quiet">{say('noCards')}</p>
          )}
        </Section>
      </Two>
    </>
  )
}

const Due: FC<{ lang: Lang; mine: Mine; csrf: string }> = ({ lang, mine, csrf }) => {
  const say = words(lang)
  const more = mine.totals.total - mine.lines.length
  return (
    <>
      <DueLines lang={lang} lines={mine.lines} csrf={csrf} back="/" />
      <p class="quiet">
        {more > 0 ? `${say('more', { count: more })} \u00b7 ` : null}
        <a href="/work?whose=mine">{say('allMine')}</a>
      </p>
      <p class="read-by">{say('readBy')}</p>
    </>
  )
}

const Cards: FC<{ cards: readonly Card[]; part: Part }> = ({ cards, part }) => (
  <>
    {cards
      .filter((card) => card.part === part)
      .map((card) => (
        <Panel title={card.title} level={3} id={`card-${card.key}`} href={card.href}>
          {card.body}
        </Panel>
      ))}
  </>
)

/** For somebody who can sign in, but holds no role today. */
export const NoRoles: FC<{ lang: Lang; name: string }> = ({ lang, name }) => (
  <>
    <PageHead title={name} />
    <Empty title={words(lang)('noRoles')}>
      <p>{words(lang)('noRolesWhy')}</p>
    </Empty>
  </>
)
