import { nearest } from '../../file/nearest.ts'
import type { Path } from '../../file/problem.ts'
import { type Bearer, type Cite, citesOf, codeKey, codePattern, codesOf, meantBy } from '../codes.ts'
import { type CheckInput, type CheckRule, onceFor } from '../rule.ts'
import { ownWords, shared } from '../wording.ts'

/** A stem that stands in more bearers than this tells none of them from the others. */
const common = 60

const allCodes = onceFor(({ plan }) => codesOf(plan))

type Known = { bearer: Bearer; sayings: readonly ReadonlySet<string>[] }

/** The words by which the plan knows each thing with a code: title, text, quotes of its mentions. */
const knownWords = onceFor((input): ReadonlyMap<string, Known> => {
  const out = new Map<string, Known>()
  const { plan } = input
  const codes = allCodes(input)
  for (const list of codes.values())
    for (const bearer of list) {
      const at = input.pathOf(bearer.list, bearer.id)
      const i = at?.[1]
      const item = typeof i === 'number' ? plan[bearer.list][i] : undefined
      if (!item || out.has(bearer.id)) continue
      const texts = [ownWords(item.title, plan), ...item.mentions.flatMap((m) => m.words ?? [])]
      if ('text' in item && item.text) texts.push(ownWords(item.text, plan))
      out.set(bearer.id, { bearer, sayings: texts.map(input.stems) })
    }
  return out
})

/** Finds whose words these are: the one thing with a code of which a single saying holds all of them. */
const speaker = onceFor((input): ((words: string, but: string | null) => Bearer | null) => {
  const known = knownWords(input)
  const byStem = new Map<string, Set<string>>()
  for (const [id, { sayings }] of known)
    for (const saying of sayings)
      for (const stem of saying) {
        const list = byStem.get(stem)
        if (list) list.add(id)
        else byStem.set(stem, new Set([id]))
      }
  return (words, but) => {
    const stems = input.stems(words)
    if (stems.size < 3) return null
    const rare = [...stems].map((one) => byStem.get(one) ?? new Set<string>()).toSorted((a, b) => a.size - b.size)[0]
    if (!rare || rare.size > common) return null
    const whole = [...rare].filter(
      (id) => id !== but && (known.get(id)?.sayings ?? []).some((one) => shared(stems, one) === stems.size),
    )
    return whole.length === 1 ? (known.get(whole[0] ?? '')?.bearer ?? null) : null
  }
})

/** A code that stands nowhere in the plan, in a citation or in running text. Says whose words stand beside it, when it is one thing only. */
const danglingCode: CheckRule = {
  id: 'dangling-code',
  severity: 'error',
  run: (input, tell) => {
    const { plan } = input
    const codes = allCodes(input)
    const bad = citesOf(plan).filter((one) => !codes.has(codeKey(one.code)))
    const all = [...codes.values()].flatMap((list) => list.map((one) => one.code))
    const near = (code: string): string => (all.length < 1000 ? nearest(code, all) : '')
    const whose = bad.length > 0 ? speaker(input) : null
    for (const cite of bad) {
      const meant = whose && cite.words ? whose(cite.words, null) : null
      tell(
        [...cite.path, 'code'],
        {
          code: cite.code,
          place: cite.place,
          nearest: near(cite.code),
          meant: meant?.code ?? '',
          is: meant ? 'known' : 'unknown',
        },
        meant ? { element: cite.by, related: [meant.path] } : { element: cite.by },
      )
    }
    const pattern = codePattern(input)
    if (!pattern) return
    const told = new Set<string>()
    const scan = (text: string, path: Path, element: string | null): void => {
      for (const code of new Set(text.match(pattern)))
        if (!codes.has(codeKey(code)) && !told.has(`${element} ${codeKey(code)}`))
          tell(path, { code, place: '', nearest: near(code), meant: '', is: 'unknown' }, { element })
    }
    plan.elements.forEach((e, i) => {
      // A note that speaks of a wrong citation of the same element says nothing new.
      for (const cite of e.cites) told.add(`${e.id} ${codeKey(cite.code)}`)
      for (const field of ['title', 'text', 'note'] as const)
        if (e[field]) scan(ownWords(e[field], plan), ['elements', i, field], e.id)
    })
    plan.measures.forEach((m, i) => {
      for (const field of ['title', 'note'] as const)
        if (m[field]) scan(ownWords(m[field], plan), ['measures', i, field], m.of[0] ?? null)
    })
  },
}

/** A code that means more than one thing. Two elements with one code of today are the basic rule `duplicate-code`. */
const ambiguousCode: CheckRule = {
  id: 'ambiguous-code',
  severity: 'error',
  run: ({ plan }, tell) => {
    for (const list of codesOf(plan).values()) {
      const today = list.filter((one) => !one.old)
      const first = today[0]
      if (!first || new Set(today.map((one) => `${one.list} ${one.id}`)).size === 1) continue
      for (const later of today.slice(1))
        if (later.list === 'measures' && !(first.list === 'measures' && sameSubject(plan, first.id, later.id)))
          tell(later.path, { code: later.code, other: first.id }, { related: [first.path] })
    }
  },
}

/** Two measures of one element that carry one code are one indicator with two measures (family drift), not two things. */
function sameSubject(plan: CheckInput['plan'], one: string, other: string): boolean {
  const of = (id: string): readonly string[] => plan.measures.find((m) => m.id === id)?.of ?? []
  return of(one).some((id) => of(other).includes(id))
}

/** An old code that another element bears today: who looks it up lands at the wrong place. */
const reusedCode: CheckRule = {
  id: 'reused-code',
  severity: 'warning',
  run: ({ plan }, tell) => {
    for (const list of codesOf(plan).values()) {
      const today = list.find((one) => !one.old)
      for (const one of list)
        if (one.old && today && today.id !== one.id)
          tell(one.path, { code: one.code, other: today.id }, { related: [today.path] })
    }
  },
}

/** Citations of a code with the words of another: the citation, what bears the code, whose words they are. */
export const misquoted = onceFor((input): readonly { cite: Cite; bearer: Bearer; other: Bearer }[] => {
  const cites = citesOf(input.plan).filter((one) => one.words)
  if (cites.length === 0) return []
  const codes = allCodes(input)
  const known = knownWords(input)
  const whose = speaker(input)
  return cites.flatMap((cite) => {
    const bearer = meantBy(codes, cite.code)
    if (!bearer || !cite.words) return []
    const stems = input.stems(cite.words)
    const own = known.get(bearer.id)?.sayings ?? []
    if (own.some((one) => shared(stems, one) * 2 >= stems.size)) return []
    const other = whose(cite.words, bearer.id)
    return other ? [{ cite, bearer, other }] : []
  })
})

/** A code cited with the words of another element. */
const otherWords: CheckRule = {
  id: 'other-words',
  severity: 'warning',
  run: (input, tell) => {
    for (const { cite, bearer, other } of misquoted(input))
      tell(
        [...cite.path, 'words'],
        { code: cite.code, other: other.code, words: cite.words ?? '' },
        { element: cite.by, related: [other.path, bearer.path] },
      )
  },
}

export const citations: readonly CheckRule[] = [danglingCode, ambiguousCode, reusedCode, otherWords]
