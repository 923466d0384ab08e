import { z } from 'zod'
import type { Text } from '../../../../platform/words.ts'
import { type Cadence, cadences } from '../../../plans/index.ts'
import { isDate } from '../../rules.ts'
import { type Duty, dayKinds, offs, type Rule } from '../schema.ts'

/** What is wrong with a field of a form; `day`: the day that the message names. */
export type DutyProblem = {
  field: string
  code:
    | 'title'
    | 'owner'
    | 'every'
    | 'weekOnly'
    | 'monthOnly'
    | 'yearOnly'
    | 'oneWay'
    | 'noSuchDay'
    | 'limit'
    | 'after'
    | 'grace'
    | 'day'
    | 'reason'
    | 'beforeBegin'
    | 'beforeYear'
    | 'doneLater'
    | 'afterEnd'
  day?: string
}

const line = (most: number) => z.string().trim().max(most).catch('').default('')
const version = z.coerce.number().int().nonnegative().catch(0).default(0)

/** Words and owner of a duty, as a form sends them. */
export const wordsForm = z.object({
  version,
  title_en: line(300),
  title_es: line(300),
  basis: line(200),
  artefact_en: line(300),
  artefact_es: line(300),
  needs_artefact: z
    .string()
    .optional()
    .transform((text) => text === 'yes'),
  /** `office_head@7` */
  owner: line(60),
})
export type WordsTyped = z.infer<typeof wordsForm>

/** When a duty is due, as a form sends it: every field as text, so that what cannot be read is told beside its field. */
export const ruleForm = z.object({
  version,
  kind: z.enum(['recurs', 'sla']).catch('recurs').default('recurs'),
  every: line(30),
  weekday: line(2),
  nth: line(2),
  day: line(2),
  month: line(2),
  days: z.enum(dayKinds).catch('office').default('office'),
  off: z.enum(offs).catch('before').default('before'),
  limit: line(3),
  after_en: line(300),
  after_es: line(300),
  grace: line(2),
  from: line(10),
})
export type RuleTyped = z.infer<typeof ruleForm>

export const endForm = z.object({ version, to: line(10), reason: line(300) })
export type EndTyped = z.infer<typeof endForm>

const textOf = (en: string, es: string): Text => ({ ...(en ? { en } : {}), ...(es ? { es } : {}) })
const numberIn = (text: string, least: number, most: number): number | null => {
  const found = /^-?\d{1,3}$/.test(text) ? Number(text) : null
  return found !== null && found >= least && found <= most ? found : null
}
const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDate(text)

export type Words = Pick<
  Duty,
  'title' | 'basis' | 'artefact' | 'needs_artefact' | 'org_id' | 'owner_role' | 'owner_org' | 'owner_account'
>

/** The words of a form. In: what was typed; the offices that may own a duty, as `role@organization`. Out: the columns, or what is wrong. */
export function wordsOf(typed: WordsTyped, owners: ReadonlySet<string>): Words | DutyProblem[] {
  const problems: DutyProblem[] = []
  if (typed.title_en === '') problems.push({ field: 'title_en', code: 'title' })
  const [role = '', org = ''] = typed.owner.split('@')
  if (!owners.has(typed.owner)) problems.push({ field: 'owner', code: 'owner' })
  if (problems.length > 0) return problems
  const artefact = textOf(typed.artefact_en, typed.artefact_es)
  const asks = Object.keys(artefact).length > 0
  return {
    title: textOf(typed.title_en, typed.title_es),
    basis: typed.basis,
    artefact: asks ? artefact : null,
    needs_artefact: asks && typed.needs_artefact,
    org_id: Number(org),
    owner_role: role,
    owner_org: Number(org),
    owner_account: null,
  }
}

/** A duty's words as the form shows them. */
export const wordsShown = (duty: Duty): Record<string, string> => ({
  title_en: duty.title.en ?? '',
  title_es: duty.title.es ?? '',
  basis: duty.basis,
  artefact_en: duty.artefact?.en ?? '',
  artefact_es: duty.artefact?.es ?? '',
  needs_artefact: duty.needs_artefact ? 'yes' : '',
  owner: duty.owner_role === null ? '' : `${duty.owner_role}@${duty.owner_org}`,
})

const isWeekly = (every: string) => every === 'weekly' || every === 'biweekly'

