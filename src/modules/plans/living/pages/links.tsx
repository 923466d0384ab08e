import type { FC } from 'hono/jsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'

/** The pages of a unit's plan beside those that every plan has. `here`: which of them is open. */
export const UnitTabs: FC<{
  lang: Lang
  slug: string
  here: 'plan' | 'alignment' | 'reviews' | null
  reviews: boolean
}> = ({ lang, slug, here, reviews }) => {
  const words = say(lang)
  const base = `/plans/${encodeURIComponent(slug)}`
  const pages = ['plan', 'alignment', ...(reviews ? (['reviews'] as const) : [])] as const
  return (
    <Tabs
      label={words('unitPages')}
      tabs={pages.map((one) => ({
        label: words(`tab.${one}`),
        href: one === 'plan' ? base : `${base}/${one}`,
        current: one === here,
      }))}
    />
  )
}

/** Where a plan leads one level down: the tables of its offices, and the plans of schools and offices that serve it. */
export const LevelDown: FC<{ lang: Lang; slug: string; query: string; offices: boolean; units: boolean }> = (props) => {
  const words = say(props.lang)
  if (!props.offices && !props.units) return null
  return (
    <Section title={words('levelDown')} id="level-down">
      <ul class="step-list">
        {props.offices ? (
          <li>
            <a href={`/plans/${encodeURIComponent(props.slug)}/offices${props.query}`}>{words('officesOf')}</a>
          </li>
        ) : null}
        {props.units ? (
          <li>
            <a href="/plans/units">{words('units')}</a>
          </li>
        ) : null}
      </ul>
    </Section>
  )
}
