import { type Lang, read, type Text } from '../../../../platform/words.ts'
import { type Objective, type Stage, type Stakeholder, xmlId } from './document.ts'

/** What both directions of StratML agree on. */

/** The grammar of a plan that came as StratML: goals, and objectives below them. */
export const grammarOf = () => ({
  levels: [
    {
      id: 'goal',
      name: { en: 'Goal', es: 'Meta' },
      plural: { en: 'Goals', es: 'Metas' },
      role: 'goal',
      top: true,
    },
    {
      id: 'objective',
      name: { en: 'Objective', es: 'Objetivo' },
      plural: { en: 'Objectives', es: 'Objetivos' },
      role: 'strategy',
      parents: ['goal'],
    },
  ],
})

/** An objective that says nothing of its own: it only carries the indicators of its goal, for which the standard has no other place. */
export const isCarrier = (one: Objective): boolean =>
  one.indicators.length > 0 &&
  one.name === null &&
  one.description === null &&
  one.identifier === null &&
  one.sequence === null &&
  one.other === null &&
  one.stakeholders.length === 0

const person = { owner: 'Owner', champion: 'Champion' } as const
const kinds = { owner: 'Organization', champion: 'Generic_Group' } as const

/** The stakeholder by which an office that answers for an element, or a role that speaks for it, is written. */
export const stakeholderFor = (as: 'owner' | 'champion', name: string): Stakeholder => ({
  name,
  description: null,
  type: kinds[as],
  roles: [{ name: person[as], description: null, types: ['Performer'] }],
})

const isFor = (as: 'owner' | 'champion', one: Stakeholder | undefined): boolean => {
  const [role, second] = one?.roles ?? []
  return (
    one !== undefined &&
    one.name !== null &&
    one.description === null &&
    one.type === kinds[as] &&
    second === undefined &&
    role?.name === person[as] &&
    role.description === null &&
    role.types.join() === 'Performer'
  )
}

/** Owner and champion, when the first stakeholders are written as ours; everybody else stays a stakeholder. */
export function ownerAndChampion(list: readonly Stakeholder[]): {
  owner: string | null
  champion: string | null
  rest: Stakeholder[]
} {
  const rest = [...list]
  const take = (as: 'owner' | 'champion'): string | null => (isFor(as, rest[0]) ? (rest.shift()?.name ?? null) : null)
  return { owner: take('owner'), champion: take('champion'), rest }
}

/** Roles of measures as stages of the value chain, each its own so that the way back is open. A qualitative measure has a kind, not a stage. */
export const stageOf = {
  outcome: 'Outcome',
  leading: 'Output',
  implementation: 'Output_Processing',
  fidelity: 'Input_Processing',
  input: 'Input',
} as const satisfies Record<string, Stage>
export const roleOf: Record<Stage, keyof typeof stageOf> = {
  Outcome: 'outcome',
  Output: 'leading',
  Output_Processing: 'implementation',
  Input_Processing: 'fidelity',
  Input: 'input',
}

/** Name of a relationship that says that an indicator measures one more element. */
export const alsoMeasures = 'Also measures'

/** A number as xsd:decimal has it: no exponent. */
export function decimalText(n: number): string {
  const text = String(n)
  if (!/e/i.test(text)) return text
  const [, sign = '', whole = '', part = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(text) ?? []
  const digits = whole + part
  const point = whole.length + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length
    ? `${sign}${digits}${'0'.repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Hands out identifiers: each an ID of XML, and none twice. */
export class Identifiers {
  readonly taken = new Set<string>()
  readonly next = new Map<string, number>()
  claim(wanted: string | null): string | null {
    if (wanted === null) return null
    const base = xmlId(wanted)
    let id = base
    let n = this.next.get(base) ?? 2
    while (this.taken.has(id)) id = `${base}.${n++}`
    this.next.set(base, n)
    this.taken.add(id)
    return id
  }
}

/** The words of a text in one language, or in the one it has; null when there are none. */
export const wordsIn = (text: Text | null, lang: Lang): string | null => (text ? read(text, lang).words || null : null)

/** An identifier without the `.2` by which `Identifiers` keeps two things of one id apart. */
export const unmarked = (identifier: string | null): string | null => identifier?.replace(/\.\d+$/, '') ?? null
