import type { Element, Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import { type AlignmentRow, type CommentRow, mirrorLevels } from './schema.ts'
import { isUnwritten } from './unwritten.ts'

const prefix = 'dp-'
/** As long as the id of an element may be. */
const mostId = 80
const levels: ReadonlySet<string> = new Set(Object.values(mirrorLevels))

/** The id in a unit's plan of what stands for a part of the district's plan. */
export const mirrorId = (id: string): string => `${prefix}${id}`.slice(0, mostId)
/** True for an element that stands for a part of the district's plan. */
export const isMirror = (element: Pick<Element, 'level'>): boolean => levels.has(element.level)
/** The part of the district's plan that a mirror stands for; undefined when it has none such any more. Long ids are cut off in the mirror's own. */
const partBehind = (district: PlanGraph, mirror: Element): Element | undefined =>
  mirror.id.startsWith(prefix)
    ? (district.byId(mirror.id.slice(prefix.length)) ??
      (mirror.id.length < mostId ? undefined : district.plan.elements.find((one) => mirrorId(one.id) === mirror.id)))
    : undefined

/** How an own element stands to the district's plan: it names a part of it, something above it does, or nothing does. */
export type Standing = 'named' | 'carried' | 'none'
export type Alignment = Omit<AlignmentRow, 'plan_id' | 'district_id' | 'version' | 'served_version'> & {
  /** every own element, in the order of the plan; `serves`: ids of the district's parts that it names itself */
  rows: readonly { element: Element; standing: Standing; serves: readonly string[] }[]
  /** every priority of the district; `by`: own elements that name it or a part of it */
  served: readonly { priority: Element; by: readonly Element[] }[]
  /** goals of the template that nobody has written yet: they count as nothing */
  unwritten: readonly Element[]
  /** what stands for a part that the district's plan does not have any more */
  lost: readonly Element[]
  /** what stands for a part whose words are others by now */
  reworded: readonly { mirror: Element; now: Element }[]
}

const sameTitle = (a: Element, b: Element): boolean => a.title.en === b.title.en && a.title.es === b.title.es

/** The priorities of a district's plan: what stands at its top, or those at the top that have something below them when some have nothing. */
export function prioritiesOf(graph: PlanGraph): readonly Element[] {
  const roots = graph.roots()
  const full = roots.filter((one) => graph.children(one.id).length > 0)
  return full.length > 0 ? full : roots
}

/** True where one element is another or stands somewhere below it. */
const within = (graph: PlanGraph, id: string, above: string): boolean =>
  id === above || graph.up(id).some((one) => one.id === above)

/**
 * How much of a unit's plan serves the district's plan. In: both plans. An element names a part when that part stands right above it, or a line (aligns or
 * supports) leads there; a part that the district's plan does not have any more does not count, nor does a goal of the template that nobody has written. Out: counts, and the rows they were counted from.
 */
export function alignmentOf(unit: PlanGraph, district: PlanGraph): Alignment {
  const mirrors = unit.plan.elements.filter(isMirror)
  const behind = new Map(
    mirrors.flatMap((one) => {
      const part = partBehind(district, one)
      return part ? [[one.id, part] as const] : []
    }),
  )
  const unwritten = unit.plan.elements.filter((one) => !isMirror(one) && isUnwritten(unit, one))
  const own = unit.plan.elements.filter((one) => !isMirror(one) && !unwritten.includes(one))
  const namedBy = (one: Element): string[] => [
    ...new Set(
      [
        ...one.parents,
        ...unit
          .links(one.id)
          .filter((line) => line.outgoing && (line.kind === 'aligns' || line.kind === 'supports'))
          .map((line) => line.element.id),
      ].flatMap((id) => behind.get(id)?.id ?? []),
    ),
  ]
  const serves = new Map(own.map((one) => [one.id, namedBy(one)]))
  const names = (id: string): boolean => (serves.get(id)?.length ?? 0) > 0
  const rows = own.map((element) => ({
    element,
    serves: serves.get(element.id) ?? [],
    standing: names(element.id)
      ? ('named' as const)
      : unit.up(element.id).some((one) => names(one.id))
        ? ('carried' as const)
        : ('none' as const),
  }))
  const served = prioritiesOf(district).map((priority) => ({
    priority,
    by: rows.filter((row) => row.serves.some((id) => within(district, id, priority.id))).map((row) => row.element),
  }))
  const count = (standing: Standing) => rows.filter((row) => row.standing === standing).length
  return {
    own: own.length,
    named: count('named'),
    carried: count('carried'),
    priorities: served.length,
    priorities_served: served.filter((one) => one.by.length > 0).length,
    rows,
    served,
    unwritten,
    lost: mirrors.filter((one) => !behind.has(one.id)),
    reworded: mirrors.flatMap((mirror) => {
      const now = behind.get(mirror.id)
      return now && !sameTitle(mirror, now) ? [{ mirror, now }] : []
    }),
  }
}

/** The share of own elements that serve the district's plan, 0..1; null for a plan without own elements. */
export const shareOf = ({ own, named, carried }: Pick<AlignmentRow, 'own' | 'named' | 'carried'>): number | null =>
  own === 0 ? null : (named + carried) / own

type Day = { day: string; is_instructional: boolean }

/**
 * School days that an answer took: days of school after the day of the question, up to and with the day of the answer. 0 when it came on the same day, or
 * before the next day of school. In: days of the school's own calendar. Null when the calendar does not reach over the time.
 */
export function turnaround(asked: string, answered: string, days: readonly Day[]): number | null {
  const first = days[0]?.day
  const last = days.at(-1)?.day
  if (asked === answered) return 0
  if (first === undefined || last === undefined || asked < first || answered > last) return null
  return days.filter((one) => one.is_instructional && one.day > asked && one.day <= answered).length
}

/** How a unit answers, in counts: of comments that ask for an answer, how many got one, in time, and in how many school days all together. */
export type Answering = {
  asked: number
  answered: number
  inTime: number
  /** without an answer after its day */
  late: number
  /** answers whose days the calendar knows, and the sum of these days */
  counted: number
  days: number
}

export function answeringOf(comments: readonly CommentRow[], days: readonly Day[], today: string): Answering {
  const asked = comments.filter((one) => one.answer_by !== null)
  const answered = asked.filter((one) => one.answered_on !== null)
  const took = answered
    .map((one) => turnaround(one.asked_on, one.answered_on ?? '', days))
    .filter((one) => one !== null)
  return {
    asked: asked.length,
    answered: answered.length,
    inTime: answered.filter((one) => (one.answered_on ?? '') <= (one.answer_by ?? '')).length,
    late: asked.filter((one) => one.state === 'open' && (one.answer_by ?? '') < today).length,
    counted: took.length,
    days: took.reduce((sum, one) => sum + one, 0),
  }
}

/** The id of a plan of a unit for a school year: `school-53011-2027`. */
export const slugOf = (kind: 'school' | 'office', code: string, year: number): string =>
  `${kind}-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${year}`

/** The quarter of a school year in which a day lies, by marking periods 1 to 4 where the calendar has them; else by months from July on. */
export function quarterOf(day: string, days: readonly { day: string; marking_period: string | null }[]): number {
  const told = days.findLast((one) => one.day <= day && one.marking_period !== null)?.marking_period
  if (told && /^[1-4]$/.test(told)) return Number(told)
  return Math.floor(((Number(day.slice(5, 7)) + 5) % 12) / 3) + 1
}

/** Parts of the district's plan that a unit may name: all but its tasks, in the order of the plan. */
export const nameable = (district: PlanGraph): readonly Element[] =>
  district.plan.elements.filter((one) => !['task', 'measure'].includes(district.level(one)?.role ?? 'task'))

/** True for a plan that was made of the template: it has the levels that stand for the district's plan. */
export const hasMirrors = (plan: Plan): boolean => plan.grammar.levels.some((one) => levels.has(one.id))
