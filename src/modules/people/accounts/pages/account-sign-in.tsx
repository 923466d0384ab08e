import type { FC } from 'hono/jsx'
import { ButtonLink, PostButton } from '../../../../platform/look/form.tsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Panel, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'

export type SessionShown = {
  id: number
  network: string
  device: string
  how: string
  made: string
  seen: string
  here: boolean
}
/** `on`: the day since when; `cameBy`: the provider that this session came by. */
export type SecondShown = { on: string | null; left: number; cameBy: string | null }

/** How the second factor stands, and the way to its page. */
export const SecondSection: FC<{ lang: Lang; second: SecondShown }> = ({ lang, second }) => {
  const say = words(lang)
  return (
    <Section title={say('second')}>
      {second.cameBy === null ? null : <p class="measure">{say('secondProvider', { provider: second.cameBy })}</p>}
      <p class="measure">
        {second.on
          ? `${say('secondOn', { date: second.on })} ${say('recoveryLeft', { count: second.left })}`
          : say('secondOff')}
      </p>
      <p>
        <ButtonLink href="/account/second" label={say('manageSecond')} />
      </p>
    </Section>
  )
}

/** Where somebody is signed in, with a button to end each. */
export const SessionSection: FC<{ lang: Lang; csrf: string; sessions: readonly SessionShown[] }> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <Section title={say('sessions')} lead={say('sessionsLead')}>
      {props.sessions.map((one) => {
        const title = one.here ? `${one.device} (${say('sessionThis')})` : one.device
        return (
          <Panel title={title} level={3}>
            <KeyValue
              rows={[
                { label: say('sessionFrom'), value: one.network },
                { label: say('sessionHow'), value: one.how },
                { label: say('sessionMade'), value: one.made },
                { label: say('sessionSeen'), value: one.seen },
              ]}
            />
            <PostButton action={`/account/sessions/${one.id}`} csrf={props.csrf} label={say('endThis')} />
          </Panel>
        )
      })}
    </Section>
  )
}
