import { merge } from '../../../platform/history/history.ts'
import { stable } from '../../../platform/json.ts'
import type { Text } from '../../../platform/words.ts'
import type { Rule } from '../duties/schema.ts'
import type { Action, Committee, CommitteeTyped, Decision, Meeting, Point, Seat, Sheet, Value } from './schema.ts'

type Owned = Pick<Seat, 'owner_role' | 'owner_org' | 'owner_account'>

/** Who holds something, as forms and histories name it: `account:12`, `office_head@7`, `seat:Parent, elected`; empty: nobody. */
export const holderText = (one: Owned & { seat?: string }): string =>
  one.owner_account !== null
    ? `account:${one.owner_account}`
    : one.owner_role !== null
      ? `${one.owner_role}@${one.owner_org}`
      : one.seat
        ? `seat:${one.seat}`
        : ''

/** The columns that a holder's text stands for; null when it is no such text. */
export function holderOf(text: string): Owned | null {
  if (text === '') return { owner_role: null, owner_org: null, owner_account: null }
  const account = /^account:(\d{1,9})$/.exec(text)
  if (account) return { owner_role: null, owner_org: null, owner_account: Number(account[1]) }
  const office = /^([a-z_]{1,40})@(\d{1,9})$/.exec(text)
  return office ? { owner_role: office[1] ?? '', owner_org: Number(office[2]), owner_account: null } : null
}

const mark = ' | '
/** Points of every agenda as people type them: one a line, `English | español`. */
export const standingText = (list: readonly Text[]): string =>
  list.map((one) => [one.en, one.es].filter(Boolean).join(mark)).join('\n')
export const standingOf = (text: string): Text[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 30)
    .map((line) => {
      const [en = '', es = ''] = line.split('|').map((half) => half.trim().slice(0, 200))
      return { en: en || es, es: es || en }
    })

/** A committee as one flat sheet; seats by `m<id>`. */
export const committeeSheet = (one: Committee, seats: readonly Seat[]): Sheet => ({
  name_en: one.name.en ?? '',
  name_es: one.name.es ?? '',
  purpose_en: one.purpose.en ?? '',
  purpose_es: one.purpose.es ?? '',
  kind: one.kind,
  org_id: one.org_id,
  reports_to: one.reports_to,
  quorum: one.quorum,
  rule: one.rule === null ? null : stable(one.rule),
  standing: standingText(one.standing),
  open_minutes: one.open_minutes,
  from_date: one.from_date,
  to_date: one.to_date,
  ...Object.fromEntries(
    seats.flatMap((seat): [string, Value][] => [
      [`m${seat.member_id}.holder`, holderText(seat)],
      [`m${seat.member_id}.part`, seat.part],
      [`m${seat.member_id}.from_date`, seat.from_date],
      [`m${seat.member_id}.to_date`, seat.to_date],
    ]),
  ),
})

/** The rule that the form's choices stand for; null: it meets one by one. */
export function ruleTyped(typed: Pick<CommitteeTyped, 'every' | 'weekday' | 'nth' | 'days' | 'off'>): Rule | null {
  const { every, weekday, nth, days, off } = typed
  if (every === '') return null
  const pick = every === 'weekly' || every === 'biweekly' ? { weekday } : { weekday, nth }
  return { kind: 'recurs', every, pick, days, off }
}

/** What a form of a committee wants, in the fields of its sheet. */
export const committeeTyped = (typed: CommitteeTyped): Sheet => ({
  name_en: typed.name_en,
  name_es: typed.name_es,
  purpose_en: typed.purpose_en,
  purpose_es: typed.purpose_es,
  kind: typed.kind,
  org_id: typed.org_id,
  reports_to: typed.reports_to,
  quorum: typed.quorum,
  rule: ((rule) => (rule === null ? null : stable(rule)))(ruleTyped(typed)),
  standing: standingText(standingOf(typed.standing)),
  open_minutes: typed.open_minutes === 'yes',
  from_date: typed.from_date,
  to_date: typed.to_date,
})

/** The columns of a committee that a sheet stands for. */
export const committeeColumns = (
  sheet: Sheet,
): Omit<Committee, 'committee_id' | 'district_id' | 'slug' | 'version'> => ({
  name: { en: String(sheet.name_en), es: String(sheet.name_es) },
  purpose: {
    ...(sheet.purpose_en ? { en: String(sheet.purpose_en) } : {}),
    ...(sheet.purpose_es ? { es: String(sheet.purpose_es) } : {}),
  },
  kind: sheet.kind as Committee['kind'],
  org_id: Number(sheet.org_id),
  reports_to: sheet.reports_to === null ? null : Number(sheet.reports_to),
  quorum: sheet.quorum === null ? null : Number(sheet.quorum),
  rule: sheet.rule === null ? null : (JSON.parse(String(sheet.rule)) as Rule),
  standing: standingOf(String(sheet.standing ?? '')),
  open_minutes: sheet.open_minutes === true,
  from_date: String(sheet.from_date),
  to_date: sheet.to_date === null ? null : String(sheet.to_date),
})

