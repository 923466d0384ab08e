import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Buttons, PostButton } from '../../../../platform/look/form.tsx'
import { Copy } from '../../../../platform/look/live.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { Hook } from '../schema.ts'

export type DeliveryLine = {
  id: number
  name: string
  iso: string
  when: string
  event: string
  state: string
  failed: boolean
  tries: number
  body: string
}
export type HookHistory = { version: number; day: string; iso: string; who: string; verb: string }

export type HookShowProps = {
  lang: Lang
  hook: Hook
  /** the key of its signatures, shown this once */
  secret: string | null
  deliveries: readonly DeliveryLine[]
  history: readonly HookHistory[]
  told: 'saved' | 'sent' | null
  /** of the button that sends a trial: the same button twice sends one */
  nonce: string
  csrf: string
}

/** One webhook: what it is told of, its deliveries with their answers, its buttons, its history. */
export const HookShow: FC<HookShowProps> = (props) => {
  const { lang, hook, csrf } = props
  const say = words(lang)
  const at = `/work/webhooks/${hook.hook_id}`
  return (
    <>
      {props.told ? <Notice lang={lang} kind="done" title={say(props.told)} /> : null}
      <p>
        <a href="/work/webhooks">{say('all')}</a>
      </p>
      <PageHead title={hook.name} lead={hook.url} />
      {props.secret === null ? null : (
        <Notice lang={lang} kind="done" title={say('keyOnce')}>
          <p>
            <code>{props.secret}</code>
          </p>
          <p>{say('keyHint')}</p>
          <Copy lang={lang} text={props.secret} />
        </Notice>
      )}
      {hook.state === 'off' ? (
        <Notice
          lang={lang}
          kind={hook.why === 'failures' ? 'warning' : 'info'}
          title={say(hook.why === 'failures' ? 'whyFailures' : 'whyPerson')}
        />
      ) : null}
      <KeyValue
        rows={[
          { label: say('state'), value: say(`state.${hook.state}`) },
          { label: say('events'), value: hook.events.map((one) => say(`event.${one}`)).join('; ') },
        ]}
      />
      <Buttons>
        <PostButton
          action={`${at}/state`}
          csrf={csrf}
          label={say(hook.state === 'active' ? 'switchOff' : 'switchOn')}
          main={hook.state === 'off'}
          fields={{ version: hook.version, state: hook.state === 'active' ? 'off' : 'active' }}
        />
        {hook.state === 'active' ? (
          <PostButton action={`${at}/ping`} csrf={csrf} label={say('ping')} fields={{ nonce: props.nonce }} />
        ) : null}
        <PostButton action={`${at}/key`} csrf={csrf} label={say('newKey')} fields={{ version: hook.version }} />
      </Buttons>
      <p class="quiet">{say('newKeyHint')}</p>
      <Section title={say('deliveries')} lead={say('deliveriesLead')}>
        {props.deliveries.length === 0 ? (
          <Empty title={say('noDeliveries')} />
        ) : (
          <ul class="due-list">
            {props.deliveries.map((one) => (
              <li class={one.failed ? 'due late' : 'due'}>
                <p class="due-when">
                  <time datetime={one.iso}>{one.when}</time>
                </p>
                <div class="due-what">
                  <p class="due-title">{one.event}</p>
                  <small>
                    {one.state} {'\u00b7'} {say('tries')}: {one.tries} {'\u00b7'} <code>{one.name}</code>
                  </small>
                  <details>
                    <summary>{say('body')}</summary>
                    <code>{one.body}</code>
                  </details>
                </div>
                <div class="due-acts">
                  <PostButton action={`${at}/deliveries/${one.id}`} csrf={csrf} label={say('again')} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={say('history')} id="history">
        <ul>
          {props.history.map((one) => (
            <li>
              <time datetime={one.iso}>{one.day}</time>, {one.who}: {one.verb}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
