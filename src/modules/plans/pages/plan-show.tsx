import type { FC } from 'hono/jsx'
import { Call, Trend } from '../../../platform/look/call.tsx'
import { Facts } from '../../../platform/look/figure.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Panel, Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { count } from '../../../platform/format.ts'
import { say } from '../say.ts'
import type { Frame } from '../whole/frame.ts'
import { pageHref } from '../whole/frame.ts'
import { PlanTabs, StepList } from '../whole/pages/frame.tsx'
import { say as sayWhole } from '../whole/say.ts'
import type { PlanAround, PlanShowProps, Step, TreeNode } from './props.ts'
import { FindForm } from './found-list.tsx'
import { PlanVersions } from './plan-versions.tsx'
import { Paragraph, Problems, StepLink, Words } from './words.tsx'

const Branch: FC<{ lang: Lang; node: TreeNode }> = ({ lang, node }) => (
  <li>
    <StepLink step={node} />
    {node.call ? (
      <>
        {' '}
        <Call lang={lang} call={node.call} />
      </>
    ) : null}
    {node.trend ? (
      <>
        {' '}
        <Trend lang={lang} trend={node.trend} />
      </>
    ) : null}
    {node.below.length > 0 ? (
      <ul>
        {node.below.map((below) => (
          <Branch lang={lang} node={below} />
        ))}
      </ul>
    ) : node.note ? (
      <small> ({node.note})</small>
    ) : null}
  </li>
)

/** One thing at the top of the plan, with everything below it down to the actions. */
const Top: FC<{ lang: Lang; node: TreeNode }> = ({ lang, node }) => (
  <Panel>
    <h3>
      <StepLink step={node} level={false} />
    </h3>
    <p>
      <small>
        {node.level}
        {node.note ? `: ${node.note}` : ''}
      </small>{' '}
      {node.call ? <Call lang={lang} call={node.call} /> : null}
    </p>
    {node.below.length > 0 ? (
      <ul class="outline">
        {node.below.map((below) => (
          <Branch lang={lang} node={below} />
        ))}
      </ul>
    ) : null}
  </Panel>
)

/** Parts at the top of a plan with nothing below them: one list instead of a box each. */
const Loose: FC<{ lang: Lang; nodes: readonly TreeNode[] }> = ({ lang, nodes }) =>
  nodes.length === 0 ? null : (
    <Panel>
      <h3>{nodes[0]?.level}</h3>
      <ul class="outline">
        {nodes.map((node) => (
          <Branch lang={lang} node={node} />
        ))}
      </ul>
    </Panel>
  )

/** Neighbors of one level without anything below them stand together, where there are several. */
function blocksOf(tree: readonly TreeNode[]): TreeNode[][] {
  const out: TreeNode[][] = []
  for (const node of tree) {
    const last = out.at(-1)
    const before = last?.[0]
    if (last && before && node.below.length === 0 && before.below.length === 0 && before.level === node.level)
      last.push(node)
    else out.push([node])
  }
  return out
}

/** The plan on a page: what it is for, what comes first, everything from the top to the actions; its other pages are tabs. */
export const PlanShow: FC<PlanShowProps & { around?: PlanAround; frame?: Frame; majors?: readonly Step[] }> = (
  props,
) => {
  const { lang, around, frame, majors = [] } = props
  const words = say(lang)
  const whole = sayWhole(lang)
  return (
    <>
      <PageHead title={props.title.words} titleLang={props.title.lang}>
        <Facts
          facts={[
            { value: props.district },
            { value: props.period },
            { value: props.adoption },
            ...(props.title.older ? [{ value: words('older') }] : []),
            ...(props.synthetic ? [{ value: words('synthetic') }] : []),
          ]}
        />
      </PageHead>
      {frame ? <PlanTabs frame={frame} /> : null}
      {props.vision ? (
        <p class="statement">
          <Words text={props.vision} />
        </p>
      ) : null}
      {props.summary ? <Paragraph lang={lang} text={props.summary} class="measure" /> : null}
      {around ? <FindForm lang={lang} {...around.find} /> : null}
      {frame && majors.length > 0 ? (
        <Section
          title={whole('majors')}
          id="major"
          aside={<a href={`${pageHref(frame.plan.href, 'rollout')}#major`}>{whole('tab.rollout')}</a>}
        >
          <StepList steps={majors} />
        </Section>
      ) : null}
      <Section title={words('onAPage')} lead={words('onAPageLead')} id="page">
        {blocksOf(props.tree).map((nodes) =>
          nodes.length > 1 ? <Loose lang={lang} nodes={nodes} /> : nodes.map((node) => <Top lang={lang} node={node} />),
        )}
      </Section>
      <Section title={words('counts')} id="counts">
        <p>
          {props.counts.map((one) => `${count(one.count, lang)} ${one.level.toLowerCase()}`).join(', ')}.{' '}
          {frame ? <a href={`${pageHref(frame.plan.href, 'record')}#counts`}>{whole('tab.record')}</a> : null}
        </p>
        {props.source ? <p class="quiet">{words('sourceOf', { title: props.source })}</p> : null}
      </Section>
      {props.problems.length > 3 ? (
        <details>
          <summary>
            {words('problems')}: {words('findings', { count: props.problems.length })}
          </summary>
          <Problems lang={lang} problems={props.problems} />
        </details>
      ) : (
        <Problems lang={lang} problems={props.problems} />
      )}
      {around ? <PlanVersions lang={lang} fields={around.find.fields} {...around.versions} /> : null}
    </>
  )
}
