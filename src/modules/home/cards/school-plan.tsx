import { read } from '../../../platform/words.ts'
import type { Org } from '../../people/index.ts'
import { unitPlans } from '../../plans/index.ts'
import { words } from '../say.ts'
import type { At, Card } from './card.ts'

/** The plan of a school that runs today, with the way to change it for its principal; for a principal without one, the way to begin it. */
export async function schoolPlanCard({ tx, visitor, lang, today }: At, org: Org): Promise<Card[]> {
  const say = words(lang)
  const leads = visitor.roles.some((held) => held.role === 'principal' && held.org_id === org.org_id)
  const plan = (await unitPlans(tx)).find(
    (one) => one.unit_id === org.org_id && one.period_from <= today && one.period_to >= today,
  )
  const key = `school-plan-${org.org_id}`
  if (!plan)
    return leads
      ? [
          {
            key,
            part: 'responsibility',
            title: say('schoolPlanNone', { org: org.name }),
            href: '/plans/units/new',
            body: <p>{say('schoolPlanNoneWhy')}</p>,
          },
        ]
      : []
  const href = `/plans/${encodeURIComponent(plan.slug)}`
  return [
    {
      key,
      part: leads ? 'responsibility' : 'opportunity',
      title: read(plan.title, lang).words,
      href,
      body: (
        <p class="facts">
          <a href={href}>{say('readPlan')}</a>
          {leads ? <a href={`${href}/drafts`}>{say('schoolPlanChange')}</a> : null}
          {leads ? <a href={`${href}/reviews`}>{say('schoolPlanReviews')}</a> : null}
        </p>
      ),
    },
  ]
}
