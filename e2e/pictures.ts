import { launch, screenshot, type Theme } from './browser.ts'
import { signIn, startProduct } from './product.ts'

/** Every page of the product with somebody who sees it. `:name` parts are found by following a link of that shape. */
export const pages: readonly { name: string; as: string | null; path: string; follow?: RegExp }[] = [
  { name: 'landing', as: null, path: '/' },
  { name: 'sign-in', as: null, path: '/sign-in' },
  { name: 'public-index', as: null, path: '/public/' },
  { name: 'public-district', as: null, path: '/public/', follow: /^\/public\/[a-z-]+\/?(en\/|es\/)?$/ },
  { name: 'scorecard', as: null, path: '/public/mill-river-public-schools/latest/en/' },
  { name: 'scorecard-es', as: null, path: '/public/mill-river-public-schools/latest/es/' },
  { name: 'home-superintendent', as: 'superintendent', path: '/' },
  { name: 'home-steward', as: 'steward', path: '/' },
  { name: 'home-principal', as: 'principal.riverbank', path: '/' },
  { name: 'home-board', as: 'board', path: '/' },
  { name: 'home-familia', as: 'familia.riverbank', path: '/' },
  { name: 'plans', as: 'superintendent', path: '/plans' },
  { name: 'plan', as: 'superintendent', path: '/plans/mill-river-2026-29' },
  { name: 'element', as: 'superintendent', path: '/plans/mill-river-2026-29/G2' },
  { name: 'plan-hartford', as: 'superintendent', path: '/plans/hartford-2021-24' },
  { name: 'plan-about', as: 'superintendent', path: '/plans/mill-river-2026-29/about' },
  { name: 'plan-voices', as: 'superintendent', path: '/plans/mill-river-2026-29/voices' },
  { name: 'plan-measures', as: 'superintendent', path: '/plans/mill-river-2026-29/measures' },
  { name: 'plan-rollout', as: 'superintendent', path: '/plans/mill-river-2026-29/rollout' },
  { name: 'plan-glossary', as: 'superintendent', path: '/plans/hartford-2018-22/glossary' },
  { name: 'plan-record', as: 'superintendent', path: '/plans/hartford-2018-22/record' },
  { name: 'plan-hartford-2018', as: 'superintendent', path: '/plans/hartford-2018-22' },
  { name: 'element-task', as: 'superintendent', path: '/plans/mill-river-2026-29/2.1.iii' },
  { name: 'element-waterbury', as: 'superintendent', path: '/plans/waterbury-2020-27/A2.G1' },
  { name: 'ledger', as: 'superintendent', path: '/plans/ledger' },
  { name: 'ledger-measure', as: 'superintendent', path: '/plans/ledger/chronic-absenteeism' },
  { name: 'crosswalk', as: 'superintendent', path: '/plans/crosswalk/hartford' },
  { name: 'drafts', as: 'superintendent', path: '/plans/mill-river-2026-29/drafts' },
  { name: 'approvals', as: 'superintendent', path: '/plans/mill-river-2026-29/approvals' },
  { name: 'diff', as: 'superintendent', path: '/plans/mill-river-2026-29/diff' },
  { name: 'plan-families', as: 'familia.riverbank', path: '/plans/mill-river-2026-29/families' },
  { name: 'plan-families-es', as: 'familia.riverbank', path: '/plans/hartford-2021-24/families?lang=es' },
  // Only where somebody began a draft: the pictures change nothing.
  { name: 'draft', as: 'superintendent', path: '/plans/mill-river-2026-29/drafts', follow: /\/drafts\/\d+$/ },
  { name: 'indicators', as: 'superintendent', path: '/indicators' },
  { name: 'indicator', as: 'superintendent', path: '/indicators/chronic-absenteeism' },
  { name: 'method', as: 'superintendent', path: '/indicators/chronic-absenteeism/method' },
  { name: 'values', as: 'superintendent', path: '/indicators/chronic-absenteeism/values' },
  { name: 'schools', as: 'superintendent', path: '/schools' },
  { name: 'school', as: 'principal.riverbank', path: '/schools?search=Riverbank+Middle', follow: /^\/schools\/\d+$/ },
  { name: 'students', as: 'principal.riverbank', path: '/schools?search=Riverbank+Middle', follow: /^\/schools\/\d+$/ },
  { name: 'work', as: 'head.support', path: '/work' },
  { name: 'data', as: 'steward', path: '/data' },
  { name: 'data-new', as: 'steward', path: '/data/new' },
  { name: 'import', as: 'steward', path: '/data', follow: /^\/data\/imports\/\d+$/ },
  { name: 'publish', as: 'publisher', path: '/publish' },
  { name: 'edition', as: 'publisher', path: '/publish', follow: /^\/publish\/editions\/\d+$/ },
  { name: 'account', as: 'principal.riverbank', path: '/account' },
]

if (process.argv[1]?.endsWith('pictures.ts')) {
  const wanted = process.argv.slice(2).filter((one) => !one.startsWith('http'))
  const address = process.argv.slice(2).find((one) => one.startsWith('http'))
  const product = address ? { address, stop: async () => {} } : await startProduct({ THROUGHLINE_DEMO_SCALE: '1' })
  const browser = await launch()
  for (const one of pages.filter((each) => wanted.length === 0 || wanted.includes(each.name))) {
    const context = await browser.newContext()
    const page = one.as ? await signIn(context, product.address, one.as) : await context.newPage()
    const answer = await page.goto(product.address + one.path)
    if (one.follow) {
      const { follow } = one
      const hrefs = await page.$$eval('a[href]', (links) => links.map((link) => link.getAttribute('href') ?? ''))
      const found = hrefs.find((href) => follow.test(href))
      if (!found) console.log(`${one.name}: no link like ${follow} on ${one.path}`)
      else await page.goto(product.address + found + (one.name === 'students' ? '/students' : ''))
    }
    console.log(one.name, answer?.status(), page.url().replace(product.address, ''))
    for (const width of [1280, 375])
      for (const theme of ['light', 'dark'] as Theme[]) await screenshot(page, one.name, width, theme)
    await context.close()
  }
  await browser.close()
  await product.stop()
}
