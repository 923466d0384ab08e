import type { Browser, Page as Tab } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../../e2e/axe.ts'
import { launch, screenshot } from '../../../../e2e/browser.ts'
import { amount } from '../../../platform/testing/amount.ts'
import { sessionCookie } from '../../../platform/web/server.ts'
import { at, closeWorld, drafts, goal, listen, openWorld } from './world.test.tsx'

let browser: Browser
beforeAll(async () => {
  await openWorld()
  await listen()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await closeWorld()
})

describe('in the browser', () => {
  // Axe is slow: the usual run asks it about the pages that differ most.
  const every = amount(0, 1) === 1
  const fine = async (tab: Tab, name: string): Promise<void> => {
    if (every || ['findings', 'clash'].includes(name)) {
      expect((await axe(tab)).map((one) => `${name}: ${one.rule} ${one.html}`)).toEqual([])
    }
    await tab.setViewportSize({ width: 375, height: 812 })
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(`${name} too wide by ${Math.max(0, wide)}`).toBe(`${name} too wide by 0`)
    await tab.setViewportSize({ width: 1280, height: 900 })
    if (process.env['THROUGHLINE_SHOTS'])
      for (const width of [1280, 375])
        for (const theme of ['light', 'dark'] as const) await screenshot(tab, `draft-${name}`, width, theme)
  }
  it('two people edit, clash, choose and undo, without script and by keyboard', async () => {
    const tab = async (who: string, script: boolean): Promise<Tab> => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: script })
      await context.addCookies([{ name: sessionCookie, value: who, url: at }])
      return context.newPage()
    }
    const [one, two] = [await tab('chief', true), await tab('cabinet', false)]
    await one.goto(`${at}${drafts}`)
    await one.fill('input[name=why]', 'Earlier dates')
    await fine(one, 'list')
    await one.press('input[name=why]', 'Enter')
    await one.waitForURL(/\/drafts\/\d+$/)
    await fine(one, 'top')
    const path = new URL(one.url()).pathname
    await one.fill('input[name=q]', '2.1')
    await one.press('input[name=q]', 'Enter')
    await one.click('#found a')
    await one.waitForURL(/at=s2-1/)
    await fine(one, 'element')
    await two.goto(`${at}${path}?at=${goal}`)
    await one.fill('[name="title.en"]', 'Students here, every single day')
    await one.fill('[name="timeframe.to"]', '2020-06-30')
    await one.click('#edit-form button[type=submit]')
    await one.waitForURL(/done=saved/)
    // The checker says beside the form what is wrong now.
    expect(await one.locator('#findings .finding-stop').count()).toBeGreaterThan(0)
    await fine(one, 'findings')
    await two.fill('[name="title.en"]', 'Nobody misses school')
    await two.fill('[name="timeframe.words"]', 'By June 2029')
    await Promise.all([two.waitForNavigation(), two.click('#edit-form button[type=submit]')])
    expect(await two.textContent('main')).toContain('Somebody changed the same while you were typing')
    expect(await two.inputValue('[name="title.en"]')).toBe('Nobody misses school')
    expect(await two.inputValue('[name="timeframe.words"]')).toBe('By June 2029')
    expect(await two.textContent('.versions')).toContain('Students here, every single day')
    // Axe runs script in the page, so the same page is looked at by somebody with script.
    await one.goto(`${at}${path}?at=${goal}`)
    await two.click('#edit-form button[type=submit]')
    await two.waitForURL(/done=saved/)
    expect(await two.textContent('h1')).toContain('Nobody misses school')
    await one.fill('[name="title.en"]', 'A third title')
    await one.click('#edit-form button[type=submit]')
    await one.waitForSelector('.versions')
    await fine(one, 'clash')
    await two.locator('form:has(input[value=undo]) button').click()
    await two.waitForURL(/done=undone/)
    expect(await two.textContent('h1')).toContain('Students here, every single day')
    await two.goto(`${at}${path}?measure=m-absence`)
    await one.goto(`${at}${path}?measure=m-absence`)
    await fine(one, 'measure')
    await one.goto(`${at}${path}/renumber`)
    await fine(one, 'renumber')
    await one.goto(`${at}${path}?at=${goal}&lang=es`)
    expect(await one.textContent('main')).not.toMatch(/\b(Save|Title in|Stands under|Undo|Move|Office that)\b/)
    await fine(one, 'element-es')
  })
})
