import type { FC } from 'hono/jsx'
import { Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { ownWords } from '../own/issue.ts'
import { words } from '../say.ts'
import { words as stateWords } from '../state/say.ts'

/** The way from the list of indicators to the pages about the same records. */
export const MoreRecords: FC<{ lang: Lang; orgId: number }> = ({ lang, orgId }) => {
  const say = words(lang)
  const pages = [
    ['risk-ratios', 'risk.ratios'],
    ['early-warning', 'warn.title'],
    ['attendance-tiers', 'tiers.title'],
    ['enrollment-projection', 'enroll.title'],
    ['tests', 'tests.title'],
  ] as const
  return (
    <Section title={say('measures.more')} id="more">
      <ul>
        {pages.map(([page, title]) => (
          <li>
            <a href={`/indicators/${page}?org=${orgId}`}>{say(title)}</a>
          </li>
        ))}
        <li>
          <a href={`/indicators/own?org=${orgId}`}>{ownWords(lang)('title')}</a>
        </li>
        <li>
          <a href={`/indicators/published?org=${orgId}`}>{stateWords(lang)('title')}</a>
        </li>
        <li>
          <a href={`/indicators/accountability?org=${orgId}`}>{stateWords(lang)('acc.link')}</a>
        </li>
      </ul>
    </Section>
  )
}
