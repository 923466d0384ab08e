import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { Pager } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { Elements } from '../../implementing/pages/balance.tsx'
import { say as sayValues } from '../../implementing/say.ts'
import type { DidRow } from '../did.ts'
import type { BalanceRow, CompleteRow, MeasureRow, MeasuresProps } from '../measures.ts'
import { say } from '../say.ts'
import { WholeFrame } from './frame.tsx'

const Balance: FC<MeasuresProps> = ({ frame: { lang }, balance, pairs, evidence }) => {
  const words = say(lang)
  return (
    <Section title={words('balance')} lead={words('balanceLead')} id="balance">
      <Table
        lang={lang}
        caption={words('balance')}
        hideCaption={true}
        dense={true}
        columns={[
          { key: 'role', head: words('tells'), kind: 'link', href: (row: BalanceRow) => row.href, rowHead: true },
          { key: 'student', head: words('who.student'), kind: 'number' },
          { key: 'adult', head: words('who.adult'), kind: 'number' },
          { key: 'family', head: words('who.family'), kind: 'number' },
          { key: 'other', head: words('who.none'), kind: 'number' },
          { key: 'all', head: words('all'), kind: 'number' },
        ]}
        rows={balance}
      />
      {evidence.count > 0 ? (
        <p>
          <a href={evidence.href}>{words('evidenceCount', { count: evidence.count })}</a>{' '}
          {pairs > 0 ? words('pairsCount', { count: pairs }) : null}
        </p>
      ) : null}
    </Section>
  )
}

const DidTable: FC<{ lang: MeasuresProps['frame']['lang']; rows: readonly DidRow[]; caption: string }> = (props) => {
  const { lang, rows, caption } = props
  const words = say(lang)
  const some = rows.some((row) => row.call !== null)
  return (
    <Table
      lang={lang}
      caption={caption}
      hideCaption={true}
      dense={true}
      narrow="stack"
      columns={[
        { key: 'code', head: words('code'), kind: 'text' },
        { key: 'title', head: words('part'), kind: 'link', href: (row: DidRow) => row.href, rowHead: true },
        { key: 'done', head: words('didIt'), kind: 'text' },
        { key: 'changed', head: words('didItChange'), kind: 'text' },
        ...(some
          ? ([
              { key: 'call', head: words('call'), kind: 'call' },
              { key: 'so', head: words('so'), kind: 'text' },
            ] as const)
          : []),
      ]}
      rows={rows}
    />
  )
}

/** What can be read together stands first; what it is too early to tell about is folded. */
const Did: FC<MeasuresProps> = ({ frame: { lang }, did }) => {
  const words = say(lang)
  if (did.length === 0) return null
  const told = did.filter((row) => !row.open)
  const open = did.filter((row) => row.open)
  return (
    <Section title={words('did')} lead={words('didLead')} id="did">
      {told.length > 0 ? <DidTable lang={lang} rows={told} caption={words('did')} /> : null}
      {open.length > 0 ? (
        <details>
          <summary>{words('didOpen', { count: open.length })}</summary>
          <DidTable lang={lang} rows={open} caption={words('didOpen', { count: open.length })} />
        </details>
      ) : null}
    </Section>
  )
}

const Complete: FC<MeasuresProps> = ({ frame: { lang }, complete, missing }) => {
  const words = say(lang)
  return (
    <Section title={words('complete')} lead={words('completeLead')} id="complete">
      {missing.length > 0 ? (
        <ul class="inline">
          {missing.map((one) => (
            <li>
              <a href={one.href}>
                {one.label}: {one.count}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>{words('missingNothing')}</p>
      )}
      {complete.map((group) => (
        <details>
          <summary>{group.level}</summary>
          <Table
            lang={lang}
            caption={group.level}
            hideCaption={true}
            dense={true}
            columns={[
              {
                key: 'title',
                head: words('part'),
                kind: 'link',
                href: (row: CompleteRow) => row.href,
                note: (row: CompleteRow) => row.code,
                rowHead: true,
              },
              { key: 'measures', head: words('measures'), kind: 'number' },
              { key: 'target', head: words('withTarget'), kind: 'number' },
              { key: 'base', head: words('withBase'), kind: 'number' },
              { key: 'due', head: words('withDue'), kind: 'number' },
              { key: 'indicator', head: words('withIndicator'), kind: 'number' },
            ]}
            rows={group.rows}
          />
        </details>
      ))}
    </Section>
  )
}

/** Every measure of a plan: balance, work beside change, what is missing, and a list with filters. `values`: what offices enter, for who reads that. */
export const MeasuresShow: FC<MeasuresProps & { values?: string | null }> = (props) => {
  const { lang } = props.frame
  const words = say(lang)
  if (props.total === 0)
    return (
      <WholeFrame frame={props.frame}>
        <Empty title={words('measuresNone')}>
          <p>{words('measuresNoneHint')}</p>
        </Empty>
      </WholeFrame>
    )
  const { filters } = props
  return (
    <WholeFrame frame={props.frame}>
      {props.values ? (
        <p>
          <a href={props.values}>{sayValues(lang)('title')}</a>
        </p>
      ) : null}
      <Balance {...props} />
      {props.elements ? <Elements balance={props.elements} /> : null}
      <Did {...props} />
      <Complete {...props} />
      <Section title={words('list')} id="list">
        <Filters lang={lang} action={filters.action} label={words('list')}>
          {Object.entries(filters.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {filters.list.map((one) => (
            <Field
              lang={lang}
              kind="select"
              name={one.name}
              label={one.label}
              value={one.value}
              options={one.options}
            />
          ))}
        </Filters>
        <p role="status">
          {words('foundOf', { found: props.found, all: props.total })}
          {props.of ? (
            <>
              {' '}
              {words('onlyOf', { part: props.of.title })} <a href={props.of.clear}>{words('clearPart')}</a>
            </>
          ) : filters.any ? (
            <>
              {' '}
              <a href={filters.clear}>{words('clear')}</a>
            </>
          ) : null}
        </p>
        {props.rows.length === 0 ? (
          <Empty title={words('foundNone')} action={{ href: filters.clear, label: words('clear') }} />
        ) : (
          <Table
            lang={lang}
            caption={words('list')}
            hideCaption={true}
            dense={true}
            narrow="stack"
            columns={[
              { key: 'of', head: words('of'), kind: 'text' },
              {
                key: 'title',
                head: words('measure'),
                kind: 'link',
                href: (row: MeasureRow) => row.href,
                note: (row: MeasureRow) => row.tells,
                rowHead: true,
              },
              { key: 'target', head: words('target'), kind: 'text' },
              { key: 'base', head: words('base'), kind: 'text', quiet: true },
              { key: 'due', head: words('due'), kind: 'text', quiet: true },
              { key: 'office', head: words('office'), kind: 'text', quiet: true },
              { key: 'every', head: words('howOften'), kind: 'text', quiet: true },
            ]}
            rows={props.rows}
          />
        )}
        <Pager lang={lang} page={props.page} pages={props.pages} href={props.pageHref} total={props.found} />
      </Section>
    </WholeFrame>
  )
}
