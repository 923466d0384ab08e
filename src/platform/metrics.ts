import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Pool } from 'pg'
import { ticks } from './clock.ts'

/**
 * Figures of this process in the form of Prometheus. Labels hold route patterns, names of jobs, states and codes; never ids, names or data.
 * The supervisor collects those of its children (`app/measure.ts`); a process that runs alone answers itself.
 */
export const registry = new Registry()

const requests = new Histogram({
  name: 'throughline_request_seconds',
  help: 'Time to answer a request, by route pattern',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
})

const running = new Gauge({
  name: 'throughline_requests_running',
  help: 'Requests that are being answered now',
  registers: [registry],
})

const jobs = new Histogram({
  name: 'throughline_job_seconds',
  help: 'Time of one run of a job (imports, computations, editions), by name and outcome',
  labelNames: ['job', 'outcome'] as const,
  buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 1800],
  registers: [registry],
})

const troubles = new Counter({
  name: 'throughline_troubles_total',
  help: 'Answers that ended in trouble of ours, by code',
  labelNames: ['code'] as const,
  registers: [registry],
})

/** Begins to measure the process itself: event loop, memory, processor time. */
export const measureProcess = (): void => collectDefaultMetrics({ register: registry })

/** A request begins. Out: what is called at its end with the route's pattern (never the address that was asked) and the status. */
export function measureRequest(): (method: string, route: string, status: number) => number {
  const began = ticks()
  running.inc()
  return (method, route, status) => {
    const ms = ticks() - began
    running.dec()
    requests.observe({ method, route, status: String(status) }, ms / 1000)
    return ms
  }
}

/** One run of a job is over. */
export function measureJob(job: string, outcome: 'done' | 'again' | 'failed', seconds: number): void {
  jobs.observe({ job, outcome }, seconds)
}

/** An answer of ours ended in trouble: `platform/unexpected`, `platform/disk-full`. */
export function measureTrouble(code: string): void {
  troubles.inc({ code })
}

/** Connections of a pool, read when somebody asks. */
export function measurePool(pool: Pool): void {
  new Gauge({
    name: 'throughline_database_connections',
    help: 'Connections to the database, by state; `waiting` counts requests that wait for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

/** A gauge whose values are asked for when somebody looks; what cannot be asked is left out. In: name, sentence, labels, the question. */
export function measureLater(
  name: string,
  help: string,
  labels: readonly string[],
  ask: () => Promise<readonly { labels: Record<string, string>; value: number }[]>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    async collect() {
      this.reset()
      for (const one of await ask().catch(() => [])) this.set(one.labels, one.value)
    },
  })
}
