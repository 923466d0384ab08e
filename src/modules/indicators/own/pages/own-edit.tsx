import type { FC } from 'hono/jsx'
import { errorOf, ErrorSummary, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import type { Option } from '../../../../platform/look/field.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { factNames, factOf, isFact } from '../facts.ts'
import { countables, formRows, formTests, operators } from '../form.ts'
import { ownWords } from '../issue.ts'
import { factName, fieldName } from '../say.ts'
import type { en } from '../words.en.ts'

export type EditProps = {
  lang: Lang
  csrf: string
  districtId: number
  /** the version that is being changed; null: a new definition */
  version: number | null
  /** the fields of the form; null: it says more than the form holds */
  fields: Readonly<Record<string, string>> | null
  /** the same as a file */
  file: string
  errors: readonly FormError[]
}

type Key = keyof typeof en & string
type Row = { lang: Lang; fields: Readonly<Record<string, string>>; errors: readonly FormError[] }

const fieldOptions = (lang: Lang): Option[] =>
  factNames.flatMap((fact) =>
    Object.keys(factOf(fact).fields).map((name) => ({ value: `${fact}.${name}`, label: fieldName(fact, name, lang) })),
  )

/** Lines of conditions on the records of one kind. */
const Conditions: FC<Row & { prefix: string }> = ({ lang, fields, errors, prefix }) => {
  const say = ownWords(lang)
  return (
    <>
      {Array.from({ length: formRows }, (_, i) => (
        <div>
          <Field
            lang={lang}
            kind="select"
            name={`${prefix}_${i}_field`}
            label={say('form.condition', { n: i + 1 })}
            value={fields[`${prefix}_${i}_field`] ?? ''}
            error={errorOf(errors, `${prefix}_${i}_field`)}
            options={fieldOptions(lang)}
            blank={true}
          />
          <Field
            lang={lang}
            kind="select"
            name={`${prefix}_${i}_op`}
            label={say('form.op', { n: i + 1 })}
            value={fields[`${prefix}_${i}_op`] ?? 'is'}
            options={operators.map((one) => ({ value: one, label: say(`form.op.${one}` as Key) }))}
          />
          <Field
            lang={lang}
            kind="text"
            name={`${prefix}_${i}_value`}
            label={say('form.value', { n: i + 1 })}
            value={fields[`${prefix}_${i}_value`] ?? ''}
            error={errorOf(errors, `${prefix}_${i}_value`)}
          />
        </div>
      ))}
    </>
  )
}

const Year: FC<Row & { name: string }> = ({ lang, fields, errors, name }) => (
  <Field
    lang={lang}
    kind="select"
    name={name}
    label={ownWords(lang)('form.year')}
    value={fields[name] || 'this'}
    error={errorOf(errors, name)}
    options={(['this', 'before', 'until'] as const).map((one) => ({
      value: one,
      label: ownWords(lang)(`form.year.${one}`),
    }))}
  />
)

/** One count or sum, with its conditions. */
const Test: FC<Row & { at: number }> = ({ lang, fields, errors, at }) => {
  const say = ownWords(lang)
  const name = (part: string) => `t${at}_${part}`
  const whatName = (what: string): string => {
    const [fact = '', field = ''] = what.replace(/^sum /, '').split('.')
    if (!isFact(fact)) return what
    return what.startsWith('sum ') ? say('form.sumOf', { name: fieldName(fact, field, lang) }) : factName(fact, lang)
  }
  return (
    <fieldset>
      <legend>{say('form.test', { n: at + 1 })}</legend>
      {at > 0 ? <p class="hint">{say('form.testMore')}</p> : null}
      <Field
        lang={lang}
        kind="select"
        name={name('what')}
        label={say('form.what')}
        value={fields[name('what')] ?? ''}
        error={errorOf(errors, name('what'))}
        options={countables.map((one) => ({ value: one, label: whatName(one) }))}
        blank={true}
      />
      <Year lang={lang} fields={fields} errors={errors} name={name('year')} />
      <Field
        lang={lang}
        kind="select"
        name={name('at')}
        label={say('form.at')}
        value={fields[name('at')] ?? ''}
        options={[
          { value: '', label: say('form.at.any') },
          { value: 'school', label: say('form.at.school') },
        ]}
      />
      <Conditions lang={lang} fields={fields} errors={errors} prefix={`t${at}`} />
      <Field
        lang={lang}
        kind="select"
        name={name('bound')}
        label={say('form.bound')}
        value={fields[name('bound')] || 'atLeast'}
        options={(['atLeast', 'atMost'] as const).map((one) => ({ value: one, label: say(`form.${one}`) }))}
      />
      <Field
        lang={lang}
        kind="text"
        width="short"
        name={name('number')}
        label={say('form.number')}
        value={fields[name('number')] ?? ''}
        error={errorOf(errors, name('number'))}
      />
    </fieldset>
  )
}

/** Writing a definition: by fields, or as a file. What was typed comes back with its errors. */
export const OwnEdit: FC<EditProps> = (props) => {
  const { lang, csrf, errors, fields, version } = props
  const say = ownWords(lang)
  const line = (name: string, label: Key, width: 'medium' | 'full' = 'full') => (
    <Field
      lang={lang}
      kind="text"
      name={name}
      label={say(label)}
      value={fields?.[name] ?? ''}
      error={errorOf(errors, name)}
      width={width}
    />
  )
  const hidden = <input type="hidden" name="district" value={String(props.districtId)} />
  const known = version ?? undefined
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say(version === null ? 'new.title' : 'edit.title')} lead={say('edit.lead')} />
      {fields === null ? (
        <Notice lang={lang} kind="info">
          <p>{say('file.only')}</p>
        </Notice>
      ) : (
        <Form lang={lang} action="/indicators/own" csrf={csrf} version={known}>
          {hidden}
          <input type="hidden" name="mode" value="form" />
          <Section title={say('form.who')}>
            {line('id', 'form.id', 'medium')}
            {line('name_en', 'form.nameEn')}
            {line('name_es', 'form.nameEs')}
            {line('sentence_en', 'form.sentenceEn')}
            {line('sentence_es', 'form.sentenceEs')}
            <Field
              lang={lang}
              kind="select"
              name="direction"
              label={say('form.direction')}
              value={fields.direction || 'higher'}
              options={(['higher', 'lower'] as const).map((one) => ({ value: one, label: say(`form.${one}`) }))}
            />
          </Section>
          <Section title={say('form.of')} lead={say('form.ofHint')}>
            <Field
              lang={lang}
              kind="select"
              name="of_fact"
              label={say('form.records')}
              value={fields.of_fact || 'enrollment'}
              error={errorOf(errors, 'of_fact')}
              options={factNames.map((one) => ({ value: one, label: factName(one, lang) }))}
            />
            <Year lang={lang} fields={fields} errors={errors} name="of_year" />
            <Conditions lang={lang} fields={fields} errors={errors} prefix="of" />
            {line('grades_from', 'form.gradesFrom', 'medium')}
            {line('grades_to', 'form.gradesTo', 'medium')}
          </Section>
          <Section title={say('form.counts')}>
            <Field
              lang={lang}
              kind="select"
              name="kind"
              label={say('form.kind')}
              value={fields.kind || 'share'}
              options={(['share', 'count', 'sum'] as const).map((one) => ({
                value: one,
                label: say(`form.kind.${one}`),
              }))}
            />
            {Array.from({ length: formTests }, (_, at) => (
              <Test lang={lang} fields={fields} errors={errors} at={at} />
            ))}
          </Section>
          <Submit label={say('form.save')} main={true} />
        </Form>
      )}
      <Section title={say('file.title')} lead={say('file.lead')} id="file">
        <Form lang={lang} action="/indicators/own" csrf={csrf} version={known}>
          {hidden}
          <input type="hidden" name="mode" value="file" />
          <Field
            lang={lang}
            kind="area"
            rows={18}
            name="file"
            label={say('file.label')}
            value={props.file}
            error={errorOf(errors, 'file')}
          />
          <Submit label={say('file.save')} main={fields === null} />
        </Form>
      </Section>
    </>
  )
}
