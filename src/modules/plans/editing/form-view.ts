import type { Option } from '../../../platform/look/field.tsx'
import { type Lang, read } from '../../../platform/words.ts'
import { amountWords } from '../target-words.ts'
import { cadences } from '../file/element.ts'
import type { Measure, Plan } from '../file/format.ts'
import { measureRoles, monitoringElements, operators, paths, targetKinds, units } from '../file/target.ts'
import type { FieldProblem, Flat, FlatClash } from './fields.ts'
import { measureFields, type TargetField, targetField, targetFields } from './measure-fields.ts'
import type { ClashProps, FieldGroup, FieldView, FormView } from './pages/props.ts'
import { say, type WordKey } from './say.ts'

export type Spec = Pick<FieldView, 'kind'> & { hint?: WordKey; options?: readonly Option[]; rows?: number }
type Labels = { readonly [field: string]: string }

const choices = <T extends string>(lang: Lang, start: string, values: readonly T[]): Option[] =>
  values.map((value) => ({ value, label: say(lang)(`${start}.${value}` as WordKey) }))
const none = (lang: Lang, key: 'nobody' | 'never'): Option => ({ value: '', label: say(lang)(key) })
const named = (list: readonly { id: string; name: Parameters<typeof read>[0] }[], lang: Lang): Option[] =>
  list.map((one) => ({ value: one.id, label: read(one.name, lang).words }))

const area = (rows: number, hint?: WordKey): Spec => ({ kind: 'area', rows, ...(hint ? { hint } : {}) })
const text: Spec = { kind: 'text' }
const date: Spec = { kind: 'day', hint: 'dateHint' }
const check: Spec = { kind: 'check' }

/** Where the source says it, of elements and measures alike. */
const sourceSpecs: Record<string, Spec> = {
  'source.page': { kind: 'number' },
  'source.place': text,
  mentions: area(4, 'mentionsHint'),
}

function elementSpecs(plan: Plan, lang: Lang): Record<string, Spec> {
  const every = [none(lang, 'never'), ...choices(lang, 'every', cadences)]
  return {
    'title.en': area(2),
    'title.es': area(2, 'staleHint'),
    'text.en': area(4),
    'text.es': area(4),
    owner: { kind: 'select', options: [none(lang, 'nobody'), ...named(plan.offices, lang)] },
    champion: { kind: 'select', options: [none(lang, 'nobody'), ...named(plan.roles, lang)] },
    'timeframe.words': text,
    'timeframe.from': date,
    'timeframe.to': date,
    'timeframe.open': check,
    'timeframe.every': { kind: 'select', options: every },
    parents: area(2, 'parentsHint'),
    code: { ...text, hint: 'codeHint' },
    level: { kind: 'select', options: named(plan.grammar.levels, lang) },
    wave: text,
    major: check,
    'youWillSee.en': area(3, 'seeHint'),
    'youWillSee.es': area(3),
    'note.en': area(2),
    'note.es': area(2),
    ...sourceSpecs,
  }
}

const elementGroups: readonly { title: WordKey; folded: boolean; fields: readonly string[] }[] = [
  { title: 'words', folded: false, fields: ['title.en', 'title.es', 'text.en', 'text.es'] },
  { title: 'people', folded: false, fields: ['owner', 'champion'] },
  {
    title: 'when',
    folded: false,
    fields: ['timeframe.words', 'timeframe.from', 'timeframe.to', 'timeframe.open', 'timeframe.every'],
  },
  {
    title: 'more',
    folded: true,
    fields: ['code', 'level', 'parents', 'wave', 'major', 'youWillSee.en', 'youWillSee.es', 'note.en', 'note.es'],
  },
  { title: 'inSource', folded: true, fields: ['source.page', 'source.place', 'mentions'] },
]

/** Labels of an element's fields. */
export const elementLabels = (lang: Lang): Labels =>
  Object.fromEntries(
    elementGroups.flatMap((group) => group.fields.map((name) => [name, say(lang)(`field.${name}` as WordKey)])),
  )

