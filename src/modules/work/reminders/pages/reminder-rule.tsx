import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { ErrorSummary, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { DistrictTabs, ofDistrict } from '../../pages/district-tabs.tsx'
import { words } from '../say.ts'
import { type Rule, rhythms } from '../schema.ts'
import { hourOptions, type RuleName, ruleView } from '../view.ts'

export type RuleHistory = { version: number; who: string; day: string; iso: string; changes: readonly string[] }

export type ReminderRuleProps = {
  lang: Lang
  /** the district that it is about, and those to choose from; none where there is one only */
  district: number
  districts: readonly { id: number; name: string }[]
  /** as it is kept */
  rule: Rule
  version: number
  /** what the form shows: what was typed, else the rule */
  typed: Readonly<Record<string, string>>
  /** somebody else changed it: each field says what it is now */
  conflict: boolean
  mayChange: boolean
  /** the reader keeps the addresses of other systems */
  keepsHooks: boolean
  /** how the mails of the district stand, in words, and whose address refuses them; null for somebody who does not lead it */
  outbox: { counts: string; refused: readonly string[] } | null
  history: readonly RuleHistory[]
  saved: boolean
  errors: readonly FormError[]
  csrf: string
}

/** The rule of a district's reminders: seen by all, changed by those who lead it. */
export const ReminderRule: FC<ReminderRuleProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      {props.conflict ? (
        <Notice lang={lang} kind="warning" title={say('conflictTitle')}>
          <p>{say('conflictLead')}</p>
        </Notice>
      ) : null}
      <p>
        <a href={ofDistrict('/work/reminders', props)}>{say('title')}</a>
        {props.keepsHooks ? (
          <>
            {' \u00b7 '}
            <a href="/work/webhooks">{say('toHooks')}</a>
          </>
        ) : null}
      </p>
      <PageHead title={say('ruleTitle')} lead={say('ruleLead')} />
      <DistrictTabs lang={lang} districts={props.districts} current={props.district} href="/work/reminders/district" />
      {props.version === 0 ? <p class="quiet">{say('ruleUsual')}</p> : null}
      {props.mayChange ? null : (
        <>
          <KeyValue
            rows={ruleView(props.rule, lang).map((one) => ({ label: say(`rule.${one.name}`), value: one.words }))}
          />
          <p class="quiet">{say('ruleMayNot')}</p>
        </>
      )}
      <Two>
        {props.mayChange ? <RuleForm {...props} /> : null}
        <div>
          {props.outbox ? (
            <Section title={say('outbox')}>
              <p>{props.outbox.counts}</p>
              {props.outbox.refused.length > 0 ? (
                <Notice lang={lang} kind="warning" title={say('refusedTitle')}>
                  <p>{say('refusedLead')}</p>
                  <ul>
                    {props.outbox.refused.map((name) => (
                      <li>{name}</li>
                    ))}
                  </ul>
                </Notice>
              ) : null}
            </Section>
          ) : null}
          {props.history.length > 0 ? (
            <Section title={say('history')} id="history">
              <ul>
                {props.history.map((one) => (
                  <li>
                    <time datetime={one.iso}>{one.day}</time>, {one.who}: {one.changes.join('; ')}
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </Two>
    </>
  )
}

const RuleForm: FC<ReminderRuleProps> = (props) => {
  const { lang, typed } = props
  const say = words(lang)
  const now = new Map(ruleView(props.rule, lang).map((one) => [one.name, one]))
  const field = (name: RuleName, hint?: string) => {
    const kept = now.get(name)
    const value = typed[name] ?? kept?.value ?? ''
    const differs = props.conflict && value !== kept?.value
    const nowIs = differs ? say('itIsNow', { value: kept?.words ?? '' }) : undefined
    const hints = [hint, nowIs].filter((one) => one !== undefined).join(' ')
    return { lang, name, label: say(`rule.${name}`), value, ...(hints ? { hint: hints } : {}) }
  }
  const mail = field('mail', say('rule.mailHint'))
  return (
    <Section title={say('toDistrict')}>
      <Form lang={lang} action="/work/reminders/district" csrf={props.csrf} version={props.version}>
        <input type="hidden" name="district" value={String(props.district)} />
        <Field {...mail} kind="check" value="yes" checked={mail.value === 'yes'} />
        <Field
          {...field('rhythm')}
          kind="radios"
          options={rhythms.map((one) => ({ value: one, label: say(`rhythm.${one}`) }))}
        />
        <Field {...field('hour')} kind="select" options={hourOptions(lang)} />
        <Field {...field('quiet_from')} kind="select" options={hourOptions(lang)} />
        <Field {...field('quiet_to')} kind="select" options={hourOptions(lang)} />
        <Field
          {...field('days')}
          kind="radios"
          options={(['office', 'school'] as const).map((one) => ({ value: one, label: say(`days.${one}`) }))}
        />
        <Field {...field('ahead')} kind="number" />
        <Field {...field('tell_after', say('rule.tell_afterHint'))} kind="number" required={false} />
        <Field
          {...field('says')}
          kind="radios"
          options={(['titles', 'counts'] as const).map((one) => ({ value: one, label: say(`says.${one}`) }))}
        />
        <Field
          {...field('links', say('rule.linksHint'))}
          kind="radios"
          options={(['sign-in', 'link'] as const).map((one) => ({ value: one, label: say(`links.${one}`) }))}
        />
        <Submit label={say('save')} main />
      </Form>
    </Section>
  )
}
