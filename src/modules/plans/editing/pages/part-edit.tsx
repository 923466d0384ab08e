import type { FC } from 'hono/jsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { say } from '../say.ts'
import { Head } from './draft-parts.tsx'
import { EditForm } from './edit-form.tsx'
import type { DraftHead, FormView } from './props.ts'

export type PartEditProps = {
  head: DraftHead
  title: string
  back: { href: string; label: string }
  form: FormView | null
  read: readonly { label: string; value: string }[]
}

/** A list of the plan, such as its offices, as one form. */
export const PartEdit: FC<PartEditProps> = ({ head, title, back, form, read }) => {
  const { lang, csrf } = head
  return (
    <div class="stack">
      <Head {...head} />
      <p>
        <a href={back.href}>{back.label}</a>
      </p>
      {form ? <EditForm lang={lang} csrf={csrf} form={form} title={title} /> : null}
      {form ? null : (
        <Section title={title}>
          {read.length === 0 ? <p class="quiet">{say(lang)('partEmpty')}</p> : null}
          <dl class="key-value">
            {read.map((row) => (
              <div>
                <dt>{row.label}</dt>
                <dd class="typed">{row.value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </div>
  )
}

/** The lists of the plan, each with how much is in it. */
export const PartLinks: FC<{ head: DraftHead; parts: readonly { label: string; href: string; count: number }[] }> = ({
  head,
  parts,
}) => (
  <Section title={say(head.lang)('parts')} lead={say(head.lang)('partsLead')} id="parts">
    <ul class="inline">
      {parts.map((part) => (
        <li>
          <a href={part.href}>{part.label}</a> <small>{part.count}</small>
        </li>
      ))}
    </ul>
  </Section>
)
