import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const system = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']
const shots = process.env['THROUGHLINE_SHOTS'] ?? fileURLToPath(new URL('../.shots', import.meta.url))

/**
 * The one headless browser of tests and pictures: the one in node_modules, or the machine's own where that cannot run.
 * Out: a browser; the caller closes it. Works as root (no sandbox: it opens only our own pages).
 */
export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await executable(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--hide-scrollbars',
    ],
  })
}

async function executable(): Promise<string> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return own
  const packed = (await import('@sparticuz/chromium')).default
  try {
    return await inTurn(() => packed.executablePath())
  } catch (error) {
    const found = system.find((path) => existsSync(path))
    if (found) return found
    throw error
  }
}

/** The browser is unpacked once, by the first process that asks: one that is still being written cannot be run. Another waits a minute at most. */
async function inTurn(unpack: () => Promise<string>): Promise<string> {
  const [ready, busy] = [join(tmpdir(), 'chromium-ready'), join(tmpdir(), 'chromium-unpacking')]
  for (let i = 0; i < 300 && !existsSync(ready); i++) {
    try {
      mkdirSync(busy)
    } catch {
      await sleep(200)
      continue
    }
    try {
      const path = await unpack()
      writeFileSync(ready, '')
      return path
    } finally {
      rmSync(busy, { recursive: true, force: true })
    }
  }
  return unpack()
}

export type Theme = 'light' | 'dark'

/**
 * A picture of the whole page as it stands. In: a page, a name, the width in pixels, the theme of the device.
 * Out: the path of `<name>-<width>-<theme>.png` in `.shots/`, or in the folder that `THROUGHLINE_SHOTS` names. Waits for the fonts.
 */
export async function screenshot(page: Page, name: string, width: number, theme: Theme): Promise<string> {
  mkdirSync(shots, { recursive: true })
  await page.emulateMedia({ colorScheme: theme })
  await page.setViewportSize({ width, height: width < 600 ? 812 : 900 })
  await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)))
  const path = `${shots}/${name}-${width}-${theme}.png`
  await page.screenshot({ path, fullPage: true })
  return path
}
