import type { KindName } from '../schema.ts'
import { attendance } from './attendance/feed.ts'
import { calendar } from './calendar/feed.ts'
import { enrollment } from './enrollment/feed.ts'
import type { Kind } from './kind.ts'
import { oneroster } from '../oneroster/feed.ts'
import { organizations } from './organizations/feed.ts'
import { students } from './students/feed.ts'
import { submissions } from './submissions/feed.ts'

/** The layouts of one file, in the order in which a new district loads them. */
export const kinds: readonly Kind[] = [organizations, calendar, students, enrollment, attendance, submissions]
/** All that is taken in: the layouts, and bundles of several files. */
export const allKinds: readonly Kind[] = [...kinds, oneroster]
const byName = new Map(allKinds.map((kind) => [kind.name, kind]))

export function kindOf(name: KindName): Kind {
  const kind = byName.get(name)
  if (!kind) throw new Error(`No kind ${name}.`)
  return kind
}
