import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { longDate, schoolYear } from '../../../platform/format.ts'
import { hidden } from '../../../platform/look/cells.ts'
import type { Lang } from '../../../platform/words.ts'
import { orgById, orgsUnder, timeZoneOf, todayOf, yearOf } from '../../people/index.ts'
import { words } from '../say.ts'
import { noteSmallRead } from '../store.ts'
import { compile } from './engine/compile.ts'
import { fileText } from './file.ts'
import { type Golden, goldenColumns, goldenOf, readGolden, tryGolden } from './golden.ts'
import { ownPrefix } from './id.ts'
import { ownWords } from './issue.ts'
import { isMap } from './reader.ts'
import type { Definition } from './language.ts'
import type { ExampleLine, ShowProps, TrialLine } from './pages/own-show.tsx'
import { readDefinition } from './read.ts'
import { amountText, valueText } from './say.ts'
import { type OwnRow, type Trial, trialOf, type TrialValue, trialValues } from './store.ts'

/** Below so many students a true value is small: reading it is noted. */
const small = 20

/** What somebody wrote as name or sentence, also where the whole cannot be read. */
export const writtenText = (content: Record<string, unknown>, key: 'name' | 'sentence', lang: Lang): string => {
  const value = content[key]
  return isMap(value) && typeof value[lang] === 'string' ? value[lang] : ''
}

/** How a definition stands, in words. */
export function stateText(row: OwnRow, lang: Lang): string {
  const say = ownWords(lang)
  if (row.state === 'active' && row.active_version !== row.content_version) return say('state.changed')
  return say(`state.${row.state}`)
}

export type ShowView = Omit<ShowProps, 'lang' | 'csrf' | 'errors' | 'done' | 'mayKeep'>

/** Everything that the page of a definition shows. In: `typed`, an example that was refused, shown again. Reading small values of the preview is noted. */
export async function showView(tx: Tx, scope: Scope, row: OwnRow, lang: Lang, typed: Golden | null): Promise<ShowView> {
  const { district_id: districtId, own_id: ownId } = row
  const { golden: _, ...rule } = row.content
  const { definition } = readDefinition(rule)
  const kept = goldenOf(row.content)
  const golden = typed ?? kept
  const read = definition && golden ? readGolden(definition, golden).read : null
  const tried = definition && read ? tryGolden(definition, read) : null
  const trial = await trialOf(tx, districtId, ownId, row.content_version)
  const running = await yearOf(tx, districtId, await todayOf(tx, districtId))
  const lines = definition && trial?.state === 'done' ? await trialLines(tx, scope, definition, trial, lang) : []
  const saved = typed === null && tried !== null && tried.agrees
  return {
    districtId,
    base: `/indicators/own/${ownId}`,
    name: writtenText(row.content, 'name', lang),
    sentence: writtenText(row.content, 'sentence', lang),
    district: (await orgById(tx, districtId))?.name ?? '',
    state: stateText(row, lang),
    version: row.version,
    numbersHref: row.active === null ? null : `/indicators/${ownPrefix}${ownId}?org=${districtId}`,
    file: fileText(rule),
    sql: definition ? compile(definition).sql : null,
    columns: definition ? goldenColumns(definition) : [],
    golden: golden ?? { table: '', expected: '' },
    example:
      definition && tried
        ? { agrees: tried.agrees, lines: tried.rows.map((one) => exampleLine(definition, one, lang)) }
        : null,
    trial: {
      state: trial?.state ?? 'none',
      year: schoolYear(trial?.school_year ?? running - 1),
      agrees: trial?.example_agrees ?? null,
      lines,
    },
    ready: saved && trial?.state === 'done' && trial.example_agrees === true,
    retired: row.state === 'retired',
    failed:
      row.state === 'active' && row.failed_at !== null && row.failed_year !== null
        ? ownWords(lang)('show.failed', {
            day: longDate(dateIn(row.failed_at, await timeZoneOf(tx, districtId)), lang),
            year: schoolYear(row.failed_year),
          })
        : null,
  }
}

function exampleLine(
  definition: Definition,
  row: ReturnType<typeof tryGolden>['rows'][number],
  lang: Lang,
): ExampleLine {
  const say = ownWords(lang)
  const scale = definition.counts.kind === 'sum' ? 100 : 1
  const text = (total: { n: number; d: number } | null) =>
    total && total.d > 0 ? say('example.of', { n: total.n / scale, d: total.d }) : say('example.nothing')
  return { school: row.school, wanted: text(row.wanted), got: text(row.got) }
}

/** The lines of a preview: true values inside the scope (small ones are noted), nothing outside it. */
async function trialLines(
  tx: Tx,
  scope: Scope,
  definition: Definition,
  trial: Trial,
  lang: Lang,
): Promise<TrialLine[]> {
  const { district_id: districtId, own_id: ownId, version } = trial
  const values = new Map((await trialValues(tx, districtId, ownId, version)).map((one) => [one.org_id, one]))
  const day = await todayOf(tx, districtId)
  const district = await orgById(tx, districtId)
  const schools = await orgsUnder(tx, districtId, day, 'school')
  const orgs = [...(district ? [district] : []), ...schools.filter((org) => org.org_id !== districtId)]
  const few = [...values.values()].filter((one) => one.state === 'measured' && (one.d ?? 0) > 0 && (one.d ?? 0) < small)
  if (few.length > 0)
    await noteSmallRead(tx, scope, {
      district_id: districtId,
      org_ids: few.map((one) => one.org_id),
      definition: `${ownPrefix}${ownId}`,
      cells: few.map(() => 1),
      day,
    })
  return orgs.flatMap((org) =>
    trialLine(definition, org.name, values.get(org.org_id), scope.orgs.includes(org.org_id), lang),
  )
}

function trialLine(
  definition: Definition,
  place: string,
  value: TrialValue | undefined,
  isMine: boolean,
  lang: Lang,
): TrialLine[] {
  if (!isMine) return [{ place, n: hidden, d: hidden, rate: hidden, state: ownWords(lang)('trial.hidden') }]
  if (value?.state === 'not_applicable') return []
  if (!value || value.state !== 'measured' || value.n === null || value.d === null)
    return [{ place, n: null, d: null, rate: null, state: words(lang)(`state.${value?.state ?? 'not_measured'}`) }]
  return [
    {
      place,
      n: amountText(definition, value.n, lang),
      d: value.d,
      rate: valueText(definition, value.n, value.d, lang),
      state: null,
    },
  ]
}
