import { createServer } from 'node:http'
import type { Report } from './health.ts'

/** What one process measured. */
export type Measured = { part: string; slot: number; metrics: readonly object[] }

type Value = { labels?: Record<string, string | number>; value: number; metricName?: string }
type Metric = { name: string; help: string; type: string; values: Value[] }

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

const line = (metric: Metric, value: Value, more: Record<string, string | number>): string => {
  const labels = Object.entries({ ...value.labels, ...more }).map(
    ([name, text]) => `${name}="${escaped(String(text))}"`,
  )
  return `${value.metricName ?? metric.name}{${labels.join(',')}} ${value.value}`
}

/** Figures of several processes as one text in the form of Prometheus; each line says part and process. */
export function textOf(all: readonly Measured[]): string {
  const found = new Map<string, { metric: Metric; lines: string[] }>()
  for (const one of all)
    for (const metric of one.metrics as readonly Metric[]) {
      const known = found.get(metric.name) ?? { metric, lines: [] }
      found.set(metric.name, known)
      for (const value of metric.values) known.lines.push(line(metric, value, { part: one.part, process: one.slot }))
    }
  return [...found.values()]
    .flatMap(({ metric, lines }) => [
      `# HELP ${metric.name} ${metric.help}`,
      `# TYPE ${metric.name} ${metric.type}`,
      ...lines,
    ])
    .join('\n')
    .concat('\n')
}

/**
 * Answers `/metrics`, `/health/live` and `/health/ready` on an address of its own (THROUGHLINE_METRICS), for operators only.
 * In: the address, what is measured, and how a process stands (null when nobody can say). Errors: as of listening.
 */
export function listenMeasures(
  at: { host: string; port: number },
  ask: { metrics: () => Promise<readonly Measured[]>; report: () => Promise<Report | null> },
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    }
    const json = (status: number, value: unknown) => send(status, 'application/json', JSON.stringify(value))
    const path = request.url?.split('?')[0]
    const answers: Record<string, () => Promise<void>> = {
      '/metrics': async () => send(200, 'text/plain; version=0.0.4; charset=utf-8', textOf(await ask.metrics())),
      '/health/live': async () => json(200, { state: 'live' }),
      '/health/ready': async () => {
        const report = await ask.report()
        json(report && report.state !== 'not-ready' ? 200 : 503, report ?? { state: 'not-ready', checks: {} })
      },
    }
    const answer = request.method === 'GET' ? answers[path ?? ''] : undefined
    if (answer) answer().catch(() => json(503, { state: 'not-ready', checks: {} }))
    else json(404, {})
  })
  server.requestTimeout = 10_000
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(at.port, at.host, () =>
      done({
        port: (server.address() as { port: number }).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      }),
    )
  })
}
