import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { type Kept, keepPart, type Message, startPart, startSharing } from './children.ts'
import type { Program } from './code.ts'
import type { Report } from './health.ts'
import type { Measured } from './measures.ts'

/** What the supervisor writes into `processes.json` of the home, for `throughline restart` and whoever looks. */
export type Processes = {
  supervisor: number
  address: string
  /** counts rolling restarts: those that were asked for are over when it moves */
  rolled: number
  /** why the last rolling restart broke off; null when it did not */
  failed: string | null
  parts: { part: string; slot: number; pid: number | undefined }[]
}

export const processesFile = (home: string): string => join(home, 'processes.json')

/** Connections that are kept open get so long for one more request before the old process of a rolling restart closes them; uploads ten minutes. */
const drainMs = 600_000
/** A restart is told as done after so long, although an old process still waits for connections that are kept open, takes an upload or ends a job. */
const patienceMs = 5000

/** All web and worker processes of an installation. */
export type Parts = {
  /** The address people use, and what to show them: as soon as all web processes are ready. */
  ready: Promise<{ address: string; welcome: string }>
  /** One after the other: a new process, then the old one ends. Errors: Error when a new one did not come; nothing else is touched then. */
  roll: (program: Program) => Promise<void>
  stop: () => Promise<void>
  metrics: () => Promise<Measured[]>
  report: () => Promise<Report | null>
}

/** Starts the processes side by side. In: configuration, their environment, what they run, and who is told of what happens. */
export function startParts(
  config: Config,
  env: NodeJS.ProcessEnv,
  program: Program,
  say: (text: string) => void,
): Parts {
  let running = program
  let address = ''
  let rolled = 0
  let failed: string | null = null
  const kept: Kept[] = []

  const note = () => {
    const processes: Processes = {
      supervisor: process.pid,
      address,
      rolled,
      failed,
      parts: kept.map((one) => ({ part: one.part, slot: one.slot, pid: one.pid() })),
    }
    const file = processesFile(config.home)
    writeFileSync(`${file}.new`, JSON.stringify(processes), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  const add = (part: 'web' | 'worker', slot: number): Promise<Message> =>
    new Promise((ready) => {
      const own = { ...env, THROUGHLINE_SLOT: String(slot) }
      const start = () => {
        const welcome = part === 'web' && slot === 1 && !address ? { THROUGHLINE_WELCOME: '1' } : {}
        return part === 'web'
          ? startSharing(part, { ...own, ...welcome }, running)
          : startPart(part, { ...own, ...welcome }, running)
      }
      const hear = (message: Message) => {
        if (message.failed) console.error(`\n${String(message.failed)}`)
        else if (message.ended) say(`${part} ended (${String(message.code ?? message.signal)}); starting it again.`)
        if (message.ready) {
          ready(message)
          if (address) note()
        }
      }
      kept.push(keepPart({ part, slot, start, hear }))
    })

  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
  const webs = numbers(config.webProcesses).map((slot) => add('web', slot))
  for (const slot of numbers(config.workers)) void add('worker', slot)
  const ready = Promise.all(webs).then(([first]) => {
    address = String(first?.address ?? '')
    note()
    return { address, welcome: String(first?.welcome ?? '') }
  })

  return {
    ready,
    roll: async (next) => {
      const before = running
      running = next
      const began = now()
      try {
        const leaving: Promise<void>[] = []
        for (const one of kept) leaving.push((await one.roll(drainMs)).gone)
        await Promise.race([Promise.all(leaving), sleep(patienceMs)])
        failed = null
        say(`Every process is new (${Math.round((now().getTime() - began.getTime()) / 1000)} s).`)
      } catch (error) {
        running = before
        failed = (error as Error).message
        say(`The restart broke off: ${failed}.`)
        throw error
      } finally {
        rolled += 1
        note()
      }
    },
    stop: async () => {
      await Promise.all(kept.map((one) => one.stop()))
    },
    metrics: async () => {
      const all = await Promise.all(
        kept.map(async (one) => ({ part: one.part, slot: one.slot, metrics: await one.ask('metrics') })),
      )
      return all.filter((one): one is Measured => Array.isArray(one.metrics))
    },
    report: async () => {
      for (const one of kept.filter((each) => each.part === 'web')) {
        const report = await one.ask('ready')
        if (report) return report as Report
      }
      return null
    },
  }
}
