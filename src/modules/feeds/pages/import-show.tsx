import type { FC } from 'hono/jsx'
import { count, shortDate } from '../../../platform/format.ts'
import { KeyValue } from '../../../platform/look/figure.tsx'
import { ButtonLink, Buttons, PostButton } from '../../../platform/look/form.tsx'
import { Progress } from '../../../platform/look/live.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Recorded } from '../../../platform/history/history.ts'
import type { Lang } from '../../../platform/words.ts'
import { kindOf } from '../kinds/all.ts'
import { kindTitle, stepWords, type Word, words } from '../say.ts'
import type { FindingCount, FindingRow, ImportRow, VersionRow } from '../schema.ts'
import { AcceptForms, GuardForms, MatchForm, PurgeForm } from './import-forms.tsx'
import { ImportFindings } from './import-findings.tsx'
import { type OrgChoice, SchoolsForm } from './import-schools.tsx'
import { VersionTable } from './version-table.tsx'

export type Person = { account_id: number; name: string }

export type ImportShowProps = {
  lang: Lang
  csrf: string
  row: ImportRow
  /** the same bytes were just sent again */
  same: boolean
  findings: readonly FindingCount[]
  first: readonly FindingRow[]
  withStudents: boolean
  versions: readonly VersionRow[]
  currents: ReadonlySet<string>
  /** organizations that those of a bundle may be */
  orgs: readonly OrgChoice[]
  history: readonly Recorded[]
  people: readonly Person[]
  progress: { percent: number | null; step: string } | null
  day: (at: Date) => string
}

const running: readonly ImportRow['state'][] = ['received', 'examining', 'accepted', 'loading']

/** True while work on the import goes on: the page then follows it. */
export const isRunning = (row: ImportRow): boolean => running.includes(row.state)

/** One file: where it stands, what it is, what was found, and the decision about it. */
export const ImportShowPage: FC<ImportShowProps> = (props) => {
  const { lang, row, day } = props
  const say = words(lang)
  return (
    <>
      <PageHead
        title={row.name}
        lead={`${row.kind ? kindTitle(row.kind, lang) : say('kindUnknown')} \u00b7 ${say(`state_${row.state}`)}`}
      />
      {props.same ? (
        <Notice lang={lang} kind="info" title={say('sameAgain')}>
          <p>{say('sameAgainWhy', { date: day(row.received_at) })}</p>
        </Notice>
      ) : null}
      {isRunning(row) ? (
        <Progress
          lang={lang}
          src={`/progress/import:${row.import_id}`}
          percent={props.progress?.percent ?? null}
          step={stepWords(props.progress?.step ?? '', lang) ?? say('step_received')}
          doneHref={`/data/imports/${row.import_id}`}
        />
      ) : null}
      <State {...props} />
      <Recognized {...props} />
      {row.state === 'stopped' && row.stop_code === 'guard' ? <GuardForms {...props} /> : null}
      {row.kind !== null &&
      row.stop_code !== 'content' &&
      row.stop_code !== 'headers' &&
      !isRunning(row) &&
      row.state !== 'purged' &&
      row.counts.rows !== undefined ? (
        <ImportFindings {...props} />
      ) : null}
      {(row.state === 'examined' || row.state === 'stopped') && row.unmatched.length > 0 ? (
        <SchoolsForm {...props} />
      ) : null}
      {row.state === 'examined' ? <AcceptForms {...props} /> : null}
      {props.versions.length > 0 ? (
        <Section title={say('result')}>
          <VersionTable lang={lang} versions={props.versions} currents={props.currents} day={day} withDataset />
        </Section>
      ) : null}
      {(row.state === 'stopped' || row.state === 'examined') && row.headers.length > 0 ? (
        <MatchForm {...props} />
      ) : null}
      <Story {...props} />
      {row.state !== 'purged' ? <PurgeForm {...props} /> : null}
    </>
  )
}

