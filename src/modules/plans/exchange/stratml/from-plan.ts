import { invalid } from '../../../../platform/errors.ts'
import type { Lang, Text } from '../../../../platform/words.ts'
import type { Element, Plan } from '../../file/format.ts'
import { type PlanGraph, planGraph } from '../../graph.ts'
import { said as saidIn } from '../../say.ts'
import { say } from '../say.ts'
import {
  type Goal,
  isUri,
  nowhereAt,
  type Objective,
  type Part,
  type Stakeholder,
  type StratDocument,
} from './document.ts'
import { aroundOf, indicatorOf } from './indicator-from-plan.ts'
import { Identifiers, stakeholderFor, wordsIn } from './mapping.ts'

/** True for a plan whose grammar is that of StratML itself, so that no level has to be named in words. */
const isPlain = (plan: Plan): boolean =>
  plan.grammar.levels.length === 2 &&
  plan.grammar.levels[0]?.id === 'goal' &&
  plan.grammar.levels[1]?.id === 'objective' &&
  plan.elements.every((one) => one.parents.length === (one.level === 'goal' ? 0 : 1))

/** What stands in words because goals and objectives have no place for it: level, what it stands under, when. */
function aside(graph: PlanGraph, one: Element, lang: Lang): string | null {
  const words = say(lang)
  const level = graph.level(one)
  const above = graph.parents(one.id).map((up) => up.code ?? saidIn(up.title, lang).words)
  const name = level ? saidIn(level.name, lang).words : one.level
  const lines = [above.length > 0 ? words('levelUnder', { name, above: above.join('; ') }) : `${name}.`]
  if (one.timeframe) lines.push(words('whenLine', { when: one.timeframe.words }))
  return lines.join(' ')
}

/**
 * A plan as a StratML document. Its top becomes goals, everything below them objectives in the order of the plan; a measure becomes an indicator of the first
 * element that it measures. One language is written. What the standard cannot carry is told by `lostIn`.
 * Errors: Invalid `plans/exchange-no-goal` when the plan has no element: the standard wants one goal at least.
 */
