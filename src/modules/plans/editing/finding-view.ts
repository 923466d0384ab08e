import type { Lang } from '../../../platform/words.ts'
import { read } from '../../../platform/words.ts'
import { type Finding, tally } from '../checker/finding.ts'
import { sayFinding } from '../checker/say.ts'
import type { Plan } from '../file/format.ts'
import { valueAt } from '../problems/value.ts'
import type { Live } from './live.ts'
import { nameIn } from './outline.ts'
import type { FindingsView, FindingView } from './pages/props.ts'
import { say } from './say.ts'

const severities = { error: 'stop', warning: 'warn', note: 'note' } as const
const order = { error: 0, warning: 1, note: 2 } as const

/**
 * Findings in words, worst first, waived ones last. `plan`: of now, for the names of elements; null: the element is not named. `checked`: the plan that the
 * findings are about, for what stands at their places.
 */
export function findingViews(
  findings: readonly Finding[],
  plan: Plan | null,
  checked: Plan,
  lang: Lang,
  href: (id: string) => string,
): FindingView[] {
  const rank = (one: Finding): number => (one.waived ? 10 : order[one.severity])
  const elements = new Map(plan?.elements.map((one) => [one.id, one]))
  return findings
    .toSorted((a, b) => rank(a) - rank(b))
    .map((one) => {
      const element = one.element === null ? undefined : elements.get(one.element)
      return {
        severity: severities[one.severity],
        ...sayFinding(one, lang),
        value: valueAt(checked, one.path, lang),
        waived: one.waived ? read(one.waived.reason, lang).words : null,
        about: element ? { label: nameIn(element, lang), href: href(element.id) } : null,
      }
    })
}

/** What to say while a large plan is still being checked; null when the findings are those of now. */
export const waitFor = (live: Live, lang: Lang): string | null =>
  live.fresh ? null : live.findings ? say(lang)('findingsOld', { n: live.n }) : say(lang)('findingsWait')

/** The counts of all findings in words; null while there are none yet. */
export function tallyOf(live: Live, lang: Lang): string | null {
  if (!live.findings) return null
  const { errors, warnings, notes } = tally(live.findings)
  return say(lang)('tally', { errors, warnings, notes })
}

export const findingsView = (rows: readonly FindingView[], live: Live, none: string, lang: Lang): FindingsView => ({
  rows,
  wait: waitFor(live, lang),
  none,
})
