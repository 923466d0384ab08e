import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { conflict } from '../../../platform/errors.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { orgById, todayOf } from '../../people/index.ts'
import { textIn } from '../documents/actions.ts'
import { codeTaken, fieldsAt, type Kept, keepRow, recordEntered, textOver, undoRow } from '../keeping/row.ts'
import {
  maySignCompliance,
  mustAssess,
  mustEnterPolicies,
  mustKeepPolicy,
  mustReadPolicy,
  noPolicy,
  notToSignCompliance,
} from './access.ts'
import { assessProblems, nextKey, obligationProblems, type PolicyProblem, policyProblems, sameWords } from './rules.ts'
import type { AssessTyped, Compliance, Obligation, ObligationTyped, Policy, PolicyTyped } from './schema.ts'
import { shownOf, showingOptions } from './showing.ts'
import {
  complianceAt,
  complianceKeeper,
  insertCompliance,
  insertPolicy,
  lockPolicies,
  policiesOf,
  policyById,
  type PolicyFields,
  policyKeeper,
} from './store.ts'

type Problems = { kind: 'problems'; problems: PolicyProblem[] }

const dayOf = (text: string): string | null => (text === '' ? null : text)
const ownerOf = (text: string): { owner_role: string; owner_org: number } => {
  const [role = '', org = '0'] = text.split('@')
  return { owner_role: role, owner_org: Number(org) }
}

/** Enters a policy. The same code again is the same policy. In: the offices that may own it. Errors: Missing, Forbidden `work/not-to-enter-policies`. */
export async function enterPolicy(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: PolicyTyped,
  owners: ReadonlySet<string>,
  lang: Lang,
): Promise<Kept<Policy> | Problems> {
  mustEnterPolicies(visitor, districtId)
  await lockPolicies(tx, districtId)
  const all = await policiesOf(tx, [districtId])
  const wanted = {
    code: typed.code,
    kind: typed.kind,
    source: typed.source,
    adopted_on: dayOf(typed.adopted_on),
    review_by: dayOf(typed.review_by),
    ...ownerOf(typed.owner),
  }
  // The same form twice: an entry that says anything else under this code is another one, and the code is taken.
  const known = all.find(
    (one) => read(one.title, lang).words === typed.title && alike({ ...one, ...wanted, ended: false }, one),
  )
  if (known) return { kind: 'saved', row: known, same: true }
  const codes = new Set(all.map((one) => one.code))
  const problems = policyProblems(typed, codes, owners, await todayOf(tx, districtId))
  if (problems.length > 0) return { kind: 'problems', problems }
  const row = await insertPolicy(tx, districtId, {
    ...wanted,
    title: textIn(typed.title, lang),
    obligations: [],
    ended: false,
  })
  await recordEntered(tx, visitor.scope, policyKeeper, row)
  return { kind: 'saved', row, same: false }
}

/** Changes the entry of a policy. Errors: Missing, Forbidden `work/not-your-policy`. */
export async function editPolicy(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: PolicyTyped,
  owners: ReadonlySet<string>,
  lang: Lang,
): Promise<Kept<Policy> | Problems> {
  const row = await policyById(tx, id, true)
  mustKeepPolicy(visitor, row)
  await lockPolicies(tx, row.district_id)
  const others = (await policiesOf(tx, [row.district_id])).filter((one) => one.policy_id !== id)
  const may = new Set([...owners, `${row.owner_role}@${row.owner_org}`])
  const codes = new Set(others.map((one) => one.code))
  const problems = policyProblems(typed, codes, may, await todayOf(tx, row.district_id))
  if (problems.length > 0) return { kind: 'problems', problems }
  const fields = (seen: PolicyFields): PolicyFields => ({
    ...seen,
    code: typed.code,
    kind: typed.kind,
    title: textOver(typed.title, lang, seen.title),
    source: typed.source,
    adopted_on: dayOf(typed.adopted_on),
    review_by: dayOf(typed.review_by),
    ...ownerOf(typed.owner),
    ended: typed.ended === 'yes',
  })
  return keepRow(tx, visitor.scope, policyKeeper, row, { version: typed.version, fields })
}

