import { definitions, LatestFigure, nameOf, ReaderLine, viewOf } from '../../indicators/index.ts'
import { holdsAny, type Role } from '../../people/index.ts'
import { districtTotals } from '../../work/index.ts'
import { words } from '../say.ts'
import type { At, Card, CardMaker } from './card.ts'

/** Who answers for, or watches over, what the whole district promised. */
const watchers: readonly Role[] = ['superintendent', 'cabinet', 'office_head', 'board_member']

/** Superintendent, cabinet, heads of offices, board: what was promised and how it stands, and the work behind it. */
export const leaderCards: CardMaker = async (at) => [
  ...(await workCard(at)),
  ...(holdsAny(at.visitor, watchers) ? await promiseCards(at) : []),
]

async function workCard({ tx, visitor, lang }: At): Promise<Card[]> {
  const told = await districtTotals(tx, visitor)
  if (!told) return []
  const say = words(lang)
  const { totals } = told
  return [
    {
      key: 'district-work',
      part: 'responsibility',
      title: say('districtWork'),
      href: '/work?whose=all',
      body: (
        <>
          <p>{say('districtWorkTold', { late: totals.late, stuck: totals.stuck, total: totals.total })}</p>
          <p class="facts">
            {totals.late > 0 ? <a href="/work?whose=all&late=yes">{say('seeLate')}</a> : null}
            {totals.stuck > 0 ? <a href="/work?whose=all&state=stuck">{say('seeStuck')}</a> : null}
          </p>
        </>
      ),
    },
  ]
}

async function promiseCards({ tx, scope, lang, district, currentYear }: At): Promise<Card[]> {
  const say = words(lang)
  const cards: Card[] = []
  for (const definition of Object.values(definitions)) {
    const view = await viewOf(tx, scope, {
      definition,
      districtId: district.org_id,
      districtCode: district.code,
      orgId: district.org_id,
      currentYear,
      isDistrict: true,
      groupSets: ['all'],
    })
    if (view.years.length === 0) continue
    cards.push({
      key: definition.id,
      part: 'opportunity',
      title: nameOf(definition, lang),
      href: `/indicators/${definition.id}`,
      body: (
        <>
          <LatestFigure view={view} lang={lang} currentYear={currentYear} small={true} />
          {view.reader === 'audited' ? <ReaderLine view={view} lang={lang} /> : null}
          <p>
            <a href={`/indicators/${definition.id}`}>{say('seeIndicator')}</a>
          </p>
        </>
      ),
    })
  }
  if (cards.length > 0) return cards
  return [{ key: 'no-numbers', part: 'opportunity', title: say('noNumbers'), body: <p>{say('noNumbersWhy')}</p> }]
}
