import type { FC } from 'hono/jsx'
import type { Column, Hidden } from '../../../../platform/look/cells.ts'
import {
  ButtonLink,
  errorOf,
  ErrorSummary,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Golden } from '../golden.ts'
import { ownWords } from '../issue.ts'

export type ExampleLine = { school: string; wanted: string; got: string }
export type TrialLine = {
  place: string
  n: string | Hidden | null
  d: number | Hidden | null
  rate: string | Hidden | null
  state: string | null
}

export type ShowProps = {
  lang: Lang
  csrf: string
  districtId: number
  base: string
  name: string
  sentence: string
  district: string
  state: string
  version: number
  /** what was done just now */
  done: string | null
  errors: readonly FormError[]
  mayKeep: boolean
  /** its numbers, once it is computed */
  numbersHref: string | null
  file: string
  sql: string | null
  columns: readonly string[]
  golden: Golden
  example: { agrees: boolean; lines: readonly ExampleLine[] } | null
  trial: {
    state: 'none' | 'asked' | 'done' | 'failed'
    year: string
    agrees: boolean | null
    lines: readonly TrialLine[]
  }
  ready: boolean
  retired: boolean
  /** that the engine failed at what is computed, in words */
  failed: string | null
}

const Example: FC<ShowProps> = (props) => {
  const { lang, csrf, errors, golden, example } = props
  const say = ownWords(lang)
  return (
    <Section title={say('example.title')} lead={say('example.lead')} id="example">
      {example ? (
        <>
          <Notice
            lang={lang}
            kind={example.agrees ? 'done' : 'warning'}
            title={say(example.agrees ? 'example.agrees' : 'example.differs')}
          />
          <Table
            lang={lang}
            caption={say('example.title')}
            hideCaption={true}
            narrow="stack"
            columns={[
              { key: 'school', head: say('example.school'), kind: 'text', rowHead: true },
              { key: 'wanted', head: say('example.wanted'), kind: 'text' },
              { key: 'got', head: say('example.got'), kind: 'text' },
            ]}
            rows={example.lines}
          />
        </>
      ) : null}
      {props.mayKeep ? (
        <Form lang={lang} action={`${props.base}/example`} csrf={csrf} version={props.version}>
          <input type="hidden" name="district" value={String(props.districtId)} />
          <Field
            lang={lang}
            kind="area"
            rows={8}
            name="table"
            label={say('example.table')}
            hint={say('example.columns', { columns: props.columns.join(', ') })}
            value={golden.table || `${props.columns.join(', ')}\n`}
            error={errorOf(errors, 'table')}
          />
          <Field
            lang={lang}
            kind="area"
            rows={3}
            name="expected"
            label={say('example.expected')}
            value={golden.expected || 'school, n, d\n'}
            error={errorOf(errors, 'expected')}
          />
          <Submit label={say('example.save')} main={!props.ready} />
        </Form>
      ) : null}
    </Section>
  )
}

const Preview: FC<ShowProps> = (props) => {
  const { lang, csrf, trial } = props
  const say = ownWords(lang)
  const columns: Column<TrialLine>[] = [
    { key: 'place', head: say('trial.place'), kind: 'text', rowHead: true },
    { key: 'n', head: say('trial.n'), kind: 'text' },
    { key: 'd', head: say('trial.d'), kind: 'number' },
    { key: 'rate', head: say('trial.rate'), kind: 'text' },
    { key: 'state', head: say('trial.state'), kind: 'text', quiet: true },
  ]
  return (
    <Section title={say('trial.title')} lead={say('trial.lead', { year: trial.year })} id="preview">
      {trial.state === 'asked' ? (
        <Notice lang={lang} kind="info">
          <p>{say('trial.asked')}</p>
        </Notice>
      ) : null}
      {trial.state === 'failed' ? (
        <Notice lang={lang} kind="trouble">
          <p>{say('trial.failed')}</p>
        </Notice>
      ) : null}
      {trial.state === 'done' ? (
        <>
          <p>{say(trial.agrees ? 'trial.engineAgrees' : 'trial.engineDiffers')}</p>
          <Table
            lang={lang}
            caption={say('trial.caption', { year: trial.year })}
            narrow="stack"
            columns={columns}
            rows={trial.lines}
          />
        </>
      ) : null}
      {props.mayKeep && trial.state !== 'asked' ? (
        <PostButton
          action={`${props.base}/trial`}
          csrf={csrf}
          label={say(trial.state === 'none' ? 'trial.ask' : 'trial.again')}
          fields={{ district: props.districtId }}
        />
      ) : null}
    </Section>
  )
}

/** One own definition: its rule, its worked example, its preview, and how it is activated. */
export const OwnShow: FC<ShowProps> = (props) => {
  const { lang, csrf, districtId: district, version } = props
  const say = ownWords(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={props.name} lead={props.sentence}>
        <p class="quiet">
          {props.district} · {props.state}
        </p>
      </PageHead>
      {props.done ? <Notice lang={lang} kind="done" title={props.done} /> : null}
      {props.failed ? <Notice lang={lang} kind="warning" title={props.failed} /> : null}
      <p>
        <a href={`/indicators/own?org=${district}`}>{say('back')}</a>
        {props.numbersHref ? (
          <>
            {' · '}
            <a href={props.numbersHref}>{say('show.indicator')}</a>
          </>
        ) : null}
      </p>
      <Section title={say('show.rule')}>
        <pre tabindex={0} lang="en">
          {props.file}
        </pre>
        {props.mayKeep ? <ButtonLink label={say('show.edit')} href={`${props.base}/edit?org=${district}`} /> : null}
        {props.sql === null ? (
          <p>{say('show.broken')}</p>
        ) : (
          <details>
            <summary>{say('show.sql')}</summary>
            <p>{say('show.sqlLead')}</p>
            <pre tabindex={0} lang="en">
              {props.sql}
            </pre>
          </details>
        )}
      </Section>
      <Example {...props} />
      <Preview {...props} />
      {props.mayKeep ? (
        <Section title={say('activate.title')} lead={say('activate.lead')} id="activate">
          {props.ready ? (
            <PostButton
              action={`${props.base}/activate`}
              csrf={csrf}
              label={say('activate.button')}
              main={true}
              fields={{ district, version }}
            />
          ) : (
            <p>{say('activate.not')}</p>
          )}
          {props.retired ? null : (
            <PostButton
              action={`${props.base}/retire`}
              csrf={csrf}
              label={say('activate.retire')}
              danger={true}
              fields={{ district, version }}
            />
          )}
        </Section>
      ) : null}
    </>
  )
}
