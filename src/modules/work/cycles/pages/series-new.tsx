import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { often } from '../schema.ts'

type Choice = { value: string; label: string }
export type SeriesNewProps = {
  lang: Lang
  plans: readonly Choice[]
  levels: readonly Choice[]
  offices: readonly Choice[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  csrf: string
}

/** Sets a reporting cycle: of which plan, which parts, how often, how long. */
export const SeriesNew: FC<SeriesNewProps> = ({ lang, plans, levels, offices, typed, errors, csrf }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('newTitle')} lead={say('newLead')} />
      <Form lang={lang} action="/work/cycles" csrf={csrf}>
        <Field
          lang={lang}
          kind="text"
          name="title_en"
          label={say('fieldTitleEn')}
          value={typed.title_en ?? ''}
          readBy={say('readers')}
          error={errorOf(errors, 'title_en')}
        />
        <Field
          lang={lang}
          kind="text"
          name="title_es"
          label={say('fieldTitleEs')}
          value={typed.title_es ?? ''}
          readBy={say('readers')}
          error={errorOf(errors, 'title_es')}
        />
        <Field
          lang={lang}
          kind="select"
          name="plan"
          label={say('fieldPlan')}
          value={typed.plan ?? plans[0]?.value ?? ''}
          options={plans}
          error={errorOf(errors, 'plan')}
        />
        <Field
          lang={lang}
          kind="checks"
          name="levels"
          label={say('fieldLevels')}
          {...(plans.length > 1 ? { hint: say('fieldLevelsHint') } : {})}
          value={(typed.levels ?? '').split('\n')}
          options={levels}
          error={errorOf(errors, 'levels')}
        />
        <Field
          lang={lang}
          kind="checks"
          name="offices"
          label={say('fieldOffices')}
          hint={say('fieldOfficesHint')}
          value={(typed.offices ?? '').split('\n')}
          options={offices}
        />
        <Field
          lang={lang}
          kind="select"
          name="every"
          label={say('fieldEvery')}
          value={typed.every ?? 'quarterly'}
          options={often.map((one) => ({ value: one, label: say(`every.${one}`) }))}
          error={errorOf(errors, 'every')}
        />
        <Field
          lang={lang}
          kind="number"
          name="opens_before"
          label={say('fieldBefore')}
          value={typed.opens_before ?? '14'}
          width="short"
          error={errorOf(errors, 'opens_before')}
        />
        <Field
          lang={lang}
          kind="number"
          name="closes_after"
          label={say('fieldAfter')}
          value={typed.closes_after ?? '10'}
          width="short"
          error={errorOf(errors, 'closes_after')}
        />
        <Buttons>
          <Submit label={say('beginIt')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
