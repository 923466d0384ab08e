import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateDemo } from '../demo/generate.ts'
import { demoSettings } from '../demo/mill-river.ts'
import { makeNextDay, type NextDay } from '../demo/next-day.ts'
import { launch } from './browser.ts'
import { runLoad } from '../bench/load-people.ts'
import { percentile } from '../bench/visitors.ts'
import { postgresOn } from '../src/app/kills/processes.ts'
import { amount } from '../src/platform/testing/amount.ts'
import { figure } from '../src/platform/testing/figure.ts'
import { startDemo } from './demo-home.ts'
import { type Product, signIn } from './product.ts'
import { looks, peopleIn, until } from './walk.ts'

// The 19 steps of the walk, in a real browser, against the whole product started as a person starts it.
const scale = amount(0.04, 0.2)
const folder = mkdtempSync(join(tmpdir(), 'walk-'))
let product: Product
let browser: Browser
let file: NextDay
const as = peopleIn(
  () => browser,
  () => product.address,
)
const { looked, looksRight, inBoth } = looks()

beforeAll(
  async () => {
    const made = await generateDemo({ out: join(folder, 'demo'), ...demoSettings, scale })
    expect(made.files.length).toBeGreaterThan(10)
    file = await makeNextDay({ from: join(folder, 'demo'), out: join(folder, 'next'), ...demoSettings })
    product = await startDemo(scale, { THROUGHLINE_WEB: '2' })
    browser = await launch()
  },
  amount(300_000, 900_000),
)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Waits until no computation of indicators waits or runs: a new day makes the running year due and the year before it, one after the other, and an edition that
 * was drafted between the two is rightly not approved ("computed again since this draft was made").
 */
async function computed(home: string): Promise<void> {
  const { superuser } = JSON.parse(readFileSync(join(home, 'postgres', 'logins.json'), 'utf8'))
  const client = new Client(`postgres://postgres:${superuser}@127.0.0.1:${postgresOn(home)?.port}/throughline`)
  await client.connect()
  try {
    await expect
      .poll(
        async () => {
          const asked = `select name from pgboss.job where name like 'indicators.%' and state in ('created', 'retry', 'active')`
          return (await client.query<{ name: string }>(asked)).rows.map((one) => one.name)
        },
        { timeout: 180_000, interval: 300 },
      )
      .toEqual([])
  } finally {
    await client.end()
  }
}

let importPage = ''

/** Presses a button or a link that leads to another page, and waits for that page: what comes next needs the answer, not the press. */
async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}

