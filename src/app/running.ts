import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { everyDistrict } from '../modules/people/index.ts'
import { readConfig, WrongSetting } from '../platform/config.ts'
import type { Services } from '../platform/web/route.ts'
import { openServices } from './services.ts'

/** Settings of a running installation, so that a command on the same machine finds its database. */
function withRunning(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { home } = readConfig(env)
  const file = join(home, 'environment.json')
  if (env.DATABASE_URL || !existsSync(file)) return env
  const running = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return { ...env, ...running, DATABASE_OWNER_URL: running.DATABASE_URL }
}

/** Opens the running installation of this machine for a command. Errors: WrongSetting when there is none. */
export async function openRunning(name: string): Promise<Services & { close: () => Promise<void> }> {
  const env = withRunning(process.env)
  if (!env.DATABASE_URL)
    throw new WrongSetting(
      'No running installation was found: start it with npm start first, or set DATABASE_URL and THROUGHLINE_HOME.',
    )
  return openServices(readConfig(env), name, { max: 4 }).catch((error: { code?: string }) => {
    if (error.code !== 'ECONNREFUSED') throw error
    throw new WrongSetting('The installation does not answer: start it with npm start, then try again.')
  })
}

/** The district that a command means: by its code, or the only one. Null when the installation has none yet. */
export async function districtMeant(
  services: Services,
  code: string | undefined,
): Promise<{ org_id: number; code: string } | null> {
  const districts = await everyDistrict(services.db)
  const district = code ? districts.find((one) => one.code === code) : districts.length === 1 ? districts[0] : undefined
  if (code && !district)
    throw new WrongSetting(
      `There is no district with the code ${code}. Known: ${districts.map((one) => one.code).join(', ') || 'none'}.`,
    )
  if (!district && districts.length > 1)
    throw new WrongSetting(`Say which district: --district ${districts.map((one) => one.code).join(' | ')}.`)
  return district ?? null
}

/** Does a command's work in the district that is meant, in the running installation. Errors: WrongSetting when there is neither. */
export async function withDistrict<T>(
  name: string,
  code: string | undefined,
  work: (services: Services, districtId: number) => Promise<T>,
): Promise<T> {
  const services = await openRunning(name)
  try {
    const district = await districtMeant(services, code)
    if (!district) throw new WrongSetting('The installation has no district yet: load its organizations first.')
    return await work(services, district.org_id)
  } finally {
    await services.close()
  }
}
