import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import type { WhenView } from '../when.ts'

/** When: the words of the plan beside the days they come to, who settles what is open, and what is due in this school year. */
export const WhenShow: FC<{ lang: Lang; when: WhenView; notLate: boolean }> = ({ lang, when, notLate }) => {
  const words = say(lang)
  const rows = [
    { label: words('inPlan'), value: <Words text={{ ...when.quoted, words: `“${when.quoted.words}”` }} /> },
    { label: words('asDays'), value: when.days ?? words('noDays') },
    ...(when.read ? [{ label: words('wordsCome'), value: when.read }] : []),
    ...(when.assumed.length > 0 ? [{ label: words('takesForGranted'), value: when.assumed.join(' ') }] : []),
  ]
  const due = words(when.thisYear ? 'dueThisYear' : 'dueInYear', { year: when.year })
  return (
    <Section title={words('when')} id="when">
      <KeyValue rows={rows} />
      {when.open ? (
        <Notice lang={lang} kind={when.open.settled ? 'info' : 'warning'} title={when.open.why}>
          {when.open.readings.length > 0 ? (
            <ul>
              {when.open.readings.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          ) : null}
          <p>{when.open.settled ? words('settledByDays') : when.open.who}</p>
        </Notice>
      ) : null}
      {notLate ? <p>{words('notLate')}</p> : null}
      <h3>{due}</h3>
      {when.times.length === 0 ? (
        <p class="quiet">{words('dueNone')}</p>
      ) : (
        <ul class="times">
          {when.times.map((one) => (
            <li class={one.past ? 'past' : undefined}>
              <time datetime={one.date}>{one.when}</time>
              <small>
                {one.what}
                {one.past ? ` (${words('past')})` : ''}
              </small>
            </li>
          ))}
        </ul>
      )}
      {when.more > 0 ? <p class="quiet">{words('dueMore', { count: when.more })}</p> : null}
    </Section>
  )
}
