import type { FC } from 'hono/jsx'
import { Findings } from '../../../platform/look/findings.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import { kindOf } from '../kinds/all.ts'
import { checkWords, words } from '../say.ts'
import type { ImportShowProps } from './import-show.tsx'

/** What the checks found: each with its reason and what to do, then its first rows. Row and column always; the student's id only for those who may see it; never a name. */
export const ImportFindings: FC<Pick<ImportShowProps, 'lang' | 'row' | 'findings' | 'first' | 'withStudents'>> = ({
  lang,
  row,
  findings,
  first,
  withStudents,
}) => {
  const say = words(lang)
  if (findings.length === 0)
    return (
      <Section title={say('findings')}>
        <p>{say('noFindings')}</p>
      </Section>
    )
  return (
    <Section title={say('findings')} lead={say('findingsLead')}>
      <Findings
        lang={lang}
        caption={say('findings')}
        findings={findings.map((one) => {
          const whole = row.kind !== null && kindOf(row.kind).whole
          const told = checkWords(one.check_id, lang, { severity: one.severity, whole })
          return {
            check: told.what,
            severity: one.severity === 'warning' ? 'note' : whole ? 'stop' : 'warn',
            rows: one.rows,
            effect: told.effect,
            why: told.why,
            fix: told.fix,
            href: `#rows-${slug(one.check_id)}`,
          }
        })}
      />
      {row.file_gone_at === null ? (
        <p>
          <a href={`/data/imports/${row.import_id}/findings.csv`} download>
            {say('download')}
          </a>
        </p>
      ) : null}
      {findings.map((one) => {
        const rows = first.filter((finding) => finding.check_id === one.check_id)
        const anyNearest = rows.some((finding) => finding.nearest)
        return (
          <details class="panel" id={`rows-${slug(one.check_id)}`}>
            <summary>
              {checkWords(one.check_id, lang).what}: {say('firstRows').toLowerCase()}
            </summary>
            <Table
              lang={lang}
              id={`table-${slug(one.check_id)}`}
              caption={checkWords(one.check_id, lang).what}
              hideCaption
              dense
              columns={[
                { key: 'row_no', head: say('row'), kind: 'number' },
                { key: 'column_name', head: say('column'), kind: 'text' },
                ...(withStudents && rows.some((finding) => finding.external_id)
                  ? [{ key: 'external_id' as const, head: say('student'), kind: 'text' as const }]
                  : []),
                ...(anyNearest ? [{ key: 'nearest' as const, head: say('nearest'), kind: 'text' as const }] : []),
              ]}
              rows={rows}
            />
          </details>
        )
      })}
    </Section>
  )
}

const slug = (id: string): string => id.replaceAll('/', '-')
