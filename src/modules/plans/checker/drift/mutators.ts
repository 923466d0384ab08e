import type { Element, Measure, Plan } from '../../file/format.ts'
import { planGraph } from '../../graph.ts'
import { citesOf, codeKey } from '../codes.ts'
import type { Dice, Fault, Mutator } from '../mutator.ts'
import { ownWords, stemsOf } from '../wording.ts'

type Mention = Element['mentions'][number]
const said = (place: string, what: Partial<Mention>): Mention => ({
  page: null,
  place,
  words: null,
  number: null,
  unit: null,
  grades: null,
  date: null,
  office: null,
  ...what,
})

/** An element of which nothing is said in a second place yet. */
function quiet(plan: Plan, dice: Dice, also: (e: Element) => boolean = () => true): Element | null {
  const cited = new Set(citesOf(plan).map((one) => codeKey(one.code)))
  const measured = new Set(plan.measures.flatMap((m) => (m.mentions.length > 0 ? m.of : [])))
  const free = (e: Element): boolean =>
    e.mentions.length === 0 && !measured.has(e.id) && !(e.code && cited.has(codeKey(e.code))) && also(e)
  return dice.pick(plan.elements.filter(free)) ?? null
}

/** A mutator that lets two places say something different of one element. */
const twoPlaces = (
  rule: string,
  differ: (dice: Dice, plan: Plan) => [Partial<Mention>, Partial<Mention>] | null,
): Mutator => ({
  rule,
  inject: (plan, dice) => {
    const e = quiet(plan, dice)
    const two = differ(dice, plan)
    if (!e || !two) return null
    e.mentions.push(said('Page 4', two[0]), said('Page 31', two[1]))
    return { element: e.id }
  },
})

