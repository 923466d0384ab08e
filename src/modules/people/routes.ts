import type { MenuItem, Route } from '../../platform/web/route.ts'
import { holdsAny, mustHoldAny, type Role, staff } from './access.ts'
import { adminRoutes, administers } from './accounts/admin-routes.ts'
import { actingRoutes } from './acting/routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { keepers, orgRoutes } from './orgs/routes.ts'
import { SetupPage } from './pages/setup.tsx'
import { words } from './say.ts'
import { disclosureRoutes } from './records/disclosure-routes.ts'
import { recordRoles } from './records/record.ts'
import { recordRoutes } from './records/record-routes.ts'
import { words as recordWords } from './records/say.ts'
import { secondRoutes } from './second/routes.ts'
import { rosterRoutes } from './roster/routes.ts'
import { setupState } from './setup.ts'
import { providerAdminRoutes } from './sign-in/admin-routes.ts'
import { providerRoutes } from './sign-in/routes.ts'
import { studentRoutes, watchers } from './students/routes.ts'

const founders: readonly Role[] = ['administrator', 'data_steward']

const setupRoute: Route = {
  method: 'GET',
  path: '/setup',
  access: 'signed-in',
  handle: async (ctx) => {
    mustHoldAny(ctx.who(), founders)
    const facts = await ctx.inScope((tx) => setupState(tx))
    return ctx.page({ title: words(ctx.lang)('setup'), current: '/setup', body: SetupPage({ lang: ctx.lang, facts }) })
  },
}

// Fixed addresses before those with a parameter: `/people/reads` is not a person.
export const routes: readonly Route[] = [
  setupRoute,
  ...orgRoutes,
  ...studentRoutes,
  ...recordRoutes,
  ...disclosureRoutes,
  ...providerAdminRoutes,
  ...rosterRoutes,
  ...adminRoutes,
  ...accountRoutes,
  ...secondRoutes,
  ...providerRoutes,
  ...actingRoutes,
]

export const menu: readonly MenuItem[] = [
  {
    href: '/schools',
    label: (lang) => words(lang)('schools'),
    shown: (visitor) => holdsAny(visitor, staff),
    order: 40,
  },
  { href: '/people', label: (lang) => words(lang)('people'), shown: administers, order: 80 },
  {
    href: '/people/reads',
    label: (lang) => words(lang)('reads'),
    shown: (visitor) => !administers(visitor) && holdsAny(visitor, watchers),
    order: 81,
  },
  {
    href: '/students',
    label: (lang) => recordWords(lang)('records'),
    shown: (visitor) => holdsAny(visitor, recordRoles),
    order: 79,
  },
  {
    href: '/organizations',
    label: (lang) => words(lang)('organizations'),
    shown: (visitor) => holdsAny(visitor, keepers),
    order: 82,
  },
]
