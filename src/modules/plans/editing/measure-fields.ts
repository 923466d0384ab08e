import type { Measure, Plan, Target } from '../file/format.ts'
import { groupSets } from '../file/target.ts'
import { mentionLines, mentionsOf, sourceOf } from './mention-lines.ts'
import { type FieldProblem, type Flat, meant, nameOf, problemAt, type Taken, textOf, yes } from './fields.ts'
import { parseMeasure } from './valid.ts'

const ownFields = [
  'title.en',
  'title.es',
  'role',
  'who',
  'monitoring',
  'definition',
  'code',
  'of',
  'office',
  'every',
  'instrument',
  'pair',
  'populations',
  'artefact',
  'note.en',
  'note.es',
  'source.page',
  'source.place',
  'mentions',
] as const

/** The fields of one target, in the order of the form. */
export const targetFields = [
  'kind',
  'operator',
  'amount',
  'unit',
  'dueBy.words',
  'dueBy.schoolYear',
  'dueBy.date',
  'baseline.value',
  'baseline.unit',
  'baseline.words',
  'baseline.schoolYear',
  'baseline.date',
  'baseline.source',
  'path',
  'milestones',
  'population',
  'chosen',
  'chosenBy',
  'chosenOn',
  'words',
] as const
export type TargetField = (typeof targetFields)[number]

/** The name of a target's field in the form of its measure. */
export const targetField = (target: string, field: TargetField): string => `t.${target}.${field}`

/** All fields of a measure's form: its own, and those of each target. */
export const measureFields = (m: Measure): string[] => [
  ...ownFields,
  ...m.targets.flatMap((t) => targetFields.map((field) => targetField(t.id, field))),
]

const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value)

type Milestone = Target['milestones'][number]
type Population = Target['population']

/** Steps on the way as lines: `2027-06-30: 24.5`, or `2027: 24.5` for the school year that ends in 2027; words of the plan in brackets. */
const milestoneLines = (list: readonly Milestone[]): string =>
  list
    .map(({ dueBy, amount }) => {
      const when = [dueBy.date, dueBy.schoolYear, dueBy.words === null ? null : `(${dueBy.words})`]
      return `${when.filter((one) => one !== null).join(' ')}: ${amount}`
    })
    .join('\n')
