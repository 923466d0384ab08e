import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { ButtonLink, Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { roles } from '../../access.ts'
import { words as rosterWords } from '../../roster/say.ts'
import { roleName, words } from '../../say.ts'
import type { PersonListed } from '../store.ts'

/** Views of the people part, as tabs. `admin`: the person administers accounts; `reads`: watches over reads of records. */
export const PeopleTabs: FC<{ lang: Lang; current: 'people' | 'reads'; admin: boolean }> = ({
  lang,
  current,
  admin,
}) => {
  const say = words(lang)
  return admin ? (
    <Tabs
      label={say('people')}
      tabs={[
        { label: say('people'), href: '/people', current: current === 'people' },
        { label: say('reads'), href: '/people/reads', current: current === 'reads' },
      ]}
    />
  ) : null
}

/** Everybody with a role in the administrator's organizations; filtered by address. */
export const PeopleListPage: FC<{
  lang: Lang
  lead: string
  people: readonly PersonListed[]
  search: string
  role: string
  /** manages how people sign in */
  signIn: boolean
}> = ({ lang, lead, people, search, role, signIn }) => {
  const say = words(lang)
  const rows = people.map((person) => ({
    id: person.account_id,
    name: person.name,
    email: person.email,
    roles: person.roles
      .map((one) =>
        one.to_date
          ? say('until', { role: roleName(one.role, lang), org: one.org, date: shortDate(one.to_date, lang) })
          : say('at', { role: roleName(one.role, lang), org: one.org }),
      )
      .join('; '),
    state: say(person.state === 'closed' ? 'state_closed' : 'state_active'),
  }))
  return (
    <>
      <PeopleTabs lang={lang} current="people" admin={true} />
      <PageHead title={say('people')} lead={lead} />
      <div class="buttons">
        <ButtonLink href="/people/new" label={say('addPerson')} main />
        {signIn ? <ButtonLink href="/people/providers" label={say('providersTitle')} /> : null}
        {signIn ? <ButtonLink href="/people/roster" label={rosterWords(lang)('title')} /> : null}
      </div>
      <Filters lang={lang} action="/people">
        <Field lang={lang} kind="search" name="search" label={say('search')} value={search} />
        <Field
          lang={lang}
          kind="select"
          name="role"
          label={say('role')}
          value={role}
          options={[
            { value: '', label: say('anyRole') },
            ...roles.map((one) => ({ value: one, label: roleName(one, lang) })),
          ]}
        />
      </Filters>
      <Table
        lang={lang}
        caption={say('people')}
        hideCaption
        narrow="stack"
        empty={say('noPeople')}
        columns={[
          { key: 'name', head: say('name'), kind: 'link', rowHead: true, href: (row) => `/people/${row.id}` },
          { key: 'email', head: say('email'), kind: 'text' },
          { key: 'roles', head: say('rolesNow'), kind: 'text' },
          { key: 'state', head: say('status'), kind: 'text' },
        ]}
        rows={rows}
      />
    </>
  )
}
