import type { FC } from 'hono/jsx'
import { Buttons, PostButton } from '../../../../platform/look/form.tsx'
import { Copy } from '../../../../platform/look/live.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type CalendarShowProps = {
  lang: Lang
  /** the day since which an address works, in words; null: there is none */
  since: string | null
  /** a new address, shown this once */
  address: string | null
  ended: boolean
  csrf: string
}

/** The address of a person's own calendar: make it, make another, stop it. */
export const CalendarShow: FC<CalendarShowProps> = ({ lang, since, address, ended, csrf }) => {
  const say = words(lang)
  return (
    <>
      {ended ? <Notice lang={lang} kind="done" title={say('ended')} /> : null}
      <PageHead title={say('title')} lead={say('lead')} />
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
          label={say(since === null ? 'make' : 'makeNew')}
          main={since === null}
        />
        {since === null ? null : <PostButton action="/work/calendar/end" csrf={csrf} label={say('end')} />}
      </Buttons>
      {since === null ? null : <p class="quiet">{say('newHint')}</p>}
    </>
  )
}
