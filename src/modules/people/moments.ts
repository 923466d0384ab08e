import { dateIn } from '../../platform/clock.ts'
import { shortDate } from '../../platform/format.ts'
import type { Lang } from '../../platform/words.ts'

/** An instant in words, in the district's time zone: `Nov 20, 2026, 9:41 AM`. */
export function moment(at: Date, timeZone: string, lang: Lang): string {
  const time = new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(at)
  return `${shortDate(dateIn(at, timeZone), lang)}, ${time}`
}
