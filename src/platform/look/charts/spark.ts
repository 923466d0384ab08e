import type { Lang } from '../../words.ts'
import { say } from '../chrome.ts'
import { escape } from '../escape.ts'

type Value = number | { readonly hidden: true } | null

/**
 * Small bars for a table cell, as escaped SVG text. A suppressed value is a hollow bar of fixed height, an absent one only its foot.
 * In: values in order of time (any unit), `max` for a shared scale (otherwise the largest), `label` for readers who do not see it.
 */
export function spark(
  values: readonly Value[],
  options: { lang: Lang; max?: number | undefined; label?: string | undefined },
): string {
  const known = values.filter((value) => typeof value === 'number')
  const max = options.max ?? Math.max(...known, 0)
  const step = 9
  const width = Math.max(values.length * step - 2, 1)
  let bars = ''
  let said = ''
  for (const [index, value] of values.entries()) {
    const x = index * step
    if (typeof value === 'number') {
      const height = max > 0 ? Math.max(1, Math.round((Math.max(value, 0) / max) * 200) / 10) : 1
      bars += `<rect x="${x}" y="${round(20 - height)}" width="7" height="${height}"${index === values.length - 1 ? ' class="last"' : ''}/>`
      said += `${said ? ', ' : ''}${value <= 1 && Number.isFinite(value) && !Number.isInteger(value) ? `${(value * 100).toFixed(1)}%` : round(value)}`
    } else if (value) {
      bars += `<rect x="${x + 0.5}" y="12.5" width="6" height="7" class="hid"/>`
      said += `${said ? ', ' : ''}${say(options.lang)('hidden')}`
    } else {
      bars += `<rect x="${x}" y="19" width="7" height="1" class="none"/>`
      said += `${said ? ', ' : ''}${say(options.lang)('noValue')}`
    }
  }
  const label = escape(options.label ? `${options.label}: ${said}` : said)
  return `<svg class="spark" role="img" aria-label="${label}" width="${width}" height="20" viewBox="0 0 ${width} 20">${bars}</svg>`
}

/** A bar of 0..1 for a table cell, as SVG text. Decoration: the number stands beside it. */
export function bar(fraction: number): string {
  const width = round(Math.min(Math.max(fraction, 0), 1) * 64)
  return `<svg class="bar" aria-hidden="true" width="64" height="8" viewBox="0 0 64 8"><rect width="64" height="8" rx="2" class="track"/><rect width="${width}" height="8" rx="2"/></svg>`
}

const round = (n: number): number => Math.round(n * 10) / 10
