import { dateIn } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { type Lang, languages, type Text } from '../../platform/words.ts'
import { current } from '../feeds/index.ts'
import {
  band,
  type CallValue,
  callInputs,
  yearEnd,
  currentRuns,
  decide,
  type DefinitionCard as Indicator,
  definitions,
  methodOf,
  nameOf,
  type Promised,
  references,
  type RunRow,
  releaseAudit,
  saveAudit,
  sayCall,
  sentenceOf,
  type Soundness,
  soundnessOf,
  targetsOf,
  toldDigest,
  toldOf,
  trendOf,
  type ValueRow,
  values,
} from '../indicators/index.ts'
import {
  accountName,
  type Org,
  orgById,
  orgsUnder,
  pathOf,
  studentsNamedIn,
  systemScope,
  timeZoneOf,
  yearOf,
} from '../people/index.ts'
import { currentPlan } from '../plans/index.ts'
import { sha256 } from './editions/canonical.ts'
import { areaOf, isYearly, measures } from './measures.ts'
import { factsOf, type Told } from './outside.ts'
import { isOfUnits, noCallOfUnits, promiseCard } from './promising.ts'
import type {
  Based,
  CellKey,
  Collected,
  DefinitionCard,
  Judgement,
  OutsideFact,
  SchoolCard,
  SeriesPoint,
  Sources,
  TrueCell,
} from './sources.ts'
import { publicGroupSets } from './tables.ts'

const both = (say: (lang: Lang) => string): Text => ({
  ...Object.fromEntries(languages.map((lang) => [lang, say(lang)])),
  source: 'en',
})
/** What an edition speaks of, in the order of its pages. */
const all: readonly Indicator[] = measures.map((one) => definitions[one.id])

/** The card of an indicator: its words, dated rules, steps and worked examples. Version: fingerprint of its steps. */
function cardOf(one: Indicator): DefinitionCard {
  const made = methodOf(one, [], 'en')
  const rules = Object.fromEntries(languages.map((lang) => [lang, methodOf(one, [], lang).rules]))
  return {
    id: one.id,
    version: sha256(made.steps.map((step) => step.sql).join('\n')).slice(0, 16),
    title: both((lang) => nameOf(one, lang)),
    words: both((lang) => sentenceOf(one, lang)),
    rules: made.rules.map((rule, index) => ({
      words: both((lang) => {
        const own = rules[lang]?.[index]
        return own ? `${own.name}: ${own.value}` : ''
      }),
      source: { en: rule.source, source: 'en' },
    })),
    area: areaOf(one.id),
    better: one.direction === 'lower' ? 'down' : 'up',
    counts: one.counts === 'students' ? 'students' : 'days',
    sql: made.steps.map((step) => ({ name: `${step.name}.sql`, text: step.sql })),
    sources: [...new Set(made.steps.map((step) => step.header.source))],
    since:
      made.steps
        .map((step) => step.header.since)
        .toSorted()
        .at(-1) ?? null,
  }
}

const trueCell = (row: ValueRow, one: Indicator): TrueCell => ({
  definition: row.definition,
  school_year: row.school_year,
  period: row.period,
  org_id: row.org_id,
  group_set: row.group_set,
  group_value: row.group_value,
  state: row.state,
  n: row.n,
  d: row.d,
  people: one.people === 'd' ? row.d : row.sum,
  through_date: row.through_date,
  run_id: row.run_id,
})

const callValue = (point: SeriesPoint | undefined, one: Indicator): CallValue => {
  if (!point) return { type: 'none', state: 'not_measured' }
  if (point.state === 'suppressed') return { type: 'hidden' }
  if (point.state !== 'measured') return { type: 'none', state: point.state }
  if (one.counts === 'students') return { type: 'share', k: point.n ?? 0, n: point.d ?? 0 }
  return { type: 'amount', amount: point.d ? (point.n ?? 0) / point.d : 0, n: null, interval: null }
}

