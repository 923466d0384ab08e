import type { FC } from 'hono/jsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { State } from '../schema.ts'
import { type Line, offered } from '../view.ts'

export type DueLinesProps = {
  lang: Lang
  lines: readonly Line[]
  csrf: string
  /** address to come back to after an update */
  back: string
}

/**
 * Due items with a one-line update at each: buttons for the usual answer, and a line with state, note and date that opens in place.
 * Plain forms and native parts: works without script and by keyboard alone.
 */
export const DueLines: FC<DueLinesProps> = (props) => (
  <ul class="due-list">
    {props.lines.map((line) => (
      <li class={line.late ? 'due late' : 'due'} id={`item-${line.id}`}>
        <p class="due-when">
          {line.date && line.plainDate ? <time datetime={line.date}>{line.when}</time> : line.when}
        </p>
        <div class="due-what">
          <p class="due-title">
            <a href={line.href} {...(line.title.lang === props.lang ? {} : { lang: line.title.lang })}>
              {line.title.words}
            </a>
          </p>
          <Told lang={props.lang} line={line} />
        </div>
        {line.mayUpdate ? (
          <div class="due-acts">
            <Acts {...props} line={line} />
          </div>
        ) : null}
        {line.mayUpdate ? <QuickUpdate {...props} line={line} /> : null}
      </li>
    ))}
  </ul>
)

const Told: FC<{ lang: Lang; line: Line }> = ({ lang, line }) => {
  const say = words(lang)
  return (
    <>
      <small>
        {line.state === 'open' ? null : (
          <>
            <b>{say(`state.${line.state}`)}</b>
            {' \u00b7 '}
          </>
        )}
        {line.facts.join(' \u00b7 ')}
      </small>
      {line.note ? <small>{say(line.state === 'stuck' ? 'because' : 'noteIs', { note: line.note })}</small> : null}
    </>
  )
}

type LineProps = Omit<DueLinesProps, 'lines'> & { line: Line }

const Hidden: FC<{ csrf: string; line: Line; back: string }> = ({ csrf, line, back }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    <input type="hidden" name="version" value={String(line.version)} />
    <input type="hidden" name="back" value={back} />
  </>
)

/** The usual answers as one button each. What needs evidence is opened instead: it cannot be finished in one click. */
const Acts: FC<LineProps> = ({ lang, line, csrf, back }) => {
  const say = words(lang)
  const button = (state: State, label: string, main: boolean) => (
    <form class="post" method="post" action={line.href}>
      <Hidden csrf={csrf} line={line} back={back} />
      <button type="submit" class={main ? 'btn btn-main' : 'btn'} name="state" value={state}>
        {label}
        <span class="sr">: {line.title.words}</span>
      </button>
    </form>
  )
  if (line.state === 'done' || line.state === 'dropped') return null
  return (
    <>
      {line.answered ? (
        <a class="btn btn-main" href={line.answered.href}>
          {say(`do.${line.answered.at}`)}
          <span class="sr">: {line.title.words}</span>
        </a>
      ) : line.needsEvidence || line.needsArtefact ? (
        <a class="btn btn-main" href={`${line.href}${line.needsArtefact ? '#f-artefact' : '#update'}`}>
          {say('do.open')}
          <span class="sr">: {line.title.words}</span>
        </a>
      ) : (
        button('done', say('do.done'), true)
      )}
      {line.state === 'going_on' ? null : button('going_on', say('do.going_on'), false)}
    </>
  )
}

/** State, note and date in one line. */
const QuickUpdate: FC<LineProps> = ({ lang, line, csrf, back }) => {
  const say = words(lang)
  const id = (name: string) => `${name}-${line.id}`
  const options = offered(line)
  return (
    <details class="due-update">
      <summary class="quiet">
        {say('act')}
        <span class="sr">: {line.title.words}</span>
      </summary>
      <form class="filters" method="post" action={line.href} novalidate>
        <Hidden csrf={csrf} line={line} back={back} />
        <div class="field">
          <label for={id('state')}>{say('fieldState')}</label>
          <select id={id('state')} name="state">
            {options.map((state) => (
              <option value={state} selected={state === line.state}>
                {say(`state.${state}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={id('note')}>{say('fieldNote')}</label>
          <input id={id('note')} name="note" type="text" value={line.note} autocomplete="off" />
        </div>
        <div class="field">
          <label for={id('due')}>{say('fieldDue')}</label>
          <input id={id('due')} name="due_on" type="date" class="width-short" value={line.due_on ?? ''} />
        </div>
        <button type="submit">{say('save')}</button>
      </form>
    </details>
  )
}
