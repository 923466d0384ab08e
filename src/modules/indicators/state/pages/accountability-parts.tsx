import type { FC } from 'hono/jsx'
import { decimal, schoolYear } from '../../../../platform/format.ts'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Estimate } from '../../accountability/estimate.ts'
import type { IndicatorId } from '../../accountability/indicators.ts'
import { partName } from '../../accountability/say.ts'
import { words } from '../say.ts'

/** Greatest points of each part in a year, folded away. */
export const WeightsPart: FC<{ lang: Lang; year: number; weights: readonly { id: IndicatorId; most: number }[] }> = ({
  lang,
  year,
  weights,
}) => {
  const say = words(lang)
  return (
    <details class="panel" id="weights">
      <summary>{say('acc.weights')}</summary>
      <p>{say('acc.weightsLead', { year: schoolYear(year) })}</p>
      <Table
        lang={lang}
        id="accountability-weights"
        caption={say('acc.weights')}
        hideCaption={true}
        dense={true}
        columns={[
          { key: 'name', head: say('acc.col.part'), kind: 'text', rowHead: true },
          { key: 'most', head: say('acc.col.possible'), kind: 'number' },
        ]}
        rows={weights.map(({ id, most }) => ({ name: partName(id, lang), most }))}
      />
    </details>
  )
}

/** What our own numbers would give: always said to be an estimate, never with a category. */
export const EstimatePart: FC<{
  lang: Lang
  found: { estimate: Estimate; weights: number; year: number } | null
}> = ({ lang, found }) => {
  const say = words(lang)
  if (!found || found.estimate.index === null) return <p class="quiet">{say('acc.estimateNone')}</p>
  const { estimate, weights, year } = found
  const lines = estimate.lines
    .filter((line) => !('left' in line && line.left === 'not-in-year'))
    .map((line) => ({
      name: partName(line.id, lang),
      points: 'points' in line ? decimal(line.points, lang) : say(`acc.left.${line.left}`),
      possible: 'points' in line ? decimal(line.possible, lang) : null,
    }))
  return (
    <Section
      title={say('acc.estimate', { year: schoolYear(year) })}
      lead={say('acc.estimateLead', { year: schoolYear(year), weights: schoolYear(weights) })}
      id="estimate"
    >
      <Notice lang={lang} kind="warning">
        {say('acc.estimateLabel')}
      </Notice>
      <KeyValue
        rows={[
          { label: say('acc.estimateIndex'), value: decimal(estimate.index ?? 0, lang) },
          {
            label: say('acc.points'),
            value: say('acc.pointsOf', {
              points: decimal(estimate.points, lang),
              possible: decimal(estimate.possible, lang),
            }),
          },
        ]}
      />
      <Table
        lang={lang}
        id="accountability-estimate"
        caption={say('acc.estimate', { year: schoolYear(year) })}
        hideCaption={true}
        narrow="stack"
        columns={[
          { key: 'name', head: say('acc.col.part'), kind: 'text', rowHead: true },
          { key: 'points', head: say('acc.col.points'), kind: 'text' },
          { key: 'possible', head: say('acc.col.possible'), kind: 'text' },
        ]}
        rows={lines}
      />
    </Section>
  )
}
