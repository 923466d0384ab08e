import { dateIn } from '../../platform/clock.ts'
import { dayMonth, shortDate } from '../../platform/format.ts'
import type { Recorded } from '../../platform/history/history.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { type Lang, read, type Text } from '../../platform/words.ts'
import { roleName } from '../people/index.ts'
import { mayUpdate, standInFor } from './access.ts'
import { answeredElsewhere, behalfIn, byMail, type Elsewhere, ownerBefore, timingOf, undoOf } from './rules.ts'
import { words } from './say.ts'
import { type Item, type Kind, type State, states } from './schema.ts'

/** Names that a page needs, gathered before it is shown. */
export type Names = { orgs: ReadonlyMap<number, string>; accounts: ReadonlyMap<number, string> }

/** One item as a line of a list, in words. */
export type Line = {
  id: number
  version: number
  href: string
  title: { words: string; lang: Lang }
  when: string
  date: string | null
  /** `when` is nothing but that date */
  plainDate: boolean
  late: boolean
  /** code, owner, what the plan said, evidence */
  facts: readonly string[]
  state: State
  note: string
  due_on: string | null
  mayUpdate: boolean
  kind: Kind
  needsEvidence: boolean
  /** done only once somebody has brought a file or a link */
  needsArtefact: boolean
  /** where it is answered, when that is not its own line */
  answered: Elsewhere | null
}

/** The states that a line offers: what it has, and those that can be said in one line. Dropping asks for a reason, what is answered elsewhere is done there. */
export const offered = (line: Pick<Line, 'state' | 'answered'>): State[] =>
  states.filter(
    (state) => state === line.state || (state !== 'dropped' && (state !== 'done' || line.answered === null)),
  )

/** A date as near as it can be said: without the year when it is this one. */
export const nearDate = (iso: string, today: string, lang: Lang): string =>
  iso.slice(0, 4) === today.slice(0, 4) ? dayMonth(iso, lang) : shortDate(iso, lang)

/** When something is due, in two or three words: `18 days late`, `Today`, `Nov 27`. */
export function whenOf(item: Item, today: string, lang: Lang): string {
  const say = words(lang)
  const timing = timingOf(item, today)
  switch (timing.kind) {
    case 'late':
      return say('late', { days: timing.days })
    case 'today':
      return say('today')
    case 'due':
      return timing.days === 1 ? say('tomorrow') : nearDate(timing.on, today, lang)
    case 'ahead':
      return say('begins', { date: nearDate(timing.on, today, lang) })
    case 'undated':
      return say('undated')
    case 'closed':
      return say(`state.${item.state}`)
  }
}

/** The state of an item in words, late ones said so: for the lists of a plan's pages. */
export function stateWords(
  item: Pick<Item, 'state' | 'due_on' | 'starts_on' | 'held_until'>,
  today: string,
  lang: Lang,
): string {
  const timing = timingOf(item, today)
  const state = words(lang)(`state.${item.state}`)
  return timing.kind === 'late' ? `${state}, ${words(lang)('late', { days: timing.days })}` : state
}

/** Who answers for an item, in words. */
export function ownerWords(
  item: Pick<Item, 'owner_account' | 'owner_org' | 'owner_role'>,
  names: Names,
  lang: Lang,
): string {
  if (item.owner_account !== null) return names.accounts.get(item.owner_account) ?? words(lang)('somebody')
  if (item.owner_org !== null && item.owner_role !== null) {
    const org = names.orgs.get(item.owner_org) ?? ''
    // An office is its head; of a school, the plan may name the principal or somebody else.
    return item.owner_role === 'office_head'
      ? org
      : words(lang)('ownerAt', { role: roleName(item.owner_role, lang), org })
  }
  return words(lang)('nobody')
}

/** An item as a line for this reader. */
export function lineOf(item: Item, visitor: Visitor, today: string, names: Names, lang: Lang): Line {
  const say = words(lang)
  const timing = timingOf(item, today)
  const lent = standInFor(visitor, item)
  const facts = [
    item.code,
    item.due_on !== null && (timing.kind === 'late' || timing.kind === 'ahead')
      ? say('due', { date: nearDate(item.due_on, today, lang) })
      : null,
    item.planned_due !== null && item.due_on !== item.planned_due
      ? say('planned', { date: nearDate(item.planned_due, today, lang) })
      : null,
    ownerWords(item, names, lang),
    lent ? say('forWhom', { who: lent.name, date: nearDate(lent.until, today, lang) }) : null,
    item.needs_evidence ? say('evidence') : null,
    item.needs_artefact ? say('needsArtefact') : null,
  ]
  return {
    id: item.item_id,
    version: item.version,
    href: `/work/${item.item_id}`,
    title: read(item.title, lang),
    when: whenOf(item, today, lang),
    date: timing.kind === 'ahead' ? timing.on : item.due_on,
    plainDate: timing.kind === 'due',
    late: timing.kind === 'late',
    facts: facts.filter((fact) => fact !== null),
    state: item.state,
    note: item.note,
    due_on: item.due_on,
    mayUpdate: mayUpdate(visitor, item),
    kind: item.kind,
    needsEvidence: item.needs_evidence,
    needsArtefact: item.needs_artefact,
    answered: answeredElsewhere(item),
  }
}

