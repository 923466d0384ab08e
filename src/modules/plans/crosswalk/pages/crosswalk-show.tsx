import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Panel, Section } from '../../../../platform/look/panel.tsx'
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
    <ul>
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

const Line: FC<{ lang: Lang; line: LineView }> = ({ lang, line }) => {
  const words = say(lang)
  return (
    <Panel>
      <KeyValue
        rows={[
          { label: words('before'), value: <Parts steps={line.from} none={words('nothingBefore')} /> },
          { label: words('after'), value: <Parts steps={line.to} none={words('nothingAfter')} /> },
          { label: words('reason'), value: <Words text={line.reason} />, note: line.basis },
        ]}
      />
    </Panel>
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
      <p>
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
              {group.lines.map((line) => (
                <Line lang={lang} line={line} />
              ))}
            </>
          ))}
        </Section>
      ))}
    </>
  )
}
