import type { Lang } from '../../../../platform/words.ts'
import { type Finding, mostFindings } from '../finding.ts'
import { say, type WordKey } from '../say.ts'

/** Says what is wrong with a workbook, at most so much of it. */
export class Hearing {
  readonly findings: Finding[] = []
  readonly lang: Lang
  readonly count = { error: 0, warning: 0, note: 0 }
  constructor(lang: Lang) {
    this.lang = lang
  }
  tell(
    where: string,
    what: WordKey,
    fix: WordKey,
    values: Record<string, string> = {},
    severity: Finding['severity'] = 'error',
  ): void {
    const told = this.count[severity]++
    if (told >= mostFindings) return
    const words = say(this.lang)
    const near = values['near'] ?? 'none'
    const rule = `table-${what.replaceAll(/[A-Z_]/g, (sign) => (sign === '_' ? '-' : `-${sign.toLowerCase()}`))}`
    this.findings.push({
      severity,
      where,
      rule,
      what: words(what, { ...values, near }),
      fix: words(fix, { ...values, near }),
    })
  }
  get bad(): boolean {
    return this.count.error > 0
  }
}
