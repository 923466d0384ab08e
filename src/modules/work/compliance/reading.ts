import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { orgById, orgsUnder, todayOf } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import { orgNames, ownerWords } from '../documents/reading.ts'
import type { EndedLine } from '../keeping/ended.tsx'
import { workDistrict } from '../reading.ts'
import { complianceOf, countStates } from './rules.ts'
import type { Compliance, ComplianceState, Obligation, Policy } from './schema.ts'
import { shownOf } from './showing.ts'
import { compliancesOf, policiesOf } from './store.ts'

/** An obligation at one organization that keeps it. */
export type Standing = {
  policy: Policy
  obligation: Obligation
  org: { id: number; name: string }
  state: ComplianceState
  row: Compliance | null
  href: string
}

/** The schools of a district today, each once, by name. */
export async function schoolsOf(tx: Tx, districtId: number, today: string): Promise<{ id: number; name: string }[]> {
  const all = await orgsUnder(tx, districtId, today, 'school')
  return [...new Map(all.map((org) => [org.org_id, { id: org.org_id, name: org.name }])).values()]
}

/** Every obligation of some policies at every organization that keeps it: the district, or each of its schools. Ended ones are left out. */
export async function standingsOf(
  tx: Tx,
  districtId: number,
  policies: readonly Policy[],
  today: string,
): Promise<Standing[]> {
  const rows = await compliancesOf(
    tx,
    policies.map((one) => one.policy_id),
  )
  const at = new Map(rows.map((row) => [`${row.policy_id}/${row.key}/${row.org_id}`, row]))
  const texts = [...new Set(rows.flatMap((row) => (row.shown_by === null ? [] : [row.shown_by])))]
  const shown = await shownOf(tx, districtId, texts, today)
  const district = { id: districtId, name: (await orgById(tx, districtId))?.name ?? '' }
  const schools = policies.some((one) => one.obligations.some((it) => it.each === 'school' && !it.ended))
    ? await schoolsOf(tx, districtId, today)
    : []
  return policies
    .filter((policy) => !policy.ended)
    .flatMap((policy) =>
      policy.obligations
        .filter((obligation) => !obligation.ended)
        .flatMap((obligation) =>
          (obligation.each === 'school' ? schools : [district]).map((org): Standing => {
            const row = at.get(`${policy.policy_id}/${obligation.key}/${org.id}`) ?? null
            const found = row?.shown_by ? (shown.get(row.shown_by) ?? null) : null
            return {
              policy,
              obligation,
              org,
              state: complianceOf(row, obligation, found, today),
              row,
              href: `/work/compliance/${policy.policy_id}/${obligation.key}/${org.id}`,
            }
          }),
        ),
    )
}

export type PolicyLine = {
  id: number
  code: string
  title: { words: string; lang: Lang }
  owner: string
  review_by: string | null
  overdue: boolean
  counts: Record<ComplianceState, number>
}

/** The board's page: the counts over all obligations, the policies, and one school's own on request. Nothing for whoever does not read the work. */
export async function registerOf(
  tx: Tx,
  visitor: Visitor,
  asked: { school?: number | undefined; lang: Lang },
): Promise<{
  lines: PolicyLine[]
  ended: EndedLine[]
  counts: Record<ComplianceState, number>
  schools: { id: number; name: string }[]
  /** what the school that was asked for keeps itself */
  here: Standing[] | null
  leads: boolean
}> {
  const district = workDistrict(visitor)
  const nothing = { lines: [], ended: [], counts: countStates([]), schools: [], here: null, leads: false }
  if (!readable(visitor).includes(district)) return nothing
  const today = await todayOf(tx, district)
  const known = await policiesOf(tx, [district])
  const policies = known.filter((one) => !one.ended)
  const all = await standingsOf(tx, district, policies, today)
  const schools = await schoolsOf(tx, district, today)
  const name = orgNames(tx)
  const lines: PolicyLine[] = []
  for (const policy of policies) {
    const own = all.filter((one) => one.policy.policy_id === policy.policy_id)
    lines.push({
      id: policy.policy_id,
      code: policy.code,
      title: read(policy.title, asked.lang),
      owner: await ownerWords(name, policy, asked.lang),
      review_by: policy.review_by,
      overdue: policy.review_by !== null && policy.review_by < today,
      counts: countStates(own.map((one) => one.state)),
    })
  }
  const here = schools.some((one) => one.id === asked.school) ? all.filter((one) => one.org.id === asked.school) : null
  const ended = known
    .filter((one) => one.ended)
    .map((one): EndedLine => {
      const title = read(one.title, asked.lang)
      return { href: `/work/compliance/${one.policy_id}`, words: `${one.code}: ${title.words}`, lang: title.lang }
    })
  return {
    lines,
    ended,
    counts: countStates((here ?? all).map((one) => one.state)),
    schools,
    here,
    leads: leads(visitor, district),
  }
}
