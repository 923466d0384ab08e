import type { FC } from 'hono/jsx'
import { schoolYear, shortDate } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Method } from '../method.ts'
import { nameOf, sentenceOf, words } from '../say.ts'

/** "How is this computed?": words, rules with their sources, the SQL that runs, what it ran on. */
export const MethodShow: FC<{ lang: Lang; method: Method }> = ({ lang, method }) => {
  const say = words(lang)
  const name = nameOf(method.definition, lang)
  const rules: Column<Method['rules'][number]>[] = [
    { key: 'name', head: say('how.rule'), kind: 'text', rowHead: true },
    { key: 'value', head: say('how.value'), kind: 'text' },
    { key: 'since', head: say('how.since'), kind: 'date' },
    { key: 'source', head: say('how.source'), kind: 'text', quiet: true },
    { key: 'status', head: say('how.status'), kind: 'text', quiet: true },
  ]
  const runs = method.runs.map((run) => ({
    year: schoolYear(run.school_year),
    through: run.through_date,
    versions: Object.entries(run.datasets)
      .map(([dataset, version]) => `${dataset} ${version}`)
      .join(', '),
    digest: run.digest.slice(0, 16),
    at: run.at.toISOString().slice(0, 10),
  }))
  const runColumns: Column<(typeof runs)[number]>[] = [
    { key: 'year', head: say('how.year'), kind: 'text', rowHead: true },
    { key: 'through', head: say('how.through'), kind: 'date' },
    { key: 'versions', head: say('how.version'), kind: 'text', quiet: true },
    { key: 'digest', head: say('how.digest'), kind: 'text', quiet: true },
    { key: 'at', head: say('how.computed'), kind: 'date' },
  ]
  return (
    <>
      <PageHead title={say('how.title')} lead={name} />
      <Section title={say('how.words')}>
        <p class="measure">{sentenceOf(method.definition, lang)}</p>
      </Section>
      <Section title={say('how.rules')}>
        <Table
          lang={lang}
          caption={say('how.rules')}
          hideCaption={true}
          columns={rules}
          rows={method.rules}
          narrow="stack"
        />
      </Section>
      <Section title={say('how.checks')}>
        <p class="measure">{say('how.checksText')}</p>
      </Section>
      {method.golden.length > 0 ? (
        <Section title={say('how.golden')}>
          <ul>
            {method.golden.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {runs.length > 0 ? (
        <Section title={say('how.runs')}>
          <Table
            lang={lang}
            caption={say('how.runs')}
            hideCaption={true}
            columns={runColumns}
            rows={runs}
            narrow="stack"
          />
        </Section>
      ) : null}
      <Section title={say('how.sql')} lead={say('how.sqlLead')}>
        {method.steps.map((step, i) => (
          <details open={i === 0}>
            <summary>{say('how.file', { name: step.name })}</summary>
            <p class="quiet">
              {say('how.grain')} {step.header.grain}. {step.header.why} ({step.header.source},{' '}
              {shortDate(step.header.since, lang)})
            </p>
            <pre tabindex={0} lang="en">
              <code>{step.sql}</code>
            </pre>
          </details>
        ))}
      </Section>
    </>
  )
}
