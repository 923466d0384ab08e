import { addDays } from '../../../../platform/dates.ts'
import { blankMeasure, blankTarget } from '../../file/blank.ts'
import type { Element, Measure, Plan, Target } from '../../file/format.ts'
import { planGraph } from '../../graph.ts'
import { checkInput } from '../check.ts'
import type { Dice, Mutator } from '../mutator.ts'
import { whenOf } from '../time/when.ts'
import { ownWords } from '../wording.ts'
import { carriedOut } from './carried.ts'
import { mostMeasures, withNumbers } from './empty.ts'

const words = (en: string): Element['title'] => ({ en, es: en, source: 'en' })
/** A new element like another one, with nothing of its own but a title. */
const like = (peer: Element, id: string, title: string, fields: Partial<Element> = {}): Element => ({
  ...peer,
  id,
  code: null,
  printed: null,
  oldCodes: [],
  title: words(title),
  text: null,
  champion: null,
  timeframe: null,
  major: false,
  youWillSee: [],
  mentions: [],
  cites: [],
  state: 'stated',
  note: null,
  ...fields,
})
const measure = (id: string, of: string, title: string, fields: Partial<Measure> = {}): Measure =>
  blankMeasure({ id, of: [of], title: words(title), ...fields })
const target = (fields: Partial<Target>): Target =>
  blankTarget({ id: 'fault', kind: 'level', operator: '>=', amount: 50, unit: 'percent', path: 'endOnly', ...fields })
const roleOf = (plan: Plan, e: Element): string => plan.grammar.levels.find((l) => l.id === e.level)?.role ?? ''
const pushed = (plan: Plan, m: Measure): { path: readonly (string | number)[] } => {
  plan.measures.push(m)
  return { path: ['measures', plan.measures.length - 1] }
}

/** A new action beside one that is carried out, itself carried out by nothing. */
const idleAction = (rule: string, isMajor: boolean): Mutator => ({
  rule,
  inject: (plan, dice) => {
    const carried = carriedOut(checkInput(plan))
    if (!carried.any) return null
    const peer = dice.pick(plan.elements.filter((e) => roleOf(plan, e) === 'action' && carried.elements.has(e.id)))
    if (!peer) return null
    const all = plan.elements.filter((e) => e.level === peer.level)
    if (all.filter((e) => carried.elements.has(e.id)).length < (all.length + 1) / 4) return null
    plan.elements.push(like(peer, 'fault', 'Plant a garden', { major: isMajor }))
    return isMajor ? { element: 'fault' } : { listed: ['elements', plan.elements.length - 1] }
  },
})

const indicator: Mutator = {
  rule: 'uncovered-indicator',
  inject: (plan, dice) => {
    const { codes, any } = carriedOut(checkInput(plan))
    const coded = plan.measures.filter((m) => m.code)
    const covered = coded.filter((m) => codes.has(m.code?.toLowerCase() ?? '')).length
    const of = dice.pick(coded)?.of[0]
    if (!any || !of || covered < (coded.length + 1) / 4) return null
    return { listed: pushed(plan, measure('fault', of, 'Gardens', { code: 'ZZ9.z' })).path }
  },
}

const champion: Mutator = {
  rule: 'champion-without-plan',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    const named = plan.elements.filter((e) => e.champion && !['task', 'action'].includes(roleOf(plan, e)))
    const peer = dice.pick(named)
    if (!peer) return null
    const works = (e: Element): boolean => graph.down(e.id).some((d) => ['task', 'action'].includes(roleOf(plan, d)))
    const peers = named.filter((e) => e.level === peer.level)
    const done = peers.filter(works).length
    if (done === 0 || done * 2 < peers.length + 1) return null
    plan.elements.push(like(peer, 'fault', 'Gardens', { champion: peer.champion }))
    return { element: 'fault' }
  },
}