const milestoneForm = /^(?:(\d{4}-\d{2}-\d{2})(?=[\s:(]))?\s*(?:(\d{4})(?=[\s:(]))?\s*(?:\((.+)\))?\s*:\s*(\S+)$/

/** The steps of some lines; null when a line is not one. */
function milestonesOf(typed: string): Milestone[] | null {
  const out: Milestone[] = []
  for (const line of typed.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [, date = null, year = null, words = null, digits = ''] = milestoneForm.exec(line) ?? []
    const amount = numberOf(digits)
    if ((date === null && year === null) || amount === null || amount === undefined) return null
    out.push({ dueBy: { words, schoolYear: year === null ? null : Number(year), date }, amount })
  }
  return out
}

/** A group as people type it: `grade: 3`; everybody is `all`. */
const populationLine = ({ set, value }: Population): string => (set === 'all' ? 'all' : `${set}: ${value}`)
/** The group of a line; null when there is no such set of groups. */
function populationOf(typed: string): Population | null {
  const text = typed.trim()
  if (text === '' || text.toLowerCase() === 'all') return { set: 'all', value: 'all' }
  const [, name = '', value = ''] = /^([a-z_]+)\s*:\s*(.+)$/i.exec(text) ?? []
  const set = groupSets.find((one) => one === name.toLowerCase())
  return set && set !== 'all' && value.length <= 60 ? { set, value: value.trim() } : null
}

function flatTarget(t: Target): Record<TargetField, string> {
  return {
    kind: t.kind,
    operator: t.operator ?? '',
    amount: number(t.amount),
    unit: t.unit ?? '',
    'dueBy.words': t.dueBy?.words ?? '',
    'dueBy.schoolYear': number(t.dueBy?.schoolYear),
    'dueBy.date': t.dueBy?.date ?? '',
    'baseline.value': number(t.baseline?.value),
    'baseline.unit': t.baseline?.unit ?? '',
    'baseline.words': t.baseline?.asOf.words ?? '',
    'baseline.schoolYear': number(t.baseline?.asOf.schoolYear),
    'baseline.date': t.baseline?.asOf.date ?? '',
    'baseline.source': t.baseline?.source ?? '',
    path: t.path,
    milestones: milestoneLines(t.milestones),
    population: populationLine(t.population),
    chosen: t.chosen ?? '',
    chosenBy: t.chosenBy ?? '',
    chosenOn: t.chosenOn ?? '',
    words: t.words ?? '',
  }
}

/** The fields of a measure and its targets as a form shows them. */
export function flatMeasure(plan: Plan, m: Measure): Record<string, string> {
  return {
    'title.en': m.title.en ?? '',
    'title.es': m.title.es ?? '',
    role: m.role,
    who: m.who ?? '',
    monitoring: m.monitoring ?? '',
    definition: m.definition ?? '',
    code: m.code ?? '',
    of: m.of.map((id) => nameOf(plan, id)).join('\n'),
    office: m.office ?? '',
    every: m.every ?? '',
    instrument: m.instrument ?? '',
    pair: m.pair ?? '',
    populations: m.populations.map(populationLine).join('\n'),
    artefact: yes(m.artefact),
    'note.en': m.note?.en ?? '',
    'note.es': m.note?.es ?? '',
    'source.page': String(m.source?.page ?? ''),
    'source.place': m.source?.place ?? '',
    mentions: mentionLines(m.mentions),
    ...Object.fromEntries(
      m.targets.flatMap((t) => Object.entries(flatTarget(t)).map(([name, value]) => [`t.${t.id}.${name}`, value])),
    ),
  }
}

/** A number as people type it: digits, a point, commas between thousands, a minus. Null: empty; undefined: none. */
export function numberOf(typed: string): number | null | undefined {
  const text = typed.trim().replace(/\u2212/, '-')
  if (text === '') return null
  if (!/^-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?$/.test(text)) return undefined
  return Number(text.replaceAll(',', ''))
}

function takeTarget(t: Target, typed: Readonly<Record<TargetField, string>>, problems: FieldProblem[]): unknown {
  const field = (name: TargetField): string => targetField(t.id, name)
  const numeric = (name: TargetField, rule: 'number' | 'whole'): number | null => {
    const value = numberOf(typed[name])
    if (value === undefined || (value !== null && rule === 'whole' && !Number.isInteger(value)))
      problems.push({ field: field(name), rule })
    return value ?? null
  }
  const text = (name: TargetField): string | null => typed[name].trim() || null
  const moment = (start: 'dueBy' | 'baseline') => {
    const when = {
      words: text(`${start}.words`),
      schoolYear: numeric(`${start}.schoolYear`, 'whole'),
      date: text(`${start}.date`),
    }
    return when.words === null && when.schoolYear === null && when.date === null ? null : when
  }
  const dueBy = moment('dueBy')
  if (dueBy && dueBy.schoolYear === null && dueBy.date === null)
    problems.push({ field: field('dueBy.date'), rule: 'empty' })
  const asOf = moment('baseline')
  const value = numeric('baseline.value', 'number')
  const from = { unit: text('baseline.unit'), source: text('baseline.source') }
  const none = value === null && asOf === null && from.source === null
  if (!none) {
    if (value === null) problems.push({ field: field('baseline.value'), rule: 'empty' })
    if (from.unit === null) problems.push({ field: field('baseline.unit'), rule: 'empty' })
    if (from.source === null) problems.push({ field: field('baseline.source'), rule: 'empty' })
    if (!asOf || (asOf.schoolYear === null && asOf.date === null))
      problems.push({ field: field('baseline.date'), rule: 'empty' })
  }
  const milestones = milestonesOf(typed.milestones)
  if (!milestones) problems.push({ field: field('milestones'), rule: 'steps' })
  const population = populationOf(typed.population)
  if (!population) problems.push({ field: field('population'), rule: 'group' })
  const chosen = text('chosen')
  if (chosen !== null && !t.interpretations.some((one) => one.id === chosen))
    problems.push({ field: field('chosen'), rule: 'nobody' })
  // A choice says who chose, and when.
  if (chosen !== null && text('chosenBy') === null) problems.push({ field: field('chosenBy'), rule: 'empty' })
  if (chosen !== null && text('chosenOn') === null) problems.push({ field: field('chosenOn'), rule: 'empty' })
  return {
    ...t,
    milestones,
    population,
    chosen,
    chosenBy: chosen === null ? null : text('chosenBy'),
    chosenOn: chosen === null ? null : text('chosenOn'),
    kind: typed.kind,
    operator: text('operator'),
    amount: numeric('amount', 'number'),
    unit: text('unit'),
    dueBy,
    baseline: none ? null : { value, unit: from.unit, asOf, source: from.source },
    path: typed.path,
    words: text('words'),
  }
}

/**
 * A measure with its targets, some fields as typed. In: the plan and the measure of now, and only the fields that somebody changed. Out: the measure; or
 * what cannot be taken, by field of the form.
 */
export function takeMeasure(plan: Plan, m: Measure, changed: Partial<Flat>): Taken<Measure> {
  const problems: FieldProblem[] = []
  const all: Record<string, string> = { ...flatMeasure(plan, m), ...(changed as Flat) }
  const given = (name: (typeof ownFields)[number]): string => (all[name] ?? '').trim()
  const title = textOf(changed, 'title', m.title, plan)
  const source = m.title.source ?? plan.language
  if (!title || changed[`title.${source}`]?.trim() === '') problems.push({ field: `title.${source}`, rule: 'empty' })
  let of: readonly string[] = m.of
  if (changed['of'] !== undefined) {
    const found = given('of')
      .split(/[\n,;]+/)
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => m.of.find((id) => nameOf(plan, id) === line) ?? meant(plan, line)?.id)
    if (found.length === 0 || found.includes(undefined)) problems.push({ field: 'of', rule: 'nobody' })
    of = [...new Set(found.filter((id) => id !== undefined))]
  }
  const office = given('office') || null
  if (office !== m.office && office !== null && !plan.offices.some((one) => one.id === office))
    problems.push({ field: 'office', rule: 'nobody' })
  const targets = m.targets.map((t) => {
    const names = targetFields.map((name) => targetField(t.id, name))
    if (!names.some((name) => changed[name] !== undefined)) return t
    const typed = Object.fromEntries(targetFields.map((name) => [name, all[targetField(t.id, name)] ?? '']))
    return takeTarget(t, typed as Record<TargetField, string>, problems)
  })
  const populations =
    changed['populations'] === undefined
      ? m.populations
      : given('populations')
          .split(/[\n;]+/)
          .filter((line) => line.trim() !== '')
          .map(populationOf)
  if (populations.includes(null)) problems.push({ field: 'populations', rule: 'group' })
  const mentions = changed['mentions'] === undefined ? m.mentions : mentionsOf(changed['mentions'])
  if (!mentions) problems.push({ field: 'mentions', rule: 'shape' })
  const wanted = {
    ...m,
    mentions: mentions ?? [],
    source:
      changed['source.page'] === undefined && changed['source.place'] === undefined
        ? m.source
        : sourceOf(given('source.page'), given('source.place')),
    title,
    populations: populations.length > 0 ? populations : [{ set: 'all', value: 'all' }],
    pair: given('pair') || null,
    of,
    office,
    targets,
    role: given('role'),
    who: given('who') || null,
    monitoring: given('monitoring') || null,
    definition: given('definition') || null,
    code: given('code') || null,
    every: given('every') || null,
    instrument: given('instrument') || null,
    artefact: given('artefact') === 'yes',
    note: textOf(changed, 'note', m.note, plan),
  }
  if (problems.length > 0) return { value: null, problems }
  const parsed = parseMeasure(plan.language, wanted)
  if (parsed.success) return { value: parsed.data, problems: [] }
  return { value: null, problems: parsed.error.issues.map(({ path }) => problemOf(m, path)) }
}

function problemOf(m: Measure, path: readonly PropertyKey[]): FieldProblem {
  const [list, i, ...rest] = path
  const target = list === 'targets' && typeof i === 'number' ? m.targets[i] : undefined
  if (!target) return problemAt(path, ownFields, { code: 'code' })
  const inner = rest[0] === 'baseline' && rest[1] === 'asOf' ? ['baseline', ...rest.slice(2)] : rest
  const dates = {
    'dueBy.date': 'date',
    'baseline.date': 'date',
    chosenOn: 'date',
    milestones: 'steps',
    words: 'long',
  } as const
  const found = problemAt(inner, targetFields, dates)
  return { ...found, field: targetField(target.id, found.field as TargetField) }
}
