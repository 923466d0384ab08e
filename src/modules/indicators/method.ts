import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { grade } from '../../platform/format.ts'
import type { Lang } from '../../platform/words.ts'
import { type DefinitionCard, type DefinitionSql, definitionSql, isDaily } from './definitions/catalog.ts'
import { outcomeParameters } from './definitions/outcome-parameters.ts'
import { type Dated, parameters } from './definitions/parameters.ts'
import { words } from './say.ts'
import type { RunRow } from './schema.ts'

/** What "How is this computed?" shows of one definition. */
export type Method = {
  definition: DefinitionCard
  rules: { name: string; value: string; since: string; source: string; status: string }[]
  steps: DefinitionSql[]
  /** Names of the worked examples that a test computes again. */
  golden: string[]
  runs: RunRow[]
}

const dated = { ...parameters, ...outcomeParameters }

function valueText(name: string, value: unknown, lang: Lang): string {
  const say = words(lang)
  const percent = (perMille: number) => `${perMille / 10}%`
  if (name === 'thresholdPerMille') return percent(value as number)
  if (name === 'minMemberDays') return say('days.n', { n: value as number })
  if (name === 'halfDayRule') return say(value === 'half_day' ? 'half.half_day' : 'half.proportional')
  if (name === 'lowGrade' || name === 'highGrade' || name === 'successPlanLowGrade') return grade(value as number)
  if (name.endsWith('Credits') || name === 'removalDays') return String((value as number) / 100)
  if (name === 'stateTests' || name === 'removals' || name === 'englishTests')
    return String(value).split(',').filter(Boolean).join(', ')
  if (name === 'tiersPerMille') {
    const tiers = value as { at_risk: number; chronic: number; severe: number }
    return say('tiers.text', {
      at_risk: percent(tiers.at_risk),
      chronic: percent(tiers.chronic),
      severe: percent(tiers.severe),
    })
  }
  return typeof value === 'boolean' ? say(value ? 'yes' : 'no') : String(value)
}

/** Names of the worked examples of a definition: those of attendance all serve both of its measures, the others say which they show. */
function goldenOf(definition: DefinitionCard): string[] {
  const daily = isDaily(definition)
  const folder = new URL(daily ? './golden/' : './golden-year/', import.meta.url)
  if (!existsSync(folder)) return []
  const shows = (name: string) =>
    daily ||
    (
      JSON.parse(readFileSync(new URL(`${name}/case.json`, folder), 'utf8')) as { definitions: string[] }
    ).definitions.includes(definition.id)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && shows(entry.name))
    .map((entry) => entry.name.replaceAll('-', ' '))
    .sort()
}

/** Gathers words, dated rules, SQL, worked examples and runs of a definition. */
export function methodOf(definition: DefinitionCard, runs: RunRow[], lang: Lang): Method {
  const say = words(lang)
  const rules = definition.parameters.flatMap((name) =>
    (dated[name] as readonly Dated<unknown>[]).map((one) => ({
      name: say(`param.${name}`),
      value: valueText(name, one.value, lang),
      since: one.from,
      source: one.source,
      status: one.status,
    })),
  )
  return { definition, rules, steps: definition.sql.map(definitionSql), golden: goldenOf(definition), runs }
}
