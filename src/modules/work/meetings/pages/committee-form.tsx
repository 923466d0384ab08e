import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { kinds } from '../schema.ts'
import { type Holder, kindWords } from '../view.ts'
import { NameCheck, type NamedForm } from './name-check.tsx'

export type CommitteeFormProps = {
  lang: Lang
  /** null: a new one */
  id: number | null
  version: number | null
  district: number
  title: string
  orgs: readonly Holder[]
  committees: readonly Holder[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  named: NamedForm | null
  csrf: string
}

/** Everything about a committee that is no member and no meeting. */
export const CommitteeForm: FC<CommitteeFormProps> = (props) => {
  const { lang, typed, errors } = props
  const say = words(lang)
  const readers = say('readersPublic')
  const text = (name: string, required: boolean, hint?: string) => (
    <Field
      lang={lang}
      kind="text"
      name={name}
      label={say(`field.${name as 'name_en' | 'name_es'}`)}
      {...(required ? {} : { required: false })}
      {...(hint ? { hint } : {})}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
      readBy={readers}
      autocomplete="off"
    />
  )
  const area = (name: 'purpose_en' | 'purpose_es' | 'standing', hint?: string) => (
    <Field
      lang={lang}
      kind="area"
      rows={3}
      name={name}
      required={false}
      label={say(`field.${name}`)}
      {...(hint ? { hint } : {})}
      value={typed[name] ?? ''}
      error={errorOf(errors, name)}
      readBy={readers}
    />
  )
  const choice = (name: string, label: string, options: readonly { value: string; label: string }[], hint?: string) => (
    <Field
      lang={lang}
      kind="select"
      name={name}
      label={label}
      {...(hint ? { hint } : {})}
      value={typed[name] ?? ''}
      options={options}
      error={errorOf(errors, name)}
    />
  )
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={props.title} />
      <Form
        lang={lang}
        action={props.id === null ? '/work/committees' : `/work/committees/${props.id}`}
        csrf={props.csrf}
        version={props.version ?? undefined}
      >
        {props.id === null ? <input type="hidden" name="district" value={String(props.district)} /> : null}
        {text('name_en', true)}
        {text('name_es', true)}
        {area('purpose_en')}
        {area('purpose_es')}
        {choice(
          'kind',
          say('field.kind'),
          kinds.map((kind) => ({ value: kind, label: kindWords(kind, lang) })),
        )}
        {choice('org_id', say('field.org_id'), props.orgs, say('orgHint'))}
        {choice('reports_to', say('field.reports_to'), [{ value: '', label: say('nobody') }, ...props.committees])}
        <Field
          lang={lang}
          kind="number"
          width="short"
          name="quorum"
          required={false}
          label={say('field.quorum')}
          hint={say('quorumHint')}
          value={typed.quorum ?? ''}
          error={errorOf(errors, 'quorum')}
        />
        {choice('every', say('every'), [
          { value: '', label: say('oneByOne') },
          { value: 'weekly', label: say('every.weekly') },
          { value: 'biweekly', label: say('every.biweekly') },
          { value: 'monthly', label: say('every.monthly') },
          { value: 'quarterly', label: say('every.quarterly') },
        ])}
        {choice(
          'weekday',
          say('weekday'),
          ([1, 2, 3, 4, 5] as const).map((day) => ({ value: String(day), label: say(`weekday.${day}`) })),
        )}
        {choice(
          'nth',
          say('nth'),
          ([1, 2, 3, 4, -1] as const).map((nth) => ({ value: String(nth), label: say(`nth.${nth}`) })),
          say('nthHint'),
        )}
        {choice(
          'days',
          say('days'),
          (['office', 'school'] as const).map((days) => ({ value: days, label: say(`days.${days}`) })),
        )}
        {choice(
          'off',
          say('off'),
          (['after', 'before', 'stays', 'skip'] as const).map((off) => ({ value: off, label: say(`off.${off}`) })),
        )}
        {area('standing', say('standingHint'))}
        <Field
          lang={lang}
          kind="check"
          name="open_minutes"
          label={say('openMinutes')}
          hint={say('openMinutesHint')}
          checked={typed.open_minutes === 'yes'}
        />
        <Field
          lang={lang}
          kind="date"
          name="from_date"
          label={say('field.from_date')}
          value={typed.from_date ?? ''}
          error={errorOf(errors, 'from_date')}
        />
        <Field
          lang={lang}
          kind="date"
          name="to_date"
          required={false}
          label={say('field.to_date')}
          value={typed.to_date ?? ''}
          error={errorOf(errors, 'to_date')}
        />
        <NameCheck lang={lang} form="committee" named={props.named} />
        <Buttons>
          <Submit label={say('save')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
