import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { axe } from '../../../../e2e/axe.ts'
import { launch } from '../../../../e2e/browser.ts'
import { LineChart } from '../../../platform/look/charts/line.tsx'
import { amount } from '../../../platform/testing/amount.ts'
import type { Lang } from '../../../platform/words.ts'
import { checkPlan } from '../check.ts'
import { readPlan } from '../file/read.ts'
import { planGraph } from '../graph.ts'
import { buildLedger } from '../ledger/build.ts'
import { ledgerOfProgram } from '../ledger/files.ts'
import { LedgerShow } from '../ledger/pages/ledger-show.tsx'
import { entryView } from '../ledger/view.ts'
import { elementView, planView } from '../view.ts'
import { elementMore } from '../whole/element.ts'
import { frameOf } from '../whole/frame.ts'
import { ElementShow } from './element-show.tsx'
import { PlanShow } from './plan-show.tsx'
import type { Extras, Hrefs } from './props.ts'

const folder = new URL('../../../../plans/', import.meta.url)
const sources = ['ctecs', 'hartford', 'waterbury']
/** The five plans that restate a source. */
const plans = readdirSync(folder)
  .filter((name) => name.endsWith('.plan.yaml') && sources.some((start) => name.startsWith(start)))
  .flatMap((name) => {
    const { plan, places } = readPlan(readFileSync(new URL(name, folder)))
    return plan ? [{ graph: planGraph(plan), problems: checkPlan(plan, places) }] : []
  })
const hrefs: Hrefs = { list: '/', plan: (p) => `/${p}`, element: (p, e) => `/${p}/${e}`, definition: () => null }
const day = '2026-11-20'

function elementPage(at: number, id: string, lang: Lang, extras: Extras = {}): string {
  const one = plans[at]
  const here = one?.graph.byId(id)
  const props = one && elementView(one.graph, id, one.problems, lang, hrefs, extras)
  if (!one || !here || !props) throw new Error(id)
  return String(<ElementShow {...props} more={elementMore(one.graph, here, day, lang, hrefs)} />)
}
function* pages(lang: Lang): Generator<[string, string]> {
  for (const [at, { graph, problems }] of plans.entries()) {
    const props = planView(graph, problems, lang, hrefs)
    yield [graph.plan.id, String(<PlanShow {...props} frame={frameOf(graph, 'plan', lang, hrefs)} />)]
    const step = amount(9, 1)
    for (const [i, e] of graph.plan.elements.entries())
      if (i % step === 0 || e.code === 'G2') yield [`${graph.plan.id}/${e.id}`, elementPage(at, e.id, lang)]
  }
  const all = plans.map(({ graph }) => graph.plan)
  for (const entry of buildLedger(all, ledgerOfProgram(), day))
    yield [
      `ledger/${entry.id}`,
      String(<LedgerShow lang={lang} entry={entryView(entry, lang, () => null)} how={null} />),
    ]
}

/** The names of a page's landmarks: regions by the words they are labeled by, the others by their label. */
function landmarks(html: string): string[] {
  const regions = [...html.matchAll(/role="region"[^>]*?aria-labelledby="([^"]+)"/g)].map(([, id = '']) => {
    const found = new RegExp(`id="${id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"[^>]*>([^<]*)<`).exec(html)
    return `region ${found?.[1] ?? id}`
  })
  const labeled = [...html.matchAll(/<(nav|form|footer)\b[^>]*?aria-label="([^"]*)"/g)].map(
    ([, tag, name]) => `${tag} ${name}`,
  )
  return [...regions, ...labeled]
}
const twice = (list: readonly string[]): string[] => list.filter((one, i) => list.indexOf(one) !== i)

test('no two landmarks of a page share a name: five plans, every ledger', () => {
  let seen = 0
  for (const lang of ['en', 'es'] as const)
    for (const [name, html] of pages(lang)) {
      seen += 1
      expect([name, twice(landmarks(html))]).toEqual([name, []])
    }
  expect(seen).toBeGreaterThan(100)
})

test('axe agrees, on the pages with most tables and with charts', { timeout: 60_000 }, async () => {
  const sample: [string, string][] = []
  const at = plans.findIndex((one) => one.graph.plan.id === 'hartford-2018-22')
  sample.push(['G2', elementPage(at, 'g2', 'en')])
  for (const page of pages('en')) if (/^ledger\/(?:chronic|four)/.test(page[0])) sample.push(page)
  // A page with two charts of one name is what the rule is for: axe must be able to see it.
  const chart = (id: string) =>
    String(
      <LineChart
        lang="en"
        id={id}
        title="Year by year"
        sentence="It rose."
        unit="percent"
        points={[1, 2].map((n) => ({ label: `20${n}`, short: `'${n}`, value: n / 10, n: 5 }))}
      />,
    )
  const bad = `${chart('a')}${chart('b')}`.replaceAll('<details', '<details open')
  const browser = await launch()
  try {
    const tab = await browser.newPage()
    const found = async (html: string): Promise<string[]> => {
      const open = html.replaceAll('<details', '<details open')
      await tab.setContent(`<!doctype html><html lang="en"><title>x</title><body><main>${open}</main></body></html>`)
      return (await axe(tab, { runOnly: ['landmark-unique'] })).map((one) => one.rule)
    }
    expect(await found(bad)).toEqual(['landmark-unique'])
    for (const [name, html] of sample.slice(0, amount(3, 100))) expect([name, await found(html)]).toEqual([name, []])
  } finally {
    await browser.close()
  }
})
