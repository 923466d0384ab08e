import { languages } from '../../../platform/words.ts'
import { type Plan, planFormat } from '../file/format.ts'
import type { PlanText } from '../file/text.ts'
import { type FieldProblem, type Flat, meant, nameOf, type Taken, textOf } from './fields.ts'
import { numberOf } from './measure-fields.ts'
import { same } from './ops.ts'

/** Lists of a plan that are edited as one form each. */
export const partNames = [
  'offices',
  'roles',
  'statements',
  'glossary',
  'voices',
  'needs',
  'funding',
  'story',
  'approvals',
] as const
export type PartName = (typeof partNames)[number]
export const isPart = (name: string): name is PartName => (partNames as readonly string[]).includes(name)

/** `text`: words in both languages. `ids`: parts of the plan, one a line. `must`: never empty. */
export type PartField = {
  name: string
  kind: 'text' | 'line' | 'number' | 'day' | 'ids' | 'office' | 'statement'
  must?: true
}
const must = true
export const partFields: Readonly<Record<PartName, readonly PartField[]>> = {
  offices: [
    { name: 'name', kind: 'text', must },
    { name: 'orgCode', kind: 'line' },
  ],
  roles: [{ name: 'name', kind: 'text', must }],
  statements: [
    { name: 'kind', kind: 'statement', must },
    { name: 'title', kind: 'text', must },
    { name: 'text', kind: 'text' },
    { name: 'shows', kind: 'ids' },
  ],
  glossary: [
    { name: 'term', kind: 'line', must },
    { name: 'means', kind: 'text', must },
    { name: 'says', kind: 'text' },
  ],
  voices: [
    { name: 'who', kind: 'text' },
    { name: 'count', kind: 'number' },
    { name: 'title', kind: 'text', must },
    { name: 'text', kind: 'text' },
    { name: 'shows', kind: 'ids' },
  ],
  needs: [
    { name: 'title', kind: 'text', must },
    { name: 'text', kind: 'text' },
    { name: 'leadsTo', kind: 'ids' },
  ],
  funding: [
    { name: 'title', kind: 'text', must },
    { name: 'amount', kind: 'number' },
    { name: 'words', kind: 'line' },
    { name: 'from', kind: 'day' },
    { name: 'to', kind: 'day' },
    { name: 'pays', kind: 'ids' },
    { name: 'note', kind: 'text' },
  ],
  story: [
    { name: 'words', kind: 'line', must },
    { name: 'from', kind: 'day' },
    { name: 'to', kind: 'day' },
    { name: 'office', kind: 'office' },
    { name: 'title', kind: 'text', must },
  ],
  approvals: [
    { name: 'body', kind: 'text', must },
    { name: 'on', kind: 'day' },
    { name: 'words', kind: 'line' },
    { name: 'what', kind: 'text' },
    { name: 'vote', kind: 'text' },
    { name: 'document', kind: 'line' },
  ],
}

type Item = Readonly<Record<string, unknown>>
/** A list of a plan as one thing that a form changes. */
export type Part = { name: PartName; items: readonly Item[] }
export const partOf = (plan: Plan, name: string): Part | undefined =>
  isPart(name) ? { name, items: plan[name] as readonly Item[] } : undefined

/** How an entry of a part is called in its form: its id; a word of the glossary by itself. `new`: the one to be added. */
export const keyOf = (name: PartName, item: Item): string => String(name === 'glossary' ? item['term'] : item['id'])
export const newKey = 'new'

const namesOf = (field: PartField): string[] =>
  field.kind === 'text' ? languages.map((lang) => `${field.name}.${lang}`) : [field.name]

/** The fields of the form of a part: those of each entry, whether it is taken out, and those of one to be added. */
export const partFormFields = (part: Part): string[] => {
  const each = partFields[part.name].flatMap(namesOf)
  return [
    ...part.items.flatMap((item) => [...each, 'remove'].map((name) => `${keyOf(part.name, item)}.${name}`)),
    ...each.map((name) => `${newKey}.${name}`),
  ]
}
/** True for a field that names elements. */
export const isNaming = (field: string): boolean => /(?:^|\.)(?:parents|of|shows|leadsTo|pays)$/.test(field)

/** The fields of a part as its form shows them. */
export function flatPart(plan: Plan, part: Part): Record<string, string> {
  const out: Record<string, string> = {}
  for (const item of part.items) {
    const key = keyOf(part.name, item)
    out[`${key}.remove`] = ''
    for (const field of partFields[part.name]) {
      const value = item[field.name]
      if (field.kind === 'text')
        for (const lang of languages) out[`${key}.${field.name}.${lang}`] = (value as PlanText | null)?.[lang] ?? ''
      else if (field.kind === 'ids')
        out[`${key}.${field.name}`] = (value as readonly string[]).map((id) => nameOf(plan, id)).join('\n')
      else out[`${key}.${field.name}`] = value === null || value === undefined ? '' : String(value)
    }
  }
  for (const field of partFields[part.name]) for (const name of namesOf(field)) out[`${newKey}.${name}`] = ''
  return out
}

