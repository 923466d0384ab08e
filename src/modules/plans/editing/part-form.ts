import type { Option } from '../../../platform/look/field.tsx'
import { type Lang, languages, read } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import type { PlanText } from '../file/text.ts'
import { formView, type Shown, type Spec, viewOfField } from './form-view.ts'
import type { FieldGroup, FormView } from './pages/props.ts'
import { keyOf, newKey, type Part, type PartField, partFields } from './part-fields.ts'
import { say, type WordKey } from './say.ts'

const statementKinds = ['vision', 'mission', 'theory', 'portrait', 'value', 'belief'] as const

/** What the form shows for a field of a part. */
function specOf(plan: Plan, field: PartField, lang: Lang): Spec {
  const words = say(lang)
  switch (field.kind) {
    case 'text':
      return { kind: 'area', rows: field.name === 'text' || field.name === 'means' ? 3 : 2 }
    case 'ids':
      return { kind: 'area', rows: 3, hint: 'idsHint' }
    case 'day':
      return { kind: 'day', hint: 'dateHint' }
    case 'number':
      return { kind: 'number' }
    case 'office': {
      const offices: Option[] = plan.offices.map((one) => ({ value: one.id, label: read(one.name, lang).words }))
      return { kind: 'select', options: [{ value: '', label: words('nobody') }, ...offices] }
    }
    case 'statement':
      return {
        kind: 'select',
        options: statementKinds.map((value) => ({ value, label: words(`statement.${value}`) })),
      }
    default:
      return { kind: 'text' }
  }
}

const labelOf = (field: PartField, of: string, lang: Lang): string => {
  const words = say(lang)
  const label = words(`part.field.${field.name}` as WordKey)
  return of === '' ? label : `${label} (${words(`in.${of as Lang}`)})`
}

/** The name of an entry, for the heading of its fields. */
const titleOf = (item: Readonly<Record<string, unknown>>, lang: Lang): string => {
  for (const name of ['name', 'title', 'body']) if (item[name]) return read(item[name] as PlanText, lang).words
  return String(item['term'] ?? item['id'])
}

/** The labels of the fields of a part; each says to which entry it belongs. */
export function partLabels(part: Part, lang: Lang): Record<string, string> {
  const entries = [
    ...part.items.map((item) => ({ key: keyOf(part.name, item), name: titleOf(item, lang) })),
    { key: newKey, name: say(lang)('partNew') },
  ]
  return Object.fromEntries(
    entries.flatMap(({ key, name }) => [
      [`${key}.remove`, `${say(lang)('partRemove')} (${name})`],
      ...partFields[part.name].flatMap((field) =>
        (field.kind === 'text' ? languages : ['']).map((of) => [
          [key, field.name, of].filter(Boolean).join('.'),
          `${labelOf(field, of, lang)}: ${name}`,
        ]),
      ),
    ]),
  )
}

/** The form of a part: a folded group of fields for each entry, and one to add. */
export function partForm(plan: Plan, part: Part, shown: Shown, lang: Lang): FormView {
  const words = say(lang)
  const specs: Record<string, Spec> = {}
  const short: Record<string, string> = {}
  const group = (key: string, title: string): FieldGroup => {
    const names = partFields[part.name].flatMap((field) =>
      (field.kind === 'text' ? languages : ['']).map((of) => {
        const name = [key, field.name, of].filter(Boolean).join('.')
        specs[name] = specOf(plan, field, lang)
        short[name] = labelOf(field, of, lang)
        return name
      }),
    )
    if (key !== newKey) {
      specs[`${key}.remove`] = { kind: 'check' }
      short[`${key}.remove`] = words('partRemove')
      names.push(`${key}.remove`)
    }
    return { title, folded: true, fields: names.map((name) => viewOfField(name, specs[name], short, shown, lang)) }
  }
  const groups = [
    ...part.items.map((item) => group(keyOf(part.name, item), titleOf(item, lang))),
    { ...group(newKey, words('partAdd')), folded: part.items.length > 0 },
  ]
  return formView(groups, specs, partLabels(part, lang), shown, lang)
}
