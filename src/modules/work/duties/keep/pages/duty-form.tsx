import type { FC } from 'hono/jsx'
import { monthName } from '../../../../../platform/format.ts'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../../platform/look/form.tsx'
import { Notice } from '../../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../../platform/look/page.tsx'
import { Section } from '../../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../../platform/words.ts'
import { cadences } from '../../../../plans/index.ts'
import { words } from '../../say.ts'
import { dayKinds, offs } from '../../schema.ts'
import { cadenceWords } from '../../view.ts'

type Typed = Readonly<Record<string, string>>

type Shared = {
  lang: Lang
  owners: readonly Option[]
  typed: Typed
  errors: readonly FormError[]
  /** what stands now of the fields that somebody else changed meanwhile, by field, in words */
  now: Typed
  /** the next days of a rule that was only looked at; null: not asked for */
  next: { days: readonly string[]; event: boolean } | null
  csrf: string
}
export type DutyNewProps = Shared
export type DutyEditProps = Shared & {
  id: number
  version: number
  title: { words: string; lang: Lang }
  /** the present rule in words, when the fields cannot show it */
  unlike: string | null
  saved: string | null
}

const hintOf = ({ lang, now }: Shared, name: string, text = ''): string | undefined => {
  const what = now[name]
  const all = what === undefined ? text : `${text} ${words(lang)('nowIs', { what })}`
  return all.trim() || undefined
}

/** Title, basis, what there is to show, owner. */
const WordFields: FC<Shared> = (props) => {
  const { lang, typed, errors } = props
  const say = words(lang)
  const line = (name: string, label: string, hint?: string) => (
    <Field
      lang={lang}
      kind="text"
      name={name}
      width="full"
      label={label}
      hint={hintOf(props, name, hint)}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
      readBy={say('readers')}
      autocomplete="off"
    />
  )
  return (
    <>
      {line('title_en', say('titleEn'))}
      {line('title_es', say('titleEs'), say('titleEsHint'))}
      <Field
        lang={lang}
        kind="select"
        name="owner"
        label={say('ownerLabel')}
        hint={hintOf(props, 'owner', say('ownerHint'))}
        value={typed.owner ?? ''}
        options={props.owners}
        blank={true}
        error={errorOf(errors, 'owner')}
      />
      {line('basis', say('basisLabel'), say('basisHint'))}
      {line('artefact_en', say('artefactEn'), say('artefactEnHint'))}
      {line('artefact_es', say('artefactEs'))}
      <Field
        lang={lang}
        kind="check"
        name="needs_artefact"
        label={say('needsLabel')}
        hint={hintOf(props, 'needs_artefact')}
        checked={typed.needs_artefact === 'yes'}
      />
    </>
  )
}

/** What makes it due, how often, on which day, what happens on a day off. */
const RuleFields: FC<Shared> = (props) => {
  const { lang, typed, errors } = props
  const say = words(lang)
  const nths = ['1', '2', '3', '4', '5', '-1'] as const
  const number = (name: string, label: string, hint: string) => (
    <Field
      lang={lang}
      kind="number"
      name={name}
      width="short"
      label={label}
      hint={hintOf(props, name, hint)}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
    />
  )
  const line = (name: string, label: string, hint?: string) => (
    <Field
      lang={lang}
      kind="text"
      name={name}
      width="full"
      label={label}
      hint={hint}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
      readBy={say('readers')}
      autocomplete="off"
    />
  )
  return (
    <>
      <Field
        lang={lang}
        kind="radios"
        name="kind"
        label={say('kindLabel')}
        hint={hintOf(props, 'rule')}
        value={typed.kind ?? 'recurs'}
        options={(['recurs', 'sla'] as const).map((one) => ({ value: one, label: say(`kind.${one}`) }))}
      />
      <fieldset class="field group">
        <legend>{say('kind.recurs')}</legend>
        <div class="form">
          <Field
            lang={lang}
            kind="select"
            name="every"
            label={say('everyLabel')}
            value={typed.every ?? ''}
            options={cadences.map((one) => ({ value: one, label: cadenceWords(one, lang) }))}
            blank={true}
            error={errorOf(errors, 'every')}
          />
          <Field
            lang={lang}
            kind="select"
            name="weekday"
            label={say('weekdayLabel')}
            value={typed.weekday ?? ''}
            options={[
              { value: '', label: say('anyDay') },
              ...([1, 2, 3, 4, 5] as const).map((one) => ({ value: String(one), label: say(`weekday.${one}`) })),
            ]}
            error={errorOf(errors, 'weekday')}
          />
          <Field
            lang={lang}
            kind="select"
            name="nth"
            label={say('nthLabel')}
            hint={say('nthHint')}
            value={typed.nth ?? ''}
            options={nths.map((one) => ({ value: one, label: say(`nth.${one}`) }))}
            blank={true}
            error={errorOf(errors, 'nth')}
          />
          {number('day', say('dayLabel'), say('dayHint'))}
          <Field
            lang={lang}
            kind="select"
            name="month"
            label={say('monthLabel')}
            value={typed.month ?? ''}
            options={[
              { value: '', label: say('noMonth') },
              ...Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: monthName(i + 1, lang) })),
            ]}
            error={errorOf(errors, 'month')}
          />
        </div>
      </fieldset>
      <fieldset class="field group">
        <legend>{say('kind.sla')}</legend>
        <div class="form">
          {number('limit', say('limitLabel'), say('limitHint'))}
          {line('after_en', say('afterEn'), say('afterEnHint'))}
          {line('after_es', say('afterEs'))}
        </div>
      </fieldset>
      <Field
        lang={lang}
        kind="radios"
        name="days"
        label={say('daysLabel')}
        value={typed.days ?? 'office'}
        options={dayKinds.map((one) => ({ value: one, label: say(`daysOpt.${one}`) }))}
      />
      <Field
        lang={lang}
        kind="radios"
        name="off"
        label={say('offLabel')}
        value={typed.off ?? 'before'}
        options={offs.map((one) => ({ value: one, label: say(`offOpt.${one}`) }))}
      />
      {number('grace', say('graceLabel'), say('graceHint'))}
      <Field
        lang={lang}
        kind="date"
        name="from"
        label={say('fromLabel')}
        hint={say('fromHint')}
        value={typed.from ?? ''}
        error={errorOf(errors, 'from')}
      />
      {props.next === null ? null : <Next {...props} next={props.next} />}
    </>
  )
}

