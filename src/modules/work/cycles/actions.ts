import { createHash } from 'node:crypto'
import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { type Org, orgByCode, todayOf } from '../../people/index.ts'
import { type Element, usualCalendar, yearOfDay } from '../../plans/index.ts'
import { saveItems, writeAll } from '../actions.ts'
import { bookReader } from '../duties/actions.ts'
import { headOf, unlisted } from '../rules.ts'
import { type NewItem, unfinished } from '../schema.ts'
import { itemsFrom, lockDistrict } from '../store.ts'
import { mustLeadCycles } from './access.ts'
import { askedOf } from './asked.ts'
import { planNamed } from './measured.ts'
import { readingNow } from './reading.ts'
import { isOpenOn, keyOf, type Time, timesOf } from './rules.ts'
import { words } from './say.ts'
import { type Cycle, type Series, seriesSchema, type SeriesTold } from './schema.ts'
import {
  cycleById,
  cyclesOf,
  insertCycle,
  insertQuestion,
  insertSeries,
  seriesById,
  seriesOf,
  setClosed,
  setSeries,
} from './store.ts'

export const seriesObject = 'work.cycle_series'
export const cycleObject = 'work.cycle'

/** All due items of a cycle begin with this. */
export const cyclePrefix = (id: number): string => `cycle:${id}:`

/**
 * Begins a series; a cycle whose days have come opens at once. The same again is the same series.
 * In: a scope of the district (the caller checks who may), the series. Errors: Invalid `work/bad-series`, `work/no-such-plan`, `work/nothing-asked`;
 * Conflict `work/series-exists` when another one has this short name.
 */
export async function takeSeries(tx: Tx, scope: Scope, districtId: number, told: SeriesTold): Promise<Series> {
  const checked = seriesSchema.safeParse(told)
  if (!checked.success)
    throw invalid(
      'work/bad-series',
      'A reporting cycle is not written as they are.',
      'Correct the places below and send it again.',
      checked.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    )
  const { from, to, ...rest } = checked.data
  const row = { ...rest, from_date: from, to_date: to, ended: false }
  await lockDistrict(tx, districtId)
  const known = (await seriesOf(tx, [districtId])).find((one) => one.slug === row.slug)
  if (known) {
    const names = (Object.keys(row) as (keyof typeof row)[]).filter((name) => name !== 'ended')
    if (names.some((name) => !alike(known[name], row[name])))
      throw conflict(
        'work/series-exists',
        'There is a reporting cycle with this name already.',
        'Give it another name, or end the one that is there.',
      )
    return known
  }
  const plan = await planNamed(tx, districtId, row.plan)
  if (!plan) throw invalid('work/no-such-plan', 'The district has no such plan.', 'Choose a plan of the list.')
  if (askedOf(plan.graph, row.chosen).length === 0)
    throw invalid(
      'work/nothing-asked',
      'No element of the plan fits what was chosen, so nobody would be asked.',
      'Choose a level, or other offices.',
    )
  const id = await insertSeries(tx, districtId, row)
  await record(tx, scope, {
    org_id: districtId,
    object: seriesObject,
    object_id: id,
    version: 1,
    verb: 'added',
    became: row,
  })
  await refreshCycles(tx, scope, districtId, await todayOf(tx, districtId))
  return seriesById(tx, id)
}

/** Begins a series. Errors as of `takeSeries`, and Forbidden `work/cycle-leaders-only`. */
export async function beginSeries(tx: Tx, visitor: Visitor, districtId: number, told: SeriesTold): Promise<Series> {
  mustLeadCycles(visitor, districtId)
  return takeSeries(tx, visitor.scope, districtId, told)
}

/** A series, held until the transaction ends. The night's run takes the district before any row: so does this. */
export async function heldSeries(tx: Tx, id: number): Promise<Series> {
  await lockDistrict(tx, (await seriesById(tx, id)).district_id)
  return seriesById(tx, id, true)
}

/**
 * Ends a series (an open cycle goes on to its closing; no other one opens), or lets it go on. Already so, nothing changes.
 * Errors: Missing, Forbidden `work/cycle-leaders-only`, Conflict `work/series-changed` for a page from before another change.
 */
export async function endSeries(
  tx: Tx,
  visitor: Visitor,
  id: number,
  asked: { version: number; ended: boolean },
): Promise<Series> {
  const series = await heldSeries(tx, id)
  mustLeadCycles(visitor, series.district_id)
  if (series.ended === asked.ended) return series
  if (series.version !== asked.version)
    throw conflict(
      'work/series-changed',
      'Somebody changed this reporting cycle while the page was open.',
      'Look at it as it is now, and choose again.',
    )
  const row = await setSeries(tx, id, { ended: asked.ended })
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: seriesObject,
    object_id: id,
    version: row.version,
    verb: asked.ended ? 'ended' : 'resumed',
    was: { ended: series.ended },
    became: { ended: row.ended },
  })
  if (!row.ended) await refreshCycles(tx, visitor.scope, row.district_id, await todayOf(tx, row.district_id))
  return row
}

/** The times of a series around a day, from a school year before to one after. */
export async function timesAround(tx: Tx, series: Series, today: string): Promise<Time[]> {
  const year = yearOfDay(usualCalendar, today)
  const years = [year - 1, year, year + 1]
  const { book } = await bookReader(tx, series.district_id, years)(series.district_id)
  return years.flatMap((one) => timesOf(series, one, book))
}

/**
 * Opens what is to be open on a day, and closes what was open until the day before. Runs every night; twice changes nothing.
 * Out: how many opened and closed.
 */
