import { schoolYear, shortDate } from '../../../platform/format.ts'
import { isLang, type Lang, languages } from '../../../platform/words.ts'
import type { PlanGraph } from '../graph.ts'
import { said } from '../say.ts'
import type { FieldChange } from './plan-diff.ts'
import { same } from './same.ts'
import { say, sayChoice, sayField } from './say.ts'
import { type Piece, wordDiff } from './word-diff.ts'

/** One field in words: what it is called, and how its words changed. `lang`: of a text, when it is not the reader's. */
export type FieldView = { label: string; lang?: Lang; pieces: readonly Piece[] }

type Leaf = { label: string; lang?: Lang; words: string }

const isBag = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isText = (value: unknown): value is Record<string, unknown> =>
  isBag(value) && languages.some((lang) => typeof value[lang] === 'string')

const offices = new Set(['owner', 'office', 'champion'])
const parts = new Set(['of', 'parents', 'shows', 'leadsTo', 'pays', 'element', 'from', 'to'])

/** An element as a board knows it: code and title. */
export function partName(graph: PlanGraph, id: string, lang: Lang): string {
  const element = graph.byId(id)
  return element ? [element.code, said(element.title, lang).words].filter(Boolean).join(' ') : id
}

function plain(field: string, value: string | number | boolean, graph: PlanGraph, lang: Lang): string {
  if (typeof value === 'boolean') return say(lang)(value ? 'yes' : 'no')
  if (typeof value === 'number') return field === 'schoolYear' ? schoolYear(value) : String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return shortDate(value, lang)
  if (offices.has(field)) {
    const found = [...graph.plan.offices, ...graph.plan.roles].find((one) => one.id === value)
    if (found) return said(found.name, lang).words
  }
  if (parts.has(field)) return partName(graph, value, lang)
  if (field === 'level') {
    const level = graph.plan.grammar.levels.find((one) => one.id === value)
    if (level) return said(level.name, lang).words
  }
  return sayChoice(value, lang)
}

/** A value of a plan file as lines that a person can compare: the path of field names, and words. */
function leaves(field: string, value: unknown, graph: PlanGraph, lang: Lang, above = ''): Map<string, Leaf> {
  const out = new Map<string, Leaf>()
  const label = [above, /^\d+$/.test(field) ? String(Number(field) + 1) : sayField(field, lang)]
    .filter(Boolean)
    .join(', ')
  const take = (more: Map<string, Leaf>) => {
    for (const [path, leaf] of more) out.set(`${field}/${path}`, leaf)
  }
  if (value === null || value === undefined) return out
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
    const last = field
    if (value.length > 0)
      out.set(field, {
        label,
        words: value.map((one: string | number | boolean) => plain(last, one, graph, lang)).join('; '),
      })
  } else if (Array.isArray(value)) value.forEach((one, i) => take(leaves(String(i), one, graph, lang, label)))
  else if (isText(value)) {
    for (const language of languages) {
      const words = value[language]
      if (typeof words === 'string')
        out.set(`${field}/${language}`, {
          label: say(lang)('inLang', { field: label, lang: language }),
          ...(language === lang ? {} : { lang: language }),
          words,
        })
    }
    const { state } = value
    if (isBag(state))
      out.set(`${field}/state`, {
        label: `${label}, ${sayField('translation', lang)}`,
        words: Object.entries(state)
          .filter(([language]) => isLang(language))
          .map((pair) => pair.join(': '))
          .join('; '),
      })
  } else if (isBag(value)) for (const [name, one] of Object.entries(value)) take(leaves(name, one, graph, lang, label))
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    out.set(field, { label, words: plain(field, value, graph, lang) })
  return out
}

/** A change of one field as lines with word-level marks. In: the change, both plans, the reader's language. Lines that say the same are left out. */
export function fieldViews(change: FieldChange, before: PlanGraph, after: PlanGraph, lang: Lang): FieldView[] {
  const was = leaves(change.field, change.before, before, lang)
  const is = leaves(change.field, change.after, after, lang)
  const lines = [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const old = was.get(path)
    const now = is.get(path)
    const { label, lang: language } = (now ?? old) as Leaf
    if (old?.words === now?.words) return []
    return [{ label, ...(language ? { lang: language } : {}), pieces: wordDiff(old?.words ?? '', now?.words ?? '') }]
  })
  // Something that only a machine reads (the language a text was first written in): said, so that no change goes untold.
  if (lines.length === 0 && !same(change.before, change.after))
    return [
      {
        label: sayField(change.field, lang),
        pieces: wordDiff(JSON.stringify(change.before) ?? '', JSON.stringify(change.after) ?? ''),
      },
    ]
  return lines
}
