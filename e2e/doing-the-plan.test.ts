import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticks } from '../src/platform/clock.ts'
import { amount } from '../src/platform/testing/amount.ts'
import { figure } from '../src/platform/testing/figure.ts'
import { launch } from './browser.ts'
import { startDemo } from './demo-home.ts'
import { type Product, signIn } from './product.ts'
import { keyboardOf, looks, peopleIn, until } from './walk.ts'

// A day with the plan, in a real browser: an office head, a principal, an executive director, the superintendent, the publishers and the board.
let product: Product
let browser: Browser
const as = peopleIn(
  () => browser,
  () => product.address,
)
const { looked, bothWidths } = looks()
const today = '2026-11-20'
const schoolPlan = '/plans/school-53011-2027'

/** Opens an address of the product as somebody, and looks at the page. */
async function visit(key: string, path: string, name: string): Promise<Page> {
  const page = await as(key)
  const answer = await page.goto(product.address + path)
  expect([path, answer?.status()]).toEqual([path, 200])
  await bothWidths(page, name)
  return page
}
const said = async (page: Page, where = 'main'): Promise<string> =>
  ((await page.textContent(where)) ?? '').replaceAll(/\s+/g, ' ')
/** Sends the form that a button belongs to, and waits for the page after it. */
async function send(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(button)])
}
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

beforeAll(
  async () => {
    product = await startDemo(amount(0.04, 0.2))
    browser = await launch()
  },
  amount(300_000, 900_000),
)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

describe('an office head', () => {
  const done: string[] = []
  let audit = ''

  it('clears four tasks on the home page, with the keyboard', async () => {
    const page = await visit('chief.schools', '/', 'home of an office head')
    audit = await page.$$eval('#responsibility li[id^=item-]', (all) => {
      const one = all.find((item) => (item.textContent ?? '').includes('Audit of investigations'))
      return one?.id.replace('item-', '') ?? ''
    })
    expect(audit).not.toBe('')
    // What needs a file or a link has no button that finishes it.
    expect(await page.locator(`#item-${audit} a.btn-main`).count()).toBe(1)
    expect(await page.locator(`#item-${audit} button[value=done]`).count()).toBe(0)
    const keys = keyboardOf(page)
    for (let i = 0; i < 4; i++) {
      await keys.to('#responsibility button[name=state][value=done]')
      const href = await page.evaluate(() => document.activeElement?.closest('form')?.getAttribute('action') ?? '')
      await Promise.all([page.waitForNavigation(), keys.press('Enter')])
      expect(await said(page)).toContain('Saved')
      done.push(href.replace('/work/', ''))
    }
    figure('keys pressed for four tasks on the home page', keys.count())
    await bothWidths(page, 'home, just saved')
  }, 240_000)

  it('clears nine more in the table, by keyboard alone; one of them is undone again', async () => {
    const page = await visit('chief.schools', '/work/table?whose=mine', 'many at once')
    const rows = await page.$$eval('main tbody tr', (all) =>
      all.map((row) => ({
        id: row.id.replace('item-', ''),
        text: row.textContent ?? '',
        done: row.querySelector('option[value=done]') !== null,
      })),
    )
    // What has a page of its own to be done on (evidence, an answer, minutes, a review) is not done here.
    const chosen = rows.filter((row) => row.done && !/needs (evidence|a file)/.test(row.text)).slice(0, 9)
    expect(chosen).toHaveLength(9)
    const keys = keyboardOf(page)
    const began = ticks()
    await page.focus('main form.sheet [role=region]')
    for (const { id } of chosen) {
      await keys.to(`select[name="s-${id}"]`)
      await keys.press('End')
      expect(await page.inputValue(`select[name="s-${id}"]`)).toBe('done')
    }
    await keys.to('input[type=text]')
    await Promise.all([page.waitForNavigation(), keys.press('Enter')])
    figure('keys pressed for nine tasks in the table', keys.count())
    figure('seconds for nine tasks in the table', ((ticks() - began) / 1000).toFixed(1), 's')
    expect(keys.count()).toBeLessThan(9 * 20)
    expect(await said(page)).toContain('9 items saved')
    await bothWidths(page, 'many at once, saved')
    // The last one was a mistake.
    const wrong = chosen.at(-1)?.id ?? ''
    await send(page, `form:has(input[name=which][value^="${wrong}."]) button`)
    expect(await said(page)).toContain('1 change undone')
    expect(await page.inputValue(`select[name="s-${wrong}"]`)).not.toBe('done')
    done.push(...chosen.slice(0, 8).map((row) => row.id))
  }, 240_000)

  it('cannot close what needs a file or a link, and can when it is there', async () => {
    const page = await visit('chief.schools', '/work/table?whose=mine', 'many at once, after')
    await page.selectOption(`select[name="s-${audit}"]`, 'done')
    await send(page, 'main form.sheet button[type=submit]')
    expect(await said(page)).toContain('Bring first what shows that this is done.')
    await bothWidths(page, 'many at once, refused')
    await page.goto(`${product.address}/work/artefacts/new?subject=item:${audit}&as=link`)
    await bothWidths(page, 'bring evidence')
    const link = 'form[action="/work/artefacts/link"]'
    await page.fill(`${link} [name=title]`, 'The signed audit of November')
    await page.fill(`${link} [name=made_on]`, today)
    await page.fill(`${link} [name=url]`, 'https://files.millriver.example/audits/november')
    await send(page, `${link} button[type=submit]`)
    await bothWidths(page, 'evidence brought')
    await page.goto(`${product.address}/work/${audit}`)
    await page.check('main input[name=state][value=done]')
    await send(page, '#update form button[type=submit]')
    expect(await said(page, '#history')).toContain('State: from Not begun to Done')
    await bothWidths(page, 'a task with its history')
  }, 240_000)

  it('has twelve tasks really done, each with who did it and from what', async () => {
    expect(new Set(done).size).toBe(12)
    const page = await as('chief.schools')
    for (const id of done) {
      await page.goto(`${product.address}/work/${id}`)
      expect(await page.isChecked('main input[name=state][value=done]')).toBe(true)
      expect(await said(page, '#history')).toMatch(/Chief of Schools.*State: from (Not begun|Going on|Stuck) to Done/)
    }
  }, 240_000)

  it('works the same without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
    const page = await signIn(context, product.address, 'chief.schools')
    await page.goto(`${product.address}/`)
    const form = page.locator('#responsibility form:has(button[value=going_on])').first()
    const href = (await form.getAttribute('action')) ?? ''
    await Promise.all([page.waitForNavigation(), form.locator('button').click()])
    expect(await said(page)).toContain('Saved')
    await page.goto(product.address + href)
    expect(await page.isChecked('main input[name=state][value=going_on]')).toBe(true)
    await context.close()
  }, 120_000)
})

