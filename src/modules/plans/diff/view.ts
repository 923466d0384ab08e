import { schoolYear } from '../../../platform/format.ts'
import type { Lang, Text } from '../../../platform/words.ts'
import type { Element, Measure, Target } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { said } from '../say.ts'
import { targetView } from '../target-words.ts'
import { stepOf } from '../view.ts'
import type { Item } from './keys.ts'
import { type FieldView, fieldViews, partName } from './leaves.ts'
import {
  type Change,
  changeCount,
  diffPlans,
  type FieldChange,
  isSame,
  type ListDiff,
  type OtherList,
  type PlanDiff,
} from './plan-diff.ts'
import { say, sayField } from './say.ts'
import { wordDiff } from './word-diff.ts'

type Noted = { step: Step; note: string | null; text?: Said | null }
type TargetChange = { name: string; fields: readonly FieldView[] }
type MeasureView = {
  name: Said
  kind: 'added' | 'removed' | 'changed'
  fields: readonly FieldView[]
  targetsAdded: readonly string[]
  targetsRemoved: readonly string[]
  targetsChanged: readonly TargetChange[]
}
type ListView = {
  name: string
  added: readonly string[]
  removed: readonly string[]
  changed: readonly { name: string; fields: readonly FieldView[] }[]
  order: boolean
}

/** An amendment for its page. */
export type Amendment = {
  same: boolean
  /** all changes together, as `changeCount` counts them */
  total: number
  counts: readonly string[]
  added: readonly Noted[]
  removed: readonly Noted[]
  moved: readonly Noted[]
  reordered: readonly Noted[]
  renumbered: readonly Noted[]
  changed: readonly { step: Step; fields: readonly FieldView[] }[]
  measures: readonly MeasureView[]
  plan: readonly FieldView[]
  lists: readonly ListView[]
}

type Around = { before: PlanGraph; after: PlanGraph; lang: Lang; hrefs: Hrefs }

const isText = (value: unknown): value is Text =>
  value !== null && typeof value === 'object' && ('en' in value || 'es' in value)

/** What an entry of a list is called: its own words, else what it is about. */
function entryName(item: Item, { after, before, lang }: Around): string {
  for (const field of ['title', 'name', 'what', 'body', 'means']) {
    const value = item[field]
    const first = field === 'means' ? String(item['term'] ?? '') : ''
    if (isText(value)) return [first, said(value, lang).words].filter(Boolean).join(': ')
  }
  if (isText(item)) return said(item, lang).words
  const part = (id: unknown) => (typeof id === 'string' ? partName(after.byId(id) ? after : before, id, lang) : '')
  if ('from' in item && 'to' in item) return [part(item['from']), part(item['to'])].join(' \u2013 ')
  if ('measure' in item) {
    const measure = [...after.plan.measures, ...before.plan.measures].find((one) => one.id === item['measure'])
    const entity = item['entity'] as { name?: string } | undefined
    return [
      measure ? said(measure.title, lang).words : '',
      entity?.name,
      schoolYear(Number(item['schoolYear'])),
      item['value'],
    ]
      .filter((one) => one !== undefined && one !== '')
      .join(', ')
  }
  if (typeof item['title'] === 'string') return item['title']
  return ['rule', 'element', 'level', 'count', 'words', 'place', 'page', 'number', 'date', 'id']
    .map((field) => item[field])
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .join(', ')
}

const fieldsOf = (changes: readonly FieldChange[], { before, after, lang }: Around): FieldView[] =>
  changes.flatMap((change) => fieldViews(change, before, after, lang))

/** What a target asks, and its details, in the sentences of the plan's page; other fields by their names. */
function targetFields(old: Target, now: Target, change: Change, around: Around): FieldView[] {
  const { lang } = around
  const [was, is] = [targetView(old, lang), targetView(now, lang)]
  const told: FieldView[] = []
  const line = (label: string, a: string, b: string) => {
    if (a !== b) told.push({ label, pieces: wordDiff(a, b) })
  }
  line(say(lang)('asked'), was.sentence, is.sentence)
  line(say(lang)('details'), was.facts.join(' '), is.facts.join(' '))
  const inSentence = ['population', 'kind', 'operator', 'amount', 'unit', 'baseline', 'dueBy', 'path']
  const rest = change.fields.filter(({ field }) => told.length === 0 || !inSentence.includes(field))
  return [...told, ...fieldsOf(rest, around)]
}

function measureViews(diff: PlanDiff['measures'], around: Around): MeasureView[] {
  const { before, after, lang } = around
  const sentences = (measure: Measure) => measure.targets.map((one) => targetView(one, lang).sentence)
  const none = { fields: [], targetsAdded: [], targetsRemoved: [], targetsChanged: [] }
  const was = new Map(before.plan.measures.map((one) => [one.id, one]))
  const is = new Map(after.plan.measures.map((one) => [one.id, one]))
  return [
    ...diff.added.map(({ item }) => ({
      ...none,
      name: said(item.title, lang),
      kind: 'added' as const,
      targetsAdded: sentences(item),
    })),
    ...diff.removed.map(({ item }) => ({
      ...none,
      name: said(item.title, lang),
      kind: 'removed' as const,
      targetsRemoved: sentences(item),
    })),
    ...diff.changed.flatMap((change) => {
      const [old, now] = [was.get(change.key), is.get(change.key)]
      if (!old || !now) return []
      const pair = (key: string) =>
        [old.targets.find((one) => one.id === key), now.targets.find((one) => one.id === key)] as const
      return [
        {
          name: said(now.title, lang),
          kind: 'changed' as const,
          fields: fieldsOf(change.fields, around),
          targetsAdded: (change.targets?.added ?? []).map(({ item }) => targetView(item, lang).sentence),
          targetsRemoved: (change.targets?.removed ?? []).map(({ item }) => targetView(item, lang).sentence),
          targetsChanged: (change.targets?.changed ?? []).flatMap((one) => {
            const [a, b] = pair(one.key)
            return a && b ? [{ name: targetView(b, lang).sentence, fields: targetFields(a, b, one, around) }] : []
          }),
        },
      ]
    }),
  ]
}

