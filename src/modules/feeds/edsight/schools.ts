import type { Fact } from './facts.ts'

/** A name as it is compared: letters and digits only, `&` as "and". */
const nameKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z0-9]/g, '')

/** Codes of schools by district code and name, from exports that print both. One name may have stood for two codes. */
export type SchoolRegister = Map<string, Set<string>>

/** Adds to a register what facts tell. In: facts of files whose schools have codes. */
export function registerSchools(facts: readonly Fact[], register: SchoolRegister = new Map()): SchoolRegister {
  for (const { org } of facts) {
    if (org.level !== 'school' || org.code === null || org.district.code === null) continue
    const key = `${org.district.code} ${nameKey(org.name)}`
    const codes = register.get(key)
    if (codes) codes.add(org.code)
    else register.set(key, new Set([org.code]))
  }
  return register
}

/**
 * Gives schools without a code the one that a register knows for their name in that district. A name that is unknown, or stood for two codes, stays without:
 * nothing is guessed. Out: the facts, and how many still have none.
 */
export function withSchoolCodes(facts: readonly Fact[], register: SchoolRegister): { facts: Fact[]; without: number } {
  let without = 0
  const found = facts.map((fact) => {
    const { org } = fact
    if (org.level !== 'school' || org.code !== null) return fact
    const codes = [...(register.get(`${org.district.code} ${nameKey(org.name)}`) ?? [])]
    if (codes.length === 1 && codes[0]) return { ...fact, org: { ...org, code: codes[0] } }
    without += 1
    return fact
  })
  return { facts: found, without }
}

/** Names under which one code was printed, with the first and last school year of each. Only codes with more than one name. */
export type Renamed = { code: string; names: { name: string; from: number; to: number }[] }

/** Organizations that changed their name. Facts are joined by code, so that a new name breaks no series; this says where one changed. */
export function renamed(facts: readonly Fact[]): Renamed[] {
  const byCode = new Map<string, Map<string, { from: number; to: number }>>()
  for (const { org, schoolYear } of facts) {
    for (const one of [org, ...(org.level === 'school' ? [org.district] : [])]) {
      if (one.code === null || one.name === '') continue
      const names = byCode.get(one.code) ?? new Map<string, { from: number; to: number }>()
      const known = names.get(one.name)
      if (known) {
        known.from = Math.min(known.from, schoolYear)
        known.to = Math.max(known.to, schoolYear)
      } else names.set(one.name, { from: schoolYear, to: schoolYear })
      byCode.set(one.code, names)
    }
  }
  return [...byCode]
    .filter(([, names]) => names.size > 1)
    .map(([code, names]) => ({
      code,
      names: [...names].map(([name, years]) => ({ name, ...years })).toSorted((a, b) => a.from - b.from || a.to - b.to),
    }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
