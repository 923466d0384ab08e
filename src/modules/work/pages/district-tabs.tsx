import type { FC } from 'hono/jsx'
import { Tabs } from '../../../platform/look/pager.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'

export type DistrictTabsProps = {
  lang: Lang
  /** those to choose from; nothing is shown without */
  districts: readonly { id: number; name: string }[]
  current: number
  href: string
}

/** The address of another page about the same district. */
export const ofDistrict = (
  href: string,
  { districts, district }: { districts: readonly unknown[]; district: number },
) => (districts.length === 0 ? href : `${href}?district=${district}`)

/** For somebody who works for several districts: which of them a page is about. */
export const DistrictTabs: FC<DistrictTabsProps> = ({ lang, districts, current, href }) =>
  districts.length === 0 ? null : (
    <Tabs
      label={words(lang)('districts')}
      tabs={districts.map(({ id, name }) => ({
        label: name,
        href: `${href}?district=${id}`,
        current: id === current,
      }))}
    />
  )
