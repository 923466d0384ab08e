import type { FC } from 'hono/jsx'
import { ChartFrame } from '../../../../platform/look/charts/frame.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { drawQuadrant, type QuadrantRow, type QuadrantView } from '../quadrant.ts'
import { say } from '../say.ts'

/** Was it done, and where is the outcome: a drawing of four fields with the numbers behind it as a table. */
export const Quadrant: FC<{ lang: Lang; view: QuadrantView }> = ({ lang, view }) => {
  const words = say(lang)
  return (
    <Section title={words('quadrant')} lead={view.lead} id={`${view.id}-part`}>
      <ChartFrame
        lang={lang}
        id={view.id}
        title={view.title}
        hideTitle={true}
        sentence={view.sentence}
        intervals={false}
        wide={480}
        draw={(width) => drawQuadrant(view, width)}
      >
        <Table
          lang={lang}
          caption={view.title}
          hideCaption={true}
          dense={true}
          narrow="stack"
          columns={[
            { key: 'what', head: words('rowMeasure'), kind: 'text', rowHead: true },
            { key: 'says', head: words('rowSays'), kind: 'text' },
            ...(view.rows.some((row: QuadrantRow) => row.asked !== '')
              ? ([{ key: 'asked', head: words('rowAsked'), kind: 'text' }] as const)
              : []),
          ]}
          rows={view.rows}
        />
      </ChartFrame>
    </Section>
  )
}