const Next: FC<Shared & { next: NonNullable<Shared['next']> }> = ({ lang, next }) => {
  const say = words(lang)
  return (
    <Notice lang={lang} kind="info" title={next.days.length > 0 ? say('nextDays') : undefined}>
      {next.days.length > 0 ? (
        <ul id="next-days">
          {next.days.map((day) => (
            <li>{day}</li>
          ))}
        </ul>
      ) : (
        <p>{say(next.event ? 'afterEvent' : 'noDays')}</p>
      )}
    </Notice>
  )
}

/** Entering a duty. */
export const DutyNew: FC<DutyNewProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={say('enter')} lead={say('enterLead')} />
      <Form lang={lang} action="/work/duties" csrf={props.csrf}>
        <WordFields {...props} />
        <h2>{say('whenTitle')}</h2>
        <RuleFields {...props} />
        <Buttons>
          <Submit label={say('save')} main={true} />
          <Submit label={say('look')} name="look" value="yes" />
        </Buttons>
      </Form>
    </>
  )
}

/** Changing a duty: its words, when it is due, its end, each in a form of its own. */
export const DutyEdit: FC<DutyEditProps> = (props) => {
  const { lang, id, version, csrf, errors, typed } = props
  const say = words(lang)
  const at = `/work/duties/${id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.saved === null ? null : <Notice lang={lang} kind="done" title={props.saved} />}
      <PageHead title={say('edit')} lead={props.title.words} />
      <p>{say('editLead')}</p>
      <Section title={say('wordsTitle')} lead={say('wordsLead')} id="words">
        <Form lang={lang} action={at} csrf={csrf} version={version}>
          <WordFields {...props} />
          <Buttons>
            <Submit label={say('save')} main={true} />
          </Buttons>
        </Form>
      </Section>
      <Section title={say('whenTitle')} lead={say('whenLead')} id="when">
        {props.unlike === null ? null : <p>{say('whenNew', { rule: props.unlike })}</p>}
        <Form lang={lang} action={`${at}/rule`} csrf={csrf} version={version}>
          <RuleFields {...props} />
          <Buttons>
            <Submit label={say('save')} main={true} />
            <Submit label={say('look')} name="look" value="yes" />
          </Buttons>
        </Form>
      </Section>
      <Section title={say('endTitle')} lead={say('endLead')} id="end">
        <Form lang={lang} action={`${at}/end`} csrf={csrf} version={version}>
          <Field
            lang={lang}
            kind="date"
            name="to"
            label={say('toLabel')}
            hint={hintOf(props, 'to')}
            value={typed.to ?? ''}
            error={errorOf(errors, 'to')}
          />
          <Field
            lang={lang}
            kind="text"
            name="reason"
            width="full"
            label={say('reasonLabel')}
            value={typed.reason ?? ''}
            error={errorOf(errors, 'reason')}
            readBy={say('readers')}
            autocomplete="off"
          />
          <Buttons>
            <Submit label={say('endSave')} />
          </Buttons>
        </Form>
      </Section>
    </>
  )
}
