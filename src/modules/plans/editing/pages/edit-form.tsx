import type { FC } from 'hono/jsx'
import { ErrorSummary, Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { CardGrid, Panel, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { NameCheck } from '../../pages/name-check.tsx'
import { isDay } from '../../rules.ts'
import { say } from '../say.ts'
import type { ClashProps, FieldGroup, FieldView, FormView } from './props.ts'

const One: FC<{ lang: Lang; field: FieldView }> = ({ lang, field }) => {
  const common = { lang, name: field.name, label: field.label, hint: field.hint, error: field.error }
  switch (field.kind) {
    case 'check':
      return <Field {...common} kind="check" checked={field.value === 'yes'} />
    case 'select':
      return <Field {...common} kind="select" value={field.value} options={field.options ?? []} />
    case 'area':
      return <Field {...common} kind="area" value={field.value} rows={field.rows} readBy={say(lang)('readers')} />
    // The browser's own control shows nothing for what is no day; that has to come back as it was typed.
    case 'day':
      return (
        <Field
          {...common}
          kind={field.value === '' || isDay(field.value) ? 'date' : 'text'}
          value={field.value}
          width="short"
        />
      )
    case 'number':
      return <Field {...common} kind="number" value={field.value} />
    default:
      return <Field {...common} kind="text" value={field.value} width="full" readBy={say(lang)('readers')} />
  }
}

const Versions: FC<{ lang: Lang; clash: ClashProps }> = ({ lang, clash }) => {
  const words = say(lang)
  return (
    <Notice lang={lang} kind="warning" title={words('clashTitle')}>
      <p>
        {clash.by ? `${clash.by} ` : ''}
        {words('clashLead')}
      </p>
    </Notice>
  )
}

const Group: FC<{ lang: Lang; group: FieldGroup; clash: ClashProps | null }> = ({ lang, group, clash }) => {
  const words = say(lang)
  const fields = group.fields.map((field) => {
    const both = clash?.rows.find((one) => one.field === field.name)
    const shown = <One lang={lang} field={field} />
    if (!both) return shown
    return (
      <>
        <div class="versions" role="group" aria-label={both.label}>
          <CardGrid>
            <Panel title={words('was')} level={3}>
              <p class="typed">{both.was || words('empty')}</p>
            </Panel>
            <Panel title={words('theirs')} level={3}>
              <p class="typed">{both.theirs || words('empty')}</p>
            </Panel>
            <Panel title={words('mine')} level={3}>
              <p class="typed">{both.mine || words('empty')}</p>
            </Panel>
          </CardGrid>
        </div>
        <Field
          lang={lang}
          kind="radios"
          name={`pick.${field.name}`}
          label={words('pick', { field: both.label })}
          value="mine"
          options={[
            { value: 'mine', label: words('pickMine') },
            { value: 'theirs', label: words('pickTheirs') },
          ]}
        />
        {shown}
      </>
    )
  })
  if (!group.title) return <>{fields}</>
  if (group.folded)
    return (
      <details
        class="field"
        open={group.fields.some((field) => field.error || clash?.rows.some((one) => one.field === field.name))}
      >
        <summary>{group.title}</summary>
        <div class="form">{fields}</div>
      </details>
    )
  return (
    <fieldset class="field group">
      <legend>{group.title}</legend>
      <div class="form">{fields}</div>
    </fieldset>
  )
}

/** A form of fields in groups. Where two people changed the same field, three versions stand above it: what it was, theirs, one's own; the field holds one's own. */
export const EditForm: FC<{ lang: Lang; csrf: string; form: FormView; title: string }> = ({
  lang,
  csrf,
  form,
  title,
}) => {
  const words = say(lang)
  return (
    <Section title={title} id="edit">
      <ErrorSummary lang={lang} errors={form.errors} />
      {form.clash ? <Versions lang={lang} clash={form.clash} /> : null}
      <Form lang={lang} action={form.action} csrf={csrf} id="edit-form">
        <input type="hidden" name="n" value={String(form.n)} />
        <input type="hidden" name="boxes" value="yes" />
        {form.groups.map((group) => (
          <Group lang={lang} group={group} clash={form.clash} />
        ))}
        {form.names ? (
          <>
            <p class="hint">{words('unitReaders')}</p>
            <NameCheck lang={lang} asks={form.names.asks} />
          </>
        ) : null}
        <Submit label={form.clash ? words('saveChoice') : words('save')} main={true} />
      </Form>
    </Section>
  )
}
