import type { Tx } from '../../../platform/db/database.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route, Visitor } from '../../../platform/web/route.ts'
import { coveredBy } from '../access.ts'
import { moment } from '../moments.ts'
import { orgsAmong } from '../orgs/store.ts'
import { timeZoneOf, todayOf } from '../orgs/settings.ts'
import { formErrors, roleName, verbName, words } from '../say.ts'
import {
  addPerson,
  administer,
  giveRole,
  newPasswordLink,
  person,
  type RoleTyped,
  setAccountState,
  setRoleEnd,
} from './admin.ts'
import { dateIn } from '../../../platform/clock.ts'
import { shortDate } from '../../../platform/format.ts'
import { mayLookAs, startActing } from '../acting/actions.ts'
import { actingsAs } from '../acting/store.ts'
import { resetSecond } from '../second/actions.ts'
import { factorOf } from '../second/store.ts'
import { districtsManaged, endSessionsOf, unlink } from '../sign-in/admin.ts'
import { identitiesOf } from '../sign-in/store.ts'
import { hasRoleOutside } from './outside.ts'
import { sessionsOf } from './sessions.ts'
import { PeopleListPage } from './pages/people-list.tsx'
import { type ChangeShown, PersonPage } from './pages/person.tsx'
import { PersonNewPage, type PersonTyped } from './pages/person-new.tsx'
import { roleLabels } from './pages/role-fields.tsx'
import { accountById, listPeople, roleById, rolesOf } from './store.ts'

const at = '/people'
const roleOf = (form: Record<string, string>): RoleTyped => ({
  role: form.role ?? '',
  org_id: form.org_id ?? '',
  from_date: form.from_date ?? '',
  to_date: form.to_date ?? '',
})

/** Organizations an administrator may give roles at, as choices; the top one says which date today is. */
async function choices(tx: Tx, ctx: Ctx, orgs: readonly number[]) {
  const say = words(ctx.lang)
  const rows = (await orgsAmong(tx, orgs)).filter((org) => org.district_id !== null && org.to_date === null)
  return rows.map((org) => ({
    org_id: org.org_id,
    label: org.kind === 'district' ? org.name : `${org.name} (${say(`kind_${org.kind}`)})`,
  }))
}

async function showList(ctx: Ctx) {
  const say = words(ctx.lang)
  const search = ctx.query('search')?.trim() ?? ''
  const role = ctx.query('role') ?? ''
  const visitor = ctx.who()
  const found = await ctx.inScope(async (tx) => {
    const orgs = await administer(tx, visitor)
    const tops = visitor.roles.filter((one) => one.role === 'administrator')
    const date = await todayOf(tx, tops[0]?.org_id ?? 0)
    return {
      people: await listPeople(tx, { orgs, date, words: search, role }),
      named: await orgsAmong(
        tx,
        tops.map((one) => one.org_id),
      ),
    }
  })
  const lead =
    found.named.length === 1
      ? say('peopleLead', { org: found.named[0]?.name ?? '' })
      : say('peopleLeadMany', { count: found.named.length })
  return ctx.page({
    title: say('people'),
    current: at,
    width: 'wide',
    body: PeopleListPage({
      lang: ctx.lang,
      lead,
      people: found.people,
      search,
      role,
      signIn: districtsManaged(visitor).length > 0,
    }),
  })
}

async function showNew(ctx: Ctx, typed?: PersonTyped, errors: readonly FormError[] = []) {
  const say = words(ctx.lang)
  const found = await ctx.inScope(async (tx) => {
    const orgs = await choices(tx, ctx, await administer(tx, ctx.who()))
    return { orgs, date: await todayOf(tx, orgs[0]?.org_id ?? 0) }
  })
  const blank: PersonTyped = {
    email: '',
    name: '',
    lang: ctx.lang,
    role: '',
    org_id: '',
    from_date: found.date,
    to_date: '',
  }
  return ctx.page({
    title: say('addPerson'),
    current: at,
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: PersonNewPage({ lang: ctx.lang, csrf: ctx.csrf, typed: typed ?? blank, orgs: found.orgs, errors }),
  })
}