function judge(
  one: Indicator,
  promised: Promised | undefined,
  series: readonly SeriesPoint[],
  asOf: string,
  sound: Soundness | undefined,
): Judgement {
  const last = series.at(-1)
  const before = series.at(-2)
  const trend =
    last && before
      ? trendOf({
          now: callValue(last, one),
          baseline: callValue(before, one),
          good: one.direction === 'lower' ? 'down' : 'up',
          sameDefinition: sound?.sameRule(last.school_year, before.school_year) ?? true,
        }).trend
      : null
  const chance =
    last &&
    band(
      {
        ...last,
        period: 'year',
        org_id: 0,
        people: null,
        group_set: 'all',
        group_value: 'all',
        hidden: last.state === 'suppressed',
        state: last.state === 'suppressed' ? 'measured' : last.state,
      },
      one.counts === 'students',
    )
  if (!promised) return { call: 'no_call', reason: {}, trend, low: chance?.low ?? null, high: chance?.high ?? null }
  if (isOfUnits(promised)) return noCallOfUnits
  // A school year that is over speaks for its last day; a running one for the day it reaches.
  const on = last && yearEnd(last.school_year) <= asOf ? yearEnd(last.school_year) : (last?.through_date ?? asOf)
  const made = decide(
    callInputs(on, callValue(last, one), promised.target, {
      complete: !last || (sound?.complete(last.school_year) ?? true),
      sameDefinition: !last || (sound?.sameAsBaseline(last.school_year, promised.target) ?? true),
    }),
  )
  return {
    call: made.call,
    reason: both((lang) => sayCall(made, lang).sentences.join(' ')),
    trend,
    low: made.interval?.low ?? null,
    high: made.interval?.high ?? null,
  }
}

const schoolCard = (org: Org): SchoolCard => ({
  org_id: org.org_id,
  code: org.code,
  name: org.name,
  phone: org.phone,
  address: org.address,
  low_grade: org.low_grade,
  high_grade: org.high_grade,
})

/** The schools of a district that are not open: the system's scope holds closed organizations too. */
async function schoolsGone(tx: Tx, scope: Scope, districtId: number, open: readonly Org[]): Promise<Org[]> {
  const listed = new Set([districtId, ...open.map((org) => org.org_id)])
  const found: Org[] = []
  for (const id of scope.orgs) {
    const org = listed.has(id) ? null : await orgById(tx, id)
    if (org?.kind === 'school') found.push(org)
  }
  return found
}

type Line = { key: CellKey; told: Told }

/** What others published of the district and its schools: the state in its reports, and figures that came with a plan, by code. */
async function linesAbout(
  tx: Tx,
  one: Indicator,
  districtId: number,
  places: ReadonlyMap<string, number>,
): Promise<Line[]> {
  const about = { definition: one.id, period: 'year' }
  const state = await toldOf(tx, districtId, one.id)
  return [
    ...state.map(({ org_id, school_year, group_set, group_value, value, n, d, printed, source }) => ({
      key: { ...about, org_id, school_year, group_set, group_value },
      told: { value, n, d, printed, from: source },
    })),
    ...(await references(tx, one.id, [...places.keys()])).flatMap((line) => {
      const org_id = places.get(line.place)
      if (org_id === undefined || line.suppressed) return []
      const { school_year, value, n, d, source } = line
      const key = { ...about, org_id, school_year, group_set: 'all', group_value: 'all' }
      return [{ key, told: { value, n, d, from: source } }]
    }),
  ]
}

/** What those lines say of our cells. In: the lines, and our values, for how many students stand behind a share without counts. */
function factsIn(lines: readonly Line[], rows: readonly ValueRow[]): OutsideFact[] {
  const id = (row: CellKey): string => `${row.org_id}|${row.school_year}|${row.group_set}|${row.group_value}`
  const measured = rows.filter((row) => row.period === 'year' && row.state === 'measured')
  const people = new Map(measured.map((row) => [id(row), row.d]))
  return lines.flatMap(({ key, told }) => factsOf(key, told, people.get(id(key)) ?? null))
}

/** What a draft is based on at this moment. */
async function basedOn(tx: Tx, districtId: number): Promise<Based> {
  const [district, within] = [await orgById(tx, districtId), await orgsUnder(tx, districtId, '9999-12-31')]
  const codes = [...(district ? [district] : []), ...within].map((org) => org.code)
  return {
    runs: runsOf(await currentRuns(tx), districtId).map((run) => run.run_id),
    told: await toldDigest(tx, districtId, codes),
  }
}

const runsOf = (runs: readonly RunRow[], districtId: number) => runs.filter((run) => run.district_id === districtId)

