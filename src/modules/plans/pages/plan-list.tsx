import type { FC } from 'hono/jsx'
import { count } from '../../../platform/format.ts'
import { Facts } from '../../../platform/look/figure.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { CardGrid, Empty, Panel, Section } from '../../../platform/look/panel.tsx'
import { say as sayUnits } from '../living/say.ts'
import { say } from '../say.ts'
import type { PlanListProps } from './props.ts'
import { Words } from './words.tsx'

const Cards: FC<{ lang: PlanListProps['lang']; plans: PlanListProps['plans'] }> = ({ lang, plans }) => {
  const words = say(lang)
  return (
    <CardGrid>
      {plans.map((plan) => (
        <Panel>
          <p class="kicker">{plan.district}</p>
          <h3>
            <a href={plan.href}>
              <Words text={plan.title} />
            </a>
          </h3>
          <Facts
            facts={[
              { value: plan.period },
              { value: plan.state },
              ...plan.marks.map((value) => ({ value: <b>{value}</b> })),
              ...(plan.synthetic ? [{ value: words('synthetic') }] : []),
            ]}
          />
          <p class="quiet">{plan.counts.map((c) => `${count(c.count, lang)} ${c.name}`).join(', ')}</p>
        </Panel>
      ))}
    </CardGrid>
  )
}

/** The list of plans: ours first, then the public ones of other districts, then what joins them. */
export const PlanList: FC<PlanListProps> = ({ lang, plans, add, crosswalks = [], units = false }) => {
  const words = say(lang)
  const own = plans.filter((plan) => !plan.example)
  const others = plans.filter((plan) => plan.example)
  return (
    <>
      <PageHead title={words('plans')} lead={words('plansLead')} />
      {plans.length === 0 ? (
        <Empty title={words('noPlans')} {...(add ? { action: add } : {})}>
          <p>{words('noPlansHint')}</p>
        </Empty>
      ) : null}
      {own.length > 0 ? (
        <Section title={words('ownPlans')} id="own">
          <Cards lang={lang} plans={own} />
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title={words('otherPlans')} lead={words('otherPlansLead')} id="examples">
          <Cards lang={lang} plans={others} />
        </Section>
      ) : null}
      {plans.length > 0 ? (
        <Section title={words('across')} id="across">
          <ul class="step-list">
            {units ? (
              <li>
                <a href="/plans/units">{sayUnits(lang)('units')}</a>
              </li>
            ) : null}
            <li>
              <a href="/plans/ledger">{words('ledger')}</a>
            </li>
            {crosswalks.map((one) => (
              <li>
                <a href={one.href}>{words('crosswalk', { title: one.title })}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {plans.length > 0 && add ? (
        <p>
          <a href={add.href}>{add.label}</a>
        </p>
      ) : null}
    </>
  )
}
