import type { Target } from '../../file/format.ts'
import type { CheckRule } from '../rule.ts'
import { type Claim, claimsIn, type Counted, type Moment, momentsIn } from './claims.ts'
import { asPercent, dayOf, isChange, rounded } from './series.ts'

type When = NonNullable<Target['dueBy']>

/** What the numbers beside the amount of a target have to count; null where its unit does not tell. */
function counts(t: Target): readonly Counted[] | null {
  if (t.kind === 'changeRelative') return ['percent']
  switch (t.unit) {
    case 'percent':
    case 'fraction':
      return t.kind === 'changePoints' ? ['percent', 'points'] : ['percent']
    case 'points':
      return ['points', 'percent']
    case 'usd':
      return ['usd']
    case 'days':
      return ['time']
    case 'count':
      return ['plain']
    default:
      return null
  }
}

/** Every number that a target asks for, without its sign; shares as percent. */
function askedIn(t: Target): number[] {
  const share = (value: number): number => Math.abs(t.unit === 'fraction' ? asPercent(value, t.unit) : value)
  const own = t.amount === null ? [] : [share(t.amount)]
  return [...own, ...t.milestones.map((step) => share(step.amount))]
}
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))

/** A number in the words of a target that is none of its numbers; null when one of them fits, or none is of its kind. */
function otherNumber(t: Target): { said: Claim; amount: number } | null {
  const kinds = counts(t)
  const numbers = askedIn(t)
  const [amount] = numbers
  if (!t.words || !kinds || amount === undefined) return null
  const claims = claimsIn(t.words).filter((claim) => kinds.includes(claim.of))
  const [said] = claims
  const fits = claims.some((claim) => claim.values.some((value) => numbers.some((one) => near(value, one))))
  return said && !fits ? { said, amount } : null
}

/** Words that name their only number in money or percent while the amount is of another kind. */
function otherUnit(t: Target): Claim | null {
  const kinds = counts(t)
  if (!t.words || !kinds || !t.unit || t.amount === null) return null
  const claims = claimsIn(t.words)
  const [said] = claims
  if (claims.length !== 1 || !said || said.of === 'time' || said.of === 'plain' || kinds.includes(said.of)) return null
  const same = said.values.some((value) => near(value, Math.abs(t.amount ?? 0)))
  return same ? said : null
}

const down =
  /\b(?:reduc\w*|decreas\w*|fewer|less|lower(?:ed|ing)?(?! grades?)|cut(?:s|ting)?|drop\w*|menos|baja[rn]?|disminu\w*)\b/i
const up =
  /\b(?:increas\w*|more|higher|rais\w*|grow\w*|gain\w*|más|subi?[ren]+|sube|aument\w*|no less|no fewer|at least)\b/i
/** A change whose sign goes against its words: "7% less" and plus 7. */
function otherWay(t: Target): 'up' | 'down' | null {
  if (!t.words || !isChange(t) || !t.amount) return null
  const [says, against] = [down.test(t.words), up.test(t.words)]
  if (says === against) return null
  if (says && t.amount > 0) return 'down'
  return against && t.amount < 0 ? 'up' : null
}

/** True when a day, or the school year of a target, can be the moment that its words name. */
function canBe(moment: Moment, when: When): boolean {
  const date = when.date
  const ending = when.schoolYear ?? Number(date?.slice(0, 4))
  if (moment.of === 'year') {
    const year = Number(moment.value)
    return year === when.schoolYear || (date ? date.startsWith(moment.value) : year === ending - 1)
  }
  if (moment.of === 'span') {
    const last = Number(moment.value.slice(0, 4)) + 1
    return date ? date >= `${last - 1}-07-01` && date <= `${last}-08-31` : ending === last
  }
  if (moment.of === 'month')
    return date ? date.startsWith(moment.value) : moment.value >= `${ending - 1}-07` && moment.value <= `${ending}-08`
  if (moment.value.startsWith('-')) return !date || date.endsWith(moment.value.slice(1))
  return date ? date === moment.value : moment.value >= `${ending - 1}-07-01` && moment.value <= `${ending}-08-31`
}

/** A moment in some words that is not the one beside them; a period in which the moment lies is none. */
function otherMoment(words: string | null, when: When | null): { said: Moment; day: string } | null {
  const moments = words && when ? momentsIn(words) : []
  const day = dayOf(when)
  if (!when || !day || moments.length === 0 || moments.some((moment) => canBe(moment, when))) return null
  const [said] = moments
  // "From 2018 to 2022" and the like: more than one moment, and the day stands between them.
  const years = moments.map((moment) => Number(moment.value.slice(0, 4))).filter((year) => year > 0)
  const between =
    years.length > 1 && Math.min(...years) <= Number(day.slice(0, 4)) && Number(day.slice(0, 4)) <= Math.max(...years)
  return said && !between ? { said, day } : null
}

/** A target whose number, unit, way or day is not what the words beside it say. */
const beside: CheckRule = {
  id: 'target-words',
  severity: 'warning',
  run: ({ plan }, tell) => {
    plan.measures.forEach((m, i) => {
      m.targets.forEach((t, j) => {
        const at = ['measures', i, 'targets', j] as const
        const words = t.words ?? ''
        const number = otherNumber(t)
        if (number)
          tell([...at, 'words'], { how: 'number', words, said: number.said.text, amount: rounded(number.amount) })
        const unit = number ? null : otherUnit(t)
        if (unit) tell([...at, 'words'], { how: 'unit', words, said: unit.text, unit: t.unit ?? '' })
        const way = otherWay(t)
        if (way) tell([...at, 'words'], { how: way, words, amount: t.amount ?? 0 })
        const moment = otherMoment(t.words, t.dueBy)
        if (moment) tell([...at, 'words'], { how: 'day', words, said: moment.said.text, day: moment.day })
        const steps = t.milestones.map((step, k) => ({ when: step.dueBy, path: [...at, 'milestones', k, 'dueBy'] }))
        for (const { when, path } of [{ when: t.dueBy, path: [...at, 'dueBy'] }, ...steps]) {
          const other = otherMoment(when?.words ?? null, when)
          if (other) tell(path, { how: 'day', words: when?.words ?? '', said: other.said.text, day: other.day })
        }
      })
    })
  },
}

export const targetWords: readonly CheckRule[] = [beside]
