import type { FC } from 'hono/jsx'
import { Buttons, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Pager, Tabs } from '../../../../platform/look/pager.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Saved } from '../../pages/saved-notice.tsx'
import { words as itemWords } from '../../say.ts'
import { states } from '../../schema.ts'
import { type Line, offered } from '../../view.ts'
import { words } from '../say.ts'

/** What a person typed in a row, when it was not saved, and why. */
export type RowTold = { state: string; note: string; due_on: string; problem: string }

export type WorkTableProps = {
  lang: Lang
  lines: readonly Line[]
  told: ReadonlyMap<number, RowTold>
  whose: 'mine' | 'all'
  readsAll: boolean
  page: number
  pages: number
  total: number
  saved: readonly Saved[]
  /** how many changes were just undone, and how many had to stay */
  undone: { count: number; stayed: number } | null
  csrf: string
}

export const tableHref = (whose: 'mine' | 'all', page = 1): string =>
  `/work/table?whose=${whose}${page > 1 ? `&page=${page}` : ''}`

/** Many items as rows of one form: state, note, new date; one button saves all. Plain controls: the keyboard goes through them in order. */
export const WorkTable: FC<WorkTableProps> = (props) => {
  const { lang, whose, told, csrf } = props
  const say = words(lang)
  return (
    <>
      {told.size > 0 ? (
        <div class="errors" role="alert" tabindex={-1} autofocus>
          <h2>{say('notSaved', { count: told.size })}</h2>
          <p>{say('notSavedHint')}</p>
        </div>
      ) : null}
      <SavedRows {...props} />
      <PageHead title={say('title')} lead={say(whose === 'mine' ? 'lead' : 'leadAll')} />
      <Tabs
        label={say('title')}
        tabs={[
          { label: say('asList'), href: `/work?whose=${whose}` },
          { label: itemWords(lang)('mine'), href: tableHref('mine'), current: whose === 'mine' },
          ...(props.readsAll
            ? [{ label: itemWords(lang)('all'), href: tableHref('all'), current: whose === 'all' }]
            : []),
        ]}
      />
      {props.lines.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <form class="sheet" method="post" action={tableHref(whose, props.page)} novalidate>
          <input type="hidden" name="csrf" value={csrf} />
          <div class="table blocks" role="region" tabindex={0} aria-labelledby="rows">
            <table role="table">
              <caption id="rows" class="sr">
                {say('caption')}
              </caption>
              <thead role="rowgroup">
                <tr role="row">
                  <th scope="col" role="columnheader">
                    {say('item')}
                  </th>
                  <th scope="col" role="columnheader">
                    {say('state')}
                  </th>
                  <th scope="col" role="columnheader">
                    {say('note')}
                  </th>
                  <th scope="col" role="columnheader">
                    {say('due')}
                  </th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                {props.lines.map((line) => (
                  <Row lang={lang} line={line} told={told.get(line.id)} />
                ))}
              </tbody>
            </table>
          </div>
          <p class="read-by">{itemWords(lang)('readByLine')}</p>
          <Buttons>
            <Submit label={say('save')} main={true} />
          </Buttons>
        </form>
      )}
      <Pager
        lang={lang}
        page={props.page}
        pages={props.pages}
        total={props.total}
        href={(page) => tableHref(whose, page)}
      />
    </>
  )
}

const Row: FC<{ lang: Lang; line: Line; told: RowTold | undefined }> = ({ lang, line, told }) => {
  const say = words(lang)
  const { id } = line
  const title = line.title.words
  const wrong = told ? { 'aria-invalid': 'true' as const, 'aria-describedby': `p-${id}` } : {}
  const chosen = told?.state ?? line.state
  // What was chosen and refused stays chosen.
  const options = states.filter((state) => state === chosen || offered(line).includes(state))
  return (
    <tr role="row" class={told ? 'wrong' : undefined} id={`item-${id}`}>
      <th scope="row" role="rowheader">
        <input type="hidden" name={`v-${id}`} value={String(line.version)} />
        <a href={line.href} {...(line.title.lang === lang ? {} : { lang: line.title.lang })}>
          {title}
        </a>
        <small>{[line.when, ...line.facts].join(' \u00b7 ')}</small>
        {line.answered ? (
          <small>
            <a href={line.answered.href}>
              {itemWords(lang)(`do.${line.answered.at}`)}
              <span class="sr">: {title}</span>
            </a>
          </small>
        ) : null}
        {told ? (
          <p class="error" id={`p-${id}`}>
            {told.problem}
          </p>
        ) : null}
      </th>
      <td role="cell" data-head={say('state')}>
        <select name={`s-${id}`} aria-label={say('stateFor', { title })} {...wrong}>
          {options.map((state) => (
            <option value={state} selected={state === chosen}>
              {itemWords(lang)(`state.${state}`)}
            </option>
          ))}
        </select>
      </td>
      <td role="cell" data-head={say('note')}>
        <input
          type="text"
          name={`n-${id}`}
          aria-label={say('noteFor', { title })}
          value={told?.note ?? line.note}
          autocomplete="off"
          {...wrong}
        />
      </td>
      <td role="cell" data-head={say('due')}>
        <input
          type="date"
          name={`d-${id}`}
          aria-label={say('dueFor', { title })}
          value={told?.due_on ?? line.due_on ?? ''}
          {...wrong}
        />
      </td>
    </tr>
  )
}

const SavedRows: FC<WorkTableProps> = ({ lang, saved, undone, csrf, whose }) => {
  const say = words(lang)
  if (undone !== null)
    return (
      <Notice lang={lang} kind="done" title={say('undone', { count: undone.count })}>
        {undone.stayed > 0 ? <p>{say('stayed', { count: undone.stayed })}</p> : null}
      </Notice>
    )
  if (saved.length === 0) return null
  const undoable = saved.filter((one) => one.undoable)
  return (
    <Notice lang={lang} kind="done" title={say('saved', { count: saved.length })}>
      <p>{say('savedHint')}</p>
      {undoable.length > 1 ? (
        <PostButton
          action="/work/table/undo"
          csrf={csrf}
          label={say('undoAll')}
          fields={{ which: undoable.map((one) => `${one.id}.${one.version}`).join('_'), whose }}
        />
      ) : null}
      <ul>
        {saved.map((one) => (
          <li>
            <a href={`/work/${one.id}`}>{one.title}</a>: {itemWords(lang)(`state.${one.state}`)}
            {one.undoable ? (
              <PostButton
                action="/work/table/undo"
                csrf={csrf}
                label={say('undo')}
                fields={{ which: `${one.id}.${one.version}`, whose }}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
