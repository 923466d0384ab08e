import type { FC } from 'hono/jsx'
import type { Option } from '../../../../platform/look/field.tsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { Buttons, Field, Filters, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'
import { type EntryForm, type Field as Name, standings, type Typed } from '../schema.ts'
import { type Place, SavedValues } from './value-list.tsx'

export type GridRow = {
  id: string
  title: string
  href: string
  note: string
  form: Exclude<EntryForm, 'pair'>
  typed: Typed
  isCorrection: boolean
  /** why the row was not saved; null: it was not sent, or is fine */
  problem: string | null
}
export type ValueGridProps = {
  lang: Lang
  plan: Place
  back: string
  title: string
  action: string
  choose: string
  fields: Readonly<Record<string, string>>
  office: string
  offices: readonly Option[]
  period: string
  periods: readonly Option[]
  rows: readonly GridRow[]
  /** measures of the office that have a page of their own */
  pairs: readonly { title: string; href: string }[]
  csrf: string
  saved: { count: number; same: number } | null
}

/** The name of a control of a row. */
export const rowField = (field: Name, measure: string): string => `${field}.${measure}`

/** One office's measures for one period as rows of one form. Plain controls: the keyboard goes through them in order. */
export const ValueGrid: FC<ValueGridProps> = (props) => {
  const { lang, rows } = props
  const words = say(lang)
  const wrong = rows.filter((row) => row.problem !== null).length
  return (
    <>
      {wrong > 0 ? (
        <div class="errors" role="alert" tabindex={-1} autofocus>
          <h2>{words('notSaved', { count: wrong })}</h2>
          <p>{words('notSavedHint')}</p>
        </div>
      ) : null}
      <SavedValues lang={lang} saved={props.saved} />
      <PageHead title={props.title} lead={words('gridLead')}>
        <Facts
          facts={[
            { value: props.plan.title, href: props.plan.href },
            { value: words('title'), href: props.back },
          ]}
        />
      </PageHead>
      <Filters lang={lang} action={props.choose} label={words('gridShow')}>
        {Object.entries(props.fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Field
          lang={lang}
          kind="select"
          name="office"
          label={words('office')}
          value={props.office}
          options={props.offices}
        />
        <Field
          lang={lang}
          kind="select"
          name="for"
          label={words('periodHead')}
          value={props.period}
          options={props.periods.map(({ value, label }) => ({ value, label }))}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words('gridEmpty')}>
          <p>{words('gridEmptyHint')}</p>
        </Empty>
      ) : (
        <form class="sheet" method="post" action={props.action} novalidate>
          <input type="hidden" name="csrf" value={props.csrf} />
          <input type="hidden" name="office" value={props.office} />
          <input type="hidden" name="for" value={props.period} />
          <div class="table blocks" role="region" tabindex={0} aria-labelledby="rows">
            <table role="table">
              <caption id="rows" class="sr">
                {props.title}
              </caption>
              <thead role="rowgroup">
                <tr role="row">
                  {(['measure', 'stateQuestion', 'value', 'source', 'why'] as const).map((head) => (
                    <th scope="col" role="columnheader">
                      {words(head)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map((row) => (
                  <Row lang={lang} row={row} />
                ))}
              </tbody>
            </table>
          </div>
          <p class="read-by">{words('readers')}</p>
          <Buttons>
            <Submit label={words('save')} main={true} />
          </Buttons>
        </form>
      )}
      {props.pairs.length > 0 ? (
        <>
          <p>{words('gridPair')}</p>
          <ul>
            {props.pairs.map((one) => (
              <li>
                <a href={one.href}>{one.title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

const Row: FC<{ lang: Lang; row: GridRow }> = ({ lang, row }) => {
  const words = say(lang)
  const { id, typed, title: measure } = row
  const wrong = row.problem ? { 'aria-invalid': 'true' as const, 'aria-describedby': `p-${id}` } : {}
  const box = (field: Name, label: string, isNumber: boolean) => (
    <input
      type="text"
      {...(isNumber ? { inputmode: 'decimal' as const } : {})}
      name={rowField(field, id)}
      aria-label={label}
      value={typed[field] ?? ''}
      autocomplete="off"
      {...wrong}
    />
  )
  const states = ['value', 'not_measured', 'suppressed', 'not_applicable'] as const
  return (
    <tr role="row" class={row.problem ? 'wrong' : undefined} id={`row-${id}`}>
      <th scope="row" role="rowheader">
        <input type="hidden" name={rowField('version', id)} value={typed.version ?? '0'} />
        <a href={row.href}>{measure}</a>
        <small>{row.note}</small>
        {row.problem ? (
          <p class="error" id={`p-${id}`}>
            {row.problem}
          </p>
        ) : null}
      </th>
      <td role="cell" data-head={words('stateQuestion')}>
        <select name={rowField('state', id)} aria-label={words('stateFor', { measure })} {...wrong}>
          <option value="" selected={(typed.state ?? '') === ''}>
            {words('leave')}
          </option>
          {[...states, ...(row.isCorrection ? (['withdrawn'] as const) : [])].map((state) => (
            <option value={state} selected={state === typed.state}>
              {words(`state.${state}`)}
            </option>
          ))}
        </select>
      </td>
      <td role="cell" data-head={words('value')}>
        {row.form === 'count' ? box('amount', words('amountFor', { measure }), true) : null}
        {row.form === 'percent' ? (
          <>
            {box('k', words('kFor', { measure }), true)}
            {box('n', words('nFor', { measure }), true)}
          </>
        ) : null}
        {row.form === 'artefact' ? (
          <select name={rowField('standing', id)} aria-label={words('standingFor', { measure })} {...wrong}>
            <option value="" selected={(typed.standing ?? '') === ''}>
              {words('leave')}
            </option>
            {standings.map((one) => (
              <option value={one} selected={one === typed.standing}>
                {words(`standing.${one}`)}
              </option>
            ))}
          </select>
        ) : null}
      </td>
      <td role="cell" data-head={words('source')}>
        {box('source', words('sourceFor', { measure }), false)}
      </td>
      <td role="cell" data-head={words('why')}>
        {row.isCorrection ? box('reason', words('reasonFor', { measure }), false) : null}
      </td>
    </tr>
  )
}