/** Labels of a measure's fields; those of its targets say which target. */
export function measureLabels(m: Measure, lang: Lang): Labels {
  const words = say(lang)
  const own = measureFields({ ...m, targets: [] }).map((name) => [name, words(`field.${name}` as WordKey)])
  const targets = m.targets.flatMap((t, i) =>
    targetFields.map((name) => [
      targetField(t.id, name),
      m.targets.length > 1
        ? `${words(`field.${name}` as WordKey)} (${words('targetN', { n: i + 1 })})`
        : words(`field.${name}` as WordKey),
    ]),
  )
  return Object.fromEntries([...own, ...targets]) as Labels
}

export type Shown = {
  action: string
  n: number
  /** what the fields hold: what is there, or what the person typed */
  flat: Flat
  problems: readonly FieldProblem[]
  clash: { by: string | null; rows: readonly FlatClash[] } | null
  /** the plan is that of a school or an office */
  isUnit: boolean
}

/** One field of a form with what it holds and what is wrong with it. */
export function viewOfField(name: string, spec: Spec = text, labels: Labels, shown: Shown, lang: Lang): FieldView {
  const words = say(lang)
  const problem = shown.problems.find((one) => one.field === name)
  return {
    name,
    kind: spec.kind,
    label: labels[name] ?? name,
    value: shown.flat[name] ?? '',
    ...(spec.hint ? { hint: words(spec.hint) } : {}),
    ...(spec.options ? { options: spec.options } : {}),
    ...(spec.rows ? { rows: spec.rows } : {}),
    ...(problem ? { error: words(`problem.${problem.rule}`) } : {}),
  }
}

/** What a value of a field reads like: options by their label. */
function inWords(value: string, spec: Spec | undefined): string {
  if (spec?.kind === 'check') return value === 'yes' ? '✓' : ''
  return spec?.options?.find((one) => one.value === value)?.label ?? value
}

/** A whole form: its groups, what is wrong, and both versions where two people changed the same. */
export function formView(
  groups: readonly FieldGroup[],
  specs: Readonly<Record<string, Spec>>,
  labels: Labels,
  shown: Shown,
  lang: Lang,
): FormView {
  const clash: ClashProps | null = shown.clash && {
    by: shown.clash.by,
    rows: shown.clash.rows.map((one) => ({
      field: one.field,
      label: labels[one.field] ?? one.field,
      was: inWords(one.was, specs[one.field]),
      theirs: inWords(one.theirs, specs[one.field]),
      mine: inWords(one.mine, specs[one.field]),
    })),
  }
  const errors = shown.problems.map((one) => ({
    field: one.field,
    message: `${labels[one.field] ?? one.field}: ${say(lang)(`problem.${one.rule}`)}`,
  }))
  const names = shown.isUnit ? { asks: shown.problems.some((one) => one.rule === 'name') } : null
  return { action: shown.action, n: shown.n, groups, errors, clash, names }
}

/** The form of an element. */
export function elementForm(plan: Plan, shown: Shown, lang: Lang): FormView {
  const specs = elementSpecs(plan, lang)
  const labels = elementLabels(lang)
  const groups = elementGroups.map((group) => ({
    title: say(lang)(group.title),
    folded: group.folded,
    fields: group.fields.map((name) => viewOfField(name, specs[name], labels, shown, lang)),
  }))
  return formView(groups, specs, labels, shown, lang)
}

function targetSpecs(lang: Lang): Record<TargetField, Spec> {
  const unit = { kind: 'select', options: [none(lang, 'never'), ...choices(lang, 'unit', units)] } as const
  const number = { kind: 'number' } as const
  return {
    kind: { kind: 'select', options: choices(lang, 'kind', targetKinds) },
    operator: { kind: 'select', options: [none(lang, 'never'), ...choices(lang, 'operator', operators)] },
    amount: number,
    unit,
    'dueBy.words': text,
    'dueBy.schoolYear': number,
    'dueBy.date': date,
    'baseline.value': number,
    'baseline.unit': unit,
    'baseline.words': text,
    'baseline.schoolYear': number,
    'baseline.date': date,
    'baseline.source': text,
    path: { kind: 'select', options: choices(lang, 'path', paths) },
    milestones: area(3, 'milestonesHint'),
    population: { ...text, hint: 'populationHint' },
    chosen: { kind: 'select', options: [none(lang, 'never')] },
    chosenBy: { ...text, hint: 'chosenByHint' },
    chosenOn: date,
    words: text,
  }
}

