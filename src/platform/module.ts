import type { Tx } from './db/database.ts'
import type { Answer, Listener } from './events.ts'
import type { Kept } from './files/kept.ts'
import type { Job } from './jobs/jobs.ts'
import type { Sentences } from './troubles.ts'
import type { MenuItem, Route, Services, Visitor } from './web/route.ts'
import type { Lang } from './words.ts'

/** What a module gives to the application. Its door (`index.ts`) exports one such value named `module`. */
export type Module = {
  name: string
  /** Folder of forward-only SQL, ordered across modules by date. */
  migrations?: string
  routes?: readonly Route[]
  jobs?: readonly Job<Services>[]
  menu?: readonly MenuItem[]
  /** What it does when another module says that something happened; inside that module's transaction. */
  listeners?: readonly Listener[]
  /** What it knows that a module below it may ask. */
  answers?: readonly Answer[]
  /** Recurring work, in cron form and the district's time zone, sent to one of its jobs. */
  schedules?: readonly { job: string; cron: string }[]
  /** What its errors say, in Spanish (`troubles.es.ts`). */
  troubles?: Sentences
  /** Rows of the systems list that it serves, with the page that does and what the row asks for that is not there yet: `{'STU-06': '/schools'}`. */
  systems?: Readonly<Record<string, string | { page: string; lacks: string }>>
  /** Files below the home that its rows name, for backup and doctor. */
  kept?: readonly Kept[]
  /** The words of a step of its long work (`Progress.step`), or null when the key is not its own. */
  step?: (key: string, lang: Lang) => string | null
  /** May this visitor follow the long work on a subject (`import:12`)? In: a transaction under the visitor's scope. null: the subject is none of its own. */
  watches?: (tx: Tx, visitor: Visitor, subject: string) => Promise<boolean | null>
}
