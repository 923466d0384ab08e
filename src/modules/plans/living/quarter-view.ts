import type { Tx } from '../../../platform/db/database.ts'
import { percent, schoolYear, shortDate } from '../../../platform/format.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { type Org, orgById, orgsUnder, roleName, schoolDays, todayOf } from '../../people/index.ts'
import type { PlanRow } from '../schema.ts'
import { usualCalendar, yearOfDay } from '../timeframes/calendar.ts'
import { mayReviewUnit } from './access.ts'
import { reviewsHref, supervisor } from './answers.ts'
import { countsNow } from './counting.ts'
import type { QuarterProps, SchoolRow } from './pages/quarter-show.tsx'
import { type Decision, turnaroundsOf } from './quarter.ts'
import { quarterOf, shareOf } from './rules.ts'
import { say } from './say.ts'
import type { RoundRow } from './schema.ts'
import { commentsOf, roundsOf, unitPlans } from './store.ts'
import { type DatedTurn, turnsOfPlan, workCalendar } from './turning.ts'
import { workingDaysBetween } from './turns.ts'

type Found = {
  unit: Org
  row: PlanRow | null
  rounds: RoundRow[]
  comments: number
  turns: DatedTurn[]
  director: string
}

/** Whoever supervises a unit, in words. */
async function directorOf(tx: Tx, unit: Org, lang: Lang): Promise<string> {
  const { role, org_id } = await supervisor(tx, unit, unit.district_id ?? 0)
  const org = (await orgById(tx, org_id))?.name ?? ''
  return [roleName(role, lang), org].filter(Boolean).join(', ')
}

/** The schools that the visitor reviews, open today, each with its plan of this year and what waits there. */
async function schoolsOf(tx: Tx, visitor: Visitor, lang: Lang): Promise<Found[]> {
  const plans = await unitPlans(tx)
  const out: Found[] = []
  for (const district of visitor.scope.inside) {
    const today = await todayOf(tx, district)
    const seen = new Set<number>()
    for (const unit of await orgsUnder(tx, district, today)) {
      if (unit.kind !== 'school' || seen.has(unit.org_id) || !mayReviewUnit(visitor, unit.org_id)) continue
      seen.add(unit.org_id)
      const row =
        plans.find((one) => one.unit_id === unit.org_id && one.period_from <= today && one.period_to >= today) ?? null
      const comments = row ? await commentsOf(tx, row.plan_id) : []
      out.push({
        unit,
        row,
        rounds: row ? await roundsOf(tx, row.plan_id) : [],
        comments: comments.filter((one) => one.state === 'open' && one.answer_by !== null).length,
        turns: row ? await turnsOfPlan(tx, row) : [],
        director: await directorOf(tx, unit, lang),
      })
    }
  }
  return out
}

/**
 * The page of a quarter. In: the quarter of this school year that the address asks for; null: the one in which today lies (by the district's calendar).
 * A school counts as reviewed when the review of the quarter is closed.
 */
export async function quarterView(
  tx: Tx,
  visitor: Visitor,
  asked: number | null,
  lang: Lang,
): Promise<Omit<QuarterProps, 'lang'>> {
  const words = say(lang)
  const district = visitor.scope.inside[0] ?? 0
  const today = await todayOf(tx, district)
  const year = yearOfDay(usualCalendar, today)
  const days = await schoolDays(tx, district, year)
  const quarter = asked ?? quarterOf(today, days)
  const found = await schoolsOf(tx, visitor, lang)
  const counts = await countsNow(
    tx,
    found.flatMap((one) => one.row ?? []),
  )
  const day = (iso: string) => shortDate(iso, lang)
  const roundIn = (one: Found) => one.rounds.find((each) => each.school_year === year && each.quarter === quarter)
  const rows = found.map((one): SchoolRow => {
    const { row, director } = one
    const round = roundIn(one)
    const count = row ? counts.get(row.plan_id) : undefined
    const waits = [
      ...(row ? [] : [words('waits.plan', { director })]),
      ...one.turns
        .filter((turn) => turn.done_on === null)
        .map((turn) => words(`waits.${turn.kind}`, { director, date: day(turn.starts_on) })),
      ...(one.comments > 0 ? [words('waits.comments', { director, count: one.comments })] : []),
      ...one.rounds
        .filter((each) => each.state === 'open')
        .map((each) => words('waits.round', { director, date: day(each.review_by) })),
    ]
    return {
      name: one.unit.name,
      href: row ? `/plans/${encodeURIComponent(row.slug)}` : null,
      director,
      reviewed: !row
        ? words('reviewed.noPlan')
        : !round
          ? words('reviewed.none')
          : round.state === 'open'
            ? words('reviewed.open', { date: day(round.review_by) })
            : words('reviewed.closed', { date: round.closed_on === null ? '' : day(round.closed_on) }),
      reviewsHref: row ? reviewsHref(row.slug) : null,
      waits: waits.length > 0 ? waits.join('; ') : words('waits.nobody'),
      share: count ? shareOf(count) : null,
      counts: count ? words('ofOwn', { serve: count.named + count.carried, own: count.own }) : '',
    }
  })
  const all = { own: 0, named: 0, carried: 0 }
  for (const one of counts.values()) for (const name of ['own', 'named', 'carried'] as const) all[name] += one[name]
  const share = shareOf(all)
  const state = (wanted: RoundRow['state']) => found.filter((one) => roundIn(one)?.state === wanted).length
  return {
    year: schoolYear(year),
    quarter,
    rows,
    summary: words('reviewedOf', { closed: state('closed'), all: found.length, open: state('open') }),
    share:
      share === null
        ? null
        : words('shareAll', { serve: all.named + all.carried, own: all.own, rate: percent(share, lang) }),
    turnarounds: turnaroundsOf(await decisionsOf(tx, found, year, days), today).map((one) => ({
      ...one,
      quarterWords: words('quarterN', { quarter: String(one.quarter) }),
      within: words('ofAll', { some: one.in_time, all: one.due }),
    })),
  }
}

/** What was sent in for a decision in a school year, by the supervisor of whom it was asked. */
async function decisionsOf(
  tx: Tx,
  found: readonly Found[],
  year: number,
  days: Parameters<typeof quarterOf>[1],
): Promise<Decision[]> {
  const out: Decision[] = []
  for (const { row, turns, director } of found)
    for (const turn of turns) {
      if (!row || turn.kind !== 'review' || yearOfDay(usualCalendar, turn.starts_on) !== year) continue
      const { starts_on, due_on, done_on } = turn
      out.push({
        director,
        quarter: quarterOf(starts_on, days),
        took: done_on === null ? null : workingDaysBetween(starts_on, done_on, await workCalendar(tx, row, starts_on)),
        due_on,
        done_on,
      })
    }
  return out
}
