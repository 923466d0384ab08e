import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

/** A bare static server: looks at the file and streams it. */
const [root = '.'] = process.argv.slice(2)
createServer((request, response) => {
  const path = join(root, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname))
  try {
    const { size } = statSync(path)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': size })
    createReadStream(path).pipe(response)
  } catch {
    response.writeHead(404)
    response.end()
  }
}).listen(0, '127.0.0.1', function (this: import('node:http').Server) {
  process.send?.({ port: (this.address() as { port: number }).port })
})
