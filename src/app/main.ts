import { readConfig, WrongSetting } from '../platform/config.ts'
import { Trouble } from '../platform/errors.ts'
import { obeySupervisor } from './children.ts'

/** Parts of the product by name; each is loaded only when it is asked for, so that a small command starts quickly. */
const parts: Record<string, (args: string[]) => Promise<void>> = {
  start: async () => (await import('./supervisor.ts')).supervise(readConfig(process.env)),
  web: async () => {
    const { startWeb } = await import('./web.ts')
    try {
      const web = await startWeb(readConfig(process.env))
      process.send?.({ address: web.address })
      if (!process.send) console.log(web.address)
      obeySupervisor(web.close)
    } catch (error) {
      process.send?.({ failed: (error as Error).message })
      throw error
    }
  },
  worker: async () => {
    const { startWorker } = await import('./worker.ts')
    const worker = await startWorker(readConfig(process.env))
    obeySupervisor(worker.close)
  },
  'make-demo': async () => (await import('./demo.ts')).makeDemo(readConfig(process.env)),
  welcome: async () => (await import('./welcome.ts')).welcome(readConfig(process.env)),
  import: async (args) => (await import('./import.ts')).importCommand(args),
  plan: async (args) => (await import('./plan.ts')).planCommand(args),
  help: async () => {
    console.log(`throughline COMMAND

  start     runs everything: PostgreSQL, web, worker (what npm start does)
  web       the web server alone      (needs DATABASE_URL and THROUGHLINE_HOME)
  worker    the worker alone          (likewise; several may run)
  plan      loads a plan file: throughline plan FILE [--district CODE] [--reference] [--current]
  import    reads a file as a steward would: throughline import FILE --kind attendance [--district CODE] [--accept]

Settings are environment variables: docs/run/settings.md.`)
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const part = parts[name === '--help' || name === '-h' ? 'help' : name]
try {
  if (!part) throw new WrongSetting(`There is no command "${name}". Try: throughline help`)
  await part(args)
  if (!['start', 'web', 'worker'].includes(name)) process.exit(0)
} catch (error) {
  if (error instanceof WrongSetting) {
    console.error(error.message)
    process.exit(2)
  }
  if (error instanceof Trouble) {
    console.error(`${error.message}${error.hint ? ` ${error.hint}` : ''} (${error.code})`)
    for (const one of error.details) console.error(`  ${one.path ?? ''} ${one.message}`)
    process.exit(1)
  }
  console.error(
    process.env.THROUGHLINE_TRACE ? error : `Throughline (${name}) could not go on: ${(error as Error).message}`,
  )
  process.exit(1)
}
