import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { ticks } from '../src/platform/clock.ts'
import { amount } from '../src/platform/testing/amount.ts'
import { axe } from './axe.ts'
import { screenshot, type Theme } from './browser.ts'
import { signIn } from './product.ts'

/** People of the demo, each signed in once, in a browser of their own. In: browser and address, asked for when somebody first comes. */
export function peopleIn(browser: () => Browser, address: () => string): (key: string) => Promise<Page> {
  const people = new Map<string, { context: BrowserContext; page: Page }>()
  return async (key) => {
    const known = people.get(key)
    if (known) return known.page
    const context = await browser().newContext({ viewport: { width: 1280, height: 900 } })
    const page = await signIn(context, address(), key)
    people.set(key, { context, page })
    return page
  }
}

export type Looks = {
  /** names of the pages that were looked at */
  looked: string[]
  /** no finding of axe (in the sample at every third page, by its name), nothing wider than the window */
  looksRight: (page: Page, name: string) => Promise<void>
  /** the same, and on a phone nothing to scroll sideways; takes pictures when `THROUGHLINE_PICTURES` is `yes` */
  bothWidths: (page: Page, name: string) => Promise<void>
  /** the same page in Spanish and English */
  inBoth: (page: Page, name: string) => Promise<void>
}

async function notTooWide(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(`${name} too wide by ${Math.max(0, wide)}`).toBe(`${name} too wide by 0`)
}

/** Axe takes longer than everything else of a walk: the sample asks it of every third page, always of the same ones. */
const axed = (name: string): boolean =>
  amount([...name].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 3, 0) === 0

/** What every page that a walk visits must pass. */
export function looks(): Looks {
  const looked: string[] = []
  const looksRight = async (page: Page, name: string) => {
    if (axed(name)) expect((await axe(page)).map((one) => `${name}: ${one.rule} ${one.where}`)).toEqual([])
    await notTooWide(page, name)
    looked.push(name)
  }
  const bothWidths = async (page: Page, name: string) => {
    await looksRight(page, name)
    await page.setViewportSize({ width: 375, height: 812 })
    await notTooWide(page, `${name} at 375 px`)
    if (process.env['THROUGHLINE_PICTURES'] === 'yes')
      for (const width of [375, 1280])
        for (const theme of ['light', 'dark'] as Theme[])
          await screenshot(page, name.replaceAll(/[^a-z0-9]+/g, '-'), width, theme)
    await page.emulateMedia({ colorScheme: null })
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  const inBoth = async (page: Page, name: string) => {
    const at = page.url()
    for (const lang of ['es', 'en']) {
      const url = new URL(at)
      url.searchParams.set('lang', lang)
      await page.goto(url.href)
      expect(await page.getAttribute('html', 'lang')).toBe(lang)
      await looksRight(page, `${name} ${lang}`)
    }
    await page.goto(at)
  }
  return { looked, looksRight, bothWidths, inBoth }
}

/** Reloads until something is there; long work runs in the worker. */
export async function until(page: Page, there: () => Promise<boolean>, seconds = 90): Promise<void> {
  const end = ticks() + seconds * 1000
  while (ticks() < end) {
    if (await there()) return
    await page.waitForTimeout(300)
    // The page may be leaving by itself at this moment (its work is done): then it loads anyway.
    await page.reload().catch(() => page.waitForLoadState())
  }
  throw new Error(`It did not come: ${page.url()}\n${(await page.textContent('main'))?.slice(0, 600)}`)
}

type To = (selector: string) => Promise<void>

/** A keyboard that counts what is pressed; `to` goes on with Tab until something has the focus. */
export function keyboardOf(page: Page): { count: () => number; press: (key: string) => Promise<void>; to: To } {
  let count = 0
  const press = async (key: string) => {
    count += 1
    await page.keyboard.press(key)
  }
  const to: To = async (wanted) => {
    for (let i = 0; i < 80; i++) {
      await press('Tab')
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return
    }
    throw new Error(`The keyboard does not reach ${wanted}.`)
  }
  return { count: () => count, press, to }
}
