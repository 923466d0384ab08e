import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { langOf, readAddress } from './address.ts'
import { type PublicFiles, publicFiles } from './public-files.ts'

let home: string
let serve: PublicFiles
const page = '<!doctype html><main><!--edition-notice--><p>Edición 1</p></main>'
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'public-'))
  const put = async (path: string, text: string) => {
    await mkdir(join(home, path, '..'), { recursive: true })
    await writeFile(join(home, path), text)
  }
  await put('secret.html', 'secret')
  await put('public/d/index.json', '{"latest":2}')
  await put('public/d/en/index.html', 'index en')
  await put('public/d/es/index.html', 'index es')
  await put('public/d/editions/1/en/index.html', page)
  await put('public/d/editions/1/data.csv', 'a,b')
  await put('public/d/editions/2/en/index.html', page)
  await put('public/d/notices/1.en.html', '<p>$& corrected</p>')
  await put('public/d/.hidden/x.html', 'hidden')
  serve = publicFiles(home)
})
afterAll(() => rm(home, { recursive: true }))

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await serve(path, new Request('http://localhost/', { headers, method }))
  if (!answer) throw new Error('not ours')
  return answer
}

describe('public files', () => {
  it('leaves other paths alone', () => {
    expect(serve('/publish', new Request('http://localhost/publish'))).toBeNull()
    expect(serve('/publicity', new Request('http://localhost/publicity'))).toBeNull()
  })

  it.each([
    '/public/../secret.html',
    '/public/%2e%2e/secret.html',
    '/public/..%2fsecret.html',
    '/public/d/..%5c..%5csecret.html',
    '/public/d/%00/en/',
    '/public/%',
    '/public/d/.hidden/x.html',
    '/public/d//editions/1/data.csv',
    '/public/d/editions/1/../../../../secret.html',
    '/public/d/notices/1.en.html',
    '/public/d/editions/1/data.csv.br',
    '/public/d/editions/9/en/',
    '/public/%252e%252e/secret.html',
    '/public/d/editions/1/en/index.html/',
  ])('%s is a plain 404', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toMatch(/secret<|^hidden$/)
  })

  it('puts the banner of a replaced edition into its marked place, in every coding', async () => {
    const old = await get('/public/d/editions/1/en/')
    expect(await old.text()).toBe(
      page.replace('<!--edition-notice-->', () => '<div id="edition-notice"><p>$& corrected</p></div>'),
    )
    expect(await (await get('/public/d/editions/2/en/')).text()).toBe(page)
    const packed = await get('/public/d/editions/1/en/', { 'accept-encoding': 'gzip, br' })
    expect(packed.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString()).toContain('corrected')
    expect(packed.headers.get('etag')).not.toBe(old.headers.get('etag'))
  })

  it('keeps data for good, asks again for pages, with strong tags', async () => {
    const data = await get('/public/d/editions/1/data.csv')
    expect(data.headers.get('cache-control')).toContain('immutable')
    expect(data.headers.get('content-disposition')).toContain('attachment')
    const tag = data.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]{22}"$/)
    expect((await get('/public/d/editions/1/data.csv', { 'if-none-match': tag })).status).toBe(304)
    expect((await get('/public/d/editions/1/en/')).headers.get('cache-control')).not.toContain('immutable')
    const head = await get('/public/d/editions/1/data.csv', {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '3', ''])
    expect((await get('/public/d/editions/1/en/')).headers.get('set-cookie')).toBeNull()
    expect((await get('/public/d/editions/1/en/')).headers.get('content-security-policy')).not.toContain('script-src')
  })

  it('leads to the newest edition and picks the language of the reader', async () => {
    const to = async (path: string, accept = '') =>
      (await get(path, { 'accept-language': accept })).headers.get('location')
    expect(await to('/public/d/latest/', 'es-MX,es;q=0.9,en;q=0.8')).toBe('/public/d/editions/2/es/')
    expect(await to('/public/d/latest/es/schools/01.html')).toBe('/public/d/editions/2/es/schools/01.html')
    expect(await to('/public/d/editions/1')).toBe('/public/d/editions/1/en/')
    expect(await to('/public/d/editions/1/en')).toBe('/public/d/editions/1/en/')
    expect(await to('/public')).toBe('/public/')
    expect(await (await get('/public/d/', { 'accept-language': 'es' })).text()).toBe('index es')
    expect(await (await get('/public/d/en/')).text()).toBe('index en')
  })

  it('reads Accept-Language by weight', () => {
    expect(langOf('fr,es;q=0.5,en;q=0.4')).toBe('es')
    expect(langOf('es;q=0')).toBe('en')
    expect(langOf(null)).toBe('en')
    expect(readAddress('/public/d/editions/1/data.csv', 'en')).toMatchObject({
      kind: 'file',
      keep: 'forever',
      notice: null,
    })
  })
})

it('a file that comes after somebody asked for it is there at once', async () => {
  expect((await get('/public/d/en/new.html')).status).toBe(404)
  await writeFile(join(home, 'public/d/en/new.html'), 'new')
  expect(await (await get('/public/d/en/new.html')).text()).toBe('new')
})