export type HistoryLine = {
  version: number
  who: string
  day: string
  time: string
  iso: string
  verb: string
  changes: readonly string[]
  undoable: boolean
}

const verbs = ['added', 'loaded', 'unlisted', 'updated', 'undone', 'handed'] as const
const told = ['state', 'note', 'due_on', 'done_on', 'planned_due', 'title', 'starts_on', 'code'] as const

function valueWords(field: (typeof told)[number], value: unknown, lang: Lang): string {
  if (value === null || value === undefined || value === '') return words(lang)('nothing')
  if (field === 'state') return words(lang)(`state.${value as State}`)
  if (field === 'title') return `\u201c${read(value as Text, lang).words}\u201d`
  if (field === 'note') return `\u201c${String(value)}\u201d`
  return field === 'code' ? String(value) : shortDate(String(value), lang)
}

/** The day and the time of an instant in a time zone, in words. */
export function instant(at: Date, timeZone: string, lang: Lang): { day: string; time: string } {
  const time = new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { timeZone, timeStyle: 'short' })
  return { day: shortDate(dateIn(at, timeZone), lang), time: time.format(at) }
}

/** On whose behalf a change was made, in words; null when its author owned the item. */
export function behalfWords(reason: string, names: Names, lang: Lang): string | null {
  const whom = behalfIn(reason)
  if (whom === null) return null
  if (whom === 'owner') return words(lang)('onBehalf')
  const owner =
    'account_id' in whom
      ? { owner_account: whom.account_id, owner_role: null, owner_org: null }
      : { owner_account: null, owner_role: whom.role, owner_org: whom.org_id }
  return words(lang)('onBehalfOf', { who: ownerWords(owner, names, lang) })
}

/** The history of an item, newest first: who changed what, when, from what. */
export function historyView(changes: readonly Recorded[], names: Names, timeZone: string, lang: Lang): HistoryLine[] {
  const say = words(lang)
  const from = changes.find((one) => one.verb === 'added')?.became.kind
  const system = say(
    from === 'duty'
      ? 'systemDuty'
      : from === 'cycle'
        ? 'systemCycle'
        : from === 'document'
          ? 'systemDocument'
          : 'system',
  )
  return changes.map((one) => {
    const added = one.verb === 'added'
    const fields = told.filter((name) => name in one.became && !(added && !['state', 'due_on'].includes(name)))
    const lines = fields.map((field) => {
      const values = {
        field: say(`field.${field}`),
        was: valueWords(field, one.was[field], lang),
        became: valueWords(field, one.became[field], lang),
      }
      return say(added ? 'setTo' : 'fromTo', values)
    })
    const verb = verbs.find((name) => name === one.verb) ?? 'updated'
    if ('owner_account' in one.became && !added) {
      const to = one.became.owner_account as number | null
      lines.push(say('ownerNow', { who: to === null ? say('itsOffice') : (names.accounts.get(to) ?? say('somebody')) }))
      if (one.reason) lines.push(`\u201c${one.reason}\u201d`)
    }
    const behalf = behalfWords(one.reason, names, lang)
    if (behalf !== null) lines.push(behalf)
    if (one.reason === 'work.artefact') lines.push(say('unproven'))
    if (one.reason === byMail) lines.push(say('byMail'))
    return {
      version: one.version,
      who: one.actor === null ? system : (names.accounts.get(one.actor) ?? say('somebody')),
      ...instant(one.at, timeZone, lang),
      iso: one.at.toISOString(),
      verb: say(verb === 'unlisted' && from === 'cycle' ? 'verb.cycleClosed' : `verb.${verb}`),
      changes: lines.length > 0 ? lines : added ? [] : [say('otherChanged')],
      undoable:
        ((one.verb === 'updated' || one.verb === 'undone') && undoOf(changes, one.version) !== null) ||
        ownerBefore(changes, one.version) !== null,
    }
  })
}
