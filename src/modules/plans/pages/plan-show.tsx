import type { FC } from 'hono/jsx'
import { Call, Trend } from '../../../platform/look/call.tsx'
import { Facts, KeyValue } from '../../../platform/look/figure.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Panel, Section } from '../../../platform/look/panel.tsx'
import { Code } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { say } from '../say.ts'
import type { PlanAround, PlanShowProps, TreeNode } from './props.ts'
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
      <ul>
        {node.below.map((below) => (
          <Branch lang={lang} node={below} />
        ))}
      </ul>
    ) : null}
  </Panel>
)

/** The plan on a page: what it stands for, everything from the top to the actions, counts, its words, its findings. */
export const PlanShow: FC<PlanShowProps & { around?: PlanAround }> = (props) => {
  const { lang, around } = props
  const words = say(lang)
  return (
    <>
      <PageHead title={props.title.words} titleLang={props.title.lang}>
        <Facts
          facts={[
            { value: props.district },
            { value: props.period },
            { value: props.adoption },
            ...(props.synthetic ? [{ value: words('synthetic') }] : []),
          ]}
        />
      </PageHead>
      {props.summary ? <Paragraph lang={lang} text={props.summary} class="lead" /> : null}
      {around ? <FindForm lang={lang} {...around.find} /> : null}
      {props.statements.length > 0 ? (
        <Section title={words('statements')}>
          <KeyValue
            rows={props.statements.map((s) => ({
              label: s.kind,
              value: (
                <>
                  <Words text={s.title} />
                  {s.text ? <Paragraph lang={lang} text={s.text} /> : null}
                </>
              ),
            }))}
          />
        </Section>
      ) : null}
      <Section title={words('onAPage')} lead={words('onAPageLead')} id="page">
        {props.tree.map((node) => (
          <Top lang={lang} node={node} />
        ))}
      </Section>
      <Section title={words('counts')} id="counts">
        <Table
          lang={lang}
          caption={words('counts')}
          hideCaption={true}
          dense={true}
          columns={[
            { key: 'level', head: words('countLevel'), kind: 'text', rowHead: true },
            { key: 'count', head: words('countNumber'), kind: 'number' },
          ]}
          rows={props.counts}
        />
      </Section>
      {props.glossary.length > 0 ? (
        <Section title={words('glossary')} id="glossary">
          <KeyValue
            rows={props.glossary.map((g) => ({
              label: g.term,
              value: <Words text={g.means} />,
              ...(g.says ? { note: g.says.words } : {}),
            }))}
          />
        </Section>
      ) : null}
      <Problems lang={lang} problems={props.problems} />
      <Section title={words('source')} id="source">
        {props.source ? <p>{words('sourceOf', { title: props.source.title })}</p> : null}
        {[props.source?.note, props.adoptionNote, ...props.notes].map((note) =>
          note ? <Paragraph lang={lang} text={note} class="quiet measure" /> : null,
        )}
        <p>
          {words('digest')}: <Code>{props.digest.slice(0, 16)}</Code> <small>{words('digestWhy')}</small>
        </p>
      </Section>
      {around ? <PlanVersions lang={lang} fields={around.find.fields} {...around.versions} /> : null}
    </>
  )
}