describe('a principal and an executive director', () => {
  let draft = ''
  const goal = 'Sixth graders read every day, at school and at home'

  it('a draft of the school plan is written, changed and sent to review', async () => {
    const page = await visit('principal.riverbank', '/plans/units', 'plans of schools')
    await visit('principal.riverbank', schoolPlan, 'school plan')
    await visit('principal.riverbank', `${schoolPlan}/alignment`, 'alignment')
    await visit('principal.riverbank', `${schoolPlan}/drafts`, 'drafts of a school plan')
    await page.fill('main form [name=why]', 'Reading at home')
    await send(page, '#begin button[type=submit]')
    draft = /\/drafts\/(\d+)/.exec(page.url())?.[1] ?? ''
    await page.goto(`${product.address}${schoolPlan}/drafts/${draft}?at=our-goal-1`)
    await bothWidths(page, 'draft of a goal')
    const title = '#edit-form [name="title.en"]'
    expect(await page.inputValue(title)).toBe('Sixth graders read every day')
    await page.fill(title, goal)
    await send(page, '#edit-form button[type=submit]')
    expect(await page.inputValue(title)).toBe(goal)
    await page.goto(`${product.address}${schoolPlan}/approvals?draft=${draft}`)
    await bothWidths(page, 'draft to be sent')
    await send(page, 'form:has(input[name=verb][value=review]) button[type=submit]')
    expect(await said(page, '#subject')).toContain('In review')
    // The school does not decide on its own plan.
    expect(await page.$('#record')).toBeNull()
  }, 240_000)

  it('the director comments, the school answers, the director closes', async () => {
    const director = await visit('director.river', `${schoolPlan}/reviews`, 'review of a school plan')
    await director.selectOption('#new-comment [name=element]', 'our-goal-1')
    await director.fill('#new-comment [name=body]', 'How will you know that they read at home?')
    await director.fill('#new-comment [name=answer_by]', '2026-12-04')
    await send(director, '#new-comment button[type=submit]')
    expect(await said(director)).toContain('How will you know that they read at home?')
    const id = /#comment-(\d+)/.exec(director.url())?.[1] ?? ''
    const page = await visit('principal.riverbank', '/work', 'work of a principal')
    expect(await said(page)).toContain('Answer a comment on the plan of Riverbank Middle')
    await visit('principal.riverbank', `${schoolPlan}/reviews`, 'comments to answer')
    await page.check(`#comment-${id} [name="kind-${id}"][value=explained]`)
    await page.fill(`#comment-${id} [name="answer-${id}"]`, 'Families sign a reading card each week.')
    await send(page, `#comment-${id} form button[type=submit]`)
    await director.goto(`${product.address}${schoolPlan}/reviews`)
    expect(await said(director, `#comment-${id}`)).toContain('Families sign a reading card each week.')
    await send(director, `#comment-${id} form:has(input[name=to][value=closed]) button`)
    await bothWidths(director, 'a review with answers')
    expect(await said(director, `#comment-${id} details`)).toContain('State: from answered to closed')
  }, 240_000)

  it('the director sends it back once, then approves and adopts it', async () => {
    const address = `${schoolPlan}/approvals?draft=${draft}`
    const director = await visit('director.river', address, 'draft in review')
    await director.fill('form:has(input[name=verb][value=reopen]) [name=reason_reopen]', 'Name who signs the card.')
    await send(director, 'form:has(input[name=verb][value=reopen]) button[type=submit]')
    const page = await as('principal.riverbank')
    await page.goto(product.address + address)
    expect(await said(page, '#history')).toContain('Name who signs the card.')
    await page.goto(`${product.address}${schoolPlan}/drafts/${draft}?at=our-goal-1`)
    await page.fill('#edit-form [name="title.en"]', `${goal}, with their families`)
    await send(page, '#edit-form button[type=submit]')
    await page.goto(product.address + address)
    await send(page, 'form:has(input[name=verb][value=review]) button[type=submit]')
    await director.goto(product.address + address)
    await director.selectOption('#record [name=body]', { index: 1 })
    await director.check('#record [name=outcome][value=approved]')
    await director.fill('#record [name=decided_on]', today)
    await director.fill('#record [name=document]', 'Letter of November 20')
    await send(director, '#record button[type=submit]')
    await director.fill('[name=reason_adopt]', 'Reading at home')
    await send(director, 'form:has(input[name=verb][value=adopt]) button[type=submit]')
    expect(await said(director, '#history')).toContain('Reading at home')
    await bothWidths(director, 'approvals of a school plan')
    await visit('principal.riverbank', schoolPlan, 'school plan, adopted')
    expect(await said(page)).toContain(`${goal}, with their families`)
  }, 240_000)
})