export const pointFields = (one: Point): [string, Value][] => [
  [`p${one.point_id}.title`, one.title.en ?? one.title.es ?? ''],
  [`p${one.point_id}.about`, one.about],
  [`p${one.point_id}.place`, one.place],
  [`p${one.point_id}.listed`, one.listed],
  [`p${one.point_id}.minutes`, one.minutes],
]
export const decisionFields = (one: Decision): [string, Value][] => [
  [`d${one.decision_id}.number`, `${one.year}-${one.number}`],
  [`d${one.decision_id}.words`, one.words],
  [`d${one.decision_id}.votes_for`, one.votes_for],
  [`d${one.decision_id}.votes_against`, one.votes_against],
  [`d${one.decision_id}.abstained`, one.abstained],
  [`d${one.decision_id}.listed`, one.listed],
]
export const actionFields = (one: Action): [string, Value][] => [
  [`a${one.action_id}.words`, one.words],
  [`a${one.action_id}.owner`, holderText(one)],
  [`a${one.action_id}.due_on`, one.due_on],
  [`a${one.action_id}.listed`, one.listed],
]

export const presentText = (ids: readonly number[]): string => [...new Set(ids)].toSorted((a, b) => a - b).join(',')

/** A meeting with its points, decisions and actions as one flat sheet: all of it shares one version. */
export const meetingSheet = (
  one: Meeting,
  points: readonly Point[],
  decisions: readonly Decision[],
  actions: readonly Action[],
): Sheet => ({
  held_on: one.held_on,
  starts_at: one.starts_at,
  place: one.place,
  state: one.state,
  present: presentText(one.present),
  guests: one.guests,
  minutes: one.minutes,
  ...Object.fromEntries([
    ...points.flatMap(pointFields),
    ...decisions.flatMap(decisionFields),
    ...actions.flatMap(actionFields),
  ]),
})

type Changed = { version: number; verb: string; was: Record<string, unknown>; became: Record<string, unknown> }

/** The sheet as it was at a version: the changes after it taken back, newest first. */
export function sheetAt(now: Sheet, changes: readonly Changed[], version: number): Sheet {
  const then: Record<string, Value> = { ...now }
  for (const one of changes.filter((each) => each.version > version).toSorted((a, b) => b.version - a.version))
    for (const name of Object.keys(one.became)) then[name] = (one.was[name] ?? null) as Value
  return then
}

export type Wanted =
  | { kind: 'merged'; fields: Sheet }
  /** `mine`: the form with what its author left alone as it is now */
  | { kind: 'conflict'; fields: readonly string[]; mine: Sheet }

/** What a form wants that was made from an older version: fields to write, or those that both sides changed. */
export function wanted(now: Sheet, changes: readonly Changed[], seen: number, mine: Sheet): Wanted {
  const base = sheetAt(now, changes, seen)
  const same = (a: Value | undefined, b: Value | undefined) => (a ?? null) === (b ?? null)
  const merged = merge<Record<string, Value>>(base, { ...now }, { ...mine })
  if (merged.kind === 'conflict')
    return {
      kind: 'conflict',
      fields: merged.fields,
      mine: Object.fromEntries(
        Object.entries(mine).map(([name, value]) => [name, same(value, base[name]) ? (now[name] ?? null) : value]),
      ),
    }
  return {
    kind: 'merged',
    fields: Object.fromEntries(
      Object.entries(merged.fields).flatMap(([name, value]) => (same(now[name], value) ? [] : [[name, value ?? null]])),
    ),
  }
}

/** Fields that nobody may take back with one click. */
const lasting = /^minutes$|\.number$/

/** What undoing a version would write; null when it is no such change, or a later one touched the same field. */
export function undoOf(changes: readonly Changed[], version: number): Sheet | null {
  const target = changes.find((one) => one.version === version)
  if (!target || target.verb === 'made' || target.verb === 'approved') return null
  const names = Object.keys(target.became).filter((name) => !lasting.test(name))
  if (!names.some((name) => name in target.was || name.endsWith('.listed'))) return null
  if (changes.some((one) => one.version > version && names.some((name) => name in one.became))) return null
  // What was added is taken off again; its other fields stay as they are.
  return Object.fromEntries(
    names
      .filter((name) => name in target.was || name.endsWith('.listed'))
      .map((name) => [name, name in target.was ? ((target.was[name] ?? null) as Value) : false]),
  )
}
