import type { Element, Plan } from '../../file/format.ts'
import type { CheckRule } from '../rule.ts'
import { whenOf } from '../time/when.ts'
import { ownWords, sameSet, shared, stemsOf } from '../wording.ts'

const stages = {
  elementary: /\belementary\b|\bprimary schools?\b|\b(?:escuelas? )?primarias?\b|\bescuelas elementales\b/i,
  middle: /\bmiddle\b|\bjunior high\b|\bintermedias?\b|\bsecundarias? baj/i,
  high: /\bhigh schools?\b|\bsecundarias?\b|\bpreparatorias?\b/i,
}
type Stage = keyof typeof stages
const stageOf = (text: string): Stage[] => (Object.keys(stages) as Stage[]).filter((one) => stages[one].test(text))
const everywhere =
  /\ball schools\b|\bevery school\b|\ball grades\b|\b(?:pre-?k|pk|k)\s*[-–]\s*(?:8|12)\b|\btodas las escuelas(?! (?:prim|sec|inter|elem))|\bcada escuela\b/i
const stageWords = stemsOf(
  'elementary primary middle high school schools all primaria intermedia secundaria escuela escuelas todas todos',
)
const restOf = (text: string): ReadonlySet<string> => new Set([...stemsOf(text)].filter((one) => !stageWords.has(one)))

/** Elements under one parent, in the order of the plan. */
function families(plan: Plan): Element[][] {
  const out = new Map<string, Element[]>()
  for (const e of plan.elements)
    for (const parent of new Set(e.parents)) {
      const list = out.get(`${parent}\n${e.level}`)
      if (list) list.push(e)
      else out.set(`${parent}\n${e.level}`, [e])
    }
  return [...out.values()]
}

/** The same step for elementary and for high schools, and never for the schools between. */
const skips: CheckRule = {
  id: 'phase-skips-level',
  severity: 'warning',
  run: ({ plan, pathOf }, tell) => {
    const told = new Set<string>()
    for (const siblings of families(plan)) {
      const texts = siblings.map((e) => ({ e, text: ownWords(e.title, plan) }))
      // Somebody among them has the middle schools, or all of them.
      if (texts.some(({ text }) => stages.middle.test(text) || everywhere.test(text))) continue
      const phases = texts.flatMap(({ e, text }) => {
        const found = stageOf(text)
        return found.length === 1 && found[0] ? [{ e, stage: found[0], rest: restOf(text) }] : []
      })
      const high = phases.filter((p) => p.stage === 'high')
      for (const low of phases.filter((p) => p.stage === 'elementary').slice(0, 20)) {
        const pair = high.find((p) => sameSet(p.rest, low.rest) || similar(p.rest, low.rest))
        if (!pair || told.has(pair.e.id)) continue
        told.add(pair.e.id)
        tell(
          pathOf('elements', pair.e.id) ?? [],
          { title: ownWords(pair.e.title, plan), other: ownWords(low.e.title, plan) },
          { element: pair.e.id, related: [pathOf('elements', low.e.id) ?? []] },
        )
      }
    }
  },
}
/** Most of what both say, apart from the school level, is the same. */
const similar = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && shared(a, b) * 2 > Math.max(a.size, b.size)

const pilot = /\bpilots?\b|\bpiloto\b|\btry(?:ing)? out\b|\btrial run\b/i
const small = stemsOf('pilot try out trial run piloto probar study')

/** A pilot, and the roll-out of the same thing before the pilot is over. */
const overlaps: CheckRule = {
  id: 'pilot-overlaps',
  severity: 'warning',
  run: ({ plan, pathOf }, tell) => {
    for (const siblings of families(plan))
      for (const e of siblings.filter((one) => pilot.test(ownWords(one.title, plan))).slice(0, 20)) {
        const tried = whenOf(e, plan)
        if (!tried.to) continue
        const subject = new Set(
          [...restOf(ownWords(e.title, plan))].filter((one) => !small.has(one) && !/^\d/.test(one)),
        )
        const rollOut = siblings.find((one) => {
          const text = ownWords(one.title, plan)
          const wide = /\ball\b|\bevery\b|\beach\b|\btod[oa]s\b|\bcada\b/i.test(text)
          const { from, to } = whenOf(one, plan)
          // Where only the ends are known, a roll-out that is due no later than its pilot cannot have waited for it.
          const begins = from ?? to
          if (one === e || pilot.test(text) || !wide || !begins || begins > (tried.to ?? '')) return false
          const words = restOf(text)
          return [...words].some((word) => [...subject].some((other) => sameRoot(word, other)))
        })
        if (!rollOut) continue
        const { from, to } = whenOf(rollOut, plan)
        tell(
          [...(pathOf('elements', e.id) ?? []), 'timeframe'],
          {
            title: ownWords(e.title, plan),
            to: tried.to,
            other: ownWords(rollOut.title, plan),
            from: from ?? to ?? '',
            how: from === null ? 'due' : 'begins',
          },
          { element: e.id, related: [pathOf('elements', rollOut.id) ?? []] },
        )
      }
  },
}
/** Register and registration: the same first six letters. */
const sameRoot = (a: string, b: string): boolean =>
  a === b || (a.length >= 6 && b.length >= 6 && a.slice(0, 6) === b.slice(0, 6))

export const phases: readonly CheckRule[] = [skips, overlaps]
