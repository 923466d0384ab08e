import type { Hono } from 'hono'
import { csrfFor } from '../../platform/web/cookies.ts'
import type { Route } from '../../platform/web/route.ts'
import { sessionCookie } from '../../platform/web/server.ts'
import type { Lane } from './lane.ts'
import type { Record_ } from './records.ts'
import type { Expectation } from './expectation.ts'
import { expectations } from './routes.ts'
import { allows, allowsAnywhere, type Seat } from './table.ts'

/** One cell of the matrix: a route, somebody (token null: signed out), a record. */
export type Cell = {
  route: Pick<Route, 'method' | 'path' | 'access'>
  who: string
  token: string | null
  seats: readonly Seat[] | null
  where: string
  record: Record_ | null
}

export const keyOf = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`

export const expectationOf = (route: Pick<Route, 'method' | 'path'>): Expectation => {
  const one = expectations[keyOf(route)]
  if (!one) throw new Error(`${keyOf(route)} has no line in src/app/rights/routes.ts.`)
  return one
}

const filled = (text: string, fields: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole)

/** The address of a cell: as the line of the route says, else its path with the record's fields (what is missing names nothing). */
export function addressOf(cell: Cell): string {
  const { to } = expectationOf(cell.route)
  const fields = cell.record?.fields ?? {}
  return to
    ? filled(to, fields)
    : cell.route.path.replaceAll(/:(\w+)/g, (_whole, name: string) => fields[name] ?? '999999')
}

/** What the table says of a cell. */
export function expected(cell: Cell): boolean {
  const { needs } = expectationOf(cell.route)
  const { record } = cell
  return needs.some((name) => (record ? allows(name, cell.seats, record.place) : allowsAnywhere(name, cell.seats)))
}

function requestOf(cell: Cell): RequestInit {
  const visit = 'visit-of-the-matrix'
  const cookie = cell.token === null ? `tl_visit=${visit}` : `${sessionCookie}=${cell.token}`
  if (cell.route.method === 'GET') return { headers: { cookie } }
  const fields = cell.record?.fields ?? {}
  const { form } = expectationOf(cell.route)
  const csrf = csrfFor(cell.token ?? visit)
  const pairs = Object.entries(form ?? {}).map(
    ([name, value]) => [filled(name, fields), filled(value, fields)] as const,
  )
  const headers = { cookie, origin: 'http://local.test' }
  if (form && 'file' in form) {
    const body = new FormData()
    body.set('csrf', csrf)
    for (const [name, value] of pairs) if (name !== 'file') body.set(name, value)
    body.set('file', new File(['student_id,school_code,date,status\nX,A,2026-09-02,excused\n'], 'attendance.csv'))
    return { method: 'POST', headers, body }
  }
  return {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([['csrf', csrf], ...pairs.map(([name, value]) => [name, value])]).toString(),
  }
}

/** What a visit may write although it is refused: that somebody was there. */
const visits = ['people.session', 'platform.attempt']

export type Told = { allowed: boolean; status: number; wrong: string | null; body: string; address: string }

/** Asks the application one cell, in a trial that is taken back. Out: what it said, and what is wrong with that by the table (null: nothing). */
export async function ask(app: Hono, lane: Lane, cell: Cell): Promise<Told> {
  const allowed = expected(cell)
  const address = addressOf(cell)
  const { form, gives, needs, refuses = [] } = expectationOf(cell.route)
  const watched = !allowed && cell.route.method === 'POST'
  const { result, wrote } = await lane.trial(async (count) => {
    await cell.record?.prepare?.(lane.db)
    if (watched) await count()
    const response = await app.request(`http://local.test${address}`, requestOf(cell))
    const location = response.headers.get('location') ?? ''
    const stream = response.headers.get('content-type') === 'text/event-stream'
    const body = stream ? '' : await response.text()
    if (stream) await response.body?.cancel()
    return { status: response.status, location, body }
  })
  const { status, location } = result
  const changed = wrote.filter((name) => !visits.includes(name))
  const told = (wrong: string | null): Told => ({ allowed, status, wrong, body: result.body, address })
  if (status >= 500 && !gives?.includes(status)) return told(`answered ${status}`)
  const sentAway = status === 303 && location.startsWith('/sign-in?to=')
  if (cell.token === null && cell.route.access === 'signed-in')
    return told(sentAway ? null : `answered ${status} to somebody who is not signed in`)
  // A record that nobody has: who may do it elsewhere may also be told that the form is wrong.
  if (cell.where === 'none' && needs.some((name) => allowsAnywhere(name, cell.seats))) return told(null)
  if (!allowed) {
    if (![403, 404, ...refuses].includes(status)) return told(`answered ${status} ${location} where it had to refuse`)
    return told(changed.length > 0 ? `refused, and yet wrote to ${changed.join(', ')}` : null)
  }
  if (cell.route.method === 'POST' && form === undefined)
    return told(status === 403 || status === 404 ? `refused with ${status} what the table allows` : null)
  const fine = gives ? gives.includes(status) : status === 200 || status === 202 || (status === 303 && !sentAway)
  return told(fine ? null : `answered ${status} ${location} where the table allows`)
}
