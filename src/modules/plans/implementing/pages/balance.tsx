import type { FC } from 'hono/jsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { ElementBalance } from '../balance.ts'
import { say } from '../say.ts'

/** How the measures of a plan are spread over the four elements of monitoring. */
export const Elements: FC<{ balance: ElementBalance }> = ({ balance }) => {
  const { lang, rows, sentence } = balance
  const words = say(lang)
  return (
    <Section title={words('balance')} lead={words('balanceLead')} id="elements">
      <p>{sentence}</p>
      <Table
        lang={lang}
        caption={words('balance')}
        hideCaption={true}
        dense={true}
        narrow="stack"
        columns={[
          { key: 'element', head: words('balanceElement'), kind: 'text', rowHead: true },
          { key: 'count', head: words('balanceCount'), kind: 'number' },
          { key: 'which', head: words('balanceWhich'), kind: 'text', quiet: true },
        ]}
        rows={rows}
      />
    </Section>
  )
}
