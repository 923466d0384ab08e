import type { FC, PropsWithChildren } from 'hono/jsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import type { Step } from '../../pages/props.ts'
import { StepLink } from '../../pages/words.tsx'
import type { Frame } from '../frame.ts'
import { say } from '../say.ts'

/** The views of one plan. */
export const PlanTabs: FC<{ frame: Frame }> = ({ frame }) =>
  frame.tabs.length > 1 ? <Tabs label={say(frame.lang)('tabs')} tabs={frame.tabs} /> : null

/** A page about a whole plan: which plan, what the page is, its sisters. */
export const WholeFrame: FC<PropsWithChildren<{ frame: Frame; lead?: string }>> = ({ frame, lead, children }) => (
  <>
    <PageHead title={say(frame.lang)(`title.${frame.page}`)} {...(lead ? { lead } : {})}>
      <Facts
        facts={[
          { value: frame.plan.title.words, href: frame.plan.href },
          { value: frame.district },
          { value: frame.period },
        ]}
      />
    </PageHead>
    <PlanTabs frame={frame} />
    {children}
  </>
)

/** Elements under each other, each a link. */
export const StepList: FC<{ steps: readonly Step[]; level?: boolean }> = ({ steps, level }) => (
  <ul class="step-list">
    {steps.map((step) => (
      <li>
        <StepLink step={step} {...(level === undefined ? {} : { level })} />
      </li>
    ))}
  </ul>
)
