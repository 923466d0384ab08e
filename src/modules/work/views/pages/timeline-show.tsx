import type { FC } from 'hono/jsx'
import { ChartFrame } from '../../../../platform/look/charts/frame.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { shortDate } from '../../../../platform/format.ts'
import { type DrawnRow, drawTimeline } from '../draw.ts'
import type { Window } from '../rules.ts'
import { words } from '../say.ts'
import { Frame, type FrameProps, Onward } from './frame.tsx'

/** A row of the table behind the drawing. */
export type TimelineRow = {
  id: number
  href: string
  title: string
  code: string
  owner: string
  state: string
  begins: string
  due: string
  expected: string
}
export type TimelineShowProps = Omit<FrameProps, 'view' | 'children'> & {
  rows: readonly TimelineRow[]
  drawn: readonly DrawnRow[]
  window: Window
  today: string
  next: string | null
  count: number
}

/** What runs when: bars over months, drawn on the server for four widths, and the same rows as a table with links. */
export const TimelineShow: FC<TimelineShowProps> = (props) => {
  const { lang, rows, asked, window, counts } = props
  const say = words(lang)
  const expected = rows.some((row) => row.expected !== '')
  const title = say('timelineOf', { from: shortDate(window.from, lang), to: shortDate(window.to, lang) })
  return (
    <Frame {...props} view="timeline">
      {rows.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <Section title={title} id="bars">
          <ChartFrame
            lang={lang}
            id="timeline"
            title={title}
            hideTitle={true}
            sentence={say('sentence', { total: counts.total, late: counts.late, shown: rows.length })}
            caption={say('legend')}
            intervals={false}
            draw={(width) => drawTimeline(props.drawn, window, props.today, lang, width)}
          >
            <Table<TimelineRow>
              lang={lang}
              id="timeline-table"
              caption={title}
              hideCaption={true}
              dense={true}
              narrow="stack"
              columns={[
                {
                  key: 'title',
                  head: say('item'),
                  kind: 'link',
                  rowHead: true,
                  href: (row) => row.href,
                  note: (row) => row.code,
                },
                { key: 'state', head: say('state'), kind: 'text' },
                { key: 'begins', head: say('begins'), kind: 'text' },
                { key: 'due', head: say('due'), kind: 'text' },
                ...(expected ? [{ key: 'expected' as const, head: say('expected'), kind: 'text' as const }] : []),
                { key: 'owner', head: say('ownerHead'), kind: 'text' },
              ]}
              rows={rows}
            />
          </ChartFrame>
        </Section>
      )}
      <Onward lang={lang} view="timeline" asked={asked} next={props.next} count={props.count} />
    </Frame>
  )
}
