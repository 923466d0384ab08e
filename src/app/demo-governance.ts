import { demoDuties } from '../../demo/duties.ts'
import {
  demoDecisions,
  demoPolicies,
  demoProcedures,
  type DemoPolicy,
  demoStateDuties,
  type DemoStep,
  demoSubmissions,
} from '../../demo/governance.ts'
import { orgByCode, systemScope, todayOf } from '../modules/people/index.ts'
import {
  addAutonomy,
  addObligations,
  assess,
  dutiesOf,
  enterPolicy,
  occurrenceItems,
  recordSending,
  refreshDuties,
  register,
  saveDuties,
  setSteps,
  signCompliance,
} from '../modules/work/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services } from '../platform/web/route.ts'
import { document, type Person } from './demo-evidence.ts'

/** Numbers of organizations by their codes; `*` is the district. */
function codesOf(tx: Tx, districtId: number): (code: string) => Promise<number> {
  const known = new Map<string, number>([['*', districtId]])
  return async (code) => {
    const id = known.get(code) ?? (await orgByCode(tx, districtId, code))?.org_id
    if (id === undefined) throw new Error(`The demo has no organization ${code}.`)
    known.set(code, id)
    return id
  }
}

async function stepsOf(tx: Tx, districtId: number, steps: readonly DemoStep[]) {
  const idOf = codesOf(tx, districtId)
  const party = async ([role, org]: readonly [string, string]) => `${role}@${await idOf(org)}`
  const parties = async (some: DemoStep['consulted']) => {
    const found: string[] = []
    for (const one of some) found.push(await party(one))
    return found
  }
  const found = []
  for (const { text, accountable, responsible, consulted, informed } of steps)
    found.push({
      text: { ...text, source: 'en' as const },
      responsible: await parties(responsible),
      accountable: await party(accountable),
      consulted: await parties(consulted),
      informed: await parties(informed),
    })
  return found
}

/** The duties of the state beside the others, what is sent for them, and the last four weeks of the weekly report. */
async function submissions(services: Services, districtId: number, person: Person): Promise<void> {
  const system = await systemScope(services.db, 'demo', districtId)
  await inScope(services.db, system, async (tx) => {
    await saveDuties(tx, system, districtId, [...demoDuties, ...demoStateDuties])
    const today = await todayOf(tx, districtId)
    const fresh = new Set(demoStateDuties.map((one) => one.slug))
    for (const duty of await dutiesOf(tx, [districtId]))
      if (fresh.has(duty.slug)) await refreshDuties(tx, system, districtId, today, duty)
  })
  const leader = await person('superintendent')
  await inScope(services.db, leader.scope, async (tx) => {
    const duties = await dutyIds(tx, districtId)
    for (const { code, duty, recipient } of demoSubmissions) {
      const typed = { version: 0, duty: duties.get(duty) ?? 0, code, recipient, ended: undefined }
      const made = await register(tx, leader, districtId, typed)
      if (made.kind !== 'saved') throw new Error(`The demo cannot register ${code}.`)
      const items = (await occurrenceItems(tx, districtId, [`duty:${duty}/`])).filter((one) => one.done_on !== null)
      for (const item of items.slice(-4)) {
        const sent = { version: 0, what: `Report due ${item.due_on}`, sent_on: item.done_on ?? '', receipt: 0 }
        await recordSending(tx, leader, made.row.submission_id, item.item_id, sent)
      }
    }
  })
}

/** Numbers of the duties of a district, by their names. */
const dutyIds = async (tx: Tx, districtId: number): Promise<Map<string, number>> =>
  new Map((await dutiesOf(tx, [districtId])).map((duty) => [duty.slug, duty.duty_id]))

async function policy(services: Services, districtId: number, person: Person, told: DemoPolicy): Promise<void> {
  const leader = await person('superintendent')
  const id = await inScope(services.db, leader.scope, async (tx) => {
    const owner = `office_head@${await codesOf(tx, districtId)(told.office)}`
    const { code, kind, source } = told
    const days = { adopted_on: told.adopted, review_by: told.reviewBy }
    const typed = { version: 0, code, kind, title: told.title.en, source, ...days, owner, ended: undefined }
    const made = await enterPolicy(tx, leader, districtId, typed, new Set([owner]), 'en')
    if (made.kind !== 'saved') throw new Error(`The demo cannot enter the policy ${code}.`)
    const obligations = told.obligations.map((one) => ({
      title: { ...one.title, source: 'en' as const },
      each: one.each,
    }))
    await addObligations(tx, leader, made.row.policy_id, obligations)
    return made.row.policy_id
  })
  for (const { key, duty, by, signed } of told.looked) {
    const looker = await person(by)
    const at = { id, key, org: districtId }
    const version = await inScope(services.db, looker.scope, async (tx) => {
      const shown_by = `duty:${(await dutyIds(tx, districtId)).get(duty) ?? 0}`
      const typed = { version: 0, shown_by, until: '2027-06-30', note: 'The ledger of the duty.' }
      const made = await assess(tx, looker, at, typed)
      if (made.kind !== 'saved') throw new Error(`The demo cannot assess ${told.code}.`)
      return made.row.version
    })
    if (signed) await inScope(services.db, leader.scope, (tx) => signCompliance(tx, leader, at, version))
  }
}

/** Procedures with their steps, who decides what, what the state gets, and policies. Out: how many of all. */
export async function demoGovernance(services: Services, districtId: number, person: Person): Promise<number> {
  for (const one of demoProcedures)
    await document(services, districtId, person, one, async (tx, by, id) =>
      setSteps(tx, by, id, await stepsOf(tx, districtId, one.steps)),
    )
  const leader = await person('superintendent')
  await inScope(services.db, leader.scope, async (tx) => {
    const idOf = codesOf(tx, districtId)
    for (const { title, basis, who, elsewhere } of demoDecisions) {
      const exceptions: Record<string, typeof who> = {}
      for (const [code, other] of Object.entries(elsewhere)) exceptions[await idOf(code)] = other
      await addAutonomy(tx, leader, districtId, { title: { ...title, source: 'en' }, basis, who, exceptions })
    }
  })
  await submissions(services, districtId, person)
  for (const one of demoPolicies) await policy(services, districtId, person, one)
  return demoProcedures.length + demoDecisions.length + demoSubmissions.length + demoPolicies.length
}
