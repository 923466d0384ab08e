import type { Tx } from '../../../platform/db/database.ts'
import { dateIn } from '../../../platform/clock.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { accountName, orgById, timeZoneOf } from '../../people/index.ts'
import { alignmentOf, elementHref, openPlanRow, type PlanGraph, plansSeen } from '../../plans/index.ts'
import { waveObject } from './actions.ts'
import type { MajorLine, PlaceLine } from './pages/majors-show.tsx'
import type { WaveShowProps } from './pages/wave-show.tsx'
import type { WaveLine } from './pages/waves-show.tsx'
import type { ChosenPlan } from './plan-chosen.ts'
import { nothing, waveState } from './rules.ts'
import { words } from './say.ts'
import { type Standing, standings, type Wave } from './schema.ts'
import { type Counting, standingsOfParts, standingsOfWaves, wavesOf } from './store.ts'

const totalOf = (standing: Standing): number => standings.reduce((sum, key) => sum + standing[key], 0)
const plus = (a: Standing, b: Standing): Standing => {
  const sum = nothing()
  for (const key of standings) sum[key] = a[key] + b[key]
  return sum
}
const only = (row: Standing): Standing => plus(row, nothing())

/** A wave as a line, with how its items stand. */
const lineOf = (wave: Wave, standing: Standing, today: string, lang: Lang): WaveLine => ({
  id: wave.wave_id,
  name: wave.name,
  state: waveState(wave.begins_on, standing, today),
  begins: wave.begins_on === null ? words(lang)('noDay') : shortDate(wave.begins_on, lang),
  planned:
    wave.planned_begin !== null && wave.planned_begin !== wave.begins_on ? shortDate(wave.planned_begin, lang) : null,
  standing,
  total: totalOf(standing),
})

/** The waves of a plan, in its order, and what is in none. */
export async function waveLines(
  tx: Tx,
  plan: Pick<ChosenPlan, 'districtId' | 'slug'>,
  today: string,
  lang: Lang,
): Promise<WaveLine[]> {
  const waves = await wavesOf(tx, plan.districtId, plan.slug)
  if (waves.length === 0) return []
  const rows = await standingsOfWaves(tx, plan.districtId, plan.slug, today)
  const of = (id: number | null): Standing => only(rows.find((row) => row.wave_id === id) ?? nothing())
  const none = of(null)
  return [
    ...waves.map((wave) => lineOf(wave, of(wave.wave_id), today, lang)),
    ...(totalOf(none) === 0
      ? []
      : [
          {
            id: null,
            name: words(lang)('noWave'),
            state: null,
            begins: null,
            planned: null,
            standing: none,
            total: totalOf(none),
          },
        ]),
  ]
}

/** One wave with its history. */
export async function waveShown(
  tx: Tx,
  wave: Wave,
  today: string,
  lang: Lang,
): Promise<Pick<WaveShowProps, 'id' | 'version' | 'wave' | 'slug' | 'begins_on' | 'history'>> {
  const say = words(lang)
  const rows = await standingsOfWaves(tx, wave.district_id, wave.plan, today)
  const zone = await timeZoneOf(tx, wave.district_id)
  const told = (value: unknown): string => (typeof value === 'string' ? shortDate(value, lang) : say('noDay'))
  const history: WaveShowProps['history'][number][] = []
  for (const one of await historyOf(tx, waveObject, wave.wave_id)) {
    if (!('begins_on' in one.became)) continue
    const added = one.verb === 'added'
    history.push({
      version: one.version,
      day: shortDate(dateIn(one.at, zone), lang),
      iso: one.at.toISOString(),
      who: one.actor === null ? say('system') : ((await accountName(tx, one.actor)) ?? say('somebody')),
      words: added
        ? `${say('begins')}: ${told(one.became.begins_on)}`
        : say('movedFromTo', { was: told(one.was.begins_on), became: told(one.became.begins_on) }),
      reason: one.reason,
      undoable: !added && one.version === wave.version,
    })
  }
  return {
    id: wave.wave_id,
    version: wave.version,
    wave: lineOf(wave, only(rows.find((row) => row.wave_id === wave.wave_id) ?? nothing()), today, lang),
    slug: wave.plan,
    begins_on: wave.begins_on,
    history,
  }
}

