import type { Measure } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import { codeKey } from '../codes.ts'
import type { CheckInput, CheckRule } from '../rule.ts'
import { ownWords, wordsOf } from '../wording.ts'

const kinds = new Set(['offic', 'office', 'department', 'divis', 'division', 'oficina', 'departamento', 'chief'])

/** Two offices whose names are the same words in another order or with another word for "office". */
const officeTwins: CheckRule = {
  id: 'office-twins',
  severity: 'warning',
  run: ({ plan, stems: stemsIn }, tell) => {
    const seen = new Map<string, number>()
    const owners = new Set([...plan.elements.map((e) => e.owner), ...plan.measures.map((m) => m.office)])
    plan.offices.forEach((one, i) => {
      const stems = [...stemsIn(ownWords(one.name, plan))].filter((stem) => !kinds.has(stem)).toSorted()
      if (stems.length === 0) return
      const key = stems.join(' ')
      const first = seen.get(key)
      const other = first === undefined ? undefined : plan.offices[first]
      if (first === undefined || !other) seen.set(key, i)
      else
        tell(
          ['offices', i, 'name'],
          {
            name: ownWords(one.name, plan),
            other: ownWords(other.name, plan),
            work: owners.has(one.id) && owners.has(other.id) ? 'both' : 'one',
          },
          { related: [['offices', first, 'name']] },
        )
    })
  },
}

/** The name of an office as printed, without what stands in brackets and without small words; cut quotes are compared as far as they go. */
const printed = (words: string): string[] =>
  wordsOf(words.replaceAll(/\([^)]*\)/g, ' ')).filter((one) => one !== 'of' && one !== 'the' && one !== 'and')

/** One office that the source prints under different names. */
const officeName: CheckRule = {
  id: 'office-name-drift',
  severity: 'warning',
  run: ({ plan }, tell) => {
    type Print = { words: string; list: string[]; path: Path; element: string; place: string }
    const prints = new Map<string, Print[]>()
    plan.elements.forEach((e, i) => {
      e.mentions.forEach((m, j) => {
        if (!m.office || !m.words || !/^(?:office|department|division|bureau)\b/i.test(m.words)) return
        const list = prints.get(m.office) ?? []
        const path = ['elements', i, 'mentions', j]
        list.push({ words: m.words, list: printed(m.words), path, element: e.id, place: m.place })
        prints.set(m.office, list)
      })
    })
    for (const list of prints.values()) {
      const first = list[0]
      const other = list.find(
        (one) => first && one.list.some((word, i) => i < first.list.length && word !== first.list[i]),
      )
      if (first && other)
        tell(
          other.path,
          { one: first.words, two: other.words, place: first.place, place2: other.place },
          { element: other.element, related: [first.path] },
        )
    }
  },
}

type Placed = { measure: Measure; path: Path }

/** Measures that share a code: by their own code together with the element, or by being of one coded indicator. */
function byCode({ plan, graph }: CheckInput): Map<string, { code: string; element: string; list: Placed[] }> {
  const out = new Map<string, { code: string; element: string; list: Placed[] }>()
  plan.measures.forEach((measure, i) => {
    for (const id of new Set(measure.of)) {
      const e = graph.byId(id)
      if (!e) continue
      const indicator = graph.level(e)?.role === 'measure'
      const code = measure.code ?? (indicator ? e.code : null)
      if (!code) continue
      const key = `${id}\n${codeKey(code)}`
      const here = out.get(key) ?? { code, element: id, list: [] }
      here.list.push({ measure, path: ['measures', i] })
      out.set(key, here)
    }
  })
  return out
}

const people = (m: Measure): string => JSON.stringify([m.who, m.populations])
/** Words for people: who is counted is not what is counted. */
const crowd = new Set([
  'student',
  'staff',
  'teacher',
  'administrator',
  'adult',
  'family',
  'parent',
  'estudiant',
  'personal',
  'docent',
  'familia',
])
const thing = (m: Measure, { plan, stems }: CheckInput): string =>
  m.definition ??
  [...stems(ownWords(m.title, plan))]
    .filter((stem) => !crowd.has(stem))
    .toSorted()
    .join(' ')

/** One code, two things that are counted; or one thing counted for two kinds of people. */
const twoOf = (id: 'code-two-measures' | 'code-two-populations'): CheckRule => ({
  id,
  severity: 'warning',
  run: (input, tell) => {
    for (const { code, element, list } of byCode(input).values()) {
      const first = list[0]
      if (!first || list.length < 2) continue
      const other = list.find((one) => {
        const sameThing = thing(one.measure, input) === thing(first.measure, input)
        const samePeople = people(one.measure) === people(first.measure)
        return id === 'code-two-measures' ? !sameThing : sameThing && !samePeople
      })
      if (other)
        tell(
          other.path,
          { code, one: ownWords(first.measure.title, input.plan), two: ownWords(other.measure.title, input.plan) },
          { element, related: [first.path] },
        )
    }
  },
})

export const names: readonly CheckRule[] = [
  officeTwins,
  officeName,
  twoOf('code-two-measures'),
  twoOf('code-two-populations'),
]
