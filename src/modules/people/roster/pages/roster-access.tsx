import type { FC } from 'hono/jsx'
import { Field, Form, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { opens, type Role } from '../../access.ts'
import { roleName } from '../../say.ts'
import type { Hindrance } from '../roles.ts'
import { grantable } from '../rules.ts'
import { words } from '../say.ts'
import { type RosterStaffRole, rosterStaffRoles } from '../schema.ts'

export type RosterDistrict = {
  district_id: number
  name: string
  counts: readonly { roster_role: string; people: number; with_email: number; with_account: number }[]
  chosen: ReadonlyMap<RosterStaffRole, Role | null>
  hindered: readonly { staff_id: number; person: string; account_id: number | null; why: Hindrance }[]
}

/** Which roles of a roster give which roles here, district by district, and who got nothing. */
export const RosterAccessPage: FC<{
  lang: Lang
  csrf: string
  districts: readonly RosterDistrict[]
  done: { made: number; given: number; ended: number } | null
}> = ({ lang, csrf, districts, done }) => {
  const say = words(lang)
  return (
    <>
      {done ? (
        <Notice lang={lang} kind="done" title={say('saved')}>
          <p>{say('counts', done)}</p>
        </Notice>
      ) : null}
      <PageHead title={say('title')} lead={say('lead')} />
      {districts.map((district) => (
        <Section title={district.name} id={`district-${district.district_id}`}>
          {district.counts.length === 0 ? <Empty title={say('none')}>{say('noneWhy')}</Empty> : null}
          {district.counts.length > 0 ? (
            <Table
              lang={lang}
              id={`counts-${district.district_id}`}
              caption={say('people')}
              hideCaption
              columns={[
                { key: 'role', head: say('rosterRole'), kind: 'text', rowHead: true },
                { key: 'people', head: say('people'), kind: 'number' },
                { key: 'with_email', head: say('withEmail'), kind: 'number' },
                { key: 'with_account', head: say('withAccount'), kind: 'number' },
              ]}
              rows={district.counts.map((one) => ({
                ...one,
                role: say(`role_${one.roster_role as RosterStaffRole}`),
              }))}
            />
          ) : null}
          <Form lang={lang} action="/people/roster" csrf={csrf}>
            <input type="hidden" name="district" value={String(district.district_id)} />
            {rosterStaffRoles.map((one) => (
              <Field
                lang={lang}
                kind="select"
                name={`role.${one}`}
                label={say(`role_${one}`)}
                value={district.chosen.get(one) ?? ''}
                options={[
                  { value: '', label: say('nothing') },
                  ...grantable.map((role) => ({
                    value: role,
                    label: opens[role].students
                      ? say('opensStudents', { role: roleName(role, lang) })
                      : roleName(role, lang),
                  })),
                ]}
              />
            ))}
            <p class="quiet">{say('choiceHint')}</p>
            <Submit label={say('save')} main />
          </Form>
          {district.hindered.length > 0 ? (
            <>
              <h3>{say('hindered')}</h3>
              <p>{say('hinderedLead')}</p>
              <Table
                lang={lang}
                id={`hindered-${district.district_id}`}
                caption={say('hindered')}
                hideCaption
                narrow="stack"
                columns={[
                  {
                    key: 'person',
                    head: say('person'),
                    kind: 'link',
                    rowHead: true,
                    href: (row) => (row.account_id === null ? null : `/people/${row.account_id}`),
                  },
                  { key: 'why', head: say('why'), kind: 'text' },
                ]}
                rows={district.hindered.map((one) => ({ ...one, why: say(`hinder_${one.why}`) }))}
              />
            </>
          ) : null}
        </Section>
      ))}
    </>
  )
}
