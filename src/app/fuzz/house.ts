import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../platform/config.ts'

/** A web and a worker process of the product on a database that is there, watched: what they say, and whether they live. */
export type House = {
  port: number
  web: ChildProcess
  worker: ChildProcess
  /** Everything that both wrote. */
  said: () => string
  /** What is wrong with the processes since it was asked last; null while both live and none complained of a bug. */
  trouble: () => string | null
  stop: () => Promise<void>
}

/** Starts both. In: the application's database address and the home. Errors: what a process said when it ended instead. */
export async function startHouse(appUrl: string, home: string, env: Record<string, string> = {}): Promise<House> {
  let text = ''
  let told = 0
  const start = (part: string) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/app/main.ts'), part], {
      cwd: projectRoot,
      env: {
        ...process.env,
        PORT: '0',
        DATABASE_URL: appUrl,
        DATABASE_OWNER_URL: appUrl,
        THROUGHLINE_HOME: home,
        THROUGHLINE_TODAY: '2026-11-20',
        THROUGHLINE_PART: part,
        THROUGHLINE_LOG: 'info',
        NODE_ENV: 'production',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const hear = (chunk: Buffer) => {
      text += String(chunk)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    return child
  }
  const web = start('web')
  const worker = start('worker')
  const port = await new Promise<number>((done, fail) => {
    const look = () => {
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (found) done(Number(found))
    }
    web.stdout?.on('data', look)
    web.once('exit', (code) => fail(new Error(`web ended (${code}):\n${text}`)))
    worker.once('exit', (code) => fail(new Error(`worker ended (${code}):\n${text}`)))
  })
  const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
  return {
    port,
    web,
    worker,
    said: () => text,
    trouble: () => {
      if (ended(web)) return `web ended (${web.exitCode ?? web.signalCode})`
      if (ended(worker)) return `worker ended (${worker.exitCode ?? worker.signalCode})`
      // Each complaint is told once, so that one bug does not color all that follows.
      const end = text.lastIndexOf('\n') + 1
      const bug = text
        .slice(told, end)
        .split('\n')
        .find((line) => /platform\/unexpected|Unhandled|uncaught|Warning:/.test(line))
      told = end
      return bug ? `a process complained: ${bug.slice(0, 400)}` : null
    },
    stop: async () => {
      for (const child of [web, worker])
        if (!ended(child)) {
          const gone = new Promise((done) => child.once('exit', done))
          child.kill('SIGTERM')
          setTimeout(() => child.kill('SIGKILL'), 15_000).unref()
          await gone
        }
    },
  }
}
