import { readConfig, WrongSetting } from '../platform/config.ts'
import { Trouble } from '../platform/errors.ts'
import { obeySupervisor } from './children.ts'

/** Parts of the product by name; each is loaded only when it is asked for, so that a small command starts quickly. */
const parts: Record<string, (args: string[]) => Promise<void>> = {
  start: async () => {
    process.env.THROUGHLINE_PART = 'supervisor'
    await (await import('./supervisor.ts')).supervise(readConfig(process.env))
  },
  web: async () => {
    const { startWeb } = await import('./web.ts')
    try {
      const web = await startWeb(readConfig(process.env))
      const welcome = process.env.THROUGHLINE_WELCOME
        ? await (await import('./welcome.ts')).welcomeText(web.services, web.address)
        : undefined
      process.send?.({ ready: true, address: web.address, welcome })
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
    process.send?.({ ready: true })
    obeySupervisor(worker.close)
  },
  'make-demo': async () => (await import('./demo.ts')).makeDemo(readConfig(process.env)),
  migrate: async () => {
    const { migrateAll } = await import('./migrate.ts')
    const url = readConfig(process.env).databaseOwnerUrl
    if (!url || !process.send)
      throw new WrongSetting('`throughline start` and `throughline restart` migrate by themselves.')
    await migrateAll(url).then(
      (ran) => process.send?.({ ran: ran.length }),
      (error: Error) => process.send?.({ failed: error.message }),
    )
  },
  restart: async () => (await import('./restart.ts')).restartCommand(readConfig(process.env)),
  import: async (args) => (await import('./import.ts')).importCommand(args),
  forget: async (args) => (await import('./forget.ts')).forgetCommand(args),
  'reset-second': async (args) => (await import('./second.ts')).resetSecondCommand(args),
  plan: async (args) => (await import('./plan.ts')).planCommand(args),
  duties: async (args) => (await import('./duties.ts')).dutiesCommand(args),
  check: async (args) => (await import('./check.ts')).checkCommand(args),
  edsight: async (args) => (await import('./edsight.ts')).edsightCommand(args),
  'ed-fi': async (args) => (await import('./ed-fi.ts')).edFiCommand(args),
  definition: async (args) => (await import('./definition.ts')).definitionCommand(args),
  accountability: async (args) => (await import('./accountability.ts')).accountabilityCommand(args),
  disclosure: async (args) => (await import('./disclosure.ts')).disclosureCommand(args),
  backup: async (args) => (await import('./backup/commands.ts')).backupCommand(args),
  restore: async (args) => (await import('./backup/commands.ts')).restoreCommand(args),
  mail: async (args) => (await import('./mail.ts')).mailCommand(args),
  doctor: async (args) => (await import('./doctor/command.ts')).doctorCommand(args),
  help: async () => {
    console.log(`throughline COMMAND

  start     runs everything: PostgreSQL, web, worker (what npm start does)
  web       the web server alone      (needs DATABASE_URL and THROUGHLINE_HOME)
  worker    the worker alone          (likewise; several may run)
  restart   puts new web and worker processes in the place of the running ones, one after the other, without a pause
  reset-second  takes away a lost second factor: throughline reset-second EMAIL --reason "..." [--district CODE]
  plan      loads a plan file: throughline plan FILE [--district CODE] [--reference] [--current]
            in other formats: throughline plan import|export --format stratml1|stratml2|csv|xlsx|json|html FILE [--out FILE]
  duties    takes a district's list of recurring duties: throughline duties FILE.yaml [--district CODE]
  check     says what is wrong with plans, crosswalks and ledgers: throughline check FILE|DIR... [--json|--sarif] [--strict] [--lang en|es]
  definition  says what is wrong with a district's own definition: throughline definition check FILE [--json] [--lang en|es]
  accountability  recomputes a published accountability file: throughline accountability FILE.csv [--json] [--explain LINE|CODE] [--notes]
  disclosure  hides small numbers in a table, or attacks a published one: throughline disclosure protect|attack FILE [--json]
  edsight   reads state exports and counts what became of every row: throughline edsight FILE|DIR... [--json] [--lang en|es]
  forget    takes one student out of everything: throughline forget STUDENT_ID --reason "..." --yes
  ed-fi     reads Ed-Fi files or an API and hands them in: throughline ed-fi FILE...|https://API [--district CODE] [--year 2026] [--accept] [--out DIR]

  import    reads a file as a steward would: throughline import FILE --kind attendance [--district CODE] [--accept]
  backup    writes a backup of the running installation: throughline backup DIR [--to age1… | --passphrase-file FILE | --plain]
            makes a key for it: throughline backup --new-key FILE
  restore   brings one back into an empty installation: throughline restore DIR [--key FILE | --passphrase-file FILE] [--forgotten FILE] [--check]
  mail      sends one trial mail with the settings of the service: throughline mail ADDRESS
  doctor    says what is wrong with the installation and what to do: throughline doctor [--json]

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
