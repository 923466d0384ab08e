import type { FC } from 'hono/jsx'
import { Buttons, Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type AlsoProps = {
  lang: Lang
  /** what this occurrence was done with */
  by: { title: string; href: string } | null
  /** what was done with this one */
  others: readonly { title: string; href: string }[]
  /** what it could count for, with the version that is shown: `12.3` */
  choices: readonly { value: string; label: string; hint: string }[]
  /** null: the reader may not choose, or it is not done yet */
  action: string | null
  csrf: string
}

/** On the page of an occurrence: which other duties it fulfils. */
export const Also: FC<AlsoProps> = ({ lang, by, others, choices, action, csrf }) => {
  const say = words(lang)
  if (by === null && others.length === 0 && action === null) return null
  return (
    <Section title={say('alsoTitle')} lead={say('alsoLead')} id="also">
      {by ? (
        <p>
          <a href={by.href}>{say('alsoBy', { title: by.title })}</a>
        </p>
      ) : null}
      {others.length > 0 ? (
        <>
          <p>{say('alsoOthers')}</p>
          <ul>
            {others.map((one) => (
              <li>
                <a href={one.href}>{one.title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {action === null ? null : choices.length === 0 ? (
        <p class="quiet">{say('alsoNone')}</p>
      ) : (
        <Form lang={lang} action={action} csrf={csrf}>
          <Field lang={lang} kind="checks" name="items[]" label={say('alsoChoose')} options={choices} />
          <Buttons>
            <Submit label={say('alsoSave')} />
          </Buttons>
        </Form>
      )}
    </Section>
  )
}
