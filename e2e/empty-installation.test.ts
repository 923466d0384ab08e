import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../src/platform/config.ts'
import { axe } from './axe.ts'
import { launch } from './browser.ts'
import { type Product, startProduct } from './product.ts'

// A real installation from nothing: the one-time link, the check list, the first files. The demo can never become one.
let product: Product
let browser: Browser
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'empty-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const settings = { THROUGHLINE_DEMO: 'off', THROUGHLINE_DEMO_SCALE: '', THROUGHLINE_TODAY: '' }

beforeAll(async () => {
  product = await startProduct(settings)
  browser = await launch()
  page = await (await browser.newContext()).newPage()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const link = () => /http:\S+\/setup\/\S+/.exec(product.output())?.[0] ?? ''
const fine = async (name: string) =>
  expect((await axe(page)).map((one) => `${name}: ${one.rule} ${one.where}`)).toEqual([])

/** Presses a button or a link that leads to another page, and waits for that page: what comes next needs the answer, not the press. */
async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}

describe('an empty installation', () => {
  it('lies in a home of its own, readable by nobody else', () => {
    expect(statSync(product.home).mode & 0o077).toBe(0)
    expect(link()).toMatch(/\/setup\//)
  })

  it('makes its first administrator by a link that works once', async () => {
    await page.goto(link())
    await fine('found')
    for (const [name, value] of Object.entries({
      district_name: 'Quiet Lake Schools',
      district_code: '9990033',
      state_name: 'Connecticut',
      state_code: 'CT',
      name: 'Administrator',
      email: 'admin@quietlake.example',
      password: 'a long enough password',
    }))
      await page.fill(`input[name=${name}]`, value)
    const again = page.locator('input[name=repeated]')
    if ((await again.count()) > 0) await again.fill('a long enough password')
    await page.click('main button[type=submit]')
    await page.waitForURL((url) => !url.pathname.startsWith('/setup/'))
    expect((await fetch(link())).status).toBeGreaterThanOrEqual(400)
    if (page.url().includes('/sign-in')) {
      await page.fill('input[name=email]', 'admin@quietlake.example')
      await page.fill('input[name=password]', 'a long enough password')
      await page.click('main button[type=submit]')
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    }
    // Whoever administers sets up a second factor before anything else opens.
    expect(new URL(page.url()).pathname).toBe('/second')
    await fine('second factor, why')
    await press(page, 'main form[action="/second/begin"] button')
    await page.waitForSelector('main svg[role=img]')
    await fine('second factor, key')
    const key = ((await page.textContent('main dd code')) ?? '').replaceAll('-', '')
    await page.fill('input[name=code]', new TOTP({ secret: Secret.fromBase32(key) }).generate())
    await press(page, 'main form[action="/second/confirm"] button')
    expect(await page.locator('main li code').count()).toBe(10)
    await fine('recovery codes')
    await press(page, 'main a.btn-main')
    await page.waitForURL(/\/setup$/)
    await fine('check list')
    expect(await page.textContent('body')).not.toContain('synthetic district')
  }, 60_000)

  it('takes the first files of its administrator', async () => {
    const send = async (path: string) => {
      await page.goto(`${product.address}/data/new`)
      await page.setInputFiles('input[type=file]', path)
      await page.click('tl-upload button[type=submit]')
      await page.waitForURL(/\/data\/imports\/\d+/)
      for (let i = 0; i < 60 && (await page.locator('#decide').count()) === 0; i++) {
        await page.waitForTimeout(500)
        await page.reload().catch(() => page.waitForLoadState())
      }
      await press(page, '#decide form[action$="/accept"] button[type=submit]')
      for (
        let i = 0;
        i < 60 && ((await page.locator('#decide').count()) > 0 || (await page.locator('tl-progress').count()) > 0);
        i++
      ) {
        await page.waitForTimeout(500)
        await page.reload().catch(() => page.waitForLoadState())
      }
      expect(await page.textContent('main')).toMatch(/Loaded|loaded/)
    }
    await send(
      file(
        'organizations.csv',
        `org_code,name,kind,parent_code,from_date,to_date,low_grade,high_grade,phone,address,successor_code,lineage
9990033,Quiet Lake Schools,district,CT,2000-07-01,,,,,,,
NORTH,North,zone,9990033,2000-07-01,,,,,,,
01,Lake Elementary,school,NORTH,2000-07-01,,K,5,860-555-0101,1 Lake Lane,,
`,
      ),
    )
    await send(
      file(
        'calendar.csv',
        `school_year,org_code,date,day_type,marking_period,season\n2027,,2026-09-01,instructional,1,fall\n2027,,2026-09-02,instructional,1,fall\n`,
      ),
    )
    await page.goto(`${product.address}/setup`)
    expect(await page.textContent('main')).toBeTruthy()
    await page.goto(`${product.address}/organizations`)
    expect(await page.textContent('main')).toContain('Lake Elementary')
  }, 120_000)

  it('loads a plan by the command line, and the command line finds the running installation', () => {
    const run = (args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'src/app/main.ts', ...args], {
        cwd: projectRoot,
        encoding: 'utf8',
        env: { ...process.env, ...settings, DATABASE_URL: '', DATABASE_OWNER_URL: '', THROUGHLINE_HOME: product.home },
      })
    const done = run(['plan', 'plans/mill-river-2026-29.plan.yaml', '--current'])
    expect(`${done.stdout}${done.stderr}`).toMatch(/plan mill-river-2026-29, version 1: \d+ added/)
    expect(run(['plan', 'plans/mill-river-2026-29.plan.yaml', '--current']).stdout).toContain('nothing changed')
    expect(run(['plan', 'nowhere.yaml'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is no file'),
    })
    expect(run(['frobnicate'])).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no command') })
  }, 60_000)

  it('can never become a demo', () => {
    const done = spawnSync(process.execPath, ['--import', 'tsx', 'src/app/main.ts', 'start'], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: {
        ...process.env,
        PORT: '0',
        THROUGHLINE_DEMO: 'on',
        DATABASE_URL: '',
        DATABASE_OWNER_URL: '',
        THROUGHLINE_HOME: product.home,
      },
    })
    expect(done.status).toBe(2)
    expect(done.stderr).toContain('already runs on')
  }, 60_000)
})

describe('as an ordinary user', () => {
  it.skipIf(process.getuid?.() !== 0)(
    'starts and answers',
    async () => {
      const home = mkdtempSync(join(tmpdir(), 'ordinary-'))
      execFileSync('chown', ['nobody', home])
      const child = spawnSync(
        process.execPath,
        [
          '--import',
          'tsx',
          '-e',
          `process.setgid(65534); process.setuid(65534); const { startPostgres } = await import('./src/platform/postgres/server.ts'); const s = await startPostgres({ folder: process.argv[1] + '/postgres' }); console.log('pid', s.pid); await s.stop(); console.log('stopped')`,
          home,
        ],
        {
          cwd: projectRoot,
          encoding: 'utf8',
          env: { ...process.env, HOME: home, TSX_DISABLE_CACHE: '1', TMPDIR: home },
        },
      )
      rmSync(home, { recursive: true, force: true })
      expect(`${child.stdout}${child.stderr}`).toMatch(/pid \d+\s+stopped/)
    },
    60_000,
  )
})
