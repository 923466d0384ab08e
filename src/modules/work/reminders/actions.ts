import type { Tx } from '../../../platform/db/database.ts'
import { forbidden } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { leads } from '../access.ts'
import { type Choice, choiceFields, type ChoiceRow, type Rule, ruleFields, ruleSchema, usualRule } from './schema.ts'
import { choiceOf, putChoice, putRule, ruleRow } from './store.ts'

export const choiceObject = 'work.reminder_choice'
export const ruleObject = 'work.reminder_rule'

/** The rule of a district and its version; the usual one, version 0, where nobody changed it. */
export async function ruleOf(tx: Tx, districtId: number, lock = false): Promise<{ rule: Rule; version: number }> {
  const row = await ruleRow(tx, districtId, lock)
  const kept = ruleSchema.safeParse(row?.rule)
  return { rule: kept.success ? kept.data : usualRule, version: row?.version ?? 0 }
}

/** What holds for somebody: their choice, else the rule of the district and the language of the account. */
export const choiceHeld = (row: Choice | null | undefined, rule: Rule, lang: 'en' | 'es'): Choice =>
  row ?? { rhythm: rule.rhythm, hour: rule.hour, lang }

export type Kept<T> = { kind: 'saved'; version: number } | { kind: 'conflict'; now: T; version: number }

/**
 * Keeps what the visitor chose. In: the version that they saw (0: none yet). Out: saved, or a conflict with what stands there now (another window).
 * The same form twice changes nothing. Recorded in the history, which only the person sees.
 */
export async function saveChoice(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  version: number,
  choice: Choice,
): Promise<Kept<ChoiceRow>> {
  const row = await choiceOf(tx, visitor.account_id, districtId, true)
  if (row && choiceFields.every((name) => row[name] === choice[name])) return { kind: 'saved', version: row.version }
  if (row && row.version !== version) return { kind: 'conflict', now: row, version: row.version }
  const next = (row?.version ?? 0) + 1
  if (!(await putChoice(tx, visitor.account_id, districtId, choice, next))) {
    const now = await choiceOf(tx, visitor.account_id, districtId)
    if (now) return { kind: 'conflict', now, version: now.version }
  }
  const pick = (of: Choice) => Object.fromEntries(choiceFields.map((name) => [name, of[name]]))
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: choiceObject,
    object_id: `${visitor.account_id}:${districtId}`,
    version: next,
    verb: 'set',
    ...(row ? { was: pick(row) } : {}),
    became: pick(choice),
  })
  return { kind: 'saved', version: next }
}

/** Throws `work/reminder-leaders` unless the visitor leads the district. */
export function mustRule(visitor: Visitor, districtId: number): void {
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/reminder-leaders',
      'Only the superintendent, the cabinet or an administrator may change the rule of reminders.',
      'Ask one of them to do it.',
    )
}

/** Keeps the rule of a district, with its history. As `saveChoice`. Errors: Forbidden `work/reminder-leaders`. */
export async function saveRule(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  version: number,
  rule: Rule,
): Promise<Kept<Rule>> {
  mustRule(visitor, districtId)
  const known = await ruleOf(tx, districtId, true)
  if (ruleFields.every((name) => alike(known.rule[name], rule[name]))) return { kind: 'saved', version: known.version }
  if (known.version !== version) return { kind: 'conflict', now: known.rule, version: known.version }
  const next = known.version + 1
  if (!(await putRule(tx, districtId, rule, next))) {
    const now = await ruleOf(tx, districtId)
    return { kind: 'conflict', now: now.rule, version: now.version }
  }
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: ruleObject,
    object_id: districtId,
    version: next,
    verb: 'set',
    was: known.rule,
    became: rule,
  })
  return { kind: 'saved', version: next }
}
