import type { FC } from 'hono/jsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { ChainLine, ChainTold } from '../reading.ts'
import { words } from '../say.ts'

export type ChainShowProps = ChainTold & {
  lang: Lang
  id: number
  csrf: string
  errors: readonly FormError[]
  /** what the person typed, when it was refused */
  typed: Readonly<Record<string, string>>
  /** the line that was just saved, with its version */
  saved: { id: number; version: number } | null
}

/** What an item waits for, what that does to its day, and what waits for it. */
export const ChainShow: FC<ChainShowProps> = (props) => {
  const { lang, id, csrf } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? (
        <Notice lang={lang} kind="done" title={say('saved')}>
          {props.mayChange ? <UndoLine lang={lang} item={id} line={props.saved} csrf={csrf} /> : null}
        </Notice>
      ) : null}
      <PageHead title={say('title')} lead={say('lead')} />
      {props.told.map((one) => (
        <p class="measure">{one}</p>
      ))}
      <Two>
        <Section title={say('waits')} id="waits">
          {props.waits.length === 0 ? (
            <p class="quiet">{say('waitsNone')}</p>
          ) : (
            <Lines {...props} lines={props.waits} ends={props.mayChange} />
          )}
        </Section>
        <Section title={say('waiting')} id="waiting">
          {props.waiting.length === 0 ? (
            <p class="quiet">{say('waitingNone')}</p>
          ) : (
            <Lines {...props} lines={props.waiting} ends={false} />
          )}
        </Section>
      </Two>
      {props.forecast ? <Expected {...props} forecast={props.forecast} /> : null}
      {props.mayChange ? <Add {...props} /> : null}
      {props.ended.length > 0 ? (
        <Section title={say('ended')} id="ended">
          <ul class="due-list">
            {props.ended.map((one) => (
              <li class="due">
                <p class="due-when" />
                <div class="due-what">
                  <Title lang={lang} one={one} />
                  <small>{one.by}</small>
                </div>
                {one.mayUndo && one.line ? (
                  <div class="due-acts">
                    <UndoLine lang={lang} item={id} line={one.line} csrf={csrf} />
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.history.length > 0 ? (
        <Section title={say('history')} id="history" lead={say('historyLead')}>
          <ol class="due-list">
            {props.history.map((one) => (
              <li class="due">
                <p class="due-when">
                  <time datetime={one.iso}>{one.day}</time>
                </p>
                <div class="due-what">
                  <p class="due-title">{one.words}</p>
                  <small>{one.who}</small>
                  {one.note ? <small>{one.note}</small> : null}
                </div>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  )
}

const UndoLine: FC<{ lang: Lang; item: number; line: { id: number; version: number }; csrf: string }> = (props) => (
  <PostButton
    action={`/work/${props.item}/chain/undo`}
    csrf={props.csrf}
    label={words(props.lang)('undo')}
    fields={{ dependency: props.line.id, version: props.line.version }}
  />
)

const Title: FC<{ lang: Lang; one: ChainLine }> = ({ lang, one }) => (
  <p class="due-title">
    <a href={one.href} {...(one.title.lang === lang ? {} : { lang: one.title.lang })}>
      {one.title.words}
    </a>
  </p>
)

const Lines: FC<ChainShowProps & { lines: readonly ChainLine[]; ends: boolean }> = ({
  lang,
  id,
  csrf,
  lines,
  ends,
}) => {
  const say = words(lang)
  return (
    <ul class="due-list">
      {lines.map((one) => (
        <li class="due">
          <p class="due-when">{one.due === null ? '' : say('due', { date: one.due })}</p>
          <div class="due-what">
            <Title lang={lang} one={one} />
            <small>{[one.code, one.state, one.owner].filter(Boolean).join(' \u00b7 ')}</small>
            <small>
              {[
                one.between,
                one.expected === null ? null : say('expected', { date: one.expected }),
                one.line?.fromPlan ? say('fromPlan') : null,
              ]
                .filter(Boolean)
                .join(' \u00b7 ')}
            </small>
            <small>
              <a href={`${one.href}/chain`}>
                {say('toChain')}
                <span class="sr">: {one.title.words}</span>
              </a>
            </small>
          </div>
          {ends && one.line ? (
            <div class="due-acts">
              <PostButton
                action={`/work/${id}/chain/end`}
                csrf={csrf}
                label={say('end')}
                fields={{ dependency: one.line.id, version: one.line.version }}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const Expected: FC<ChainShowProps & { forecast: NonNullable<ChainTold['forecast']> }> = ({ lang, forecast, chain }) => {
  const say = words(lang)
  return (
    <Section title={say('forecast')} id="forecast">
      <p class="measure">
        {[
          forecast.begins ? say('forecastBegins', { date: forecast.begins }) : '',
          forecast.finish ? say('forecastEnds', { date: forecast.finish }) : '',
          forecast.finish
            ? forecast.late > 0
              ? say('forecastLate', { days: forecast.late })
              : say('forecastFits')
            : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <p class="quiet">{say('forecastHow')}</p>
      <h3>{say('chain')}</h3>
      <p class="quiet">{say('chainLead')}</p>
      <ol class="steps">
        {chain.map((one, at) => (
          <li class={at === 0 ? 'step step-now' : 'step'}>
            <a class="step-label" href={one.href}>
              {one.words}
            </a>
            <small>{one.note}</small>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const Add: FC<ChainShowProps> = ({ lang, id, csrf, errors, typed }) => {
  const say = words(lang)
  return (
    <Section title={say('add')} id="add">
      <Form lang={lang} action={`/work/${id}/chain`} csrf={csrf}>
        <Field
          lang={lang}
          kind="text"
          name="needs"
          label={say('fieldNeeds')}
          hint={say('fieldNeedsHint')}
          value={typed.needs ?? ''}
          error={errorOf(errors, 'needs')}
          autocomplete="off"
          readBy={say('readers')}
        />
        <Field
          lang={lang}
          kind="number"
          name="days"
          label={say('fieldDays')}
          hint={say('fieldDaysHint')}
          value={typed.days ?? ''}
          error={errorOf(errors, 'days')}
          required={false}
        />
        <Buttons>
          <Submit label={say('save')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}
