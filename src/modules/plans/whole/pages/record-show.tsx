import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Code } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { Paragraph, Words } from '../../pages/words.tsx'
import type { ApprovalRow, CountRow, RecordProps } from '../record.ts'
import { say as sayPlan } from '../../say.ts'
import { say } from '../say.ts'
import { WholeFrame } from './frame.tsx'

const Story: FC<RecordProps> = ({ frame: { lang }, story }) =>
  story.length === 0 ? null : (
    <Section title={say(lang)('story')} id="story" lead={say(lang)('storyLead')}>
      <ol class="story">
        {story.map((one) => (
          <li>
            <p class="kicker">{one.date ? <time datetime={one.date}>{one.when}</time> : one.when}</p>
            <p>
              <Words text={one.title} />
              {one.office ? <small> {one.office}</small> : null}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )

const Approvals: FC<RecordProps> = ({ frame: { lang }, adoption, approvals, approvalsHref }) => {
  const words = say(lang)
  return (
    <Section title={words('adoption')} id="adoption">
      <KeyValue
        rows={[
          { label: words('state'), value: adoption.state },
          ...(adoption.on ? [{ label: words('adoptedOn'), value: adoption.on }] : []),
          ...(adoption.body ? [{ label: words('adoptedBy'), value: adoption.body }] : []),
          ...(adoption.document ? [{ label: words('document'), value: adoption.document }] : []),
        ]}
      />
      {adoption.note ? <Paragraph lang={lang} text={adoption.note} class="quiet measure" /> : null}
      {approvals.length > 0 ? (
        <Table
          lang={lang}
          caption={words('approvalsInPlan')}
          narrow="stack"
          dense={true}
          columns={[
            { key: 'body', head: words('body'), kind: 'text', rowHead: true },
            { key: 'when', head: words('when'), kind: 'text' },
            { key: 'what', head: words('whatApproved'), kind: 'text' },
            { key: 'vote', head: words('vote'), kind: 'text' },
            { key: 'document', head: words('document'), kind: 'text', quiet: true },
          ]}
          rows={approvals satisfies readonly ApprovalRow[]}
        />
      ) : (
        <p class="quiet">{words('approvalsNone')}</p>
      )}
      <p>
        <a href={approvalsHref}>{words('approvalsHere')}</a>
      </p>
    </Section>
  )
}

/** How a plan came about, what was approved, and what its source says of itself. */
export const RecordShow: FC<RecordProps> = (props) => {
  const { lang } = props.frame
  const words = say(lang)
  const { counts, mentions, source, sourceLang } = props
  const declared = counts.some((row) => row.declared !== null)
  return (
    <WholeFrame frame={props.frame}>
      <Story {...props} />
      <Approvals {...props} />
      <Section title={words('counts')} id="counts" {...(declared ? { lead: words('countsLead') } : {})}>
        <Table
          lang={lang}
          caption={words('counts')}
          hideCaption={true}
          dense={true}
          narrow={declared ? 'stack' : 'scroll'}
          columns={[
            { key: 'level', head: sayPlan(lang)('countLevel'), kind: 'text', rowHead: true },
            { key: 'counted', head: words('counted'), kind: 'number' },
            ...(declared
              ? ([
                  { key: 'declared', head: words('declared'), kind: 'text' },
                  { key: 'verdict', head: words('verdict'), kind: 'text' },
                  { key: 'words', head: words('inPlan'), kind: 'text', quiet: true, lang: () => sourceLang },
                ] as const)
              : []),
          ]}
          rows={counts satisfies readonly CountRow[]}
        />
      </Section>
      <Section title={words('source')} id="source">
        {source ? (
          <KeyValue
            rows={[
              {
                label: words('document'),
                value: <Words text={{ words: source.title, ...(sourceLang ? { lang: sourceLang } : {}) }} />,
              },
              ...(source.published ? [{ label: words('published'), value: source.published }] : []),
              ...(source.pages ? [{ label: words('pages'), value: String(source.pages) }] : []),
            ]}
          />
        ) : (
          <p>{words('sourceNone')}</p>
        )}
        {[source?.note, ...props.notes].map((note) =>
          note ? <Paragraph lang={lang} text={note} class="quiet measure" /> : null,
        )}
        {mentions.length > 0 ? (
          <Table
            lang={lang}
            caption={words('mentionsOfPlan')}
            narrow="stack"
            dense={true}
            columns={[
              { key: 'place', head: words('place'), kind: 'text', rowHead: true },
              { key: 'words', head: words('saysThere'), kind: 'text', lang: () => sourceLang },
              { key: 'number', head: words('number'), kind: 'text' },
              { key: 'date', head: words('date'), kind: 'text' },
            ]}
            rows={mentions}
          />
        ) : null}
        {props.sources.length > 0 ? (
          <details>
            <summary>{words('sourceFiles', { count: props.sources.length })}</summary>
            <Table
              lang={lang}
              caption={words('sourceFiles', { count: props.sources.length })}
              hideCaption={true}
              narrow="stack"
              dense={true}
              columns={[
                { key: 'title', head: words('document'), kind: 'text', rowHead: true, lang: () => sourceLang },
                { key: 'publisher', head: words('publisher'), kind: 'text' },
                { key: 'file', head: words('file'), kind: 'text', quiet: true },
                { key: 'license', head: words('license'), kind: 'text', quiet: true },
              ]}
              rows={props.sources}
            />
          </details>
        ) : null}
      </Section>
      {props.waivers.length > 0 ? (
        <Section title={words('waivers')} id="waivers" lead={words('waiversLead')}>
          <Table
            lang={lang}
            caption={words('waivers')}
            hideCaption={true}
            narrow="stack"
            dense={true}
            columns={[
              { key: 'part', head: words('part'), kind: 'text', rowHead: true },
              { key: 'rule', head: words('rule'), kind: 'text' },
              { key: 'reason', head: words('reason'), kind: 'text' },
              { key: 'by', head: words('by'), kind: 'text' },
            ]}
            rows={props.waivers}
          />
        </Section>
      ) : null}
      <p class="quiet">
        {sayPlan(lang)('digest')}: <Code>{props.digest.slice(0, 16)}</Code> {sayPlan(lang)('digestWhy')}
      </p>
    </WholeFrame>
  )
}
