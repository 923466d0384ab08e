import type { Dataset, KindName } from '../schema.ts'
import { assessments } from './assessments/feed.ts'
import { attendance } from './attendance/feed.ts'
import { calendar } from './calendar/feed.ts'
import { certifiedCohorts } from './certified-cohorts/feed.ts'
import { cohorts } from './cohorts/feed.ts'
import { courseFlags } from './course-flags/feed.ts'
import { courses } from './courses/feed.ts'
import { discipline } from './discipline/feed.ts'
import { enrollment } from './enrollment/feed.ts'
import type { Kind } from './kind.ts'
import { oneroster } from '../oneroster/feed.ts'
import { organizations } from './organizations/feed.ts'
import { postsecondary } from './postsecondary/feed.ts'
import { programs } from './programs/feed.ts'
import { students } from './students/feed.ts'
import { submissions } from './submissions/feed.ts'
import { stateReports } from '../state-reports/feed.ts'

/** The layouts of one file, in the order in which a new district loads them. */
export const kinds: readonly Kind[] = [
  organizations,
  calendar,
  students,
  enrollment,
  attendance,
  submissions,
  assessments,
  courses,
  courseFlags,
  discipline,
  cohorts,
  postsecondary,
  programs,
  certifiedCohorts,
]
/** All that is taken in: the layouts, bundles of several files, and published files of the state, of which there are many layouts. */
export const allKinds: readonly Kind[] = [...kinds, oneroster, stateReports]
const byName = new Map(allKinds.map((kind) => [kind.name, kind]))

export function kindOf(name: KindName): Kind {
  const kind = byName.get(name)
  if (!kind) throw new Error(`No kind ${name}.`)
  return kind
}

/** The columns of a dataset with their types, where its rows go to the lake as they are. In: one of those datasets; others throw. */
export function lakeColumns(dataset: Dataset): string {
  const kind = allKinds.find((one) => one.dataset === dataset && one.lake !== '')
  if (!kind) throw new Error(`The dataset ${dataset} has a loader of its own.`)
  return kind.lake
}
