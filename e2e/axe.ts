import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe calls a page of Playwright, whichever of its packages the caller has it from. */
type Tab = {
  evaluate: { (code: string): Promise<unknown>; <A, R>(run: (given: A) => R, given: A): Promise<Awaited<R>> }
  frames: () => unknown[]
}

/** One thing that is wrong: the rule, where in the page, and the first element's own words. */
export type AxeFinding = { rule: string; where: string; html: string }

/**
 * What axe finds wrong with a page as it stands, also where scripts are off or a policy forbids foreign ones.
 * In: a tab without frames, axe's own options (`runOnly` narrows the rules). Out: the findings, none when all is well.
 * Axe runs in the page and only its findings come out: its builder for Playwright sends every element of every rule
 * out and in again, which takes three times as long.
 * Errors: a page with frames, which this would not look into.
 */
export async function axe(tab: Tab, options: RunOptions = {}): Promise<AxeFinding[]> {
  if (tab.frames().length > 1) throw new Error('The page has frames; axe would look at the outermost only.')
  await tab.evaluate(source)
  return tab.evaluate(
    async (given) => {
      const page = globalThis as unknown as {
        document: object
        axe: { run: (at: object, options: object) => Promise<AxeResults> }
      }
      const { violations } = await page.axe.run(page.document, { resultTypes: ['violations'], ...given })
      return violations.map(({ id, nodes }) => ({
        rule: id,
        where: nodes.map((node) => node.target.join(' ')).join(', '),
        html: nodes[0]?.html ?? '',
      }))
    },
    options as Record<string, unknown>,
  )
}
