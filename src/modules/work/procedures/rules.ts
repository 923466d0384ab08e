import { alike } from '../../../platform/json.ts'
import type { Autonomy, AutonomyTyped, Currency, Decider, NewStep, Party, ProcedureStep, StepTyped } from './schema.ts'

/** The most steps that a procedure has: longer ones are several. */
export const mostSteps = 40

export type StepProblem = {
  field: 'text' | 'responsible' | 'accountable' | 'consulted' | 'informed' | 'title' | 'basis' | 'who' | 'there'
  code:
    | 'text'
    | 'long'
    | 'responsible'
    | 'accountable'
    | 'twice'
    | 'unknown'
    | 'many'
    | 'title'
    | 'who'
    | 'there'
    | 'taken'
}

/**
 * What is wrong with a step. In: what was typed, the parties that there are, the steps beside it.
 * The usual rule of a RACI chart: somebody does it, exactly one answers for it, and nobody who does or answers is also only asked or told.
 */
export function stepProblems(typed: StepTyped, known: ReadonlySet<Party>, others: number): StepProblem[] {
  const problems: StepProblem[] = []
  if (typed.text === '') problems.push({ field: 'text', code: 'text' })
  if (typed.text.length > 300) problems.push({ field: 'text', code: 'long' })
  if (typed.step === '' && others >= mostSteps) problems.push({ field: 'text', code: 'many' })
  if (typed.responsible.length === 0) problems.push({ field: 'responsible', code: 'responsible' })
  if (typed.accountable === '') problems.push({ field: 'accountable', code: 'accountable' })
  else if (!known.has(typed.accountable)) problems.push({ field: 'accountable', code: 'unknown' })
  for (const field of ['responsible', 'consulted', 'informed'] as const)
    if (typed[field].some((party) => !known.has(party))) problems.push({ field, code: 'unknown' })
  const acts = new Set([...typed.responsible, typed.accountable])
  if (typed.consulted.some((party) => acts.has(party))) problems.push({ field: 'consulted', code: 'twice' })
  if (typed.informed.some((party) => acts.has(party) || typed.consulted.includes(party)))
    problems.push({ field: 'informed', code: 'twice' })
  return problems
}

/** Steps as they are stored, each with a name that stays; those stored before names were given have one by their place. */
export const withIds = (steps: readonly (NewStep & { id?: string })[]): ProcedureStep[] =>
  steps.map((step, index) => ({ ...step, id: step.id ?? `s${index + 1}` }))

/** A name that no step has or ever had. In: every step of now and of the history. */
export const nextStepId = (known: readonly Pick<ProcedureStep, 'id'>[]): string =>
  `s${known.reduce((most, one) => Math.max(most, Number(one.id.slice(1))), 0) + 1}`

/** Two steps say the same, whatever they are called and wherever they stand. */
export const sameStep = (a: NewStep, b: NewStep): boolean => {
  const said = ({ text, responsible, accountable, consulted, informed }: NewStep) => ({
    text: text.en ?? text.es,
    responsible,
    accountable,
    consulted,
    informed,
  })
  return alike(said(a), said(b))
}

/** The steps without the one of a name, and with a step put in its place instead, where there is one. In: the step (null: taken out), where it goes from 1. */
export function withStep(
  steps: readonly ProcedureStep[],
  id: string,
  step: ProcedureStep | null,
  place: number,
): ProcedureStep[] {
  const left = steps.filter((one) => one.id !== id)
  if (step !== null) left.splice(Math.min(place, left.length + 1) - 1, 0, step)
  return left
}

/** Everybody who has a part in a step. */
export const partiesOf = (step: NewStep): Party[] => [
  ...new Set([...step.responsible, step.accountable, ...step.consulted, ...step.informed]),
]

/** The role and the organization of a party. */
export function readParty(party: Party): { role: string; org_id: number } | null {
  const found = /^([a-z_]{1,40})@(\d{1,9})$/.exec(party)
  return found ? { role: found[1] ?? '', org_id: Number(found[2]) } : null
}

