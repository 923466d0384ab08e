/** A small table as people type or paste it: a header, then lines; cells between tabs, semicolons or commas, whichever the header has. Empty lines are left out. */
export function parseRows(text: string): { header: string[]; lines: string[][] } {
  const [first = '', ...rest] = text
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const between = first.includes('\t') ? '\t' : first.includes(';') ? ';' : ','
  const cells = (line: string): string[] => line.split(between).map((cell) => cell.trim())
  return { header: first === '' ? [] : cells(first), lines: rest.map(cells) }
}
