import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { isYearly } from '../../measures.ts'
import type { DefinitionCard } from '../../sources.ts'
import { dateWords, type View, wordsOf, yearWords } from '../view.ts'
import { publicKey, publicWords } from '../words.ts'
import { EditionFrame, Foreign, Written } from './frame.tsx'

/** The checks that each file of attendance goes through before it counts (module `feeds`). Files of other kinds have checks of their own; one is common to all. */
const checks = ['check_day', 'check_twice', 'check_enrolled', 'check_future', 'check_known', 'check_stopped'] as const

/** "How is this computed?": words, SQL, checks, sources, versions, dates of files. */
export const Method: FC<{ view: View; card: DefinitionCard }> = ({ view, card }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const title = wordsOf(card.title, lang)
  const runs = content.runs.filter((run) => run.definition === card.id)
  // A dataset of one school year is named with it: `cohort 2025`.
  const kindOf = (name: string): string => name.split(' ')[0] ?? name
  const used = new Set(runs.flatMap((run) => Object.keys(run.datasets).map(kindOf)))
  const data = content.data.filter((file) => used.size === 0 || used.has(file.dataset))
  const made: readonly (typeof checks)[number][] = isYearly(card.id) ? ['check_known'] : checks
  const named = (prefix: string, name: string) => {
    const key = publicKey(`${prefix}_${name.replaceAll('-', '_')}`)
    return key ? say(key) : name
  }
  return (
    <EditionFrame
      content={content}
      lang={lang}
      title={say('methodTitle', { title })}
      file={`method/${card.id}.html`}
      howHref={`${card.id}.html`}
    >
      <PageHead title={say('methodTitle', { title })} />
      <Section title={say('methodWords')}>
        <div class="measure stack">
          <Written text={card.words} lang={lang} />
          {card.since ? <p>{say('methodSince', { date: dateWords(card.since, lang) })}</p> : null}
          <p class="quiet">{say('methodVersion', { version: card.version })}</p>
        </div>
      </Section>
      <Section title={say('methodRules')}>
        <ul>
          {card.rules.map((rule) => (
            <li>
              {wordsOf(rule.words, lang)} (<Foreign text={rule.source} lang={lang} />)
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('methodChecks')}>
        <ul>
          {made.map((key) => (
            <li>{say(key)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say('methodSources')}>
        <ul>
          {card.sources.map((source) => (
            <li lang="en">{source}</li>
          ))}
        </ul>
      </Section>
      <Section title={say('methodRuns')}>
        <Table
          lang={lang}
          caption={say('methodRuns')}
          hideCaption
          id="runs"
          columns={[
            { key: 'year', head: say('year'), kind: 'text', rowHead: true },
            { key: 'run', head: say('run'), kind: 'number' },
            { key: 'through', head: say('through'), kind: 'date' },
            { key: 'datasets', head: say('datasets'), kind: 'text' },
            { key: 'code', head: say('code'), kind: 'text' },
          ]}
          rows={runs.map((run) => ({
            year: yearWords(run.school_year),
            run: run.run_id,
            through: run.through_date,
            datasets: Object.entries(run.datasets)
              .map(
                ([name, version]) => `${named('dataset', kindOf(name))}${name.slice(kindOf(name).length)}: ${version}`,
              )
              .join(', '),
            code: run.code_version,
          }))}
        />
      </Section>
      {data.length > 0 ? (
        <Section title={say('methodData')}>
          <Table
            lang={lang}
            caption={say('methodData')}
            hideCaption
            id="data"
            columns={[
              { key: 'dataset', head: say('dataset'), kind: 'text', rowHead: true },
              { key: 'year', head: say('year'), kind: 'text' },
              { key: 'version', head: say('version'), kind: 'number' },
              { key: 'status', head: say('status'), kind: 'text' },
              { key: 'received', head: say('received'), kind: 'date' },
            ]}
            rows={data.map((file) => ({
              dataset: named('dataset', file.dataset),
              year: file.school_year === null ? null : yearWords(file.school_year),
              version: file.version,
              status: named('status', file.status),
              received: file.received_on,
            }))}
          />
        </Section>
      ) : null}
      <Section title={say('methodSql')} lead={say('methodSqlLead')}>
        {card.sql.map((step) => (
          <details>
            <summary>{step.name}</summary>
            <pre class="sql" tabindex={0} lang="en">
              <code>{step.text}</code>
            </pre>
          </details>
        ))}
      </Section>
      <p>
        <a href="../">{say('toScorecard')}</a>
      </p>
    </EditionFrame>
  )
}
