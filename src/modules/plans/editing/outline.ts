import type { ThreadProps } from '../../../platform/look/thread.tsx'
import { type Lang, read } from '../../../platform/words.ts'
import type { Step } from '../pages/props.ts'
import type { Element, Plan } from '../file/format.ts'
import { plain, termsOf } from '../rules.ts'
import { said } from '../say.ts'
import { levelsBelow, siblings } from './build.ts'
import { meant } from './fields.ts'
import type { LevelRow, LevelView } from './pages/props.ts'
import { say } from './say.ts'

/** How many elements of a level one page shows. */
export const levelWindow = 40
const mostKnots = 12
const mostFound = 25

type Href = (id: string | null) => string

const levelName = (plan: Plan, e: Element, lang: Lang): string => {
  const level = plan.grammar.levels.find((one) => one.id === e.level)
  return level ? said(level.name, lang).words : e.level
}
export const nameIn = (e: Element, lang: Lang): string => [e.code, read(e.title, lang).words].filter(Boolean).join(' ')

export const stepTo = (plan: Plan, e: Element, lang: Lang, href: Href): Step => ({
  id: e.id,
  code: e.code,
  title: said(e.title, lang),
  level: levelName(plan, e, lang),
  href: href(e.id),
})

/** One page of the elements below another, or at the top (null). Costs one pass over the plan, and never more rows than a page holds. */
export function levelView(plan: Plan, parent: Element | null, asked: number, lang: Lang, href: Href): LevelView {
  const words = say(lang)
  const list = siblings(plan, parent?.id ?? null)
  const pages = Math.max(1, Math.ceil(list.length / levelWindow))
  const page = Math.min(Math.max(1, asked), pages)
  const shown = list.slice((page - 1) * levelWindow, page * levelWindow)
  const counts = new Map(shown.map((one) => [one.id, 0]))
  for (const one of plan.elements)
    for (const id of one.parents) {
      const count = counts.get(id)
      if (count !== undefined) counts.set(id, count + 1)
    }
  const rows = shown.map(
    (one, i): LevelRow => ({
      id: one.id,
      code: one.code,
      title: said(one.title, lang),
      note: `${levelName(plan, one, lang)}, ${words('belowCount', { count: counts.get(one.id) ?? 0 })}`,
      href: href(one.id),
      name: nameIn(one, lang),
      first: page === 1 && i === 0,
      last: page === pages && i === shown.length - 1,
    }),
  )
  return {
    title: parent ? words('below') : words('top'),
    parent: parent?.id ?? '',
    rows,
    page,
    pages,
    total: list.length,
    href: (n) => {
      const to = href(parent?.id ?? null)
      return `${to}${to.includes('?') ? '&' : '?'}page=${n}#below`
    },
    levels: levelsBelow(plan, parent).map((one) => ({ value: one.id, label: said(one.name, lang).words })),
  }
}

/** The way through the draft at one element: up by first parents, and the first ones below. */
export function threadTo(plan: Plan, e: Element, level: LevelView, lang: Lang, href: Href): ThreadProps {
  const knot = (one: Element) => ({
    label: said(one.title, lang).words,
    note: levelName(plan, one, lang),
    href: href(one.id),
    ...(one.code ? { code: one.code } : {}),
  })
  const up: Element[] = []
  const seen = new Set([e.id])
  for (let id = e.parents[0]; id !== undefined && !seen.has(id); id = up[0]?.parents[0]) {
    const parent = plan.elements.find((one) => one.id === id)
    if (!parent) break
    seen.add(id)
    up.unshift(parent)
  }
  const rows = level.page === 1 ? level.rows.slice(0, mostKnots) : []
  const more = level.total - rows.length
  return {
    lang,
    up: [{ label: say(lang)('whole'), href: href(null) }, ...up.map(knot)],
    here: knot(e),
    down: [
      ...rows.map((row) => ({
        label: row.title.words,
        href: row.href,
        ...(row.code ? { code: row.code } : {}),
      })),
      ...(more > 0 ? [{ label: say(lang)('andMore', { count: more }), href: '#below' }] : []),
    ],
  }
}

/** Elements by code (of now, else an old one), else by the words of their titles and texts. Out: the first ones, and how many there are. */
export function search(plan: Plan, q: string): { rows: Element[]; total: number } {
  const byCode = meant(plan, q)
  if (byCode) return { rows: [byCode], total: 1 }
  const key = q.trim().toLowerCase()
  const terms = termsOf(q)
  const all = plan.elements.filter((one) => {
    if (one.code?.toLowerCase() === key) return true
    if (terms.length === 0) return false
    const words = plain([one.code, one.title.en, one.title.es, one.text?.en, one.text?.es].filter(Boolean).join(' '))
    return terms.every((term) => words.includes(term))
  })
  return { rows: all.slice(0, mostFound), total: all.length }
}
