import { languages } from '../../../platform/words.ts'
import type { Element, Plan } from '../file/format.ts'
import type { PlanText } from '../file/text.ts'
import { mentionLines, mentionsOf, sourceOf } from './mention-lines.ts'
import { fromLines, linesOf, withWords } from './texts.ts'
import { parseElement } from './valid.ts'

/** What a form holds: one line of text for each of its fields; a box is `yes` or empty. */
export type Flat = Readonly<Record<string, string>>
/** A field of a form that cannot be taken, and which rule of the words it breaks. */
export type FieldProblem = {
  field: string
  rule:
    | 'empty'
    | 'date'
    | 'number'
    | 'code'
    | 'nobody'
    | 'whole'
    | 'long'
    | 'shape'
    | 'steps'
    | 'group'
    | 'used'
    | 'name'
}

/** The fields of an element that the editor changes, in the order of the form. */
export const elementFields = [
  'title.en',
  'title.es',
  'text.en',
  'text.es',
  'code',
  'level',
  'parents',
  'owner',
  'champion',
  'timeframe.words',
  'timeframe.from',
  'timeframe.to',
  'timeframe.open',
  'timeframe.every',
  'wave',
  'major',
  'youWillSee.en',
  'youWillSee.es',
  'note.en',
  'note.es',
  'source.page',
  'source.place',
  'mentions',
] as const
export type ElementField = (typeof elementFields)[number]

const words = (text: PlanText | null, lang: 'en' | 'es'): string => text?.[lang] ?? ''
export const yes = (value: boolean): string => (value ? 'yes' : '')

/** How the forms name an element: by its code where that is its own, else by its id. */
export function nameOf(plan: Plan, id: string): string {
  const one = plan.elements.find((each) => each.id === id)
  if (!one?.code) return id
  const key = one.code.toLowerCase()
  const shared = plan.elements.some(
    (each) => each.id !== id && (each.code?.toLowerCase() === key || each.id === one.code),
  )
  return shared ? id : one.code
}

/** The element that somebody means by a code or an id as typed; undefined when none or several have that code. */
export function meant(plan: Plan, typed: string): Element | undefined {
  const key = typed.trim().toLowerCase()
  if (key === '') return undefined
  const byId = plan.elements.find((one) => one.id === key)
  if (byId) return byId
  const now = plan.elements.filter((one) => one.code?.toLowerCase() === key)
  const found =
    now.length > 0 ? now : plan.elements.filter((one) => one.oldCodes.some((code) => code.toLowerCase() === key))
  return found.length === 1 ? found[0] : undefined
}

/** The fields of an element as a form shows them. */
export function flatElement(plan: Plan, e: Element): Record<ElementField, string> {
  const t = e.timeframe
  return {
    'title.en': words(e.title, 'en'),
    'title.es': words(e.title, 'es'),
    'text.en': words(e.text, 'en'),
    'text.es': words(e.text, 'es'),
    code: e.code ?? '',
    level: e.level,
    parents: e.parents.map((id) => nameOf(plan, id)).join('\n'),
    owner: e.owner ?? '',
    champion: e.champion ?? '',
    'timeframe.words': t?.words ?? '',
    'timeframe.from': t?.from ?? '',
    'timeframe.to': t?.to ?? '',
    'timeframe.open': yes(t?.open ?? false),
    'timeframe.every': t?.every ?? '',
    wave: e.wave ?? '',
    major: yes(e.major),
    'youWillSee.en': linesOf(e.youWillSee, 'en'),
    'youWillSee.es': linesOf(e.youWillSee, 'es'),
    'note.en': words(e.note, 'en'),
    'note.es': words(e.note, 'es'),
    'source.page': String(e.source?.page ?? ''),
    'source.place': e.source?.place ?? '',
    mentions: mentionLines(e.mentions),
  }
}

export type Taken<T> = { value: T; problems: readonly [] } | { value: null; problems: readonly FieldProblem[] }

/** The words of a text of which some languages were changed. */
export function textOf(changed: Partial<Flat>, name: string, was: PlanText | null, plan: Plan): PlanText | null {
  const said = Object.fromEntries(
    languages.flatMap((lang) => {
      const value = changed[`${name}.${lang}`]
      // A title is one line.
      return value === undefined ? [] : [[lang, name === 'title' ? value.replace(/\s+/g, ' ') : value]]
    }),
  )
  return Object.keys(said).length === 0 ? was : withWords(was, plan.language, said)
}

/** Where a problem of the plan format stands in a form. */
const rules: Readonly<Record<string, FieldProblem['rule']>> = {
  code: 'code',
  'timeframe.from': 'date',
  'timeframe.to': 'date',
}

/**
 * An element with some fields as typed. In: the plan of now, the element of now, and only the fields that somebody changed. Out: the element, ready to be
 * compared; or what cannot be taken, by field. A code that is lost goes to the old codes.
 */