/** Roles that a school has; all others work in the central office or the board. */
const atSchool = new Set(['principal', 'teacher', 'coach', 'counselor'])
export const isAtSchool = (party: Party): boolean => atSchool.has(readParty(party)?.role ?? '')

/**
 * The touch points of a procedure: which central offices and which roles of schools it joins, in the order in which they come in, and the steps (from 1)
 * at which a central office and a school meet: both take part, or one does what the other did before.
 */
export function touchPoints(steps: readonly NewStep[]): { offices: Party[]; schools: Party[]; meet: number[] } {
  const all = [...new Set(steps.flatMap(partiesOf))]
  const sides = (some: readonly Party[]) => new Set(some.map(isAtSchool))
  const meet = steps.flatMap((step, index) => {
    const before = steps[index - 1]
    const both = sides(partiesOf(step)).size === 2
    const handed = before !== undefined && sides([...before.responsible, ...step.responsible]).size === 2
    return both || handed ? [index + 1] : []
  })
  return { offices: all.filter((party) => !isAtSchool(party)), schools: all.filter(isAtSchool), meet }
}

type Dated = { state: string; in_force: number | null; review_by: string | null }

/** How current the procedures are on a day. Counted among those in force; one without a review day is not current, and is counted apart. */
export function currencyOf(procedures: readonly Dated[], today: string): Currency {
  const inForce = procedures.filter((one) => one.in_force !== null && one.state !== 'superseded')
  const undated = inForce.filter((one) => one.review_by === null).length
  const past = inForce.filter((one) => one.review_by !== null && one.review_by < today).length
  return { inForce: inForce.length, current: inForce.length - undated - past, past, undated }
}

/** The share of procedures in force that are current, 0..1; null when there are none: that is not zero. */
export const currencyShare = (one: Currency): number | null => (one.inForce === 0 ? null : one.current / one.inForce)

/** A zone or a portfolio with the schools below it. */
export type Group = { org_id: number; schools: ReadonlySet<number> }

/**
 * Who takes a decision at a school, and by which line: its own, else that of the smallest of its groups that has one, else the district's (null).
 * In: the decision, the school, the zones and portfolios of the district.
 */
export function decides(
  one: Pick<Autonomy, 'who' | 'exceptions'>,
  school: number,
  groups: readonly Group[],
): { who: Decider; by: number | null } {
  const own = one.exceptions[school]
  if (own) return { who: own, by: school }
  const [nearest] = groups
    .filter((group) => group.schools.has(school) && one.exceptions[group.org_id] !== undefined)
    .toSorted((a, b) => a.schools.size - b.schools.size || a.org_id - b.org_id)
  const who = nearest && one.exceptions[nearest.org_id]
  return nearest && who ? { who, by: nearest.org_id } : { who: one.who, by: null }
}

/** What is wrong with a decision of the matrix. In: what was typed, the zones, portfolios and schools of the district. */
export function autonomyProblems(typed: AutonomyTyped, places: ReadonlySet<number>): StepProblem[] {
  const problems: StepProblem[] = []
  if (typed.title === '') problems.push({ field: 'title', code: 'title' })
  if (typed.title.length > 200) problems.push({ field: 'title', code: 'long' })
  if (typed.basis.length > 300) problems.push({ field: 'basis', code: 'long' })
  if (typed.who === undefined) problems.push({ field: 'who', code: 'who' })
  if ((typed.where !== 0) !== (typed.there !== undefined) || (typed.where !== 0 && !places.has(typed.where)))
    problems.push({ field: 'there', code: 'there' })
  return problems
}

/** The exceptions after one was set, or taken away by `same`. */
export function withException(
  before: Readonly<Record<string, Decider>>,
  typed: AutonomyTyped,
): Record<string, Decider> {
  const { where, there } = typed
  const left = Object.fromEntries(Object.entries(before).filter(([org]) => org !== String(where)))
  return where === 0 || there === undefined ? { ...before } : there === 'same' ? left : { ...left, [where]: there }
}