/** Every way to read a target, to choose one. */
const readingOptions = (t: Measure['targets'][number], lang: Lang): Option[] => [
  { value: '', label: say(lang)('notChosen') },
  ...t.interpretations.map((one) => ({
    value: one.id,
    label: `${amountWords(one.value, one.unit, lang)}: ${read(one.argument, lang).words}`,
  })),
]

/** The form of a measure with its targets. In: the indicators that compute numbers, by id and name. */
export function measureForm(
  plan: Plan,
  m: Measure,
  definitions: readonly Option[],
  shown: Shown,
  lang: Lang,
): FormView {
  const words = say(lang)
  const labels = measureLabels(m, lang)
  const known = definitions.some((one) => one.value === m.definition) || m.definition === null
  const specs: Record<string, Spec> = {
    'title.en': area(2),
    'title.es': area(2, 'staleHint'),
    role: { kind: 'select', options: choices(lang, 'role', measureRoles) },
    who: { kind: 'select', options: [none(lang, 'never'), ...choices(lang, 'who', ['student', 'adult', 'family'])] },
    monitoring: {
      kind: 'select',
      options: [none(lang, 'never'), ...choices(lang, 'monitoring', monitoringElements)],
    },
    definition: {
      kind: 'select',
      options: [
        none(lang, 'never'),
        ...definitions,
        ...(known ? [] : [{ value: m.definition ?? '', label: m.definition ?? '' }]),
      ],
    },
    code: text,
    of: area(2, 'parentsHint'),
    office: { kind: 'select', options: [none(lang, 'nobody'), ...named(plan.offices, lang)] },
    every: { kind: 'select', options: [none(lang, 'never'), ...choices(lang, 'every', cadences)] },
    instrument: text,
    pair: { kind: 'select', options: [none(lang, 'never'), { value: 'pre_post', label: words('pair.pre_post') }] },
    populations: area(2, 'populationsHint'),
    artefact: check,
    'note.en': area(2),
    'note.es': area(2),
    ...sourceSpecs,
  }
  const view = (name: string): FieldView => viewOfField(name, specs[name], labels, shown, lang)
  const each = targetSpecs(lang)
  const targets = m.targets.map((t, i): FieldGroup => {
    for (const name of targetFields) specs[targetField(t.id, name)] = each[name]
    specs[targetField(t.id, 'chosen')] = { kind: 'select', options: readingOptions(t, lang) }
    // Only a target that can be read in several ways has something to choose.
    const asked = targetFields.filter((name) => t.interpretations.length > 0 || !name.startsWith('chosen'))
    return {
      title: words('targetN', { n: i + 1 }),
      folded: false,
      fields: asked.map((name) => view(targetField(t.id, name))),
    }
  })
  const groups: FieldGroup[] = [
    { title: words('words'), folded: false, fields: ['title.en', 'title.es', 'role', 'who', 'monitoring'].map(view) },
    ...targets,
    {
      title: words('moreMeasure'),
      folded: true,
      fields: [
        'definition',
        'of',
        'code',
        'office',
        'populations',
        'every',
        'instrument',
        'pair',
        'artefact',
        'note.en',
        'note.es',
      ].map(view),
    },
    { title: words('inSource'), folded: true, fields: ['source.page', 'source.place', 'mentions'].map(view) },
  ]
  return formView(groups, specs, labels, shown, lang)
}

/** The filled fields of a form in words, for somebody who only reads. */
export const readRows = (form: FormView, labels: Labels = {}): { label: string; value: string }[] =>
  form.groups.flatMap((group) =>
    group.fields.flatMap((field) => {
      const value = field.options?.find((one) => one.value === field.value)?.label ?? field.value
      return field.value === ''
        ? []
        : [{ label: labels[field.name] ?? field.label, value: field.kind === 'check' ? '✓' : value }]
    }),
  )