const wording: Mutator = {
  rule: 'wording-drift',
  inject: (plan, dice) => {
    const four = (e: Element): string[] => ownWords(e.title, plan).split(/\s+/).slice(0, 5)
    const e = quiet(plan, dice, (one) => stemsOf(four(one).join(' ')).size >= 4 && !/[\d%#]/.test(four(one).join(' ')))
    if (!e) return null
    const words = four(e)
    const telling = words.flatMap((word, i) => (stemsOf(word).size === 1 ? [i] : []))
    const at = dice.pick(telling)
    if (at === undefined) return null
    e.mentions.push(said('Page 4', { words: words.join(' ') }))
    words[at] = 'umbrellas'
    e.mentions.push(said('Page 31', { words: words.join(' ') }))
    return { element: e.id }
  },
}

const unit = twoPlaces('unit-drift', (dice) =>
  dice.whole(2) === 0
    ? [{ unit: 'percent' }, { unit: 'count' }]
    : [{ words: 'Increased % of families' }, { words: 'Increased # of families' }],
)
const number = twoPlaces('number-drift', (dice) => {
  const n = dice.whole(90)
  return [
    { number: n, unit: 'percent' },
    { number: n + 1 + dice.whole(9), unit: 'percent' },
  ]
})
const scope = twoPlaces('scope-drift', (dice) => {
  const to = 3 + dice.whole(8)
  return [{ grades: `K-${to}` }, { grades: `K-${to + 1}` }]
})
const date = twoPlaces('date-drift', (dice) => {
  const year = 2018 + dice.whole(6)
  return [{ date: `June ${year}` }, { date: `February ${year + 1}` }]
})
const office = twoPlaces('office-drift', (dice, plan) => {
  const [a, b] = dice.shuffle(plan.offices)
  return a && b ? [{ office: a.id }, { office: b.id }] : null
})

const twins: Mutator = {
  rule: 'office-twins',
  inject: (plan, dice) => {
    const one = dice.pick(plan.offices.filter((o) => /^(?:Office|Department)/.test(o.name.en ?? '')))
    if (!one) return null
    const name = `Department: ${(one.name.en ?? '').replace(/^(?:Office|Department)(?: of)?(?: the)? /, '')}`
    plan.offices.push({ id: `${one.id.slice(0, 60)}-twin`, name: { en: name, es: name }, orgCode: null })
    return { path: ['offices', plan.offices.length - 1] }
  },
}

const officeName: Mutator = {
  rule: 'office-name-drift',
  inject: (plan, dice) => {
    const named = new Set(plan.elements.flatMap((e) => e.mentions.flatMap((m) => m.office ?? [])))
    const office = dice.pick(plan.offices.filter((one) => !named.has(one.id)))?.id
    const [a, b] = dice.shuffle(plan.elements)
    if (!office || !a || !b) return null
    const [first, second] = plan.elements.indexOf(a) < plan.elements.indexOf(b) ? [a, b] : [b, a]
    first.mentions.push(said('Page 4', { office, words: 'Office of Umbrellas and Rain' }))
    second.mentions.push(said('Page 9', { office, words: 'Department of Umbrellas and Rain' }))
    return { path: ['elements', plan.elements.indexOf(second), 'mentions', second.mentions.length - 1] }
  },
}

const cloneOf = (m: Measure, dice: Dice): Measure => ({
  ...structuredClone(m),
  id: `${m.id.slice(0, 60)}-${dice.whole(1_000_000)}`,
  mentions: [],
})

/** Two measures under one code. */
const sharedCode = (rule: string, change: (m: Measure) => void): Mutator => ({
  rule,
  inject: (plan, dice): Fault | null => {
    const known = new Set(plan.elements.map((e) => e.id))
    const m = dice.pick(plan.measures.filter((one) => one.code === null && known.has(one.of[0] ?? '')))
    if (!m) return null
    m.code = `x${dice.whole(10_000)}`
    const other = cloneOf(m, dice)
    change(other)
    plan.measures.push(other)
    return { path: ['measures', plan.measures.length - 1] }
  },
})
const twoMeasures = sharedCode('code-two-measures', (m) => {
  m.definition = null
  m.title = { en: 'Share of umbrellas that come back', es: 'Parte de los paraguas que vuelven' }
})
const twoPopulations = sharedCode('code-two-populations', (m) => {
  m.populations = [{ set: 'grade', value: m.populations[0]?.value === '11' ? '10' : '11' }]
})

const work = new Set(['strategy', 'action', 'task'])
/** The same work once more, at the end of the plan. */
const again = (rule: string, owner: (e: Element, plan: Plan, dice: Dice) => string | null | undefined): Mutator => ({
  rule,
  inject: (plan, dice) => {
    const roles = new Map(plan.grammar.levels.map((l) => [l.id, l.role]))
    const e = dice.pick(
      plan.elements.filter(
        (one) => work.has(roles.get(one.level) ?? '') && stemsOf(ownWords(one.title, plan)).size >= 3,
      ),
    )
    const who = e ? owner(e, plan, dice) : undefined
    if (!e || who === undefined) return null
    const id = `again-${dice.whole(1_000_000)}`
    plan.elements.push({ ...structuredClone(e), id, code: null, oldCodes: [], owner: who, mentions: [], cites: [] })
    return { path: ['elements', plan.elements.length - 1] }
  },
})
const sameDuty = again('same-duty', (e, plan, dice) =>
  e.owner ? dice.pick(plan.offices.filter((o) => o.id !== e.owner))?.id : undefined,
)
const repeatedWork = again('repeated-work', (e) => e.owner)

const repeatedMeasure: Mutator = {
  rule: 'repeated-measure',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    const near = (a: string): Set<string> =>
      new Set([a, ...[...graph.up(a), ...graph.down(a)].map((e) => e.id), ...graph.links(a).map((l) => l.element.id)])
    for (const m of dice.shuffle(plan.measures)) {
      if (stemsOf(ownWords(m.title, plan)).size < 3) continue
      const goals = m.of.flatMap((id) => graph.parents(id).filter((e) => graph.level(e)?.role === 'goal'))
      const kin = new Set([...m.of.flatMap((id) => [...near(id)]), ...goals.flatMap((e) => [...near(e.id)])])
      const other = dice.pick(plan.elements.filter((e) => !kin.has(e.id)))
      if (!other) continue
      plan.measures.push({ ...cloneOf(m, dice), of: [other.id], code: null })
      return { listed: ['measures', plan.measures.length - 1] }
    }
    return null
  },
}

export const mutators: readonly Mutator[] = [
  wording,
  unit,
  number,
  scope,
  date,
  office,
  twins,
  officeName,
  twoMeasures,
  twoPopulations,
  sameDuty,
  repeatedWork,
  repeatedMeasure,
]
