import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { say } from '../say.ts'
import type { PlanAround, Step } from './props.ts'
import { StepLink } from './words.tsx'

/** Searches a plan by code or words. */
export const FindForm: FC<{ lang: Lang; q?: string } & PlanAround['find']> = ({ lang, action, fields, q }) => (
  <Filters lang={lang} action={action} label={say(lang)('find')}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Field lang={lang} kind="search" name="q" label={say(lang)('find')} hint={say(lang)('findHint')} value={q ?? ''} />
  </Filters>
)

export type FoundListProps = {
  lang: Lang
  plan: { title: string; href: string }
  q: string
  find: PlanAround['find']
  steps: readonly Step[]
  total: number
}

/** What a search in one plan found. */
export const FoundList: FC<FoundListProps> = ({ lang, plan, q, find, steps, total }) => {
  const words = say(lang)
  return (
    <>
      <PageHead title={words('find')}>
        <p>
          <a href={plan.href}>{plan.title}</a>
        </p>
      </PageHead>
      <FindForm lang={lang} {...find} q={q} />
      {q === '' ? (
        <p class="quiet">{words('foundEmpty')}</p>
      ) : steps.length === 0 ? (
        <Empty title={words('found', { count: 0 })} action={{ href: plan.href, label: words('toPlan') }}>
          <p>{words('foundNone')}</p>
        </Empty>
      ) : (
        <>
          <p role="status">{words('found', { count: total })}</p>
          <Steps steps={steps} />
          {total > steps.length ? <p class="quiet">{words('foundFirst', { count: steps.length })}</p> : null}
        </>
      )}
    </>
  )
}

const Steps: FC<{ steps: readonly Step[] }> = ({ steps }) => (
  <ul>
    {steps.map((step) => (
      <li>
        <StepLink step={step} />
      </li>
    ))}
  </ul>
)

/** An address that may mean several things: all of them, to choose from. */
export const PickOne: FC<{ lang: Lang; lead: string; steps: readonly Step[] }> = ({ lang, lead, steps }) => (
  <>
    <PageHead title={say(lang)('pickTitle')} lead={lead} />
    <Steps steps={steps} />
  </>
)