describe('the superintendent', () => {
  let meeting = ''
  const action = 'Say which three tasks the cabinet takes over'

  it('builds the agenda of the cabinet from what is behind', async () => {
    const page = await visit('superintendent', '/work/committees', 'committees')
    await Promise.all([page.waitForNavigation(), page.click('main a[href^="/work/committees/"]:text-is("Cabinet")')])
    await bothWidths(page, 'cabinet')
    await page.click('summary:has-text("Add a meeting")')
    await page.fill('form[action$="/meetings"] [name=held_on]', today)
    await page.fill('form[action$="/meetings"] [name=starts_at]', '15:30')
    await send(page, 'form[action$="/meetings"] button[type=submit]')
    meeting = new URL(page.url()).pathname
    expect(meeting).toMatch(/^\/work\/meetings\/\d+$/)
    await send(page, `form[action="${meeting}/build"] button`)
    const points = await page.$$eval('#agenda ol.said > li', (all) => all.map((one) => one.textContent ?? ''))
    expect(points.length).toBeGreaterThan(2)
    expect(points.join(' ')).toMatch(/late|behind|stuck/)
    await bothWidths(page, 'agenda of the cabinet')
  }, 240_000)

  it('holds the meeting: minutes, a decision, an action that becomes a task, approval', async () => {
    const page = await as('superintendent')
    await page.goto(product.address + meeting)
    await page.check('#minutes [name="present[]"] >> nth=0')
    await page.check('#minutes [name="present[]"] >> nth=1')
    await page.fill('#minutes textarea >> nth=0', 'Read one by one. Three need another hand.')
    await send(page, '#minutes button[type=submit]')
    await page.click('#decisions summary')
    await page.fill('#decisions [name=d_words]', 'The cabinet takes over three late tasks.')
    await page.fill('#decisions [name=d_for]', '2')
    await page.fill('#decisions [name=d_against]', '0')
    await page.fill('#decisions [name=d_abstained]', '0')
    await send(page, '#decisions form button[type=submit]')
    await page.click('#actions summary:has-text("Add an action")')
    await page.fill('#actions [name=a_words]', action)
    const head = await page.$$eval('#actions [name=a_owner] option', (all) =>
      all.find((one) => /Office of Student Support/.test(one.textContent ?? ''))?.getAttribute('value'),
    )
    await page.selectOption('#actions [name=a_owner]', head ?? '')
    await page.fill('#actions [name=a_due]', '2026-11-24')
    await send(page, `#actions form[action="${meeting}/actions"] button[type=submit]`)
    await bothWidths(page, 'minutes of the cabinet')
    await send(page, '#approve button[type=submit]')
    expect(await said(page)).toContain('The cabinet takes over three late tasks.')
    expect(await page.$('#minutes form')).toBeNull()
    await bothWidths(page, 'approved minutes')
    await visit('superintendent', `${meeting}/history`, 'history of a meeting')
    expect(await said(page)).toContain('Minutes approved')
    const owner = await visit('head.support', '/work', 'work of an office')
    expect(await said(owner)).toContain(action)
  }, 240_000)
})

