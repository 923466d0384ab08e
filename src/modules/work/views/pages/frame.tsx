import type { Child, FC } from 'hono/jsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { PlanChoice } from '../../chain/plan-chosen.ts'
import { type Saved, SavedNotice } from '../../pages/saved-notice.tsx'
import { words as itemWords } from '../../say.ts'
import { stateFilters } from '../../schema.ts'
import { viewHref, type ViewName, viewNames, type ViewQuery } from '../filter.ts'
import { words } from '../say.ts'
import type { Counted } from '../store.ts'

export type FrameProps = {
  lang: Lang
  view: ViewName
  asked: ViewQuery
  plans: readonly PlanChoice[]
  offices: readonly { id: number; name: string }[]
  /** an account that the address names */
  person: { id: number; name: string } | null
  /** what the address narrows to besides the filters: a wave, a part of the plan */
  narrowed: readonly { words: string; href: string }[]
  counts: Counted
  /** may the reader look at more than the own work */
  readsAll: boolean
  saved: Saved | null
  csrf: string
  children?: Child
}

/** What list, timeline and board share: the ways between them, the filters, how many fit. */
export const Frame: FC<FrameProps> = (props) => {
  const { lang, view, asked, counts } = props
  const say = words(lang)
  const plan = asked.plan === undefined ? '' : `?plan=${encodeURIComponent(asked.plan)}`
  const facts = [
    say('showing', { total: counts.total }),
    say('lateCount', { late: counts.late }),
    say('stuckCount', { stuck: counts.stuck }),
    ...(counts.undated > 0 ? [say('undated', { undated: counts.undated })] : []),
  ]
  return (
    <>
      {props.saved ? (
        <SavedNotice lang={lang} saved={props.saved} csrf={props.csrf} back={viewHref(view, asked)} />
      ) : null}
      <PageHead title={say(view)} lead={say(`${view}Lead`)} />
      <p>
        <a href="/work">{say('toWork')}</a>
        {' \u00b7 '}
        <a href={`/work/waves${plan}`}>{say('toWaves')}</a>
        {' \u00b7 '}
        <a href={`/work/majors${plan}`}>{say('toMajors')}</a>
        {' \u00b7 '}
        <a href={`/work/what-if${plan}`}>{say('toWhatIf')}</a>
      </p>
      <Tabs
        label={say('views')}
        tabs={viewNames.map((name) => ({
          label: say(name),
          href: viewHref(name, { ...asked, after: undefined }),
          current: name === view,
        }))}
      />
      <FilterForm {...props} />
      {props.narrowed.length > 0 ? (
        <ul class="quiet">
          {props.narrowed.map((one) => (
            <li>
              {say('narrowed')}: {one.words} (<a href={one.href}>{say('widen')}</a>)
            </li>
          ))}
        </ul>
      ) : null}
      <p class="quiet">{facts.join(' \u00b7 ')}</p>
      {props.children}
    </>
  )
}

const FilterForm: FC<FrameProps> = ({ lang, view, asked, plans, offices, person, readsAll }) => {
  const say = words(lang)
  const stateWords = stateFilters.map((value) => ({
    value,
    label: value === 'unfinished' || value === 'any' ? say(value) : itemWords(lang)(`state.${value}`),
  }))
  return (
    <Filters lang={lang} action={`/work/${view}`}>
      {asked.wave === undefined ? null : <input type="hidden" name="wave" value={String(asked.wave)} />}
      {asked.under === undefined ? null : <input type="hidden" name="under" value={asked.under} />}
      <Field
        lang={lang}
        kind="select"
        name="plan"
        label={say('plan')}
        value={asked.plan ?? ''}
        options={[{ value: '', label: say('anyPlan') }, ...plans.map((one) => ({ value: one.slug, label: one.title }))]}
      />
      <Field
        lang={lang}
        kind="select"
        name="office"
        label={say('office')}
        value={asked.office === undefined ? '' : String(asked.office)}
        options={[
          { value: '', label: say('anyOffice') },
          ...offices.map((one) => ({ value: String(one.id), label: one.name })),
        ]}
      />
      {readsAll ? (
        <Field
          lang={lang}
          kind="select"
          name="owner"
          label={say('owner')}
          value={asked.owner === undefined ? '' : String(asked.owner)}
          options={[
            { value: '', label: say('anyOwner') },
            { value: 'mine', label: say('mine') },
            { value: 'nobody', label: say('nobody') },
            ...(person ? [{ value: String(person.id), label: person.name }] : []),
          ]}
        />
      ) : null}
      <Field lang={lang} kind="select" name="state" label={say('state')} value={asked.state} options={stateWords} />
      <Field
        lang={lang}
        kind="select"
        name="late"
        label={say('time')}
        value={asked.late ?? ''}
        options={[
          { value: '', label: say('anyTime') },
          { value: 'yes', label: say('onlyLate') },
        ]}
      />
      <Field lang={lang} kind="date" name="from" label={say('from')} value={asked.from ?? ''} />
      <Field lang={lang} kind="date" name="to" label={say('to')} value={asked.to ?? ''} />
    </Filters>
  )
}

/** The way to the next rows. There is no number of pages: each page begins where the one before ended. */
export const Onward: FC<{ lang: Lang; view: ViewName; asked: ViewQuery; next: string | null; count: number }> = (
  props,
) => {
  const { lang, view, asked, next } = props
  const say = words(lang)
  if (next === null && asked.after === undefined) return null
  return (
    <nav class="pager" aria-label={say('paging')}>
      {asked.after === undefined ? null : <a href={viewHref(view, { ...asked, after: undefined })}>{say('first')}</a>}
      {next === null ? null : (
        <a rel="next" href={viewHref(view, { ...asked, after: next })}>
          {say('next', { count: props.count })}
        </a>
      )}
    </nav>
  )
}
