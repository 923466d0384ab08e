import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, languages, type Text } from '../../../platform/words.ts'
import { definitions, nameOf, sayCall, viewsOf } from '../../indicators/index.ts'
import { orgById, orgsUnder, yearOf } from '../../people/index.ts'
import { currentPlan, elementHref } from '../../plans/index.ts'
import { namesFor } from '../reading.ts'
import { words as work } from '../say.ts'
import type { Item } from '../schema.ts'
import { ownerWords, whenOf } from '../view.ts'
import { mustMay } from './access.ts'
import { type Behind, builtPoints, mergeAgenda, mostItems } from './rules.ts'
import { words } from './say.ts'
import type { Committee, Meeting, Sheet } from './schema.ts'
import { behindItems, meetingsOf, openActions } from './store.ts'
import { insertPoint, renewPoint, setPoint } from './store-minutes.ts'
import { mustBeOpen, openMeeting, type SavedMeeting, writeMeeting } from './verbs.ts'

const both = (say: (lang: Lang) => string): Text => Object.fromEntries(languages.map((lang) => [lang, say(lang)]))

/** Items as points: what, how late or why stuck, whose. */
async function pointed(tx: Tx, items: readonly Item[], today: string): Promise<Behind['items']> {
  const names = await namesFor(tx, items)
  return items.map((item) => ({
    id: item.item_id,
    title: item.title,
    facts: both((lang) =>
      [
        item.code,
        whenOf(item, today, lang),
        item.due_on !== null && item.due_on < today ? work(lang)('due', { date: shortDate(item.due_on, lang) }) : null,
        item.state === 'stuck' ? words(lang)('stuckPoint') : null,
        ownerWords(item, names, lang),
      ]
        .filter((one) => one !== null)
        .join(' \u00b7 '),
    ),
  }))
}

/**
 * The measures of the plan that the district works by whose call is behind or missed, for the whole district and all students. Read as the board reads them: only what
 * was checked for release, since an agenda is read by more people than see true numbers.
 */
async function measuresBehind(tx: Tx, scope: Scope, districtId: number, today: string): Promise<Behind['measures']> {
  const plan = await currentPlan(tx, districtId)
  const district = await orgById(tx, districtId)
  if (!plan || !district) return []
  const outside: Scope = { ...scope, orgs: [], students: [] }
  const place = { org: district, district, currentYear: await yearOf(tx, districtId, today), day: today }
  const prefix = `plan:${plan.row.slug}/`
  const found: Behind['measures'][number][] = []
  for (const view of await viewsOf(tx, outside, place, Object.values(definitions))) {
    const { definition } = view
    for (const promise of view.promises) {
      const { target } = promise
      if (!promise.source.startsWith(prefix) || target.population !== 'all' || target.scope.kind !== 'all') continue
      const call = view.callOn(promise)
      if (call?.call !== 'behind' && call?.call !== 'missed') continue
      const part = promise.source.slice(prefix.length)
      found.push({
        key: part,
        title: both((lang) => nameOf(definition, lang)),
        facts: both((lang) => {
          const said = sayCall(call, lang)
          return [said.word, said.sentences[0]].filter(Boolean).join('. ')
        }),
        href: elementHref(plan.row.slug, part.split('/')[0] ?? ''),
      })
    }
  }
  return found
}

/** Everything that is behind where a committee looks: the whole district for one of the district, else its organization and what lies below. */
async function behindOf(tx: Tx, scope: Scope, committee: Committee, meeting: Meeting, today: string): Promise<Behind> {
  const { district_id: districtId, committee_id: id } = committee
  const whole = committee.org_id === districtId
  const orgs = whole
    ? null
    : [committee.org_id, ...(await orgsUnder(tx, committee.org_id, today)).map((org) => org.org_id)]
  const earlier = (await meetingsOf(tx, id)).filter((one) => one.held_on < meeting.held_on && one.state === 'planned')
  const last = earlier.at(-1)
  const items = await behindItems(tx, { districtId, orgs, day: today, limit: mostItems })
  const total = items[0]?.total ?? 0
  return {
    minutes:
      last?.minutes === 'draft'
        ? {
            id: last.meeting_id,
            title: both((lang) => words(lang)('approvePoint', { date: shortDate(last.held_on, lang) })),
            href: `/work/meetings/${last.meeting_id}`,
          }
        : null,
    standing: committee.standing,
    actions: await pointed(tx, await openActions(tx, id, meeting.held_on), today),
    measures: whole ? await measuresBehind(tx, scope, districtId, today) : [],
    items: await pointed(tx, items, today),
    more:
      total > mostItems
        ? {
            count: total - mostItems,
            title: both((lang) => words(lang)('morePoint', { count: total - mostItems })),
            href: '/work?whose=all&late=yes',
          }
        : null,
  }
}

/**
 * Builds the agenda of a meeting from what is behind, or brings it up to date. What people proposed, moved, took off or wrote about stays. Twice on one day changes
 * nothing. Errors: Missing, Forbidden, Conflict `work/minutes-stand`.
 */
export async function buildAgenda(tx: Tx, visitor: Visitor, id: number): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  mustBeOpen(at.whole.meeting)
  const { meeting, points } = at.whole
  const built = builtPoints(await behindOf(tx, visitor.scope, at.committee, meeting, at.today))
  const change = mergeAgenda(points, built)
  const fields: Record<string, string | number | boolean | null> = {}
  const was: Record<string, string | number | boolean | null> = {}
  for (const point of change.insert) {
    const pointId = await insertPoint(tx, meeting, { ...point, about: '', by_account: null })
    fields[`p${pointId}.title`] = point.title.en ?? point.title.es ?? ''
    fields[`p${pointId}.listed`] = true
  }
  for (const { id: pointId, point, listed } of change.renew) {
    await renewPoint(tx, pointId, point)
    const known = points.find((one) => one.point_id === pointId)
    if (known && known.listed !== listed) {
      await setPoint(tx, pointId, { listed })
      fields[`p${pointId}.listed`] = listed
      was[`p${pointId}.listed`] = known.listed
    }
  }
  for (const pointId of change.off) {
    await setPoint(tx, pointId, { listed: false })
    fields[`p${pointId}.listed`] = false
    was[`p${pointId}.listed`] = true
  }
  // Where a point stands by itself is nobody's decision: the history holds what people moved.
  for (const { id: pointId, place } of change.move) await setPoint(tx, pointId, { place })
  if (Object.keys(fields).length === 0) return { kind: 'saved', id, version: null }
  return writeMeeting(tx, visitor.scope, at, 'built', {}, { fields: fields as Sheet, was: was as Sheet })
}
