import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { WrongSetting } from '../platform/config.ts'

const lockFile = (home: string) => join(home, 'supervisor.pid')

/** One supervisor (or command on a stopped installation) a home: takes the lock file, or says who has it. A lock whose process is gone is taken over. */
export function lockHome(home: string): () => void {
  const file = lockFile(home)
  for (let i = 0; i < 2; i++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return () => rmSync(file, { force: true })
    } catch {
      const pid = supervisorOf(home)
      if (pid !== null)
        throw new WrongSetting(
          `Throughline already runs on ${home} (process ${pid}); stop that one, or set THROUGHLINE_HOME to another folder.`,
        )
      rmSync(file, { force: true })
    }
  }
  throw new WrongSetting(`The lock file ${file} cannot be taken; remove it if no Throughline runs.`)
}

/** The process that holds the lock of a home, or null when none is alive. */
export function supervisorOf(home: string): number | null {
  const file = lockFile(home)
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8'))
  return pid && pid !== process.pid && isSupervisor(pid) ? pid : null
}

function isSupervisor(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return (
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.ts') &&
      !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    )
  } catch {
    return existsSync('/proc') === false
  }
}
