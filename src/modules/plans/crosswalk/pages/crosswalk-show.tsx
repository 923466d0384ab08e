import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Code } from '../../../../platform/look/status.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Step } from '../../pages/props.ts'
import { Paragraph, StepLink, Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import type { CrosswalkView, LineView } from '../view.ts'

const Parts: FC<{ steps: readonly Step[]; none: string }> = ({ steps, none }) =>
  steps.length === 0 ? (
    <span class="none">{none}</span>
  ) : (
    <ul class="step-list">
      {steps.map((step) => (
        <li>
          {step.href ? (
            <StepLink step={step} />
          ) : (
            <>
              {step.code ? (
                <>
                  <Code>{step.code}</Code>{' '}
                </>
              ) : null}
              <Words text={step.title} />
              <small> {step.level}</small>
            </>
          )}
        </li>
      ))}
    </ul>
  )

/** The lines of one kind: before, after and why, side by side; under each other where there is no room. */
const Lines: FC<{ lang: Lang; kind: string; id: string; lines: readonly LineView[] }> = ({ lang, kind, id, lines }) => {
  const words = say(lang)
  const heads = [words('before'), words('after'), words('reason')]
  return (
    <div class="table blocks walk" role="region" tabindex={0} aria-labelledby={`${id}-c`}>
      <table role="table">
        <caption id={`${id}-c`} class="sr">
          {kind}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map((head) => (
              <th scope="col" role="columnheader">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line) => (
            <tr role="row">
              <td role="cell" data-head={heads[0]}>
                <Parts steps={line.from} none={words('nothingBefore')} />
              </td>
              <td role="cell" data-head={heads[1]}>
                <Parts steps={line.to} none={words('nothingAfter')} />
              </td>
              <td role="cell" data-head={heads[2]}>
                <div>
                  <Words text={line.reason} />
                  <small>{line.basis}</small>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What became of the parts of each plan in the next one: by kind, with the reason, and who drew the line. */
export const CrosswalkShow: FC<{ lang: Lang; view: CrosswalkView }> = ({ lang, view }) => {
  const words = say(lang)
  return (
    <>
      <PageHead title={view.title.words} titleLang={view.title.lang} lead={words('lead')}>
        <p>{words('title')}</p>
      </PageHead>
      {view.note ? <Paragraph lang={lang} text={view.note} /> : null}
      <p class="quiet">
        {words('ledger')} <a href="/plans/ledger">{words('toLedger')}</a>
      </p>
      {view.steps.map((step) => (
        <Section title={step.title}>
          <p>
            {[step.from, step.to].map((plan, i) => (
              <>
                {i > 0 ? ' \u2192 ' : ''}
                {plan.href ? <a href={plan.href}>{plan.title}</a> : plan.title}
              </>
            ))}
          </p>
          {step.note ? <Paragraph lang={lang} text={step.note} /> : null}
          <p class="quiet">{step.counts.join(', ')}</p>
          {step.groups.map((group) => (
            <>
              <h3 id={group.id}>{group.kind}</h3>
              <Lines lang={lang} kind={`${group.kind}: ${step.title}`} id={group.id} lines={group.lines} />
            </>
          ))}
        </Section>
      ))}
    </>
  )
}