describe('the board packet', () => {
  let edition = ''
  const digestOn = (page: Page): Promise<string> =>
    page.$$eval(
      'main *',
      (all) => all.map((one) => one.textContent?.trim() ?? '').find((text) => /^[0-9a-f]{64}$/.test(text)) ?? '',
    )
  const note = 'What changed since the last meeting, and what we do about it.'
  /** Waits until the worker has collected the numbers so many times. Out: the digest of the content. */
  async function collected(page: Page, times: number): Promise<string> {
    const ready = async () =>
      (await page.locator('form[action$="/submit"]').count()) > 0 &&
      (await said(page)).split('numbers collected').length - 1 >= times
    await until(page, ready, 240)
    return digestOn(page)
  }
  async function previews(page: Page): Promise<string[]> {
    const id = edition.split('/').at(-1)
    const digests: string[] = []
    for (const lang of ['en', 'es']) {
      const answer = await page.request.get(`${product.address}/publish/${id}/preview/${lang}/packet.html`)
      expect([lang, answer.status()]).toEqual([lang, 200])
      digests.push(sha256(await answer.body()))
    }
    return digests
  }
  async function again(page: Page, words: string, times: number): Promise<string> {
    const form = 'form[action$="/redraft"]'
    await page.fill(`${form} [name=note_en]`, words)
    await send(page, `${form} button[type=submit]`)
    return collected(page, times)
  }

  it('is made twice with the same bytes, and with other bytes when a word is another', async () => {
    const page = await visit('publisher', '/board', 'board')
    await page.fill('#make [name=meeting_on]', '2026-12-08')
    await page.fill('#make [name=note_en]', note)
    await page.fill('#make [name=note_es]', 'Qué cambió desde la última reunión y qué hacemos.')
    await send(page, '#make button[type=submit]')
    edition = new URL(page.url()).pathname
    const first = await collected(page, 1)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    await bothWidths(page, 'a packet in the making')
    const seen = await previews(page)
    const other = await again(page, `${note} In short.`, 2)
    expect(other).toMatch(/^[0-9a-f]{64}$/)
    expect(other).not.toBe(first)
    expect((await previews(page))[0]).not.toBe(seen[0])
    expect(await again(page, note, 3)).toBe(first)
    expect(await previews(page)).toEqual(seen)
  }, 600_000)

  it('needs a second person, then the board reads it, and the paper is the public one to the byte', async () => {
    const page = await as('publisher')
    await page.goto(product.address + edition)
    await send(page, 'form[action$="/submit"] button')
    expect(await page.locator('form[action$="/approve"]').count()).toBe(0)
    const board = await as('board')
    const id = edition.split('/').at(-1) ?? ''
    expect((await board.goto(`${product.address}/board/packets/${id}`))?.status()).toBe(404)
    const second = await visit('approver', edition, 'a packet to approve')
    await send(second, 'form[action$="/approve"] button')
    await visit('board', '/board', 'board papers')
    await visit('board', `/board/packets/${id}`, 'packet')
    expect(await said(board)).toContain(note)
    const papers: Buffer[] = []
    for (const lang of ['en', 'es', 'en', 'es'])
      papers.push(await (await board.request.get(`${product.address}/board/packets/${id}/pdf/${lang}`)).body())
    expect(papers[0]?.subarray(0, 5).toString()).toBe('%PDF-')
    expect(papers.map(sha256).slice(2)).toEqual(papers.map(sha256).slice(0, 2))
    await second.goto(product.address + edition)
    const number = /Edition (\d+)/.exec(await said(second, 'h1'))?.[1] ?? ''
    await send(second, 'form[action$="/publish"] button')
    const folder = join(product.home, 'public/mill-river-public-schools/editions', number)
    await until(second, async () => (await fetch(`${publicAt(number)}/en/packet.pdf`)).status === 200)
    for (const [i, lang] of ['en', 'es'].entries())
      expect([lang, sha256(readFileSync(join(folder, lang, 'packet.pdf')))]).toEqual([
        lang,
        sha256(papers[i] as Buffer),
      ])
  }, 600_000)
  const publicAt = (number: string) => `${product.address}/public/mill-river-public-schools/editions/${number}`

  it('every other new page passes the same look', async () => {
    for (const [key, path, name] of [
      ['superintendent', '/work/list', 'list of work'],
      ['superintendent', '/work/timeline', 'timeline'],
      ['superintendent', '/work/board', 'board of work'],
      ['superintendent', '/work/what-if', 'what if'],
      ['superintendent', '/work/waves', 'waves'],
      ['superintendent', '/work/majors', 'major actions'],
      ['superintendent', '/work/duties', 'recurring duties'],
      ['superintendent', '/work/duties/new', 'a new duty'],
      ['superintendent', '/work/milestones', 'milestones of staffing and roles'],
      ['superintendent', '/work/milestones/2', 'a milestone'],
      ['superintendent', '/work/milestones/new', 'a new milestone'],
      ['superintendent', '/work/duties/1/edit', 'changing a duty'],
      ['superintendent', '/work/cycles', 'reporting cycles'],
      ['superintendent', '/work/delegation', 'delegation'],
      ['superintendent', '/work/evidence', 'evidence of the plan'],
      ['superintendent', '/work/artefacts', 'artefacts'],
      ['superintendent', '/work/documents', 'documents'],
      ['superintendent', '/plans/mill-river-2026-29/offices', 'offices of the plan'],
      ['superintendent', '/plans/mill-river-2026-29/values', 'values of measures'],
      ['superintendent', '/board/calendar', 'calendar of the board'],
      ['superintendent', '/board/responses', 'responses'],
      ['superintendent', '/board/reports', 'annual reports'],
      ['superintendent', '/board/scorecards', 'scorecards of offices'],
      ['superintendent', '/work/procedures', 'procedures'],
      ['superintendent', '/work/autonomy', 'who decides what'],
      ['superintendent', '/work/submissions', 'what is sent out'],
      ['superintendent', '/work/submissions/new', 'a new sending'],
      ['superintendent', '/work/compliance', 'policies'],
      ['superintendent', '/work/compliance/new', 'a new policy'],
      ['superintendent', '/plans/units', 'plans of schools and offices'],
      ['superintendent', '/plans/units/times', 'times of the reviews'],
      ['head.support', '/', 'home of a head'],
      ['principal.riverbank', '/', 'home of a principal'],
      ['director.river', '/', 'home of a director'],
      ['board', '/', 'home of a board member'],
    ] as const)
      await visit(key, path, name)
    expect(looked.length).toBeGreaterThan(50)
  }, 400_000)
})
