import type { Text } from '../../../platform/words.ts'
import type { Measure, Plan } from '../file/format.ts'
import type { PlanRow } from '../schema.ts'
import type { Break, LedgerFile, LedgerMeasure } from './format.ts'
import { type Figure, type Promised, type Standing, standingOf } from './decide.ts'

export type Kept = { promised: Promised; standing: Standing; note: Text | null }
export type District = {
  code: string
  name: string
  synthetic: boolean
  promises: readonly Kept[]
  figures: readonly Figure[]
}
/** One measure over all plans that promise something about it. */
export type Entry = {
  id: string
  title: Text
  note: Text | null
  unit: Figure['unit']
  better: 'higher' | 'lower'
  series: LedgerMeasure['series']
  breaks: readonly Break[]
  districts: readonly District[]
}

type About = Omit<Entry, 'districts'> & { promises: LedgerMeasure['promises']; figures: LedgerMeasure['figures'] }
type Held = { plan: Plan; measure: Measure }

const usual = 'usual'

/** What a ledger file says about a measure; where none does, what the plans themselves say. */
function aboutOf(id: string, held: readonly Held[], file: LedgerFile | null): About {
  const known = file?.measures.find((one) => one.id === id)
  if (known) return known
  const target = held.flatMap((one) => one.measure.targets).find((one) => one.operator !== null)
  const title = held[0]?.measure.title ?? { en: id, source: 'en' as const }
  return {
    id,
    title,
    note: null,
    unit: target?.unit ?? null,
    better: target?.operator?.startsWith('<') ? 'lower' : 'higher',
    series: [{ id: usual, name: title, note: null }],
    breaks: [],
    promises: [],
    figures: [],
  }
}

const sourceLine = (plan: Pick<Plan, 'sources'>, id: string, place: string): string => {
  const source = plan.sources.find((one) => one.id === id)
  return [source?.publisher, source?.title, source?.file, place].filter(Boolean).join(', ')
}

/** Every published value that plans and the file hold for a measure; the same line of the same source once. */
function figuresOf(about: About, held: readonly Held[], file: LedgerFile | null): Figure[] {
  const first = about.series[0]?.id ?? usual
  const ofPlans = held.flatMap(({ plan, measure }) =>
    plan.published
      .filter((row) => row.measure === measure.id)
      .map((row) => ({
        ...row,
        series: row.comparable ? first : null,
        source: sourceLine(plan, row.source.id, row.source.place),
      })),
  )
  const ofFile = about.figures.map((row) => ({
    ...row,
    series: row.series ?? first,
    source: sourceLine(file ?? { sources: [] }, row.source.id, row.source.place),
  }))
  const out = new Map<string, Figure>()
  for (const row of [...ofFile, ...ofPlans]) {
    const key = [row.entity.code, row.schoolYear, row.population.set, row.population.value, row.value, row.source].join(
      '|',
    )
    if (!out.has(key))
      out.set(key, {
        entity: row.entity,
        schoolYear: row.schoolYear,
        population: row.population,
        value: row.value,
        unit: row.unit,
        numerator: row.numerator,
        denominator: row.denominator,
        series: row.series,
        source: row.source,
        note: row.note,
      })
  }
  return [...out.values()].toSorted((a, b) => a.schoolYear - b.schoolYear)
}

const people = (one: { population: Figure['population'] }) => `${one.population.set}=${one.population.value}`
const codeOf = (plan: Plan): string => plan.org.code ?? plan.org.name

function promisesOf(about: About, held: readonly Held[], figures: readonly Figure[], today: string): Kept[] {
  const first = about.series[0]?.id ?? usual
  const inTime = held.toSorted((a, b) => a.plan.period.from.localeCompare(b.plan.period.from))
  return inTime.flatMap(({ plan, measure }) =>
    measure.targets.map((target) => {
      const special = about.promises.find((one) => one.plan === plan.id && one.measure === measure.id)
      const later = inTime.find(
        (one) =>
          one.plan.period.from > plan.period.from &&
          one.measure.targets.some((next) => people(next) === people(target)),
      )
      const promised: Promised = { plan, measure, target, series: special?.series ?? first, later: later?.plan ?? null }
      return {
        promised,
        standing: standingOf(promised, figures, about.breaks, today),
        note: special?.note ?? null,
      }
    }),
  )
}

/** Plans that promise something in the name of a district. */
export const promising = <P extends Pick<PlanRow, 'unit_id'>>(rows: readonly P[]): P[] =>
  rows.filter((row) => row.unit_id === null)

/**
 * The promise ledger: for each measure and district every target of every plan, in the order of the plans, with how it stands, and every published value
 * that is known. In: plans that promised something (no drafts), what ledger files add, the day. Plans belong to one district by the code of their
 * organization; measures belong together by the definition that they name.
 */
export function buildLedger(plans: readonly Plan[], file: LedgerFile | null, today: string): Entry[] {
  const inForce = plans.filter(({ adoption }) => adoption.state === 'adopted' || adoption.state === 'archived')
  const held = new Map<string, Held[]>()
  for (const id of file?.measures.map((one) => one.id) ?? []) held.set(id, [])
  for (const plan of inForce)
    for (const measure of plan.measures) {
      if (!measure.definition) continue
      const list = held.get(measure.definition)
      if (list) list.push({ plan, measure })
      else held.set(measure.definition, [{ plan, measure }])
    }
  return [...held].flatMap(([id, all]): Entry[] => {
    const { promises: _, figures: __, ...about } = aboutOf(id, all, file)
    const figures = figuresOf(aboutOf(id, all, file), all, file)
    const codes = new Set([...all.map(({ plan }) => codeOf(plan)), ...figures.map((one) => one.entity.code)])
    const districts = [...codes].map((code): District => {
      const own = all.filter(({ plan }) => codeOf(plan) === code)
      const published = figures.filter((one) => one.entity.code === code)
      const plan = own[0]?.plan
      return {
        code,
        name: plan?.org.name ?? published[0]?.entity.name ?? code,
        synthetic: plan?.org.synthetic ?? false,
        promises: promisesOf(aboutOf(id, all, file), own, published, today),
        figures: published,
      }
    })
    const some = districts.filter((one) => one.promises.length + one.figures.length > 0)
    return some.length > 0 ? [{ ...about, districts: some }] : []
  })
}
