import type { FC } from 'hono/jsx'
import { Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { NameCheck } from '../../pages/name-check.tsx'
import { StepLink, Words } from '../../pages/words.tsx'
import type { Step } from '../../pages/props.ts'
import { say } from '../say.ts'
import { FindingList, Head, Level } from './draft-parts.tsx'
import { EditForm } from './edit-form.tsx'
import { PartLinks } from './part-edit.tsx'
import type { DraftHead, FindingsView, FormView, LevelView, MeasureRow } from './props.ts'

export type PlaceView = {
  id: string
  /** the parents it may move away from, and the one it is seen under */
  from: readonly { value: string; label: string }[]
  /** nothing stands below it */
  empty: boolean
  typed: string
}
export type DraftShowProps = {
  head: DraftHead
  q: string
  /** what a search found; null: nobody searched */
  found: { steps: readonly Step[]; total: number } | null
  form: FormView | null
  /** fields of an element for those who only read */
  read: readonly { label: string; value: string }[]
  findings: FindingsView
  all: { href: string; label: string } | null
  measures: { rows: readonly MeasureRow[] } | null
  level: LevelView
  /** lists of the plan that have a form of their own; at its top only */
  parts: readonly { label: string; href: string; count: number }[]
  place: PlaceView | null
  log: readonly { n: number; line: string; at: string }[]
  drop: boolean
  typed: Readonly<Record<string, string>>
  /** the form whose title seems to name a student */
  asks: 'add' | 'add-measure' | null
}

const Log: FC<Pick<DraftShowProps, 'log' | 'head'>> = ({ log, head }) =>
  log.length === 0 ? null : (
    <Section title={say(head.lang)('log')} id="log">
      <ul>
        {log.map((one) => (
          <li>
            {one.line} <small>{one.at}</small>
          </li>
        ))}
      </ul>
    </Section>
  )

const Measures: FC<{ head: DraftHead; rows: readonly MeasureRow[]; of: string; typed: string; asks: boolean }> = ({
  head,
  rows,
  of,
  typed,
  asks,
}) => {
  const { lang } = head
  const words = say(lang)
  return (
    <Section title={words('measures')} id="measures">
      {rows.length === 0 ? (
        <p class="quiet">{words('noMeasures')}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li>
              <a href={row.href}>
                <Words text={row.title} />
              </a>{' '}
              <small>{row.note}</small>
            </li>
          ))}
        </ul>
      )}
      {head.mayEdit ? (
        <Form lang={lang} action={head.action} csrf={head.csrf} id="add-measure">
          <input type="hidden" name="do" value="add-measure" />
          <input type="hidden" name="id" value={of} />
          <input type="hidden" name="here" value={head.here} />
          <Field
            lang={lang}
            kind="text"
            name="measure_title"
            label={words('measureTitle')}
            width="full"
            value={typed}
            readBy={words('readers')}
          />
          {asks ? <NameCheck lang={lang} asks={true} /> : null}
          <Submit label={words('addMeasure')} />
        </Form>
      ) : null}
    </Section>
  )
}

const Place: FC<{ head: DraftHead; place: PlaceView }> = ({ head, place }) => {
  const { lang, action, csrf, here } = head
  const words = say(lang)
  return (
    <Section title={words('place')} id="place">
      <Form lang={lang} action={action} csrf={csrf} id="move">
        <input type="hidden" name="do" value="move" />
        <input type="hidden" name="id" value={place.id} />
        <input type="hidden" name="here" value={here} />
        {place.from.length > 1 ? (
          <Field
            lang={lang}
            kind="select"
            name="from"
            label={words('moveFrom')}
            options={place.from}
            value={place.from[0]?.value}
          />
        ) : (
          <input type="hidden" name="from" value={place.from[0]?.value ?? ''} />
        )}
        <Field
          lang={lang}
          kind="text"
          name="to"
          label={words('moveUnder')}
          hint={words('moveHint')}
          width="short"
          value={place.typed}
        />
        <Submit label={words('move')} />
      </Form>
      {place.empty ? (
        <Form lang={lang} action={action} csrf={csrf} id="remove">
          <input type="hidden" name="do" value="remove" />
          <input type="hidden" name="id" value={place.id} />
          <input type="hidden" name="here" value={here} />
          <p class="hint">{words('removeLead')}</p>
          <Submit label={words('remove')} danger={true} />
        </Form>
      ) : (
        <p class="hint">{words('removeFull')}</p>
      )}
    </Section>
  )
}

/** A draft at one element, or at the top of the plan: the element's form, what the checker says about it, its measures, and the level below it. */
export const DraftShow: FC<DraftShowProps> = (props) => {
  const { head, found, form, place } = props
  const { lang } = head
  const words = say(lang)
  // What is wrong stands before the form; that nothing is wrong after it, as while the form itself has something to say.
  const noisy = props.findings.rows.length > 0 && !form?.clash && !form?.errors.length
  const findings = (
    <FindingList
      lang={lang}
      title={place || props.read.length > 0 ? words('findings') : words('findingsAll')}
      findings={props.findings}
      all={props.all}
    />
  )
  return (
    <div class="stack">
      <Head {...head} q={props.q} />
      {found ? (
        <Section title={words('found', { count: found.total })} id="found">
          <ul>
            {found.steps.map((step) => (
              <li>
                <StepLink step={step} />
              </li>
            ))}
          </ul>
          {found.total > found.steps.length ? (
            <p class="quiet">{words('foundFirst', { count: found.steps.length })}</p>
          ) : null}
        </Section>
      ) : null}
      {noisy ? findings : null}
      {form ? <EditForm lang={lang} csrf={head.csrf} form={form} title={words('edit')} /> : null}
      {props.read.length > 0 ? (
        <Section title={words('words')}>
          <dl class="key-value">
            {props.read.map((row) => (
              <div>
                <dt>{row.label}</dt>
                <dd class="typed">{row.value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
      {noisy ? null : findings}
      {props.measures ? (
        <Measures
          head={head}
          rows={props.measures.rows}
          of={head.here}
          typed={props.typed['measure_title'] ?? ''}
          asks={props.asks === 'add-measure'}
        />
      ) : null}
      <Level head={head} level={props.level} typed={props.typed} asks={props.asks === 'add'} />
      {props.parts.length > 0 ? <PartLinks head={head} parts={props.parts} /> : null}
      {place ? <Place head={head} place={place} /> : null}
      <Log head={head} log={props.log} />
      {props.drop ? (
        <Section title={words('drop')} id="drop" lead={words('dropLead')}>
          <Form lang={lang} action={head.action.replace(/\/steps$/, '/drop')} csrf={head.csrf}>
            <Submit label={words('drop')} danger={true} />
          </Form>
        </Section>
      ) : null}
    </div>
  )
}
