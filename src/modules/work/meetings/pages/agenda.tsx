import type { FC } from 'hono/jsx'
import { Buttons, errorOf, Field, Form, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { PointLine } from '../reading-meeting.ts'
import { words } from '../say.ts'
import type { CorrectionLine } from '../view.ts'
import type { MeetingShowProps } from './meeting-show.tsx'
import { NameCheck } from './name-check.tsx'

/** The points in their order, each with what is known of it and what was said. */
export const Agenda: FC<MeetingShowProps> = ({ lang, points, minutes }) => {
  const say = words(lang)
  return (
    <Section title={say(minutes === 'none' ? 'agendaTitle' : 'agendaAndMinutes')} id="agenda">
      {points.length === 0 ? (
        <Empty title={say('noPoints')}>
          <p>{say('noPointsHint')}</p>
        </Empty>
      ) : null}
      <ol class="said">
        {points.map((one, index) => (
          <li id={`point-${one.id}`}>
            <Told lang={lang} point={one} number={index + 1} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const Told: FC<{ lang: Lang; point: PointLine; number: number }> = ({ lang, point, number }) => {
  const say = words(lang)
  const title = <span {...(point.title.lang === lang ? {} : { lang: point.title.lang })}>{point.title.words}</span>
  return (
    <>
      <p class="due-title">
        {number}. {point.href ? <a href={point.href}>{title}</a> : title}
      </p>
      <small>
        {[point.kind, point.facts, point.proposedBy ? say('proposedBy', { who: point.proposedBy }) : '']
          .filter(Boolean)
          .join(' \u00b7 ')}
      </small>
      {point.about ? <p class="typed">{point.about}</p> : null}
      {point.minutes ? <p class="typed measure">{point.minutes}</p> : null}
      <Corrected lang={lang} corrections={point.corrections} />
    </>
  )
}

/** Corrections of approved text: each with its day, its reason and who wrote it. */
export const Corrected: FC<{ lang: Lang; corrections: readonly CorrectionLine[] }> = ({ lang, corrections }) => {
  const say = words(lang)
  return (
    <>
      {corrections.map((one) => (
        <p class="typed">
          <b>{say('correction')}</b> (<time datetime={one.iso}>{one.when}</time>): {one.words}{' '}
          <small>{say('correctionWhy', { reason: one.reason, who: one.who })}</small>
        </p>
      ))}
    </>
  )
}

/** Builds the agenda of what is behind, takes a point that somebody proposes, and puts the points in order. */
export const AgendaForms: FC<MeetingShowProps> = (props) => {
  const { lang, id, csrf, errors, typed, points, off } = props
  const say = words(lang)
  const wrong = errors.some((one) => one.field?.startsWith('n_'))
  const shown = [...points, ...off]
  return (
    <>
      <p class="quiet measure">{say('buildHint')}</p>
      <Buttons>
        <PostButton
          action={`/work/meetings/${id}/build`}
          csrf={csrf}
          label={say(points.length === 0 ? 'build' : 'rebuild')}
          main={points.length === 0}
        />
      </Buttons>
      <details open={wrong}>
        <summary>{say('propose')}</summary>
        <Form lang={lang} action={`/work/meetings/${id}/points`} csrf={csrf}>
          <Field
            lang={lang}
            kind="text"
            name="n_title"
            label={say('field.title')}
            value={typed.n_title ?? ''}
            error={errorOf(errors, 'n_title')}
            readBy={say('readersPublic')}
            autocomplete="off"
          />
          <Field
            lang={lang}
            kind="area"
            rows={3}
            name="n_about"
            required={false}
            label={say('field.about')}
            value={typed.n_about ?? ''}
            error={errorOf(errors, 'n_about')}
            readBy={say('readers')}
          />
          <NameCheck lang={lang} form="point" named={props.named} />
          <Buttons>
            <Submit label={say('proposeIt')} />
          </Buttons>
        </Form>
      </details>
      {shown.length > 1 ? (
        <details>
          <summary>{say('arrange')}</summary>
          <Form lang={lang} action={`/work/meetings/${id}/agenda`} csrf={csrf} version={props.version}>
            <p class="hint">{say('arrangeHint')}</p>
            {shown.map((one) => (
              <fieldset class="field group">
                <legend>{one.title.words}</legend>
                <Field
                  lang={lang}
                  kind="number"
                  width="short"
                  name={`o-${one.id}`}
                  label={say('field.order')}
                  value={one.place}
                  min={1}
                  max={999}
                />
                <Field
                  lang={lang}
                  kind="check"
                  name={`k-${one.id}`}
                  label={say('onAgenda')}
                  checked={points.includes(one)}
                />
              </fieldset>
            ))}
            <Buttons>
              <Submit label={say('saveOrder')} />
            </Buttons>
          </Form>
        </details>
      ) : null}
    </>
  )
}
