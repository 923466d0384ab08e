import type { FC } from 'hono/jsx'
import { shortDate } from '../../../platform/format.ts'
import { ButtonLink } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { CardGrid, Panel, Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { roleName } from '../../people/index.ts'
import { words } from '../say.ts'
import type { DemoPerson } from '../store.ts'

export type LandingProps = {
  lang: Lang
  csrf: string
  /** only in the demo: its people and the password that they share */
  demo: { people: readonly DemoPerson[]; password: string; today: string } | null
}

/** For somebody who is not signed in: what this is, the public scorecards, the way in; in the demo, whom to be. */
export const Landing: FC<LandingProps> = ({ lang, csrf, demo }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('landingTitle')} lead={say('landingLead')} />
      <CardGrid>
        <Panel title={say('publicTitle')}>
          <p>{say('publicWhy')}</p>
          <p>
            <ButtonLink label={say('publicGo')} href="/public/" main={true} />
          </p>
        </Panel>
        <Panel title={say('staffTitle')}>
          <p>{say('staffWhy')}</p>
          <p>
            <ButtonLink label={say('signIn')} href="/sign-in" />
          </p>
        </Panel>
      </CardGrid>
      {demo && demo.people.length > 0 ? (
        <Section title={say('demoTitle')} id="demo" lead={say('demoLead')}>
          <p>{say('demoPassword', { password: demo.password })}</p>
          <ul class="due-list">
            {demo.people.map((person) => (
              <Person lang={lang} csrf={csrf} person={person} password={demo.password} today={demo.today} />
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

const Person: FC<{ lang: Lang; csrf: string; person: DemoPerson; password: string; today: string }> = ({
  lang,
  csrf,
  person,
  password,
  today,
}) => {
  const say = words(lang)
  const roles = person.roles.map((held) => {
    const words = { role: roleName(held.role, lang), org: held.org }
    return held.to_date !== null && held.to_date < today
      ? say('roleOver', { ...words, date: shortDate(held.to_date, lang) })
      : say('roleAt', words)
  })
  return (
    <li class="due">
      <p class="due-when">{roleName(person.roles[0]?.role ?? '', lang)}</p>
      <div class="due-what">
        <p class="due-title">{person.name}</p>
        <small>{person.email}</small>
        <small>
          {[...roles, ...(person.lang === lang ? [] : [person.lang === 'es' ? say('demoSpanish') : null])]
            .filter(Boolean)
            .join(' \u00b7 ')}
        </small>
      </div>
      <div class="due-acts">
        <form class="post" method="post" action="/sign-in">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="email" value={person.email} />
          <input type="hidden" name="password" value={password} />
          <input type="hidden" name="to" value="/" />
          <button type="submit" class="btn" aria-label={say('enterAs', { name: person.name })}>
            {say('enter')}
          </button>
        </form>
      </div>
    </li>
  )
}
