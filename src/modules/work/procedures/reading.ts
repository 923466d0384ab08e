import type { EndedLine } from '../keeping/ended.tsx'
import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { orgsUnder, roleName, todayOf } from '../../people/index.ts'
import { readable } from '../access.ts'
import { type DocumentLine, documentsListed, orgNames } from '../documents/reading.ts'
import { documentsOf } from '../documents/store.ts'
import { homeDistrict, workDistrict } from '../reading.ts'
import { currencyOf, decides, type Group, isAtSchool, readParty, touchPoints } from './rules.ts'
import { words } from './say.ts'
import { type Autonomy, type Currency, type Decider, deciders, type Party } from './schema.ts'
import { autonomyOf, proceduresOf } from './store.ts'

/** Roles that a step can name at a school, and of the district as a whole. */
const schoolRoles = ['principal', 'teacher', 'coach', 'counselor'] as const
const districtRoles = ['superintendent', 'cabinet', 'executive_director', 'data_steward', 'board_member'] as const

/** The parties that a step of a district's procedures can name: every office, roles of the district, roles of every school. */
export async function partyOptions(tx: Tx, districtId: number, lang: Lang): Promise<{ value: Party; label: string }[]> {
  const offices = await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'office')
  return [
    ...offices.map((org) => ({ value: `office_head@${org.org_id}`, label: org.name })),
    ...[...districtRoles, ...schoolRoles].map((role) => ({
      value: `${role}@${districtId}`,
      label: partyLabel(role, '', lang),
    })),
  ]
}

const partyLabel = (role: string, org: string, lang: Lang): string =>
  role === 'office_head'
    ? org
    : isAtSchool(`${role}@1`)
      ? words(lang)('atSchool', { role: roleName(role, lang) })
      : roleName(role, lang)

/** A party in words: the office, or the role. */
export async function partyWords(name: (id: number) => Promise<string>, party: Party, lang: Lang): Promise<string> {
  const found = readParty(party)
  return found ? partyLabel(found.role, found.role === 'office_head' ? await name(found.org_id) : '', lang) : party
}

/** How current the procedures of a district are today, over all of them, whoever asks. */
export async function procedureCurrency(tx: Tx, districtId: number, today: string): Promise<Currency> {
  return currencyOf(
    (await documentsOf(tx, [districtId])).filter((one) => one.kind === 'procedure'),
    today,
  )
}

export type ProcedureLine = DocumentLine & { steps: number; meet: number; offices: readonly string[] }

/** The library of procedures for a visitor. In: an office that must be joined. Out: the procedures that they may read, the offices of the district, the currency. */
export async function libraryOf(
  tx: Tx,
  visitor: Visitor,
  asked: { office?: number | undefined; lang: Lang },
): Promise<{
  lines: ProcedureLine[]
  offices: { id: number; name: string }[]
  currency: Currency
  mayMake: boolean
  today: string
}> {
  const { lang } = asked
  const { lines, mayMake, today } = await documentsListed(tx, visitor, { lang, kind: 'procedure', state: undefined })
  const district = workDistrict(visitor)
  const documents = new Map((await documentsOf(tx, readable(visitor))).map((one) => [one.document_id, one]))
  const found = await proceduresOf(
    tx,
    lines.map((line) => {
      const document = documents.get(line.id)
      return { document_id: line.id, number: (line.keeps ? document?.number : document?.in_force) ?? 0 }
    }),
  )
  const name = orgNames(tx)
  const all: (ProcedureLine & { joins: ReadonlySet<number> })[] = []
  for (const line of lines) {
    const steps = found.get(line.id)?.steps ?? []
    const points = touchPoints(steps)
    const offices: string[] = []
    for (const party of points.offices) offices.push(await partyWords(name, party, lang))
    all.push({
      ...line,
      href: `/work/procedures/${line.id}`,
      steps: steps.length,
      meet: points.meet.length,
      offices,
      joins: new Set(points.offices.map((party) => readParty(party)?.org_id ?? 0)),
    })
  }
  const offices = readable(visitor).includes(district) ? await orgsUnder(tx, district, today, 'office') : []
  return {
    lines: all.filter((line) => asked.office === undefined || line.joins.has(asked.office)),
    offices: offices.map((org) => ({ id: org.org_id, name: org.name })),
    currency: readable(visitor).includes(district)
      ? await procedureCurrency(tx, district, today)
      : { inForce: 0, current: 0, past: 0, undated: 0 },
    mayMake,
    today,
  }
}

/** The schools of a district today, and its zones and portfolios with the schools below each. */
export async function placesOf(
  tx: Tx,
  districtId: number,
): Promise<{ schools: { id: number; name: string }[]; groups: (Group & { name: string })[] }> {
  const today = await todayOf(tx, districtId)
  const schools = await orgsUnder(tx, districtId, today, 'school')
  const groups: (Group & { name: string })[] = []
  for (const kind of ['zone', 'portfolio'] as const)
    for (const org of await orgsUnder(tx, districtId, today, kind)) {
      const below = await orgsUnder(tx, org.org_id, today, 'school')
      groups.push({ org_id: org.org_id, name: org.name, schools: new Set(below.map((one) => one.org_id)) })
    }
  const seen = new Map(schools.map((org) => [org.org_id, { id: org.org_id, name: org.name }]))
  return { schools: [...seen.values()], groups }
}

export type MatrixLine = {
  id: number
  title: { words: string; lang: Lang }
  basis: string
  who: Decider
  exceptions: number
  /** schools at which each decides */
  counts: Record<Decider, number>
  /** at the school that was asked for */
  here: Decider | null
}

/** At how many of some schools each decides. */
export function countedBy(one: Autonomy, schools: readonly { id: number }[], groups: readonly Group[]) {
  const counts = Object.fromEntries(deciders.map((who) => [who, 0])) as Record<Decider, number>
  for (const school of schools) counts[decides(one, school.id, groups).who] += 1
  return counts
}

/** The autonomy matrix of the visitor's district: each decision that stands, with how many schools take it, and who does at one school. */
export async function matrixOf(
  tx: Tx,
  visitor: Visitor,
  asked: { school?: number | undefined; lang: Lang },
): Promise<{ lines: MatrixLine[]; ended: EndedLine[]; schools: { id: number; name: string }[]; district: number }> {
  const district = workDistrict(visitor)
  if (!readable(visitor).includes(district))
    return { lines: [], ended: [], schools: [], district: homeDistrict(visitor) }
  const { schools, groups } = await placesOf(tx, district)
  const school = schools.find((one) => one.id === asked.school)
  const all = await autonomyOf(tx, [district])
  const lines = all.filter((one) => !one.ended)
  return {
    ended: all
      .filter((one) => one.ended)
      .map((one) => ({ href: `/work/autonomy/${one.autonomy_id}`, ...read(one.title, asked.lang) })),
    lines: lines.map((one) => ({
      id: one.autonomy_id,
      title: read(one.title, asked.lang),
      basis: one.basis,
      who: one.who,
      exceptions: Object.keys(one.exceptions).length,
      counts: countedBy(one, schools, groups),
      here: school ? decides(one, school.id, groups).who : null,
    })),
    schools,
    district,
  }
}