async function changes(
  tx: Tx,
  ctx: Ctx,
  account: number,
  roles: readonly { role_id: number; role: string; org: string }[],
  zone: string,
): Promise<ChangeShown[]> {
  const say = words(ctx.lang)
  const verb = (name: string) => verbName(name, ctx.lang)
  const told = [
    ...(await historyOf(tx, 'people.account', account)).map((row) => ({
      row,
      what: `${say('status')}: ${verb(row.verb)}${row.reason ? ` (${row.reason})` : ''}`,
    })),
    ...(
      await Promise.all(
        roles.map(async (role) =>
          (
            await historyOf(tx, 'people.role', role.role_id)
          ).map((row) => ({ row, what: `${roleName(role.role, ctx.lang)}, ${role.org}: ${verb(row.verb)}` })),
        ),
      )
    ).flat(),
    ...(await Promise.all((await actingsAs(tx, account)).map((one) => historyOf(tx, 'people.acting', one.acting_id))))
      .flat()
      .map((row) => ({ row, what: row.reason ? `${verb(row.verb)} (${row.reason})` : verb(row.verb) })),
  ].toSorted((a, b) => b.row.change_id - a.row.change_id)
  const names = new Map<number, string>()
  for (const { row } of told)
    if (row.actor !== null && !names.has(row.actor))
      names.set(row.actor, (await accountById(tx, row.actor))?.name ?? row.actor_name)
  return told.map(({ row, what }) => ({
    when: moment(row.at, zone, ctx.lang),
    who: row.actor === null ? say('system') : (names.get(row.actor) ?? ''),
    what,
  }))
}

/** How somebody signs in, as far as the administrator is to know. */
async function signInOf(tx: Tx, ctx: Ctx, id: number, home: number) {
  const zone = await timeZoneOf(tx, home)
  const day = (instant: Date) => shortDate(dateIn(instant, zone), ctx.lang)
  const factor = await factorOf(tx, id)
  return {
    sessions: (await sessionsOf(tx, id)).length,
    second: factor?.confirmed_at ? day(factor.confirmed_at) : null,
    linked: (await identitiesOf(tx, id)).map((one) => ({ ...one, linked_at: day(one.linked_at) })),
  }
}

async function showPerson(
  ctx: Ctx,
  id: number,
  more: {
    typed?: RoleTyped
    errors?: readonly FormError[]
    link?: { url: string; kind: 'added' | 'made' }
    reasons?: { reset?: string; acting?: string }
  } = {},
) {
  const visitor = ctx.who()
  const found = await ctx.inScope(async (tx) => {
    const covered = new Set(await administer(tx, visitor))
    const account = await person(tx, [...covered], id)
    const roles = (await rolesOf(tx, id)).map((role) => ({ ...role, mine: covered.has(role.org_id) }))
    const home = account.home_district ?? account.home_org
    const looksAfter = covered.has(account.home_org)
    return {
      account,
      roles,
      orgs: await choices(tx, ctx, [...covered]),
      date: await todayOf(tx, home),
      history: await changes(tx, ctx, id, roles, await timeZoneOf(tx, home)),
      self: id === visitor.account_id,
      signIn: looksAfter ? await signInOf(tx, ctx, id, home) : null,
      // Last: from here on the transaction sees roles that are not the visitor's to see.
      actable: await mayLookAs(tx, visitor, id),
      whole: looksAfter && !(await hasRoleOutside(tx, id, [...covered])),
    }
  })
  const errors = more.errors ?? []
  return ctx.page({
    title: found.account.name,
    current: at,
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: PersonPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      ...found,
      typed: more.typed ?? { role: '', org_id: '', from_date: found.date, to_date: '' },
      errors,
      link: more.link,
      reasons: more.reasons ?? {},
    }),
  })
}

const linkUrl = (ctx: Ctx, token: string): string => `${ctx.services.config.url ?? ctx.url.origin}/welcome/${token}`

/** Runs one change of a person, then shows the person again: as it is, or with what was wrong. */
async function changing(
  ctx: Ctx,
  id: number,
  work: (tx: Tx, visitor: Visitor, form: Record<string, string>) => Promise<void>,
) {
  const form = await ctx.form()
  try {
    await ctx.inScope((tx) => work(tx, ctx.who(), form))
  } catch (error) {
    return showPerson(ctx, id, {
      typed: roleOf(form),
      errors: formErrors(error, ctx.lang, roleLabels(ctx.lang)),
      reasons: { reset: form.reset_reason ?? '', acting: form.acting_reason ?? '' },
    })
  }
  return ctx.redirect(`${at}/${id}`)
}

