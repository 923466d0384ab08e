import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { Section } from '../../../platform/look/panel.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { isDaily } from '../definitions/catalog.ts'
import { nameOf, sentenceOf, words } from '../say.ts'
import type { View } from '../view.ts'
import { LatestFigure, ReaderLine, shown } from './parts.tsx'

/** All indicators of one organization: those that are promised or grow day by day each with its call, the others as a table. */
export const IndicatorList: FC<{
  lang: Lang
  orgName: string
  orgId: number
  currentYear: number
  views: readonly View[]
}> = ({ lang, orgName, orgId, currentYear, views }) => {
  const say = words(lang)
  const first = views.filter((view) => isDaily(view.definition) || view.latest.promise)
  const others = views.filter((view) => !first.includes(view))
  return (
    <>
      <PageHead title={say('indicators')} lead={say('indicators.lead')}>
        <p class="quiet">{orgName}</p>
      </PageHead>
      {views[0] ? <ReaderLine view={views[0]} lang={lang} /> : null}
      {first.map((view) => (
        <Section
          title={nameOf(view.definition, lang)}
          lead={sentenceOf(view.definition, lang)}
          aside={
            <a href={`/indicators/${view.definition.id}?org=${orgId}`}>
              {say('groups.pick')} · {say('col.school')}
            </a>
          }
        >
          <LatestFigure view={view} lang={lang} currentYear={currentYear} />
        </Section>
      ))}
      {others.length > 0 ? (
        <Section title={say('list.others')} lead={say('list.othersLead')} id="others">
          <Table
            lang={lang}
            id="other-measures"
            caption={say('list.others')}
            hideCaption={true}
            narrow="stack"
            columns={[
              { key: 'name', head: say('col.measure'), kind: 'link', rowHead: true, href: (row) => row.href },
              { key: 'sentence', head: say('col.meaning'), kind: 'text', quiet: true },
              { key: 'year', head: say('col.year'), kind: 'text' },
              { key: 'rate', head: say('col.value'), kind: 'percent' },
              { key: 'students', head: say('col.students'), kind: 'number' },
              { key: 'trend', head: say('col.trend'), kind: 'trend' },
            ]}
            rows={others.map((view) => {
              const { cell, trend } = view.latest
              return {
                name: nameOf(view.definition, lang),
                href: `/indicators/${view.definition.id}?org=${orgId}`,
                sentence: sentenceOf(view.definition, lang),
                year: cell ? schoolYear(cell.school_year) : null,
                rate: shown(cell),
                students: cell && !cell.hidden ? cell.d : null,
                trend: trend && trend.trend !== 'not_comparable' ? trend.trend : null,
              }
            })}
          />
        </Section>
      ) : null}
    </>
  )
}
