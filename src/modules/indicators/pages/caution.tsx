import type { FC } from 'hono/jsx'
import { Notice } from '../../../platform/look/notice.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Reporting } from '../judging/reporting.ts'
import { words } from '../say.ts'

/** The caution beside a count that fell: it may be that less was written down. Nothing where there is none to give. */
export const CautionNote: FC<{ reporting: Reporting | null; now: number; before: number; lang: Lang }> = (props) => {
  const { reporting, lang } = props
  if (!reporting) return null
  const say = words(lang)
  const { caution, companion } = reporting
  return (
    <Notice lang={lang} kind={caution.caution ? 'warning' : 'info'} title={say('caution.title')}>
      <p>
        {say('caution.falls', { now: props.now, before: props.before })}{' '}
        {say(caution.beyondLuck ? 'caution.beyond' : 'caution.luck')}{' '}
        {say(caution.caution ? `caution.${caution.caution}` : 'caution.steady')}
      </p>
      {companion ? (
        <p>
          {say('caution.companion', {
            nowK: companion.now.k,
            nowN: companion.now.n,
            beforeK: companion.before.k,
            beforeN: companion.before.n,
          })}
        </p>
      ) : null}
    </Notice>
  )
}
