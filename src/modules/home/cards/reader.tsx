import { dateIn } from '../../../platform/clock.ts'
import { shortDate } from '../../../platform/format.ts'
import { read } from '../../../platform/words.ts'
import { holdsAny, type Role, timeZoneOf } from '../../people/index.ts'
import { plansSeen } from '../../plans/index.ts'
import { publicEdition } from '../../publishing/index.ts'
import { openMeetingCount } from '../../work/index.ts'
import { words } from '../say.ts'
import type { Card, CardMaker } from './card.ts'

/** Who reads what the district published: board, families, partners, the state; and teachers and coaches, whose families ask them. */
const readers: readonly Role[] = ['board_member', 'family', 'partner', 'state_reviewer', 'teacher', 'coach']

/** Board members, families, partners, state reviewers: the newest edition, the minutes that committees open, and the plan. */
export const readerCards: CardMaker = async ({ tx, visitor, lang, districts }) => {
  if (!holdsAny(visitor, readers)) return []
  const say = words(lang)
  const cards: Card[] = []
  for (const district of districts) {
    const edition = await publicEdition(tx, district.org_id)
    if (!edition) {
      cards.push({
        key: `edition-${district.org_id}`,
        part: 'opportunity',
        title: say('newestEdition'),
        body: <p>{say('noEdition', { district: district.name })}</p>,
      })
      continue
    }
    const date = shortDate(dateIn(edition.published_at, await timeZoneOf(tx, district.org_id)), lang)
    const href = `/public/${edition.slug}/${lang}/`
    cards.push({
      key: `edition-${district.org_id}`,
      part: 'opportunity',
      title: say('newestEdition'),
      href,
      body: (
        <>
          <p>{say('newestEditionTold', { number: edition.number, district: district.name, date })}</p>
          <p>
            <a class="btn" href={href}>
              {say('readIt')}
            </a>
          </p>
        </>
      ),
    })
  }
  for (const district of districts) {
    const minutes = await openMeetingCount(tx, district.org_id)
    if (minutes === 0) continue
    const href = districts.length > 1 ? `/work/minutes?district=${district.org_id}` : '/work/minutes'
    cards.push({
      key: `minutes-${district.org_id}`,
      part: 'opportunity',
      title: say('minutes'),
      href,
      body: (
        <>
          <p>{say('minutesTold', { minutes, district: district.name })}</p>
          <p>
            <a href={href}>{say('readMinutes')}</a>
          </p>
        </>
      ),
    })
  }
  for (const plan of (await plansSeen(tx)).filter((one) => one.current)) {
    const title = read(plan.title, lang)
    const href = `/plans/${plan.slug}`
    cards.push({
      key: `plan-${plan.plan_id}`,
      part: 'opportunity',
      title: say('thePlan', { title: title.words }),
      href,
      body: (
        <>
          <p>{say('thePlanWhy')}</p>
          <p>
            <a href={href}>{say('readPlan')}</a>
          </p>
        </>
      ),
    })
  }
  return cards
}
