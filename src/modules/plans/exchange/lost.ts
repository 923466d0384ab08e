import type { Plan } from '../file/format.ts'
import { type Carries, carries, type ExchangeFormat, type Group, known, type Loss, special, usual } from './carries.ts'
import { planId } from './ids.ts'

/**
 * Something of a plan that a format cannot carry. `what`: the key of its words (`lost_<what>`), or `field` where a field has no words of its own
 * yet. `fields`: the fields it is about (`elements.wave`). `soft`: it stands in words there, but not as data. `of`: ids (or names) of what it concerns.
 */
export type Lost = { what: Loss | 'field'; fields: string[]; soft: boolean; of: string[] }

type Thing = { id: string; fields: Readonly<Record<string, unknown>> }

const things: Record<Group, (plan: Plan) => Thing[]> = {
  plan: (plan) => [{ id: plan.id, fields: plan }],
  org: (plan) => [{ id: plan.org.name, fields: plan.org }],
  // Words that only repeat the days say nothing of their own.
  period: ({ period: { words, from, to } }) => [
    { id: words, fields: { words: words === `${from} – ${to}` ? null : words, from, to } },
  ],
  adoption: (plan) => [{ id: plan.adoption.state, fields: plan.adoption }],
  offices: (plan) => plan.offices.map((one) => ({ id: one.id, fields: one })),
  roles: (plan) => plan.roles.map((one) => ({ id: one.id, fields: one })),
  statements: (plan) => plan.statements.map((one) => ({ id: one.id, fields: one })),
  elements: (plan) => plan.elements.map((one) => ({ id: one.id, fields: one })),
  measures: (plan) => plan.measures.map((one) => ({ id: one.id, fields: one })),
  targets: (plan) =>
    plan.measures.flatMap((measure) => measure.targets.map((one) => ({ id: `${measure.id}/${one.id}`, fields: one }))),
}
const groups = Object.keys(things) as Group[]

const says = (field: string, value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== false &&
  !(Array.isArray(value) && value.length === 0) &&
  JSON.stringify(value) !== usual[field]

/** The things that a field of the plan itself holds, by id or name; another field is one thing. */
const inside = (id: string, group: Group, value: unknown): string[] =>
  group === 'plan' && Array.isArray(value)
    ? value.map((one: unknown, i) => {
        const { id: own, term, measure, from } = (one ?? {}) as Record<string, unknown>
        return String(own ?? term ?? measure ?? from ?? i + 1)
      })
    : [id]

/** Every text of a plan, with the thing that it belongs to. */
function texts(value: unknown, name: string, tell: (text: Record<string, unknown>, name: string) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) texts(one, name, tell)
    return
  }
  if (value === null || typeof value !== 'object') return
  const here = value as Record<string, unknown>
  if (typeof here['source'] === 'string' && (typeof here['en'] === 'string' || typeof here['es'] === 'string')) {
    tell(here, name)
    return
  }
  for (const [key, one] of Object.entries(here))
    if (key !== 'carried') texts(one, typeof here['id'] === 'string' ? here['id'] : name === '' ? key : name, tell)
}
/** The grammar that every plan has that came as StratML: the two levels of the standard itself. */
const isPlainGrammar = ({ grammar: { levels } }: Plan): boolean =>
  levels.length === 2 && levels[0]?.id === 'goal' && levels[1]?.id === 'objective'

function textsThat(plan: Plan, has: (text: Record<string, unknown>) => boolean): string[] {
  const of = new Set<string>()
  texts(isPlainGrammar(plan) ? { ...plan, grammar: null } : plan, '', (text, name) => {
    if (has(text)) of.add(name)
  })
  return [...of]
}
const ids = <T extends { id: string }>(list: readonly T[], has: (one: T) => boolean): string[] =>
  list.filter(has).map((one) => one.id)
const targetsThat = (plan: Plan, has: (one: Plan['measures'][number]['targets'][number]) => boolean): string[] =>
  plan.measures.flatMap((measure) => measure.targets.filter(has).map((one) => `${measure.id}/${one.id}`))

