import { existsSync } from 'node:fs'
import pg from 'pg'
import { machineTime } from '../../platform/clock.ts'
import { type Config, readConfig, WrongSetting } from '../../platform/config.ts'
import { readMigrations } from '../../platform/db/migrate.ts'
import { Trouble } from '../../platform/errors.ts'
import { keptByAll } from '../backup/backup.ts'
import { openPlace, type Place, settingsOf } from '../backup/place.ts'
import { keptFiles, openReader } from '../backup/store-reader.ts'
import { checkLogin } from '../installation.ts'
import { migrationFolders } from '../migrations.ts'
import { fileFindings, noReader } from './files.ts'
import { type Finding, warning, wrong } from './finding.ts'
import { backupFindings, homeFindings } from './home.ts'
import { addressFindings, askCertificate, certificateFindings } from './settings.ts'
import { loginFindings, migrationFindings, securityFindings, serverFindings } from './store-catalogue.ts'
import { sealFindings } from './store-seal.ts'
import { workFindings } from './store-work.ts'

type Look = () => Promise<Finding[]> | Finding[]

/** Runs one look; what breaks it is a finding too. Messages of the database quote data, so only their code is told. */
async function look(name: string, work: Look): Promise<Finding[]> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Trouble) return [wrong(name, error.message, error.code, error.hint)]
    if (error instanceof WrongSetting) return [wrong(name, error.message, name, 'Change the setting that it names.')]
    return [
      warning(
        'check-broke',
        'A check of the doctor could not be made.',
        `${name} (${(error as { code?: string }).code ?? (error as Error).name})`,
        'Mend what else is found here, then run the doctor again.',
      ),
    ]
  }
}

/** Looks at an installation that is open. `quick`: presence and size of files, not every byte. */
export async function examine(place: Place, options: { quick: boolean }): Promise<Finding[]> {
  const { config, home } = place
  const migrations = readMigrations(migrationFolders())
  const found: Finding[] = [
    ...(await look('address', () => addressFindings(config))),
    ...(await look('certificate', async () =>
      config.url?.startsWith('https:')
        ? certificateFindings(config.url, await askCertificate(config.url), new Date(machineTime()))
        : [],
    )),
    ...(await look('home', () => homeFindings(home))),
    ...(await look('backups', () => backupFindings(home, config.demo, machineTime()))),
  ]
  const app = new pg.Client({ connectionString: place.appUrl, application_name: 'throughline-doctor' })
  app.on('error', () => {})
  try {
    await app.connect()
  } catch (error) {
    return [
      ...found,
      wrong(
        'database-away',
        'The database does not let the application in.',
        `DATABASE_URL (${(error as { code?: string }).code ?? 'no answer'})`,
        'Start it, and look at its log and at the address, login and password.',
      ),
    ]
  }
  try {
    found.push(
      ...(await look('server', () => serverFindings(app, new URL(place.appUrl).host))),
      ...(await look('login', () => loginFindings(app))),
      ...(await look('installation', async () => {
        await checkLogin(config, place.appUrl, place.ownerUrl ?? undefined)
        return []
      })),
      ...(await look('row-security', () => securityFindings(app))),
      ...(await look('work', () => workFindings(app, place.running))),
    )
  } finally {
    await app.end().catch(() => {})
  }
  return [
    ...found,
    ...(await asReader(place, async (reader) => [
      ...(await look('migrations', () => migrationFindings(reader, migrations))),
      ...(await look('seal', () => sealFindings(reader, home, config))),
      ...(await look('files', async () =>
        fileFindings(home, await keptFiles(reader, keptByAll), { bytes: !options.quick, nowMs: machineTime() }),
      )),
    ])),
  ]
}

/** What only somebody sees who sees every row. */
async function asReader(place: Place, work: (reader: pg.Client) => Promise<Finding[]>): Promise<Finding[]> {
  const { reader: address } = place
  if (address === null) return [noReader()]
  return look('reader', async () => {
    const reader = await openReader(address)
    try {
      return await work(reader)
    } finally {
      await reader.end().catch(() => {})
    }
  })
}

/** Finds the installation that the settings name and looks at it, also when it is stopped or cannot be opened. */
export async function findAndExamine(env: NodeJS.ProcessEnv, options: { quick: boolean }): Promise<Finding[]> {
  let config: Config
  let home: string
  try {
    const settings = settingsOf(env)
    config = readConfig(settings.env)
    home = settings.home
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    return [wrong('setting', error.message, 'environment', 'Change it; docs/run/settings.md lists every setting.')]
  }
  let place: Place
  try {
    place = await openPlace(env)
  } catch (error) {
    const told = existsSync(home) ? await look('home', () => [...addressFindings(config), ...homeFindings(home)]) : []
    if (error instanceof WrongSetting)
      return [
        ...told,
        wrong(
          'no-installation',
          error.message,
          home,
          'Give the settings that the service has, and run it as the same user.',
        ),
      ]
    return [
      ...told,
      wrong(
        'postgres-does-not-start',
        'The PostgreSQL of this home does not start.',
        `${home}/postgres`,
        `Its own words are in ${home}/postgres/postgres.log. If its files are damaged, restore the last backup into a new home.`,
      ),
    ]
  }
  try {
    return await examine(place, options)
  } finally {
    await place.close()
  }
}
