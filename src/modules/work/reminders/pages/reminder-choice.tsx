import type { FC } from 'hono/jsx'
import { DueList } from '../../../../platform/look/due.tsx'
import { ErrorSummary, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { DistrictTabs, ofDistrict } from '../../pages/district-tabs.tsx'
import { words } from '../say.ts'
import { type Choice, rhythms } from '../schema.ts'
import { hourOptions, hourWords, type Preview } from '../view.ts'

export type ReminderChoiceProps = {
  lang: Lang
  /** the district that it is about, and those to choose from; none where there is one only */
  district: number
  districts: readonly { id: number; name: string }[]
  choice: Choice
  version: number
  /** nothing was chosen yet */
  usual: boolean
  /** mail is off: for the whole installation, for the district, or it is on */
  mail: 'off' | 'district-off' | 'on'
  email: string
  quiet: { from: number; to: number }
  last: string | null
  preview: Preview
  saved: boolean
  errors: readonly FormError[]
  csrf: string
}

/** How somebody is reminded, and what the next mail would say. */
export const ReminderChoice: FC<ReminderChoiceProps> = (props) => {
  const { lang, choice } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      <PageHead title={say('title')} lead={say('lead')} />
      <DistrictTabs lang={lang} districts={props.districts} current={props.district} href="/work/reminders" />
      {props.mail === 'off' ? (
        <Notice lang={lang} kind="info" title={say('mailOff')}>
          <p>{say('mailOffLead')}</p>
        </Notice>
      ) : null}
      {props.mail === 'district-off' ? <Notice lang={lang} kind="info" title={say('districtOff')} /> : null}
      <p>
        <a href={ofDistrict('/work/reminders/district', props)}>{say('toDistrict')}</a>
        {' \u00b7 '}
        <a href={ofDistrict('/work/calendar', props)}>{say('toCalendar')}</a>
      </p>
      <Two>
        <Section title={say('rhythm')}>
          {props.usual ? <p class="quiet">{say('usual')}</p> : null}
          <Form lang={lang} action="/work/reminders" csrf={props.csrf} version={props.version}>
            <input type="hidden" name="district" value={String(props.district)} />
            <Field
              lang={lang}
              kind="radios"
              name="rhythm"
              label={say('rhythm')}
              value={choice.rhythm}
              options={rhythms.map((one) => ({ value: one, label: say(`rhythm.${one}`) }))}
            />
            <Field
              lang={lang}
              kind="select"
              name="hour"
              label={say('hour')}
              hint={say('hourHint', { from: hourWords(props.quiet.from, lang), to: hourWords(props.quiet.to, lang) })}
              value={String(choice.hour)}
              options={hourOptions(lang)}
            />
            <Field
              lang={lang}
              kind="select"
              name="lang"
              label={say('lang')}
              value={choice.lang}
              options={(['en', 'es'] as const).map((one) => ({ value: one, label: say(`lang.${one}`) }))}
            />
            <Submit label={say('save')} main />
          </Form>
          {props.email ? <p class="quiet">{say('to', { email: props.email })}</p> : null}
          {props.last === null ? null : (
            <p class="quiet">
              {say('last')}: {props.last}
            </p>
          )}
        </Section>
        <Section title={say('preview')} lead={say('previewLead')}>
          {props.preview.length === 0 ? (
            <Empty title={say('nothing')}>
              <p>{say('nothingHint')}</p>
            </Empty>
          ) : (
            props.preview.map(({ part, lines }) => (
              <Section title={say(part)} level={3} {...(part === 'waits' ? { lead: say('waitsLead') } : {})}>
                <DueList
                  lang={lang}
                  items={lines.map((line) => ({
                    when: line.when,
                    late: part === 'late',
                    title: line.title.words,
                    href: line.href,
                  }))}
                />
              </Section>
            ))
          )}
        </Section>
      </Two>
    </>
  )
}
