import type { FC } from 'hono/jsx'
import type { Lang } from '../../../../platform/words.ts'
import { words as itemWords } from '../../say.ts'
import type { State } from '../../schema.ts'
import type { Line } from '../../view.ts'
import { viewHref } from '../filter.ts'
import { words } from '../say.ts'
import { Frame, type FrameProps, Onward } from './frame.tsx'

export type BoardColumn = { state: State; total: number; late: number; lines: readonly Line[]; more: boolean }
export type BoardShowProps = Omit<FrameProps, 'view' | 'children'> & {
  columns: readonly BoardColumn[]
  next: string | null
  count: number
}

/** One column for each state. Cards are moved by buttons of plain forms, so that it works by keyboard, on a phone and without script. */
export const BoardShow: FC<BoardShowProps> = (props) => {
  const { lang, asked, columns } = props
  const say = words(lang)
  const state = itemWords(lang)
  return (
    <Frame {...props} view="board">
      <div class="board">
        {columns.map((column) => (
          <section class="board-column" aria-labelledby={`column-${column.state}`}>
            <h2 id={`column-${column.state}`}>
              {say('column', { state: state(`state.${column.state}`), total: column.total })}
            </h2>
            {column.late > 0 ? <p class="quiet">{say('columnLate', { late: column.late })}</p> : null}
            {column.lines.length === 0 ? (
              <p class="quiet">{say('columnEmpty')}</p>
            ) : (
              <ul class="board-cards">
                {column.lines.map((line) => (
                  <Card {...props} line={line} />
                ))}
              </ul>
            )}
            {column.more && columns.length > 1 ? (
              <p>
                <a href={viewHref('board', { ...asked, state: column.state, after: undefined })}>
                  {say('moreInColumn', { total: column.total })}
                </a>
              </p>
            ) : null}
          </section>
        ))}
      </div>
      {columns.some((column) => column.lines.some((line) => line.mayUpdate)) ? (
        <p class="read-by">{state('readByLine')}</p>
      ) : null}
      <Onward lang={lang} view="board" asked={asked} next={props.next} count={props.count} />
    </Frame>
  )
}

const Card: FC<BoardShowProps & { line: Line }> = (props) => {
  const { lang, line } = props
  return (
    <li class={line.late ? 'board-card late' : 'board-card'} id={`item-${line.id}`}>
      <p class="due-title">
        <a href={line.href} {...(line.title.lang === lang ? {} : { lang: line.title.lang })}>
          {line.title.words}
        </a>
      </p>
      <small>{[line.when, ...line.facts].join(' \u00b7 ')}</small>
      {line.note ? (
        <small>{itemWords(lang)(line.state === 'stuck' ? 'because' : 'noteIs', { note: line.note })}</small>
      ) : null}
      {line.mayUpdate ? <Moves {...props} /> : null}
    </li>
  )
}

const Hidden: FC<{ csrf: string; line: Line; back: string }> = ({ csrf, line, back }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    <input type="hidden" name="version" value={String(line.version)} />
    <input type="hidden" name="back" value={back} />
  </>
)

/** The other columns as buttons. What needs something to show is opened instead; what is stuck says on what. */
const Moves: FC<BoardShowProps & { line: Line }> = ({ lang, line, csrf, asked }) => {
  const say = words(lang)
  const back = viewHref('board', asked)
  const moves = (['open', 'going_on', 'done'] as const).filter((state) => state !== line.state)
  return (
    <div class="board-acts">
      {moves.map((state) =>
        state === 'done' && (line.needsEvidence || line.needsArtefact || line.answered) ? (
          <a class="btn" href={line.answered?.href ?? `${line.href}#update`}>
            {line.answered ? itemWords(lang)(`do.${line.answered.at}`) : say('doneWith')}
            <span class="sr">: {line.title.words}</span>
          </a>
        ) : (
          <form class="post" method="post" action={line.href}>
            <Hidden csrf={csrf} line={line} back={back} />
            <button type="submit" class="btn" name="state" value={state}>
              <span class="sr">{say('moveTo')} </span>
              {say(`move.${state}`)}
              <span class="sr">: {line.title.words}</span>
            </button>
          </form>
        ),
      )}
      {line.state === 'stuck' ? null : <Stuck lang={lang} line={line} csrf={csrf} back={back} />}
    </div>
  )
}

const Stuck: FC<{ lang: Lang; line: Line; csrf: string; back: string }> = ({ lang, line, csrf, back }) => {
  const say = words(lang)
  const id = `stuck-${line.id}`
  return (
    <details>
      <summary class="quiet">
        {say('stuckSummary')}
        <span class="sr">: {line.title.words}</span>
      </summary>
      <form class="filters" method="post" action={line.href} novalidate>
        <Hidden csrf={csrf} line={line} back={back} />
        <div class="field">
          <label for={id}>{say('stuckOn')}</label>
          <input id={id} name="note" type="text" value={line.note} autocomplete="off" />
        </div>
        <button type="submit" name="state" value="stuck">
          {say('stuckSave')}
        </button>
      </form>
    </details>
  )
}
