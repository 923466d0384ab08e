import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { count } from '../format.ts'
import type { Lang } from '../words.ts'
import { linkHtml } from './cells.ts'
import { say } from './chrome.ts'
import { escape } from './escape.ts'

export type Finding = {
  /** the check, in words */
  check: string
  severity: 'stop' | 'warn' | 'note'
  rows: number
  /** what becomes of these rows: left out or taken, and what of them counts */
  effect?: string | undefined
  why: string
  fix: string
  /** where the rows are listed */
  href?: string | undefined
}
const severities = { stop: 'findingStop', warn: 'findingWarn', note: 'findingNote' } as const

/** What checks found in a file: how bad, how many rows, why it matters, how to fix it. Worst first is the caller's order. */
export const Findings: FC<{ lang: Lang; findings: readonly Finding[]; caption?: string | undefined }> = ({
  lang,
  findings,
  caption,
}) => {
  const words = say(lang)
  const effects = findings.some((finding) => finding.effect)
  const rows = findings
    .map((finding) => {
      const number = escape(count(finding.rows, lang))
      const link = finding.href
        ? linkHtml(
            finding.href,
            `<span aria-hidden="true">${number}</span><span class="sr">${escape(`${words('seeRows')}: ${finding.rows}, ${finding.check}`)}</span>`,
          )
        : number
      return (
        `<tr role="row" class="finding finding-${finding.severity}"><th scope="row" role="rowheader"><span class="severity">${words(severities[finding.severity])}</span>${escape(finding.check)}</th>` +
        `<td role="cell" class="n" data-head="${words('rows')}">${link}</td>${effects ? `<td role="cell" data-head="${words('effect')}">${escape(finding.effect ?? '')}</td>` : ''}<td role="cell" data-head="${words('why')}">${escape(finding.why)}</td><td role="cell" data-head="${words('fix')}">${escape(finding.fix)}</td></tr>`
      )
    })
    .join('')
  const head = (['check', 'rows', ...(effects ? (['effect'] as const) : []), 'why', 'fix'] as const)
    .map((key) => `<th scope="col" role="columnheader"${key === 'rows' ? ' class="n"' : ''}>${words(key)}</th>`)
    .join('')
  return raw(
    `<div class="table blocks findings" role="region" tabindex="0" aria-label="${escape(caption ?? words('findings'))}"><table role="table"><caption class="sr">${escape(caption ?? words('findings'))}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows}</tbody></table></div>`,
  )
}
