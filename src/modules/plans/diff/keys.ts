import type { Plan } from '../file/format.ts'
import { print } from './same.ts'

export type Item = Readonly<Record<string, unknown>>

const field = (name: string) => (item: Item) => String(item[name])
const fields =
  (...names: readonly string[]) =>
  (item: Item) =>
    names.map((name) => print(item[name])).join(' ')
/** Lists whose entries have no name of their own: an entry is known by all it says, so it is added or taken out, never changed. */
const whole = (item: Item) => print(item)

/** How entries of each list of a plan are known from one version to the next. Lists that are not named here change as a whole. */
const listKeys = {
  mentions: whole,
  declares: whole,
  story: field('id'),
  approvals: field('id'),
  statements: field('id'),
  offices: field('id'),
  roles: field('id'),
  voices: field('id'),
  needs: field('id'),
  funding: field('id'),
  glossary: field('term'),
  elements: field('id'),
  links: fields('from', 'to', 'kind'),
  measures: field('id'),
  sources: field('id'),
  published: fields('measure', 'entity', 'schoolYear', 'population'),
  waivers: fields('rule', 'element'),
  notes: whole,
} as const satisfies Partial<Record<keyof Plan, (item: Item) => string>>

export type ListName = keyof typeof listKeys
export const listNames = Object.keys(listKeys) as readonly ListName[]
export const keyOf = (list: ListName): ((item: Item) => string) => listKeys[list]
export const idOf = field('id')

/** The entries of a list by key. Of two with one key the second gets a key of its own, so that nothing is lost. */
export function keyed<T extends Item>(items: readonly T[], key: (item: Item) => string): Map<string, T> {
  const out = new Map<string, T>()
  for (const item of items) {
    const name = key(item)
    let free = name
    for (let n = 2; out.has(free); n++) free = `${name}\n${n}`
    out.set(free, item)
  }
  return out
}