const finders: Record<(typeof special)[number], (plan: Plan) => string[]> = {
  translations: (plan) => textsThat(plan, (text) => Boolean(text['en'] && text['es'])),
  translationStates: (plan) =>
    textsThat(plan, (text) => Boolean(text['state']) || text['source'] !== plan.language || !text[plan.language]),
  grammar: (plan) =>
    isPlainGrammar(plan)
      ? ids(plan.grammar.levels, (one) => one.numbering !== null)
      : plan.grammar.levels.map((one) => one.id),
  parents: (plan) => {
    const byId = new Map(plan.elements.map((one) => [one.id, one]))
    const deep = (id: string) => (byId.get(id)?.parents.length ?? 0) > 0
    return ids(plan.elements, (one) => one.parents.length > 1 || one.parents.some(deep))
  },
  offices: (plan) => {
    const used = new Set(plan.elements.flatMap((one) => [one.owner, one.champion]))
    return [...ids(plan.offices, (one) => !used.has(one.id)), ...ids(plan.roles, (one) => !used.has(one.id))]
  },
  statements: (plan) => ids(plan.statements, (one) => one.kind === 'theory' || one.kind === 'portrait'),
  statementKinds: (plan) =>
    ids(plan.statements, (one) => {
      const single = one.kind === 'vision' || one.kind === 'mission'
      const alike = plan.statements.filter((each) => each.kind === one.kind).length
      // A value keeps its id only where the id is made of its words.
      const words = planId(one.title.en ?? one.title.es ?? '').slice(0, 74) || 'value'
      const renamed = one.kind === 'value' && !one.id.startsWith(words)
      return one.kind === 'belief' || renamed || (single && (alike > 1 || one.text !== null))
    }),
  notesJoined: (plan) => (plan.notes.length > 1 ? [plan.id] : []),
  targetUnits: (plan) => ids(plan.measures, (measure) => new Set(measure.targets.map((one) => one.unit)).size > 1),
  targetSteps: (plan) => targetsThat(plan, (one) => one.milestones.some((step) => step.dueBy.words !== null)),
  schoolYears: (plan) => targetsThat(plan, (one) => one.dueBy !== null && one.dueBy.schoolYear !== null),
}

/**
 * What a format cannot carry of this plan, in a fixed order; empty when everything goes. A field that a format does not name as its own is lost, so a field that
 * plan files get tomorrow is told from its first day. Groups that are lost whole are not taken apart.
 */
export const lostIn = (plan: Plan, format: ExchangeFormat): Lost[] => lostBy(plan, carries[format])

/** The same for somebody's own workbook: what no column of its mapping holds. `holds`: what its columns hold. */
export function lostInLayout(plan: Plan, holds: ReadonlySet<string>): Lost[] {
  const when = ['when', 'from', 'to'].some((one) => holds.has(one)) ? 'timeframe' : ''
  const own = ['code', 'title', 'text', 'note', 'owner', 'champion', 'wave'].filter((one) => holds.has(one))
  const measured = holds.has('measure')
  const found = lostBy(plan, {
    fields: {
      plan: `format id language title org period adoption grammar offices roles elements ${measured ? 'measures' : ''}`,
      org: 'name code synthetic',
      period: 'words from to',
      offices: 'id name',
      roles: 'id name',
      elements: ['id', 'level', 'parents', when, ...own].join(' '),
      measures: `id of title role ${holds.has('measureCode') ? 'code' : ''} targets`,
      targets: `id kind ${holds.has('target') ? 'note' : ''} ${holds.has('targetDate') ? 'dueBy' : ''}`,
    },
    inWords: [],
    special: { translations: 'gone', translationStates: 'gone', offices: 'gone' },
  })
  return [...found, { what: 'formulas', fields: [], soft: false, of: [plan.id] }]
}

function lostBy(plan: Plan, { fields, inWords, special: parts }: Carries): Lost[] {
  const out = new Map<string, Omit<Lost, 'of'> & { of: Set<string> }>()
  const tell = (what: Lost['what'], field: string, soft: boolean, of: string): void => {
    const key = what === 'field' ? field : what
    const here = out.get(key)
    if (!here) out.set(key, { what, fields: [field], soft, of: new Set([of]) })
    else {
      here.soft = here.soft && soft
      if (!here.fields.includes(field)) here.fields.push(field)
      here.of.add(of)
    }
  }
  for (const group of groups) {
    const whole = group === 'targets' ? 'measures' : group
    if (group !== 'plan' && !['org', 'period', 'adoption'].includes(group) && !fields.plan?.split(' ').includes(whole))
      continue
    const kept = new Set(fields[group]?.split(' '))
    for (const { id, fields: own } of things[group](plan))
      for (const [name, value] of Object.entries(own)) {
        const field = `${group}.${name}`
        if (kept.has(name) || !says(field, value)) continue
        const what = Object.hasOwn(known, field) ? known[field as keyof typeof known] : 'field'
        for (const of of inside(id, group, value)) tell(what, field, inWords.includes(field), of)
      }
  }
  for (const what of special) {
    const how = parts[what]
    if (how) for (const of of finders[what](plan)) tell(what, what, how === 'soft', of)
  }
  return [...out.values()].map((one) => ({ ...one, of: [...one.of] }))
}
