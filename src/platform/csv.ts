/**
 * A cell of a CSV file that people open: empty for null, quoted where needed, and text that begins like a formula gets an apostrophe before it,
 * so that no spreadsheet runs it (OWASP, CSV injection).
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines of a CSV file (RFC 4180: ended by CR LF). */
export const csvLines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