export async function refreshCycles(
  tx: Tx,
  scope: Scope,
  districtId: number,
  today: string,
): Promise<{ opened: number; closed: number }> {
  await lockDistrict(tx, districtId)
  const done = { opened: 0, closed: 0 }
  const cycles = await cyclesOf(tx, [districtId])
  for (const series of await seriesOf(tx, [districtId])) {
    if (series.ended) continue
    let last = cycles.find((one) => one.series_id === series.series_id)?.due_on ?? ''
    for (const time of await timesAround(tx, series, today)) {
      // Asked for more or less often from now on: what was asked for already is not asked for again.
      if (!isOpenOn(time, today) || time.due_on <= last || !(await open(tx, scope, series, time))) continue
      last = time.due_on
      done.opened += 1
    }
  }
  for (const cycle of cycles)
    if (cycle.closed_at === null && cycle.closes_on < today && (await close(tx, scope, cycle.cycle_id, today)))
      done.closed += 1
  return done
}

/** Asks the owners of the chosen elements, as the plan has them now. False when the cycle is there already, or there is nobody to ask. */
async function open(tx: Tx, scope: Scope, series: Series, time: Time): Promise<boolean> {
  const districtId = series.district_id
  const plan = await planNamed(tx, districtId, series.plan)
  const asked = plan && plan.row.state === 'adopted' ? askedOf(plan.graph, series.chosen) : []
  if (asked.length === 0) return false
  const { opens_on, due_on, closes_on } = time
  const key = keyOf(series, time)
  const row = { district_id: districtId, series_id: series.series_id, key, opens_on, due_on, closes_on }
  const id = await insertCycle(tx, { ...row, opened_at: now() })
  if (id === null) return false
  const offices = new Map<string, Org | null>()
  for (const { office } of asked)
    if (office !== null && !offices.has(office)) offices.set(office, await orgByCode(tx, districtId, office))
  const answering = asked.map(({ office }) => (office === null ? null : (offices.get(office) ?? null)))
  const items = asked.map(
    ({ element }, i): NewItem => ({
      source: `${cyclePrefix(id)}${element.id}`,
      kind: 'cycle',
      org_id: answering[i]?.org_id ?? districtId,
      title: titleOf(element),
      href: `/work/cycles/${id}/answers/${encodeURIComponent(element.id)}`,
      owner: answering[i] ? headOf(answering[i]) : null,
      starts_on: opens_on,
      due_on,
    }),
  )
  await saveItems(tx, scope, districtId, cyclePrefix(id), items)
  const saved = new Map((await itemsFrom(tx, districtId, cyclePrefix(id))).map((item) => [item.source, item.item_id]))
  for (const [sort, { element }] of asked.entries())
    await insertQuestion(tx, {
      district_id: districtId,
      cycle_id: id,
      item_id: saved.get(`${cyclePrefix(id)}${element.id}`) ?? 0,
      element: element.id,
      code: element.code,
      title: element.title,
      sort,
      office_id: answering[sort]?.org_id ?? null,
    })
  await record(tx, scope, {
    org_id: districtId,
    object: cycleObject,
    object_id: id,
    version: 1,
    verb: 'opened',
    became: { ...row, asked: asked.length },
  })
  return true
}

function titleOf(element: Element): NewItem['title'] {
  const name = (lang: 'en' | 'es') => [element.code, read(element.title, lang).words].filter(Boolean).join(' ')
  return {
    en: words('en')('itemTitle', { title: name('en') }),
    es: words('es')('itemTitle', { title: name('es') }),
    source: 'en',
  }
}

/** Keeps what is shown now, word for word, and takes what nobody answered off the lists. False when it was closed already. */
async function close(tx: Tx, scope: Scope, id: number, today: string): Promise<boolean> {
  const cycle = await cycleById(tx, id, true)
  if (cycle.closed_at !== null) return false
  const frozen = JSON.stringify(await readingNow(tx, scope, cycle, today))
  const digest = createHash('sha256').update(frozen).digest('hex')
  const row = await setClosed(tx, id, { at: now(), on: today, frozen, digest })
  await record(tx, scope, {
    org_id: cycle.district_id,
    object: cycleObject,
    object_id: id,
    version: row.version,
    verb: 'closed',
    became: { closed_on: today, digest },
  })
  const left = (await itemsFrom(tx, cycle.district_id, cyclePrefix(id))).filter((item) =>
    unfinished.includes(item.state),
  )
  await writeAll(
    tx,
    scope,
    left.map((row) => ({ row, became: unlisted(row), verb: 'unlisted' })),
  )
  return true
}

/**
 * Closes an open cycle before the night after its last day: from the day after its due day on. Closed already, nothing changes.
 * Errors: Missing, Forbidden `work/cycle-leaders-only`, Conflict `work/cycle-too-early`.
 */
export async function closeCycle(tx: Tx, visitor: Visitor, id: number): Promise<Cycle> {
  const cycle = await cycleById(tx, id)
  mustLeadCycles(visitor, cycle.district_id)
  const today = await todayOf(tx, cycle.district_id)
  if (cycle.closed_at === null && today < addDays(cycle.due_on, 1))
    throw conflict(
      'work/cycle-too-early',
      'The day by which answers are asked for is not over yet.',
      'Close it on the day after, or let it close by itself.',
    )
  await lockDistrict(tx, cycle.district_id)
  await close(tx, visitor.scope, id, today)
  return cycleById(tx, id)
}
