import type { PublishedCell } from '../subtraction.ts'
import type { Gap, Side } from '../system.ts'
import type { Part, Relation } from '../table.ts'

/** A count, or a range of it, that readers have from elsewhere: the state's own files, another page. `from`: where, for people. */
export type Known = { id: string; part: Part; low: number; high: number; from: string }

/**
 * An earlier edition as it was shown. Its cells are taken to be the same numbers as today's cells of the same id, except those in
 * `changed`, which a correction altered: that is more than readers know, hence the safe side.
 */
export type Earlier = {
  name: string
  cells: readonly PublishedCell[]
  relations: readonly Relation[]
  gaps?: ReadonlyMap<string, Gap>
  changed?: ReadonlySet<string>
}

/** All that a reader has: the edition, the sums that anybody can make, what others published, and every earlier edition. */
export type Readable = {
  cells: readonly PublishedCell[]
  relations: readonly Relation[]
  gaps?: ReadonlyMap<string, Gap>
  known?: readonly Known[]
  earlier?: readonly Earlier[]
  /** Other lines that hold among counts of people: the sum of coefficient times count. */
  lines?: readonly { name: string; terms: readonly { id: string; coef: number }[]; equals: number }[]
  /** Counts are whole numbers unless this says otherwise (tables of amounts). */
  whole?: boolean
}

/**
 * What must not come out about one hidden count. `range`: that it lies within low..high. `width`: its value up to less than `least`
 * (1: its exact value). `edition`: of an earlier edition's own number, where a correction changed it.
 */
export type Guard = { id: string; part: Side; edition?: string } & (
  | { kind: 'range'; low: number; high: number }
  | { kind: 'width'; least: number }
)

/** How a guarded count was found; empty when it was not. `undecided`: neither found nor shown to be safe, counts as found. */
export type Way = '' | 'shown' | 'ranges' | 'several_lines' | 'linear_program' | 'whole_numbers' | 'undecided'

/**
 * One hidden count after the attack. low..high: what no reader can exceed (proven bounds). least..most: both ends are reached by whole
 * tables that fit everything shown, so no reader can know more than this. They meet after a full attack.
 */
export type Finding = {
  id: string
  part: Side
  edition?: string
  low: number
  high: number
  least: number
  most: number
  exact: boolean
  guarded: boolean
  sensitive: boolean
  way: Way
}

export type Attacked = {
  findings: Finding[]
  sensitive: Finding[]
  /** Sums that the shown numbers contradict. */
  impossible: string[]
  effort: { unknowns: number; relations: number; systems: number; worlds: number; linear: number; whole: number }
}
