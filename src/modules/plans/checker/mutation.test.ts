import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { checkPlan } from '../check.ts'
import { canonical, fromCanonical } from '../file/canonical.ts'
import type { Plan } from '../file/format.ts'
import { type Path, planRules } from '../file/problem.ts'
import { readPlan } from '../file/read.ts'
import { mutators as basic } from './basic/mutators.ts'
import { checkInput, checkWhole, runRules } from './check.ts'
import { mutators as drift } from './drift/mutators.ts'
import { families } from './families.ts'
import type { Finding } from './finding.ts'
import { diceOf, type Fault, type Mutator } from './mutator.ts'
import { mutators as numbers } from './numbers/mutators.ts'
import { mutators as references } from './references/mutators.ts'
import { mutators as sense } from './sense/mutators.ts'
import { mutators as time } from './time/mutators.ts'

const all: Record<string, readonly Mutator[]> = { basic, references, drift, numbers, time, sense }

const folder = new URL('../../../../plans/', import.meta.url)
/** The real plans. */
const plans = readdirSync(folder)
  .filter((name) => name.endsWith('.plan.yaml'))
  .flatMap((name) => {
    const { plan } = readPlan(readFileSync(new URL(name, folder)))
    return plan ? [{ name, plan }] : []
  })
const definitions = new Set(plans.flatMap(({ plan }) => plan.measures.flatMap((m) => m.definition ?? [])))

const begins = (path: Path, start: Path): boolean => start.every((step, i) => path[i] === step)
const at = (fault: Fault, one: Finding): boolean => {
  if ('element' in fault) return one.element === fault.element
  if ('path' in fault) return begins(one.path, fault.path)
  return [one.path, ...one.related.map((other) => other.path)].some((path) => begins(path, fault.listed))
}
const before = new Map(plans.map(({ name, plan }) => [name, checkWhole(plan, undefined, definitions)]))
const rules = new Map(families.flatMap((family) => family.rules).map((one) => [one.id, one]))
/** What one rule says, without waivers. */
function said(rule: string, plan: Plan): Finding[] {
  const one = rules.get(rule)
  if (one) return runRules([one], checkInput(plan))
  return checkPlan(plan, undefined, definitions).map((problem) => ({ ...problem, related: [], waived: null }))
}

/** Injects the n-th fault of a rule into the first plan (in an order by chance) that has a place for it. */
function injected(mutator: Mutator, n: number): { name: string; plan: Plan; fault: Fault } | null {
  const dice = diceOf(seed(), mutator.rule, n)
  for (const { name, plan: original } of dice.shuffle(plans)) {
    const plan = structuredClone(original)
    const fault = mutator.inject(plan, dice)
    if (fault) return { name, plan, fault }
  }
  return null
}

describe.each(Object.entries(all))('faults of the family %s', (name, mutators) => {
  test('every rule has a mutator', () => {
    const rules = name === 'basic' ? planRules : families.find((one) => one.name === name)?.rules.map((one) => one.id)
    expect(mutators.map((one) => one.rule).toSorted()).toEqual(rules?.toSorted())
  })

  test.each(mutators)('$rule: faults are found where they were injected', (mutator) => {
    const missed: string[] = []
    const count = amount(3, 20)
    for (let n = 0; n < count; n++) {
      const done = injected(mutator, n)
      if (!done) {
        missed.push(`${n}: no plan has a place for it`)
        continue
      }
      // What was made is a plan that somebody could write: it reads back.
      const plan = n === 0 ? fromCanonical(canonical(done.plan)) : done.plan
      const here = (list: readonly Finding[]): number =>
        list.filter((one) => one.rule === mutator.rule && at(done.fault, one)).length
      if (here(said(mutator.rule, plan)) <= here(before.get(done.name) ?? []))
        missed.push(`${n}: ${done.name} ${JSON.stringify(done.fault)}`)
    }
    expect(missed).toEqual([])
  })
})

test('every family of the checker is mutated', () => {
  figure('faults injected into plans', Object.values(all).flat().length * amount(3, 20), 'faults')
  expect(Object.keys(all).toSorted()).toEqual(['basic', ...families.map((one) => one.name)].toSorted())
})
