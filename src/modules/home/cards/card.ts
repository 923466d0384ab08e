import type { Child } from 'hono/jsx'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Org } from '../../people/index.ts'

/** Which of the two questions a card answers. */
export type Part = 'responsibility' | 'opportunity'
export type Card = { key: string; part: Part; title: string; href?: string | undefined; body: Child }

/** Where and when a home page is made: under the visitor's scope, in the district of the first role, on its day. */
export type At = {
  tx: Tx
  scope: Scope
  visitor: Visitor
  lang: Lang
  district: Org
  /** all districts that the visitor sees (a state reviewer sees several) */
  districts: readonly Org[]
  today: string
  currentYear: number
}

/** The cards of some roles. Reads through the doors of the modules below; no SQL. */
export type CardMaker = (at: At) => Promise<Card[]>
