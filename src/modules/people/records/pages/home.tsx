import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type HomeProps = {
  lang: Lang
  csrf: string
  errors: readonly FormError[]
  typed: { student_id: string; reason: string }
  days: number
  /** may ask that a student be forgotten */
  forgets: boolean
  opened: readonly { id: number; state: string; reason: string; until: string }[]
}

/** Where a record is opened: one student by the district's id, with a reason; never a list of students. */
export const HomePage: FC<HomeProps> = ({ lang, csrf, errors, typed, days, forgets, opened }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('records')} lead={say('recordsLead')} />
      <Form lang={lang} action="/students" csrf={csrf}>
        <Field
          lang={lang}
          kind="text"
          name="student_id"
          label={say('studentId')}
          value={typed.student_id}
          error={errorOf(errors, 'student_id')}
          autocomplete="off"
          required
        />
        <Field
          lang={lang}
          kind="text"
          name="reason"
          label={say('reason')}
          hint={say('reasonHint')}
          value={typed.reason}
          error={errorOf(errors, 'reason')}
          required
        />
        <Submit label={say('open')} main />
      </Form>
      <Section title={say('opened')} lead={say('openedLead', { days })}>
        {opened.length === 0 ? (
          <Empty title={say('openedNone')} />
        ) : (
          <ul>
            {opened.map((one) => (
              <li>
                <a href={`/students/records/${one.id}`}>{say('openedOf', { id: one.id })}</a>
                {`: ${one.reason} (${one.state}, ${say('until', { when: one.until })})`}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <p>
        <a href="/students/disclosures">{say('register')}</a>
        {forgets ? ' \u00b7 ' : null}
        {forgets ? <a href="/data/forget">{say('forget')}</a> : null}
      </p>
    </>
  )
}
