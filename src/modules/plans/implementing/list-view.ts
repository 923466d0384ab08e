import type { Option } from '../../../platform/look/field.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Measure } from '../file/format.ts'
import { said } from '../say.ts'
import { officeOf } from '../whole/measure-facts.ts'
import { entersHere, type Filling, kindHere } from './actions.ts'
import { begunSince, firstDay, hasEnded, kindFor } from './period.ts'
import { kindsOf } from './rules.ts'
import { say } from './say.ts'
import type { Entry } from './schema.ts'
import { latestOf, periodWords, standingWords } from './view.ts'

export type ListRow = {
  id: string
  title: string
  href: string
  kind: string
  of: string
  office: string
  latest: string
  period: string
  next: string
}
export type ListView = { rows: readonly ListRow[]; told: number; all: number; offices: readonly Option[] }

export const officeName = (filling: Filling, m: Measure, lang: Lang): string => {
  const found = filling.graph.plan.offices.find((one) => one.id === officeOf(filling.graph, m))
  return found ? said(found.name, lang).words : say(lang)('nobody')
}

/** Codes of what a measure measures; titles where there is no code. */
export const ofWords = (filling: Filling, m: Measure, lang: Lang): string =>
  m.of
    .flatMap((id) => filling.graph.byId(id) ?? [])
    .map((e) => e.code ?? said(e.title, lang).words)
    .join(', ')

/** Offices that report a measure, for pickers. In: `mine`, only those for which this visitor may enter something. */
export function officesFor(filling: Filling, lang: Lang, mine: Visitor | null): Option[] {
  const used = new Set(
    filling.graph.plan.measures
      .filter((m) => kindHere(m) !== 'computed' && (mine === null || entersHere(mine, filling, m)))
      .map((m) => officeOf(filling.graph, m)),
  )
  return filling.graph.plan.offices
    .filter((one) => used.has(one.id))
    .map((one) => ({ value: one.id, label: said(one.name, lang).words }))
}

/** The last period that has ended in the plan's own time and of which nothing is known; null when there is none. */
function waitingFor(filling: Filling, m: Measure, entries: readonly Entry[]): string | null {
  const { today, graph } = filling
  const ended = begunSince([kindFor(m.every)], graph.plan.period.from, today).find((one) => hasEnded(one, today))
  if (!ended) return null
  return entries.some((one) => one.measure === m.id && one.period === ended.code && one.state !== 'withdrawn')
    ? null
    : ended.code
}

/** Every measure of a plan with what is known of it now. In: what holds, an office or all, the address of a measure's page. */
export function listView(
  filling: Filling,
  entries: readonly Entry[],
  office: string,
  lang: Lang,
  href: (measure: string) => string,
): ListView {
  const words = say(lang)
  const latest = latestOf(entries)
  const all = filling.graph.plan.measures
  const byHand = all.filter((m) => kindHere(m) !== 'computed')
  return {
    told: byHand.filter((m) => latest.has(m.id)).length,
    all: byHand.length,
    offices: officesFor(filling, lang, null),
    rows: all
      .filter((m) => office === '' || officeOf(filling.graph, m) === office)
      .map((m): ListRow => {
        const kind = kindHere(m)
        const now = latest.get(m.id) ?? null
        const waiting = kind === 'computed' ? null : waitingFor(filling, m, entries)
        return {
          id: m.id,
          title: said(m.title, lang).words,
          href: href(m.id),
          kind: words(`kind.${kind}`),
          of: ofWords(filling, m, lang),
          office: officeName(filling, m, lang),
          latest: kind === 'computed' ? '' : standingWords(now, m, lang),
          period: now ? periodWords(now.period, lang) : '',
          next:
            kind === 'computed'
              ? ''
              : words(waiting ? 'waiting' : 'upToDate', { period: waiting ? periodWords(waiting, lang) : '' }),
        }
      }),
  }
}

/** The periods that a measure's form offers: those that have begun, from the year before the plan on. */
export function periodOptions(filling: Filling, m: Measure, lang: Lang): Option[] {
  const { from } = filling.graph.plan.period
  const since = `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`
  return begunSince(kindsOf(m), since, filling.today).map((one) => ({
    value: one.code,
    label: periodWords(one.code, lang),
    hint: firstDay(one),
  }))
}