/** Adds an obligation to a policy, changes its words or ends it. The same words again are the same obligation. Errors: Missing, Forbidden. */
export async function saveObligation(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: ObligationTyped,
  lang: Lang,
): Promise<Kept<Policy> | Problems> {
  const row = await policyById(tx, id, true)
  mustKeepPolicy(visitor, row)
  const problems = obligationProblems(typed, row.obligations)
  if (problems.length > 0) return { kind: 'problems', problems }
  const same = (one: Obligation) =>
    !one.ended && one.each === (typed.each ?? 'district') && read(one.title, lang).words === typed.title
  const known = typed.key === '' && typed.ended === undefined ? row.obligations.find(same) : undefined
  if (known) return { kind: 'saved', row, same: true }
  // A key is given once for all: what was looked at and signed under it stays there, also when it was taken back.
  const past = (await historyOf(tx, policyKeeper.object, id)).flatMap(
    ({ was, became }) => [was.obligations, became.obligations].flat().filter(Boolean) as Obligation[],
  )
  const fields = (seen: PolicyFields): PolicyFields => ({
    ...seen,
    obligations:
      typed.key === ''
        ? [
            ...seen.obligations,
            {
              key: nextKey([...row.obligations, ...past]),
              title: textIn(typed.title, lang),
              each: typed.each ?? 'district',
              ended: false,
            },
          ]
        : seen.obligations.map((one) =>
            one.key === typed.key
              ? { ...one, title: textOver(typed.title, lang, one.title), ended: typed.ended === 'yes' }
              : one,
          ),
  })
  return keepRow(tx, visitor.scope, policyKeeper, row, { version: typed.version, fields })
}

/** Adds obligations to a policy that has none, in one change: what the demo or a list brings. In: what each says in both languages, and who keeps it. */
export async function addObligations(
  tx: Tx,
  visitor: Visitor,
  id: number,
  list: readonly Pick<Obligation, 'title' | 'each'>[],
): Promise<Policy> {
  const row = await policyById(tx, id, true)
  mustKeepPolicy(visitor, row)
  if (row.obligations.length > 0) return row
  const obligations = list.map((one, i) => ({ key: `o${i + 1}`, ...one, ended: false }))
  const fields = (seen: PolicyFields): PolicyFields => ({ ...seen, obligations })
  return (await keepRow(tx, visitor.scope, policyKeeper, row, { version: row.version, fields })).row
}

