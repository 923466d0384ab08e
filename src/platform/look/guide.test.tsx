import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { FC } from 'hono/jsx'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../e2e/axe.ts'
import { launch } from '../../../e2e/browser.ts'
import { languages } from '../words.ts'
import { assets } from './assets.ts'
import { document_ } from './page.tsx'
import { Guide } from './pages/guide.tsx'
import { ElementSample, HomeSample, type SampleProps, ScorecardSample } from './pages/guide-samples.tsx'

const pages: Record<string, FC<SampleProps>> = {
  guide: Guide,
  element: ElementSample,
  home: HomeSample,
  scorecard: ScorecardSample,
}
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const page_ = (name: string, props: SampleProps): string => {
  const Sample = pages[name]
  return Sample ? document_(<Sample {...props} />) : ''
}

let server: Server
let browser: Browser
let at = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const asset = assets().get(url.pathname)
    response.setHeader('content-security-policy', policy)
    if (asset) return void response.setHeader('content-type', asset.type).end(asset.body)
    if (url.pathname.endsWith('/events'))
      return void response
        .setHeader('content-type', 'text/event-stream')
        .write('data: {"percent":81,"step":"Checking"}\n\n')
    const name = url.pathname.slice(1)
    if (!pages[name]) return void response.writeHead(404).end()
    const theme = url.searchParams.get('theme')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      page_(name, {
        lang: url.searchParams.get('lang') === 'es' ? 'es' : 'en',
        theme: theme === 'light' || theme === 'dark' ? theme : undefined,
      }),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
})

const open = async (
  path: string,
  width: number,
  theme: 'light' | 'dark',
  script = true,
): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    javaScriptEnabled: script,
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on(
    'console',
    (message) => message.type() === 'error' && !message.text().includes('favicon') && errors.push(message.text()),
  )
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(at + path)
  return { page, errors, close: () => context.close() }
}

