import type { Config } from '../config.ts'
import type { Database, Db, Tx } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'
import type { Answer, Listener } from '../events.ts'
import type { Files } from '../files/files.ts'
import type { Queue } from '../jobs/jobs.ts'
import type { Lang } from '../words.ts'
import type { ThreadProps } from '../look/thread.tsx'
import type { Child } from './html.ts'

/** A role that somebody holds at an organization today, with all organizations below it. */
export type HeldRole = { role: string; org_id: number; district_id: number }

/** Somebody who is signed in. */
export type Visitor = {
  account_id: number
  name: string
  lang: Lang
  roles: readonly HeldRole[]
  scope: Scope
  /** Proof that a form came from our own page. */
  csrf: string
  /** The session as the list of sessions names it. */
  session?: number
  /** Where the visitor has to go before anything else opens (a second factor): until then only routes with `beforeGate` know the visitor. */
  gate?: string
  /** Somebody looks as this person sees: nothing may be changed, and the log names who it is. */
  acting?: { acting_id: number; by: { account_id: number; name: string }; until: Date }
}

/** What web, worker and command line share. */
export type Services = {
  config: Config
  database: Database
  db: Db
  files: Files
  queue: Queue
  /** The home folder: `lake/`, `files/`, `public/`, `tmp/` lie below it. */
  home: string
  listeners: readonly Listener[]
  answers: readonly Answer[]
}

export type PageOptions = {
  title: string
  body: Child
  status?: number
  /** Address prefix of the menu entry that is current. */
  current?: string
  /** The throughline at the left (on a phone: at the top). */
  thread?: ThreadProps
  /** `text`: reading. `wide`: tables for staff. */
  width?: 'page' | 'wide' | 'text'
  /** Seconds after which a browser without script loads the page again. */
  refresh?: number
  /** Where "How are numbers computed?" leads from this page. */
  howHref?: string
  /** Banners above the body. */
  notices?: Child
}

/** Everything a handler gets. Handlers are short recipes: parse, authorize, act, present. */
export type Ctx = {
  services: Services
  request: Request
  url: URL
  lang: Lang
  visitor: Visitor | null
  /** The visitor; sends somebody who is not signed in to the sign-in page. */
  who: () => Visitor
  param: (name: string) => string
  /** A path parameter that is a whole number; anything else is a missing page. */
  id: (name: string) => number
  query: (name: string) => string | undefined
  /** Fields of a plain form (checked: same origin and token). Multipart bodies are read by `upload`. */
  form: () => Promise<Record<string, string>>
  /** The fields that `form` has read so far; for showing somebody again what they wrote. */
  typed: () => Readonly<Record<string, string>>
  /** Reads a multipart form as a stream: small fields before the file, then the file itself. Checked like `form`. */
  upload: <T>(
    take: (fields: Record<string, string>, file: { name: string; body: import('node:stream').Readable }) => Promise<T>,
  ) => Promise<T>
  /** One transaction under the visitor's scope. */
  inScope: <T>(work: (tx: Tx, scope: Scope) => Promise<T>) => Promise<T>
  csrf: string
  page: (options: PageOptions) => Response | Promise<Response>
  redirect: (path: string) => Response
  json: (value: unknown, status?: number) => Response
  /** Cookie of an own name; `null` removes it. */
  setCookie: (name: string, value: string | null, options?: { maxAge?: number }) => void
  cookie: (name: string) => string | undefined
  /** The network address of whoever asks (for rate limits), as trusted proxies tell it. */
  address: string
  /** Number of this request: in the log, and in the answer's `x-request-id`. */
  requestId: string
}

/**
 * An address and what answers it. `access`: `open` for everybody, `token` for a machine with a bearer token
 * (the handler checks it), `signed-in` for people; what they may do there is decided by the handler through `access.ts`.
 */
export type Route = {
  method: 'GET' | 'POST'
  path: string
  access: 'open' | 'signed-in' | 'token'
  /** Answers also while the visitor has to pass a gate first (the gate itself, and the way out). */
  beforeGate?: true
  /** Asks for nobody's session and sets no cookie (health). */
  bare?: true
  /** Answers a POST also while somebody acts for another person: the way out. */
  whileActing?: true
  handle: (ctx: Ctx) => Response | Promise<Response>
}

export type MenuItem = {
  /** Address. */
  href: string
  label: (lang: Lang) => string
  /** Shown to whom. */
  shown: (visitor: Visitor) => boolean
  order: number
}