// What the plan of a school serves changes only with one of the two plans: kept by both digests.
const kept = new Map<string, readonly Counting[]>()
const mostKept = 400

/** Tasks of the plan of a school or office that serve some parts of the district's plan, by the parts. In: for each such part, the ids of what stands below it and itself. */
function servingIn(
  unit: { slug: string; graph: PlanGraph },
  district: PlanGraph,
  parts: ReadonlyMap<string, ReadonlySet<string>>,
): Counting[] {
  const serves = new Map(alignmentOf(unit.graph, district).rows.map((row) => [row.element.id, row.serves]))
  return unit.graph.plan.elements
    .filter((one) => unit.graph.level(one)?.role === 'task')
    .flatMap((task) => {
      const named = [task, ...unit.graph.up(task.id)].flatMap((one) => serves.get(one.id) ?? [])
      return [...parts]
        .filter(([, ids]) => named.some((id) => ids.has(id)))
        .map(([part]) => ({ part, plan: unit.slug, element: task.id }))
    })
}

/** The same for every plan that serves the district's. */
async function serving(tx: Tx, plan: ChosenPlan, parts: ReadonlyMap<string, ReadonlySet<string>>): Promise<Counting[]> {
  const units = (await plansSeen(tx)).filter(
    (row) => row.unit_id !== null && row.serves_id === plan.row.plan_id && row.state === 'adopted',
  )
  const all: Counting[] = []
  for (const row of units) {
    const key = `${row.slug} ${row.digest} ${plan.row.digest}`
    const known = kept.get(key)
    const made = known ?? servingIn({ slug: row.slug, graph: (await openPlanRow(tx, row)).graph }, plan.graph, parts)
    if (!known) kept.set(key, made)
    const oldest = kept.keys().next().value
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    all.push(...made)
  }
  return all
}

/** The major actions of a plan: what belongs to each, as a whole and by the office or school whose work it is. */
export async function majorLines(tx: Tx, plan: ChosenPlan, today: string, lang: Lang): Promise<MajorLine[]> {
  const { graph, slug, districtId } = plan
  const majors = graph.plan.elements.filter((one) => one.major)
  const parts = new Map(
    majors.map((one) => [one.id, new Set([one.id, ...graph.down(one.id).map((below) => below.id)])]),
  )
  const own = [...parts].flatMap(([part, ids]) => [...ids].map((element) => ({ part, plan: slug, element })))
  const counting = majors.length === 0 ? [] : [...own, ...(await serving(tx, plan, parts))]
  const rows = counting.length === 0 ? [] : await standingsOfParts(tx, districtId, counting, today)
  const names = new Map<number, string>()
  for (const { org_id } of rows) if (!names.has(org_id)) names.set(org_id, (await orgById(tx, org_id))?.name ?? '')
  return majors.map((one) => {
    const query = `/work/board?plan=${encodeURIComponent(slug)}&under=${encodeURIComponent(one.id)}&state=any`
    const mine = rows.filter((row) => row.part === one.id)
    const whole = mine.reduce((sum, row) => plus(sum, row), nothing())
    return {
      id: one.id,
      code: one.code,
      title: read(one.title, lang),
      href: elementHref(slug, one.id),
      lines: graph
        .links(one.id)
        .filter((link) => link.kind === 'dependsOn' || link.kind === 'monitors')
        .map((link) => ({
          words: words(lang)(`line.${link.kind as 'dependsOn' | 'monitors'}.${link.outgoing ? 'out' : 'in'}`, {
            what: `${link.element.code ?? ''} ${read(link.element.title, lang).words}`.trim(),
          }),
          href: elementHref(slug, link.element.id),
        })),
      whole: { name: words(lang)('everywhere'), standing: whole, total: totalOf(whole), href: query },
      places: mine
        .map(
          (row): PlaceLine => ({
            name: names.get(row.org_id) ?? '',
            standing: only(row),
            total: totalOf(row),
            href: `${query}&office=${row.org_id}`,
          }),
        )
        .toSorted((a, b) => a.name.localeCompare(b.name, lang)),
    }
  })
}