export function takeElement(plan: Plan, e: Element, changed: Partial<Record<ElementField, string>>): Taken<Element> {
  const problems: FieldProblem[] = []
  const given = (name: ElementField, was: string): string => (changed[name] ?? was).trim()
  const now = flatElement(plan, e)
  const title = textOf(changed, 'title', e.title, plan)
  if (!title || changed[`title.${e.title.source ?? plan.language}`]?.trim() === '')
    problems.push({ field: `title.${e.title.source ?? plan.language}`, rule: 'empty' })
  const code = given('code', now.code) || null
  let parents: readonly string[] = e.parents
  if (changed.parents !== undefined) {
    const found = changed.parents
      .split(/[\n,;]+/)
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => e.parents.find((id) => nameOf(plan, id) === line) ?? meant(plan, line)?.id)
    if (found.includes(undefined) || found.includes(e.id)) problems.push({ field: 'parents', rule: 'nobody' })
    parents = [...new Set(found.filter((id) => id !== undefined))]
  }
  const when = {
    words: given('timeframe.words', now['timeframe.words']),
    from: given('timeframe.from', now['timeframe.from']) || null,
    to: given('timeframe.to', now['timeframe.to']) || null,
    open: given('timeframe.open', now['timeframe.open']) === 'yes',
    every: given('timeframe.every', now['timeframe.every']) || null,
  }
  const noTime = !when.words && !when.from && !when.to && !when.open && !when.every
  if (!noTime && !when.words) problems.push({ field: 'timeframe.words', rule: 'empty' })
  const lines = {
    en: changed['youWillSee.en'] ?? now['youWillSee.en'],
    es: changed['youWillSee.es'] ?? now['youWillSee.es'],
  }
  const mentions = changed.mentions === undefined ? e.mentions : mentionsOf(changed.mentions)
  if (!mentions) problems.push({ field: 'mentions', rule: 'shape' })
  const wanted = {
    ...e,
    mentions: mentions ?? [],
    source:
      changed['source.page'] === undefined && changed['source.place'] === undefined
        ? e.source
        : sourceOf(given('source.page', now['source.page']), given('source.place', now['source.place'])),
    title,
    text: textOf(changed, 'text', e.text, plan),
    note: textOf(changed, 'note', e.note, plan),
    code,
    oldCodes: oldCodes(e, code),
    level: given('level', e.level),
    parents,
    owner: given('owner', now.owner) || null,
    champion: given('champion', now.champion) || null,
    timeframe: noTime ? null : when,
    wave: given('wave', now.wave) || null,
    major: given('major', now.major) === 'yes',
    youWillSee:
      changed['youWillSee.en'] === undefined && changed['youWillSee.es'] === undefined
        ? e.youWillSee
        : fromLines(e.youWillSee, plan.language, lines),
  }
  const known = (list: readonly { id: string }[], id: string | null, field: ElementField): void => {
    if (id !== null && !list.some((one) => one.id === id)) problems.push({ field, rule: 'nobody' })
  }
  if (wanted.owner !== e.owner) known(plan.offices, wanted.owner, 'owner')
  if (wanted.champion !== e.champion) known(plan.roles, wanted.champion, 'champion')
  known(plan.grammar.levels, wanted.level, 'level')
  if (problems.length > 0) return { value: null, problems }
  const parsed = parseElement(plan.language, wanted)
  if (parsed.success) return { value: parsed.data, problems: [] }
  return { value: null, problems: parsed.error.issues.map((issue) => problemAt(issue.path, elementFields, rules)) }
}

/** The field of a form nearest to a place in the format. */
export function problemAt(
  path: readonly PropertyKey[],
  fields: readonly string[],
  known: Readonly<Record<string, FieldProblem['rule']>>,
): FieldProblem {
  const name = path.map(String).join('.')
  const field =
    fields.find((one) => one === name) ??
    fields.find((one) => name.startsWith(`${one}.`) || one.startsWith(`${name}.`)) ??
    fields.find((one) => one.split('.')[0] === String(path[0])) ??
    fields[0] ??
    name
  return { field, rule: known[name] ?? 'shape' }
}

const oldCodes = (e: Element, code: string | null): readonly string[] => {
  if (code === e.code) return e.oldCodes
  const kept = e.oldCodes.filter((one) => one !== code)
  return e.code && !kept.includes(e.code) ? [...kept, e.code] : kept
}

/** Lines as a browser sends them, spaces at the ends aside. */
const plainLines = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/** The fields in which a form differs from what it showed. A box that a browser leaves out is empty. */
export function changedFields<F extends string>(
  fields: readonly F[],
  shown: Readonly<Record<F, string>>,
  form: Flat,
): Partial<Record<F, string>> {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const typed = (form[name] ?? '').normalize('NFC')
      return plainLines(typed) === plainLines(shown[name]) ? [] : [[name, typed]]
    }),
  ) as Partial<Record<F, string>>
}

/** A field that somebody else changed while a form was open, and that the form changes too. */
export type FlatClash = { field: string; was: string; theirs: string; mine: string }

/**
 * Compares what somebody typed with what changed meanwhile, field by field. In: what the form showed, what holds now, what was typed (only changed fields).
 * Out: the fields to be written on top of what holds now, and those that both changed differently.
 */
export function mergeFlat<F extends string>(
  shown: Readonly<Record<F, string>>,
  now: Readonly<Record<F, string>>,
  typed: Partial<Record<F, string>>,
): { fields: Partial<Record<F, string>>; clashes: readonly FlatClash[] } {
  const fields: Partial<Record<F, string>> = {}
  const clashes: FlatClash[] = []
  for (const name of Object.keys(typed) as F[]) {
    const mine = typed[name] ?? ''
    const [was, theirs] = [shown[name] ?? '', now[name] ?? '']
    if (plainLines(theirs) === plainLines(mine)) continue
    if (plainLines(theirs) !== plainLines(was)) clashes.push({ field: name, was, theirs, mine })
    else fields[name] = mine
  }
  return { fields, clashes }
}
