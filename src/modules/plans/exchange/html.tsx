import type { FC } from 'hono/jsx'
import { raw } from 'hono/html'
import { document_, PageHead } from '../../../platform/look/page.tsx'
import { Facts, KeyValue } from '../../../platform/look/figure.tsx'
import { stylesheet } from '../../../platform/look/stylesheet.ts'
import type { Lang } from '../../../platform/words.ts'
import { digest } from '../file/canonical.ts'
import type { Element, Plan } from '../file/format.ts'
import { type PlanGraph, planGraph } from '../graph.ts'
import type { Said } from '../pages/props.ts'
import { Paragraph, Words } from '../pages/words.tsx'
import { said, saidOr, say as sayPlan } from '../say.ts'
import { targetView } from '../target-words.ts'
import { timeWords } from '../whole/when.ts'
import { say } from './say.ts'

/** No style of its own but the break of pages and the size of heads; the rest is the look's, with its style for print. */
const printStyle =
  '@media print{@page{size:letter;margin:16mm}.paper section{break-before:page}.paper section:first-of-type{break-before:auto}.paper li,.paper .measure-line{break-inside:avoid}}.paper{max-width:46rem;margin:0 auto;padding:1.5rem 1rem}.paper>*+*{margin-block-start:1.25rem}.paper section>*+*{margin-block-start:.5rem}.paper ul{padding-inline-start:1.25rem}.paper li{margin-block:.4rem}'

/** The look without its font files: a file that stands alone has nowhere to load them from. */
const alone = (css: string): string => css.replaceAll(/@font-face\s*\{[^}]*\}/g, '')

const facts = (graph: PlanGraph, one: Element, lang: Lang): string => {
  const { plan } = graph
  const office = plan.offices.find((each) => each.id === one.owner)
  const role = plan.roles.find((each) => each.id === one.champion)
  const time =
    one.timeframe && (plan.language === lang ? one.timeframe.words : timeWords(plan, one.timeframe, lang).words)
  return [office && said(office.name, lang).words, role && said(role.name, lang).words, time]
    .filter(Boolean)
    .join(' · ')
}

const Measures: FC<{ graph: PlanGraph; id: string; lang: Lang }> = ({ graph, id, lang }) => {
  const measures = graph.measures(id)
  return measures.length === 0 ? null : (
    <ul>
      {measures.map((measure) => (
        <li class="measure-line">
          <small>{say(lang)('measure')}</small> <Words text={said(measure.title, lang)} />
          {measure.targets.map((target) => (
            <>
              {': '}
              {targetView(target, lang).sentence}
            </>
          ))}
        </li>
      ))}
    </ul>
  )
}

const Line: FC<{ graph: PlanGraph; one: Element; lang: Lang; seen: Set<string> }> = ({ graph, one, lang, seen }) => {
  if (seen.has(one.id)) return null
  seen.add(one.id)
  const level = graph.level(one)
  const text: Said | null = saidOr(one.text, lang)
  const below = graph.children(one.id)
  const about = facts(graph, one, lang)
  return (
    <li>
      <strong>{one.code ?? (level ? said(level.name, lang).words : '')}</strong> <Words text={said(one.title, lang)} />
      {about ? <small> ({about})</small> : null}
      {text ? <Paragraph lang={lang} text={text} /> : null}
      <Measures graph={graph} id={one.id} lang={lang} />
      {below.length > 0 ? (
        <ul>
          {below.map((child) => (
            <Line graph={graph} one={child} lang={lang} seen={seen} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

const Sheet: FC<{ plan: Plan; lang: Lang; style: string | undefined }> = ({ plan, lang, style }) => {
  const graph = planGraph(plan)
  const words = sayPlan(lang)
  const title = said(plan.title, lang)
  const seen = new Set<string>()
  const summary = saidOr(plan.summary, lang)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title.words}</title>
        {style === undefined ? (
          <style>{raw(`${alone(stylesheet().text)}${printStyle}`)}</style>
        ) : (
          <link rel="stylesheet" href={style} />
        )}
      </head>
      <body>
        <main class="paper" id="main">
          <PageHead title={title.words} titleLang={title.lang}>
            <Facts
              facts={[
                { value: plan.org.name },
                { value: plan.period.words },
                { value: words(plan.adoption.state) },
                ...(plan.org.synthetic ? [{ value: words('synthetic') }] : []),
              ]}
            />
          </PageHead>
          {summary ? <Paragraph lang={lang} text={summary} class="lead" /> : null}
          {plan.statements.length > 0 ? (
            <section>
              <h2>{words('statements')}</h2>
              <KeyValue
                rows={plan.statements.map((one) => ({
                  label: words(one.kind),
                  value: (
                    <>
                      <Words text={said(one.title, lang)} />
                      {one.text ? <Paragraph lang={lang} text={said(one.text, lang)} /> : null}
                    </>
                  ),
                }))}
              />
            </section>
          ) : null}
          {graph.roots().map((root) => {
            seen.add(root.id)
            const text = saidOr(root.text, lang)
            const about = facts(graph, root, lang)
            return (
              <section>
                <h2>
                  {root.code ? `${root.code} ` : ''}
                  <Words text={said(root.title, lang)} />
                </h2>
                {about ? <p>{about}</p> : null}
                {text ? <Paragraph lang={lang} text={text} /> : null}
                <Measures graph={graph} id={root.id} lang={lang} />
                <ul>
                  {graph.children(root.id).map((child) => (
                    <Line graph={graph} one={child} lang={lang} seen={seen} />
                  ))}
                </ul>
              </section>
            )
          })}
          {plan.glossary.length > 0 ? (
            <section>
              <h2>{words('glossary')}</h2>
              <KeyValue
                rows={plan.glossary.map((one) => ({ label: one.term, value: <Words text={said(one.means, lang)} /> }))}
              />
            </section>
          ) : null}
          <p>
            <small>{say(lang)('printed', { digest: digest(plan).slice(0, 16) })}</small>
          </p>
        </main>
      </body>
    </html>
  )
}

/**
 * A plan to be printed: one page without script, in one language, everything from the top to the tasks with who, when, measures and targets.
 * `style`: address of the style sheet; left out, the style stands in the file, so that it opens anywhere.
 */
export const htmlOf = (plan: Plan, lang: Lang, style?: string): string =>
  document_(<Sheet plan={plan} lang={lang} style={style} />)
