import type { FC } from 'hono/jsx'
import { Form, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { say } from '../say.ts'
import { FindingList, Head } from './draft-parts.tsx'
import { EditForm } from './edit-form.tsx'
import type { DraftHead, FindingsView, FormView } from './props.ts'

export type MeasureEditProps = {
  head: DraftHead
  id: string
  back: { href: string; label: string }
  form: FormView | null
  read: readonly { label: string; value: string }[]
  targets: readonly string[]
  findings: FindingsView
}

/** A measure with its targets, as one form. */
export const MeasureEdit: FC<MeasureEditProps> = (props) => {
  const { head, id } = props
  const { lang, csrf, action, here } = head
  const words = say(lang)
  return (
    <div class="stack">
      <Head {...head} />
      <p>
        <a href={props.back.href}>{props.back.label}</a>
      </p>
      {props.form ? <EditForm lang={lang} csrf={csrf} form={props.form} title={words('editMeasure')} /> : null}
      {props.read.length > 0 ? (
        <dl class="key-value">
          {props.read.map((row) => (
            <div>
              <dt>{row.label}</dt>
              <dd class="typed">{row.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <FindingList lang={lang} title={words('findings')} findings={props.findings} />
      {head.mayEdit ? (
        <Section title={words('change')} id="change">
          <PostButton
            action={action}
            csrf={csrf}
            label={words('addTarget')}
            fields={{ do: 'add-target', measure: id, here }}
          />
          {props.targets.map((target, i) => (
            <PostButton
              action={action}
              csrf={csrf}
              label={words('removeTarget', { n: i + 1 })}
              danger={true}
              fields={{ do: 'remove-target', measure: id, id: target, here }}
            />
          ))}
          <Form lang={lang} action={action} csrf={csrf}>
            <input type="hidden" name="do" value="remove-measure" />
            <input type="hidden" name="measure" value={id} />
            <input type="hidden" name="here" value={here} />
            <Submit label={words('removeMeasure')} danger={true} />
          </Form>
        </Section>
      ) : null}
    </div>
  )
}
