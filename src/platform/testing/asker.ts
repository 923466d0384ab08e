import type { Hono } from 'hono'
import { makeScope } from '../db/scope.ts'
import type { Visitor } from '../web/route.ts'
import { sessionCookie } from '../web/server.ts'

/** The form token of everybody here. */
const formToken = 'token'

/** Somebody with one role at an organization of a district. `orgs`: where true numbers are seen; `isInside`: takes part in the district's work. */
export const someoneAt = (
  role: string,
  org: number,
  district: { id: number },
  orgs: readonly number[],
  isInside = true,
): Visitor => ({
  account_id: 1,
  name: role,
  lang: 'en',
  roles: [{ role, org_id: org, district_id: district.id }],
  scope: makeScope({
    actor: 1,
    name: 'account:1',
    districts: [district.id],
    inside: isInside ? [district.id] : [],
    orgs,
    students: [],
  }),
  csrf: formToken,
})

export type Answered = { status: number; to: string; html: string; text: string; bytes: Uint8Array }

/**
 * Asks pages of an application as somebody whose name stands in the session's cookie (see `siteOf`). In: who, the address, and what a post sends: fields, or
 * a form with a file. Out: the answer, its words without tags, its bytes.
 */
export const askerOf =
  (app: () => Hono) =>
  async (
    who: string,
    path: string,
    sent: Readonly<Record<string, string>> | FormData | null = null,
  ): Promise<Answered> => {
    const isForm = sent instanceof FormData
    if (isForm) sent.set('csrf', formToken)
    const body =
      sent === null ? undefined : isForm ? sent : new URLSearchParams({ csrf: formToken, ...sent }).toString()
    const response = await app().request(`http://local.test${path}`, {
      method: sent ? 'POST' : 'GET',
      headers: {
        cookie: `${sessionCookie}=${who}`,
        origin: 'http://local.test',
        ...(sent && !isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(body === undefined ? {} : { body }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const html = new TextDecoder().decode(bytes)
    return {
      status: response.status,
      to: response.headers.get('location') ?? '',
      html,
      text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
      bytes,
    }
  }
