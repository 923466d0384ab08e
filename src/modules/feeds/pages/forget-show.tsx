import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../platform/look/figure.tsx'
import { Buttons, PostButton } from '../../../platform/look/form.tsx'
import { Progress } from '../../../platform/look/live.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Forgetting } from '../../people/index.ts'
import { words } from '../say.ts'
import type { Rewritten } from '../store-forget.ts'

export type ForgetShowProps = {
  lang: Lang
  csrf: string
  row: Forgetting
  day: (at: Date) => string
  mayDecide: boolean
  own: boolean
  history: readonly { when: string; who: string; what: string }[]
  rewritten: readonly Rewritten[]
  progress: { percent: number | null; step: string }
}

const short = (sha: string | null): string => (sha === null ? '' : `${sha.slice(0, 12)}\u2026`)

/** One request: why, who, what was written anew with old and new digests. Never who it is about. */
export const ForgetShowPage: FC<ForgetShowProps> = ({ lang, csrf, row, day, ...props }) => {
  const say = words(lang)
  const at = `/data/forget/${row.forgetting_id}`
  return (
    <>
      <PageHead title={say('forgetOne', { id: row.forgetting_id })}>
        <p class="quiet">
          <a href={`/data/forget?district=${row.district_id}`}>{say('forget')}</a>
        </p>
      </PageHead>
      <KeyValue
        rows={[
          { label: say('forgetState'), value: say(`forget_${row.state}`) },
          { label: say('forgetReason'), value: row.reason },
          { label: say('forgetWho'), value: `${row.asked_name}, ${day(row.asked_at)}` },
          ...(row.decided_at
            ? [{ label: say('forgetDecided'), value: `${row.decided_name ?? ''}, ${day(row.decided_at)}` }]
            : []),
          ...(row.done_at ? [{ label: say('forgetDone'), value: day(row.done_at) }] : []),
        ]}
      />
      {row.state === 'running' ? (
        <Progress
          lang={lang}
          src={`/progress/forget:${row.forgetting_id}`}
          percent={props.progress.percent}
          step={props.progress.step}
          doneHref={at}
        />
      ) : null}
      {row.state === 'asked' && props.own ? (
        <Notice lang={lang} kind="info">
          <p>{say('forgetSecond')}</p>
        </Notice>
      ) : null}
      {props.mayDecide ? (
        <Section title={say('forgetDecide')} lead={say('forgetDecideLead')}>
          <Buttons>
            <PostButton
              action={`${at}/agree`}
              csrf={csrf}
              label={say('forgetAgree')}
              fields={{ version: row.version }}
              danger
            />
            <PostButton
              action={`${at}/refuse`}
              csrf={csrf}
              label={say('forgetRefuse')}
              fields={{ version: row.version }}
            />
          </Buttons>
        </Section>
      ) : null}
      {row.state === 'done' ? (
        <Section title={say('forgetCounts')} lead={say('forgetCountsLead')}>
          <KeyValue
            rows={[
              { label: say('forgetVersions'), value: String(row.counts.versions ?? 0) },
              { label: say('forgetRows'), value: String(row.counts.rows ?? 0) },
              { label: say('forgetUploads'), value: String(row.counts.uploads ?? 0) },
              { label: say('forgetLines'), value: String(row.counts.lines ?? 0) },
              { label: say('forgetReads'), value: String(row.counts.reads ?? 0) },
              { label: say('forgetDisclosures'), value: String(row.counts.disclosures ?? 0) },
            ]}
          />
        </Section>
      ) : null}
      {props.rewritten.length === 0 ? null : (
        <Section title={say('rewritten')} lead={say('rewrittenLead')}>
          <Table
            lang={lang}
            caption={say('rewritten')}
            hideCaption
            narrow="stack"
            columns={[
              { key: 'what', head: say('rewrittenWhat'), kind: 'text', rowHead: true },
              { key: 'old', head: say('rewrittenOld'), kind: 'text' },
              { key: 'new', head: say('rewrittenNew'), kind: 'text' },
              { key: 'rows', head: say('forgetRows'), kind: 'number' },
            ]}
            rows={props.rewritten.map((one) => ({
              what:
                one.what === 'version'
                  ? say('rewrittenVersion', {
                      dataset: one.dataset ?? '',
                      year: String(one.school_year ?? ''),
                      version: one.version ?? 0,
                    })
                  : say('rewrittenUpload', { id: one.import_id ?? 0 }),
              old: short(one.old_sha256),
              new: one.new_sha256 === null ? say('rewrittenRemoved') : short(one.new_sha256),
              rows: one.rows_gone,
            }))}
          />
        </Section>
      )}
      <Section title={say('history')}>
        <ul>
          {props.history.map((one) => (
            <li>{`${one.when}: ${one.what}, ${one.who}`}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}