describe('in a browser', () => {
  const all = [1280, 375, 320].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })))
  const two = [
    { width: 1280, theme: 'light' as const },
    { width: 320, theme: 'dark' as const },
  ]
  for (const name of Object.keys(pages))
    for (const { width, theme } of name === 'guide' ? all : two)
      it(`${name} at ${width}, ${theme}: no axe finding, no sideways scroll, no policy error, no small text in charts`, async () => {
        const { page, errors, close } = await open(`/${name}?lang=${width === 1280 ? 'en' : 'es'}`, width, theme)
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        expect((await axe(page, { runOnly: tags })).map((one) => `${one.rule}: ${one.where}`)).toEqual([])
        expect(errors).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0)
        const small = await page.evaluate(() =>
          [...document.querySelectorAll<SVGTextElement>('svg.chart text')]
            .filter((text) => text.getClientRects().length > 0)
            .map(
              (text) =>
                Number.parseFloat(getComputedStyle(text).fontSize) *
                ((text.ownerSVGElement?.getBoundingClientRect().width ?? 0) /
                  (text.ownerSVGElement?.viewBox.baseVal.width ?? 1)),
            )
            .filter((size) => size < 11.99),
        )
        expect(small).toEqual([])
        await close()
      })

  it('colors words at 4.5 to 1 or more and edges at 3 to 1, on every ground, in both themes', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const { page, close } = await open('/guide', 800, theme)
      const low = await page.evaluate(() => {
        const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
        const probe = document.body.appendChild(document.createElement('i'))
        const light = (token: string): number => {
          probe.style.setProperty('color', `var(${token})`)
          if (!pen) return 0
          pen.fillStyle = getComputedStyle(probe).color
          pen.fillRect(0, 0, 1, 1)
          const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) =>
            byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
          )
          return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
        }
        const ratio = (a: string, b: string): number =>
          (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05)
        const grounds = ['--paper', '--raised', '--sunk']
        const found: string[] = []
        const need = (a: string, b: string, least: number) =>
          ratio(a, b) < least && found.push(`${a} on ${b}: ${ratio(a, b).toFixed(2)}`)
        for (const ground of grounds) {
          for (const ink of [
            '--ink',
            '--quiet',
            '--accent',
            '--accent-deep',
            '--met',
            '--close',
            '--behind',
            '--missed',
          ])
            need(ink, ground, 4.5)
          need('--edge', ground, 3)
        }
        for (const soft of ['--accent-soft', '--warn-soft', '--bad-soft', '--good-soft'])
          for (const ink of ['--ink', '--accent', '--quiet']) need(ink, soft, 4.5)
        need('--on-accent', '--accent', 4.5)
        need('--on-accent', '--accent-deep', 4.5)
        need('--paper', '--ink', 4.5)
        return found
      })
      expect(low, theme).toEqual([])
      await close()
    }
  })

  it('follows the theme that the reader chose over the device', async () => {
    const { page, close } = await open('/guide?theme=dark', 800, 'light')
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.goto(`${at}/guide?theme=light`)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(dark)
    await close()
  })

  it('loads both fonts, and nothing moves when they arrive', async () => {
    const { page, close } = await open('/element', 1280, 'light')
    const fonts = await page.evaluate(async () => {
      await document.fonts.ready
      return [...document.fonts]
        .filter((font) => font.status === 'loaded' && font.family.includes('Variable'))
        .map((font) => font.family.replaceAll('"', ''))
    })
    expect(fonts.sort()).toEqual(['Public Sans Variable', 'Source Serif 4 Variable'])
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(sum), 300)
        }),
    )
    expect(shift).toBeLessThan(0.02)
    await close()
  })

  it('on a phone shows one step up, here, one step down, and opens the menu by keyboard', async () => {
    const { page, close } = await open('/element', 375, 'light')
    expect(await page.locator('.thread .knot:visible').count()).toBe(3)
    expect(await page.locator('.menu').isVisible()).toBe(false)
    await page.locator('.menu-button').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.menu').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('.menu').isVisible()).toBe(false)
    await close()
  })

  it('without script: menu, definitions, table, citation and upload form are there', async () => {
    const { page, close } = await open('/guide', 375, 'light', false)
    await page.locator('.menu-button').click()
    expect(await page.locator('.menu').isVisible()).toBe(true)
    await page.locator('.menu-close').click()
    await page.locator('.term').click()
    expect(await page.locator('.means').isVisible()).toBe(true)
    expect(await page.locator('tl-upload input[type=file]').isVisible()).toBe(true)
    await page.goto(`${at}/element`)
    await page.locator('.cite summary').click()
    expect(await page.locator('.cite p').isVisible()).toBe(true)
    await close()
  })

  it('with script: progress follows the server, names hide, the citation is copied', async () => {
    const { page, close } = await open('/guide', 1280, 'light')
    await page.waitForFunction(() => document.querySelector('.progress-step')?.textContent === 'Checking')
    expect(await page.evaluate(() => document.querySelector('progress')?.value)).toBe(81)
    await page.locator('tl-hide-names button').click()
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.name') ?? document.body).color)).toBe(
      'rgba(0, 0, 0, 0)',
    )
    expect(page.url()).toContain('names=hidden')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${at}/element`)
    await page.locator('tl-copy button').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('23.1% (4,412 of 19,104 students)')
    await close()
  })
})

describe('weight', () => {
  it('keeps the public page with its style sheet under 50 KB gzipped, and without session or script', () => {
    for (const lang of languages) {
      const html = page_('scorecard', { lang })
      const css = [...assets().entries()].find(([path]) => path.endsWith('.css'))?.[1].body ?? ''
      expect(gzipSync(html).length + gzipSync(css).length).toBeLessThan(50_000)
      expect(html).not.toMatch(/<script|csrf|sign-out/)
    }
  })
  it('writes no inline style, script or handler on any page', () => {
    for (const name of Object.keys(pages))
      expect(page_(name, { lang: 'en' })).not.toMatch(/\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)/)
  })
})
