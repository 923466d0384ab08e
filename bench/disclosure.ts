import { parseArgs } from 'node:util'
import { attack } from '../src/modules/indicators/disclosure/attack/attack.ts'
import { plainAttack } from '../src/modules/indicators/disclosure/attack/plain.ts'
import { solver } from '../src/modules/indicators/disclosure/attack/programs.ts'
import { readerOf } from '../src/modules/indicators/disclosure/audit.ts'
import { protectOn } from '../src/modules/indicators/disclosure/protect.ts'
import { district } from '../src/modules/indicators/disclosure/sample.ts'
import { stateRules } from '../src/modules/indicators/disclosure/table.ts'
import { auditInThread } from '../src/modules/indicators/disclosure/thread.ts'

/**
 * Small numbers: the attack against the plain loop of two linear programs for each hidden count, with the same verdicts, on schools in zones in a district
 * with 54 groups each; then protecting and attacking at 1x, 4x, 16x of `--schools`, in a thread as the worker does it, and at `--most` schools.
 */
const { values } = parseArgs({
  options: {
    schools: { type: 'string', default: '50' },
    sizes: { type: 'string', default: '12,50,200' },
    most: { type: 'string', default: '1000' },
    plain: { type: 'string', default: '1' },
  },
})
const seconds = (used: NodeJS.CpuUsage): number => (used.user + used.system) / 1e6

const schools = Number(values.schools)
const every = Number(values.plain)
const table = district(schools)
const { protection: made, hints } = protectOn(table, 'bench', stateRules)
// A little of the pattern is given away, so that there is something to find.
const leaky = {
  ...made,
  cells: made.cells.map((cell, i) =>
    i % 97 === 0 && cell.why.k === 'protects_another' && cell.n !== null ? { ...cell, k: table.cells[i]!.k } : cell,
  ),
}
await solver()
type Cost = { cpu: number; wall: number }
const timed = async <T>(work: () => Promise<T>): Promise<{ made: T; cost: Cost }> => {
  const before = process.cpuUsage()
  const clock = performance.now()
  const done = await work()
  return { made: done, cost: { cpu: seconds(process.cpuUsage(before)), wall: (performance.now() - clock) / 1000 } }
}
const told = ({ cpu, wall }: Cost): string => `${cpu.toFixed(2)} s of processor time, ${wall.toFixed(2)} s by the clock`
console.log(`attack on ${schools} schools x 54 groups in zones and district`)
let wrong = 0
for (const [name, one] of [
  ['protected', made],
  ['with leaks', leaky],
] as const) {
  const { readable, guards, start } = readerOf(table, one)
  // As the product does it: the protector hands over its tables, and the attack checks each of them. Then with the published table alone.
  const quick = await timed(() => attack(readable, guards, { start, hints }))
  const alone = await timed(() => attack(readable, guards))
  const { effort } = quick.made
  console.log(`  ${name}: ${guards.length} guards, ${effort.unknowns} hidden counts, ${effort.relations} lines`)
  if (every === 0) continue
  const counts = [...Map.groupBy(guards, ({ id, part }) => `${part}|${id}`).values()]
  // With --plain N the plain loop is timed on every Nth count, times N; verdicts are compared for those.
  const asked = counts.filter((_, i) => i % every === 0).flat()
  const plain = await timed(() => plainAttack(readable, asked))
  const theirs = { cpu: plain.cost.cpu * every, wall: plain.cost.wall * every }
  const found = new Map<string, boolean>()
  for (const [i, { id, part }] of asked.entries()) {
    const key = `${part}|${id}`
    found.set(key, (found.get(key) ?? false) || plain.made[i]!.sensitive)
  }
  console.log(`    plain loop${every > 1 ? ` (every ${every}th, times ${every})` : ''}: ${told(theirs)}`)
  for (const [way, { made: attacked, cost }] of [
    ['tables handed over', quick],
    ['published table alone', alone],
  ] as const) {
    const ours = new Set(attacked.sensitive.map(({ id, part }) => `${part}|${id}`))
    const differ = [...found].filter(([key, sensitive]) => sensitive !== ours.has(key)).length
    wrong += differ
    console.log(
      `    attack, ${way}: ${told(cost)}; ${attacked.sensitive.length} found, ${differ} verdicts differ, ${attacked.effort.worlds} tables checked, ${attacked.effort.linear} linear programs, ${attacked.effort.whole} in whole numbers`,
    )
    console.log(
      `      ratio ${(theirs.cpu / cost.cpu).toFixed(1)} of processor time, ${(theirs.wall / cost.wall).toFixed(1)} by the clock (goal: at least 20)`,
    )
  }
}

console.log(
  'protect and attack in a thread\nschools   cells  seconds cpu  by the clock      MB  hidden  of them to protect others  held',
)
const sizes = [...values.sizes.split(',').map(Number), Number(values.most)].filter((size) => size > 0)
for (const size of sizes) {
  const big = district(size, Math.max(2, Math.round(size / 25)))
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 200)
  const before = process.cpuUsage()
  const clock = performance.now()
  const { protection, certificate } = await auditInThread(big, 'bench')
  clearInterval(watch)
  const cpu = seconds(process.cpuUsage(before))
  console.log(
    [
      String(size).padStart(7),
      String(big.cells.length).padStart(7),
      cpu.toFixed(1).padStart(12),
      ((performance.now() - clock) / 1000).toFixed(1).padStart(13),
      (most / 1e6).toFixed(0).padStart(7),
      String(protection.hidden.primary + protection.hidden.secondary).padStart(7),
      String(protection.hidden.secondary).padStart(26),
      String(protection.clean && certificate.held).padStart(5),
    ].join(' '),
  )
  if (!protection.clean) wrong += 1
}
process.exit(wrong > 0 ? 1 : 0)