export function documentOf(plan: Plan, part: Part, lang: Lang): StratDocument {
  const graph = planGraph(plan)
  const roots = graph.roots()
  if (roots.length === 0)
    throw invalid(
      'plans/exchange-no-goal',
      'The plan has nothing in it yet, and StratML wants one goal at least.',
      'Add a goal to the plan, or choose another format.',
    )
  const { carried } = plan
  const identifiers = new Identifiers()
  const words = (text: Text | null): string | null => wordsIn(text, lang)
  const held = (list: readonly Stakeholder[]): Stakeholder[] =>
    part === 2
      ? [...list]
      : list.filter((one) => one.name ?? one.description ?? one.type).map((one) => ({ ...one, roles: [] }))
  const noName = say(plan.language)('noName')
  const nodes = new Map(carried?.elements.map((one) => [one.of, one]))
  const statementNodes = new Map(carried?.statements.map((one) => [one.of, one]))
  const offices = new Map(plan.offices.map((one) => [one.id, one.name]))
  const roles = new Map(plan.roles.map((one) => [one.id, one.name]))
  const plain = isPlain(plan)

  const identifier = part === 2 ? identifiers.claim(carried?.identifier ?? plan.id) : null
  const org = carried?.organization
  const first = {
    name: org?.unnamed ? null : plan.org.name,
    acronym: org?.acronym ?? null,
    identifier: identifiers.claim(org?.identifier ?? plan.org.code),
    description: org?.description ?? null,
    stakeholders: held(org?.stakeholders ?? []),
  }
  const organizations = [first, ...(carried?.organizations ?? [])]
    .filter((one) => one.name || one.acronym || one.identifier || one.description || one.stakeholders.length > 0)
    .map((one, i) =>
      i === 0 ? one : { ...one, identifier: identifiers.claim(one.identifier), stakeholders: held(one.stakeholders) },
    )

  const statement = (kind: 'vision' | 'mission') => {
    const all = plan.statements.filter((one) => one.kind === kind)
    const [one] = all
    if (!one) return null
    const node = statementNodes.get(one.id)
    const said = all.flatMap((each) => [words(each.title), words(each.text)]).filter((text) => text !== null)
    return {
      description: node?.unnamed ? null : said.join('\n\n'),
      identifier: identifiers.claim(node?.identifier ?? one.id),
    }
  }
  const vision = statement('vision')
  const mission = statement('mission')

  const idOf = new Map<string, string | null>()
  const aim = (one: Element): Omit<Objective, 'indicators'> => {
    const node = nodes.get(one.id)
    const title = words(one.title)
    const own = identifiers.claim(node?.identifier ?? one.id)
    idOf.set(one.id, own)
    const owner = one.owner === null ? null : words(offices.get(one.owner) ?? null)
    const champion = one.champion === null ? null : words(roles.get(one.champion) ?? null)
    const other = [plain ? null : aside(graph, one, lang), words(one.note)].filter((text) => text !== null)
    const unnamed = node?.unnamed === 'described' || (node?.unnamed === 'nothing' && title === noName)
    return {
      name: unnamed ? null : title,
      description: node?.unnamed === 'described' && one.text === null ? title : words(one.text),
      identifier: own,
      sequence: one.code ?? node?.sequence ?? null,
      stakeholders: held([
        ...(owner === null ? [] : [stakeholderFor('owner', owner)]),
        ...(champion === null ? [] : [stakeholderFor('champion', champion)]),
        ...(node?.stakeholders ?? []),
      ]),
      other: other.length > 0 ? other.join('\n\n') : null,
      at: nowhereAt,
    }
  }
  const seen = new Set<string>()
  // Everything below, each before what stands below it; a list instead of a call in a call, so that no depth is too deep.
  const below = (id: string): Element[] => {
    const out: Element[] = []
    const open = graph.children(id).toReversed()
    for (let one = open.pop(); one; one = open.pop()) {
      if (seen.has(one.id)) continue
      seen.add(one.id)
      out.push(one)
      open.push(...graph.children(one.id).toReversed())
    }
    return out
  }
  const drafted = roots.map((root) => ({ root, goal: aim(root), rest: below(root.id) }))
  const pairs = drafted.map(({ root, goal, rest }) => ({
    root,
    goal,
    objectives: rest.map((one) => ({ id: one.id, said: aim(one) })),
  }))
  const around = aroundOf(plan, lang, identifiers, idOf)
  const indicators = (id: string) =>
    part === 1
      ? []
      : graph
          .measures(id)
          .filter((one) => one.of[0] === id)
          .map((one) => indicatorOf(one, around))
  const goals = pairs.map(({ root, goal, objectives }): Goal => {
    const own = indicators(root.id)
    const carrier: Objective[] =
      own.length === 0
        ? []
        : [
            {
              name: null,
              description: null,
              identifier: null,
              sequence: null,
              stakeholders: [],
              other: null,
              indicators: own,
              at: nowhereAt,
            },
          ]
    return {
      ...goal,
      objectives: [...carrier, ...objectives.map(({ id, said }) => ({ ...said, indicators: indicators(id) }))],
    }
  })

  const notes = plan.notes.flatMap((note) => words(note) ?? [])
  const { from, to } = plan.period
  const source = carried?.source ?? plan.source?.title ?? null
  return {
    part,
    type:
      part === 1 ? null : (carried?.type ?? (plan.published.length > 0 ? 'Performance_Report' : 'Performance_Plan')),
    name: words(plan.title) === noName && carried ? null : words(plan.title),
    description: words(plan.summary),
    other: notes.length > 0 ? notes.join('\n\n') : null,
    organizations,
    vision,
    mission,
    values: plan.statements.flatMap((one) => {
      if (one.kind !== 'value' && one.kind !== 'belief') return []
      const text = words(one.text)
      return statementNodes.get(one.id)?.unnamed && text === null
        ? [{ name: null, description: words(one.title) }]
        : [{ name: words(one.title), description: text }]
    }),
    goals,
    identifier,
    start: carried?.undated?.from === from ? null : from,
    end: carried?.undated?.to === to ? null : to,
    publication: carried?.publication ?? null,
    source: source !== null && isUri(source) ? source : null,
    submitter: carried?.submitter
      ? { ...carried.submitter, identifier: part === 1 ? null : identifiers.claim(carried.submitter.identifier) }
      : null,
  }
}
