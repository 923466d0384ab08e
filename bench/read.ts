import { loadavg } from 'node:os'
import { parse, stringify } from 'yaml'
import { largePlan } from '../src/modules/plans/editing/large.ts'
import { canonical, fromCanonical } from '../src/modules/plans/file/canonical.ts'
import { readPlan } from '../src/modules/plans/file/read.ts'

/**
 * What reading a plan file costs (value, places, schema) at 200, 2,000 and 20,000 elements, against what anybody would write by hand: the YAML library for YAML,
 * `JSON.parse` for JSON, both without places and without a schema.
 */
const runs = 5
/** Processor time of all threads, in milliseconds: the middle of some runs, after one that warms up. */
const ms = (work: () => unknown): number => {
  const times = Array.from({ length: runs + 1 }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.slice(1).toSorted((a, b) => a - b)[(runs - 1) / 2] ?? 0
}
const must = (text: string): void => {
  if (!readPlan(text).plan) throw new Error('The large plan does not read.')
}

console.log(
  `load average ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}, ms cpu, medians of ${runs}`,
)
const each: number[] = []
for (const size of [200, 2000, 20_000]) {
  const plan = largePlan(size)
  const json = canonical(plan)
  const yaml = stringify(JSON.parse(json), { lineWidth: 140 })
  const [ofYaml, byLibrary] = [ms(() => must(yaml)), ms(() => parse(yaml))]
  const [ofJson, byParse, stored] = [ms(() => must(json)), ms(() => JSON.parse(json)), ms(() => fromCanonical(json))]
  each.push(ofYaml / size)
  const of = (one: number, other: number): string =>
    `${one.toFixed(0)} (${(one / other).toFixed(2)} of ${other.toFixed(0)})`
  console.log(
    `${size} elements: YAML ${of(ofYaml, byLibrary)} of yaml.parse; JSON ${of(ofJson, byParse)} of JSON.parse; a stored version ${of(stored, byParse)} of JSON.parse`,
  )
}
console.log(`100x costs ${((each[2] ?? 0) / (each[0] ?? 1)).toFixed(2)} of 1x for one element (goal: at most 1.5)`)