/**
 * When a duty is due, as a form says it. A week takes a weekday; a month a day of it, or a weekday of it; a year a date, or a weekday; the other cadences a weekday;
 * without any of these it is the last day of the period. Out: rule, days of grace and the first day, or what is wrong.
 */
export function ruleOf(typed: RuleTyped): { rule: Rule; grace: number; from: string } | DutyProblem[] {
  const problems: DutyProblem[] = []
  const grace = typed.grace === '' ? 0 : numberIn(typed.grace, 0, 60)
  if (grace === null) problems.push({ field: 'grace', code: 'grace' })
  if (!isDay(typed.from)) problems.push({ field: 'from', code: 'day' })
  const rule = typed.kind === 'sla' ? limitOf(typed, problems) : recurringOf(typed, problems)
  return problems.length > 0 || rule === null || grace === null ? problems : { rule, grace, from: typed.from }
}

function limitOf(typed: RuleTyped, problems: DutyProblem[]): Rule | null {
  const limit = typed.limit === '' ? null : numberIn(typed.limit, 0, 400)
  if (typed.limit !== '' && limit === null) problems.push({ field: 'limit', code: 'limit' })
  if (typed.after_en === '') problems.push({ field: 'after_en', code: 'after' })
  const after = { en: typed.after_en, es: typed.after_es || typed.after_en }
  return { kind: 'sla', limit, after, days: typed.days, off: typed.off }
}

function recurringOf(typed: RuleTyped, problems: DutyProblem[]): Rule | null {
  const every = (cadences as readonly string[]).includes(typed.every) ? (typed.every as Cadence) : null
  if (every === null) {
    problems.push({ field: 'every', code: 'every' })
    return null
  }
  const weekday = numberIn(typed.weekday, 1, 5)
  const nth = numberIn(typed.nth, -1, 5)
  const day = typed.day === '' ? null : numberIn(typed.day, 1, 31)
  const month = numberIn(typed.month, 1, 12)
  if (typed.day !== '' && day === null) problems.push({ field: 'day', code: 'noSuchDay' })
  if (nth !== null && (isWeekly(every) || every === 'daily')) problems.push({ field: 'nth', code: 'weekOnly' })
  if (weekday !== null && every === 'daily') problems.push({ field: 'weekday', code: 'weekOnly' })
  if (day !== null && every !== 'monthly' && every !== 'yearly') problems.push({ field: 'day', code: 'monthOnly' })
  if (month !== null && (every !== 'yearly' || day === null)) problems.push({ field: 'month', code: 'yearOnly' })
  if (every === 'yearly' && day !== null && month === null) problems.push({ field: 'month', code: 'yearOnly' })
  if (day !== null && weekday !== null) problems.push({ field: 'weekday', code: 'oneWay' })
  if (day !== null && month !== null && day > (days[month - 1] ?? 31))
    problems.push({ field: 'day', code: 'noSuchDay' })
  if (problems.length > 0) return null
  const on = day === null ? null : month === null ? dayOfMonth(day) : ({ kind: 'dayOfYear', month, day } as const)
  const which = nth === null || nth === 0 ? 1 : (nth as -1 | 1 | 2 | 3 | 4 | 5)
  return {
    kind: 'recurs',
    every,
    ...(on ? { on } : {}),
    ...(weekday === null ? {} : { pick: isWeekly(every) ? { weekday } : { weekday, nth: which } }),
    days: typed.days,
    off: typed.off,
  }
}

const dayOfMonth = (day: number) => ({ kind: 'dayOfMonth', day }) as const

/** A rule as the form shows it; null when its fields cannot say it (words of a plan, several months), so that a new one has to be chosen. */
export function ruleShown(rule: Rule): Record<string, string> | null {
  const { days: kind, off } = rule
  if (rule.kind === 'words') return null
  if (rule.kind === 'sla')
    return {
      kind: 'sla',
      limit: rule.limit === null ? '' : String(rule.limit),
      after_en: rule.after.en,
      after_es: rule.after.es,
      days: kind,
      off,
    }
  const { on, pick } = rule
  if (on !== undefined && on.kind !== 'dayOfMonth' && on.kind !== 'dayOfYear') return null
  return {
    kind: 'recurs',
    every: rule.every,
    weekday: pick ? String(pick.weekday) : '',
    nth: pick && !isWeekly(rule.every) ? String(pick.nth ?? 1) : '',
    day: on ? String(on.day) : '',
    month: on?.kind === 'dayOfYear' ? String(on.month) : '',
    days: kind,
    off,
  }
}
