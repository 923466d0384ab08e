import type { Lang } from '../../../../platform/words.ts'
import type { Measure, Plan, Published, Target } from '../../file/format.ts'
import { say } from '../say.ts'
import { type Indicator, type Instance, nowhereAt, type Result } from './document.ts'
import { alsoMeasures, decimalText, type Identifiers, stageOf, wordsIn } from './mapping.ts'

/** The last day of a school year, by its ending year. Where a plan names only the year, the standard wants a day. */
const endOfYear = (year: number): string => `${year}-06-30`
const startOfYear = (year: number): string => `${year - 1}-07-01`

type Foreign = NonNullable<Plan['carried']>['targets'][number]

function resultOf(target: Target, foreign: Foreign | undefined, lang: Lang): Result {
  const last = target.dueBy ?? target.milestones.at(-1)?.dueBy ?? null
  const end = last?.date ?? (last?.schoolYear ? endOfYear(last.schoolYear) : null)
  const description = wordsIn(target.note, lang)
  if (foreign) return { start: foreign.start, end, units: foreign.units, descriptor: foreign.descriptor, description }
  const amount = target.amount ?? target.milestones.at(-1)?.amount ?? null
  return {
    start: null,
    end,
    units: amount === null ? null : decimalText(amount),
    descriptor: { name: target.kind, value: target.operator },
    description,
  }
}

/** What the indicators of one plan share, looked up once. */
export type Around = {
  lang: Lang
  identifiers: Identifiers
  idOf: ReadonlyMap<string, string | null>
  carried: ReadonlyMap<string, NonNullable<Plan['carried']>['measures'][number]>
  foreign: ReadonlyMap<string, Foreign>
  published: ReadonlyMap<string, Published[]>
  sources: ReadonlyMap<string, Plan['sources'][number]>
}

/** In: the plan, a language, identifiers handed out so far, and those of its elements. */
export function aroundOf(
  plan: Plan,
  lang: Lang,
  identifiers: Identifiers,
  idOf: ReadonlyMap<string, string | null>,
): Around {
  const published = Map.groupBy(plan.published, (one) => one.measure)
  return {
    lang,
    identifiers,
    idOf,
    published,
    carried: new Map(plan.carried?.measures.map((one) => [one.of, one])),
    foreign: new Map(plan.carried?.targets.map((one) => [`${one.measure} ${one.of}`, one])),
    sources: new Map(plan.sources.map((one) => [one.id, one])),
  }
}

/** Figures that somebody published, year by year. Their unit and group stand in words; the standard has a place for the number and the days only. */
function actualsOf(measure: Measure, { published, sources, lang }: Around): Result[] {
  return (published.get(measure.id) ?? [])
    .toSorted((a, b) => a.schoolYear - b.schoolYear)
    .map((one) => {
      const group = one.population.set === 'all' ? null : `${one.population.set}: ${one.population.value}`
      const said = [
        one.unit,
        group,
        say(lang)('sourceLine', {
          source: sources.get(one.source.id)?.title ?? one.source.id,
          place: one.source.place,
        }),
        wordsIn(one.note, lang),
      ]
      return {
        start: startOfYear(one.schoolYear),
        end: endOfYear(one.schoolYear),
        units: decimalText(one.value),
        descriptor: { name: one.entity.code, value: one.entity.name },
        description: said.filter((text) => text !== null).join('. '),
      }
    })
}

function instancesOf(measure: Measure, around: Around): Instance[] {
  const { lang } = around
  const carried = around.carried.get(measure.id)
  const results = new Map(
    measure.targets.map((one) => [one.id, resultOf(one, around.foreign.get(`${measure.id} ${one.id}`), lang)]),
  )
  const kept = (carried?.instances ?? []).map((one) => ({
    targets: one.targets.flatMap((id) => {
      const result = results.get(id)
      results.delete(id)
      return result ? [result] : []
    }),
    actuals: one.actuals,
  }))
  const further = [...results.values()].map((result) => ({ targets: [result], actuals: [] }))
  const actuals = actualsOf(measure, around)
  return [...kept, ...further, ...(actuals.length > 0 ? [{ targets: [], actuals }] : [])].filter(
    (one) => one.targets.length + one.actuals.length > 0,
  )
}

/** The indicator of a measure, as it stands in an objective of Part 2. */
export function indicatorOf(measure: Measure, around: Around): Indicator {
  const { lang, identifiers, idOf } = around
  const carried = around.carried.get(measure.id)
  const unit = measure.targets.find((one) => one.unit !== null)?.unit ?? null
  const usual = measure.role === 'qualitative' ? 'Qualitative' : 'Quantitative'
  const kind = carried?.kind ?? usual
  return {
    sequence: measure.code ?? carried?.sequence ?? null,
    dimension: carried?.unnamed ? null : wordsIn(measure.title, lang),
    unit: carried?.unit ?? unit,
    identifier: identifiers.claim(carried?.identifier ?? measure.id),
    relationships: [
      ...measure.of.slice(1).flatMap((id) => {
        const referent = idOf.get(id)
        return referent
          ? [
              {
                identifier: null,
                referents: [referent],
                name: alsoMeasures,
                description: null,
                type: 'Peer_To' as const,
              },
            ]
          : []
      }),
      ...(carried?.relationships ?? []).map((one) => ({ ...one, identifier: identifiers.claim(one.identifier) })),
    ],
    instances: instancesOf(measure, around),
    other: wordsIn(measure.note, lang),
    stage: measure.role === 'qualitative' || carried?.noStage ? null : stageOf[measure.role],
    kind: kind === 'none' ? null : kind,
    at: nowhereAt,
  }
}