/** Accounts and roles, for administrators. */
export const adminRoutes: readonly Route[] = [
  { method: 'GET', path: at, access: 'signed-in', handle: showList },
  { method: 'GET', path: `${at}/new`, access: 'signed-in', handle: (ctx) => showNew(ctx) },
  {
    method: 'POST',
    path: at,
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      const typed = { ...roleOf(form), email: form.email ?? '', name: form.name ?? '', lang: form.lang ?? '' }
      let made: Awaited<ReturnType<typeof addPerson>>
      try {
        made = await ctx.inScope((tx, scope) => addPerson(tx, scope, ctx.who(), typed))
      } catch (error) {
        return showNew(ctx, typed, formErrors(error, ctx.lang, roleLabels(ctx.lang)))
      }
      // The link is on this answer only; nothing stores it.
      return made.token === null
        ? ctx.redirect(`${at}/${made.account_id}`)
        : showPerson(ctx, made.account_id, { link: { url: linkUrl(ctx, made.token), kind: 'added' } })
    },
  },
  { method: 'GET', path: `${at}/:id`, access: 'signed-in', handle: (ctx) => showPerson(ctx, ctx.id('id')) },
  {
    method: 'POST',
    path: `${at}/:id/roles`,
    access: 'signed-in',
    handle: (ctx) =>
      changing(ctx, ctx.id('id'), (tx, visitor, form) =>
        giveRole(tx, visitor.scope, visitor, ctx.id('id'), roleOf(form)),
      ),
  },
  {
    method: 'POST',
    path: `${at}/roles/:role`,
    access: 'signed-in',
    handle: async (ctx) => {
      const id = ctx.id('role')
      const role = await ctx.inScope(async (tx) => {
        await administer(tx, ctx.who())
        return roleById(tx, id)
      })
      return changing(ctx, role?.account_id ?? 0, (tx, visitor, form) =>
        setRoleEnd(tx, visitor.scope, visitor, id, Number(form.version), form[`end-${id}`] || null),
      )
    },
  },
  {
    method: 'POST',
    path: `${at}/:id/link`,
    access: 'signed-in',
    handle: async (ctx) => {
      await ctx.form()
      const id = ctx.id('id')
      const token = await ctx.inScope((tx, scope) => newPasswordLink(tx, scope, ctx.who(), id))
      return showPerson(ctx, id, { link: { url: linkUrl(ctx, token), kind: 'made' } })
    },
  },
  {
    method: 'POST',
    path: `${at}/:id/state`,
    access: 'signed-in',
    handle: (ctx) =>
      changing(ctx, ctx.id('id'), (tx, visitor, form) =>
        setAccountState(
          tx,
          visitor.scope,
          visitor,
          ctx.id('id'),
          Number(form.version),
          form.state === 'closed' ? 'closed' : 'active',
        ),
      ),
  },
  {
    method: 'POST',
    path: `${at}/:id/sessions`,
    access: 'signed-in',
    handle: (ctx) =>
      changing(ctx, ctx.id('id'), (tx, visitor) => endSessionsOf(tx, visitor.scope, visitor, ctx.id('id'))),
  },
  {
    method: 'POST',
    path: `${at}/:id/second`,
    access: 'signed-in',
    handle: (ctx) =>
      changing(ctx, ctx.id('id'), (tx, visitor, form) =>
        resetSecond(tx, visitor.scope, visitor, ctx.id('id'), form.reset_reason ?? ''),
      ),
  },
  {
    method: 'POST',
    path: `${at}/:id/unlink`,
    access: 'signed-in',
    handle: (ctx) =>
      changing(ctx, ctx.id('id'), (tx, visitor, form) =>
        unlink(tx, visitor.scope, visitor, ctx.id('id'), Number(form.provider) || 0),
      ),
  },
  {
    method: 'POST',
    path: `${at}/:id/act-as`,
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      const id = ctx.id('id')
      try {
        await ctx.inScope((tx, scope) => startActing(tx, scope, ctx.who(), id, form.acting_reason ?? ''))
      } catch (error) {
        return showPerson(ctx, id, {
          errors: formErrors(error, ctx.lang),
          reasons: { acting: form.acting_reason ?? '' },
        })
      }
      return ctx.redirect('/')
    },
  },
]

/** Organizations whose accounts the visitor looks after. */
export const administers = (visitor: Visitor): boolean => coveredBy(visitor, ['administrator']).length > 0
