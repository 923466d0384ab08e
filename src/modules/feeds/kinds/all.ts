import type { KindName } from '../schema.ts'
import { attendance } from './attendance/feed.ts'
import { calendar } from './calendar/feed.ts'
import { enrollment } from './enrollment/feed.ts'
import type { Kind } from './kind.ts'
import { organizations } from './organizations/feed.ts'
import { students } from './students/feed.ts'
import { submissions } from './submissions/feed.ts'

/** All layouts, in the order in which a new district loads them. */
export const kinds: readonly Kind[] = [organizations, calendar, students, enrollment, attendance, submissions]
const byName = new Map(kinds.map((kind) => [kind.name, kind]))

export function kindOf(name: KindName): Kind {
  const kind = byName.get(name)
  if (!kind) throw new Error(`No kind ${name}.`)
  return kind
}
