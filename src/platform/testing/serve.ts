import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assets } from '../look/assets.ts'

type App = { request: (url: string, init: RequestInit) => Response | Promise<Response> }

/**
 * Puts an application of a test behind a real socket, with styles and fonts, so that a browser can open it. In: the application, headers that every request
 * gets (a session's cookie). Out: its address, and `close`.
 */
export async function serveApp(
  app: App,
  headers: Readonly<Record<string, string>>,
): Promise<{ at: string; close: () => void }> {
  let at = ''
  const server = createServer((request, response) => {
    const asset = assets().get(new URL(request.url ?? '/', 'http://x').pathname)
    if (asset) return void response.setHeader('content-type', asset.type).end(asset.body)
    const answered = async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const body = Buffer.concat(parts).toString()
      const answer = await app.request(`${at}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { ...(request.headers as Record<string, string>), ...headers },
        ...(body ? { body } : {}),
      })
      response.statusCode = answer.status
      for (const name of ['content-type', 'location']) {
        const value = answer.headers.get(name)
        if (value) response.setHeader(name, value)
      }
      response.end(Buffer.from(await answer.arrayBuffer()))
    }
    answered().catch((error: Error) => response.destroy(error))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    at,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
