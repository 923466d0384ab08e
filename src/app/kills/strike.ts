import { setTimeout as sleep } from 'node:timers/promises'
import { machineTime, ticks } from '../../platform/clock.ts'
import { arm, disarm, isReached, letGo } from './faults.ts'
import type { Moment, Victim } from './moments.ts'
import { allGone, killNow, partsOn, postgresOn } from './processes.ts'
import type { Product } from './product.ts'

/** What a moment did: parts that died, whether at its point, and when. */
export type Struck = { dead: (string | null)[]; atPoint: boolean; at: Date }

/** How long a point is waited for before something else is killed. */
const patience = 12_000

async function until(there: () => boolean, ms: number, pause = 10): Promise<boolean> {
  const end = ticks() + ms
  while (!there()) {
    if (ticks() > end) return false
    await sleep(pause)
  }
  return true
}

async function kill(product: Product, victim: Victim, n: number): Promise<void> {
  const { home } = product
  const of = (...names: (string | null)[]) =>
    partsOn(home)
      .filter((one) => names.includes(one.part))
      .map((one) => one.pid)
  const server = () => {
    const one = postgresOn(home)
    return one ? [one.pid] : []
  }
  // A worker that is just being started again is waited for, so that there is somebody to kill.
  if (victim === 'worker') await until(() => of('worker').length > 0, 5000)
  if (victim === 'web' || victim === 'worker') killNow(of(victim))
  else if (victim === 'both') killNow(of('web', 'worker'))
  else if (victim === 'supervisor') killNow(of(null))
  else if (victim === 'postgres') killNow(server())
  else if (victim === 'everything') {
    const postgres = postgresOn(home)
    const all = [...partsOn(home).map((one) => one.pid), ...server(), ...(postgres?.children ?? [])]
    killNow(all)
    await until(() => allGone(all), 5000)
  } else {
    const backends = await product.sql<{ pid: number }>(
      `select pid from pg_stat_activity where usename = 'throughline_app' order by (state = 'active') desc, pid`,
    )
    const one = backends[n % Math.max(1, backends.length)]
    if (one) killNow([one.pid])
  }
}

/** Does what a moment says: waits for its point or its time, and kills. When the point does not come, somebody dies anyway. */
export async function strike(product: Product, moment: Moment): Promise<Struck> {
  const { faults, home } = product
  const { point } = moment
  const before = partsOn(home)
  const dead = () => {
    const left = new Set(partsOn(home).map((one) => one.pid))
    return before.filter((one) => !left.has(one.pid)).map((one) => one.part)
  }
  const struck = async (atPoint: boolean): Promise<Struck> => {
    const parts = dead()
    if (parts.includes(null)) await until(() => !product.running(), 5000)
    return { dead: parts, atPoint, at: new Date(machineTime()) }
  }
  if (point === null) {
    await sleep(moment.after)
    await kill(product, moment.victim === 'self' ? 'worker' : moment.victim, moment.n)
    return struck(false)
  }
  arm(faults, point, {
    id: moment.n,
    part: null,
    nth: moment.nth,
    act: moment.victim === 'self' ? 'kill' : 'wait',
  })
  const reached = await until(() => isReached(faults, point), patience)
  if (!reached) {
    disarm(faults)
    await kill(product, 'backend', moment.n)
    return struck(false)
  }
  if (moment.victim !== 'self') {
    await kill(product, moment.victim, moment.n)
    letGo(faults, point)
  }
  await sleep(20)
  const result = await struck(true)
  disarm(faults)
  return result
}

/**
 * Starts the supervisor when it is dead, and waits until web answers from the database; a worker may still be on its way. Out: false after a minute.
 */
export async function healthy(product: Product): Promise<boolean> {
  const end = ticks() + 60_000
  while (ticks() < end) {
    if (!product.running()) product.start()
    const address = product.address()
    if (address && partsOn(product.home).some((one) => one.part === 'web')) {
      const page = await fetch(`${address}/sign-in`, { signal: AbortSignal.timeout(3000) }).catch(() => null)
      await page?.arrayBuffer().catch(() => null)
      if (page?.status === 200) return true
    }
    await sleep(40)
  }
  return false
}

/** Lets the half minute pass after which jobs of a process that gives no sign of life count as dead. */
export async function age(product: Product, at: Date): Promise<void> {
  await product.sql(
    `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active' and started_on < $1`,
    [at],
  )
  await product.sql(`update pgboss.queue set monitor_claim_on = monitor_claim_on - interval '1 hour'`)
  await product.supervise()
}

/** Waits until nobody works any more: no job of ours is open. Out: what is still open after two minutes, one line per job; nothing when all ended. */
export async function settle(product: Product): Promise<string[]> {
  const end = ticks() + 120_000
  let calm = 0
  let open: { line: string }[] = []
  while (calm < 3) {
    open = await product.sql<{ line: string }>(
      `select concat_ws(' ', name, state, 'tried', retry_count, 'of', retry_limit,
                'created', round(extract(epoch from now() - created_on)), 'due', round(extract(epoch from now() - start_after)),
                'started', round(extract(epoch from now() - started_on)), 'beat', round(extract(epoch from now() - heartbeat_on))) as line
       from pgboss.job where state < 'completed' and name not like '\\_\\_%' order by 1`,
    )
    if (open.length > 0 && ticks() > end) return open.map((one) => one.line)
    calm = open.length === 0 ? calm + 1 : 0
    await sleep(200)
  }
  return []
}

/** Works towards a point that no moment has reached, without killing anybody. */
export async function walkTo(there: () => boolean): Promise<boolean> {
  return until(there, 30_000, 50)
}
