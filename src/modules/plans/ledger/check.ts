import { nearest } from '../file/nearest.ts'
import { nowhere, type Path, type Place, type Places, type Severity } from '../file/problem.ts'
import type { PlanGraph } from '../graph.ts'
import type { LedgerFile, LedgerMeasure } from './format.ts'

export const ledgerWrongs = [
  'unknown-plan',
  'unknown-part',
  'other-measure',
  'unknown-series',
  'unknown-source',
  'twice',
  'gap-backwards',
  'no-promise',
] as const
export type LedgerWrong = (typeof ledgerWrongs)[number]
/** One mistake in a ledger, with the place in its file. */
export type LedgerProblem = Place & {
  wrong: LedgerWrong
  severity: Severity
  values: Record<string, string>
  path: Path
}

/**
 * What is wrong with a ledger file. In: it, the plans by id, the places of its file, and the measures that plans promise something about (null: not looked at).
 * Out: promises of plans or measures that do not exist or tell of something else, series and sources that nothing names, ids that stand twice, gaps that end
 * before they begin, measures that no plan promises anything about. In the order of the file.
 */
export function checkLedger(
  ledger: LedgerFile,
  planOf: (id: string) => PlanGraph | null,
  places: Places = nowhere,
  promised: ReadonlySet<string> | null = null,
): LedgerProblem[] {
  const found: LedgerProblem[] = []
  const tell = (wrong: LedgerWrong, path: Path, values: Record<string, string>, severity: Severity = 'error'): void => {
    found.push({ wrong, severity, values, path, ...places(path) })
  }
  const once = (list: readonly { id: string }[], at: Path): Set<string> => {
    const seen = new Set<string>()
    list.forEach(({ id }, i) => {
      if (seen.has(id)) tell('twice', [...at, i, 'id'], { id })
      seen.add(id)
    })
    return seen
  }
  const sources = once(ledger.sources, ['sources'])
  once(ledger.measures, ['measures'])
  ledger.measures.forEach((measure: LedgerMeasure, m) => {
    const here: Path = ['measures', m]
    const series = once(measure.series, [...here, 'series'])
    const unknown = (wrong: LedgerWrong, path: Path, id: string, known: ReadonlySet<string>): void => {
      if (!known.has(id)) tell(wrong, path, { id, measure: measure.id, nearest: nearest(id, known) })
    }
    if (promised && !promised.has(measure.id)) tell('no-promise', [...here, 'id'], { id: measure.id }, 'warning')
    measure.breaks.forEach(({ schoolYear, to }, i) => {
      if (to !== null && to < schoolYear)
        tell('gap-backwards', [...here, 'breaks', i, 'to'], { from: String(schoolYear), to: String(to) })
    })
    measure.promises.forEach((promise, i) => {
      const at: Path = [...here, 'promises', i]
      unknown('unknown-series', [...at, 'series'], promise.series, series)
      const plan = planOf(promise.plan)?.plan
      if (!plan) return tell('unknown-plan', [...at, 'plan'], { plan: promise.plan })
      const known = plan.measures.find((one) => one.id === promise.measure)
      if (!known) {
        const near = nearest(
          promise.measure,
          plan.measures.map((one) => one.id),
        )
        tell('unknown-part', [...at, 'measure'], { id: promise.measure, plan: plan.id, nearest: near })
      } else if (known.definition !== measure.id)
        tell('other-measure', [...at, 'measure'], {
          id: known.id,
          plan: plan.id,
          measure: measure.id,
          other: known.definition ?? '',
        })
    })
    measure.figures.forEach((figure, i) => {
      const at: Path = [...here, 'figures', i]
      unknown('unknown-source', [...at, 'source', 'id'], figure.source.id, sources)
      if (figure.series !== null) unknown('unknown-series', [...at, 'series'], figure.series, series)
    })
  })
  return found
}
