import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkWhole } from '../src/modules/plans/checker/check.ts'
import { canonical, fromCanonical } from '../src/modules/plans/file/canonical.ts'
import type { Plan } from '../src/modules/plans/file/format.ts'
import { readPlan } from '../src/modules/plans/file/read.ts'

/**
 * What the checker of plans costs per 1,000 elements, for one real plan and for 10 and 100 of it in one file (other ids, codes and titles, so that they do
 * not repeat each other). Linear when the three are about the same.
 */
const { values } = parseArgs({
  options: { plan: { type: 'string', default: 'hartford-2018-22' }, runs: { type: 'string', default: '5' } },
})
const median = (numbers: readonly number[]): number =>
  [...numbers].toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const { plan } = readPlan(readFileSync(new URL(`../plans/${values.plan}.plan.yaml`, import.meta.url)))
if (!plan) throw new Error(`plans/${values.plan}.plan.yaml cannot be read.`)

const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** A copy of a plan's content with ids, codes and titles of its own. */
function copyOf(one: Plan, n: number): Plan {
  const copy = fromCanonical(canonical(one))
  const mine = letters(n)
  const id = (old: string): string => `${old}-${mine.toLowerCase()}`
  const code = (old: string): string => old.replace(/^[A-Z]*/, (head) => head + mine)
  for (const e of copy.elements) {
    e.id = id(e.id)
    e.parents = e.parents.map(id)
    if (e.code) e.code = code(e.code)
    for (const cite of e.cites) cite.code = code(cite.code)
  }
  for (const e of [...copy.elements, ...copy.measures])
    for (const lang of ['en', 'es'] as const) if (e.title[lang]) e.title[lang] += ` (${n + 1})`
  for (const m of copy.measures) {
    m.id = id(m.id)
    m.of = m.of.map(id)
    if (m.code) m.code = code(m.code)
  }
  for (const l of copy.links) Object.assign(l, { from: id(l.from), to: id(l.to) })
  for (const v of copy.voices) v.shows = v.shows.map(id)
  for (const x of copy.needs) x.leadsTo = x.leadsTo.map(id)
  for (const x of copy.funding) x.pays = x.pays.map(id)
  for (const x of copy.published) x.measure = id(x.measure)
  return copy
}

/** The plan `times` over, as one plan. */
function grown(one: Plan, times: number): Plan {
  const copies = Array.from({ length: times }, (_, n) => copyOf(one, n))
  return {
    ...one,
    declares: [],
    elements: copies.flatMap((c) => c.elements),
    links: copies.flatMap((c) => c.links),
    measures: copies.flatMap((c) => c.measures),
    voices: copies.flatMap((c) => c.voices).map((v, i) => ({ ...v, id: `v${i}` })),
    needs: copies.flatMap((c) => c.needs).map((v, i) => ({ ...v, id: `n${i}` })),
    funding: copies.flatMap((c) => c.funding).map((v, i) => ({ ...v, id: `f${i}` })),
    published: copies.flatMap((c) => c.published),
  }
}

const rows = [1, 10, 100].map((times) => {
  const big = grown(plan, times)
  const cost: number[] = []
  const clock: number[] = []
  let findings = 0
  for (let run = 0; run < Number(values.runs) + 1; run++) {
    const before = process.cpuUsage()
    const start = performance.now()
    findings = checkWhole(big).length
    const used = process.cpuUsage(before)
    // The first run warms up.
    if (run > 0) {
      cost.push((used.user + used.system) / 1000)
      clock.push(performance.now() - start)
    }
  }
  const thousands = big.elements.length / 1000
  return {
    times,
    elements: big.elements.length,
    measures: big.measures.length,
    findings,
    ms: median(clock),
    each: median(cost) / thousands,
  }
})

console.log('plan x  elements  measures  findings  ms wall  ms cpu per 1,000 elements')
for (const one of rows)
  console.log(
    [
      String(one.times).padEnd(6),
      ...[one.elements, one.measures, one.findings, one.ms.toFixed(0), one.each.toFixed(1)].map((cell, i) =>
        String(cell).padStart([9, 9, 9, 8, 26][i] ?? 8),
      ),
    ].join(' '),
  )
const [first, , last] = rows
if (first && last)
  console.log(
    `100x costs ${(last.each / first.each).toFixed(2)} of 1x for 1,000 elements (goal: at most 1.5; 20,000 elements in about a second)`,
  )
