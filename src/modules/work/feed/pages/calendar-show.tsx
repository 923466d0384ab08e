import type { FC } from 'hono/jsx'
import { Buttons, PostButton } from '../../../../platform/look/form.tsx'
import { Copy } from '../../../../platform/look/live.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { DistrictTabs } from '../../pages/district-tabs.tsx'
import { words } from '../say.ts'

export type CalendarShowProps = {
  lang: Lang
  /** the district whose calendar it is, and those to choose from; none where there is one only */
  district: number
  districts: readonly { id: number; name: string }[]
  /** the day since which an address works, in words; null: there is none */
  since: string | null
  /** a new address, shown this once */
  address: string | null
  ended: boolean
  csrf: string
}

/** The address of a person's own calendar: make it, make another, stop it. */
export const CalendarShow: FC<CalendarShowProps> = ({ lang, district, districts, since, address, ended, csrf }) => {
  const say = words(lang)
  const fields = { district: String(district) }
  return (
    <>
      {ended ? <Notice lang={lang} kind="done" title={say('ended')} /> : null}
      <PageHead title={say('title')} lead={say('lead')} />
      <DistrictTabs lang={lang} districts={districts} current={district} href="/work/calendar" />
      {address === null ? (
        <p>{since === null ? say('none') : say('since', { date: since })}</p>
      ) : (
        <Notice lang={lang} kind="done" title={say('address')}>
          <p>
            <code>{address}</code>
          </p>
          <p>{say('addressHint')}</p>
          <Copy lang={lang} text={address} />
        </Notice>
      )}
      <Buttons>
        <PostButton
          action="/work/calendar"
          csrf={csrf}
          fields={fields}
          label={say(since === null ? 'make' : 'makeNew')}
          main={since === null}
        />
        {since === null ? null : (
          <PostButton action="/work/calendar/end" csrf={csrf} fields={fields} label={say('end')} />
        )}
      </Buttons>
      {since === null ? null : <p class="quiet">{say('newHint')}</p>}
    </>
  )
}
