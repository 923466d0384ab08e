import type { FC } from 'hono/jsx'
import { Buttons, errorOf, Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { words } from '../say.ts'
import type { MeetingShowProps } from './meeting-show.tsx'
import { NameCheck } from './name-check.tsx'

/** Who was there, and what was said to each point. One form for the whole meeting. */
export const Minutes: FC<MeetingShowProps> = (props) => {
  const { lang, id, errors, points, seats } = props
  const say = words(lang)
  const typed: Readonly<Record<string, string>> | null = 'guests' in props.typed ? props.typed : null
  const readers = say(props.committee.open ? 'readersPublic' : 'readers')
  const present = typed
    ? (typed.present ?? '').split('\n')
    : seats.filter((one) => one.present).map((one) => String(one.id))
  return (
    <Section title={say('writeMinutes')} id="minutes" lead={say('writeMinutesLead')}>
      <Form lang={lang} action={`/work/meetings/${id}/minutes`} csrf={props.csrf} version={props.version}>
        {seats.length > 0 ? (
          <Field
            lang={lang}
            kind="checks"
            name="present[]"
            label={say('field.present')}
            value={present}
            options={seats.map((one) => ({ value: String(one.id), label: one.who, hint: one.part }))}
          />
        ) : (
          <p class="hint">{say('noSeatsThen')}</p>
        )}
        <Field
          lang={lang}
          kind="number"
          width="short"
          name="guests"
          label={say('field.guests')}
          hint={say('guestsHint')}
          value={typed?.guests ?? String(props.guests)}
          error={errorOf(errors, 'guests')}
          min={0}
          max={2000}
        />
        {points.map((one) => (
          <Field
            lang={lang}
            kind="area"
            rows={3}
            name={`t-${one.id}`}
            required={false}
            label={one.title.words}
            value={typed?.[`t-${one.id}`] ?? one.minutes}
            error={errorOf(errors, `t-${one.id}`)}
            readBy={readers}
          />
        ))}
        <NameCheck lang={lang} form="minutes" named={props.named} />
        <Buttons>
          <Submit label={say('saveMinutes')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}