function idOf(title: string, taken: ReadonlySet<string>): string {
  const start =
    title
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'entry'
  for (let n = 1; ; n++) {
    const id = n === 1 ? start : `${start}-${n}`
    if (!taken.has(id) && id !== newKey) return id
  }
}

function takeItem(plan: Plan, part: Part, key: string, was: Item, changed: Flat, problems: FieldProblem[]): Item {
  const out: Record<string, unknown> = { ...was }
  for (const field of partFields[part.name]) {
    const at = `${key}.${field.name}`
    const names = namesOf(field).map((name) => `${key}.${name}`)
    const mine = names.some((name) => changed[name] !== undefined)
    if (!mine && key !== newKey) continue
    const typed = (changed[at] ?? '').trim()
    if (field.kind === 'text') {
      const before = (was[field.name] ?? null) as PlanText | null
      const said: Record<string, string> = {}
      for (const lang of languages) {
        const words = changed[`${at}.${lang}`]
        if (words !== undefined) said[`t.${lang}`] = words
      }
      out[field.name] = textOf(said, 't', before, plan)
      const source = before?.source ?? plan.language
      if (field.must && (!out[field.name] || said[`t.${source}`]?.trim() === ''))
        problems.push({ field: `${at}.${source}`, rule: 'empty' })
      continue
    }
    if (field.must && typed === '') problems.push({ field: at, rule: 'empty' })
    if (field.kind === 'number') {
      const value = numberOf(typed)
      if (value === undefined) problems.push({ field: at, rule: 'number' })
      out[field.name] = value ?? null
    } else if (field.kind === 'ids') {
      const old = (was[field.name] ?? []) as readonly string[]
      const found = typed
        .split(/[\n,;]+/)
        .map((line) => line.trim())
        .filter(Boolean)
        .map((line) => old.find((id) => nameOf(plan, id) === line) ?? meant(plan, line)?.id)
      if (found.includes(undefined)) problems.push({ field: at, rule: 'nobody' })
      out[field.name] = [...new Set(found.filter((id) => id !== undefined))]
    } else out[field.name] = typed || null
  }
  // Lines that somebody of the district draws are the plan's own.
  if (part.name === 'statements' || part.name === 'voices') {
    const shows = out['shows'] as readonly string[]
    if (!same(shows, was['shows'] ?? [])) out['basis'] = shows.length > 0 || part.name === 'voices' ? 'stated' : null
  }
  return out
}

/** Who still names an entry of a part, so that it cannot be taken out. */
function isUsed(plan: Plan, name: PartName, id: string): boolean {
  if (name === 'roles') return plan.elements.some((one) => one.champion === id)
  if (name !== 'offices') return false
  return (
    plan.elements.some((one) => one.owner === id || one.mentions.some((place) => place.office === id)) ||
    plan.measures.some((one) => one.office === id || one.mentions.some((place) => place.office === id)) ||
    plan.mentions.some((place) => place.office === id) ||
    plan.story.some((one) => one.office === id)
  )
}

/**
 * A part with some fields as typed. In: the plan and the part of now, and only the fields that somebody changed. Out: the part; or what cannot be taken,
 * by field of the form.
 */
export function takePart(plan: Plan, part: Part, changed: Flat): Taken<Part> {
  const problems: FieldProblem[] = []
  const items: Item[] = []
  const keys: string[] = []
  for (const item of part.items) {
    const key = keyOf(part.name, item)
    if (changed[`${key}.remove`] === 'yes') {
      if (isUsed(plan, part.name, key)) problems.push({ field: `${key}.remove`, rule: 'used' })
      continue
    }
    const mine = Object.keys(changed).some((name) => name.startsWith(`${key}.`))
    items.push(mine ? takeItem(plan, part, key, item, changed, problems) : item)
    keys.push(key)
  }
  const added = Object.entries(changed).filter(
    ([name, typed]) => name.startsWith(`${newKey}.`) && name !== `${newKey}.kind` && typed.trim() !== '',
  )
  if (added.length > 0) {
    const taken = new Set(part.items.map((one) => String(one['id'])))
    const named = [`name`, 'title', 'body'].flatMap((name) =>
      languages.map((lang) => changed[`${newKey}.${name}.${lang}`]),
    )
    const id = idOf(named.find((one) => one?.trim()) ?? '', taken)
    const made = takeItem(plan, part, newKey, {}, changed, problems)
    items.push(part.name === 'glossary' ? made : { id, ...made })
    keys.push(newKey)
  }
  if (problems.length > 0) return { value: null, problems }
  const parsed = planFormat(plan.language).shape[part.name].safeParse(items)
  if (parsed.success) return { value: { name: part.name, items: parsed.data as readonly Item[] }, problems: [] }
  const all = partFormFields({ name: part.name, items })
  return {
    value: null,
    problems: parsed.error.issues.map(({ path: [i, ...rest] }): FieldProblem => {
      const key = keys[Number(i)] ?? newKey
      const name = `${key}.${rest.map(String).join('.')}`
      const day = partFields[part.name].find((field) => field.name === rest[0])?.kind === 'day'
      return {
        field: all.find((one) => one === name || one.startsWith(`${name}.`)) ?? `${key}.${String(rest[0] ?? '')}`,
        rule: day ? 'date' : 'shape',
      }
    }),
  }
}
