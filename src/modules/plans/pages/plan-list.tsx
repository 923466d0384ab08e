import type { FC } from 'hono/jsx'
import { count } from '../../../platform/format.ts'
import { Facts } from '../../../platform/look/figure.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { CardGrid, Empty, Panel } from '../../../platform/look/panel.tsx'
import { say } from '../say.ts'
import type { PlanListProps } from './props.ts'
import { Words } from './words.tsx'

/** The list of plans: title, district, years, state, how much is in each. */
export const PlanList: FC<PlanListProps> = ({ lang, plans, add }) => {
  const words = say(lang)
  return (
    <>
      <PageHead title={words('plans')} lead={words('plansLead')} />
      {plans.length === 0 ? (
        <Empty title={words('noPlans')} {...(add ? { action: add } : {})}>
          <p>{words('noPlansHint')}</p>
        </Empty>
      ) : (
        <CardGrid>
          {plans.map((plan) => (
            <Panel>
              <h2>
                <a href={plan.href}>
                  <Words text={plan.title} />
                </a>
              </h2>
              <Facts
                facts={[
                  { value: plan.district },
                  { value: plan.period },
                  { value: plan.state },
                  ...plan.marks.map((value) => ({ value })),
                  ...(plan.synthetic ? [{ value: words('synthetic') }] : []),
                ]}
              />
              <p>{plan.counts.map((c) => `${count(c.count, lang)} ${c.name}`).join(', ')}</p>
            </Panel>
          ))}
        </CardGrid>
      )}
      {plans.length > 0 ? (
        <p>
          <a href="/plans/ledger">{words('ledger')}</a>
        </p>
      ) : null}
      {plans.length > 0 && add ? (
        <p>
          <a href={add.href}>{add.label}</a>
        </p>
      ) : null}
    </>
  )
}
