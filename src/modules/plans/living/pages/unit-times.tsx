import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'
import { type TurnDays, turnKinds } from '../turns.ts'

export type UnitTimesProps = {
  lang: Lang
  csrf: string
  version: number
  now: TurnDays
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** somebody set other times since the form was opened */
  conflict: boolean
  done: boolean
}

/** How many working days each step of a plan of a school or an office may take. */
export const UnitTimes: FC<UnitTimesProps> = ({ lang, csrf, version, now, typed, errors, conflict, done }) => {
  const words = say(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {done ? <Notice lang={lang} kind="done" title={words('saved')} /> : null}
      {conflict ? (
        <Notice lang={lang} kind="warning" title={words('timesConflict')}>
          <p>{words('timesNow', { review: String(now.review), back: String(now.back), adopt: String(now.adopt) })}</p>
        </Notice>
      ) : null}
      <PageHead title={words('times')} lead={words('timesLead')}>
        <p>
          <a href="/plans/units">{words('units')}</a>
        </p>
      </PageHead>
      <Form lang={lang} action="/plans/units/times" csrf={csrf} version={version}>
        {turnKinds.map((kind) => (
          <Field
            lang={lang}
            kind="number"
            name={kind}
            label={words(`times.${kind}`)}
            value={typed[kind] ?? String(now[kind])}
            error={errorOf(errors, kind)}
          />
        ))}
        <Submit label={words('timesSave')} main={true} />
      </Form>
    </>
  )
}
