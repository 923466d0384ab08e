import { escape } from '../../../platform/look/escape.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { WholeRecord } from './schema.ts'
import { words } from './say.ts'
import { tablesOf } from './tables.ts'

/** Looks of the file: it is read without the product, so that it carries its own. */
const style =
  'body{font:11pt/1.4 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#111;background:#fff}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}table{border-collapse:collapse;width:100%;font-size:9.5pt}th,td{border:1px solid #777;padding:.2rem .4rem;text-align:left;vertical-align:top}th{background:#eee}thead{display:table-header-group}tr{break-inside:avoid}.stamp{border:2px solid #111;padding:.5rem .8rem}'

/** A record as one HTML file that reads and prints anywhere: no script, nothing loaded. `taken`: who took it, when and why, for its stamp. */
export function recordHtml(
  record: WholeRecord,
  lang: Lang,
  moment: (iso: string) => string,
  taken: { at: string; by: string; reason: string },
): string {
  const say = words(lang)
  const e = escape
  const out = record.directory_opt_out
  const parts = tablesOf(record, lang, moment).map(
    ({ title, lead, heads, rows }) =>
      `<h2>${e(title)}</h2>${lead ? `<p>${e(lead)}</p>` : ''}${
        rows.length === 0
          ? `<p>${e(say('none'))}</p>`
          : `<table><thead><tr>${heads.map((one) => `<th scope="col">${e(one)}</th>`).join('')}</tr></thead><tbody>${rows
              .map((row) => `<tr>${row.map((one) => `<td>${e(one)}</td>`).join('')}</tr>`)
              .join('')}</tbody></table>`
      }`,
  )
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>${e(say('whole'))}</title><style>${style}</style></head><body>
<h1>${e(say('whole'))}</h1><p class="stamp">${e(say('stamp', taken))}<br>${e(say('stampLaw'))}</p>
<p>${e(say('optOut'))}: ${e(
    out
      ? say('optOutSince', { since: shortDate(out.since, lang), source: say(`source_${out.source}`) })
      : say('optOutNone'),
  )}</p>
${parts.join('\n')}
</body></html>
`
}
