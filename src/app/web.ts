import { isIPv6 } from 'node:net'
import type { Config } from '../platform/config.ts'
import { listen, makeApp } from '../platform/web/server.ts'
import { identify } from '../modules/people/index.ts'
import { publicFiles } from '../modules/publishing/index.ts'
import { mustBeCurrent } from './health.ts'
import { measureInstallation, observe } from './observe.ts'
import { openServices } from './services.ts'
import { makeSite } from './site.tsx'
import type { Services } from '../platform/web/route.ts'

/** Serves the site. Out: its address, its services and `close`. */
export async function startWeb(
  config: Config,
): Promise<{ address: string; services: Services; close: (options?: { drainMs?: number }) => Promise<void> }> {
  const services = await openServices(config, 'web')
  await mustBeCurrent(services)
  const app = makeApp(
    makeSite(services, {
      identify: (token) => identify(services.db, token, config.secondFactor),
      publicFiles: publicFiles(config.home),
    }),
  )
  const unobserve = observe(services, 'web')
  measureInstallation(services)
  const server = await listen(app, config.host, config.port)
  let ended: Promise<void> | null = null
  const host = isIPv6(config.host) ? `[${config.host}]` : config.host
  return {
    address: config.url ?? `http://${host}:${server.port}`,
    services,
    close: (options) => {
      const closed = server.close(options)
      ended ??= closed.then(async () => {
        await unobserve()
        await services.close()
      })
      return ended
    },
  }
}
