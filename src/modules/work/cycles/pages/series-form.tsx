import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { often } from '../schema.ts'
import type { PlanChoices } from '../series-choices.ts'
import type { HistoryLine } from '../view.ts'
import { History } from './history.tsx'

export type SeriesFormProps = {
  lang: Lang
  /** the series that is changed; null: a new one */
  series: { id: number; version: number; title: string; history: readonly HistoryLine[]; ended: boolean } | null
  /** its plan; null: the district works by none that could be asked about */
  plan: string | null
  /** of a new one: the plans to choose from */
  plans: readonly { slug: string; label: string }[]
  choices: PlanChoices
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  saved: 'saved' | 'undone' | null
  csrf: string
}

const lines = (text: string | undefined): string[] => (text ?? '').split('\n')

/** Sets a reporting cycle, or changes it: which parts of which plan, how often, how long. */
export const SeriesForm: FC<SeriesFormProps> = (props) => {
  const { lang, series, plan, plans, errors } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.saved ? (
        <Notice
          lang={lang}
          kind="done"
          title={say(props.saved === 'undone' ? 'undone' : series?.ended ? 'seriesSavedEnded' : 'seriesSaved')}
        />
      ) : null}
      <PageHead
        title={series ? say('editTitle', { title: series.title }) : say('newTitle')}
        lead={say(series ? 'editLead' : 'newLead')}
      />
      <p>
        <a href="/work/cycles">{say('title')}</a>
      </p>
      {plans.length > 1 ? (
        <Tabs
          label={say('fieldPlan')}
          tabs={plans.map((one) => ({
            label: one.label,
            href: `/work/cycles/new?plan=${encodeURIComponent(one.slug)}`,
            current: one.slug === plan,
          }))}
        />
      ) : null}
      {plan === null ? (
        <Empty title={say('noPlan')}>
          <p>{say('noPlanHint')}</p>
        </Empty>
      ) : (
        <Fields {...props} plan={plan} />
      )}
      {series ? (
        <History
          lang={lang}
          history={series.history}
          undo={{ action: `/work/cycles/series/${series.id}/undo`, csrf: props.csrf }}
        />
      ) : null}
    </>
  )
}

const Fields: FC<SeriesFormProps & { plan: string }> = ({ lang, series, plan, choices, typed, errors, csrf }) => {
  const say = words(lang)
  const single = lines(typed.elements).some((one) => one !== '')
  return (
    <Form
      lang={lang}
      action={series ? `/work/cycles/series/${series.id}` : '/work/cycles'}
      csrf={csrf}
      version={series?.version}
    >
      <input type="hidden" name="plan" value={plan} />
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
        kind="checks"
        name="levels[]"
        label={say('fieldLevels')}
        value={lines(typed.levels)}
        options={choices.levels}
        error={errorOf(errors, 'levels[]')}
      />
      <Field
        lang={lang}
        kind="checks"
        name="offices[]"
        label={say('fieldOffices')}
        hint={say('fieldOfficesHint')}
        value={lines(typed.offices)}
        options={choices.offices}
      />
      <details open={single}>
        <summary>{say('fieldElements')}</summary>
        <Field
          lang={lang}
          kind="checks"
          name="elements[]"
          label={say('fieldElements')}
          hint={say('fieldElementsHint')}
          value={lines(typed.elements)}
          options={choices.elements}
        />
      </details>
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
        <Submit label={say(series ? 'saveSeries' : 'beginIt')} main={true} />
      </Buttons>
    </Form>
  )
}
