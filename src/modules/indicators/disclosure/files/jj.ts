/** u: sensitive; x: hidden to protect another; s: may be shown; z: must be shown; w: shown, counts little. */
export type JjStatus = 'u' | 'x' | 's' | 'z' | 'w'
export type JjCell = {
  ind: number
  value: number
  weight: number
  status: JjStatus
  low: number
  high: number
  lower: number
  upper: number
  sliding: number
}
export type JjLine = { equals: number; terms: { ind: number; coef: number }[]; at: number }
/** A table in the JJ format of tau-ARGUS: cells with what readers know of them (low, high) and protection levels, and lines that hold. */
export type Jj = { cells: JjCell[]; lines: JjLine[] }

/** What is wrong with a file, and in which line (from 1; 0: the file as a whole). */
export class WrongFile extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(line > 0 ? `line ${line}: ${message}` : message)
    this.line = line
  }
}

/**
 * Reads the JJ format (methods 4.6): 0; the number of cells; `ind value weight status lbi ubi LPL UPL SPL` for each; the number of lines;
 * `rhs n : ind (coef) ...` for each. Blank lines are skipped. Errors: WrongFile with the line.
 */
export function readJj(text: string): Jj {
  const rows = text.split(/\r\n|\n|\r/).flatMap((row, i) => (row.trim() === '' ? [] : [{ row: row.trim(), at: i + 1 }]))
  let next = 0
  const take = (what: string): { row: string; at: number } => {
    const one = rows[next++]
    if (!one) throw new WrongFile(rows.at(-1)?.at ?? 1, `The file ends before ${what}.`)
    return one
  }
  const count = (what: string): { many: number; at: number } => {
    const { row, at } = take(what)
    if (!/^\d+$/.test(row))
      throw new WrongFile(at, `Here ${what} is expected, a whole number, but it says "${short(row)}".`)
    return { many: Number(row), at }
  }
  const first = take('the first line')
  if (first.row !== '0') throw new WrongFile(first.at, 'The first line of a JJ file is 0.')
  const cells: JjCell[] = []
  const byInd = new Map<number, JjCell>()
  const { many } = count('the number of cells')
  for (let i = 0; i < many; i++) {
    const { row, at } = take(`cell ${i + 1} of ${many}`)
    const cell = cellOf(row, at)
    if (byInd.has(cell.ind)) throw new WrongFile(at, `The cell ${cell.ind} is there twice.`)
    byInd.set(cell.ind, cell)
    cells.push(cell)
  }
  const lines: JjLine[] = []
  const { many: sums } = count('the number of lines')
  for (let i = 0; i < sums; i++) {
    const { row, at } = take(`sum ${i + 1} of ${sums}`)
    const line = lineOf(row, at)
    for (const { ind } of line.terms)
      if (!byInd.has(ind)) throw new WrongFile(at, `The sum names the cell ${ind}, which the file does not have.`)
    const total = line.terms.reduce((sum, { ind, coef }) => sum + coef * byInd.get(ind)!.value, 0)
    const size = line.terms.reduce((sum, { ind }) => sum + Math.abs(byInd.get(ind)!.value), 1)
    if (Math.abs(total - line.equals) > 1e-6 * size)
      throw new WrongFile(at, `The cells add up to ${round(total)}, but the line says ${line.equals}.`)
    lines.push(line)
  }
  const rest = rows[next]
  if (rest) throw new WrongFile(rest.at, `After the last sum the file goes on: "${short(rest.row)}".`)
  return { cells, lines }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text)
const round = (x: number): number => Math.round(x * 1e6) / 1e6

function cellOf(row: string, at: number): JjCell {
  const words = row.split(/\s+/)
  if (words.length !== 9)
    throw new WrongFile(
      at,
      `A cell has nine values (ind value weight status lbi ubi LPL UPL SPL), this one ${words.length}.`,
    )
  const number = (i: number, name: string): number => {
    const value = Number(words[i])
    if (words[i] === '' || !Number.isFinite(value))
      throw new WrongFile(at, `The ${name} is "${words[i]}", not a number.`)
    return value
  }
  const status = words[3]!
  if (!isStatus(status)) throw new WrongFile(at, `The status is "${status}"; it must be u, x, s, z or w.`)
  const cell: JjCell = {
    ind: number(0, 'ind'),
    value: number(1, 'value'),
    weight: number(2, 'weight'),
    status,
    low: number(4, 'lower bound'),
    high: number(5, 'upper bound'),
    lower: number(6, 'LPL'),
    upper: number(7, 'UPL'),
    sliding: number(8, 'SPL'),
  }
  if (!Number.isSafeInteger(cell.ind) || cell.ind < 0)
    throw new WrongFile(at, `The ind is ${cell.ind}; it must be 0 or more.`)
  if (cell.low > cell.value || cell.high < cell.value)
    throw new WrongFile(at, `The value ${cell.value} is outside its own bounds ${cell.low} to ${cell.high}.`)
  return cell
}

const isStatus = (text: string): text is JjStatus => ['u', 'x', 's', 'z', 'w'].includes(text)

function lineOf(row: string, at: number): JjLine {
  const found = /^(\S+)\s+(\d+)\s*:(.*)$/.exec(row)
  if (!found) throw new WrongFile(at, `A sum is written "rhs n : ind (coef) ...", but this says "${short(row)}".`)
  const [, rhs = '', many = '', rest = ''] = found
  const equals = Number(rhs)
  if (!Number.isFinite(equals)) throw new WrongFile(at, `The right side is "${rhs}", not a number.`)
  const terms = [...rest.matchAll(/(\d+)\s*\(\s*([^)\s]+)\s*\)/g)].map(([, ind, coef]) => ({
    ind: Number(ind),
    coef: Number(coef),
  }))
  if (
    rest.replaceAll(/(\d+)\s*\(\s*([^)\s]+)\s*\)/g, '').trim() !== '' ||
    terms.some(({ coef }) => !Number.isFinite(coef))
  )
    throw new WrongFile(at, `After the colon stand pairs "ind (coef)", but this says "${short(rest.trim())}".`)
  if (terms.length !== Number(many)) throw new WrongFile(at, `The sum says ${many} cells and has ${terms.length}.`)
  return { equals, terms, at }
}

/** Writes the JJ format, as `readJj` reads it. */
export function writeJj({ cells, lines }: Jj): string {
  const cell = (one: JjCell): string =>
    [one.ind, one.value, one.weight, one.status, one.low, one.high, one.lower, one.upper, one.sliding].join(' ')
  const line = ({ equals, terms }: JjLine): string =>
    `${Number.isInteger(equals) ? equals.toFixed(1) : equals} ${terms.length} : ${terms.map(({ ind, coef }) => `${ind} (${coef})`).join(' ')}`
  return ['0', String(cells.length), ...cells.map(cell), String(lines.length), ...lines.map(line), ''].join('\n')
}
