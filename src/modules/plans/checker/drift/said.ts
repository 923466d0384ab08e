import type { Path } from '../../file/problem.ts'
import { citesOf, codesOf, meantBy } from '../codes.ts'
import { type CheckInput, onceFor } from '../rule.ts'
import { ownWords } from '../wording.ts'

/** What one place of the source says about a thing. */
export type Saying = {
  path: Path
  place: string
  words: string | null
  number: number | null
  unit: string | null
  grades: string | null
  date: string | null
  office: string | null
}
/** One thing and every place that says something about it: the plan itself (element null), an element, a measure. */
export type Subject = { element: string | null; name: string; owner: string | null; sayings: readonly Saying[] }

type Mention = CheckInput['plan']['mentions'][number]
const listed = (mentions: readonly Mention[], path: Path): Saying[] =>
  mentions.map((one, k) => ({ ...one, path: [...path, 'mentions', k] }))

/** Everything that is said in more than one place. The words that others put beside an element's code count as said of it. */
export const subjects = onceFor((input): readonly Subject[] => {
  const { plan } = input
  const codes = codesOf(plan)
  const beside = new Map<string, Saying[]>()
  for (const cite of citesOf(plan)) {
    const meant = meantBy(codes, cite.code)
    if (!meant || !cite.words) continue
    const saying: Saying = { ...cite, number: null, unit: null, grades: null, date: null, office: null }
    const key = `${meant.list} ${meant.id}`
    const list = beside.get(key)
    if (list) list.push(saying)
    else beside.set(key, [saying])
  }
  const out: Subject[] = [{ element: null, name: '', owner: null, sayings: listed(plan.mentions, []) }]
  plan.elements.forEach((e, i) => {
    const sayings = [...listed(e.mentions, ['elements', i]), ...(beside.get(`elements ${e.id}`) ?? [])]
    out.push({ element: e.id, name: e.code ?? `“${ownWords(e.title, plan)}”`, owner: e.owner, sayings })
  })
  plan.measures.forEach((m, i) => {
    const sayings = [...listed(m.mentions, ['measures', i]), ...(beside.get(`measures ${m.id}`) ?? [])]
    out.push({ element: m.of[0] ?? null, name: m.code ?? `“${ownWords(m.title, plan)}”`, owner: null, sayings })
  })
  // What is said in one place only cannot differ.
  return out.filter((one) => one.sayings.length > 1)
})