describe('one attendance file, from upload to public scorecard', () => {
  it('is found on the console: address and who can sign in', () => {
    expect(product.output()).toMatch(/steward@millriver\.example/)
    expect(statSync(product.home).mode & 0o077).toBe(0)
  })

  it('1-3 the steward sends the file; the page follows the work', async () => {
    const page = await as('steward')
    await page.goto(`${product.address}/data`)
    await inBoth(page, 'data')
    await page.goto(`${product.address}/data/new`)
    await inBoth(page, 'add a file')
    await page.setInputFiles('input[type=file]', file.attendance.path)
    await page.click('tl-upload button[type=submit]')
    await page.waitForURL(/\/data\/imports\/\d+/)
    importPage = page.url()
    await until(page, async () => (await page.locator('#decide').count()) > 0)
    await inBoth(page, 'import examined')
  }, 180_000)

  it('4-8 the findings say what is wrong with which row, without a name', async () => {
    const page = await as('steward')
    await page.goto(importPage)
    const text = (await page.textContent('main')) ?? ''
    for (const words of [
      'the day has not come yet',
      'two records of a student on one day',
      'no school on this day',
      'the student is not known',
      'was not enrolled',
    ])
      expect(text.toLowerCase()).toContain(words)
    const students = readFileSync(join(folder, 'demo', `students-2027.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1, 40)
    for (const line of students) expect(text).not.toContain(`${line.split(',')[2]},`)
  })

  it('2 the same file again is the same import, shown and not repeated', async () => {
    const page = await as('steward')
    await page.goto(`${product.address}/data/new`)
    await page.setInputFiles('input[type=file]', file.attendance.path)
    await page.click('tl-upload button[type=submit]')
    await page.waitForURL(/\/data\/imports\/\d+/)
    expect(new URL(page.url()).pathname).toBe(new URL(importPage).pathname)
  })

  it('4 a misspelt header is a finding with the nearest known name', async () => {
    const page = await as('steward')
    await page.goto(`${product.address}/data/new`)
    await page.setInputFiles('input[type=file]', file.misspelt.path)
    await page.selectOption('select[name=kind]', 'attendance')
    await page.click('tl-upload button[type=submit]')
    await page.waitForURL(/\/data\/imports\/\d+/)
    await until(page, async () => ((await page.textContent('main')) ?? '').includes('statuss'))
    await inBoth(page, 'import stopped')
    await page.goto(importPage)
  }, 120_000)

  it('9-10 the steward accepts; a new version stands beside the old one', async () => {
    const page = await as('steward')
    await page.goto(importPage)
    await page.fill('#decide textarea[name=note]', 'Daily file; the few findings are known to the schools.')
    await press(page, '#decide form[action$="/accept"] button[type=submit]')
    await until(
      page,
      async () => (await page.locator('#decide').count()) === 0 && (await page.locator('tl-progress').count()) === 0,
    )
    await inBoth(page, 'import loaded')
    await page.goto(`${product.address}/data/new`)
    await page.setInputFiles('input[type=file]', file.submissions.path)
    await page.click('tl-upload button[type=submit]')
    await page.waitForURL(/\/data\/imports\/\d+/)
    await until(page, async () => (await page.locator('#decide').count()) > 0)
    await press(page, '#decide form[action$="/accept"] button[type=submit]')
    await until(
      page,
      async () => (await page.locator('#decide').count()) === 0 && (await page.locator('tl-progress').count()) === 0,
    )
  }, 240_000)

  it('11-15 the indicator is computed again, through the new day, with call and trend', async () => {
    const page = await as('superintendent')
    await page.goto(`${product.address}/indicators/chronic-absenteeism`)
    await until(page, async () => ((await page.textContent('main')) ?? '').includes('Nov 20, 2026'), 120)
    await computed(product.home)
    await inBoth(page, 'indicator')
    await page.goto(`${product.address}/indicators/chronic-absenteeism/method`)
    expect(await page.textContent('main')).toContain('threshold_per_mille')
    await inBoth(page, 'method')
    await page.goto(`${product.address}/indicators`)
    await inBoth(page, 'indicators')
    await page.goto(`${product.address}/indicators/chronic-absenteeism/values`)
    await looksRight(page, 'values')
  }, 240_000)

  it('16 the plan shows the series beside its tasks', async () => {
    const page = await as('superintendent')
    await page.goto(`${product.address}/plans`)
    await inBoth(page, 'plans')
    await page.goto(`${product.address}/plans/mill-river-2026-29/G2`)
    expect(await page.locator('svg[role=img]').count()).toBeGreaterThan(0)
    await inBoth(page, 'element')
    await page.goto(`${product.address}/plans/mill-river-2026-29/2.1`)
    await looksRight(page, 'strategy')
    await page.goto(`${product.address}/plans/hartford-2021-24`)
    await inBoth(page, 'hartford')
    for (const name of ['about', 'voices', 'measures', 'rollout', 'families', 'glossary', 'record']) {
      await page.goto(`${product.address}/plans/mill-river-2026-29/${name}`)
      await looksRight(page, `plan ${name}`)
    }
  }, 240_000)

  it('16 a principal sees the own school and its students, not those of another', async () => {
    const page = await as('principal.riverbank')
    await page.goto(`${product.address}/`)
    await inBoth(page, 'home of a principal')
    await page.goto(`${product.address}/schools?search=Riverbank+Middle`)
    await press(page, 'main a[href^="/schools/"]:has-text("Riverbank Middle")')
    await inBoth(page, 'school')
    const own = new URL(page.url()).pathname
    await page.goto(`${product.address}${own}/students`)
    expect(await page.locator('table .name').count()).toBeGreaterThan(0)
    await inBoth(page, 'students')
    const first = (await page.locator('table .name').first().textContent()) ?? ''
    await page.goto(`${product.address}${own}/students?names=hide`)
    expect(await page.content()).not.toContain(first)
    const other = await as('principal.northside')
    expect((await other.goto(`${product.address}${own}/students`))?.status()).toBe(403)
    const ended = await as('former.harbor')
    expect((await ended.goto(`${product.address}${own}/students`))?.status()).toBe(404)
    await looksRight(ended, 'forbidden')
  }, 120_000)

  it('16 taking the list away asks why, stamps the file and is logged', async () => {
    const page = await as('principal.riverbank')
    await page.goto(`${product.address}/schools?search=Riverbank+Middle`)
    await press(page, 'main a[href^="/schools/"]:has-text("Riverbank Middle")')
    await page.goto(`${page.url()}/students`)
    await page.fill('input[name=reason]', 'short')
    await press(page, '#export button[type=submit]')
    expect(await page.locator('.errors').count()).toBe(1)
    expect(await page.inputValue('input[name=reason]')).toBe('short')
    await page.check('input[name=stays][value=inside]')
    await page.fill('input[name=reason]', 'Calls of the attendance team this week')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export button[type=submit]')])
    expect(readFileSync(await download.path(), 'utf8')).toContain('Calls of the attendance team this week')
    const steward = await as('steward')
    await steward.goto(`${product.address}/people/reads`)
    expect(await steward.textContent('main')).toContain('Calls of the attendance team this week')
    await looksRight(steward, 'reads')
  }, 120_000)

  it('17-18 a publisher drafts, a second person approves, the edition is published', async () => {
    const page = await as('publisher')
    await page.goto(`${product.address}/publish`)
    await inBoth(page, 'publish')
    await page.fill('input[name=title_en]', 'How we are doing in November')
    await page.fill('input[name=title_es]', 'Cómo vamos en noviembre')
    await page.fill('textarea[name=note_en]', 'More students come every day. Home visits begin in January.')
    await page.fill('textarea[name=note_es]', 'Más estudiantes vienen cada día. Las visitas a casa empiezan en enero.')
    await page.click('form[action="/publish/editions"] button[type=submit]')
    await page.waitForURL(/\/publish\/editions\/\d+/)
    await until(page, async () => (await page.locator('form[action$="/submit"]').count()) > 0)
    await inBoth(page, 'draft')
    const draft = page.url().split('?')[0] ?? ''
    await press(page, 'form[action$="/submit"] button')
    expect(await page.locator('form[action$="/approve"]').count()).toBe(0)
    const second = await as('approver')
    await second.goto(draft)
    await press(second, 'form[action$="/approve"] button')
    await press(second, 'form[action$="/publish"] button')
    await until(second, async () =>
      readdirSync(join(product.home, 'public'), { recursive: true })
        .map(String)
        .some((path) => path.endsWith('editions/2/manifest.json')),
    )
    await second.goto(draft)
    // The files are there a moment before the job has ended; the page loads itself again when it has.
    await until(second, async () => (await second.locator('tl-progress').count()) === 0)
    await looksRight(second, 'published edition')
  }, 240_000)

  it('19 a parent opens the scorecard: both languages, no script, no session, no hidden number', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
    const page = await context.newPage()
    await page.goto(`${product.address}/public/`)
    await press(page, 'main a[href*="mill-river"]')
    await page.goto(`${product.address}/public/mill-river-public-schools/latest/`)
    expect(new URL(page.url()).pathname).toContain('/editions/2/')
    expect(await page.textContent('main')).toContain('How we are doing in November')
    expect(await context.cookies()).toEqual([])
    const spanish = await browser.newContext({ locale: 'es-US' })
    const es = await spanish.newPage()
    await es.goto(`${product.address}/public/mill-river-public-schools/latest/`)
    expect(await es.getAttribute('html', 'lang')).toBe('es')
    expect(await es.textContent('main')).toContain('Cómo vamos en noviembre')
    for (const [name, path] of [
      ['scorecard', '/public/mill-river-public-schools/latest/en/'],
      ['scorecard es', '/public/mill-river-public-schools/latest/es/'],
      ['public index', '/public/'],
      ['district index', '/public/mill-river-public-schools/'],
    ] as const) {
      await es.goto(product.address + path)
      await looksRight(es, name)
      await es.setViewportSize({ width: 320, height: 800 })
      await looksRight(es, `${name} narrow`)
      await es.setViewportSize({ width: 1280, height: 900 })
    }
    const links = await es.$$eval('a[href]', (all) => all.map((one) => (one as HTMLAnchorElement).href))
    for (const link of links.filter((href) => href.startsWith(product.address)))
      expect([link, (await fetch(link)).status]).toEqual([link, 200])
    await es.goto(`${product.address}/public/mill-river-public-schools/editions/1/en/`)
    expect(await es.textContent('body')).toMatch(/Edition 2|newer/i)
    const school = await es.goto(`${product.address}/public/mill-river-public-schools/editions/2/en/schools/53011.html`)
    expect(school?.status()).toBe(200)
    await looksRight(es, 'school sheet')
    await spanish.close()
    await context.close()
  }, 120_000)

  it('every other page passes the same look', async () => {
    for (const [key, paths] of [
      ['superintendent', ['/', '/schools', '/work', '/account', '/indicators/average-daily-attendance']],
      ['steward', ['/', '/data/tokens']],
      ['publisher', ['/', '/publish/released']],
      ['administrator', ['/', '/people', '/organizations', '/setup']],
      ['board', ['/']],
      ['partner', ['/']],
      ['familia.riverbank', ['/']],
      ['state.reviewer', ['/']],
      ['head.support', ['/', '/work']],
    ] as const)
      for (const path of paths) {
        const page = await as(key)
        const answer = await page.goto(product.address + path)
        expect([path, answer?.status()]).toEqual([path, 200])
        await looksRight(page, `${key} ${path}`)
      }
    const page = await (await browser.newContext()).newPage()
    for (const path of ['/', '/sign-in', '/nowhere']) {
      await page.goto(product.address + path)
      await looksRight(page, path)
    }
    expect(looked.length).toBeGreaterThan(50)
  }, 240_000)

  it('many read and some write at once, and every answer is one', async () => {
    const load = { readers: amount(20, 200), writers: amount(4, 20), seconds: amount(5, 600) }
    const result = await runLoad(product.address, { ...load, think: { from: amount(0.3, 5), to: amount(1, 10) } })
    const times = [...result.times.values()].flat().sort((a, b) => a - b)
    const who = `${load.readers} readers and ${load.writers} writers in ${load.seconds} s`
    figure(`answers with ${who}`, times.length)
    figure('wrong answers under that load', result.wrong.length)
    figure('99th percentile of an answer under that load', Math.round(percentile(times, 0.99)), 'ms')
    expect(result.wrong).toEqual([])
    expect(times.length).toBeGreaterThan(load.readers)
    expect([...result.times.keys()]).toContain('POST /work/:n')
  }, 900_000)

  it('no name of a student is in any log', () => {
    const lines = readFileSync(join(folder, 'demo', 'students-2027.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    const said = product.output()
    expect(said.length).toBeGreaterThan(500)
    expect(
      lines.filter((line) => said.includes(`${line.split(',')[2]},`) || said.includes(`"${line.split(',')[0]}"`)),
    ).toEqual([])
  })

  it('Ctrl-C stops everything; after kill -9 the next start heals by itself', async () => {
    product.child.kill('SIGKILL')
    await new Promise((done) => product.child.once('exit', done))
    const again = await product.again()
    try {
      const page = await fetch(`${again.address}/public/mill-river-public-schools/latest/en/`)
      expect(page.status).toBe(200)
      const signed = await signIn(await browser.newContext(), again.address, 'superintendent')
      expect(await signed.textContent('main')).toBeTruthy()
    } finally {
      await again.stop()
    }
    expect(again.output()).toContain('Stopped.')
  }, 120_000)
})