const State: FC<ImportShowProps> = ({ lang, csrf, row, day }) => {
  const say = words(lang)
  if (row.state === 'purged')
    return (
      <Notice lang={lang} kind="warning" title={say('purgedTitle')}>
        <p>
          {say('purgedWhy', {
            who: row.purged_by ?? '',
            date: row.purged_at ? day(row.purged_at) : '',
            reason: row.purge_reason,
          })}
        </p>
      </Notice>
    )
  if (row.state === 'failed' || row.state === 'refused')
    return (
      <>
        {row.state === 'failed' ? (
          <Notice lang={lang} kind="trouble" title={say('failedTitle')}>
            <p>{say('failedWhy', { code: row.failure_code ?? '' })}</p>
          </Notice>
        ) : (
          <Notice lang={lang} kind="info" title={say('state_refused')}>
            <p>{row.note}</p>
          </Notice>
        )}
        <Buttons>
          <PostButton
            action={`/data/imports/${row.import_id}/again`}
            csrf={csrf}
            label={say('again')}
            fields={{ version: row.version }}
          />
        </Buttons>
      </>
    )
  if (row.state !== 'stopped' || row.stop_code === null || row.stop_code === 'guard') return null
  const why =
    row.stop_code === 'content'
      ? (`content_${row.failure_code ?? 'binary'}` as Word)
      : (`stop_${row.stop_code}Why` as Word)
  return (
    <>
      <Notice lang={lang} kind="trouble" title={say(`stop_${row.stop_code}`)}>
        <p>{say(why)}</p>
      </Notice>
      <Buttons>
        <ButtonLink label={say('addFile')} href={`/data/new?district=${row.org_id}`} main />
        <PostButton
          action={`/data/imports/${row.import_id}/again`}
          csrf={csrf}
          label={say('again')}
          fields={{ version: row.version }}
        />
      </Buttons>
    </>
  )
}

const Recognized: FC<ImportShowProps> = ({ lang, row, day }) => {
  const say = words(lang)
  const { counts } = row
  const columns = (row.kind ? kindOf(row.kind).columns : []).flatMap(({ name }) =>
    row.mapping[name] === undefined ? [] : [[name, row.mapping[name]] as const],
  )
  const rows = [
    { label: say('received'), value: `${day(row.received_at)} \u00b7 ${row.received_by}` },
    {
      label: say('size'),
      value: `${count(Math.ceil(row.size / 1024), lang)} KB`,
      note: say('digest', { digest: row.sha256.slice(0, 16) }),
    },
    ...(counts.rows === undefined
      ? []
      : [
          { label: say('rowsRead'), value: count(counts.rows, lang) },
          { label: say('rowsUsable'), value: count(counts.usable ?? 0, lang) },
          { label: say('rowsSkipped'), value: count(counts.skipped ?? 0, lang) },
        ]),
    ...(counts.first_day && counts.last_day
      ? [
          {
            label: say('days'),
            value: say('daysRange', {
              first: shortDate(counts.first_day, lang),
              last: shortDate(counts.last_day, lang),
            }),
          },
        ]
      : []),
    ...(columns.length === 0
      ? []
      : [
          {
            label: say('columnsTaken'),
            value: columns
              .map(([column, header]) => (column === header ? column : say('columnFrom', { column, header })))
              .join(', '),
          },
        ]),
    ...(row.file_gone_at && row.state !== 'purged' ? [{ label: say('file'), value: say('fileGone') }] : []),
  ]
  const odd = counts.encoding && counts.encoding !== 'utf-8' ? counts.encoding : null
  return (
    <Section title={say('recognized')}>
      <KeyValue rows={rows} />
      {odd ? (
        <Notice lang={lang} kind="warning" title={say('latin')}>
          <p>{say('latinWhy', { encoding: odd })}</p>
        </Notice>
      ) : null}
      {row.override_reason ? (
        <Notice lang={lang} kind="info">
          <p>{say('overridden', { who: row.override_by ?? '', reason: row.override_reason })}</p>
        </Notice>
      ) : null}
    </Section>
  )
}

const Story: FC<ImportShowProps> = ({ lang, history, day }) => {
  const say = words(lang)
  return (
    <Section title={say('history')}>
      <Table
        lang={lang}
        id="history"
        caption={say('history')}
        hideCaption
        dense
        columns={[
          { key: 'verb', head: say('what'), kind: 'text', rowHead: true },
          { key: 'at', head: say('when'), kind: 'text' },
          { key: 'by', head: say('who'), kind: 'text' },
          { key: 'reason', head: say('reason'), kind: 'text' },
        ]}
        rows={history.map((one) => {
          const state = String(one.became.state ?? '')
          const known = `state_${state}` as Word
          return {
            verb: one.verb === 'received' ? say('received') : state in stateWords ? say(known) : say('fileGone'),
            at: day(one.at),
            by:
              typeof one.became.by === 'string'
                ? one.became.by
                : one.actor_name.startsWith('system:')
                  ? 'Throughline'
                  : one.actor_name,
            reason: one.reason,
          }
        })}
      />
    </Section>
  )
}

const stateWords = {
  received: 1,
  examined: 1,
  stopped: 1,
  accepted: 1,
  loaded: 1,
  refused: 1,
  failed: 1,
  purged: 1,
} as const
