import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { say } from '../say.ts'
import type { PlanAround, Said, Step } from './props.ts'
import { StepLink, Words } from './words.tsx'

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
  /** measures; `level` is what they measure */
  measures?: readonly Step[]
  measuresTotal?: number
  /** other plans in which the same is found, with the search in them */
  others?: readonly { title: Said; district: string; count: number; href: string }[]
}

/** What a search in one plan found. */
export const FoundList: FC<FoundListProps> = (props) => {
  const { lang, plan, q, find, steps, total, measures = [], measuresTotal = 0, others = [] } = props
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
      ) : steps.length + measures.length === 0 ? (
        <Empty title={words('found', { count: 0 })} action={{ href: plan.href, label: words('toPlan') }}>
          <p>{words('foundNone')}</p>
        </Empty>
      ) : (
        <>
          <p role="status">{words('found', { count: total + measuresTotal })}</p>
          {steps.length > 0 ? <Steps steps={steps} /> : null}
          {total > steps.length ? <p class="quiet">{words('foundFirst', { count: steps.length })}</p> : null}
          {measures.length > 0 ? (
            <Section title={words('foundMeasures')} id="measures">
              <Steps steps={measures} />
              {measuresTotal > measures.length ? (
                <p class="quiet">{words('foundFirst', { count: measures.length })}</p>
              ) : null}
            </Section>
          ) : null}
        </>
      )}
      {others.length > 0 ? (
        <Section title={words('foundElsewhere')} id="other-plans">
          <ul>
            {others.map((one) => (
              <li>
                <a href={one.href}>
                  <Words text={one.title} />
                </a>{' '}
                <small>
                  {one.district}: {words('found', { count: one.count })}
                </small>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
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
