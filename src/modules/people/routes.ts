import type { MenuItem, Route } from '../../platform/web/route.ts'
import { holdsAny, mustHoldAny, type Role, staff } from './access.ts'
import { adminRoutes, administers } from './accounts/admin-routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { keepers, orgRoutes } from './orgs/routes.ts'
import { SetupPage } from './pages/setup.tsx'
import { words } from './say.ts'
import { setupState } from './setup.ts'
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
export const routes: readonly Route[] = [setupRoute, ...orgRoutes, ...studentRoutes, ...adminRoutes, ...accountRoutes]

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
    href: '/organizations',
    label: (lang) => words(lang)('organizations'),
    shown: (visitor) => holdsAny(visitor, keepers),
    order: 82,
  },
]
