import { operators, targetKinds, units } from '../../file/target.ts'
import type { Ids } from '../ids.ts'
import { type Indicator, type Relationship, type Result, xmlId } from './document.ts'
import { alsoMeasures, decimalText, roleOf, unmarked } from './mapping.ts'

type RawTarget = Record<string, unknown> & { id: string }
export type RawMeasure = Record<string, unknown> & { id: string; of: string[]; targets: RawTarget[] }
export type RawMeasureNode = Record<string, unknown> & { of: string }
export type RawTargetNode = { measure: string; of: string } & Pick<Result, 'start' | 'units' | 'descriptor'>

const isOne = <T extends string>(list: readonly T[], text: string | null): text is T =>
  (list as readonly (string | null)[]).includes(text)
const needsAmount: ReadonlySet<string> = new Set(['level', 'changePoints', 'changeRelative', 'changeAbsolute', 'band'])
const codePattern = /^[A-Za-z0-9][A-Za-z0-9. _-]{0,23}$/

/** A target as we write it ourselves: kind and operator in the descriptor, a unit that is one of ours. Null: somebody else's words. */
function typed(result: Result, unit: string | null): Omit<RawTarget, 'id'> | null {
  const kind = result.descriptor?.name ?? null
  const operator = result.descriptor?.value ?? null
  if (result.start !== null || !isOne(targetKinds, kind) || kind === 'milestoneSeries') return null
  if (operator !== null && !isOne(operators, operator)) return null
  if (kind === 'level' && operator === null) return null
  const amount = result.units === null ? null : Number(result.units)
  if (amount !== null && (!isOne(units, unit) || decimalText(amount) !== result.units)) return null
  if (amount === null && needsAmount.has(kind)) return null
  return { kind, operator, amount, unit: isOne(units, unit) ? unit : null }
}

function targetOf(
  result: Result,
  id: string,
  unit: string | null,
): { target: RawTarget; foreign: Pick<Result, 'start' | 'units' | 'descriptor'> | null } {
  const own = typed(result, unit)
  const more = { id, note: result.description, dueBy: result.end === null ? null : { date: result.end } }
  if (own) return { target: { ...own, ...more }, foreign: null }
  const { start, units: said, descriptor } = result
  return { target: { kind: 'qualitative', ...more }, foreign: { start, units: said, descriptor } }
}

/** A measure of an indicator of the element `of`, with everything that a measure has no place for. */
export function measureOf(
  indicator: Indicator,
  of: string,
  ids: { measure: Ids; target: Ids },
  byIdentifier: ReadonlyMap<string, string>,
  noName: string,
): { measure: RawMeasure; node: RawMeasureNode; targets: RawTargetNode[] } {
  const id = ids.measure.take(unmarked(indicator.identifier) ?? `m-${of}`, 'measure')
  const further: string[] = []
  const relationships: Relationship[] = []
  for (const one of indicator.relationships) {
    const [referent, second] = one.referents
    const element = referent === undefined ? undefined : byIdentifier.get(referent)
    const ours =
      one.name === alsoMeasures && one.type === 'Peer_To' && one.description === null && one.identifier === null
    // Ours come first; one behind somebody else's stays where it is.
    if (ours && element && second === undefined && relationships.length === 0 && element !== of) further.push(element)
    else relationships.push(one)
  }
  const targets: RawTarget[] = []
  const foreign: RawTargetNode[] = []
  const groups = indicator.instances.map((instance) => ({
    targets: instance.targets.map((result) => {
      const made = targetOf(result, ids.target.take(`t-${id}`, 'target'), indicator.unit)
      targets.push(made.target)
      if (made.foreign) foreign.push({ measure: id, of: made.target.id, ...made.foreign })
      return made.target.id
    }),
    actuals: instance.actuals,
  }))
  const plain = groups.every((one) => one.targets.length === 1 && one.actuals.length === 0)
  const sequence = indicator.sequence
  const isCode = sequence !== null && codePattern.test(sequence)
  const qualitative = indicator.kind === 'Qualitative' && indicator.stage === null
  const role = qualitative ? 'qualitative' : indicator.stage === null ? 'outcome' : roleOf[indicator.stage]
  const usual = role === 'qualitative' ? 'Qualitative' : 'Quantitative'
  const unitOfTargets = targets.find((one) => one['unit'] != null)?.['unit'] ?? null
  return {
    measure: {
      id,
      of: [of, ...further],
      title: indicator.dimension ?? noName,
      role,
      code: isCode ? sequence : null,
      targets,
      note: indicator.other,
    },
    node: {
      of: id,
      identifier: indicator.identifier === null || indicator.identifier === xmlId(id) ? null : indicator.identifier,
      sequence: isCode ? null : sequence,
      unit: indicator.unit === unitOfTargets ? null : indicator.unit,
      kind: indicator.kind === usual ? null : (indicator.kind ?? 'none'),
      noStage: role !== 'qualitative' && indicator.stage === null,
      unnamed: indicator.dimension === null,
      relationships,
      instances: plain ? [] : groups,
    },
    targets: foreign,
  }
}