/** Two new steps beside others, whose titles say nothing of schools. The fault stands at the one named. */
const twoSteps = (
  rule: string,
  titles: readonly [string, string],
  fault: 0 | 1,
  times: (plan: Plan, dice: Dice) => readonly (Element['timeframe'] | null)[],
): Mutator => ({
  rule,
  inject: (plan, dice) => {
    const tasks = plan.elements.filter((e) => roleOf(plan, e) === 'task' && e.parents.length > 0)
    const peer = dice.pick(tasks)
    if (!peer) return null
    const beside = tasks.filter((e) => e.parents.some((p) => peer.parents.includes(p)))
    if (beside.some((e) => /school|escuela|grade|middle|intermedia/i.test(ownWords(e.title, plan)))) return null
    const when = times(plan, dice)
    titles.forEach((title, i) => plan.elements.push(like(peer, `fault-${i}`, title, { timeframe: when[i] ?? null })))
    return { element: `fault-${fault}` }
  },
})
const month = (from: string): Element['timeframe'] => ({
  words: 'later',
  from,
  to: addDays(from, 30),
  open: false,
  every: null,
})

const noOp: Mutator = {
  rule: 'no-op',
  inject: (plan, dice) => {
    const e = dice.pick(plan.elements.filter((one) => ['task', 'action', 'strategy'].includes(roleOf(plan, one))))
    if (!e) return null
    const post = dice.pick(['Head of Gardens', 'Director of Bus Routes', 'Chief of Kitchens']) ?? ''
    if (/ (?:to|into|a|en) /.test(ownWords(e.title, plan)) && ownWords(e.title, plan).includes('Director')) return null
    e.title = words(`Change a post from ${post} ${dice.pick(['to', 'into']) ?? 'to'} ${post}`)
    return { element: e.id }
  },
}

const silence: Mutator = {
  rule: 'met-by-silence',
  inject: (plan, dice) => {
    const of = dice.pick(plan.elements)?.id
    const title = dice.pick(['Complaints about lunch', 'Investigations of accidents', 'Incidents on buses'])
    if (!of || !title) return null
    return pushed(
      plan,
      measure('fault', of, title, {
        targets: [target({ kind: 'direction', operator: '<', amount: null, unit: null })],
      }),
    )
  },
}

const tooMany: Mutator = {
  rule: 'too-many-measures',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    const goal = dice.pick(plan.elements.filter((e) => roleOf(plan, e) === 'goal' && withNumbers(e, graph) <= 6))
    if (!goal) return null
    for (let i = withNumbers(goal, graph); i <= mostMeasures; i++)
      plan.measures.push(measure(`fault-${i}`, goal.id, `Gardens, count ${i}`))
    return { element: goal.id }
  },
}

const cannotMove: Mutator = {
  rule: 'cannot-move',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    for (const e of dice.shuffle(plan.elements)) {
      if (graph.links(e.id).length > 0) continue
      const tasks = graph.down(e.id).filter((d) => roleOf(plan, d) === 'task')
      const days = tasks.flatMap((t) => whenOf(t, plan).from ?? [])
      const [first] = days.toSorted()
      if (!first || days.length < tasks.length || !graph.children(e.id).some((c) => roleOf(plan, c) === 'task'))
        continue
      const date = addDays(first, -1 - dice.whole(100))
      const due = { words: null, schoolYear: null, date }
      return pushed(plan, measure('fault', e.id, 'Gardens', { targets: [target({ dueBy: due })] }))
    }
    return null
  },
}

const metadata: Mutator = {
  rule: 'metadata-conflict',
  inject: (plan, dice) => {
    if (/\d{4}/.test(plan.period.words) && dice.whole(2) === 0) {
      plan.period.words = '1990-1994'
      return { path: ['period', 'words'] }
    }
    plan.title = words(`Plan 19${70 + dice.whole(20)}-${90 + dice.whole(9)}`)
    return { path: ['title'] }
  },
}

export const mutators: readonly Mutator[] = [
  idleAction('uncovered-action', false),
  indicator,
  idleAction('major-without-plan', true),
  champion,
  twoSteps(
    'phase-skips-level',
    ['Open gardens at all elementary schools', 'Open gardens at all high schools'],
    1,
    () => [],
  ),
  twoSteps('pilot-overlaps', ['Pilot of gardens at two schools', 'Gardens at every school'], 0, (plan, dice) => {
    const from = addDays(plan.period.from, dice.whole(200))
    return [month(from), month(addDays(from, dice.whole(30)))]
  }),
  noOp,
  silence,
  tooMany,
  cannotMove,
  metadata,
]
