import type { OrgTold } from './check-organizations.ts'
import { placesAfter } from './places.ts'
import { dayAfter, overlapping } from './rules.ts'
import type { Lineage, Org, RowProblem } from './schema.ts'
import type { OrgWritten, Place } from './store-tree.ts'

/** What is known of a district before a file is loaded; `ids` also holds the ids taken for new organizations. */
export type Known = {
  district: Org
  today: string
  states: ReadonlyMap<string, number>
  orgs: ReadonlyMap<string, Org>
  ids: ReadonlyMap<string, number>
  kinds: ReadonlyMap<number, string>
  places: ReadonlyMap<number, readonly Place[]>
  lineage: ReadonlyMap<number, readonly Lineage[]>
}

/** What loading one organization writes. `same`: nothing. */
export type Change = {
  id: number
  before: Org | null
  became: OrgWritten
  places: Place[]
  lineage: Lineage[]
  was: Record<string, unknown>
  now: Record<string, unknown>
  same: boolean
}

/** Fields of an organization as the history keeps them. */
export const pick = (org: OrgWritten | Org): Record<string, unknown> => ({
  kind: org.kind,
  code: org.code,
  name: org.name,
  parent_id: org.parent_id,
  from_date: org.from_date,
  to_date: org.to_date,
  low_grade: org.low_grade,
  high_grade: org.high_grade,
  phone: org.phone,
  address: org.address,
})

const shownPlaces = (places: readonly Place[]): string =>
  places.map((place) => `${place.parent_id} ${place.from_date} ${place.to_date ?? ''}`.trim()).join('; ')
const shownLineage = (rows: readonly Lineage[]): string =>
  rows.map((row) => `${row.kind} ${row.to_org ?? ''} ${row.on_date}`).join('; ')

/** Says whether a told organization belongs into this district at all. Out: false for rows that only name the state. */
export function belongs(known: Known, told: OrgTold, problems: RowProblem[]): boolean {
  const say = (code: string, message: string, hint: string) =>
    problems.push({ row: told.row, code: `people/${code}`, field: 'org_code', value: told.code, message, hint })
  if (told.kind === 'state') {
    if (!known.states.has(told.code))
      say('org-other-state', `The district does not belong to ${told.code}.`, 'Remove the row.')
    return false
  }
  if (told.kind === 'district' && told.code !== known.district.code) {
    say(
      'org-other-district',
      `This file is for the district ${known.district.code}.`,
      'Send each district its own file.',
    )
    return false
  }
  return true
}

/** Compares a told organization with what is known. Out: the change; null when something is wrong with it (then it stands in `problems`). */
export function changeOf(known: Known, told: OrgTold, problems: RowProblem[]): Change | null {
  const count = problems.length
  const say = (code: string, field: string, value: string, message: string, hint: string) =>
    problems.push({ row: told.row, code: `people/${code}`, field, value, message, hint })
  const nobody = (code: string) =>
    [code, `There is no organization ${code}.`, 'Add its row, or correct the code.'] as const
  const id = known.ids.get(told.code) as number
  const before = known.orgs.get(told.code) ?? null
  if (before && before.kind !== told.kind)
    say(
      'org-other-kind',
      'kind',
      told.kind,
      `${told.code} is known as a ${before.kind}.`,
      'Give the new organization a code of its own.',
    )
  const toldPlaces = told.places.flatMap((place) => {
    const parent = (told.kind === 'district' ? known.states : known.ids).get(place.parent)
    if (parent === undefined) say('org-unknown-parent', 'parent_code', ...nobody(place.parent))
    return parent === undefined ? [] : [{ org_id: id, parent_id: parent, from_date: place.from, to_date: place.to }]
  })
  const lineage = lineageOf(known, told, id, say)
  if (problems.length > count) return null
  const isPortfolio = (org: number) => known.kinds.get(org) === 'portfolio'
  const places = placesAfter(known.places.get(id) ?? [], toldPlaces, { today: known.today, isPortfolio })
  const line = places.filter((place) => !isPortfolio(place.parent_id))
  if (overlapping(line.map((place) => ({ from: place.from_date, to: place.to_date })))) {
    say(
      'org-two-parents',
      'parent_code',
      told.places.at(-1)?.parent ?? '',
      'The organization has two parents at the same time.',
      'Give each row its own dates.',
    )
    return null
  }
  const became: OrgWritten = {
    district_id: known.district.org_id,
    kind: told.kind,
    code: told.code,
    name: told.name,
    parent_id: (line.at(-1) ?? places.at(-1))?.parent_id ?? null,
    from_date: told.from,
    to_date: told.to,
    low_grade: told.low,
    high_grade: told.high,
    phone: told.phone,
    address: told.address,
  }
  const was = before
    ? {
        ...pick(before),
        places: shownPlaces(known.places.get(id) ?? []),
        lineage: shownLineage(known.lineage.get(id) ?? []),
      }
    : {}
  const now = { ...pick(became), places: shownPlaces(places), lineage: shownLineage(lineage) }
  return { id, before, became, places, lineage, was, now, same: JSON.stringify(was) === JSON.stringify(now) }
}

function lineageOf(
  known: Known,
  told: OrgTold,
  id: number,
  say: (code: string, field: string, value: string, message: string, hint: string) => void,
): Lineage[] {
  const { lineage: kind, to } = told
  if (kind === null) return []
  if (to === null) {
    say('org-not-ended', 'to_date', '', `"${kind}" needs the last day of the organization.`, 'Fill to_date.')
    return []
  }
  const row = (successor: number | null): Lineage => ({ from_org: id, to_org: successor, kind, on_date: dayAfter(to) })
  if (told.successors.length === 0) return [row(null)]
  return told.successors
    .toSorted()
    .flatMap((code) => {
      const successor = known.ids.get(code)
      if (successor === undefined)
        say(
          'org-unknown-successor',
          'successor_code',
          code,
          `There is no organization ${code}.`,
          'Add its row, or correct the code.',
        )
      return successor === undefined ? [] : [row(successor)]
    })
    .sort((a, b) => (a.to_org ?? 0) - (b.to_org ?? 0))
}
