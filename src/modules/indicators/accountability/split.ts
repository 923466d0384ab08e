/** One record of a CSV text with the line (from 1) on which it begins. */
export type Lined = { line: number; cells: string[] }

/** Records of a CSV text (RFC 4180; CR LF, LF or CR end a line; a byte order mark is left out). `open`: the line of a quote that never ends, else null. */
export function splitCsv(text: string): { records: Lined[]; open: number | null } {
  const records: Lined[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let begun = 1
  let quote: number | null = null
  const end = (): void => {
    cells.push(cell)
    if (cells.length > 1 || cells[0]?.trim()) records.push({ line: begun, cells })
    cells = []
    cell = ''
  }
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const sign = text[i]
    const ends = sign === '\n' || (sign === '\r' && text[i + 1] !== '\n')
    if (ends) line++
    if (quote !== null) {
      if (sign !== '"') cell += sign
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quote = null
    } else if (sign === '"' && cell === '') quote = line
    else if (sign === ',') {
      cells.push(cell)
      cell = ''
    } else if (ends) {
      end()
      begun = line
    } else if (sign !== '\r') cell += sign
  }
  if (cell !== '' || cells.length > 0) end()
  return { records, open: quote }
}
