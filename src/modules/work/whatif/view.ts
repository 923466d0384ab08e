import { shortDate } from '../../../platform/format.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { elementHref } from '../../plans/index.ts'
import { words } from './say.ts'
import {
  type Broken,
  type Change,
  type Effect,
  type Kind,
  kinds,
  type Step,
  type StepKind,
  type World,
} from './schema.ts'

/** A thing by its name, with its page. */
export type Named = { words: string; lang: Lang | null; href: string | null }

export type BrokenLine = {
  name: Named
  effect: Effect
  how: string
  path: readonly { words: string; href: string | null }[]
}
export type BrokenGroup = { kind: Kind; title: string; lines: readonly BrokenLine[]; more: number }

/** How many things of one kind a page lists; the rest is counted. */
const mostListed = 150

/** Names of everything that a path may speak of. */
export function namer(world: World, lang: Lang): (kind: StepKind, id: string) => Named {
  const { plan } = world.graph
  const items = new Map(world.items.map((item) => [String(item.item_id), item]))
  const duties = new Map(world.duties.map((duty) => [`d${duty.id}`, duty]))
  const measures = new Map(plan.measures.map((one) => [one.id, one]))
  const lists = {
    need: new Map(plan.needs.map((one) => [one.id, one.title])),
    said: new Map([...plan.voices, ...plan.statements].map((one) => [one.id, one.title])),
    money: new Map(plan.funding.map((one) => [one.id, one.title])),
    office: new Map(plan.offices.map((one) => [one.id, one.name])),
    role: new Map(plan.roles.map((one) => [one.id, one.name])),
  }
  const told = (text: Text | undefined, code: string | null, href: string | null, fallback: string): Named => {
    const found = text ? read(text, lang) : { words: fallback, lang }
    return {
      words: [code, found.words].filter(Boolean).join(' '),
      lang: found.lang === lang ? null : found.lang,
      href,
    }
  }
  const part = (id: string): Named => {
    const one = world.graph.byId(id)
    return told(one?.title, one?.code ?? null, one ? elementHref(plan.id, id) : null, id)
  }
  const measure = (id: string): Named => {
    const one = measures.get(id)
    return told(one?.title, one?.code ?? null, one?.of[0] ? elementHref(plan.id, one.of[0]) : null, id)
  }
  return (kind, id) => {
    switch (kind) {
      case 'element':
        return part(id)
      case 'item': {
        const item = items.get(id)
        return told(item?.title, item?.code ?? null, item ? `/work/${id}` : null, id)
      }
      case 'measure':
      case 'report':
        return measure(id)
      case 'target':
      case 'promise': {
        const [of = '', target = ''] = id.split('/')
        const one = measures.get(of)
        const said = one?.targets.find((other) => other.id === target)
        const name = measure(of)
        return said?.words ? { ...name, words: `${name.words}: \u201c${said.words}\u201d` } : name
      }
      case 'duty': {
        const duty = duties.get(id)
        return duty ? told(duty.title, null, `/work/duties/${duty.id}`, id) : part(id)
      }
      case 'plan':
        return told(plan.title, null, `/plans/${encodeURIComponent(plan.id)}`, id)
      case 'wave':
        return { words: id, lang: null, href: null }
      default:
        return told(lists[kind].get(id), null, null, id)
    }
  }
}

const stepWords = (one: Step, name: Named, lang: Lang): string => words(lang)(`by.${one.by}`, { what: name.words })

/** What breaks, by kind, in words. */
export function groupsOf(world: World, found: readonly Broken[], lang: Lang): BrokenGroup[] {
  const say = words(lang)
  const name = namer(world, lang)
  return kinds.flatMap((kind) => {
    const mine = found
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => Number(a.effect === 'weaker') - Number(b.effect === 'weaker'))
    if (mine.length === 0) return []
    const lines = mine.slice(0, mostListed).map(
      (one): BrokenLine => ({
        name: name(one.kind, one.id),
        effect: one.effect,
        how: say(`how.${one.how}`, {
          days: one.values.days ?? 0,
          left: one.values.left ?? 0,
          of: one.values.of ?? 0,
          date: one.values.date ? shortDate(one.values.date, lang) : '',
        }),
        path: one.path.map((at) => {
          const known = name(at.kind, at.id)
          return { words: stepWords(at, known, lang), href: known.href }
        }),
      }),
    )
    return [{ kind, title: say(`kind.${kind}`), lines, more: mine.length - lines.length }]
  })
}

/** The question in words: `1.4.i is dropped, the wave … begins 30 days later`. */
export function askedWords(world: World, change: Change, lang: Lang): string {
  const say = words(lang)
  const name = namer(world, lang)
  return [
    ...change.drops.map((id) => say('askedDrop', { what: name('element', id).words })),
    ...(change.wave ? [say('askedWave', { what: change.wave.name, days: change.wave.days })] : []),
    ...change.roles.map((role) => {
      const [kind, id = ''] = role.split(':')
      return say('askedRole', { what: name(kind === 'role' ? 'role' : 'office', id).words })
    }),
  ].join(', ')
}
