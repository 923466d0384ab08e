import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Filters, type FormError } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { PlanChoice } from '../../chain/plan-chosen.ts'
import { words } from '../say.ts'
import type { BrokenGroup, BrokenLine } from '../view.ts'

export type Option = { value: string; label: string }
export type WhatIfProps = {
  lang: Lang
  plan: PlanChoice | null
  choices: readonly PlanChoice[]
  waves: readonly Option[]
  roles: readonly Option[]
  /** the question as it was typed */
  typed: { drop: string; wave: string; days: string; role: string }
  errors: readonly FormError[]
  /** null: nothing was asked yet */
  answer: { asked: string; breaks: number; weaker: number; groups: readonly BrokenGroup[] } | null
}

/** What breaks when something of a plan is changed: a question in the address, an answer with its reasons. Nothing is written. */
export const WhatIf: FC<WhatIfProps> = (props) => {
  const { lang, plan, answer } = props
  const say = words(lang)
  const query = plan === null ? '' : `?plan=${encodeURIComponent(plan.slug)}`
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={say('title')} lead={say('lead')} />
      <p>
        <a href="/work">{say('toWork')}</a>
        {' \u00b7 '}
        <a href={`/work/waves${query}`}>{say('toWaves')}</a>
        {' \u00b7 '}
        <a href={`/work/majors${query}`}>{say('toMajors')}</a>
      </p>
      {plan === null ? (
        <Empty title={say('noPlan')}>
          <p>{say('noPlanHint')}</p>
        </Empty>
      ) : (
        <Ask {...props} plan={plan} />
      )}
      {plan !== null && answer === null && props.errors.length === 0 ? (
        <Empty title={say('nothingAsked')}>
          <p>{say('nothingAskedHint')}</p>
        </Empty>
      ) : null}
      {answer === null ? null : (
        <Section title={say('result', { asked: answer.asked })} id="answer">
          {answer.groups.length === 0 ? (
            <Empty title={say('nothing')}>
              <p>{say('nothingHint')}</p>
            </Empty>
          ) : (
            <>
              <p class="measure">{say('summary', { breaks: answer.breaks, weaker: answer.weaker })}</p>
              <p class="quiet measure">{say('how')}</p>
              {answer.groups.map((group) => (
                <Group lang={lang} group={group} />
              ))}
            </>
          )}
        </Section>
      )}
    </>
  )
}

const Ask: FC<WhatIfProps & { plan: PlanChoice }> = ({ lang, plan, choices, waves, roles, typed, errors }) => {
  const say = words(lang)
  return (
    <Filters lang={lang} action="/work/what-if" label={say('ask')}>
      <Field
        lang={lang}
        kind="select"
        name="plan"
        label={say('plan')}
        value={plan.slug}
        options={choices.map((one) => ({ value: one.slug, label: one.title }))}
      />
      <Field
        lang={lang}
        kind="search"
        name="drop"
        label={say('drop')}
        hint={say('dropHint')}
        value={typed.drop}
        error={errorOf(errors, 'drop')}
        readBy={say('readers')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="select"
        name="wave"
        label={say('wave')}
        value={typed.wave}
        options={[{ value: '', label: say('noWave') }, ...waves]}
        error={errorOf(errors, 'wave')}
      />
      <Field
        lang={lang}
        kind="number"
        name="days"
        label={say('days')}
        hint={say('daysHint')}
        value={typed.days}
        error={errorOf(errors, 'days')}
      />
      <Field
        lang={lang}
        kind="select"
        name="role"
        label={say('role')}
        hint={say('roleHint')}
        value={typed.role}
        options={[{ value: '', label: say('noRole') }, ...roles]}
        error={errorOf(errors, 'role')}
      />
    </Filters>
  )
}

const Group: FC<{ lang: Lang; group: BrokenGroup }> = ({ lang, group }) => (
  <Section title={`${group.title} (${group.lines.length + group.more})`} level={3} id={`kind-${group.kind}`}>
    <ul class="due-list">
      {group.lines.map((line) => (
        <Line lang={lang} line={line} />
      ))}
    </ul>
    {group.more > 0 ? <p class="quiet">{words(lang)('more', { count: group.more })}</p> : null}
  </Section>
)

const Line: FC<{ lang: Lang; line: BrokenLine }> = ({ lang, line }) => {
  const say = words(lang)
  const { name } = line
  const title = <span {...(name.lang === null ? {} : { lang: name.lang })}>{name.words}</span>
  return (
    <li class={line.effect === 'breaks' ? 'due late' : 'due'}>
      <p class="due-when">{say(line.effect)}</p>
      <div class="due-what">
        <p class="due-title">{name.href === null ? title : <a href={name.href}>{title}</a>}</p>
        <small>{line.how}</small>
        <details>
          <summary class="quiet">
            {say('why')}
            <span class="sr">: {name.words}</span>
          </summary>
          <ol>
            {line.path.map((one) => (
              <li>{one.href === null ? one.words : <a href={one.href}>{one.words}</a>}</li>
            ))}
          </ol>
        </details>
      </div>
    </li>
  )
}
