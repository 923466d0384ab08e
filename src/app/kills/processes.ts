import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Reads a file of /proc; an empty text when the process is gone. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The processes of Throughline that work on this home: `part` as the product names it (web, worker, plan ...), null for the supervisor. Never another home's. */
export function partsOn(home: string): { pid: number; part: string | null }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const [program = ''] = read(`/proc/${name}/cmdline`).split('\0')
      // PostgreSQL and compilers have the same surroundings.
      if (!/(^|\/)node$/.test(program)) return []
      const env = read(`/proc/${name}/environ`).split('\0')
      if (!env.includes(`THROUGHLINE_HOME=${home}`) || /^State:\s+Z/m.test(read(`/proc/${name}/status`))) return []
      const part = env.find((one) => one.startsWith('THROUGHLINE_PART='))?.slice('THROUGHLINE_PART='.length)
      return [{ pid: Number(name), part: part || null }]
    })
}

/** The postmaster of this home's PostgreSQL, its port, and its own children; null when it is not alive. */
export function postgresOn(home: string): { pid: number; port: number; children: number[] } | null {
  const lines = read(join(home, 'postgres', 'data', 'postmaster.pid')).split('\n')
  const pid = Number(lines[0])
  if (!pid || !read(`/proc/${pid}/cmdline`).includes('postgres')) return null
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').map(Number).filter(Boolean)
  return { pid, port: Number(lines[3]), children }
}

/** SIGKILL, at once. Somebody who is gone already is fine. */
export function killNow(pids: readonly number[]): void {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone
    }
}

/** True when none of them is there any more. */
export const allGone = (pids: readonly number[]): boolean =>
  pids.every((pid) => {
    const status = read(`/proc/${pid}/status`)
    return status === '' || /^State:\s+Z/m.test(status)
  })
