import { addDays } from '../../../platform/dates.ts'

/** One day of a calendar. `uid` never changes for the same thing; `stamp` is when it last changed, as the data say it. */
export type Entry = { uid: string; day: string; title: string; url: string; stamp: Date; sequence: number }

/** The longest line of a calendar file, in bytes (RFC 5545, 3.1). */
const longestLine = 75

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    // Other control characters have no place in a text.
    .replaceAll(/\p{Cc}/gu, '')

/** A line folded at 75 bytes, never within a character. */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter)
    if (size + bytes > longestLine) {
      parts.push(part)
      part = ' '
      size = 1
    }
    part += letter
    size += bytes
  }
  return [...parts, part].join('\r\n')
}

const utc = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
const plain = (day: string): string => day.replaceAll('-', '')

/**
 * A calendar file of whole days (RFC 5545). Each time of a recurring duty is an event of its own: what happens on a day off cannot be said by a recurrence rule.
 * In: a name, the entries. Out: the text; the same entries give the same bytes.
 */
export function calendarText(name: string, entries: readonly Entry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Throughline//Work//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
  ]
  const inOrder = entries.toSorted((a, b) => (a.day === b.day ? (a.uid < b.uid ? -1 : 1) : a.day < b.day ? -1 : 1))
  for (const one of inOrder)
    lines.push(
      'BEGIN:VEVENT',
      `UID:${one.uid}`,
      `DTSTAMP:${utc(one.stamp)}`,
      `LAST-MODIFIED:${utc(one.stamp)}`,
      `SEQUENCE:${one.sequence}`,
      `DTSTART;VALUE=DATE:${plain(one.day)}`,
      `DTEND;VALUE=DATE:${plain(addDays(one.day, 1))}`,
      `SUMMARY:${escaped(one.title)}`,
      `URL:${one.url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    )
  lines.push('END:VCALENDAR')
  return `${lines.map(folded).join('\r\n')}\r\n`
}
