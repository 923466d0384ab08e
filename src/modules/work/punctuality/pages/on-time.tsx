import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { periods, type Punctuality } from '../rules.ts'
import { words } from '../say.ts'

export type OnTimeRow = Punctuality & { name: string; rate: number | null }
export type OnTimeProps = {
  lang: Lang
  asked: { period: string; kind: string }
  kinds: readonly ('any' | 'task' | 'duty' | 'cycle' | 'document')[]
  /** the days of the period in words */
  span: { from: string; to: string }
  rows: readonly OnTimeRow[]
}

/** Of what was due in a period, how much was done by its day: office by office, all together last. */
export const OnTime: FC<OnTimeProps> = ({ lang, asked, kinds, span, rows }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')}>
        <p>
          <a href="/work">{say('toWork')}</a>
        </p>
      </PageHead>
      <Filters lang={lang} action="/work/on-time">
        <Field
          lang={lang}
          kind="select"
          name="period"
          label={say('period')}
          value={asked.period}
          options={periods.map((value) => ({ value, label: say(value) }))}
        />
        <Field
          lang={lang}
          kind="select"
          name="kind"
          label={say('kind')}
          value={asked.kind}
          options={kinds.map((value) => ({ value, label: say(value) }))}
        />
      </Filters>
      <p>{say('from', span)}</p>
      {rows.length === 0 ? (
        <Empty title={say('none')}>
          <p>{say('noneHint')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          caption={say('title')}
          hideCaption={true}
          columns={[
            { key: 'name', head: say('office'), kind: 'text', rowHead: true },
            { key: 'due', head: say('due'), kind: 'number' },
            {
              key: 'on_time',
              head: say('onTime'),
              kind: 'number',
              note: (row) => say('afterMove', { count: row.moved }),
            },
            { key: 'late', head: say('late'), kind: 'number' },
            { key: 'open', head: say('open'), kind: 'number' },
            {
              key: 'rate',
              head: say('rate'),
              kind: 'percent',
              note: (row) => say('ofDue', { done: row.on_time, due: row.due }),
            },
            { key: 'moved_out', head: say('movedOut'), kind: 'number' },
          ]}
          rows={rows}
        />
      )}
      <p class="quiet measure">{say('means')}</p>
    </>
  )
}
