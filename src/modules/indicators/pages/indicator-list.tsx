import type { FC } from 'hono/jsx'
import { Section } from '../../../platform/look/panel.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import type { Lang } from '../../../platform/words.ts'
import { nameOf, sentenceOf, words } from '../say.ts'
import type { View } from '../view.ts'
import { LatestFigure, ReaderLine } from './parts.tsx'

/** All indicators of one organization. */
export const IndicatorList: FC<{
  lang: Lang
  orgName: string
  orgId: number
  currentYear: number
  views: readonly View[]
}> = ({ lang, orgName, orgId, currentYear, views }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('indicators')} lead={say('indicators.lead')}>
        <p class="quiet">{orgName}</p>
      </PageHead>
      {views[0] ? <ReaderLine view={views[0]} lang={lang} /> : null}
      {views.map((view) => (
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
    </>
  )
}
