import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isPublicAddress, makeOutgoing } from './outgoing.ts'

let server: Server
let origin = ''
let calls = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1
    if (request.url === '/elsewhere') response.writeHead(302, { location: '/fine' }).end()
    else if (request.url === '/nonsense') response.socket?.end('HTTP/1.1 999 Hm\r\ncontent-length: 0\r\n\r\n')
    else if (request.url === '/large') response.end(Buffer.alloc(1_200_000, 'x'))
    else if (request.url === '/echo') {
      let text = ''
      request.on('data', (part) => {
        text += String(part)
      })
      request.on('end', () => response.end(`${request.method} ${request.headers.host} ${text}`))
    } else response.end('fine')
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
})
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  )

it('knows what is not on the public internet, in every spelling', () => {
  for (const one of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '',
  ])
    expect([one, isPublicAddress(one)]).toEqual([one, false])
  for (const one of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '223.255.255.1', '2606:4700::1111', '2a00:1450::1'])
    expect([one, isPublicAddress(one)]).toEqual([one, true])
})

it('refuses plain http, names and passwords, and addresses inside the network, before anything is called', async () => {
  const out = makeOutgoing([])
  for (const address of [
    `${origin}/fine`,
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://localhost/x',
    'https://169.254.169.254/latest/meta-data',
    'https://user:word@example.org/',
    'file:///etc/passwd',
    'nonsense',
  ])
    expect([address, await codeOf(out(address))]).toEqual([address, 'platform/outside-refused'])
  expect(calls).toBe(0)
})

it('calls what the operator allowed, without following anything and only a small answer', async () => {
  const out = makeOutgoing([origin])
  expect(await (await out(`${origin}/fine`)).text()).toBe('fine')
  const body = new URLSearchParams({ code: 'a b' })
  expect(await (await out(`${origin}/echo`, { method: 'POST', body })).text()).toBe(
    `POST ${new URL(origin).host} code=a+b`,
  )
  expect(await codeOf(out(`${origin}/elsewhere`))).toBe('platform/outside-silent')
  expect(await codeOf(out(`${origin}/large`))).toBe('platform/outside-silent')
  expect(await codeOf(makeOutgoing(['http://127.0.0.1:1'])(`${origin}/fine`))).toBe('platform/outside-refused')
  expect(await codeOf(makeOutgoing(['127.0.0.1'])(`${origin}/fine`))).toBe('platform/outside-refused')
  // Nobody listens there: the same answer whatever was wrong.
  expect(await codeOf(makeOutgoing(['127.0.0.1:1'])('https://127.0.0.1:1/x'))).toBe('platform/outside-silent')
})

it('gives up when the caller does', async () => {
  const slow = createServer(() => {})
  await new Promise<void>((done) => {
    slow.listen(0, '127.0.0.1', done)
  })
  const address = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`
  expect(await codeOf(makeOutgoing([address])(address, { signal: AbortSignal.timeout(50) }))).toBe(
    'platform/outside-silent',
  )
  slow.closeAllConnections()
  slow.close()
})

it('survives an answer with a number that no answer has', async () => {
  expect(await codeOf(makeOutgoing([origin])(`${origin}/nonsense`))).toBe('platform/outside-silent')
  expect(await codeOf(makeOutgoing([origin])(`${origin}/fine`))).toBe('answered')
})