/** Takes back the newest change of a policy. Errors: Missing, Forbidden, Conflict `work/changed-since`, `work/code-taken`. */
export async function undoPolicy(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Policy> {
  const row = await policyById(tx, id, true)
  mustKeepPolicy(visitor, row)
  await lockPolicies(tx, row.district_id)
  const others = (await policiesOf(tx, [row.district_id])).filter((one) => one.policy_id !== id)
  const before = fieldsAt(await historyOf(tx, policyKeeper.object, id), version - 1)
  if (row.version === version && others.some((one) => one.code === before.code)) throw codeTaken()
  return undoRow(tx, visitor.scope, policyKeeper, row, version)
}

/** An obligation of a policy at an organization that keeps it: the district, or one of its schools. Errors: Missing `work/no-such-policy`. */
export async function obligationAt(
  tx: Tx,
  visitor: Visitor,
  at: { id: number; key: string; org: number },
  lock = false,
): Promise<{ policy: Policy; obligation: Obligation; row: Compliance | null; org: { id: number; name: string } }> {
  const policy = await policyById(tx, at.id, lock)
  mustReadPolicy(visitor, policy)
  const obligation = policy.obligations.find((one) => one.key === at.key)
  const org = await orgById(tx, at.org)
  const fits = obligation?.each === 'school' ? org?.kind === 'school' : org?.kind === 'district'
  if (!obligation || !org || !fits || org.district_id !== policy.district_id) throw noPolicy()
  const row = await complianceAt(tx, policy.policy_id, at.key, at.org, lock)
  return { policy, obligation, row, org: { id: org.org_id, name: org.name } }
}

/**
 * Says by what an obligation is kept and until when that holds; a second person signs afterwards. A signature that was there falls away. The same form twice
 * changes nothing. Errors: Missing, Forbidden `work/not-to-assess`.
 */
export async function assess(
  tx: Tx,
  visitor: Visitor,
  at: { id: number; key: string; org: number },
  typed: AssessTyped,
): Promise<Kept<Compliance> | Problems | { kind: 'conflict'; row: null }> {
  const { policy, obligation, row } = await obligationAt(tx, visitor, at, true)
  mustAssess(visitor, policy, at.org)
  const today = await todayOf(tx, policy.district_id)
  const options = await showingOptions(tx, visitor, policy.district_id, row?.shown_by ?? null)
  const known = new Set(options.map((one) => one.value))
  const problems = assessProblems(typed, known, today)
  if (problems.length > 0) return { kind: 'problems', problems }
  const { shown_by, until, note } = typed
  if (row && row.assessed_by === visitor.account_id)
    if (row.shown_by === shown_by && row.until === until && row.note === note && row.signed_by === null)
      if (sameWords(row, obligation)) return { kind: 'saved', row, same: true }
  if (typed.version !== (row?.version ?? 0)) return row ? { kind: 'conflict', row } : { kind: 'conflict', row: null }
  const shown = (await shownOf(tx, policy.district_id, [shown_by], today)).get(shown_by)
  const fields = {
    shown_by,
    seen: shown?.seen ?? '',
    words: obligation.title,
    note,
    until,
    assessed_by: visitor.account_id,
    assessed_at: now(),
    signed_by: null,
    signed_at: null,
  }
  if (row)
    return keepRow(tx, visitor.scope, complianceKeeper, row, {
      version: row.version,
      fields: () => fields,
      verb: 'assessed',
    })
  const { policy_id, district_id } = policy
  const made = await insertCompliance(tx, { policy_id, key: at.key, org_id: at.org, district_id }, fields)
  await recordEntered(tx, visitor.scope, complianceKeeper, made)
  return { kind: 'saved', row: made, same: false }
}

/** Signs an assessment as a second person. Twice changes nothing. Errors: Missing, Forbidden `work/not-to-sign-compliance`, Conflict `work/assessed-again`, `work/obligation-changed`. */
export async function signCompliance(
  tx: Tx,
  visitor: Visitor,
  at: { id: number; key: string; org: number },
  version: number,
): Promise<Compliance> {
  const { row, obligation } = await obligationAt(tx, visitor, at, true)
  if (row?.signed_by === visitor.account_id) return row
  if (!row || !maySignCompliance(visitor, at.org, row)) throw notToSignCompliance()
  if (version !== row.version)
    throw conflict(
      'work/assessed-again',
      'Somebody changed this assessment while the page was open.',
      'Look at it as it is now, and sign it again if it is right.',
    )
  if (!sameWords(row, obligation))
    throw conflict(
      'work/obligation-changed',
      'The words of this obligation were changed after somebody looked.',
      'Somebody has to look at it again with the words of now. Then it can be signed.',
    )
  const fields = { ...complianceKeeper.fieldsOf(row), signed_by: visitor.account_id, signed_at: now() }
  const signed = { version: row.version, fields: () => fields, verb: 'signed' }
  return (await keepRow(tx, visitor.scope, complianceKeeper, row, signed)).row
}

/** Takes back the newest signature; only who gave it. Errors: Missing, Forbidden, Conflict `work/changed-since`. */
export async function undoSignature(
  tx: Tx,
  visitor: Visitor,
  at: { id: number; key: string; org: number },
  version: number,
): Promise<Compliance> {
  const { row, policy } = await obligationAt(tx, visitor, at, true)
  mustAssess(visitor, policy, at.org)
  if (!row) throw noPolicy()
  if (row.signed_by !== null && row.signed_by !== visitor.account_id) throw notToSignCompliance()
  return undoRow(tx, visitor.scope, complianceKeeper, row, version, ['signed'])
}
