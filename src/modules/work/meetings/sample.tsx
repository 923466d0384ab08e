import type { Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { Page } from '../../../platform/look/page.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { routes } from '../routes.tsx'
import { itemsFrom } from '../store.ts'
import { addSingle } from './adding.ts'
import { type CommitteeTold, takeCommittees } from './committees.ts'
import { meetingRoutes } from './meeting-routes.tsx'
import { openMinutesRoutes } from './open-routes.tsx'
import { committeeRoutes } from './routes.tsx'
import { meetingsOf } from './store.ts'
import { openMeeting } from './verbs.ts'

/** A small committee for tests: a chair, a secretary, and a parent without an account. */
export const told = {
  name_en: 'Steering committee',
  name_es: 'Comité directivo',
  purpose_en: 'Looks after the plan.',
  purpose_es: 'Se ocupa del plan.',
  kind: 'steering',
  quorum: null,
  every: 'monthly',
  weekday: 2,
  nth: 2,
  days: 'office',
  off: 'after',
  standing: 'Public comment | Comentarios del público',
  from_date: '2026-07-01',
  to_date: null,
  org: 'D1',
  reports: null,
  members: [
    { part: 'chair', role: 'superintendent', org: 'D1', from: '2026-07-01' },
    { part: 'secretary', role: 'office_head', org: 'DATA', from: '2026-07-01' },
    { part: 'member', seat: 'Parent, elected', from: '2026-07-01' },
  ],
} as const satisfies CommitteeTold

type District = {
  id: number
  scope: Scope
  idOf: (code: string) => number
  within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}
const cast = ['head', 'superintendent', 'board', 'family', 'principal.a'] as const
export type Who = (typeof cast)[number]

/** The committee of `told` in a district of `people/sample.ts`, people who are signed in, and the application around it. */
export async function stage(services: Services, district: District, password: string) {
  const head = { role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }
  const email = (who: string) => `${who}@d1.example.org`
  await district.within((tx) =>
    loadCast(
      tx,
      district.scope,
      district.id,
      [{ email: email('head'), name: 'The head of data', lang: 'en', roles: [head] }],
      password,
    ),
  )
  const people: Partial<Record<Who, Visitor>> = {}
  const tokens: Partial<Record<Who, string>> = {}
  for (const who of cast) {
    const { token } = await signIn(services.db, { email: email(who), password, address: who })
    tokens[who] = token
    const visitor = await identify(services.db, token)
    if (visitor) people[who] = visitor
  }
  const app = makeApp({
    services,
    routes: [...openMinutesRoutes, ...committeeRoutes, ...meetingRoutes, ...routes],
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (error) => ({ title: error.code, body: error.message }),
    files: () => null,
  })
  const as = <T,>(who: Who, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
    const visitor = people[who]
    if (!visitor) throw new Error(`no ${who}`)
    return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
  }
  const take = () => as('superintendent', (tx, who) => takeCommittees(tx, who, district.id, [told]))
  const committee = (await take()).get(told.name_en) ?? 0
  return {
    people,
    as,
    take,
    committee,
    meetings: () => district.within((tx) => meetingsOf(tx, committee)),
    items: (prefix: string) => district.within((tx) => itemsFrom(tx, district.id, prefix)),
    held: async (held_on: string) =>
      (await as('head', (tx, who) => addSingle(tx, who, committee, { held_on, starts_at: '16:30', place: 'Room 2' })))
        .id,
    open: (id: number) => as('head', (tx, who) => openMeeting(tx, who, id, false)),
    send: async (who: Who, path: string, fields: Record<string, string> | null = null) => {
      const response = await app.request(`http://localhost${path}`, {
        method: fields ? 'POST' : 'GET',
        headers: {
          cookie: `${sessionCookie}=${tokens[who]}`,
          origin: 'http://localhost',
          ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(fields ? { body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString() } : {}),
      })
      return { status: response.status, to: response.headers.get('location'), html: await response.text() }
    },
  }
}
