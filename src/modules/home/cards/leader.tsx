import { definitions, LatestFigure, nameOf, ReaderLine, viewsOf } from '../../indicators/index.ts'
import { holdsAny, type Role } from '../../people/index.ts'
import { districtTotals } from '../../work/index.ts'
import { words } from '../say.ts'
import type { At, Card, CardMaker } from './card.ts'
import { foremost } from './foremost.ts'

/** Who answers for, or watches over, what the whole district promised. */
const watchers: readonly Role[] = ['superintendent', 'cabinet', 'office_head', 'board_member']

/** Measures on the home page at most; the rest is on the page of indicators. */
const most = 6

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

async function promiseCards({ tx, scope, lang, district, currentYear, today }: At): Promise<Card[]> {
  const say = words(lang)
  const place = { org: district, district, currentYear, day: today }
  const listed = Object.values(definitions).filter((one) => one.listed !== false)
  const views = await viewsOf(tx, scope, place, listed)
  const measured = views.filter((view) => view.years.length > 0)
  if (measured.length === 0)
    return [{ key: 'no-numbers', part: 'opportunity', title: say('noNumbers'), body: <p>{say('noNumbersWhy')}</p> }]
  const first = foremost(measured, most)
  const cards = first.map(
    (view): Card => ({
      key: view.definition.id,
      part: 'opportunity',
      title: nameOf(view.definition, lang),
      href: `/indicators/${view.definition.id}`,
      body: (
        <>
          <LatestFigure view={view} lang={lang} currentYear={currentYear} small={true} />
          {view.reader === 'audited' ? <ReaderLine view={view} lang={lang} /> : null}
          <p>
            <a href={`/indicators/${view.definition.id}`}>{say('seeIndicator')}</a>
          </p>
        </>
      ),
    }),
  )
  if (measured.length <= first.length) return cards
  return [
    ...cards,
    {
      key: 'all-indicators',
      part: 'opportunity',
      title: say('allIndicators', { count: measured.length }),
      href: '/indicators',
      body: <p>{say('allIndicatorsWhy')}</p>,
    },
  ]
}
