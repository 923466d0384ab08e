import { isIPv6 } from 'node:net'
import type { Config } from '../platform/config.ts'
import { listen, makeApp } from '../platform/web/server.ts'
import { identify } from '../modules/people/index.ts'
import { publicFiles } from '../modules/publishing/index.ts'
import { openServices } from './services.ts'
import { makeSite } from './site.tsx'

/** Serves the site. Out: its address and `close`. */
export async function startWeb(config: Config): Promise<{ address: string; close: () => Promise<void> }> {
  const services = await openServices(config, 'web')
  const app = makeApp(
    makeSite(services, { identify: (token) => identify(services.db, token), publicFiles: publicFiles(config.home) }),
  )
  const server = await listen(app, config.host, config.port)
  const host = isIPv6(config.host) ? `[${config.host}]` : config.host
  return {
    address: config.url ?? `http://${host}:${server.port}`,
    close: async () => {
      await server.close()
      await services.close()
    },
  }
}
