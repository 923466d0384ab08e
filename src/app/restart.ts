import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, WrongSetting } from '../platform/config.ts'
import { homeFor } from '../platform/postgres/home.ts'
import { supervisorOf } from './home-lock.ts'
import { type Processes, processesFile } from './parts.ts'

const read = (home: string): Processes => JSON.parse(readFileSync(processesFile(home), 'utf8')) as Processes

/**
 * `throughline restart`: asks the running supervisor to put new processes in the place of the old ones, and waits until it is done.
 * Errors: WrongSetting when none runs; Error when a new process did not become ready.
 */
export async function restartCommand(config: Config): Promise<void> {
  const home = homeFor(config.home, config.demo)
  const pid = supervisorOf(home)
  if (pid === null) throw new WrongSetting(`No Throughline runs on ${home}; start it with throughline start.`)
  const before = read(home).rolled
  process.kill(pid, 'SIGUSR2')
  for (;;) {
    await sleep(200)
    if (supervisorOf(home) !== pid) throw new Error('Throughline ended meanwhile')
    const { rolled, failed, parts } = read(home)
    if (rolled === before) continue
    if (failed !== null) throw new Error(failed)
    console.log(`Restarted: ${parts.map((one) => `${one.part} ${one.slot} (process ${one.pid})`).join(', ')}.`)
    return
  }
}
