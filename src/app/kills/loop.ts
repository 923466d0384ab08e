import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ticks } from '../../platform/clock.ts'
import type { FaultPoint } from '../../platform/fault.ts'
import type { Ground } from './district.ts'
import { look } from './evidence.ts'
import { arm, disarm, points, seenPoints } from './faults.ts'
import { half, lost, unfinished } from './judge.ts'
import { type Ledger, type Note, openLedger } from './ledger.ts'
import { type Moment, momentOf, wishOf } from './moments.ts'
import { swept } from './litter.ts'
import { type Office, openOffice, type Wish } from './office.ts'
import { type Product, productOn } from './product.ts'
import { openReader } from './reader.ts'
import { age, healthy, settle, strike, walkTo } from './strike.ts'
import { browserOf } from './visitor.ts'

/** What the loop saw, of all its runs together. */
export type Told = {
  moments: number
  atPoints: number
  acknowledged: Record<string, number>
  pages: number
  wrong: string[]
  /** files and folders that killed processes left, all gone after the sweep of the night */
  litter: number
  /** a write that was noted before it was committed, and died there, was found to be lost */
  noticed: boolean
}

export type LoopOptions = {
  ground: Ground
  seed: number
  moments: number
  /** file in which it is kept how far the loop is, so that one that was broken off goes on; null: from the beginning */
  state?: string | null
  /** the points that must have been passed at the end; the loop walks to those that no moment reached */
  reach?: readonly FaultPoint[]
  only?: (n: number) => Moment
  say?: (line: string) => void
}

/** So often a part is started again quickly; then the supervisor takes its time, so everything is killed and started anew instead. */
const quickRestarts = { web: 3, worker: 4 }

const empty: Told = { moments: 0, atPoints: 0, acknowledged: {}, pages: 0, wrong: [], litter: 0, noticed: false }

/** Carries on what an earlier run of the same seed kept. */
function keptIn(state: string | null | undefined, seed: number): Told {
  if (!state || !existsSync(state)) return empty
  const kept = JSON.parse(readFileSync(state, 'utf8')) as { seed: number; told: Told }
  return kept.seed === seed ? kept.told : empty
}

function counted(before: Record<string, number>, ledger: Ledger): Record<string, number> {
  const counts = { ...before }
  for (const note of ledger.all()) counts[note.kind] = (counts[note.kind] ?? 0) + 1
  return counts
}

/** The loop: people write and read while processes die; after each death what was acknowledged must be there, and nothing half done may be seen. */
export async function killLoop(options: LoopOptions): Promise<Told> {
  const { ground, seed, say = () => {}, only } = options
  const before = keptIn(options.state, seed)
  const product = productOn(ground.home)
  const ledger = openLedger(join(ground.home, '..', 'ledger.jsonl'))
  const wrong = new Set(before.wrong)
  let at = 'start'
  const note = (troubles: readonly string[]) => {
    for (const one of troubles) if (wrong.size < 50) wrong.add(`${at}: ${one}`)
  }
  const odd = (path: string, status: number) => note([`${path} answered ${status}`])
  const office = openOffice(product, ground, ledger, odd)
  const reader = openReader(
    browserOf(product.address, 'leader', odd),
    browserOf(product.address, null, odd),
    office,
    (what) => note([what]),
  )
  let wish: Wish = 'import'
  let over = false
  const forever = async (work: () => Promise<void>, pause: number) => {
    while (!over) {
      await work().catch((error: unknown) => note([`the loop itself: ${(error as Error).message}`]))
      await sleep(pause)
    }
  }
  let atPoints = before.atPoints
  const told = (moments: number): Told => ({
    moments,
    atPoints,
    acknowledged: counted(before.acknowledged, ledger),
    pages: before.pages + reader.pages(),
    wrong: [...wrong],
    litter: 0,
    noticed: false,
  })
  const people: Promise<void>[] = []
  try {
    if (!(await healthy(product))) throw new Error(`The product did not start:\n${product.output()}`)
    people.push(
      forever(office.saveItem, 120),
      forever(() => office.step(wish), 150),
      forever(reader.item, 250),
      forever(reader.public, 500),
    )
    let killed: (string | null)[] = []
    for (let n = before.moments; n < options.moments; n++) {
      const planned = only ? only(n) : momentOf(seed, n)
      const tired = (['web', 'worker'] as const).some(
        (part) => killed.filter((one) => one === part).length >= quickRestarts[part],
      )
      const moment: Moment =
        tired && (planned.point === null || planned.victim !== 'self') ? { ...planned, victim: 'everything' } : planned
      at = `moment ${n} (${moment.point ?? 'random'}, ${moment.victim})`
      wish = moment.wish
      const start = ticks()
      const struck = await strike(product, moment)
      const struckAfter = Math.round(ticks() - start)
      if (struck.atPoint) atPoints += 1
      killed = struck.dead.includes(null) ? [] : [...killed, ...struck.dead]
      if (!(await healthy(product))) note([`it did not come back within a minute: ${product.output().slice(-500)}`])
      await age(product, struck.at)
      const recent = ledger.all().slice(-40)
      const seen = await look(product, false)
      note([...half(seen), ...lost(seen, recent)])
      const how = struck.atPoint ? 'reached' : moment.point ? 'not reached, a backend died' : 'at random'
      say(`${at}: ${how} after ${struckAfter} ms, whole after ${Math.round(ticks() - start)} ms`)
      if (options.state) writeFileSync(options.state, JSON.stringify({ seed, told: told(n + 1) }))
    }
    at = 'on the way to a point'
    for (const name of options.reach ?? []) {
      wish = wishOf(name)
      if (!(await walkTo(() => seenPoints(product.faults).has(name)))) note([`the point ${name} was not reached`])
    }
    over = true
    await Promise.all(people)
    at = 'at rest'
    note((await settle(product)).map((one) => `work does not end: ${one}`))
    const seen = await look(product, true)
    note([...half(seen), ...lost(seen, ledger.all()), ...unfinished(seen)])
    const litter = await swept(product)
    note(litter.after.map((path) => `left behind after the sweep: ${path}`))
    return { ...told(options.moments), litter: litter.before, noticed: await notices(product, office) }
  } finally {
    over = true
    await Promise.all(people)
    for (const [what, times] of office.refused()) say(`refused ${times} times: ${what}`)
    if (wrong.size > 0) say(product.output().slice(-6000))
    await product.end()
    ledger.close()
  }
}

/** The proof that the loop can fail: a write counts as acknowledged before it is committed, its process dies there, and the judge must miss it. */
async function notices(product: Product, office: Office): Promise<boolean> {
  const early: Note[] = []
  arm(product.faults, 'work/written', { id: -1, part: 'web', nth: 1, act: 'kill' })
  await office.saveItem((note) => early.push(note))
  disarm(product.faults)
  const seen = await look(product, false)
  return early.length === 1 && lost(seen, early).length === 1
}

/** The points of the catalog, for whoever asks the loop to reach them all. */
export const everyPoint = points