/** The sources of the product: `people` for places and names, `indicators` for numbers, targets and calls. */
export const sources: Sources = {
  scope: (db, districtId) => systemScope(db, 'publishing', districtId),
  places: async (tx, districtId) => {
    const district = await orgById(tx, districtId)
    const schools = await orgsUnder(tx, districtId, '9999-12-31')
    return new Map([...(district ? [district] : []), ...schools].map((org) => [org.org_id, org.name]))
  },
  person: accountName,
  named: studentsNamedIn,
  timeZone: timeZoneOf,
  based: basedOn,
  saveAudit: (tx, scope, districtId, cells, inputs, rule) =>
    saveAudit(tx, scope, {
      district_id: districtId,
      inputs,
      rule,
      cells: cells.map((cell) => ({ ...cell, district_id: districtId })),
    }),
  releaseAudit,
  collect: async (tx, scope, districtId, asOf): Promise<Collected> => {
    const district = await orgById(tx, districtId)
    if (!district) throw new Error('The district is out of scope.')
    const zone = await timeZoneOf(tx, districtId)
    const plan = await currentPlan(tx, districtId)
    const current_year = await yearOf(tx, districtId, asOf)
    // Before anything is read: what comes meanwhile makes the draft one of older numbers.
    const based = await basedOn(tx, districtId)
    const open = await orgsUnder(tx, districtId, asOf, 'school')
    const schools = [
      ...open.map(schoolCard),
      // A school that closed since still made part of the district's earlier years; nobody answers its telephone.
      ...(await schoolsGone(tx, scope, districtId, open)).map((org) => ({ ...schoolCard(org), phone: null })),
    ]
    const runs = runsOf(await currentRuns(tx), districtId)
    const state = (await pathOf(tx, districtId)).find((org) => org.kind === 'state')
    const cells: TrueCell[] = []
    const promised: Promised[] = []
    const lines: Collected['references'] = []
    const outside: Collected['outside'] = []
    const others = new Map<string, number>()
    const places = new Map([[district.code, districtId], ...schools.map((one) => [one.code, one.org_id] as const)])
    const sounds = new Map<string, Soundness>()
    for (const one of all) {
      const wanted = { definition: one.id }
      const rows = [
        ...(await values(tx, {
          ...wanted,
          orgIds: [districtId],
          periods: isYearly(one.id) ? ['year'] : ['year', 'todate'],
          groupSets: ['all', ...publicGroupSets],
        })),
        ...(await values(tx, {
          ...wanted,
          orgIds: schools.map((school) => school.org_id),
          periods: ['year'],
          groupSets: ['all', 'high_needs'],
        })),
      ]
      cells.push(...rows.map((row) => trueCell(row, one)))
      sounds.set(one.id, await soundnessOf(tx, districtId, one.id, [...new Set(rows.map((row) => row.school_year))]))
      promised.push(...(await targetsOf(tx, districtId, one.id)))
      for (const line of await references(tx, one.id, [...new Set(['CT', ...(state ? [state.code] : [])])]))
        if (line.value !== null)
          lines.push({ definition: one.id, school_year: line.school_year, value: line.value, source: line.source })
      if (one.counts !== 'students') continue
      const told = await linesAbout(tx, one, districtId, places)
      outside.push(...factsIn(told, rows))
      for (const { told: line } of told) others.set(line.from, (others.get(line.from) ?? 0) + 1)
    }
    const byId = new Map(promised.map((row) => [`${row.definition} ${row.source}`, row]))
    return {
      district: { org_id: districtId, code: district.code, name: district.name },
      current_year,
      based,
      schools,
      definitions: all.map(cardOf),
      cells,
      runs: runs.map((run) => ({
        run_id: run.run_id,
        definition: run.definition,
        school_year: run.school_year,
        code_version: run.code_version,
        digest: run.digest,
        datasets: run.datasets,
        through_date: run.through_date,
      })),
      data: (await current(tx, districtId))
        .map((file) => ({
          dataset: file.dataset,
          school_year: file.school_year === 0 ? null : file.school_year,
          version: file.version,
          status: file.status,
          received_on: dateIn(file.made_at, zone),
        }))
        .toSorted((a, b) =>
          a.dataset === b.dataset ? (b.school_year ?? 0) - (a.school_year ?? 0) : a.dataset < b.dataset ? -1 : 1,
        ),
      plan: plan && {
        id: plan.row.slug,
        title: plan.row.title,
        digest: plan.row.digest,
        goals: plan.graph.roots().map((goal) => ({ code: goal.code ?? '', title: goal.title })),
      },
      promises: promised.map(promiseCard),
      references: lines,
      outside,
      others: [...others].map(([from, lines]) => ({ from, lines })),
      judge: (promise, definition, series) =>
        judge(
          all.find((one) => one.id === definition) ?? definitions['chronic-absenteeism'],
          promise ? byId.get(`${promise.definition} ${promise.id}`) : undefined,
          series,
          asOf,
          sounds.get(definition),
        ),
    }
  },
}