function listView(name: OtherList, diff: ListDiff, around: Around): ListView {
  const names = new Map<string, string>()
  const item = (list: readonly Item[]) => list.find((one) => 'id' in one || 'term' in one)
  for (const one of around.after.plan[name] as readonly Item[])
    if (item([one])) names.set(String(one['id'] ?? one['term']), entryName(one, around))
  return {
    name: sayField(name, around.lang),
    added: diff.added.map((one) => entryName(one.item, around)),
    removed: diff.removed.map((one) => entryName(one.item, around)),
    changed: diff.changed.map((one) => ({
      name: names.get(one.key) ?? changedName(name, one, around),
      fields: fieldsOf(one.fields, around),
    })),
    order: diff.order !== null && diff.added.length + diff.removed.length === 0,
  }
}

/** Entries that are known by several fields (links, published figures): found again by what did not change. */
function changedName(name: OtherList, change: Change, around: Around): string {
  const found = (around.after.plan[name] as readonly Item[]).find((one) =>
    change.fields.every(({ field, after }) => one[field] === after),
  )
  return found ? entryName(found, around) : change.key
}

/**
 * An amendment in the reader's language: every difference of two versions, as a board reads it. In: both versions, addresses of parts. What was taken out
 * has an address only in the old version, so it leads nowhere.
 */
export function amendment(before: PlanGraph, after: PlanGraph, lang: Lang, hrefs: Hrefs): Amendment {
  const diff = diffPlans(before.plan, after.plan)
  const around: Around = { before, after, lang, hrefs }
  const words = say(lang)
  const { elements } = diff
  const step = (element: Element, graph: PlanGraph): Step => stepOf(graph, element, lang, hrefs)
  const stepById = (id: string): Step[] => {
    const element = after.byId(id)
    return element ? [step(element, after)] : []
  }
  const above = (ids: readonly string[], graph: PlanGraph) =>
    ids.length > 0 ? ids.map((id) => partName(graph, id, lang)).join('; ') : words('movedTop')
  const noted = (key: string, note: string): Noted[] => stepById(key).map((one) => ({ step: one, note }))
  const measures = measureViews(diff.measures, around)
  const lists = Object.entries(diff.lists).map(([name, list]) => listView(name as OtherList, list, around))
  const targets = measures.reduce(
    (sum, one) => sum + one.targetsAdded.length + one.targetsRemoved.length + one.targetsChanged.length,
    0,
  )
  const other =
    diff.fields.length +
    Object.values(diff.lists).reduce((sum, one) => sum + one.added.length + one.removed.length + one.changed.length, 0)
  const count = (key: Parameters<typeof words>[0], n: number) => (n > 0 ? [words(key, { count: n })] : [])
  return {
    same: isSame(diff),
    total: changeCount(diff),
    counts: [
      ...count('nAdded', elements.added.length),
      ...count('nRemoved', elements.removed.length),
      ...count('nMoved', elements.moved.length),
      ...count('nReordered', elements.reordered.length),
      ...count('nRenumbered', elements.renumbered.length),
      ...count('nChanged', elements.changed.length),
      ...count('nMeasures', measures.length),
      ...count('nTargets', targets),
      ...count('nOther', other),
    ],
    added: elements.added.map(({ item }) => ({
      step: step(item, after),
      note: item.parents.length > 0 ? words('under', { parent: above(item.parents, after) }) : null,
      text: item.text ? said(item.text, lang) : null,
    })),
    removed: elements.removed.map(({ item }) => ({
      step: { ...step(item, before), href: '' },
      note: item.parents.length > 0 ? words('under', { parent: above(item.parents, before) }) : null,
      text: item.text ? said(item.text, lang) : null,
    })),
    moved: elements.moved.flatMap((one) =>
      noted(one.key, words('movedFrom', { from: above(one.from, before), to: above(one.to, after) })),
    ),
    reordered: elements.reordered.flatMap((one) =>
      noted(
        one.key,
        one.after ? words('reorderedAfter', { after: partName(after, one.after, lang) }) : words('reorderedFirst'),
      ),
    ),
    renumbered: elements.renumbered.flatMap((one) =>
      noted(one.key, words('renumberedFromTo', { from: one.from ?? words('noCode'), to: one.to ?? words('noCode') })),
    ),
    changed: elements.changed.flatMap((change) =>
      stepById(change.key).map((one) => ({ step: one, fields: fieldsOf(change.fields, around) })),
    ),
    measures,
    plan: fieldsOf(diff.fields, around),
    lists,
  }
}
